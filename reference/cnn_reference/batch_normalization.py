"""Batch normalization: rescaling and standardization of a volume, and the layer with its gradient.

Lecture: advanced concepts, "Batch normalization", and case study, "Define the architecture" (the normalization of a
batch N x D). The channel is the last axis: a volume is (H, W, C), a batch (N, D) or (N, H, W, C). Statistics are those
of a channel over all other axes, and every variance is the population's, divided by the number of values.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "BatchNormCache",
    "batch_norm_backward",
    "batch_norm_forward",
    "batch_norm_inference",
    "rescale",
    "standardize",
    "update_running",
]

Reals = NDArray[np.floating[Any]]
Float64s = NDArray[np.float64]


@dataclass(frozen=True, repr=False, eq=False)
class BatchNormCache:
    """What the backward pass needs of the forward pass.

    Attributes
    ----------
    x_hat : ndarray of float64, shape of x
        The standardized input.
    gamma : ndarray of float64, shape (C,)
    std : ndarray of float64, shape (C,)
        sqrt(variance + eps) of each channel.
    """

    x_hat: Float64s
    gamma: Float64s
    std: Float64s

    def __repr__(self) -> str:
        return "cache"


def all_but_last(x: Reals) -> tuple[int, ...]:
    """Return the axes over which a channel's statistics are taken.

    Parameters
    ----------
    x : ndarray
        The channel is its last axis.

    Returns
    -------
    tuple of int
        (0,) for a batch (N, D), (0, 1) for a volume, (0, 1, 2) for a batch of images.
    """
    return tuple(range(x.ndim - 1))


def rescale(volume: Reals) -> Float64s:
    """Rescale each channel of a volume to [0, 1].

    (x - min) / (max - min), minimum and maximum of the channel over H and W

    Parameters
    ----------
    volume : ndarray of float, shape (H, W, C)

    Returns
    -------
    ndarray of float, shape (H, W, C)
        The smallest value of a channel becomes 0 and the largest 1. A constant channel becomes 0 everywhere.

    Notes
    -----
    Lecture: "Batch normalization", re-scaling.

    Examples
    --------
    Two channels of one row: 2, 4, 6 and a constant:

    >>> rescale(np.array([[[2.0, 7.0], [4.0, 7.0], [6.0, 7.0]]]))[0].T.tolist()
    [[0.0, 0.5, 1.0], [0.0, 0.0, 0.0]]
    """
    x = volume.astype(np.float64)
    smallest, largest = x.min(axis=(0, 1)), x.max(axis=(0, 1))
    spread = np.where(largest > smallest, largest - smallest, 1.0)  # of a constant channel 0 / 1 is left
    return np.asarray((x - smallest) / spread)


def standardize(volume: Reals, eps: float = 1e-5) -> Float64s:
    """Give each channel of a volume mean 0 and variance 1.

    (x - mu) / sqrt(sigma^2 + eps), mean and population variance of the channel over H and W

    Parameters
    ----------
    volume : ndarray of float, shape (H, W, C)
    eps : float
        Added to the variance, inside the root.

    Returns
    -------
    ndarray of float, shape (H, W, C)
        A constant channel becomes 0 everywhere.

    Notes
    -----
    Lecture: "Batch normalization", standardization.

    Examples
    --------
    The values 1 and 3 have mean 2 and variance 1; with eps = 3 the root is 2:

    >>> standardize(np.array([[[1.0], [3.0]]]), eps=3.0).ravel().tolist()
    [-0.5, 0.5]
    """
    x = volume.astype(np.float64)
    return np.asarray((x - x.mean(axis=(0, 1))) / np.sqrt(x.var(axis=(0, 1)) + eps))


def batch_norm_forward(x: Reals, gamma: Reals, beta: Reals, eps: float = 1e-5) -> tuple[Float64s, BatchNormCache]:
    """Normalize a batch with its own statistics, then scale and shift it: the forward pass of training.

    x_hat = (x - mu) / sqrt(sigma^2 + eps), y = gamma * x_hat + beta, mean and population variance of each channel
    over all axes but the last

    Parameters
    ----------
    x : ndarray of float, shape (N, C) or (N, H, W, C)
    gamma : ndarray of float, shape (C,)
        Scale of each channel.
    beta : ndarray of float, shape (C,)
        Shift of each channel.
    eps : float
        Added to the variance, inside the root.

    Returns
    -------
    y : ndarray of float, shape of x
    cache : BatchNormCache
        For `batch_norm_backward`.

    Notes
    -----
    Lecture: "Batch normalization". That slide prints gamma_d x + beta_d with the unnormalized x; the slide of the case
    study has x with a tilde, which is right, as in Ioffe and Szegedy (2015), algorithm 1.

    Examples
    --------
    The values 1 and 3 have mean 2 and variance 1; with eps = 3 the root is 2, and x_hat is -0.5 and 0.5:

    >>> y, _ = batch_norm_forward(np.array([[1.0], [3.0]]), np.array([4.0]), np.array([10.0]), eps=3.0)
    >>> y.ravel().tolist()
    [8.0, 12.0]
    """
    values, scale = x.astype(np.float64), gamma.astype(np.float64)
    axes = all_but_last(x)
    std = np.sqrt(values.var(axis=axes) + eps)
    x_hat = (values - values.mean(axis=axes)) / std
    return scale * x_hat + beta, BatchNormCache(x_hat, scale, std)


def batch_norm_backward(dy: Reals, cache: BatchNormCache) -> tuple[Float64s, Float64s, Float64s]:
    """Pass a gradient back through `batch_norm_forward`.

    dbeta = sum dy, dgamma = sum dy * x_hat,
    dx = gamma / sqrt(sigma^2 + eps) * (dy - mean(dy) - x_hat * mean(dy * x_hat)),
    sums and means of each channel over all axes but the last

    Parameters
    ----------
    dy : ndarray of float, shape (N, C) or (N, H, W, C)
        Gradient of the loss with respect to y.
    cache : BatchNormCache
        Of the forward pass.

    Returns
    -------
    dx : ndarray of float, shape of x
    dgamma : ndarray of float, shape (C,)
    dbeta : ndarray of float, shape (C,)

    Notes
    -----
    Ioffe and Szegedy (2015), section 3, the chain rule after algorithm 1, with its terms collected. The two means
    are the paths through the mean and through the variance: every value of the batch enters them.

    Examples
    --------
    With x = 1, 1, 3, 3, x_hat is -1, -1, 1, 1. The gradient of the first output alone reaches the first two inputs:

    >>> x, one = np.array([[1.0], [1.0], [3.0], [3.0]]), np.ones(1)
    >>> _, cache = batch_norm_forward(x, 2 * one, one, eps=0.0)
    >>> [d.ravel().tolist() for d in batch_norm_backward(np.array([[1.0], [0.0], [0.0], [0.0]]), cache)]
    [[1.0, -1.0, 0.0, 0.0], [-1.0], [1.0]]
    """
    gradient, axes = dy.astype(np.float64), all_but_last(dy)
    dgamma = np.asarray((gradient * cache.x_hat).sum(axis=axes))
    dbeta = np.asarray(gradient.sum(axis=axes))
    m = gradient[..., 0].size  # values of a channel
    dx = cache.gamma / cache.std * (gradient - dbeta / m - cache.x_hat * (dgamma / m))
    return dx, dgamma, dbeta


def update_running(
    running_mean: Reals, running_var: Reals, x: Reals, momentum: float = 0.9
) -> tuple[Float64s, Float64s]:
    """Bring the running statistics up to date with a batch.

    new = momentum * old + (1 - momentum) * batch, for the mean and for the population variance of each channel

    Parameters
    ----------
    running_mean, running_var : ndarray of float, shape (C,)
        The statistics so far.
    x : ndarray of float, shape (N, C) or (N, H, W, C)
        The batch.
    momentum : float
        How much of the old statistics is kept, in [0, 1].

    Returns
    -------
    mean, var : ndarray of float, shape (C,)

    Notes
    -----
    Ioffe and Szegedy (2015), section 3.1. torch's argument of that name is 1 - momentum, and torch updates its
    running variance with the sample variance.

    Examples
    --------
    A batch of mean 2 and variance 1, of which a tenth is taken:

    >>> mean, var = update_running(np.array([0.0]), np.array([11.0]), np.array([[1.0], [3.0]]))
    >>> mean.round(12).tolist(), var.round(12).tolist()
    ([0.2], [10.0])
    """
    values, axes = x.astype(np.float64), all_but_last(x)
    mean = momentum * running_mean.astype(np.float64) + (1 - momentum) * values.mean(axis=axes)
    var = momentum * running_var.astype(np.float64) + (1 - momentum) * values.var(axis=axes)
    return mean, var


def batch_norm_inference(
    x: Reals, gamma: Reals, beta: Reals, running_mean: Reals, running_var: Reals, eps: float = 1e-5
) -> Float64s:
    """Normalize with the running statistics: what the layer does once the network is trained.

    y = gamma * (x - running_mean) / sqrt(running_var + eps) + beta

    Parameters
    ----------
    x : ndarray of float, shape (N, C) or (N, H, W, C)
    gamma, beta : ndarray of float, shape (C,)
        Scale and shift of each channel.
    running_mean, running_var : ndarray of float, shape (C,)
        The statistics of the training.
    eps : float
        Added to the variance, inside the root.

    Returns
    -------
    ndarray of float, shape of x
        Each sample's result depends on that sample alone.

    Notes
    -----
    Ioffe and Szegedy (2015), algorithm 2. Lecture: case study, "Define the architecture": what is normalized with is
    computed from the training data only.

    Examples
    --------
    With mean 2 and variance 1, eps = 3 makes the root 2. A batch of one sample will do:

    >>> one = np.ones(1)
    >>> batch_norm_inference(np.array([[3.0]]), 4 * one, 10 * one, 2 * one, one, eps=3.0).tolist()
    [[12.0]]
    """
    std = np.sqrt(running_var.astype(np.float64) + eps)
    return np.asarray(gamma * ((x.astype(np.float64) - running_mean) / std) + beta)
