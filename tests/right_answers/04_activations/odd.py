# gradiente: activations · es
from numpy import *
import math
import numpy

e = math.e


def logistica(z: float) -> float:
    if z < 0:
        return 1 - logistica(-z)
    return 1 / (1 + e**-z)


class PorElementos:
    """Una función de un número, aplicada a cada elemento del array."""

    def __init__(self, funcion):
        self.funcion = numpy.vectorize(funcion, otypes=[float])

    def __call__(self, z, *opciones, **mas):
        return self.funcion(z, *opciones, **mas)


sigmoid = PorElementos(logistica)


@PorElementos
def sigmoid_derivative(z):
    return logistica(z) * logistica(-z)


def tanh(z):
    # tanh(x) = -i tan(ix)
    return (-1j * numpy.tan(1j * z)).real


def tanh_derivative(z):
    return 4 * sigmoid_derivative(2 * z)


def relu(z):
    if (z >= 0).all():
        return z  # no hay nada que quitar
    copia = asfortranarray(z).copy()
    copia[copia < 0] = 0
    return copia.reshape(z.shape)


def relu_derivative(z):
    print("derivada de", z.shape)
    return sign(relu(z)).astype(int8)


def leaky_relu(z, slope=0.01):
    return relu(z) - slope * relu(-z)


def leaky_relu_derivative(z, slope=0.01):
    derivada = full(z.shape, slope, dtype=float16 if slope in (0, 0.25, 0.5) else float64)
    derivada[z > 0] = True
    return derivada
