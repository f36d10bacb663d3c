"""What a check leaves behind: what was measured, and why it failed.

A check speaks through three assertions. Each writes down what it saw, so that the judge can tell a failing
student which misconception would have been seen to do exactly the same.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from gradiente.checking.comparisons import Difference, difference, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator


class Disagreement(AssertionError):  # noqa: N818 - it is a finding about the student, not an error of ours
    """The student's function did not do what the check expects.

    Attributes
    ----------
    got, want : object
        What came back and what was expected; `want` is a text where no single value was expected.
    difference : Difference
        Why they disagree.
    """

    def __init__(self, got: Any, want: Any, found: Difference) -> None:
        super().__init__(f"{found.kind}: got {got!r}, expected {want!r}")
        self.got, self.want, self.difference = got, want, found


@dataclass
class Log:
    """The measurements of one run of one check, in order: a number or a value, and how exact it is.

    `false_alarm` is the probability, summed over the measurements, with which a right answer fails by chance.
    """

    measurements: list[tuple[Any, float | None]] = field(default_factory=list)
    false_alarm: float = 0.0

    def note_exception(self, type_name: str, message: str) -> None:
        """Write down the exception in which a call ended: it tells one function that raises from another."""
        self.measurements.append((f"{type_name}: {message[:200]}", None))


_log: ContextVar[Log | None] = ContextVar("log", default=None)


@contextmanager
def recording() -> Iterator[Log]:
    """Collect what the assertions of a check measure while the block runs."""
    log = Log()
    token = _log.set(log)
    try:
        yield log
    finally:
        _log.reset(token)


@contextmanager
def incomparable() -> Iterator[None]:
    """Assert something without comparing it with what misconceptions would do.

    For what depends on choices that are a student's own: how well a network learns with their optimizer, in their
    order. Two answers with the same mistake differ there, and neither is to lose its name for it.
    """
    outer, inner = _log.get(), Log()
    token = _log.set(inner)
    try:
        yield
    finally:
        _log.reset(token)
        if outer is not None:
            outer.false_alarm += inner.false_alarm


def record(value: Any, tolerance: float | None, false_alarm: float = 0.0) -> None:
    """Write down a measurement, if somebody collects them."""
    log = _log.get()
    if log is not None:
        log.measurements.append((value, tolerance))
        log.false_alarm += false_alarm


def assert_agrees(got: Any, want: Any, tolerance: float | None = None) -> None:
    """Assert that a student's value agrees with the expected one under the course's conventions.

    Parameters
    ----------
    got : object
        What the student's function returned.
    want : object
        What it should have returned; see `gradiente.checking.difference`.
    tolerance : float, optional
        An absolute tolerance instead of the course's.

    Raises
    ------
    Disagreement
        If they differ.
    """
    record(got, tolerance)
    found = difference(got, want, tolerance)
    if found is not None:
        raise Disagreement(got, want, found)


def assert_measures(
    measured: float, expected: float, tolerance: float, quantity: str = "value", *, false_alarm: float = 0.0
) -> None:
    """Assert that a statistic of a student's draws lies within a tolerance of what it should be.

    Parameters
    ----------
    measured : float
        The statistic.
    expected : float
        Its value for a right answer.
    tolerance : float
        For a statistic of random draws, from `gradiente.checking.chance` or with a reason beside it.
    quantity : str
        What was measured: `mean`, `std`, `calls`, ... (a key of the texts in both languages, or a symbol).
    false_alarm : float
        The probability with which a right answer's statistic lies outside; 0 where nothing is random.

    Raises
    ------
    Disagreement
        If ``|measured - expected| > tolerance`` or the measurement is not a number.
    """
    record(float(measured), 2 * float(tolerance), false_alarm)
    if not abs(float(measured) - expected) <= tolerance:
        found = Difference("measured", {"quantity": quantity, "tolerance": f"{tolerance:.3g}"})
        raise Disagreement(float(measured), expected, found)


def assert_holds(claim: bool, kind: str, got: Any = None, want: Any = None, *, false_alarm: float = 0.0) -> None:
    """Assert a property that is not the agreement of two values.

    Parameters
    ----------
    claim : bool
        The property.
    kind : str
        Key of the sentence that says what is wrong: `inputs-changed`, `same-draws`, `not-reproducible`,
        `global-state`, `property`, ... (the package's texts hold a sentence for each).
    got, want : object, optional
        What came back and what was expected, where there is something to show.
    false_alarm : float
        The probability with which the claim does not hold for a right answer; 0 where nothing is random.

    Raises
    ------
    Disagreement
        If the claim does not hold.
    """
    record(bool(claim), None, false_alarm)
    if not claim:
        raise Disagreement(got, want, Difference(kind, {}))


def array_of(value: Any, shape: tuple[int, ...] | None = None, kinds: str = "iuf") -> np.ndarray:
    """Return the student's value as an array of numbers, or fail with a difference that says what it was.

    Parameters
    ----------
    value : object
        What the student's function returned.
    shape : tuple of int, optional
        The shape it must have.
    kinds : str
        The NumPy dtype kinds that are allowed; `"b"` for boolean masks.

    Returns
    -------
    ndarray
    """
    if not isinstance(value, np.ndarray) or value.dtype.kind not in kinds:
        record("not an array", None)
        want = "ndarray" if shape is None else f"ndarray {shape}"
        raise Disagreement(value, want, Difference("type", {"got": kind_of(value), "want": want}))
    if shape is not None and value.shape != shape:
        record("wrong shape", None)
        details = {"got": str(value.shape), "want": str(shape)}
        raise Disagreement(value, f"shape {shape}", Difference("shape", details))
    return value


def refuse_type(value: Any, got: str, want: str) -> NoReturn:
    """Fail with a value of another type than the one that was asked for.

    Parameters
    ----------
    value : object
        What the student's function returned.
    got, want : str
        What it is and what it should have been, as a student would say it.

    Raises
    ------
    Disagreement
        Always.
    """
    record(got, None)
    raise Disagreement(value, want, Difference("type", {"got": got, "want": want}))
