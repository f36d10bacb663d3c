# gradiente: dropout · en
"""The distributions of the generator themselves: binomial, choice, geometric, integers."""

import operator

import numpy as np


def _keep(rng, p, shape):
    return rng.binomial(1, 1 - p, size=shape).astype(bool)


def _checked(f):
    def checked(x, p, *rest, **named):
        if not (operator.le(0, p) and operator.lt(p, 1)):
            raise ValueError("the chance to drop is a number from 0 to below 1")
        return f(x, p, *rest, **named)

    return checked


@_checked
def dropout_forward(x, p, rng, training=True):
    mask = rng.choice([False, True], size=x.shape, p=[p, 1 - p]) if training else np.ones(x.shape, bool)
    return np.divide(x, (1 - p) if training else 1, where=mask, out=np.zeros(x.shape)), mask


def dropout_backward(dy, mask, p):
    if np.clip(p, 0, np.nextafter(1, 0)) != p:
        raise ValueError(p)
    return np.einsum("...,...,->...", dy, mask.astype(float), 1 / (1 - p))


@_checked
def spatial_dropout(x, p, rng):
    n, h, w, c = x.shape
    # which maps are dropped: the gaps from one to the next are geometric
    dropped = np.zeros(n * c, bool)
    position = -1
    while p > 0:
        position += int(rng.geometric(p))
        if position >= n * c:
            break
        dropped[position] = True
    mask = np.tile(~dropped.reshape(n, 1, 1, c), (1, h, w, 1))
    return np.where(mask, x / (1 - p), 0), mask


@_checked
def feature_max_drop(x, p, rng):
    n, h, w, c = x.shape
    flat = np.argmax(x.reshape(n, h * w, c), axis=1)
    rows, cols = np.unravel_index(flat, (h, w))
    samples, channels = np.indices((n, c))
    mask = np.ones(x.shape, bool)
    mask[samples, rows, cols, channels] = _keep(rng, p, (n, c))
    y = np.array(x)
    y[~mask] = 0
    return y, mask


@_checked
def channel_max_drop(x, p, rng):
    order = np.argsort(x, axis=-1)
    mask = np.ones(x.shape, bool)
    np.put_along_axis(mask, order[..., -1:], _keep(rng, p, x.shape[:3] + (1,)), -1)
    return np.ma.masked_array(x, ~mask).filled(0), mask


def stochastic_dropout(x, rng, distribution, a, b):
    draw = {"normal": rng.normal, "uniform": rng.uniform}
    try:
        p = draw[distribution](a, b)
    except KeyError as error:
        raise ValueError(f"expected one of {list(draw)}") from error
    p = np.median([0, p, 0.95])
    return dropout_forward(x, p, rng) + (p,)
