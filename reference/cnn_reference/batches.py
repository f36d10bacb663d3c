r"""Training in batches: how many there are, how to make them, and gradient descent on one after the other.

Lecture: basic concepts, "Batches" (lotes), whose table names three ways to choose the batch size N: all the data
(batch gradient descent), 1 (stochastic gradient descent, SGD), or something between (mini-batches). "Evaluation"
defines the words: an *epoch* looks at all training data once; an *iteration* looks at one batch. The slide gives
every iteration "a number of data equal to the batch size"; when that does not divide the number of data, the last
iteration of an epoch has fewer.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]
Floats = NDArray[np.float64]


def iterations_per_epoch(n_samples: int, batch_size: int, drop_last: bool = False) -> int:
    r"""Count the batches in which an epoch looks at all the data.

    :math:`\lceil n / b \rceil` for n samples in batches of b; :math:`\lfloor n / b \rfloor` if an incomplete last
    batch is dropped.

    Parameters
    ----------
    n_samples : int
        How many samples there are, 1 or more.
    batch_size : int
        How many of them a batch holds.
    drop_last : bool
        Whether a last batch with fewer samples is left out.

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

    >>> iterations_per_epoch(10, 4), iterations_per_epoch(10, 4, drop_last=True)
    (3, 2)
    """
    _refuse_batch_size(n_samples, batch_size, drop_last)
    whole, rest = divmod(n_samples, batch_size)
    return whole + (1 if rest > 0 and not drop_last else 0)


def parameter_updates(n_samples: int, batch_size: int, epochs: int) -> int:
    r"""Count how often training updates the parameters: once a batch, in every epoch.

    :math:`E \lceil n / b \rceil` for E epochs of n samples in batches of b. Every epoch begins with a batch of its
    own: what is missing in the last batch of an epoch is not taken from the next.

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
    return epochs * iterations_per_epoch(n_samples, batch_size)


def batches(
    x: Array, y: Array, batch_size: int, rng: np.random.Generator | None = None, drop_last: bool = False
) -> Iterator[tuple[Array, Array]]:
    r"""Give the data of one epoch, batch by batch.

    Every sample comes exactly once, and its x and its y come together.

    Parameters
    ----------
    x : ndarray, shape (N, ...)
        One sample a row: `x[i]`, of any shape, belongs to `y[i]`. N is 1 or more.
    y : ndarray, shape (N, ...)
        What belongs to each sample. Neither array is changed, and both may be read-only.
    batch_size : int
        How many samples a batch holds. The last batch holds what is left, between 1 and `batch_size`.
    rng : numpy.random.Generator or None
        Where the order comes from; every order of the N samples is equally likely. With None the samples come in
        the order in which they stand.
    drop_last : bool
        Whether a last batch with fewer than `batch_size` samples is left out. The order is drawn first: all
        samples are equally likely to be left out.

    Yields
    ------
    x_batch : ndarray, shape (B, ...)
    y_batch : ndarray, shape (B, ...)
        The samples of one batch, row for row.

    Raises
    ------
    ValueError
        Before the first batch, if x and y differ in length, if `batch_size` is below 1, or, with `drop_last`,
        above N.

    Examples
    --------
    >>> x, y = np.array([10, 20, 30, 40, 50]), np.array([1, 2, 3, 4, 5])
    >>> [(x_batch.tolist(), y_batch.tolist()) for x_batch, y_batch in batches(x, y, 2)]
    [([10, 20], [1, 2]), ([30, 40], [3, 4]), ([50], [5])]
    >>> [x_batch.tolist() for x_batch, y_batch in batches(x, y, 2, drop_last=True)]
    [[10, 20], [30, 40]]
    """
    n_samples = len(x)
    if len(y) != n_samples:
        raise ValueError(f"x and y need the same length, got {n_samples} and {len(y)}")
    _refuse_batch_size(n_samples, batch_size, drop_last)
    order = np.arange(n_samples) if rng is None else rng.permutation(n_samples)
    for i in range(iterations_per_epoch(n_samples, batch_size, drop_last)):
        rows = order[i * batch_size : (i + 1) * batch_size]
        yield x[rows], y[rows]


def minibatch_gradient_descent(
    gradient: Callable[[Floats, Array, Array], ArrayLike],
    x: Array,
    y: Array,
    p0: ArrayLike,
    learning_rate: float,
    batch_size: int,
    epochs: int,
    rng: np.random.Generator | None = None,
) -> Floats:
    r"""Follow the negative gradient of one batch after the other and return the whole path.

    Every update is the lecture's :math:`p_{t+1} = p_t - \gamma \nabla f(p_t)`, where f is the loss of the samples
    of batch t alone. With `batch_size` = N this is gradient descent, with 1 it is SGD.

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
    rng : numpy.random.Generator or None
        Where the order comes from: a new one in every epoch. With None every epoch takes the samples in the order
        in which they stand.

    Returns
    -------
    ndarray of float, shape (updates + 1, *shape of p0)
        Row t is p after t updates; row 0 is `p0`. There are `parameter_updates(N, batch_size, epochs)` updates.

    Raises
    ------
    ValueError
        If x and y differ in length or `batch_size` is below 1 (and there is an epoch).

    Examples
    --------
    The mean of (p - x)^2 over a batch has the gradient 2 (p - mean of x). With x = (4, 8, 2), batches of two and
    rate 0.25 the first update goes from 0 halfway to 6, the second from 3 halfway to 2:

    >>> x, y = np.array([4.0, 8.0, 2.0]), np.zeros(3)
    >>> minibatch_gradient_descent(lambda p, x, y: 2 * (p - np.mean(x)), x, y, 0.0, 0.25, 2, epochs=1).tolist()
    [0.0, 3.0, 2.5]
    """
    p = np.array(p0, dtype=np.float64)
    path = [p]
    for _ in range(epochs):
        for x_batch, y_batch in batches(x, y, batch_size, rng):
            p = p - learning_rate * np.asarray(gradient(p, x_batch, y_batch), dtype=np.float64)
            path.append(p)
    return np.stack(path)


def _refuse_batch_size(n_samples: int, batch_size: int, drop_last: bool) -> None:
    """Raise ValueError for a batch size that leaves no batch."""
    if batch_size < 1:
        raise ValueError(f"batch_size must be 1 or more, got {batch_size}")
    if drop_last and batch_size > n_samples:
        raise ValueError(f"no batch of {batch_size} can be made of {n_samples} samples")
