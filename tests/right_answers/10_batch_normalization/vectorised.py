# gradiente: batch_normalization · en
import numpy as np


def _axes(x):
    return tuple(range(x.ndim - 1))


def rescale(volume):
    low, high = volume.min(axis=(0, 1)), volume.max(axis=(0, 1))
    span = high - low
    return (volume - low) / np.where(span > 0, span, 1)


def standardize(volume, eps=1e-5):
    return (volume - volume.mean(axis=(0, 1))) / np.sqrt(volume.var(axis=(0, 1)) + eps)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    mu, var = x.mean(axis=_axes(x)), x.var(axis=_axes(x))
    root = np.sqrt(var + eps)
    x_hat = (x - mu) / root
    return gamma * x_hat + beta, (x_hat, gamma, root)


def batch_norm_backward(dy, cache):
    x_hat, gamma, root = cache
    axes = _axes(dy)
    dx = gamma / root * (dy - dy.mean(axis=axes) - x_hat * (dy * x_hat).mean(axis=axes))
    return dx, (dy * x_hat).sum(axis=axes), dy.sum(axis=axes)


def update_running(running_mean, running_var, x, momentum=0.9):
    mean = momentum * running_mean + (1 - momentum) * x.mean(axis=_axes(x))
    var = momentum * running_var + (1 - momentum) * x.var(axis=_axes(x))
    return mean, var


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    return gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta
