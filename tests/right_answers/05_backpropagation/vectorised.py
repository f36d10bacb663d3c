# gradiente: backpropagation · en
import numpy as np


def _sigmoid(net):
    return 1 / (1 + np.exp(-net))


def forward(x, weights, biases):
    activations = [x]
    for w, b in zip(weights, biases):
        activations.append(_sigmoid(activations[-1] @ w + b))
    return activations


def loss(output, target):
    return np.sum((output - target) ** 2) / len(output)


def output_weight_gradient(hidden, output, target):
    return 2 * (output - target) * output * (1 - output) * hidden


def backward(activations, weights, target):
    a = activations
    delta = 2 * (a[-1] - target) * a[-1] * (1 - a[-1]) / len(target)
    weight_gradients, bias_gradients = [], []
    for l in reversed(range(len(weights))):
        weight_gradients.insert(0, a[l].T @ delta)
        bias_gradients.insert(0, delta.sum(axis=0))
        delta = delta @ weights[l].T * a[l] * (1 - a[l])
    return weight_gradients, bias_gradients


def train(x, target, weights, biases, learning_rate, steps):
    losses = []
    for _ in range(steps):
        activations = forward(x, weights, biases)
        losses.append(loss(activations[-1], target))
        dw, db = backward(activations, weights, target)
        weights = [w - learning_rate * g for w, g in zip(weights, dw)]
        biases = [b - learning_rate * g for b, g in zip(biases, db)]
    losses.append(loss(forward(x, weights, biases)[-1], target))
    return weights, biases, losses
