# gradiente: activations · en
"""An array of the right size first, then one side filled in after the other."""

import numpy as np


def sigmoid(z):
    result = np.full_like(z, 0.5)
    positive, negative = z > 0, z < 0
    result[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[negative])
    result[negative] = e / (1 + e)
    return result


def sigmoid_derivative(z):
    # the slope is the same on both sides
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


def tanh(z):
    z = np.clip(z, -50, 50)
    return np.sinh(z) / np.cosh(z)


def tanh_derivative(z):
    z = np.clip(z, -50, 50)
    return 4 / (np.exp(z) + np.exp(-z)) ** 2


def relu(z):
    result = np.empty_like(z)
    with np.nditer([z, result], op_flags=[["readonly"], ["writeonly"]]) as pairs:
        for before, after in pairs:
            after[...] = before if before > 0 else 0
    return result


def relu_derivative(z):
    result = np.zeros(z.shape, dtype=np.uint8)
    result[z > 0] = 1
    return result


def leaky_relu(z, slope=0.01):
    z = z.copy()
    z[z < 0] *= slope
    return z


def leaky_relu_derivative(z, slope=0.01):
    result = np.ones_like(z)
    result[z <= 0] = slope
    return result
