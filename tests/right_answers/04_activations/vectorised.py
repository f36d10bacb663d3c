# gradiente: activations · en
import numpy as np


def sigmoid(z):
    small = np.exp(-np.abs(z))  # at most 1
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))


def sigmoid_derivative(z):
    s = sigmoid(z)
    return s * (1 - s)


def tanh(z):
    return np.tanh(z)


def tanh_derivative(z):
    return 1 - np.tanh(z) ** 2


def relu(z):
    return np.maximum(0, z)


def relu_derivative(z):
    return np.where(z > 0, 1, 0)


def leaky_relu(z, slope=0.01):
    return np.where(z > 0, z, slope * z)


def leaky_relu_derivative(z, slope=0.01):
    return np.where(z > 0, 1.0, slope)
