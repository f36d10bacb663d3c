r"""Regularization: the L2 penalty, its gradient, ridge regression, and the same thing written as weight decay.

Lecture: basic concepts, "Regularization". Parameters with large values are made expensive, to prevent overfitting:

.. math:: L(\theta) = \frac{1}{N} \sum_{i=1}^{N} (\hat y_i - y_i)^2 + \frac{\lambda}{2} \sum_{\omega_j} |\omega_j|^2

The lecture's :math:`\lambda` is called `strength` here; it is 0 or more.
"""

import numpy as np


def l2_penalty(weights, strength):
    r"""Compute the price of large weights, the second term of the lecture's loss.

    :math:`\frac{\lambda}{2} \sum_j \omega_j^2`, over every number in every array.

    Parameters
    ----------
    weights : list of ndarray of float
        The weights of each layer, at least one array, of any shapes, vectors included. They are not changed.
    strength : float
        The lecture's lambda, 0 or more.

    Returns
    -------
    float

    Examples
    --------
    0.5 / 2 * (3^2 + 4^2 + 1^2) = 0.25 * 26:

    >>> float(l2_penalty([np.array([[3.0, -4.0]]), np.array([1.0])], 0.5))
    6.5
    """
    ### BEGIN SOLUTION
    return strength / 2 * sum(np.sum(w**2) for w in weights)
    ### END SOLUTION


def l2_gradient(weights, strength):
    """Differentiate the L2 penalty with respect to each weight.

    Parameters
    ----------
    weights : list of ndarray of float
        The weights of each layer, of any shapes. They are not changed.
    strength : float
        The lecture's lambda, 0 or more.

    Returns
    -------
    list of ndarray of float
        One array for each of `weights`, of its shape, in the same order.

    Examples
    --------
    >>> [gradient.tolist() for gradient in l2_gradient([np.array([[3.0, -4.0]]), np.array([1.0])], 0.5)]
    [[[1.5, -2.0]], [0.5]]
    """
    ### BEGIN SOLUTION
    return [strength * w for w in weights]
    ### END SOLUTION


def ridge_loss(x, y, w, b, strength):
    r"""Compute the lecture's regularized loss of a linear model.

    The model predicts :math:`\hat y_i = x_i \cdot w + b`; the loss is the mean squared error plus the L2 penalty on w.
    The bias b is not penalised.

    Parameters
    ----------
    x : ndarray of float, shape (N, D)
        N samples of D features, N and D at least 1.
    y : ndarray of float, shape (N,)
        What the model should predict.
    w : ndarray of float, shape (D,)
        The weights.
    b : number
        The bias: a Python or NumPy number, or a 0-d array.
    strength : float
        The lecture's lambda, 0 or more. None of the arrays is changed.

    Returns
    -------
    float

    Examples
    --------
    The predictions are 1 + 1 = 2 and 2 + 1 = 3, the errors 2 and -1: (4 + 1) / 2, and 0.5 / 2 * 1^2.

    >>> float(ridge_loss(np.array([[1.0], [2.0]]), np.array([0.0, 4.0]), np.array([1.0]), 1.0, 0.5))
    2.75
    """
    ### BEGIN SOLUTION
    error = x @ w + b - y
    return np.mean(error**2) + l2_penalty([w], strength)
    ### END SOLUTION


def ridge_gradient(x, y, w, b, strength):
    """Differentiate the ridge loss with respect to the weights and to the bias.

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
        The derivative with respect to each weight.
    db : float
        The derivative with respect to the bias.

    Examples
    --------
    With the errors 2 and -1 of the example above, where N = 2:

    >>> dw, db = ridge_gradient(np.array([[1.0], [2.0]]), np.array([0.0, 4.0]), np.array([1.0]), 1.0, 0.5)
    >>> dw.tolist(), float(db)
    ([0.5], 1.0)
    """
    ### BEGIN SOLUTION
    error = x @ w + b - y
    dw = 2 / len(y) * x.T @ error + strength * w
    db = 2 * np.mean(error)
    return dw, db
    ### END SOLUTION


def weight_decay_step(w, gradient, learning_rate, strength):
    """Take one step of gradient descent on loss + penalty, written as decay.

    The weights shrink by a factor that depends on the learning rate and on the strength, and the step of the loss alone
    is taken from what is left.

    Parameters
    ----------
    w : ndarray of float, any shape
        The weights. They are not changed.
    gradient : ndarray of float, shape of w
        The gradient of the loss alone, without the penalty, at w. It is not changed.
    learning_rate : float
        The factor before the gradient of loss + penalty.
    strength : float
        The lecture's lambda, 0 or more.

    Returns
    -------
    ndarray of float, shape of w
        The weights after the step.

    Examples
    --------
    With rate 0.5 and strength 0.5, 2 becomes 1.5 - 0.5 * 1 and -4 becomes -3 - 0.5 * 0:

    >>> weight_decay_step(np.array([2.0, -4.0]), np.array([1.0, 0.0]), learning_rate=0.5, strength=0.5).tolist()
    [1.0, -3.0]
    """
    ### BEGIN SOLUTION
    return (1 - learning_rate * strength) * w - learning_rate * gradient
    ### END SOLUTION
