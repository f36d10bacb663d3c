# gradiente: dropout · en
"""Exercise 12: dropout.

In this whole file `p` is the chance to drop, and a mask is a boolean array with the shape of x, True where an
element is kept. Batches of vectors are `(N, D)`, batches of feature maps `(N, H, W, C)`. Every random function
draws only from the generator `rng` that it is given, and draws anew in every call. No function changes what it is
given, which may be read-only.
"""

import numpy as np


def dropout_forward(x, p, rng, training=True):
    """Drop every element with probability p and multiply the others by 1 / (1 - p).

    At inference (`training=False`) nothing is dropped and nothing is scaled.

    Parameters
    ----------
    x : ndarray of float, any shape
        The activations.
    p : float
        The chance to drop, in [0, 1). Every element is drawn by itself.
    rng : numpy.random.Generator
        The only source of randomness.
    training : bool, default True
        False at inference.

    Returns
    -------
    y : ndarray of float, shape of `x`
    mask : ndarray of bool, shape of `x`
        True where an element was kept; at inference, True everywhere.

    Raises
    ------
    ValueError
        If p lies outside [0, 1), whether training or not.

    Examples
    --------
    With p = 0.5 each element becomes 0 or twice itself.

    >>> y, mask = dropout_forward(np.ones((2, 3)), 0.5, np.random.default_rng(0))
    >>> mask.shape, bool(np.all(y == np.where(mask, 2.0, 0.0)))
    ((2, 3), True)
    >>> dropout_forward(np.array([1.0, -2.0]), 0.5, np.random.default_rng(0), training=False)
    (array([ 1., -2.]), array([ True,  True]))
    """
    raise NotImplementedError("write dropout_forward")


def dropout_backward(dy, mask, p):
    """Pass a gradient back through a training pass of `dropout_forward`.

    Parameters
    ----------
    dy : ndarray of float, any shape
        Gradient of the loss with respect to y.
    mask : ndarray of bool, shape of `dy`
        The mask of that pass, True where an element was kept.
    p : float
        The chance to drop of that pass, in [0, 1).

    Returns
    -------
    dx : ndarray of float, shape of `dy`
        Gradient of the loss with respect to x.

    Raises
    ------
    ValueError
        If p lies outside [0, 1).

    Examples
    --------
    With p = 0.25 the kept element was multiplied by 4 / 3.

    >>> dropout_backward(np.array([3.0, 1.0]), np.array([True, False]), 0.25)
    array([4., 0.])
    """
    raise NotImplementedError("write dropout_backward")


def spatial_dropout(x, p, rng):
    """Drop whole feature maps with probability p and multiply the others by 1 / (1 - p).

    A feature map is one channel of one sample; one draw decides for all its H x W positions.

    Parameters
    ----------
    x : ndarray of float, shape (N, H, W, C)
        A batch of feature maps.
    p : float
        The chance to drop, in [0, 1).
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    y : ndarray of float, shape (N, H, W, C)
    mask : ndarray of bool, shape (N, H, W, C)
        True where kept.

    Raises
    ------
    ValueError
        If p lies outside [0, 1).

    Examples
    --------
    >>> y, mask = spatial_dropout(np.ones((2, 3, 4, 5)), 0.5, np.random.default_rng(0))
    >>> mask.shape, bool(np.all(mask == mask[:, :1, :1, :])), sorted(set(y.ravel().tolist()))
    ((2, 3, 4, 5), True, [0.0, 2.0])
    """
    raise NotImplementedError("write spatial_dropout")


def feature_max_drop(x, p, rng):
    """Drop the largest activation of each feature map with probability p; scale nothing.

    One draw for each sample and channel decides whether the largest of its H x W activations becomes 0. All
    others are kept as they are.

    Parameters
    ----------
    x : ndarray of float, shape (N, H, W, C)
        A batch of feature maps. You need not think of ties for the largest.
    p : float
        The chance to drop, in [0, 1).
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    y : ndarray of float, shape (N, H, W, C)
    mask : ndarray of bool, shape (N, H, W, C)
        True where kept.

    Raises
    ------
    ValueError
        If p lies outside [0, 1).

    Examples
    --------
    Only the 4 can be dropped. This generator says that it is.

    >>> x = np.array([1.0, 4.0, -9.0, 2.0]).reshape(1, 2, 2, 1)
    >>> y, mask = feature_max_drop(x, 0.75, np.random.default_rng(0))
    >>> y.ravel(), mask.ravel()
    (array([ 1.,  0., -9.,  2.]), array([ True, False,  True,  True]))
    """
    raise NotImplementedError("write feature_max_drop")


def channel_max_drop(x, p, rng):
    """Drop the largest activation over the channels at each position with probability p; scale nothing.

    One draw for each sample and position decides whether the largest of its C activations becomes 0. All others
    are kept as they are.

    Parameters
    ----------
    x : ndarray of float, shape (N, H, W, C)
        A batch of feature maps. You need not think of ties for the largest.
    p : float
        The chance to drop, in [0, 1).
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    y : ndarray of float, shape (N, H, W, C)
    mask : ndarray of bool, shape (N, H, W, C)
        True where kept.

    Raises
    ------
    ValueError
        If p lies outside [0, 1).

    Examples
    --------
    Two positions with three channels: only the 4 and the 5 can be dropped. This generator drops the 5.

    >>> x = np.array([[1.0, 4.0, -9.0], [5.0, 2.0, 3.0]]).reshape(1, 1, 2, 3)
    >>> y, mask = channel_max_drop(x, 0.5, np.random.default_rng(0))
    >>> y[0, 0]
    array([[ 1.,  4., -9.],
           [ 0.,  2.,  3.]])
    """
    raise NotImplementedError("write channel_max_drop")


def stochastic_dropout(x, rng, distribution, a, b):
    """Draw a chance to drop, once a call, and apply dropout with it as `dropout_forward` does in training.

    A rate outside [0, 0.95] is clipped: it becomes the nearest end.

    Parameters
    ----------
    x : ndarray of float, any shape
        The activations.
    rng : numpy.random.Generator
        The only source of randomness, of the rate and of the mask.
    distribution : str
        "normal": p is drawn from N(a, b), with mean a and standard deviation b. "uniform": p is drawn from
        U(a, b), between a and b.
    a, b : float
        The parameters of the distribution.

    Returns
    -------
    y : ndarray of float, shape of `x`
    mask : ndarray of bool, shape of `x`
        True where kept.
    p : float
        The rate that was used, after clipping.

    Raises
    ------
    ValueError
        If the distribution is neither "normal" nor "uniform".

    Examples
    --------
    >>> y, mask, p = stochastic_dropout(np.ones(4), np.random.default_rng(0), "uniform", 0.1, 0.3)
    >>> bool(0.1 <= p <= 0.3), bool(np.allclose(y, mask / (1 - p)))
    (True, True)
    """
    raise NotImplementedError("write stochastic_dropout")
