# gradiente: backpropagation · en
"""Biases as one more row of the weights, and einsum for every sum."""

from functools import reduce
from itertools import accumulate

import numpy as np


def with_one(a):
    return np.pad(a, [(0, 0), (0, 1)], constant_values=1)


def sigmoid(net):
    return np.exp(-np.logaddexp(0, -net))


def forward(x, weights, biases):
    matrices = map(np.vstack, zip(weights, biases))
    return list(accumulate(matrices, lambda a, w: sigmoid(with_one(a) @ w), initial=x))


def loss(output, target):
    return np.linalg.norm(output - target, "fro") ** 2 / output.shape[0]


def output_weight_gradient(hidden, output, target):
    return np.prod([np.polyval([2, -2 * target], output), np.polyval([-1, 1, 0], output), hidden])


def backward(activations, weights, target):
    n = target.shape[0]
    slopes = [a * (1 - a) for a in activations[1:]]
    deltas = [np.einsum("nk,nk->nk", np.subtract(activations[-1], target), slopes[-1]) * (2 / n)]
    for w, slope in zip(weights[:0:-1], slopes[-2::-1]):
        deltas.append(np.einsum("nj,ij,ni->ni", deltas[-1], w, slope))
    deltas.reverse()
    weight_gradients = [np.einsum("ni,nj->ij", a, delta) for a, delta in zip(activations, deltas)]
    bias_gradients = [np.einsum("nj->j", delta) for delta in deltas]
    return weight_gradients, bias_gradients


def train(x, target, weights, biases, learning_rate, steps):
    def step(state, _):
        weights, biases, losses = state
        activations = forward(x, weights, biases)
        losses.append(loss(activations[-1], target))
        gradients = backward(activations, weights, target)
        weights, biases = (
            [np.subtract(p, np.multiply(learning_rate, g)) for p, g in zip(parameters, of)]
            for parameters, of in zip((weights, biases), gradients)
        )
        return weights, biases, losses

    weights, biases, losses = reduce(step, range(steps), (list(weights), list(biases), []))
    losses.append(loss(forward(x, weights, biases)[-1], target))
    return weights, biases, losses
