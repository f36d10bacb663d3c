# gradiente: backpropagation · en
"""A little automatic differentiation: every operation knows how to send its gradient back."""

from __future__ import annotations

import numpy as np


class Value:
    """An array on the tape."""

    def __init__(self, data, parents=(), back=None):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.parents, self.back = parents, back

    def __matmul__(self, other: Value) -> Value:
        def back(g):
            self.grad += g @ other.data.T
            other.grad += self.data.T @ g

        return Value(self.data @ other.data, (self, other), back)

    def __add__(self, bias: Value) -> Value:
        def back(g):
            self.grad += g
            bias.grad += np.ones(len(g)) @ g

        return Value(self.data + bias.data, (self, bias), back)

    def sigmoid(self, out=None) -> Value:
        if out is None:
            out = np.where(self.data < -500, 0.0, 1 / (1 + np.exp(-np.maximum(self.data, -500))))
        out = np.asarray(out, dtype=float)

        def back(g):
            self.grad += g * out * (1 - out)

        return Value(out, (self,), back)

    def squared_error(self, target) -> Value:
        difference = self.data - target

        def back(g):
            self.grad += g * 2 * difference / len(difference)

        return Value((difference**2).sum() / len(difference), (self,), back)

    def backward(self) -> None:
        order, seen = [], set()

        def visit(value):
            if id(value) not in seen:
                seen.add(id(value))
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = np.ones_like(self.data)
        for value in reversed(order):
            if value.back is not None:
                value.back(value.grad)


def forward(x, weights, biases):
    a = Value(x)
    activations = [a]
    for w, b in zip(weights, biases):
        a = (a @ Value(w) + Value(b)).sigmoid()
        activations.append(a)
    return [a.data for a in activations]


def loss(output, target):
    return Value(output).squared_error(target).data


def output_weight_gradient(hidden, output, target):
    w = Value([[0.0]])
    net = Value([[hidden]]) @ w
    net.sigmoid(out=[[output]]).squared_error(np.array([[target]])).backward()
    return w.grad[0, 0]


def backward(activations, weights, target):
    ws = [Value(w) for w in weights]
    bs = [Value(np.zeros(w.shape[1])) for w in weights]
    a = Value(activations[0])
    for w, b, known in zip(ws, bs, activations[1:]):
        a = (a @ w + b).sigmoid(out=known)
    a.squared_error(target).backward()
    return [w.grad for w in ws], [b.grad for b in bs]


def train(x, target, weights, biases, learning_rate, steps):
    ws, bs = [w.copy() for w in weights], [b.copy() for b in biases]
    losses = [loss(forward(x, ws, bs)[-1], target)]
    while len(losses) < steps + 1:
        dws, dbs = backward(forward(x, ws, bs), ws, target)
        for p, dp in zip(ws + bs, dws + dbs):
            p -= learning_rate * dp
        losses.append(loss(forward(x, ws, bs)[-1], target))
    return ws, bs, losses
