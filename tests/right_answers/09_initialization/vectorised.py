# gradiente: initialization · en
import numpy as np


def fan_in_fan_out(shape):
    receptive_field = np.prod(shape[:-2], dtype=int)
    return shape[-2] * receptive_field, shape[-1] * receptive_field


def constant(shape, value=0.0):
    return np.full(shape, value)


def small_normal(shape, rng, scale=0.01):
    return rng.normal(0, scale, shape)


def uniform(shape, rng, low=0.0, high=1.0):
    return rng.uniform(low, high, shape)


def xavier_normal(shape, rng):
    return rng.normal(0, np.sqrt(2 / sum(fan_in_fan_out(shape))), size=shape)


def xavier_uniform(shape, rng):
    limit = np.sqrt(6 / sum(fan_in_fan_out(shape)))
    return rng.uniform(-limit, limit, size=shape)


def lecun_normal(shape, rng):
    return rng.standard_normal(shape) / np.sqrt(fan_in_fan_out(shape)[0])


def he_normal(shape, rng):
    return rng.normal(scale=np.sqrt(2 / fan_in_fan_out(shape)[0]), size=shape)


def he_uniform(shape, rng):
    limit = np.sqrt(6 / fan_in_fan_out(shape)[0])
    return rng.uniform(-limit, limit, shape)


def activation_spread(initializer, sizes, activation, rng, n_samples=1000):
    a = rng.normal(size=(n_samples, sizes[0]))
    spread = []
    for d_in, d_out in zip(sizes[:-1], sizes[1:]):
        a = activation(a @ initializer((d_in, d_out), rng))
        spread.append(a.std())
    return spread
