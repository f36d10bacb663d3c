r"""Hyperparameters: what is chosen before training, and how one looks for good values.

A search tries points of a space of hyperparameters. A grid tries all combinations of a few values each; random
search draws every value anew, so that n trials look at n different values of each hyperparameter; coarse to fine
repeats the random search in a smaller range around the best point so far. What spans orders of magnitude, such as
a learning rate, is drawn uniformly in its logarithm.

Lecture: "Búsqueda hiperparámetros" (hierarchical, coarse to fine; grid; random), "Analizar datos" of the case study
for the k folds, and "¿Después?" there for a learning rate that varies. The slide's *decay rate* is the strength of
the regularization; `step_decay` is about the learning rate.

References
----------
.. [1] J. Bergstra, Y. Bengio, "Random search for hyper-parameter optimization", JMLR 13, 2012.
.. [2] Y. Bengio, "Practical recommendations for gradient-based training of deep architectures", 2012.
.. [3] I. Goodfellow, Y. Bengio, A. Courville, "Deep learning", 2016, sections 11.4.3 (grid search), 11.4.4 (random
   search) and 5.3.1 (cross-validation).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]
Point = dict[str, Any]
Objective = Callable[[Point], float]
Range = tuple[Any, ...]
Space = Mapping[str, Range]


def grid(space: Mapping[str, Sequence[Any]]) -> list[Point]:
    """List every combination of some values.

    Parameters
    ----------
    space : mapping of str to sequence
        The values to try, by the name of the hyperparameter.

    Returns
    -------
    list of dict
        One dict a combination; the last name varies fastest, as in nested loops in the order of the names.

    Examples
    --------
    >>> grid({"rate": [0.1, 0.01], "units": [16, 32]})
    [{'rate': 0.1, 'units': 16}, {'rate': 0.1, 'units': 32}, {'rate': 0.01, 'units': 16}, {'rate': 0.01, 'units': 32}]
    """
    return [dict(zip(space, values, strict=True)) for values in product(*space.values())]


def draw(allowed: Range, rng: np.random.Generator) -> Any:
    r"""Draw one value.

    Parameters
    ----------
    allowed : tuple
        ``("uniform", low, high)``; ``("log_uniform", low, high)`` with ``0 < low``, the density of which is
        :math:`1 / (v \ln(high / low))`: every factor of ten is as likely as any other; ``("choice", [...])``.
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    float or object
        Of a choice the listed object itself.
    """
    kind, *limits = allowed
    if kind == "uniform":
        return rng.uniform(*limits)
    if kind == "log_uniform":
        low, high = map(math.log, limits)
        return math.exp(rng.uniform(low, high))
    (listed,) = limits
    return listed[rng.integers(len(listed))]


def random_search(space: Space, n: int, rng: np.random.Generator) -> list[Point]:
    """Draw points of a space.

    Bergstra and Bengio (2012): where only a few of the hyperparameters matter, n random points look at n values of
    each of those, and a grid of n points at far fewer.

    Parameters
    ----------
    space : mapping of str to tuple
        ``("uniform", low, high)``, ``("log_uniform", low, high)`` or ``("choice", [...])``, by the name of the
        hyperparameter; see `draw`.
    n : int
        Points.
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    list of dict, length n
        All draws are independent of one another.

    Examples
    --------
    Half of the rates between 0.0001 and 0.01 lie below 0.001.

    >>> points = random_search({"rate": ("log_uniform", 1e-4, 1e-2)}, 1000, np.random.default_rng(0))
    >>> len(points), round(sum(point["rate"] < 1e-3 for point in points) / 1000, 1)
    (1000, 0.5)
    """
    return [{name: draw(allowed, rng) for name, allowed in space.items()} for _ in range(n)]


def narrowed(first: Range, width: float, center: Any) -> Range:
    """Make a range a share `width` as wide as it was at first, about a value, moved inside the first range.

    Parameters
    ----------
    first : tuple
        The first range; a choice is returned as it is.
    width : float
        Share of the first width that is left, the width of a log-uniform range being log(high / low).
    center : object
        Value about which it lies where it does not cross an end of the first range.

    Returns
    -------
    tuple

    Examples
    --------
    >>> narrowed(("uniform", 0.0, 8.0), 0.5, 3.0), narrowed(("uniform", 0.0, 8.0), 0.5, 7.0)
    (('uniform', 1.0, 5.0), ('uniform', 4.0, 8.0))
    >>> _, low, high = narrowed(("log_uniform", 1e-4, 1.0), 0.5, 1e-2)
    >>> round(low, 6), round(high, 6)
    (0.001, 0.1)
    """
    kind, *limits = first
    if kind == "choice":
        return first
    forth, back = (math.log, math.exp) if kind == "log_uniform" else (float, float)
    low, high = map(forth, limits)
    half = width * (high - low) / 2
    middle = min(max(forth(center), low + half), high - half)
    # Rounding, of the exponential above all, must not lead out of the first range.
    return kind, max(back(middle - half), limits[0]), min(back(middle + half), limits[1])


def coarse_to_fine(
    objective: Objective, space: Space, rounds: int, n: int, rng: np.random.Generator, shrink: float = 0.5
) -> tuple[Point, float]:
    """Look for the lowest value of an objective by random search in ranges that shrink about the best point.

    Each round draws `n` points from the present ranges. Then every range becomes `shrink` times as wide, centred on
    the best point of all rounds so far; where it would leave the first range it is moved inside. The widths and
    centres of log-uniform ranges are those of the logarithm. Choices keep their list.

    Parameters
    ----------
    objective : callable
        ``objective(point)`` gives a number for a dict of hyperparameters; called exactly ``rounds * n`` times.
    space : mapping of str to tuple
        The first ranges, as for `random_search`.
    rounds, n : int
        Rounds, and points of each; 1 or more.
    rng : numpy.random.Generator
        The only source of randomness.
    shrink : float, default 0.5
        What is left of the width from one round to the next.

    Returns
    -------
    best : dict
        The point of the lowest value met, of equal ones the first.
    value : float
        That value.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> best, value = coarse_to_fine(lambda point: (point["x"] - 2) ** 2, {"x": ("uniform", 0.0, 8.0)}, 5, 20, rng)
    >>> round(best["x"], 1), value < 0.01
    (2.0, True)
    """
    best: Point = {}
    value = math.inf
    ranges = dict(space)
    for done in range(1, rounds + 1):
        for point in random_search(ranges, n, rng):
            found = objective(point)
            if found < value or not best:
                best, value = point, found
        ranges = {name: narrowed(first, shrink**done, best[name]) for name, first in space.items()}
    return best, value


def step_decay(initial: float, epoch: int, drop: float = 0.5, every: int = 10) -> float:
    r"""Compute the learning rate of an epoch that is multiplied by `drop` after every few epochs.

    .. math:: \eta_e = \eta_0 \cdot d^{\lfloor e / k \rfloor}

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

    Examples
    --------
    >>> [step_decay(0.8, epoch) for epoch in (0, 9, 10, 19, 20)]
    [0.8, 0.8, 0.4, 0.4, 0.2]
    """
    return initial * drop ** (epoch // every)


def k_folds(n_samples: int, k: int, rng: np.random.Generator) -> list[tuple[Indices, Indices]]:
    """Split samples at random into k folds, each of which is the validation set once.

    Goodfellow et al. (2016), algorithm 5.1. The lecture: on large data sets k trainings cost too much.

    Parameters
    ----------
    n_samples : int
        Samples, `k` or more.
    k : int
        Folds, 2 or more.
    rng : numpy.random.Generator
        The only source of randomness: which samples fall in which fold.

    Returns
    -------
    list of (ndarray of int, ndarray of int), length k
        Indices of the training and of the validation samples. Every sample is in one validation set; their sizes
        differ by one at most. The training set is all the rest.

    Examples
    --------
    >>> folds = k_folds(7, 3, np.random.default_rng(0))
    >>> [(len(train), len(validation)) for train, validation in folds]
    [(4, 3), (5, 2), (5, 2)]
    """
    folds = np.array_split(rng.permutation(n_samples), k)
    return [(np.concatenate(folds[:i] + folds[i + 1 :]), fold) for i, fold in enumerate(folds)]
