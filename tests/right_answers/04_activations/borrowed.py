# gradiente: activations · en
"""Functions that are no functions of this file: imported, partial, methods, ufuncs."""

from functools import partial, singledispatch

import numpy as np
from numpy import tanh  # noqa: F401 - this is the answer


class Sigmoid:
    @staticmethod
    def value(z):
        return 0.5 + 0.5 * np.tanh(z / 2)

    @classmethod
    def slope(cls, z):
        return cls.value(z) * cls.value(-z)


sigmoid, sigmoid_derivative = Sigmoid.value, Sigmoid.slope
relu = partial(np.maximum, 0.0)
relu_derivative = lambda z: (0 < z) * 1


@singledispatch
def tanh_derivative(z):
    raise TypeError(f"not for {type(z)}")


@tanh_derivative.register
def _(z: np.ndarray):
    # big-endian, as from a file of another machine
    return (1 - np.tanh(z) ** 2).astype(">f8")


def leaky_relu(z, slope=0.01):
    # backwards and back: a view with negative strides
    reversed_z = np.flip(z)
    return np.flip(np.fmax(reversed_z, 0) + slope * np.fmin(reversed_z, 0))


leaky_relu_derivative = lambda z, slope=0.01: np.choose((z > 0).astype(int), [slope, 1.0])
