# gradiente: batch_normalization · en
"""einsum, linear algebra and apply_along_axis."""

from types import SimpleNamespace

import numpy as np


def rescale(volume):
    def one(channel):
        return np.interp(channel, [channel.min(), channel.max()], [0, 1]) if np.ptp(channel) else 0 * channel

    flat = volume.reshape(-1, volume.shape[-1])
    return np.apply_along_axis(one, 0, flat).reshape(volume.shape)


def _moments(x):
    flat = x.reshape(-1, x.shape[-1])
    mean = np.einsum("mc->c", flat) / len(flat)
    centred = flat - mean
    return mean, np.einsum("mc,mc->c", centred, centred) / len(flat)


def standardize(volume, eps=1e-5):
    mean, var = _moments(volume)
    return np.einsum("...c,c->...c", volume - mean, (var + eps) ** -0.5)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean, var = _moments(x)
    inverse = np.power(var + eps, -0.5)
    cache = SimpleNamespace(x=x.copy(), mean=mean, inverse=inverse, gamma=gamma.copy())
    return (x - mean) @ np.diag(inverse * gamma) + beta, cache


def batch_norm_backward(dy, cache):
    """dx by projecting out, from dy, the constant vector and x_hat: what is left is what can change x_hat."""
    C = dy.shape[-1]
    flat = dy.reshape(-1, C)
    x_hat = ((cache.x - cache.mean) * cache.inverse).reshape(-1, C)
    m = len(flat)
    dx = np.empty(flat.shape)
    for c in range(C):
        basis = np.column_stack([np.ones(m), x_hat[:, c]]) / np.sqrt(m)
        dx[:, c] = flat[:, c] - basis @ (basis.T @ flat[:, c])
    dx *= cache.gamma * cache.inverse
    return dx.reshape(dy.shape), np.einsum("mc,mc->c", flat, x_hat), np.add.reduce(flat)


def update_running(running_mean, running_var, x, momentum=0.9):
    weights = [momentum, 1 - momentum]
    mean, var = _moments(x)
    return (
        np.average([running_mean, mean], axis=0, weights=weights),
        np.average([running_var, var], axis=0, weights=weights),
    )


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    matrix = np.diag(gamma / np.sqrt(running_var + eps))
    return np.tensordot(x - running_mean, matrix, axes=1) + beta
