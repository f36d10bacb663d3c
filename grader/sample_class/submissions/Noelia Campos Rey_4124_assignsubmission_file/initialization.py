# gradiente: initialization · es
from math import sqrt

import numpy as np


def fan_in_fan_out(shape):
    """Densa: (entradas, salidas). Convolución: por las casillas del filtro."""
    if len(shape) == 2:
        return shape[0], shape[1]
    height, width, channels_in, channels_out = shape
    casillas = height * width
    return casillas * channels_in, casillas * channels_out


def constant(shape, value=0.0):
    filled = np.empty(shape)
    filled[...] = value
    return filled


def small_normal(shape, rng, scale=0.01):
    return rng.normal(loc=0.0, scale=scale, size=shape)


def uniform(shape, rng, low=0.0, high=1.0):
    return rng.uniform(low=low, high=high, size=shape)


def _gauss(shape, rng, varianza):
    return rng.normal(0, varianza, shape)


def _plana(shape, rng, varianza):
    tope = sqrt(3 * varianza)
    return rng.uniform(low=-tope, high=tope, size=shape)


def _var_xavier(shape):
    entran, salen = fan_in_fan_out(shape)
    return 1 / ((entran + salen) / 2)


def _var_he(shape):
    entran, _ = fan_in_fan_out(shape)
    return 2 / entran


def xavier_normal(shape, rng):
    return _gauss(shape, rng, _var_xavier(shape))


def xavier_uniform(shape, rng):
    return _plana(shape, rng, _var_xavier(shape))


def lecun_normal(shape, rng):
    return _gauss(shape, rng, _var_he(shape) / 2)


def he_normal(shape, rng):
    return _gauss(shape, rng, _var_he(shape))


def he_uniform(shape, rng):
    return _plana(shape, rng, _var_he(shape))


def activation_spread(initializer, sizes, activation, rng, n_samples=1000):
    a = rng.normal(size=(n_samples, sizes[0]))
    spread = []
    for l, u in enumerate(sizes[1:]):
        w = initializer((sizes[l], u), rng)
        a = activation(a.dot(w))
        spread.append(float(a.std()))
    return spread
