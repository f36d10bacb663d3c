# gradiente: batch_normalization · en
"""Batch normalization: rescaling and standardization of a volume, and the layer with its gradient.

Lecture: advanced concepts, "Batch normalization", and case study, "Define the architecture" (the normalization of a
batch N x D). The channel is the last axis: a volume is (H, W, C), a batch (N, C) or (N, H, W, C). Statistics are those
of a channel over all other axes, and every variance is the population's, divided by the number of values. No function
changes the arrays that it is given.
"""

import numpy as np


def rescale(volume):
    """Rescale each channel of a volume to [0, 1].

    (x - min) / (max - min), minimum and maximum of the channel over H and W

    Parameters
    ----------
    volume : ndarray of float, shape (H, W, C)
        The channel is the last axis.

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
    raise NotImplementedError("write rescale")


def standardize(volume, eps=1e-5):
    """Give each channel of a volume mean 0 and variance 1.

    (x - mu) / sqrt(sigma^2 + eps), mean and population variance of the channel over H and W

    Parameters
    ----------
    volume : ndarray of float, shape (H, W, C)
        The channel is the last axis.
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
    raise NotImplementedError("write standardize")


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    """Normalize a batch with its own statistics, then scale and shift it: the forward pass of training.

    x_hat = (x - mu) / sqrt(sigma^2 + eps), y = gamma * x_hat + beta, mean and population variance of each channel
    over all axes but the last

    Parameters
    ----------
    x : ndarray of float, shape (N, C) or (N, H, W, C)
        The batch.
    gamma : ndarray of float, shape (C,)
        Scale of each channel.
    beta : ndarray of float, shape (C,)
        Shift of each channel.
    eps : float
        Added to the variance, inside the root.

    Returns
    -------
    y : ndarray of float, shape of x
        The normalized batch, scaled and shifted.
    cache : object
        Whatever your `batch_norm_backward` needs: a tuple, a dict, an object of your own. Nobody else looks at it.

    Notes
    -----
    Lecture: "Batch normalization". That slide prints gamma_d x + beta_d with the unnormalized x; the slide of the case
    study has x with a tilde, which is right.

    Examples
    --------
    The values 1 and 3 have mean 2 and variance 1; with eps = 3 the root is 2, and x_hat is -0.5 and 0.5:

    >>> y, cache = batch_norm_forward(np.array([[1.0], [3.0]]), np.array([4.0]), np.array([10.0]), eps=3.0)
    >>> y.ravel().tolist()
    [8.0, 12.0]
    """
    raise NotImplementedError("write batch_norm_forward")


def batch_norm_backward(dy, cache):
    """Pass a gradient back through `batch_norm_forward`.

    dbeta = sum dy, dgamma = sum dy * x_hat,
    dx = gamma / sqrt(sigma^2 + eps) * (dy - mean(dy) - x_hat * mean(dy * x_hat)),
    sums and means of each channel over all axes but the last

    Parameters
    ----------
    dy : ndarray of float, shape (N, C) or (N, H, W, C)
        Gradient of the loss with respect to y.
    cache : object
        What your `batch_norm_forward` returned with y.

    Returns
    -------
    dx : ndarray of float, shape of x
        Gradient with respect to x. Mean and variance depend on x, too.
    dgamma : ndarray of float, shape (C,)
        Gradient with respect to gamma.
    dbeta : ndarray of float, shape (C,)
        Gradient with respect to beta.

    Notes
    -----
    Ioffe and Szegedy (2015), section 3, with the terms of the chain rule collected.

    Examples
    --------
    With x = 1, 1, 3, 3, x_hat is -1, -1, 1, 1. The gradient of the first output alone reaches the first two inputs:

    >>> x, one = np.array([[1.0], [1.0], [3.0], [3.0]]), np.ones(1)
    >>> y, cache = batch_norm_forward(x, 2 * one, one, eps=0.0)
    >>> [d.ravel().tolist() for d in batch_norm_backward(np.array([[1.0], [0.0], [0.0], [0.0]]), cache)]
    [[1.0, -1.0, 0.0, 0.0], [-1.0], [1.0]]
    """
    raise NotImplementedError("write batch_norm_backward")


def update_running(running_mean, running_var, x, momentum=0.9):
    """Bring the running statistics up to date with a batch.

    new = momentum * old + (1 - momentum) * batch, for the mean and for the population variance of each channel

    Parameters
    ----------
    running_mean : ndarray of float, shape (C,)
        The mean so far.
    running_var : ndarray of float, shape (C,)
        The variance so far.
    x : ndarray of float, shape (N, C) or (N, H, W, C)
        The batch.
    momentum : float
        How much of the old statistics is kept, in [0, 1].

    Returns
    -------
    mean : ndarray of float, shape (C,)
        The new mean.
    var : ndarray of float, shape (C,)
        The new variance.

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
    raise NotImplementedError("write update_running")


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Normalize with the running statistics: what the layer does once the network is trained.

    y = gamma * (x - running_mean) / sqrt(running_var + eps) + beta

    Parameters
    ----------
    x : ndarray of float, shape (N, C) or (N, H, W, C)
        The batch.
    gamma : ndarray of float, shape (C,)
        Scale of each channel.
    beta : ndarray of float, shape (C,)
        Shift of each channel.
    running_mean : ndarray of float, shape (C,)
        The mean, from training.
    running_var : ndarray of float, shape (C,)
        The variance, from training.
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
    raise NotImplementedError("write batch_norm_inference")
