# gradiente: initialization · en
"""All draws go through one class; its stream is split off the generator that is given."""

import random
from dataclasses import dataclass

import numpy as np


@dataclass
class Source:
    rng: np.random.Generator

    def split(self):
        """A stream of its own, seeded with numbers of the generator."""
        return random.Random(int.from_bytes(self.rng.bytes(16), "big"))

    def normal(self, shape, std):
        gauss = self.split().gauss
        size = int(np.prod(shape))
        return np.array([gauss(0.0, std) for _ in range(size)]).reshape(shape)

    def uniform(self, shape, low, high):
        draw = self.split().uniform
        size = int(np.prod(shape))
        return np.array([draw(low, high) for _ in range(size)]).reshape(shape)


def fan_in_fan_out(shape):
    kernel = np.array(shape[:-2], dtype=np.int64)
    return np.array(shape[-2:]) * kernel.prod()


def constant(shape, value=0.0):
    return np.zeros(shape) + value


def small_normal(shape, rng, scale=0.01):
    return Source(rng).normal(shape, scale)


def uniform(shape, rng, low=0.0, high=1.0):
    return Source(rng).uniform(shape, low, high)


def xavier_normal(shape, rng):
    return Source(rng).normal(shape, fan_in_fan_out(shape).mean() ** -0.5)


def xavier_uniform(shape, rng):
    a = (3 / fan_in_fan_out(shape).mean()) ** 0.5
    return Source(rng).uniform(shape, -a, a)


def lecun_normal(shape, rng):
    return Source(rng).normal(shape, fan_in_fan_out(shape)[0] ** -0.5)


def he_normal(shape, rng):
    return Source(rng).normal(shape, (fan_in_fan_out(shape)[0] / 2) ** -0.5)


def he_uniform(shape, rng):
    a = (fan_in_fan_out(shape)[0] / 6) ** -0.5
    return Source(rng).uniform(shape, -a, a)


def activation_spread(initializer, sizes, activation, rng, n_samples=1000):
    a = Source(rng).normal((n_samples, sizes[0]), 1)
    result = []
    for shape in zip(sizes, sizes[1:]):
        # unit by unit, and the activation of each unit by itself
        w = initializer(shape=shape, rng=rng)
        a = np.column_stack([activation(a @ column) for column in w.T])
        result.append(np.sqrt(np.mean(a**2) - np.mean(a) ** 2))
    return np.array(result)
