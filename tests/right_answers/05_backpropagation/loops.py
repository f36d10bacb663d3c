# gradiente: backpropagation · en
"""Unit by unit and weight by weight, on plain lists."""

import math

import numpy as np


def sigmoid(net):
    if net < -700:
        return 0.0
    return 1 / (1 + math.exp(-net))


def lists(arrays):
    return [array.tolist() for array in arrays]


def forward_lists(x, weights, biases):
    activations = [x]
    for w, b in zip(weights, biases):
        layer = []
        for sample in activations[-1]:
            out = []
            for j in range(len(b)):
                net = b[j]
                for i in range(len(sample)):
                    net += sample[i] * w[i][j]
                out.append(sigmoid(net))
            layer.append(out)
        activations.append(layer)
    return activations


def loss_lists(output, target):
    total = 0.0
    for out_row, true_row in zip(output, target):
        for out, true in zip(out_row, true_row):
            total += (out - true) ** 2
    return total / len(output)


def backward_lists(activations, weights, target):
    n = len(target)
    weight_gradients = [[[0.0] * len(row) for row in w] for w in weights]
    bias_gradients = [[0.0] * len(w[0]) for w in weights]
    for s in range(n):
        output = activations[-1][s]
        delta = []
        for j in range(len(output)):
            delta.append(2 * (output[j] - target[s][j]) * output[j] * (1 - output[j]) / n)
        for layer in range(len(weights) - 1, -1, -1):
            below = activations[layer][s]
            w = weights[layer]
            new_delta = [0.0] * len(below)
            for i in range(len(below)):
                for j in range(len(delta)):
                    weight_gradients[layer][i][j] += below[i] * delta[j]
                    new_delta[i] += delta[j] * w[i][j]
                new_delta[i] *= below[i] * (1 - below[i])
            for j in range(len(delta)):
                bias_gradients[layer][j] += delta[j]
            delta = new_delta
    return weight_gradients, bias_gradients


def arrays(things):
    return [np.array(thing) for thing in things]


def forward(x, weights, biases):
    return arrays(forward_lists(x.tolist(), lists(weights), lists(biases)))


def loss(output, target):
    return loss_lists(output.tolist(), target.tolist())


def output_weight_gradient(hidden, output, target):
    dloss_dout = 2 * (output - target)
    dout_dnet = output * (1 - output)
    dnet_dweight = hidden
    return dloss_dout * dout_dnet * dnet_dweight


def backward(activations, weights, target):
    weight_gradients, bias_gradients = backward_lists(lists(activations), lists(weights), target.tolist())
    return arrays(weight_gradients), arrays(bias_gradients)


def train(x, target, weights, biases, learning_rate, steps):
    x, target, weights, biases = x.tolist(), target.tolist(), lists(weights), lists(biases)
    losses = []
    for step in range(steps + 1):
        activations = forward_lists(x, weights, biases)
        losses.append(loss_lists(activations[-1], target))
        if step == steps:
            break
        weight_gradients, bias_gradients = backward_lists(activations, weights, target)
        for layer in range(len(weights)):
            for i, row in enumerate(weights[layer]):
                for j in range(len(row)):
                    row[j] -= learning_rate * weight_gradients[layer][i][j]
            for j in range(len(biases[layer])):
                biases[layer][j] -= learning_rate * bias_gradients[layer][j]
    return arrays(weights), arrays(biases), losses
