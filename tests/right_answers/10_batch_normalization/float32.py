# gradiente: batch_normalization · en
"""All in single precision, as a GPU would."""

import numpy as np


def f32(*arrays):
    return [np.array(a, dtype=np.float32) for a in arrays]


def channel_stats(x):
    x = x.reshape(-1, x.shape[-1])
    m = np.float32(len(x))
    mu = x.sum(axis=0) / m
    return mu, np.square(x - mu).sum(axis=0) / m


def rescale(volume):
    (v,) = f32(volume)
    v -= v.min(axis=(0, 1), keepdims=True)
    top = v.max(axis=(0, 1), keepdims=True)
    return np.divide(v, top, out=np.zeros_like(v), where=top != 0)


def standardize(volume, eps=1e-5):
    (v,) = f32(volume)
    mu, var = channel_stats(v)
    v -= mu
    v /= np.sqrt(var + np.float32(eps))
    return v


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    x, gamma, beta = f32(x, gamma, beta)
    mu, var = channel_stats(x)
    inv = 1 / np.sqrt(var + np.float32(eps))
    centred = x - mu
    return gamma * (centred * inv) + beta, dict(centred=centred, inv=inv, gamma=gamma)


def batch_norm_backward(dy, cache):
    (dy,) = f32(dy)
    centred, inv, gamma = cache["centred"], cache["inv"], cache["gamma"]
    axes = tuple(range(dy.ndim - 1))
    m = np.float32(dy.size // dy.shape[-1])
    # the chain rule node by node, as in the paper
    dx_hat = dy * gamma
    dvar = (dx_hat * centred).sum(axis=axes) * np.float32(-0.5) * inv**3
    dmu = -(dx_hat * inv).sum(axis=axes) - 2 * dvar * centred.mean(axis=axes)
    dx = dx_hat * inv + dvar * 2 * centred / m + dmu / m
    return dx, (dy * centred * inv).sum(axis=axes), dy.sum(axis=axes)


def update_running(running_mean, running_var, x, momentum=0.9):
    old_mean, old_var, x = f32(running_mean, running_var, x)
    mu, var = channel_stats(x)
    momentum = np.float32(momentum)
    return old_mean + (1 - momentum) * (mu - old_mean), old_var + (1 - momentum) * (var - old_var)


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    x, gamma, beta, mean, var = f32(x, gamma, beta, running_mean, running_var)
    scale = gamma / np.sqrt(var + np.float32(eps))
    return x * scale + (beta - mean * scale)
