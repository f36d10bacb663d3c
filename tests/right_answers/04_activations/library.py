# gradiente: activations · en
import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, np.negative(z)))


def sigmoid_derivative(z):
    # 1 / (4 cosh^2(z / 2)), without the overflow of cosh
    return np.exp(-np.abs(z) - 2 * np.log1p(np.exp(-np.abs(z))))


def tanh(z):
    e = np.expm1(-2 * np.abs(z))
    return np.copysign(-e / (e + 2), z)


def tanh_derivative(z):
    with np.errstate(over="ignore"):
        return np.reciprocal(np.square(np.cosh(z)))


def relu(z):
    return np.clip(z, 0, None)


def relu_derivative(z):
    return np.heaviside(z, 0)


def leaky_relu(z, slope=0.01):
    return np.piecewise(z, [z > 0, z <= 0], [lambda part: part, lambda part: slope * part])


def leaky_relu_derivative(z, slope=0.01):
    return np.select([np.greater(z, 0)], [1.0], default=slope)
