# gradiente: activations · en
import numpy as np

ONE = np.float32(1)


def single(z):
    return np.asarray(z, dtype=np.float32)


def sigmoid(z):
    with np.errstate(over="ignore"):
        return ONE / (ONE + np.exp(-single(z)))


def sigmoid_derivative(z):
    s = sigmoid(z)
    return s - s * s


def tanh(z):
    return np.float32(2) * sigmoid(single(z) + single(z)) - ONE


def tanh_derivative(z):
    a = tanh(z)
    return (ONE - a) * (ONE + a)


def relu(z):
    z = single(z)
    return z * (z > 0)


def relu_derivative(z):
    return (single(z) > 0).astype(np.float32)


def leaky_relu(z, slope=0.01):
    z = single(z)
    return np.maximum(z, np.float32(slope) * z)


def leaky_relu_derivative(z, slope=0.01):
    positive = single(z) > 0
    return positive + np.float32(slope) * ~positive
