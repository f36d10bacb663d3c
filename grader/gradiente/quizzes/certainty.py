"""Certainty-based marking, with the numbers that Moodle uses, and whether a student's certainty is earned.

A certain answer that is wrong costs more than a right one earns, so that honesty pays best: stating 2 pays from a
chance of 2/3 of being right, stating 3 from a chance of 4/5.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LEVELS = (1, 2, 3)
RIGHT_MARKS = {1: 1.0, 2: 2.0, 3: 3.0}
WRONG_MARKS = {1: 0.0, 2: -2.0, 3: -6.0}
# The chance of being right for which each level is the best one to state.
BEST_FOR = {1: (0.0, 2 / 3), 2: (2 / 3, 0.8), 3: (0.8, 1.0)}
# Fewer answers than this say nothing about a level.
FEWEST = 5


class Judgement(StrEnum):
    """How well a certainty fits what became of it."""

    TOO_FEW = "too-few"
    OVERCONFIDENT = "overconfident"
    FITTING = "fitting"
    UNDERCONFIDENT = "underconfident"


@dataclass(frozen=True)
class Level:
    """What became of the answers of one certainty.

    Attributes
    ----------
    certainty : int
    answers : int
    share : float or None
        Mean fraction of them that was right; None where there are none.
    judgement : Judgement
    """

    certainty: int
    answers: int
    share: float | None
    judgement: Judgement


def certainty_mark(fraction: float, certainty: int) -> float:
    """Mark an answer with its certainty.

    Parameters
    ----------
    fraction : float
        What the answer is worth, from 0 to 1.
    certainty : int
        1, 2 or 3.

    Returns
    -------
    float
        Right: 1, 2 or 3, in proportion for what is partly right; wrong: 0, -2 or -6.

    Examples
    --------
    >>> certainty_mark(1.0, 3), certainty_mark(0.0, 3), certainty_mark(0.5, 2)
    (3.0, -6.0, 1.0)
    """
    return RIGHT_MARKS[certainty] * fraction if fraction > 0 else WRONG_MARKS[certainty]


def calibration(answers: Iterable[tuple[float, int]]) -> tuple[Level, ...]:
    """Say for each certainty how often its answers were right, and whether that fits.

    Parameters
    ----------
    answers : iterable of (float, int)
        Fraction and certainty of each answer.
    """
    fractions: dict[int, list[float]] = {level: [] for level in LEVELS}
    for fraction, certainty in answers:
        fractions[certainty].append(fraction)
    return tuple(_level(certainty, found) for certainty, found in fractions.items())


def _level(certainty: int, fractions: list[float]) -> Level:
    if not fractions:
        return Level(certainty, 0, None, Judgement.TOO_FEW)
    share = sum(fractions) / len(fractions)
    low, high = BEST_FOR[certainty]
    if len(fractions) < FEWEST:
        judgement = Judgement.TOO_FEW
    elif share < low:
        judgement = Judgement.OVERCONFIDENT
    elif share > high:
        judgement = Judgement.UNDERCONFIDENT
    else:
        judgement = Judgement.FITTING
    return Level(certainty, len(fractions), share, judgement)
