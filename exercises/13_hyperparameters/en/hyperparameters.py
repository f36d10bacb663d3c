# gradiente: hyperparameters · en
"""Exercise 13: hyperparameters.

In this whole file a space is a dict that maps the name of a hyperparameter to what it may be, and a point is a dict
that maps every name of the space to one value. For `random_search` and `coarse_to_fine` the space holds tuples:

- `("uniform", low, high)`: every number between low and high is equally likely;
- `("log_uniform", low, high)`, with 0 < low: the logarithm is uniform between those of low and high;
- `("choice", [...])`: one of the listed objects, all equally likely.

Every random function draws only from the generator `rng` that it is given, and every draw is independent of the
others. No function changes what it is given.
"""

import numpy as np


def grid(space):
    """List every combination of some values.

    Parameters
    ----------
    space : dict of str to list
        The values to try, by the name of the hyperparameter.

    Returns
    -------
    list of dict
        Every combination once; the last name of the space varies fastest.

    Examples
    --------
    >>> grid({"rate": [0.1, 0.01], "units": [16, 32]})
    [{'rate': 0.1, 'units': 16}, {'rate': 0.1, 'units': 32}, {'rate': 0.01, 'units': 16}, {'rate': 0.01, 'units': 32}]
    """
    raise NotImplementedError("write grid")


def random_search(space, n, rng):
    """Draw n points of a space.

    Parameters
    ----------
    space : dict of str to tuple
        What each hyperparameter may be: see the top of this file.
    n : int
        Points.
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    list of dict, length n
        Each with a value for every name. Of a choice it is the listed object itself: `None` stays `None` and a
        tuple a tuple.

    Examples
    --------
    Half of the rates between 0.0001 and 0.01 lie below 0.001.

    >>> points = random_search({"rate": ("log_uniform", 1e-4, 1e-2)}, 1000, np.random.default_rng(0))
    >>> len(points), round(sum(point["rate"] < 1e-3 for point in points) / 1000, 1)
    (1000, 0.5)
    """
    raise NotImplementedError("write random_search")


def coarse_to_fine(objective, space, rounds, n, rng, shrink=0.5):
    """Look for the point of lowest objective by random search in ranges that shrink about the best one.

    Each round draws n points from the present ranges, as `random_search` does, and asks the objective for their
    values. Then every range becomes `shrink` times as wide, centred on the best point of all rounds so far. It must
    not leave the first range: cut off what would stick out, or move it inside, as you like. Of a log-uniform range
    width and centre are meant in the logarithm. Choices keep their list.

    Parameters
    ----------
    objective : callable
        `objective(point)` gives a number. Called exactly `rounds * n` times.
    space : dict of str to tuple
        The first ranges: see the top of this file.
    rounds, n : int
        Rounds, and points of each; 1 or more.
    rng : numpy.random.Generator
        The only source of randomness.
    shrink : float, default 0.5
        What is left of the width from one round to the next.

    Returns
    -------
    best : dict
        The point with the lowest value met.
    value : float
        That value.

    Examples
    --------
    A range 0..8 with the best point at 3 becomes 1..5, and then 2..4 if the best point is still the same.

    >>> rng = np.random.default_rng(0)
    >>> best, value = coarse_to_fine(lambda point: (point["x"] - 2) ** 2, {"x": ("uniform", 0.0, 8.0)}, 5, 20, rng)
    >>> round(best["x"], 1), value < 0.01
    (2.0, True)
    """
    raise NotImplementedError("write coarse_to_fine")


def step_decay(initial, epoch, drop=0.5, every=10):
    """Compute the learning rate of an epoch: multiplied by `drop` once every few epochs.

    Parameters
    ----------
    initial : float
        Learning rate of the first epochs.
    epoch : int
        Counted from 0.
    drop : float, default 0.5
        Factor of each step.
    every : int, default 10
        Epochs from one step to the next.

    Returns
    -------
    float
        `initial * drop ** (epoch // every)`.

    Examples
    --------
    >>> [step_decay(0.8, epoch) for epoch in (0, 9, 10, 19, 20)]
    [0.8, 0.8, 0.4, 0.4, 0.2]
    """
    raise NotImplementedError("write step_decay")


def k_folds(n_samples, k, rng):
    """Split samples at random into k folds, each of which is the validation set once.

    Parameters
    ----------
    n_samples : int
        Samples, numbered from 0; k or more.
    k : int
        Folds, 2 or more.
    rng : numpy.random.Generator
        The only source of randomness: which samples fall in which fold.

    Returns
    -------
    list of (train, validation), length k
        Two arrays of integer indices, in any order. Every sample is in exactly one validation set; their sizes
        differ by one at most. `train` holds all samples that are not in `validation`.

    Examples
    --------
    >>> folds = k_folds(7, 3, np.random.default_rng(0))
    >>> sorted((len(train), len(validation)) for train, validation in folds)
    [(4, 3), (5, 2), (5, 2)]
    """
    raise NotImplementedError("write k_folds")
