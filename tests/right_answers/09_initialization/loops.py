# gradiente: initialization · en
"""Every number drawn by itself, and the net multiplied out in loops."""

import math

import numpy as np


def fan_in_fan_out(shape):
    field = 1
    for side in shape[:-2]:
        field *= side
    return field * shape[-2], field * shape[-1]


def fill(shape, draw):
    array = np.zeros(shape)
    for index in np.ndindex(*shape):
        array[index] = draw()
    return array


def constant(shape, value=0.0):
    return fill(shape, lambda: value)


def small_normal(shape, rng, scale=0.01):
    return fill(shape, lambda: scale * rng.standard_normal())


def uniform(shape, rng, low=0.0, high=1.0):
    return fill(shape, lambda: low + (high - low) * rng.random())


def xavier_normal(shape, rng):
    fan_in, fan_out = fan_in_fan_out(shape)
    std = math.sqrt(2 / (fan_in + fan_out))
    return fill(shape, lambda: std * rng.standard_normal())


def xavier_uniform(shape, rng):
    fan_in, fan_out = fan_in_fan_out(shape)
    limit = math.sqrt(6 / (fan_in + fan_out))
    return fill(shape, lambda: limit * (2 * rng.random() - 1))


def lecun_normal(shape, rng):
    fan_in, _ = fan_in_fan_out(shape)
    return fill(shape, lambda: rng.standard_normal() / math.sqrt(fan_in))


def he_normal(shape, rng):
    fan_in, _ = fan_in_fan_out(shape)
    std = math.sqrt(2 / fan_in)
    return fill(shape, lambda: std * rng.standard_normal())


def he_uniform(shape, rng):
    fan_in, _ = fan_in_fan_out(shape)
    limit = math.sqrt(6 / fan_in)
    return fill(shape, lambda: limit * (2 * rng.random() - 1))


def activation_spread(initializer, sizes, activation, rng, n_samples=1000):
    samples = [[rng.standard_normal() for _ in range(sizes[0])] for _ in range(n_samples)]
    spreads = []
    for layer in range(len(sizes) - 1):
        weights = initializer((sizes[layer], sizes[layer + 1]), rng)
        columns = weights.T.tolist()
        new_samples = []
        for sample in samples:
            net = []
            for column in columns:
                total = 0.0
                for a, w in zip(sample, column):
                    total += a * w
                net.append(total)
            new_samples.append(activation(np.array(net)).tolist())
        samples = new_samples
        count = n_samples * sizes[layer + 1]
        mean = sum(sum(sample) for sample in samples) / count
        squares = sum(sum((a - mean) ** 2 for a in sample) for sample in samples)
        spreads.append(math.sqrt(squares / count))
    return spreads
