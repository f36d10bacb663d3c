# gradiente: activations · en
"""A function of one number, and a loop over the array."""

import math

import numpy as np


def each(function, z):
    result = np.empty(z.shape)
    for index in np.ndindex(z.shape):
        result[index] = function(float(z[index]))
    return result


def sigmoid_of_number(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    power = math.exp(z)
    return power / (1 + power)


def sigmoid(z):
    return each(sigmoid_of_number, z)


def sigmoid_derivative(z):
    def derivative(number):
        s = sigmoid_of_number(number)
        return s * (1 - s)

    return each(derivative, z)


def tanh_of_number(z):
    if z > 20:
        return 1.0
    if z < -20:
        return -1.0
    return (math.exp(z) - math.exp(-z)) / (math.exp(z) + math.exp(-z))


def tanh(z):
    return each(tanh_of_number, z)


def tanh_derivative(z):
    return each(lambda number: 1 - tanh_of_number(number) ** 2, z)


def relu(z):
    return each(lambda number: max(0, number), z)


def relu_derivative(z):
    return each(lambda number: 1 if number > 0 else 0, z)


def leaky_relu(z, slope=0.01):
    return each(lambda number: number if number > 0 else slope * number, z)


def leaky_relu_derivative(z, slope=0.01):
    return each(lambda number: 1 if number > 0 else slope, z)
