r"""Regularization: the L2 penalty, its gradient, ridge regression, and the same thing written as weight decay.

Lecture: basic concepts, "Regularization". To prevent overfitting, parameters with large values are made expensive:

.. math:: L(\theta) = \frac{1}{N} \sum_{i=1}^{N} (\hat y_i - y_i)^2 + \frac{\lambda}{2} \sum_{\omega_j} |\omega_j|^2

The lecture's :math:`\lambda` is `strength` here, 0 or more. The sum goes over the weights :math:`\omega_j`; biases
are no weights.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def l2_penalty(weights: Sequence[Floats], strength: float) -> float:
    r"""Compute the price of large weights, the second term of the lecture's loss.

    :math:`\frac{\lambda}{2} \sum_j \omega_j^2`, over every number in every array.

    Parameters
    ----------
    weights : list of ndarray of float
        The weights of each layer, of any shapes, vectors included. They are not changed.
    strength : float
        The lecture's lambda, 0 or more.

    Returns
    -------
    float

    Examples
    --------
    0.5 / 2 * (3^2 + 4^2 + 1^2) = 0.25 * 26:

    >>> l2_penalty([np.array([[3.0, -4.0]]), np.array([1.0])], 0.5)
    6.5
    """
    return float(strength / 2 * sum(np.sum(np.square(w, dtype=np.float64)) for w in weights))


def l2_gradient(weights: Sequence[Floats], strength: float) -> list[Floats]:
    r"""Differentiate the L2 penalty with respect to each weight.

    :math:`\partial / \partial \omega_j` of :math:`\frac{\lambda}{2} \sum_j \omega_j^2` is :math:`\lambda \omega_j`:
    the lecture's 1/2 is there to cancel the 2 of the square.

    Parameters
    ----------
    weights : list of ndarray of float
        The weights of each layer, of any shapes. They are not changed.
    strength : float
        The lecture's lambda, 0 or more.

    Returns
    -------
    list of ndarray of float
        One array for each of `weights`, of its shape.

    Examples
    --------
    >>> [gradient.tolist() for gradient in l2_gradient([np.array([[3.0, -4.0]]), np.array([1.0])], 0.5)]
    [[[1.5, -2.0]], [0.5]]
    """
    return [strength * np.asarray(w, dtype=np.float64) for w in weights]


def ridge_loss(x: Floats, y: Floats, w: Floats, b: float, strength: float) -> float:
    r"""Compute the lecture's regularized loss of a linear model: mean squared error plus the penalty on w.

    With :math:`\hat y_i = x_i \cdot w + b`,
    :math:`\frac{1}{N} \sum_i (\hat y_i - y_i)^2 + \frac{\lambda}{2} \sum_j w_j^2`. The bias b is not penalised: it
    only shifts the predictions (Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 3.4.1).

    Parameters
    ----------
    x : ndarray of float, shape (N, D)
        N samples of D features, N and D at least 1.
    y : ndarray of float, shape (N,)
        What the model should predict.
    w : ndarray of float, shape (D,)
        The weights.
    b : number
        The bias.
    strength : float
        The lecture's lambda, 0 or more.

    Returns
    -------
    float

    Examples
    --------
    The predictions are 1 + 1 = 2 and 2 + 1 = 3, the errors 2 and -1: (4 + 1) / 2, and 0.5 / 2 * 1^2.

    >>> ridge_loss(np.array([[1.0], [2.0]]), np.array([0.0, 4.0]), np.array([1.0]), 1.0, 0.5)
    2.75
    """
    error = _errors(x, y, w, b)
    return float(np.mean(error**2)) + l2_penalty([w], strength)


def ridge_gradient(x: Floats, y: Floats, w: Floats, b: float, strength: float) -> tuple[Floats, float]:
    r"""Differentiate the ridge loss with respect to the weights and to the bias.

    With the errors :math:`e_i = x_i \cdot w + b - y_i`,
    :math:`\partial L / \partial w_j = \frac{2}{N} \sum_i e_i x_{ij} + \lambda w_j` and
    :math:`\partial L / \partial b = \frac{2}{N} \sum_i e_i`.

    Parameters
    ----------
    x : ndarray of float, shape (N, D)
    y : ndarray of float, shape (N,)
    w : ndarray of float, shape (D,)
    b : number
    strength : float
        As in `ridge_loss`. Nothing is changed.

    Returns
    -------
    dw : ndarray of float, shape (D,)
    db : float

    Examples
    --------
    The errors are 2 and -1: dw = (2 / 2) * (2 * 1 - 1 * 2) + 0.5 * 1 and db = (2 / 2) * (2 - 1).

    >>> dw, db = ridge_gradient(np.array([[1.0], [2.0]]), np.array([0.0, 4.0]), np.array([1.0]), 1.0, 0.5)
    >>> dw.tolist(), db
    ([0.5], 1.0)
    """
    error = _errors(x, y, w, b)
    (penalty_gradient,) = l2_gradient([w], strength)
    dw = 2 / len(y) * np.asarray(x, dtype=np.float64).T @ error + penalty_gradient
    return dw, float(2 * np.mean(error))


def weight_decay_step(w: Floats, gradient: Floats, learning_rate: float, strength: float) -> Floats:
    r"""Take one step of gradient descent on loss + penalty, written as decay.

    :math:`w - \gamma (\nabla L + \lambda w) = (1 - \gamma \lambda)\, w - \gamma \nabla L`: first the weights shrink
    by a factor, then comes the step of the loss alone (Krogh and Hertz, A Simple Weight Decay Can Improve
    Generalization, 1991). For plain gradient descent decay and L2 penalty are the same.

    Parameters
    ----------
    w : ndarray of float, any shape
        The weights. They are not changed.
    gradient : ndarray of float, shape of w
        The gradient of the loss alone, without the penalty, at w.
    learning_rate : float
        The lecture's gamma.
    strength : float
        The lecture's lambda, 0 or more.

    Returns
    -------
    ndarray of float, shape of w
        The weights after the step.

    Examples
    --------
    The factor is 1 - 0.5 * 0.5 = 0.75: 0.75 * 2 - 0.5 * 1 and 0.75 * (-4) - 0.5 * 0.

    >>> weight_decay_step(np.array([2.0, -4.0]), np.array([1.0, 0.0]), learning_rate=0.5, strength=0.5).tolist()
    [1.0, -3.0]
    """
    w, gradient = np.asarray(w, dtype=np.float64), np.asarray(gradient, dtype=np.float64)
    return (1 - learning_rate * strength) * w - learning_rate * gradient


def _errors(x: Floats, y: Floats, w: Floats, b: float) -> Floats:
    """Subtract what should be predicted from what the linear model predicts."""
    x, y, w = (np.asarray(values, dtype=np.float64) for values in (x, y, w))
    return np.asarray(x @ w + b - y)
