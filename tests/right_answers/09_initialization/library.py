# gradiente: initialization · en
"""All rules are one: a distribution, and a variance in terms of the fans."""

from functools import partial
from itertools import pairwise
from math import prod, sqrt
from statistics import NormalDist

import numpy as np


def fan_in_fan_out(shape):
    return tuple(prod((*shape[:-2], channels)) for channels in shape[-2:])


def constant(shape, value=0.0):
    return np.fromiter((value for _ in range(prod(shape))), dtype=np.float64).reshape(shape)


def by_inversion(shape, rng, std):
    """Normal numbers as quantiles of uniform ones."""
    quantile = NormalDist(0, std).inv_cdf
    # the middles of 2^52 equal parts: neither 0 nor 1, where the quantile is infinite
    middles = (rng.integers(0, 2**52, size=prod(shape)) + 0.5) / 2**52
    return np.array(list(map(quantile, middles.tolist()))).reshape(shape)


def symmetric(shape, rng, std):
    half = sqrt(3) * std
    return uniform(shape, rng, -half, half)


def small_normal(shape, rng, scale=0.01):
    return by_inversion(shape, rng, scale)


def uniform(shape, rng, low=0.0, high=1.0):
    return np.interp(rng.random(shape), [0.0, 1.0], [low, high])


def rule(shape, rng, draw, variance):
    return draw(shape, rng, sqrt(variance(*fan_in_fan_out(shape))))


def glorot(fan_in, fan_out):
    return 2 / (fan_in + fan_out)


def lecun(fan_in, fan_out):
    return 1 / fan_in


def he(fan_in, fan_out):
    return 2 / fan_in


xavier_normal = partial(rule, draw=by_inversion, variance=glorot)
xavier_uniform = partial(rule, draw=symmetric, variance=glorot)
lecun_normal = partial(rule, draw=by_inversion, variance=lecun)
he_normal = partial(rule, draw=by_inversion, variance=he)
he_uniform = partial(rule, draw=symmetric, variance=he)


def activation_spread(initializer, sizes, activation, rng, n_samples=1000):
    # All weights are drawn first, then the input; the samples pass in portions, and only sums are kept.
    weights = [initializer(shape, rng) for shape in pairwise(sizes)]
    count = np.zeros(len(weights))
    total, squares = np.zeros_like(count), np.zeros_like(count)
    for portion in np.array_split(np.arange(n_samples), 10):
        a = rng.standard_normal((len(portion), sizes[0]))
        for l, w in enumerate(weights):
            a = activation(np.einsum("ni,ij->nj", a, w))
            count[l] += a.size
            total[l] += a.sum()
            squares[l] += np.vdot(a, a)
    return np.sqrt(squares / count - np.square(total / count))
