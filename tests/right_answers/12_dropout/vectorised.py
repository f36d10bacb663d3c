# gradiente: dropout · en
import numpy as np


def _check(p):
    if not 0 <= p < 1:
        raise ValueError(f"expected a chance to drop in [0, 1), got {p}")


def dropout_forward(x, p, rng, training=True):
    _check(p)
    if not training:
        return x, np.ones_like(x, dtype=bool)
    mask = rng.random(x.shape) >= p
    return x * mask / (1 - p), mask


def dropout_backward(dy, mask, p):
    _check(p)
    return dy * mask / (1 - p)


def spatial_dropout(x, p, rng):
    _check(p)
    N, _, _, C = x.shape
    mask = np.broadcast_to(rng.random((N, 1, 1, C)) >= p, x.shape)
    return x * mask / (1 - p), mask


def feature_max_drop(x, p, rng):
    _check(p)
    N, _, _, C = x.shape
    mask = (x < x.max(axis=(1, 2), keepdims=True)) | (rng.random((N, 1, 1, C)) >= p)
    return x * mask, mask


def channel_max_drop(x, p, rng):
    _check(p)
    mask = (x < x.max(axis=-1, keepdims=True)) | (rng.random((*x.shape[:-1], 1)) >= p)
    return x * mask, mask


def stochastic_dropout(x, rng, distribution, a, b):
    if distribution not in ("normal", "uniform"):
        raise ValueError(f"unknown distribution {distribution!r}")
    p = np.clip(getattr(rng, distribution)(a, b), 0, 0.95)
    return *dropout_forward(x, p, rng), p
