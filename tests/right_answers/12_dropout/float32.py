# gradiente: dropout · en
import numpy as np

F = np.float32


def legal(p):
    if 0 <= p < 1:
        return F(1) / F(1 - p)
    raise ValueError("p out of range")


def bits(rng, shape, p):
    """True with probability 1 - p, from single-precision numbers."""
    return rng.random(shape, dtype=F) >= p


def dropout_forward(x, p, rng, training=True):
    scale = legal(p)
    x = np.asarray(x, dtype=F)
    if training:
        mask = bits(rng, x.shape, p)
        return np.where(mask, x * scale, F(0)), mask
    return x, np.full(x.shape, True)


def dropout_backward(dy, mask, p):
    scale = legal(p)
    return np.where(mask, np.asarray(dy, dtype=F) * scale, F(0))


def spatial_dropout(x, p, rng):
    scale = legal(p)
    x = np.asarray(x, dtype=F)
    n, h, w, c = x.shape
    mask = bits(rng, (n, c), p)[:, None, None, :].repeat(h, axis=1).repeat(w, axis=2)
    return np.where(mask, x * scale, F(0)), mask


def feature_max_drop(x, p, rng):
    legal(p)
    x = np.asarray(x, dtype=F)
    n, h, w, c = x.shape
    maps = x.transpose(0, 3, 1, 2).reshape(n, c, h * w)
    mask = np.ones(maps.shape, dtype=bool)
    np.put_along_axis(mask, maps.argmax(-1)[..., None], bits(rng, (n, c, 1), p), axis=-1)
    mask = mask.reshape(n, c, h, w).transpose(0, 2, 3, 1)
    return np.where(mask, x, F(0)), mask


def channel_max_drop(x, p, rng):
    legal(p)
    x = np.asarray(x, dtype=F)
    n, h, w, c = x.shape
    largest = np.eye(c, dtype=bool)[x.argmax(axis=3)]
    mask = ~(largest & ~bits(rng, (n, h, w, 1), p))
    return np.where(mask, x, F(0)), mask


def stochastic_dropout(x, rng, distribution, a, b):
    if distribution == "normal":
        p = F(a) + F(b) * rng.standard_normal(dtype=F)
    elif distribution == "uniform":
        p = F(a) + F(b - a) * rng.random(dtype=F)
    else:
        raise ValueError("distribution?")
    p = min(max(p, F(0)), F(0.95))
    y, mask = dropout_forward(x, p, rng)
    return y, mask, p
