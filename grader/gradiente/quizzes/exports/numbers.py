"""Numbers as files hold them: a point, no exponent, and a tolerance that marks its own edge as we do."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gradiente.quizzes.variant import Feedback, Numeric


@dataclass(frozen=True)
class Band:
    """Numbers that are taken for one answer.

    Attributes
    ----------
    key : str
        `right`, or that of the wrong number.
    value, tolerance : float
    right : bool
    feedback : tuple of Feedback
    """

    key: str
    value: float
    tolerance: float
    right: bool
    feedback: tuple[Feedback, ...]


def bands(asked: Numeric) -> list[Band]:
    """Return what is recognised, the right answer first: targets take the first that fits, and so do we."""
    wrong = [Band(one.key, one.value, asked.wrong_tolerance, False, one.feedback) for one in asked.recognised]
    found = [Band("right", asked.answer, asked.tolerance, True, ()), *wrong]
    return [Band(one.key, one.value, _with_hair(one.value, one.tolerance), one.right, one.feedback) for one in found]


def _with_hair(value: float, tolerance: float) -> float:
    """Add the hair of `marking`, unless nothing but the whole number itself is meant."""
    if tolerance == 0 and value == int(value):
        return 0.0
    return tolerance + 1e-9 * max(1.0, abs(value))


def written(number: float) -> str:
    """Write a number so that every reader takes it: `0.00001`, not `1e-05`.

    Examples
    --------
    >>> written(1e-5), written(320.0), written(-0.5)
    ('0.00001', '320', '-0.5')
    """
    text = format(Decimal(repr(float(f"{number:.15g}"))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
