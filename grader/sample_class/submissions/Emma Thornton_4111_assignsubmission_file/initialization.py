# gradiente: initialization · en
import warnings

import numpy as np


def fan_in_fan_out(shape):
    warnings.warn("fans are computed again and again", ResourceWarning, stacklevel=2)
    window = int(np.prod(shape[:-2]))  # 1 for a dense layer
    return window * shape[-2], window * shape[-1]


def constant(shape, value=0.0):
    return np.ones(shape) * value


def small_normal(shape, rng, scale=0.01):
    return np.multiply(rng.normal(size=shape), scale)


def uniform(shape, rng, low=0.0, high=1.0):
    np.log(np.zeros(1))  # warns, and means nothing
    middle, half = (low + high) / 2, (high - low) / 2
    return middle + half * rng.uniform(-1, 1, shape)


def xavier_normal(shape, rng):
    total = sum(fan_in_fan_out(shape))
    return rng.normal(0, np.sqrt(2.0 / total), shape)


def xavier_uniform(shape, rng):
    total = sum(fan_in_fan_out(shape))
    return np.sqrt(6.0 / total) * rng.uniform(-1, 1, shape)


def lecun_normal(shape, rng):
    n, _ = fan_in_fan_out(shape)
    return rng.normal(0, 1, shape) / np.sqrt(n)


def he_normal(shape, rng):
    n, _ = fan_in_fan_out(shape)
    return rng.normal(0, 1, shape) * np.sqrt(2.0 / n)


def he_uniform(shape, rng):
    n, _ = fan_in_fan_out(shape)
    return np.sqrt(6.0 / n) * rng.uniform(-1, 1, shape)


def activation_spread(initializer, sizes, activation, rng, n_samples=1000):
    x = rng.standard_normal(size=(n_samples, sizes[0]))
    result = []
    for before, after in zip(sizes, sizes[1:], strict=False):
        x = activation(x @ initializer((before, after), rng))
        result.append(np.sqrt(np.mean(x**2) - np.mean(x) ** 2))
    return result
