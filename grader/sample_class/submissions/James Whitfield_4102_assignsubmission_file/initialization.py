# gradiente: initialization · en
import math

import numpy as np


def fan_in_fan_out(shape):
    *k, i, o = shape
    return math.prod(k) * i, math.prod(k) * o


def constant(shape, value=0.0):
    return np.zeros(shape) + value


def small_normal(shape, rng, scale=0.01):
    return scale * rng.standard_normal(shape)


def uniform(shape, rng, low=0.0, high=1.0):
    return (high - low) * rng.random(shape) + low


def xavier_normal(shape, rng):
    return small_normal(shape, rng, (sum(fan_in_fan_out(shape)) / 2) ** -0.5)


def xavier_uniform(shape, rng):
    a = (sum(fan_in_fan_out(shape)) / 6) ** -0.5
    return uniform(shape, rng, -a, a)


def lecun_normal(shape, rng):
    return small_normal(shape, rng, fan_in_fan_out(shape)[0] ** -0.5)


def he_normal(shape, rng):
    return 2**0.5 * lecun_normal(shape, rng)


def he_uniform(shape, rng):
    a = (fan_in_fan_out(shape)[0] / 6) ** -0.5
    return uniform(shape, rng, -a, a)


def activation_spread(initializer, sizes, activation, rng, n_samples=1000):
    a, out = rng.standard_normal((n_samples, sizes[0])), []
    for io in zip(sizes, sizes[1:]):
        a = activation(a @ initializer(io, rng))
        out += [a.std()]
    return out
