r"""Dropout and its relatives: switch part of a layer off at random while it is trained.

One mask :math:`m`, True where an activation is kept, is drawn anew in every training iteration,

.. math:: y = \frac{m \odot x}{1 - p}, \qquad P(m_i = 1) = 1 - p.

The division keeps the expectation, :math:`E[y] = x`, so that nothing is left to do at inference ("inverted
dropout"). Here, as in the lecture's tables and in every framework, p is the chance to *drop*. In the paper [1]_ p is
the chance to *keep*, and it is the weights that are scaled, by p, at test time: the same on average.

Lecture: "Dropout". Its slide says that a subset of the *parameters* of a layer is set to zero. Dropout sets
*activations* to zero: "by dropping a unit out, we mean temporarily removing it from the network" [1]_.

References
----------
.. [1] N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov, "Dropout: a simple way to prevent
   neural networks from overfitting", JMLR 15, 2014.
.. [2] J. Tompson, R. Goroshin, A. Jain, Y. LeCun, C. Bregler, "Efficient object localization using convolutional
   networks", CVPR 2015, section 3.2 (spatial dropout).
.. [3] S. Park, N. Kwak, "Analysis on the dropout effect in convolutional neural networks", ACCV 2016
   (max-drop, stochastic dropout; the source of the lecture's tables).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]
Mask = NDArray[np.bool_]

LARGEST_RATE = 0.95


def refuse_rate(p: float) -> None:
    """Refuse a rate at which nothing could be kept, or that is no probability.

    Parameters
    ----------
    p : float
        The chance to drop.

    Raises
    ------
    ValueError
        Unless ``0 <= p < 1``.
    """
    if not 0 <= p < 1:
        raise ValueError(f"expected a chance to drop in [0, 1), got {p}")


def dropout_forward(x: Floats, p: float, rng: np.random.Generator, training: bool = True) -> tuple[Floats, Mask]:
    r"""Drop every element with probability p and scale the others by 1 / (1 - p).

    Srivastava et al. (2014), section 4, with the scaling of their section 10 (their p is our :math:`1 - p`):
    :math:`E[y] = (1 - p) \cdot x / (1 - p) = x`.

    Parameters
    ----------
    x : ndarray of float, any shape
        The activations.
    p : float
        The chance to drop, in [0, 1).
    rng : numpy.random.Generator
        The only source of randomness.
    training : bool, default True
        False at inference: nothing is dropped and nothing is scaled.

    Returns
    -------
    y : ndarray of float, shape of `x`
        At inference `x` itself.
    mask : ndarray of bool, shape of `x`
        True where an element was kept.

    Raises
    ------
    ValueError
        If p lies outside [0, 1), whether training or not.

    Examples
    --------
    Survivors of p = 0.5 are doubled.

    >>> y, mask = dropout_forward(np.ones((2, 3)), 0.5, np.random.default_rng(0))
    >>> bool(np.all(y == np.where(mask, 2.0, 0.0)))
    True
    >>> dropout_forward(np.array([1.0, -2.0]), 0.5, np.random.default_rng(0), training=False)
    (array([ 1., -2.]), array([ True,  True]))
    """
    refuse_rate(p)
    if not training:
        return x, np.ones(x.shape, dtype=np.bool_)
    mask = rng.random(x.shape) >= p
    return x * mask / (1 - p), mask


def dropout_backward(dy: Floats, mask: Mask, p: float) -> Floats:
    r"""Pass a gradient back through a training pass of dropout.

    Each output is :math:`m_i x_i / (1 - p)`, so :math:`\partial L / \partial x_i = m_i \, dy_i / (1 - p)`.

    Parameters
    ----------
    dy : ndarray of float, any shape
        Gradient with respect to the output.
    mask : ndarray of bool, shape of `dy`
        What `dropout_forward` returned.
    p : float
        The chance to drop that it was given.

    Returns
    -------
    ndarray of float, shape of `dy`

    Raises
    ------
    ValueError
        If p lies outside [0, 1).

    Examples
    --------
    >>> dropout_backward(np.array([3.0, 1.0]), np.array([True, False]), 0.25)
    array([4., 0.])
    """
    refuse_rate(p)
    return dy * mask / (1 - p)


def spatial_dropout(x: Floats, p: float, rng: np.random.Generator) -> tuple[Floats, Mask]:
    r"""Drop whole feature maps with probability p and scale the others by 1 / (1 - p).

    Tompson et al. (2015), section 3.2: neighbours within a feature map are so alike that dropping single pixels
    drops next to nothing; one draw decides for the whole map.

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
        True where kept: constant within each map, one draw per sample and channel.

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
    refuse_rate(p)
    n, _, _, channels = x.shape
    keep = rng.random((n, 1, 1, channels)) >= p
    mask = np.broadcast_to(keep, x.shape).copy()
    return x * mask / (1 - p), mask


