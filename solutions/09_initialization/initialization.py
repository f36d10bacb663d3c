"""Exercise 09: weight initialization.

In this whole file a shape is a tuple of integers: `(D_in, D_out)` for a dense layer (its weights multiply
from the right, `x @ w`) and `(kh, kw, C_in, C_out)` for a convolution. Every random function draws only from
the generator `rng` that it is given: not from `np.random.normal` and its kin, nor from one of its own.
"""

import numpy as np


def fan_in_fan_out(shape):
    """Count the inputs of one output unit and the outputs that one input reaches.

    In a convolution every channel is seen through all the kh * kw positions of the kernel:
    fan_in = kh * kw * C_in and fan_out = kh * kw * C_out.

    Parameters
    ----------
    shape : tuple of int
        `(D_in, D_out)` of a dense layer or `(kh, kw, C_in, C_out)` of a convolution.

    Returns
    -------
    fan_in, fan_out : int
        A tuple of both.

    Examples
    --------
    >>> fan_in_fan_out((64, 10))
    (64, 10)

    A 3x3 convolution from 16 to 32 channels: 9 * 16 and 9 * 32.

    >>> fan_in_fan_out((3, 3, 16, 32))
    (144, 288)
    """
    ### BEGIN SOLUTION
    if len(shape) == 2:
        return shape
    kh, kw, c_in, c_out = shape
    return kh * kw * c_in, kh * kw * c_out
    ### END SOLUTION


def constant(shape, value=0.0):
    """Fill an array with one number: the lecture's w_i = 0.

    Parameters
    ----------
    shape : tuple of int
        Any shape, `()` included.
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
    ### BEGIN SOLUTION
    return np.full(shape, float(value))
    ### END SOLUTION


def small_normal(shape, rng, scale=0.01):
    """Draw from a normal distribution of mean 0 and standard deviation `scale`.

    The lecture's w_i = 0.01 * rand(0,1), where rand(0,1) is a normal draw of mean 0 and standard deviation 1.

    Parameters
    ----------
    shape : tuple of int
        Any shape, `()` included.
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
    ### BEGIN SOLUTION
    return rng.normal(0.0, scale, size=shape)
    ### END SOLUTION


def uniform(shape, rng, low=0.0, high=1.0):
    """Draw from the uniform distribution between `low` and `high`.

    Parameters
    ----------
    shape : tuple of int
        Any shape, `()` included.
    rng : numpy.random.Generator
        The only source of randomness.
    low, high : float, default 0.0 and 1.0
        The limits, `low < high`.

    Returns
    -------
    ndarray of float, shape `shape`

    Examples
    --------
    >>> w = uniform((200, 300), np.random.default_rng(0), -1.0, 3.0)
    >>> round(float(w.mean()), 1), round(float(w.max()), 1)
    (1.0, 3.0)
    """
    ### BEGIN SOLUTION
    return rng.uniform(low, high, size=shape)
    ### END SOLUTION


def xavier_normal(shape, rng):
    """Draw from a normal distribution of mean 0 whose variance is 2 / (fan_in + fan_out).

    Glorot and Bengio (2010). The normal is not truncated.

    Parameters
    ----------
    shape : tuple of int
        `(D_in, D_out)` of a dense layer or `(kh, kw, C_in, C_out)` of a convolution.
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
    ### BEGIN SOLUTION
    fan_in, fan_out = fan_in_fan_out(shape)
    return rng.normal(0.0, np.sqrt(2 / (fan_in + fan_out)), size=shape)
    ### END SOLUTION


def xavier_uniform(shape, rng):
    """Draw from a uniform distribution about 0 whose variance is 2 / (fan_in + fan_out).

    Glorot and Bengio (2010). Uniform numbers in [-a, a] have the variance a**2 / 3.

    Parameters
    ----------
    shape : tuple of int
        `(D_in, D_out)` of a dense layer or `(kh, kw, C_in, C_out)` of a convolution.
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
    ### BEGIN SOLUTION
    fan_in, fan_out = fan_in_fan_out(shape)
    limit = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, size=shape)
    ### END SOLUTION


