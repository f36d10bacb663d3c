# gradiente: backpropagation · en
import numpy as np


def single(arrays):
    return [np.array(array, dtype=np.float32) for array in arrays]


def sigmoid(net):
    # exp(-80) is still a number in single precision
    return 1 / (1 + np.exp(-np.clip(net, -80, 80)))


def forward(x, weights, biases):
    activations = single([x])
    for w, b in zip(single(weights), single(biases)):
        activations += [sigmoid(np.dot(activations[-1], w) + b)]
    return activations


def loss(output, target):
    output, target = single([output, target])
    return np.mean(np.sum(np.square(output - target), axis=1))


def output_weight_gradient(hidden, output, target):
    hidden, output, target = map(np.float32, (hidden, output, target))
    return 2 * (output - target) * (output - output**2) * hidden


def backward(activations, weights, target):
    activations, weights, target = single(activations), single(weights), np.float32(target)
    layers = len(weights)
    weight_gradients, bias_gradients = [None] * layers, [None] * layers
    upstream = np.float32(2 / len(target)) * (activations[-1] - target)
    for layer in range(layers - 1, -1, -1):
        out = activations[layer + 1]
        delta = upstream * (out * (1 - out))
        weight_gradients[layer] = np.dot(activations[layer].T, delta)
        bias_gradients[layer] = np.sum(delta, axis=0)
        upstream = np.dot(delta, weights[layer].T)
    return weight_gradients, bias_gradients


def train(x, target, weights, biases, learning_rate, steps):
    weights, biases = single(weights), single(biases)
    losses = np.empty(steps + 1, dtype=np.float32)
    rate = np.float32(learning_rate)
    for step in range(steps + 1):
        activations = forward(x, weights, biases)
        losses[step] = loss(activations[-1], target)
        if step < steps:
            weight_gradients, bias_gradients = backward(activations, weights, target)
            for w, dw in zip(weights, weight_gradients):
                w -= rate * dw
            for b, db in zip(biases, bias_gradients):
                b -= rate * db
    return weights, biases, losses