def feature_max_drop(x: Floats, p: float, rng: np.random.Generator) -> tuple[Floats, Mask]:
    r"""Drop the largest activation of each feature map with probability p; nothing is scaled.

    Park and Kwak (2016), feature-wise max-drop: without its strongest response the net has to look at others. Their
    code scales by a factor near 1, which is left out here.

    Parameters
    ----------
    x : ndarray of float, shape (N, H, W, C)
        A batch of feature maps. Of tied maxima all are dropped together.
    p : float
        The chance to drop, in [0, 1).
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    y : ndarray of float, shape (N, H, W, C)
    mask : ndarray of bool, shape (N, H, W, C)
        True where kept; one draw per sample and map.

    Raises
    ------
    ValueError
        If p lies outside [0, 1).

    Examples
    --------
    The 4 is the only element that can be dropped.

    >>> x = np.array([1.0, 4.0, -9.0, 2.0]).reshape(1, 2, 2, 1)
    >>> y, mask = feature_max_drop(x, 0.75, np.random.default_rng(0))
    >>> y.ravel(), mask.ravel()
    (array([ 1.,  0., -9.,  2.]), array([ True, False,  True,  True]))
    """
    refuse_rate(p)
    n, _, _, channels = x.shape
    drop = rng.random((n, 1, 1, channels)) < p
    mask = ~((x == x.max(axis=(1, 2), keepdims=True)) & drop)
    return x * mask, mask


def channel_max_drop(x: Floats, p: float, rng: np.random.Generator) -> tuple[Floats, Mask]:
    r"""Drop the largest activation over the channels at each position with probability p; nothing is scaled.

    Park and Kwak (2016), channel-wise max-drop.

    Parameters
    ----------
    x : ndarray of float, shape (N, H, W, C)
        A batch of feature maps. Of tied maxima all are dropped together.
    p : float
        The chance to drop, in [0, 1).
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    y : ndarray of float, shape (N, H, W, C)
    mask : ndarray of bool, shape (N, H, W, C)
        True where kept; one draw per sample and position.

    Raises
    ------
    ValueError
        If p lies outside [0, 1).

    Examples
    --------
    Two positions of three channels: the 4 and the 5 can be dropped, and here the 5 is.

    >>> x = np.array([[1.0, 4.0, -9.0], [5.0, 2.0, 3.0]]).reshape(1, 1, 2, 3)
    >>> y, mask = channel_max_drop(x, 0.5, np.random.default_rng(0))
    >>> y[0, 0]
    array([[ 1.,  4., -9.],
           [ 0.,  2.,  3.]])
    """
    refuse_rate(p)
    n, height, width, _ = x.shape
    drop = rng.random((n, height, width, 1)) < p
    mask = ~((x == x.max(axis=-1, keepdims=True)) & drop)
    return x * mask, mask


def stochastic_dropout(
    x: Floats, rng: np.random.Generator, distribution: str, a: float, b: float
) -> tuple[Floats, Mask, float]:
    r"""Apply dropout with a rate that is itself drawn, once a call.

    Park and Kwak (2016): :math:`p \sim N(a, b)` or :math:`p \sim U(a, b)`. What falls outside is moved
    to the nearest end of [0, 0.95].

    Parameters
    ----------
    x : ndarray of float, any shape
        The activations.
    rng : numpy.random.Generator
        The only source of randomness.
    distribution : {"normal", "uniform"}
        Of the rate.
    a, b : float
        Mean and standard deviation of the normal; ends of the uniform, ``a <= b``.

    Returns
    -------
    y : ndarray of float, shape of `x`
    mask : ndarray of bool, shape of `x`
        True where kept.
    p : float
        The rate that was drawn, after clipping.

    Raises
    ------
    ValueError
        If the distribution is unknown.

    Examples
    --------
    >>> y, mask, p = stochastic_dropout(np.ones(4), np.random.default_rng(0), "uniform", 0.1, 0.3)
    >>> 0.1 <= p <= 0.3, bool(np.allclose(y, mask / (1 - p)))
    (True, True)
    """
    if distribution == "normal":
        drawn = rng.normal(a, b)
    elif distribution == "uniform":
        drawn = rng.uniform(a, b)
    else:
        raise ValueError(f'expected the distribution "normal" or "uniform", got {distribution!r}')
    p = min(max(drawn, 0.0), LARGEST_RATE)
    return *dropout_forward(x, p, rng), p
