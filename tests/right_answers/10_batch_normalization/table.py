# gradiente: batch_normalization · en
# What backward needs stays in a table of the module; the cache is only a key of it, like a cloakroom ticket.
import itertools

import numpy as np

_table = {}
_tickets = itertools.count(1)


def _stats(x):
    """Mean, and E[x^2] - E[x]^2 about the first value, so that no digits are lost when the mean is large."""
    flat = x.reshape(-1, x.shape[-1]).astype(float)
    shifted = flat - flat[0]
    mean = shifted.mean(0)
    return mean + flat[0], np.clip((shifted**2).mean(0) - mean**2, 0, None)


def rescale(volume):
    order = np.sort(volume.reshape(-1, volume.shape[-1]), axis=0)
    span = order[-1] - order[0]
    return (volume - order[0]) / (span + (span == 0))


def standardize(volume, eps=1e-5):
    mean, var = _stats(volume)
    return (volume - mean) / np.sqrt(var + eps)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mean, var = _stats(x)
    ticket = next(_tickets)
    _table[ticket] = [x.copy(), gamma.copy(), mean, var, eps]
    return np.add(np.multiply((x - mean) / np.sqrt(var + eps), gamma), beta), ticket


def batch_norm_backward(dy, cache):
    x, gamma, mean, var, eps = _table[cache]
    root = np.sqrt(var + eps)
    axes = tuple(np.arange(dy.ndim - 1))
    x_hat = (x - mean) / root
    dx = dy - np.mean(dy, axes) - x_hat * np.mean(dy * x_hat, axes)
    dx = dx * (gamma / root)
    return dx, np.sum(dy * x_hat, axes), np.sum(dy, axes)


def update_running(running_mean, running_var, x, momentum=0.9):
    batch = _stats(x)
    return tuple(momentum * old + (1 - momentum) * new for old, new in zip((running_mean, running_var), batch))


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    def sample(one):
        return (one - running_mean) / np.sqrt(running_var + eps) * gamma + beta

    return np.stack([sample(one) for one in x])
