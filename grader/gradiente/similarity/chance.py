"""How likely it is that two who worked alone are as alike as they are, measured on the class itself.

For each function, the share of all pairs of other students who are at least as alike says how ordinary a likeness is:
what everybody has to write alike is ordinary, whatever its length. The shares of several functions are put together
as in Fisher's method, and bounded as Chernoff does with what the class shows: functions that can be written in few
ways have shares that are not uniform. A style that shows in every function makes shares go together; the variance for
that is estimated from the class, as Poole et al. (Bioinformatics 32, 2016) do for Brown's method (Biometrics 31, 1975).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Pairs = NDArray[np.float64]


def likeness(fingerprints: Sequence[set[int]], weights: Mapping[int, float]) -> NDArray[np.float64]:
    """Return how alike all pairs are in one function.

    Parameters
    ----------
    fingerprints : sequence of set of int
        One per student; an empty one stands for somebody who has nothing to compare.
    weights : mapping of int to float
        Of each fingerprint: what few have written weighs more.

    Returns
    -------
    ndarray of float, shape (students, students)
        The weight that both have over the mean of their weights (Dice's coefficient): from 0 to 1, NaN where a student
        has nothing to compare.
    """
    columns = {value: place for place, value in enumerate(weights)}
    has = np.zeros((len(fingerprints), max(len(columns), 1)), dtype=np.float32)
    for row, mine in enumerate(fingerprints):
        has[row, [columns[value] for value in mine]] = 1
    weight = np.fromiter(weights.values(), dtype=np.float32, count=len(weights))
    if not len(weight):
        return np.full((len(fingerprints),) * 2, np.nan)
    shared = (has * weight) @ has.T
    own = np.diag(shared).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        dice = np.clip(2 * shared / (own[:, None] + own[None, :]), 0, 1)
    # Sums of 32-bit numbers in different orders: what is the same must come out the same.
    found: NDArray[np.float64] = np.round(dice, 5, out=np.empty(dice.shape))
    empty = np.array([not mine for mine in fingerprints])
    found[empty, :] = found[:, empty] = np.nan
    return found


def weights_of(fingerprints: Sequence[set[int]], elsewhere: Sequence[set[int]] = ()) -> dict[int, float]:
    """Weigh fingerprints by how few have them: ``log((n + 1) / c)`` for what c of n have.

    Parameters
    ----------
    fingerprints : sequence of set of int
        One per student.
    elsewhere : sequence of set of int
        Of answers by others, such as the model answer: they count as authors too.
    """
    counts: dict[int, int] = {}
    for mine in (*fingerprints, *elsewhere):
        for value in mine:
            counts[value] = counts.get(value, 0) + 1
    authors = sum(map(bool, (*fingerprints, *elsewhere))) + 1
    return {value: math.log(authors / count) for value, count in sorted(counts.items())}


def shares(alike: NDArray[np.float64]) -> Pairs:
    """Return for each pair the share of the other pairs who are at least as alike.

    Parameters
    ----------
    alike : ndarray of float, shape (n, n)
        What `likeness` returns.

    Returns
    -------
    ndarray of float, shape (n (n - 1) / 2,)
        Pairs as ``numpy.triu_indices(n, 1)`` has them; of the pairs that have neither of the two. The pair itself is
        counted in, so that no share is 0; NaN where a student has nothing to compare.
    """
    one, other = np.triu_indices(len(alike), 1)
    values = alike[one, other]
    known = ~np.isnan(values)
    found = np.full(values.shape, np.nan)
    present = np.unique(np.concatenate([one[known], other[known]]))
    n = len(present)
    everybody = np.sort(values[known])
    at_least = len(everybody) - np.searchsorted(everybody, values[known], side="left")
    # Take away the pairs that have one of the two; the pair itself is among both.
    rows = {row: np.sort(alike[row, present[present != row]]) for row in present}
    mine = np.empty((2, len(at_least)))
    for side, members in enumerate((one[known], other[known])):
        for row in present:
            chosen = members == row
            mine[side, chosen] = len(rows[row]) - np.searchsorted(rows[row], values[known][chosen], side="left")
    found[known] = (at_least - mine[0] - mine[1] + 2) / (math.comb(max(n - 2, 0), 2) + 1)
    return found


def together(by_function: NDArray[np.float64]) -> Pairs:
    """Put the shares of several functions together into one probability for each pair.

    The statistic is Fisher's, ``T = -2 sum ln share``. If functions were written independently of each other,
    ``P(T >= t) <= exp(sum K(a) - a t)`` for every a > 0, where ``K(a) = ln mean exp(-2 a ln share)`` of a function
    over the class. They are not: T is brought nearer to its mean by the ratio of the standard deviation that it would
    have then and the one that it has.

    Parameters
    ----------
    by_function : ndarray of float, shape (pairs, functions)
        What `shares` returned, a column a function; NaN where a pair has none.

    Returns
    -------
    ndarray of float, shape (pairs,)
        A bound on how likely a pair who worked alone is to be at least as alike; 1 where there is nothing to go by.
    """
    known = ~np.isnan(by_function)
    mask = known.astype(np.float64)
    logs = np.where(known, -2 * np.log(np.where(known, by_function, 1)), 0)
    count = np.maximum(mask.sum(axis=0), 1)
    means = logs.sum(axis=0) / count
    centred = np.where(known, logs - means, 0)
    covariance = np.maximum(centred.T @ centred / np.maximum(mask.T @ mask, 1), 0)
    mean = mask @ means
    alone = mask @ np.diag(covariance)
    ratio = np.sqrt(np.divide(alone, ((mask @ covariance) * mask).sum(axis=1), where=alone > 0, out=np.ones(len(mask))))
    statistic = mean + (logs.sum(axis=1) - mean) * ratio
    growth = np.array(
        [np.log(np.where(known, np.exp(a * logs), 0).sum(axis=0) / count + (mask.sum(axis=0) == 0)) for a in _TILTS]
    )
    bounds = mask @ growth.T - statistic[:, None] * _TILTS
    chances: Pairs = np.exp(np.minimum(bounds.min(axis=1), 0))
    return chances


# The bound is taken at the best of these; a finer or a longer list changes little.
_TILTS = np.geomspace(0.02, 4, 40)
