"""Give a wrong answer its name: the misconception that was seen to do exactly the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gradiente.checking.agreement import Outcome, Raised, Refused, Returned
from gradiente.checking.comparisons import difference
from gradiente.judge.prepared import PreparedCheck
from gradiente.judge.suite import Misconception


@dataclass(frozen=True)
class Observation:
    """What was seen of a student in one check.

    Attributes
    ----------
    prepared : PreparedCheck
    passed : bool
    outcomes : tuple of Outcome or None
        In an agreement check, one a case; None if they are not complete.
    measurements : tuple
        In another check, what its assertions recorded.
    lost : bool
        Whether a call did not come back (it hung, it crashed), so that nothing is known of what it computes.
    """

    prepared: PreparedCheck
    passed: bool
    outcomes: tuple[Outcome, ...] | None = None
    measurements: tuple[tuple[Any, float | None], ...] = ()
    lost: bool = False

    @property
    def is_clause(self) -> bool:
        """Whether it looked at a clause of the contract (a refusal, a side effect) and at no value."""
        if self.prepared.check.agreement is not None:
            return all(isinstance(case.want, Raised) for case in self.prepared.cases)
        return bool(self.measurements) and all(type(value) is bool for value, _ in self.measurements)

    @property
    def tells(self) -> bool:
        """Whether it can tell misconceptions apart: it holds values, not only a verdict.

        The measurements of a check whose inputs are drawn depend on where Hypothesis went, so they do not.
        """
        if self.lost:
            return False
        if self.prepared.check.agreement is not None:
            return self.outcomes is not None
        return bool(self.measurements) and not self.prepared.check.is_drawn


def name_misconceptions(
    observations: Iterable[Observation], misconceptions: Iterable[Misconception]
) -> list[tuple[str, Misconception]]:
    """Find the misconceptions that explain what was seen.

    A misconception is named for a function if every check of that function that holds values saw the same
    values as it would have seen from the misconception, and at least one of them failed. Where only checks
    without values failed, the misconception must fail just the same checks; where a call was lost they prove
    nothing, for whatever hangs or crashes fails the same.

    Parameters
    ----------
    observations : iterable of Observation
        Of all checks that were judged.
    misconceptions : iterable of Misconception

    Returns
    -------
    list of (str, Misconception)
        The function and the misconception.
    """
    by_function: dict[str, list[Observation]] = {}
    for seen in observations:
        by_function.setdefault(seen.prepared.check.function, []).append(seen)
    named = []
    for function, all_seen in by_function.items():
        if all(seen.passed for seen in all_seen):
            continue
        candidates = [one for one in misconceptions if function in one.wrong]
        named += [(function, one) for one in candidates if _explains(one, all_seen)]
    return named


def agrees_here(misconception: Misconception, seen: Observation) -> bool:
    """Whether one check saw of the student what it would have seen of the misconception."""
    if misconception.wrong.get(seen.prepared.check.function) is None:
        return False
    if seen.prepared.check.agreement is not None:
        theirs = seen.prepared.outcomes_of(misconception)
        return seen.outcomes is not None and all(map(_same, seen.outcomes, theirs))
    passed, log = seen.prepared.run_as(misconception)
    return (
        passed == seen.passed
        and len(log.measurements) == len(seen.measurements)
        and all(map(_same_measurement, seen.measurements, log.measurements))
    )


def _explains(misconception: Misconception, all_seen: list[Observation]) -> bool:
    telling = [seen for seen in all_seen if seen.tells]
    if any(not seen.passed for seen in telling):
        return all(agrees_here(misconception, seen) for seen in telling)
    if any(seen.lost for seen in all_seen):
        return False
    return all(_would_pass(misconception, seen) == seen.passed for seen in all_seen)


def _would_pass(misconception: Misconception, seen: Observation) -> bool:
    if seen.prepared.check.agreement is None:
        return seen.prepared.run_as(misconception)[0]
    theirs = seen.prepared.outcomes_of(misconception)
    return all(_same(one, case.want) for one, case in zip(theirs, seen.prepared.cases, strict=True))


def _same(one: Outcome, other: Outcome) -> bool:
    if isinstance(one, Returned) and isinstance(other, Returned):
        return _agree(one.value, other.value, None)
    if isinstance(one, Raised) and isinstance(other, Raised):
        return one.type_name == other.type_name
    return isinstance(one, Refused) and one == other


def _same_measurement(one: tuple[Any, float | None], other: tuple[Any, float | None]) -> bool:
    return _agree(one[0], other[0], other[1])


def _agree(one: Any, other: Any, tolerance: float | None) -> bool:
    try:
        return difference(one, other, tolerance) is None
    except TypeError:  # a value for which there is no rule
        return False
