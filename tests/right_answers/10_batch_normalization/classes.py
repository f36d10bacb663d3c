# gradiente: batch_normalization · en
# A layer object is the cache; statistics by E[x^2] - E[x]^2 would lose digits, so by Welford's recurrence.
from __future__ import annotations

from collections import namedtuple
from dataclasses import dataclass, field

import numpy as np


class Welford:
    def __init__(self, n_channels: int):
        self.n = 0
        self.mean = np.zeros(n_channels)
        self.m2 = np.zeros(n_channels)

    def add(self, row: np.ndarray) -> "Welford":
        self.n += 1
        delta = row - self.mean
        self.mean += delta / self.n
        self.m2 += delta * (row - self.mean)
        return self

    @classmethod
    def of(cls, x: np.ndarray) -> "Welford":
        self = cls(x.shape[-1])
        for row in x.reshape(-1, x.shape[-1]):
            self.add(row)
        return self

    @property
    def var(self) -> np.ndarray:
        return self.m2 / self.n


@dataclass
class BatchNorm:
    gamma: np.ndarray
    beta: np.ndarray
    eps: float
    seen: dict = field(default_factory=dict)

    def forward(self, x: np.ndarray) -> np.ndarray:
        stats = Welford.of(x)
        self.seen.update(x=np.array(x), mu=stats.mean, var=stats.var)
        return self.affine(x, stats.mean, stats.var)

    def affine(self, x, mu, var):
        return self.gamma * ((x - mu) / np.sqrt(var + self.eps)) + self.beta

    def backward(self, dy):
        x, mu, var = self.seen["x"], self.seen["mu"], self.seen["var"]
        m = x.size / x.shape[-1]
        axes = (0, 1, 2)[: x.ndim - 1]
        centred = x - mu
        dgamma = (dy * centred).sum(axes) / np.sqrt(var + self.eps)
        dbeta = dy.sum(axes)
        # CS231n's one line
        dx = (1.0 / m) * self.gamma * (var + self.eps) ** (-0.5) * (
            m * dy - dbeta - centred * (var + self.eps) ** (-1.0) * (dy * centred).sum(axes)
        )
        return Gradients(dx, dgamma, dbeta)

    def __eq__(self, other):
        raise TypeError("layers are not to be compared")

    __hash__ = None


Gradients = namedtuple("Gradients", "dx dgamma dbeta")
Forward = namedtuple("Forward", ["y", "cache"])


def rescale(volume):
    parts = []
    for c in range(volume.shape[2]):
        channel = volume[:, :, c]
        span = np.ptp(channel)
        parts.append((channel - channel.min()) / span if span != 0 else np.zeros(channel.shape))
    return np.dstack(parts)


def standardize(volume, eps=1e-5):
    ones = np.ones(volume.shape[-1])
    return BatchNorm(ones, 0 * ones, eps).forward(volume)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    layer = BatchNorm(gamma.copy(), beta.copy(), eps)
    return Forward(layer.forward(x), cache=layer)


def batch_norm_backward(dy, cache):
    return cache.backward(dy)


def update_running(running_mean, running_var, x, momentum=0.9):
    stats = Welford.of(x)
    return [
        old + (new - old) * (1 - momentum) for old, new in ((running_mean, stats.mean), (running_var, stats.var))
    ]


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    return BatchNorm(gamma, beta, eps).affine(x, running_mean, running_var)