def lecun_normal(shape, rng):
    """Draw from a normal distribution of mean 0 whose standard deviation is 1 / sqrt(fan_in).

    The slide's "Xavier", w_i = rand(0,1) / sqrt(n), with n the inputs of the unit. The literature names it
    after LeCun et al. (1998). The normal is not truncated.

    Parameters
    ----------
    shape : tuple of int
        `(D_in, D_out)` of a dense layer or `(kh, kw, C_in, C_out)` of a convolution.
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
    ### BEGIN SOLUTION
    fan_in, _ = fan_in_fan_out(shape)
    return rng.normal(0.0, 1 / np.sqrt(fan_in), size=shape)
    ### END SOLUTION


def he_normal(shape, rng):
    """Draw from a normal distribution of mean 0 whose variance is 2 / fan_in.

    He et al. (2015). The normal is not truncated.

    Parameters
    ----------
    shape : tuple of int
        `(D_in, D_out)` of a dense layer or `(kh, kw, C_in, C_out)` of a convolution.
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
    ### BEGIN SOLUTION
    fan_in, _ = fan_in_fan_out(shape)
    return rng.normal(0.0, np.sqrt(2 / fan_in), size=shape)
    ### END SOLUTION


def he_uniform(shape, rng):
    """Draw from a uniform distribution about 0 whose variance is 2 / fan_in.

    The same variance as `he_normal`: the limit is sqrt(6 / fan_in).

    Parameters
    ----------
    shape : tuple of int
        `(D_in, D_out)` of a dense layer or `(kh, kw, C_in, C_out)` of a convolution.
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
    ### BEGIN SOLUTION
    fan_in, _ = fan_in_fan_out(shape)
    limit = np.sqrt(6 / fan_in)
    return rng.uniform(-limit, limit, size=shape)
    ### END SOLUTION


def activation_spread(initializer, sizes, activation, rng, n_samples=1000):
    """Measure how far the activations of a freshly initialized deep net spread, layer by layer.

    The net has no biases. Its input a_0, of shape `(n_samples, sizes[0])`, is drawn from N(0, 1), a normal of
    mean 0 and standard deviation 1; then a_l = activation(a_(l-1) @ W_l).

    Parameters
    ----------
    initializer : callable
        `initializer(shape, rng)` gives the weights of a layer, an array of that shape. Call it once a layer,
        in order, with `(sizes[l], sizes[l + 1])` and the same `rng`.
    sizes : list of int
        Units of every layer, the input first: `[64, 32, 10]` is a net with two weight matrices. The list is
        not changed.
    activation : callable
        Takes an array and gives one of the same shape, element by element. Applied in every layer, the last
        included.
    rng : numpy.random.Generator
        The only source of randomness: of the input, and handed to `initializer`.
    n_samples : int, default 1000
        Rows of the input.

    Returns
    -------
    list of float, length `len(sizes) - 1`
        The population standard deviation (`np.std`'s own: division by the number of values) after each
        activation, over samples and units together: one number a layer.

    Examples
    --------
    Weights of standard deviation 0.01 and 100 inputs: each layer multiplies the spread by 0.01 * 10 = 0.1.

    >>> rng = np.random.default_rng(0)
    >>> spread = activation_spread(small_normal, [100, 100, 100], np.tanh, rng)
    >>> [round(s, 2) for s in spread]
    [0.1, 0.01]
    """
    ### BEGIN SOLUTION
    a = rng.standard_normal((n_samples, sizes[0]))
    spread = []
    for layer in range(len(sizes) - 1):
        w = initializer((sizes[layer], sizes[layer + 1]), rng)
        a = activation(a @ w)
        spread.append(float(np.std(a)))
    return spread
    ### END SOLUTION
