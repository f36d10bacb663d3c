"""Splitting by track: pictures of one physical sign stay on one side.

GTSRB's training images come in tracks: some 30 pictures of one sign, taken a moment apart while the car drove towards
it. They are almost copies of one another. A validation set that is cut through the tracks holds pictures whose
near-copies were learnt from, and says that a network is better than it is: the estimate leaks.

Lecture: case study, "Analizar datos": train/dev/test.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.preprocessing import stratified_split

__all__ = ["split_by_track", "split_in_three"]

Integers = NDArray[np.integer[Any]]
Indices = NDArray[np.int64]


def split_by_track(
    labels: Integers, tracks: Integers, test_fraction: float, rng: np.random.Generator
) -> tuple[Indices, Indices]:
    """Split samples at random into training and test set, every track on one side and every class on both.

    Parameters
    ----------
    labels : ndarray of int, shape (N,)
        At least one.
    tracks : ndarray of int, shape (N,)
        The track of each sample, counted anew in every class as GTSRB does: track 3 of class 0 is another one than
        track 3 of class 1.
    test_fraction : float
        Share of the tracks of every class that goes to the test set, strictly between 0 and 1.
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    train, test : ndarray of int
        Indices into `labels`, each in rising order; every index is in just one of them. Of a class of n tracks,
        ``round(test_fraction * n)`` are in `test`; if n is 2 or more, at least one is on each side.

    Examples
    --------
    Two classes of two tracks, each of two pictures.

    >>> labels, tracks = np.array([0, 0, 0, 0, 1, 1, 1, 1]), np.array([0, 0, 1, 1, 0, 0, 1, 1])
    >>> train, test = split_by_track(labels, tracks, 0.5, np.random.default_rng(0))
    >>> [(int(labels[i]), int(tracks[i])) for i in test]
    [(0, 0), (0, 0), (1, 0), (1, 0)]
    """
    pairs = np.stack([np.asarray(labels), np.asarray(tracks)], axis=1)
    unique, belongs_to = np.unique(pairs, axis=0, return_inverse=True)
    _, chosen = stratified_split(unique[:, 0], test_fraction, rng)
    in_test = np.isin(belongs_to.reshape(-1), chosen)
    return np.flatnonzero(~in_test), np.flatnonzero(in_test)


def split_in_three(
    labels: Integers, tracks: Integers, validation_fraction: float, test_fraction: float, rng: np.random.Generator
) -> tuple[Indices, Indices, Indices]:
    """Split by track into training, validation and test set.

    Parameters
    ----------
    labels, tracks : ndarray of int, shape (N,)
        As for `split_by_track`.
    validation_fraction, test_fraction : float
        Shares of the tracks of every class; together less than 1.
    rng : numpy.random.Generator
        The only source of randomness. The test set is drawn first, so it does not depend on the validation fraction.

    Returns
    -------
    train, validation, test : ndarray of int
        Indices into `labels`, each in rising order; every index is in just one of them.
    """
    rest, test = split_by_track(labels, tracks, test_fraction, rng)
    train, validation = split_by_track(
        np.asarray(labels)[rest], np.asarray(tracks)[rest], validation_fraction / (1 - test_fraction), rng
    )
    return rest[train], rest[validation], test
