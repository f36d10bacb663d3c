r"""Gradient descent: measure a gradient, follow it, know when to stop, and the lecture's one-parameter fit.

Lecture: basic concepts, "Optimization: gradient descent",
:math:`p_{t+1} = p_t - \gamma \nabla f(p_t)`. The lecture's :math:`\gamma` is `learning_rate` here.
"""

import numpy as np


def numerical_gradient(f, p, h=1e-5):
    r"""Measure the gradient of `f` at `p` with central differences.

    For every coordinate on its own,
    :math:`\partial f / \partial p_i \approx (f(p + h e_i) - f(p - h e_i)) / (2h)`, where :math:`e_i` is 1 in
    coordinate i and 0 elsewhere.

    Parameters
    ----------
    f : callable
        Takes an array of the shape of `p` and gives one number.
    p : ndarray of float64, any shape
        Where to measure. It is not changed, and it may be read-only.
    h : float
        How far to move to either side, above 0.

    Returns
    -------
    ndarray of float, shape of p
        The partial derivative for each coordinate, in its place.

    Examples
    --------
    At p = (1, 2) with h = 0.5, the first coordinate of p_1^3 + 5 p_2 gives (1.5^3 - 0.5^3) / 1 = 3.25:

    >>> numerical_gradient(lambda p: p[0] ** 3 + 5 * p[1], np.array([1.0, 2.0]), h=0.5).tolist()
    [3.25, 5.0]
    """
    ### BEGIN SOLUTION
    gradient = np.zeros(p.shape)
    for index in np.ndindex(p.shape):
        step = np.zeros(p.shape)
        step[index] = h
        gradient[index] = (f(p + step) - f(p - step)) / (2 * h)
    return gradient
    ### END SOLUTION


def gradient_descent(gradient, p0, learning_rate, steps):
    r"""Follow the negative gradient for a fixed number of steps and return the whole path.

    Every step is the lecture's :math:`p_{t+1} = p_t - \gamma \nabla f(p_t)`, with `learning_rate` for
    :math:`\gamma`.

    Parameters
    ----------
    gradient : callable
        Takes p and gives the gradient there, in the shape of p. It is called exactly `steps` times.
    p0 : number or ndarray, any shape
        The start. It may hold integers (the path has decimals all the same), it may be a Python number, and
        it is not changed.
    learning_rate : float
        The factor before the gradient.
    steps : int
        How many steps to take, 0 or more.

    Returns
    -------
    ndarray of float, shape (steps + 1, *shape of p0)
        Row t is p after t steps; row 0 is `p0`. For a scalar `p0` the shape is (steps + 1,).

    Examples
    --------
    (p - 3)^2 has the gradient 2 (p - 3): from 0 the first step goes to 0 - 0.25 * (-6) = 1.5.

    >>> gradient_descent(lambda p: 2 * (p - 3), 0.0, learning_rate=0.25, steps=3).tolist()
    [0.0, 1.5, 2.25, 2.625]
    """
    ### BEGIN SOLUTION
    p = np.array(p0, dtype=float)
    path = [p]
    for _ in range(steps):
        p = p - learning_rate * gradient(p)
        path.append(p)
    return np.stack(path)
    ### END SOLUTION


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    r"""Follow the negative gradient until it is nearly zero, and say whether that happened.

    Stops before a step, at the first p whose gradient has a Euclidean norm
    :math:`\sqrt{\sum_i (\partial f / \partial p_i)^2} \le` `tolerance`. The start is looked at too, and so is
    the p that the last step led to. A p that is not finite ends the descent before its gradient is looked at.

    Parameters
    ----------
    gradient : callable
        Takes p and gives the gradient there, in the shape of p.
    p0 : number or ndarray, any shape
        The start. It may hold integers (p has decimals all the same), it may be a Python number, and it is
        not changed.
    learning_rate : float
        The factor before the gradient.
    tolerance : float
        The norm of the gradient at which to stop, 0 or more. A norm equal to it is small enough.
    max_steps : int
        How many steps may be taken, 0 or more.

    Returns
    -------
    p : number or ndarray of float, shape of p0
        Where the descent ended.
    steps : int
        How many steps were taken. If p is not finite, the step that led to it counts.
    converged : bool
        Whether the norm of the gradient at p is at most `tolerance`; False if any number in p is NaN or
        infinite.

    Examples
    --------
    On the way 0, 1.5, 2.25, 2.625 to the minimum of (p - 3)^2 the gradient is -6, -3, -1.5, -0.75:

    >>> def gradient(p):
    ...     return 2 * (p - 3)
    >>> p, steps, converged = gradient_descent_until(gradient, 0.0, 0.25, tolerance=1.0, max_steps=3)
    >>> float(p), steps, converged
    (2.625, 3, True)
    >>> p, steps, converged = gradient_descent_until(gradient, 0.0, 0.25, tolerance=1.0, max_steps=2)
    >>> float(p), steps, converged
    (2.25, 2, False)
    """
    ### BEGIN SOLUTION
    p = np.array(p0, dtype=float)
    steps = 0
    while np.all(np.isfinite(p)):
        slope = gradient(p)
        if np.linalg.norm(slope) <= tolerance:
            return p, steps, True
        if steps == max_steps:
            break
        p = p - learning_rate * slope
        steps += 1
    return p, steps, False
    ### END SOLUTION


def fit_proportional(x, y, p0, learning_rate, steps):
    r"""Fit the lecture's model f(x, p) = x p to data by gradient descent and return the path of p.

    Minimises the mean squared error :math:`L(p) = \frac{1}{N} \sum_j (x_j p - y_j)^2`: every step
    follows its derivative with respect to p.

    Parameters
    ----------
    x : ndarray of float, shape (N,)
        The inputs, N at least 1. Not changed.
    y : ndarray of float, shape (N,)
        The measured outputs. Not changed.
    p0 : number
        The start: one number (a 0-d array counts as one). It may be an integer; the path has decimals all the
        same.
    learning_rate : float
        The factor before the derivative.
    steps : int
        How many steps to take over all the data, 0 or more.

    Returns
    -------
    ndarray of float, shape (steps + 1,)
        Element t is p after t steps; element 0 is `p0`.

    Examples
    --------
    With x = (1, 2), y = (2, 4) and p = 0 the derivative is -10; the first step goes to 0 - 0.1 * (-10) = 1:

    >>> fit_proportional(np.array([1.0, 2.0]), np.array([2.0, 4.0]), 0.0, learning_rate=0.1, steps=3).tolist()
    [0.0, 1.0, 1.5, 1.75]
    """
    ### BEGIN SOLUTION
    path = [float(p0)]
    for _ in range(steps):
        derivative = 2 * np.mean((x * path[-1] - y) * x)
        path.append(path[-1] - learning_rate * derivative)
    return np.array(path)
    ### END SOLUTION
