"""How far a right answer's statistics may lie from what is expected, and with what probability they lie farther.

A check of a random function fails a right answer with some probability. Here that probability is chosen first and
the tolerance follows from it, by an exact distribution or a proven inequality, never by a rule of thumb. Every
measurement hands it on to the log (`false_alarm`), so that the sum over the whole suite can be computed.
"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from gradiente.checking.evidence import assert_measures

FALSE_ALARM = 1e-13
"""The probability with which one measurement of a right answer's draws lies outside its tolerance."""


def mean_tolerance(n: int, width: float, false_alarm: float = FALSE_ALARM) -> float:
    """How far the mean of n independent draws from an interval may lie from its expectation.

    Hoeffding (1963), theorem 2: ``P(|mean - E| >= t) <= 2 exp(-2 n t^2 / width^2)``.

    Parameters
    ----------
    n : int
        Draws.
    width : float
        Length of the interval in which they lie.
    false_alarm : float
        Probability with which a right answer lies farther.

    Returns
    -------
    float
    """
    return width * math.sqrt(math.log(2 / false_alarm) / (2 * n))


def normal_mean_tolerance(n: int, std: float, false_alarm: float = FALSE_ALARM) -> float:
    """How far the mean of n independent normal draws may lie from its expectation: exact, std / sqrt(n) of it.

    Parameters
    ----------
    n : int
    std : float
        Standard deviation of one draw.
    false_alarm : float

    Returns
    -------
    float
    """
    return -NormalDist().inv_cdf(false_alarm / 2) * std / math.sqrt(n)


def normal_std_tolerance(n: int, std: float, false_alarm: float = FALSE_ALARM) -> float:
    """How far the standard deviation of n independent normal draws of mean 0 may lie from `std`.

    Laurent and Massart (2000), lemma 1: a chi-square variable X of k degrees of freedom has
    P(X - k >= 2 sqrt(k x) + 2 x) <= exp(-x) and P(k - X >= 2 sqrt(k x)) <= exp(-x). The sample's own mean takes one
    degree of freedom; what dividing by n then changes is added.

    Parameters
    ----------
    n : int
    std : float
        Standard deviation of one draw.
    false_alarm : float

    Returns
    -------
    float
    """
    x, k = math.log(2 / false_alarm), n - 1
    above = math.sqrt((k + 2 * math.sqrt(k * x) + 2 * x) / n) - 1
    below = 1 - math.sqrt(max(k - 2 * math.sqrt(k * x), 0) / n)
    return std * max(above, below)


def uniform_std_tolerance(n: int, std: float, false_alarm: float = FALSE_ALARM) -> float:
    """How far the standard deviation of n independent uniform draws about 0 may lie from `std`.

    Draws from [-a, a] have a = sqrt(3) std. Hoeffding bounds the mean of their squares, which lie in [0, a^2], and
    the sample's own mean, whose square is taken off; each has half of `false_alarm`.

    Parameters
    ----------
    n : int
    std : float
        Standard deviation of one draw.
    false_alarm : float

    Returns
    -------
    float
    """
    limit = math.sqrt(3) * std
    squares = mean_tolerance(n, limit**2, false_alarm / 2)
    own_mean = mean_tolerance(n, 2 * limit, false_alarm / 2)
    above = math.sqrt(std**2 + squares) - std
    below = std - math.sqrt(max(std**2 - squares - own_mean**2, 0))
    return max(above, below)


@lru_cache(maxsize=4096)  # the same few for every student, and tens of thousands of logarithms each
def binomial_bounds(n: int, probability: float, false_alarm: float = FALSE_ALARM) -> tuple[int, int]:
    """Smallest and largest number of hits in n independent trials that a right answer may have: exact.

    Parameters
    ----------
    n : int
        Trials.
    probability : float
        Of a hit, strictly between 0 and 1.
    false_alarm : float
        Half of it at most lies below, half of it above.

    Returns
    -------
    (int, int)
    """
    hits = np.arange(n + 1)
    log_factorials = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, n + 1)))))
    log_chances = (
        log_factorials[n]
        - log_factorials
        - log_factorials[::-1]
        + hits * math.log(probability)
        + (n - hits) * math.log1p(-probability)
    )
    chances = np.exp(log_chances)
    # The tails are summed from their thin ends, so that nothing of them is lost to rounding.
    low = int(np.searchsorted(np.cumsum(chances), false_alarm / 2, side="right"))
    high = n - int(np.searchsorted(np.cumsum(chances[::-1]), false_alarm / 2, side="right"))
    return low, high


def assert_share(
    hits: int, n: int, probability: float, quantity: str, false_alarm: float = FALSE_ALARM, *, looks: int = 1
) -> None:
    """Assert that an event of known probability happened as often as it should in independent trials.

    Parameters
    ----------
    hits : int
        How often it happened.
    n : int
        Trials.
    probability : float
        Of the event for a right answer, strictly between 0 and 1.
    quantity : str
        What was counted, as a student reads it: `P(kept)`.
    false_alarm : float
    looks : int
        How many values `n` could have had, if it depends on what was drawn before: each has its part of `false_alarm`.

    Raises
    ------
    Disagreement
        If the number of hits lies outside `binomial_bounds`.
    """
    low, high = binomial_bounds(n, probability, false_alarm / looks)
    tolerance = max(probability - low / n, high / n - probability)
    assert_measures(int(hits) / n, probability, tolerance, quantity, false_alarm=false_alarm)
