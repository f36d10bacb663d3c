r"""Training in batches: how many there are, how to make them, and gradient descent on one after the other.

Lecture: basic concepts, "Batches" (lotes): all the data at once, one sample (SGD), or mini-batches in between; and
"Evaluation" (evaluación), which says what an epoch, a batch size and an iteration are.
"""

import numpy as np


def iterations_per_epoch(n_samples, batch_size, drop_last=False):
    """Count the batches in which an epoch looks at all the data.

    Parameters
    ----------
    n_samples : int
        How many samples there are, 1 or more.
    batch_size : int
        How many of them a batch holds. The last batch holds what is left, if anything is.
    drop_last : bool, default False
        Whether a last batch with fewer than `batch_size` samples is left out.

    Returns
    -------
    int
        The number of batches.

    Raises
    ------
    ValueError
        If `batch_size` is below 1, or, with `drop_last`, above `n_samples`: no batch would be left.

    Examples
    --------
    Ten samples in batches of four are batches of 4, 4 and 2:

    >>> iterations_per_epoch(10, 4)
    3
    >>> iterations_per_epoch(10, 4, drop_last=True)
    2
    """
    ### BEGIN SOLUTION
    if batch_size < 1:
        raise ValueError(f"batch_size must be 1 or more, got {batch_size}")
    if drop_last and batch_size > n_samples:
        raise ValueError(f"no batch of {batch_size} can be made of {n_samples} samples")
    if drop_last:
        return n_samples // batch_size
    return (n_samples + batch_size - 1) // batch_size
    ### END SOLUTION


def parameter_updates(n_samples, batch_size, epochs):
    """Count how often training updates the parameters: once a batch, in every epoch.

    Every epoch begins with a batch of its own: what is missing in the last batch of an epoch is not taken from the
    next.

    Parameters
    ----------
    n_samples : int
        How many samples there are, 1 or more.
    batch_size : int
        How many of them a batch holds; an incomplete last batch counts.
    epochs : int
        How often all samples are looked at, 0 or more.

    Returns
    -------
    int
        The number of updates.

    Raises
    ------
    ValueError
        If `batch_size` is below 1.

    Examples
    --------
    Ten samples in batches of four are three batches, in each of two epochs:

    >>> parameter_updates(10, 4, 2)
    6
    """
    ### BEGIN SOLUTION
    return epochs * iterations_per_epoch(n_samples, batch_size)
    ### END SOLUTION


def batches(x, y, batch_size, rng=None, drop_last=False):
    """Give the data of one epoch, batch by batch.

    Every sample comes exactly once, and its x and its y come together. Write a generator (`yield`); another
    iterator or a list of the same pairs is as good.

    Parameters
    ----------
    x : ndarray, shape (N, ...)
        One sample a row: `x[i]`, of any shape, belongs to `y[i]`. N is 1 or more.
    y : ndarray, shape (N, ...)
        What belongs to each sample. Neither array is changed, and both may be read-only.
    batch_size : int
        How many samples a batch holds. The last batch holds what is left, between 1 and `batch_size`.
    rng : numpy.random.Generator or None, default None
        Where the order comes from, and nothing else is random; every order of the N samples is equally likely.
        With None the samples come in the order in which they stand.
    drop_last : bool, default False
        Whether a last batch with fewer than `batch_size` samples is left out. The order is drawn before: all
        samples are equally likely to be left out.

    Yields
    ------
    x_batch : ndarray, shape (B, ...)
    y_batch : ndarray, shape (B, ...)
        The samples of one batch as a pair `(x_batch, y_batch)`, row for row.

    Raises
    ------
    ValueError
        By the first batch: if x and y differ in length, if `batch_size` is below 1, or, with `drop_last`, above N.

    Examples
    --------
    >>> x, y = np.array([10, 20, 30, 40, 50]), np.array([1, 2, 3, 4, 5])
    >>> for x_batch, y_batch in batches(x, y, 2):
    ...     print(x_batch, y_batch)
    [10 20] [1 2]
    [30 40] [3 4]
    [50] [5]
    """
    ### BEGIN SOLUTION
    n_samples = len(x)
    if len(y) != n_samples:
        raise ValueError(f"x and y need the same length, got {n_samples} and {len(y)}")
    n_batches = iterations_per_epoch(n_samples, batch_size, drop_last)
    order = np.arange(n_samples) if rng is None else rng.permutation(n_samples)
    for i in range(n_batches):
        rows = order[i * batch_size : (i + 1) * batch_size]
        yield x[rows], y[rows]
    ### END SOLUTION


def minibatch_gradient_descent(gradient, x, y, p0, learning_rate, batch_size, epochs, rng=None):
    r"""Follow the negative gradient of one batch after the other and return the whole path.

    Every update is the lecture's :math:`p_{t+1} = p_t - \gamma \nabla f(p_t)`, with `learning_rate` for
    :math:`\gamma`, where f is the loss of the samples of one batch alone.

    Parameters
    ----------
    gradient : callable
        `gradient(p, x_batch, y_batch)` gives the gradient of the loss of a batch at p, in the shape of p. It is
        called exactly once an update.
    x : ndarray, shape (N, ...)
    y : ndarray, shape (N, ...)
        The data, as in `batches`. They are not changed, and may be read-only.
    p0 : number or ndarray, any shape
        The start. It may hold integers (the path has decimals all the same), it may be a Python number, and it
        is not changed.
    learning_rate : float
        The factor before the gradient.
    batch_size : int
        How many samples a batch holds; an incomplete last batch leads to an update too.
    epochs : int
        How often all samples are looked at, 0 or more.
    rng : numpy.random.Generator or None, default None
        Where the order comes from: a new one in every epoch. With None every epoch takes the samples in the order
        in which they stand.

    Returns
    -------
    ndarray of float, shape (updates + 1, *shape of p0)
        Row t is p after t updates; row 0 is `p0`. For a scalar `p0` the shape is (updates + 1,).

    Raises
    ------
    ValueError
        If x and y differ in length, or if `batch_size` is below 1.

    Examples
    --------
    The mean of (p - x)^2 over a batch has the gradient 2 (p - mean of x). With x = (4, 8, 2), batches of two and
    rate 0.25 the first update goes from 0 halfway to 6, the second from 3 halfway to 2:

    >>> x, y = np.array([4.0, 8.0, 2.0]), np.zeros(3)
    >>> minibatch_gradient_descent(lambda p, x, y: 2 * (p - np.mean(x)), x, y, 0.0, 0.25, 2, epochs=1).tolist()
    [0.0, 3.0, 2.5]
    """
    ### BEGIN SOLUTION
    p = np.array(p0, dtype=float)
    path = [p]
    for _ in range(epochs):
        for x_batch, y_batch in batches(x, y, batch_size, rng):
            p = p - learning_rate * gradient(p, x_batch, y_batch)
            path.append(p)
    return np.stack(path)
    ### END SOLUTION
