# gradiente: initialization · es
import math

import numpy as np

# Número a número: se saca uno, se apunta, se saca otro.


def _cuantos(shape):
    n = 1
    for lado in shape:
        n = n * lado
    return n


def fan_in_fan_out(shape):
    posiciones = 1
    for lado in shape[:-2]:
        posiciones = posiciones * lado
    return posiciones * shape[-2], posiciones * shape[-1]


def constant(shape, value=0.0):
    lista = []
    for _ in range(_cuantos(shape)):
        lista.append(float(value))
    return np.array(lista).reshape(shape)


def _normal(shape, rng, desviacion):
    lista = []
    for _ in range(_cuantos(shape)):
        lista.append(desviacion * rng.standard_normal())
    return np.array(lista).reshape(shape)


def small_normal(shape, rng, scale=0.01):
    return _normal(shape, rng, scale)


def uniform(shape, rng, low=0.0, high=1.0):
    lista = []
    for _ in range(_cuantos(shape)):
        lista.append(low + (high - low) * rng.random())
    return np.array(lista).reshape(shape)


def xavier_normal(shape, rng):
    entran, salen = fan_in_fan_out(shape)
    return _normal(shape, rng, math.sqrt(2 / (entran + salen)))


def xavier_uniform(shape, rng):
    entran, salen = fan_in_fan_out(shape)
    limite = math.sqrt(6 / (entran + salen))
    return uniform(shape, rng, -limite, limite)


def lecun_normal(shape, rng):
    entran = fan_in_fan_out(shape)[0]
    return _normal(shape, rng, 1 / math.sqrt(entran))


def he_normal(shape, rng):
    entran = fan_in_fan_out(shape)[0]
    return _normal(shape, rng, math.sqrt(2 / entran))


def he_uniform(shape, rng):
    entran = fan_in_fan_out(shape)[0]
    limite = math.sqrt(6 / entran)
    return uniform(shape, rng, -limite, limite)


def activation_spread(initializer, sizes, activation, rng, n_samples=1000):
    a = _normal((n_samples, sizes[0]), rng, 1.0)
    dispersiones = []
    for capa in range(1, len(sizes)):
        w = initializer((sizes[capa - 1], sizes[capa]), rng)
        a = activation(np.matmul(a, w))
        media = a.sum() / a.size
        dispersiones.append(math.sqrt(((a - media) ** 2).sum() / a.size))
    return dispersiones
