# gradiente: initialization · en
# Edited on Windows.
from math import sqrt

import numpy as np


def fan_in_fan_out(shape):
    """Dense: (in, out). Convolution: times the positions of the kernel."""
    if len(shape) == 2:
        return shape[0], shape[1]
    height, width, channels_in, channels_out = shape
    positions = height * width
    return positions * channels_in, positions * channels_out


def constant(shape, value=0.0):
    filled = np.empty(shape)
    filled[...] = value
    return filled


def small_normal(shape, rng, scale=0.01):
    return rng.normal(loc=0.0, scale=scale, size=shape)


def uniform(shape, rng, low=0.0, high=1.0):
    return rng.uniform(low=low, high=high, size=shape)


def _normal(shape, rng, variance):
    return rng.normal(loc=0.0, scale=sqrt(variance), size=shape)


def _uniform(shape, rng, variance):
    limit = sqrt(3 * variance)
    return rng.uniform(low=-limit, high=limit, size=shape)


def _xavier_variance(shape):
    n_in, n_out = fan_in_fan_out(shape)
    return 1 / ((n_in + n_out) / 2)


def _he_variance(shape):
    n_in, _ = fan_in_fan_out(shape)
    return 2 / n_in


def xavier_normal(shape, rng):
    return _normal(shape, rng, _xavier_variance(shape))


def xavier_uniform(shape, rng):
    return _uniform(shape, rng, _xavier_variance(shape))


def lecun_normal(shape, rng):
    return _normal(shape, rng, _he_variance(shape) / 2)


def he_normal(shape, rng):
    return _normal(shape, rng, _he_variance(shape))


def he_uniform(shape, rng):
    return _uniform(shape, rng, _he_variance(shape))


def activation_spread(initializer, sizes, activation, rng, n_samples=1000):
    signal = rng.normal(size=(n_samples, sizes[0]))
    spread = []
    for layer, units in enumerate(sizes[1:]):
        weights = initializer((sizes[layer], units), rng)
        signal = activation(signal.dot(weights))
        spread.append(float(signal.std()))
    return spread
