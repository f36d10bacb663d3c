# gradiente: activations · en
"""Activation functions and their derivatives.

Lecture: basic concepts, "Optimization", backpropagation, where the sigmoid turns net_o1 into out_o1; advanced
concepts, "Parameter initialization", whose examples compare sigmoid, tanh and ReLU; case study, "And then?", which
proposes leaky ReLU. The lecture's net, the value before the activation, is `z` here. Everything works element by
element: a result has the shape of `z`, which may be any, () included. No function changes the array that it is given.
"""

import numpy as np


def sigmoid(z):
    """Squash every number into (0, 1).

    sigmoid(z) = 1 / (1 + exp(-z))

    Exact for z = 1000 and z = -1000 too, and without a warning there under NumPy's default error settings.

    Parameters
    ----------
    z : ndarray of float, any shape
        Values before the activation.

    Returns
    -------
    ndarray of float, shape of z
        The activations.

    Notes
    -----
    Lecture: "Optimization", backpropagation: out_o1 = 1 / (1 + e^(-net_o1)).

    Examples
    --------
    1/2 at zero; where exp(-z) = 1/3, that is at z = log 3, 1 / (1 + 1/3):

    >>> np.round(sigmoid(np.array([0.0, np.log(3.0), -1000.0])), 12).tolist()
    [0.5, 0.75, 0.0]
    """
    raise NotImplementedError("write sigmoid")


def sigmoid_derivative(z):
    """Differentiate the sigmoid.

    d sigmoid / dz = sigmoid(z) (1 - sigmoid(z))

    Right for z = 1000 and z = -1000 too.

    Parameters
    ----------
    z : ndarray of float, any shape
        Values before the activation, not the activations.

    Returns
    -------
    ndarray of float, shape of z
        The slope of the sigmoid at every z; at most 1/4.

    Notes
    -----
    Lecture: "Optimization", backpropagation: the factor d out_o1 / d net_o1 of the chain rule.

    Examples
    --------
    The sigmoid is 1/2 and 3/4; 1/2 * 1/2 and 3/4 * 1/4:

    >>> np.round(sigmoid_derivative(np.array([0.0, np.log(3.0)])), 12).tolist()
    [0.25, 0.1875]
    """
    raise NotImplementedError("write sigmoid_derivative")


def tanh(z):
    """Squash every number into (-1, 1).

    tanh(z) = (exp(z) - exp(-z)) / (exp(z) + exp(-z))

    Right for z = 1000 and z = -1000 too.

    Parameters
    ----------
    z : ndarray of float, any shape
        Values before the activation.

    Returns
    -------
    ndarray of float, shape of z
        The activations.

    Notes
    -----
    Lecture: "Parameter initialization", the examples for tanh. It is a sigmoid stretched to both signs:
    tanh(z) = 2 sigmoid(2z) - 1.

    Examples
    --------
    At z = log 2 the exponentials are 2 and 1/2: (3/2) / (5/2).

    >>> np.round(tanh(np.array([0.0, np.log(2.0), -1000.0])), 12).tolist()
    [0.0, 0.6, -1.0]
    """
    raise NotImplementedError("write tanh")


def tanh_derivative(z):
    """Differentiate the hyperbolic tangent.

    d tanh / dz = 1 - tanh(z)^2

    Right for z = 1000 and z = -1000 too.

    Parameters
    ----------
    z : ndarray of float, any shape
        Values before the activation, not the activations.

    Returns
    -------
    ndarray of float, shape of z
        The slope of tanh at every z; at most 1.

    Examples
    --------
    1 at zero; 1 - 0.6^2 where tanh is 0.6:

    >>> np.round(tanh_derivative(np.array([0.0, np.log(2.0)])), 12).tolist()
    [1.0, 0.64]
    """
    raise NotImplementedError("write tanh_derivative")


def relu(z):
    """Keep what is positive and make the rest 0: the rectified linear unit.

    relu(z) = max(0, z), element by element

    Parameters
    ----------
    z : ndarray of float, any shape
        Values before the activation.

    Returns
    -------
    ndarray of float, shape of z
        The activations.

    Notes
    -----
    Lecture: "Parameter initialization", the examples for ReLU; the layers of LeNet in the case study.

    Examples
    --------
    >>> relu(np.array([-2.0, 0.0, 3.0])).tolist()
    [0.0, 0.0, 3.0]
    """
    raise NotImplementedError("write relu")


def relu_derivative(z):
    """Differentiate ReLU: 1 where z is positive, 0 elsewhere.

    At z = 0, where ReLU has a corner and no derivative, 0 is taken.

    Parameters
    ----------
    z : ndarray of float, any shape
        Values before the activation.

    Returns
    -------
    ndarray of numbers (not of booleans), shape of z
        The slope of ReLU at every z.

    Examples
    --------
    >>> relu_derivative(np.array([-2.0, 0.0, 3.0])).tolist()
    [0.0, 0.0, 1.0]
    """
    raise NotImplementedError("write relu_derivative")


def leaky_relu(z, slope=0.01):
    """Keep what is positive and shrink the rest.

    leaky_relu(z) = z where z > 0, slope * z elsewhere

    Parameters
    ----------
    z : ndarray of float, any shape
        Values before the activation.
    slope : float
        The slope on the negative side, 0 <= slope < 1; with 0 it is ReLU.

    Returns
    -------
    ndarray of float, shape of z
        The activations.

    Notes
    -----
    Lecture: case study, "And then?".

    Examples
    --------
    >>> leaky_relu(np.array([-2.0, 0.0, 3.0]), slope=0.25).tolist()
    [-0.5, 0.0, 3.0]
    """
    raise NotImplementedError("write leaky_relu")


def leaky_relu_derivative(z, slope=0.01):
    """Differentiate leaky ReLU: 1 where z is positive, `slope` elsewhere.

    At z = 0, where the two lines meet, `slope` is taken.

    Parameters
    ----------
    z : ndarray of float, any shape
        Values before the activation.
    slope : float
        The slope on the negative side, 0 <= slope < 1.

    Returns
    -------
    ndarray of float, shape of z
        The slope of leaky ReLU at every z.

    Examples
    --------
    >>> leaky_relu_derivative(np.array([-2.0, 0.0, 3.0]), slope=0.25).tolist()
    [0.25, 0.25, 1.0]
    """
    raise NotImplementedError("write leaky_relu_derivative")
