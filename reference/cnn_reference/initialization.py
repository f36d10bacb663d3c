r"""Weight initialization: how large the first weights are, and what that does to a deep net.

One layer computes :math:`z = \sum_{i=1}^{n} w_i x_i`. For independent :math:`w_i` of mean 0 and inputs
independent of them,

.. math:: \mathrm{Var}(z) = n \, \mathrm{Var}(w) \, E[x^2],

so the spread of the weights decides whether the signal keeps its size, dies out or explodes from layer to
layer. Every rule here is a choice of :math:`\mathrm{Var}(w)` as a function of the layer's shape.

Lecture: "Inicialización de parámetros (weight initialization)".

References
----------
.. [1] Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, "Efficient BackProp", in Neural Networks: Tricks of the
   Trade, 1998, section 4.6.
.. [2] X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks",
   AISTATS 2010.
.. [3] K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers", ICCV 2015, section 2.2.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Shape = tuple[int, ...]
Initializer = Callable[[Shape, np.random.Generator], FloatArray]
Activation = Callable[[FloatArray], FloatArray]


def fan_in_fan_out(shape: Shape) -> tuple[int, int]:
    r"""Count the inputs of one output unit and the outputs that one input reaches.

    A convolution has a receptive field of :math:`k_h k_w` positions, and every channel is seen through all of
    them (He et al. 2015 write :math:`n = k^2 c`):

    .. math:: \mathrm{fan_{in}} = k_h k_w C_{in}, \qquad \mathrm{fan_{out}} = k_h k_w C_{out}.

    Parameters
    ----------
    shape : tuple of int
        ``(D_in, D_out)`` of a dense layer or ``(kh, kw, C_in, C_out)`` of a convolution.

    Returns
    -------
    fan_in, fan_out : int

    Examples
    --------
    >>> fan_in_fan_out((64, 10))
    (64, 10)

    A 3x3 convolution from 16 to 32 channels: 9 * 16 and 9 * 32.

    >>> fan_in_fan_out((3, 3, 16, 32))
    (144, 288)
    """
    *receptive_field, n_in, n_out = shape
    positions = math.prod(receptive_field)  # the empty product is 1: a dense layer
    return positions * n_in, positions * n_out


def constant(shape: Shape, value: float = 0.0) -> FloatArray:
    r"""Fill an array with one number: the lecture's :math:`\omega_i = 0`.

    All units of a layer then compute the same and get the same gradient: they stay copies of one another.

    Parameters
    ----------
    shape : tuple of int
        Any shape, ``()`` included.
    value : float, default 0.0
        The number.

    Returns
    -------
    ndarray of float, shape `shape`

    Examples
    --------
    >>> constant((2, 3), 0.5)
    array([[0.5, 0.5, 0.5],
           [0.5, 0.5, 0.5]])
    """
    return np.full(shape, float(value))


def small_normal(shape: Shape, rng: np.random.Generator, scale: float = 0.01) -> FloatArray:
    r"""Draw from a normal distribution of mean 0 and standard deviation `scale`.

    The lecture's :math:`\omega_i = 0.01 \cdot \mathrm{rand}(0, 1)`, where rand(0, 1) is a normal draw of mean
    0 and standard deviation 1.

    Parameters
    ----------
    shape : tuple of int
        Any shape, ``()`` included.
    rng : numpy.random.Generator
        The only source of randomness.
    scale : float, default 0.01
        The standard deviation.

    Returns
    -------
    ndarray of float, shape `shape`

    Examples
    --------
    >>> w = small_normal((200, 300), np.random.default_rng(0))
    >>> w.shape, round(float(w.std()), 3)
    ((200, 300), 0.01)
    """
    return np.asarray(scale * rng.standard_normal(shape))


def uniform(shape: Shape, rng: np.random.Generator, low: float = 0.0, high: float = 1.0) -> FloatArray:
    r"""Draw from the uniform distribution between `low` and `high`.

    Its mean is :math:`(low + high) / 2` and its standard deviation :math:`(high - low) / \sqrt{12}`.

    Parameters
    ----------
    shape : tuple of int
        Any shape, ``()`` included.
    rng : numpy.random.Generator
        The only source of randomness.
    low, high : float, default 0.0 and 1.0
        The limits, ``low < high``.

    Returns
    -------
    ndarray of float, shape `shape`

    Examples
    --------
    >>> w = uniform((200, 300), np.random.default_rng(0), -1.0, 3.0)
    >>> round(float(w.mean()), 1), round(float(w.max()), 1)
    (1.0, 3.0)
    """
    return np.asarray(low + (high - low) * rng.random(shape))


def xavier_normal(shape: Shape, rng: np.random.Generator) -> FloatArray:
    r"""Draw from a normal distribution of mean 0 whose variance is 2 / (fan_in + fan_out).

    Glorot and Bengio (2010), eq. 12: the compromise between keeping the activations
    (:math:`1 / \mathrm{fan_{in}}`) and keeping the gradients (:math:`1 / \mathrm{fan_{out}}`),

    .. math:: \sigma = \sqrt{\frac{2}{\mathrm{fan_{in}} + \mathrm{fan_{out}}}}.

    Parameters
    ----------
    shape : tuple of int
        ``(D_in, D_out)`` of a dense layer or ``(kh, kw, C_in, C_out)`` of a convolution.
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    ndarray of float, shape `shape`

    Examples
    --------
    sqrt(2 / (144 + 288)) is 0.068.

    >>> w = xavier_normal((3, 3, 16, 32), np.random.default_rng(0))
    >>> round(float(w.std()), 2)
    0.07
    """
    fan_in, fan_out = fan_in_fan_out(shape)
    return math.sqrt(2 / (fan_in + fan_out)) * rng.standard_normal(shape)


def xavier_uniform(shape: Shape, rng: np.random.Generator) -> FloatArray:
    r"""Draw from a uniform distribution about 0 whose variance is 2 / (fan_in + fan_out).

    Uniform numbers in :math:`[-a, a]` have the variance :math:`a^2 / 3`, so the limit is
    :math:`a = \sqrt{3\,\mathrm{Var}}`: the "normalized initialization" of Glorot and Bengio (2010), eq. 16,

    .. math:: a = \sqrt{\frac{6}{\mathrm{fan_{in}} + \mathrm{fan_{out}}}}.

    Parameters
    ----------
    shape : tuple of int
        ``(D_in, D_out)`` of a dense layer or ``(kh, kw, C_in, C_out)`` of a convolution.
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    ndarray of float, shape `shape`

    Examples
    --------
    The limit is sqrt(6 / (200 + 400)) = 0.1.

    >>> w = xavier_uniform((200, 400), np.random.default_rng(0))
    >>> round(float(w.min()), 2), round(float(w.max()), 2)
    (-0.1, 0.1)
    """
    fan_in, fan_out = fan_in_fan_out(shape)
    return uniform_of_variance(2 / (fan_in + fan_out), shape, rng)


def lecun_normal(shape: Shape, rng: np.random.Generator) -> FloatArray:
    r"""Draw from a normal distribution of mean 0 whose standard deviation is 1 / sqrt(fan_in).

    The slide's "Xavier", :math:`\omega_i = \mathrm{rand}(0, 1) \cdot \frac{1}{\sqrt{n}}` with n the inputs of
    the unit. The literature names it after LeCun et al. (1998), section 4.6; the rule of Glorot and Bengio
    looks at fan_out as well.

    Parameters
    ----------
    shape : tuple of int
        ``(D_in, D_out)`` of a dense layer or ``(kh, kw, C_in, C_out)`` of a convolution.
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    ndarray of float, shape `shape`

    Examples
    --------
    1 / sqrt(144) is 0.083.

    >>> w = lecun_normal((3, 3, 16, 32), np.random.default_rng(0))
    >>> round(float(w.std()), 2)
    0.08
    """
    fan_in, _ = fan_in_fan_out(shape)
    return rng.standard_normal(shape) / math.sqrt(fan_in)


def he_normal(shape: Shape, rng: np.random.Generator) -> FloatArray:
    r"""Draw from a normal distribution of mean 0 whose variance is 2 / fan_in.

    He et al. (2015), eq. 10: a ReLU sets half of its inputs to zero and so halves :math:`E[x^2]`; twice
    the variance of the weights makes up for it,

    .. math:: \sigma = \sqrt{\frac{2}{\mathrm{fan_{in}}}}.

    Parameters
    ----------
    shape : tuple of int
        ``(D_in, D_out)`` of a dense layer or ``(kh, kw, C_in, C_out)`` of a convolution.
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    ndarray of float, shape `shape`

    Examples
    --------
    sqrt(2 / 144) is 0.118.

    >>> w = he_normal((3, 3, 16, 32), np.random.default_rng(0))
    >>> round(float(w.std()), 2)
    0.12
    """
    fan_in, _ = fan_in_fan_out(shape)
    return math.sqrt(2 / fan_in) * rng.standard_normal(shape)


def he_uniform(shape: Shape, rng: np.random.Generator) -> FloatArray:
    r"""Draw from a uniform distribution about 0 whose variance is 2 / fan_in.

    The variance of He et al. (2015) on an interval: :math:`[-a, a]` with

    .. math:: a = \sqrt{3 \cdot \frac{2}{\mathrm{fan_{in}}}} = \sqrt{\frac{6}{\mathrm{fan_{in}}}}.

    Parameters
    ----------
    shape : tuple of int
        ``(D_in, D_out)`` of a dense layer or ``(kh, kw, C_in, C_out)`` of a convolution.
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    ndarray of float, shape `shape`

    Examples
    --------
    The limit is sqrt(6 / 150) = 0.2.

    >>> w = he_uniform((150, 400), np.random.default_rng(0))
    >>> round(float(w.min()), 2), round(float(w.max()), 2)
    (-0.2, 0.2)
    """
    fan_in, _ = fan_in_fan_out(shape)
    return uniform_of_variance(2 / fan_in, shape, rng)


def uniform_of_variance(variance: float, shape: Shape, rng: np.random.Generator) -> FloatArray:
    r"""Draw from the uniform distribution about 0 that has a given variance.

    The variance of U(-a, a) is :math:`\frac{1}{2a}\int_{-a}^{a} w^2\,dw = a^2 / 3`.

    Parameters
    ----------
    variance : float
        Positive.
    shape : tuple of int
        Any shape.
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    ndarray of float, shape `shape`
    """
    limit = math.sqrt(3 * variance)
    return uniform(shape, rng, -limit, limit)


def activation_spread(
    initializer: Initializer,
    sizes: Sequence[int],
    activation: Activation,
    rng: np.random.Generator,
    n_samples: int = 1000,
) -> list[float]:
    r"""Measure how far the activations of a freshly initialized deep net spread, layer by layer.

    The net has no biases and its input is drawn from N(0, 1):

    .. math:: a_0 \sim N(0, 1), \qquad a_l = f(a_{l-1} W_l), \qquad s_l = \mathrm{std}(a_l).

    If :math:`s_l` shrinks towards 0 the signal dies out; if it grows without bound it explodes, and a tanh is
    driven into saturation. Glorot and Bengio (2010) compare initializations by the same measurement.

    Parameters
    ----------
    initializer : callable
        ``initializer(shape, rng)`` gives the weights of a layer, an array of that shape. Called once a layer,
        in order, with ``(sizes[l], sizes[l + 1])``.
    sizes : sequence of int
        Units of every layer, the input first; ``len(sizes) - 1`` weight matrices.
    activation : callable
        Applied element by element in every layer, the last included.
    rng : numpy.random.Generator
        The only source of randomness: of the input, and handed to `initializer`.
    n_samples : int, default 1000
        Rows of the input.

    Returns
    -------
    list of float, length ``len(sizes) - 1``
        The population standard deviation (division by the number of values) after each activation, over
        samples and units together.

    Examples
    --------
    Weights of standard deviation 0.01 and 100 inputs: each layer multiplies the spread by 0.01 * 10 = 0.1.

    >>> rng = np.random.default_rng(0)
    >>> spread = activation_spread(small_normal, [100, 100, 100], np.tanh, rng)
    >>> [round(s, 2) for s in spread]
    [0.1, 0.01]
    """
    a = rng.standard_normal((n_samples, sizes[0]))
    spread = []
    for n_in, n_out in pairwise(sizes):
        w = initializer((n_in, n_out), rng)
        a = activation(a @ w)
        spread.append(float(np.std(a)))
    return spread
