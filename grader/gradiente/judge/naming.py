"""Give a wrong answer its name: the misconception that was seen to do exactly the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gradiente.checking.agreement import Outcome, Raised, Refused, Returned
from gradiente.checking.comparisons import difference
from gradiente.checking.evidence import Log
from gradiente.judge.prepared import Measurement, PreparedCheck
from gradiente.judge.record import CheckRecord
from gradiente.judge.suite import Misconception


def name_misconceptions(
    checks: Iterable[PreparedCheck], records: Mapping[str, CheckRecord], misconceptions: Iterable[Misconception]
) -> tuple[tuple[str, str], ...]:
    """Find the misconceptions that explain what was seen.

    A misconception is named for a function if every check of that function that holds values saw the same values as
    it would have seen from the misconception, and at least one of them failed. Where only checks without values
    failed, the misconception must fail just the same checks; where a call was lost they prove nothing, for whatever
    hangs or crashes fails the same.

    Parameters
    ----------
    checks : iterable of PreparedCheck
    records : mapping of str to CheckRecord
        What became of them, by name; checks that are not in it were not judged.
    misconceptions : iterable of Misconception

    Returns
    -------
    tuple of (str, str)
        The function and the id of the misconception.
    """
    by_function: dict[str, list[PreparedCheck]] = {}
    for prepared in checks:
        if prepared.check.name in records:
            by_function.setdefault(prepared.check.function, []).append(prepared)
    named = []
    for function, own in by_function.items():
        if not all(records[prepared.check.name].passed for prepared in own):
            candidates = [one for one in misconceptions if function in one.wrong]
            named += [(function, one.id) for one in candidates if _explains(one, own, records)]
    return tuple(named)


def _explains(misconception: Misconception, own: list[PreparedCheck], records: Mapping[str, CheckRecord]) -> bool:
    telling = [prepared for prepared in own if records[prepared.check.name].tells]
    if any(not records[prepared.check.name].passed for prepared in telling):
        # Of a check that failed it is written down with whom it agrees; of one that was passed it must be tried.
        telling.sort(key=lambda prepared: records[prepared.check.name].passed)
        return all(_agrees(misconception, prepared, records[prepared.check.name]) for prepared in telling)
    if any(records[prepared.check.name].lost for prepared in own):
        return False
    return all(prepared.is_passed_by(misconception) == records[prepared.check.name].passed for prepared in own)


def _agrees(misconception: Misconception, prepared: PreparedCheck, record: CheckRecord) -> bool:
    if record.passed:  # a right answer is like every other
        return prepared.is_passed_by(misconception)
    return misconception.id in record.agreeing


def agreeing_outcomes(
    prepared: PreparedCheck, outcomes: tuple[Outcome, ...], misconceptions: Iterable[Misconception]
) -> tuple[str, ...]:
    """Ids of the misconceptions whose outcomes on the cases of an agreement check are these."""
    return tuple(
        one.id
        for one in misconceptions
        if prepared.check.function in one.wrong and all(map(_same, outcomes, prepared.outcomes_of(one)))
    )


def agreeing_measurements(
    prepared: PreparedCheck, log: Log, passed: bool, misconceptions: Iterable[Misconception]
) -> tuple[str, ...]:
    """Ids of the misconceptions of which a check that is no agreement would have measured the same."""

    def same(place: int, theirs: Measurement) -> bool:
        return place < len(log.measurements) and _same_measurement(log.measurements[place], theirs)

    found = []
    for one in misconceptions:
        if prepared.check.function not in one.wrong:
            continue
        run = prepared.measures_as(one, same)
        if run is not None and run[0] == passed and len(run[1].measurements) == len(log.measurements):
            found.append(one.id)
    return tuple(found)


def _same(one: Outcome, other: Outcome) -> bool:
    if isinstance(one, Returned) and isinstance(other, Returned):
        return _agree(one.value, other.value, None)
    if isinstance(one, Raised) and isinstance(other, Raised):
        return one.type_name == other.type_name
    return isinstance(one, Refused) and one == other


def _same_measurement(one: Measurement, other: Measurement) -> bool:
    return _agree(one[0], other[0], other[1])


def _agree(one: Any, other: Any, tolerance: float | None) -> bool:
    try:
        return difference(one, other, tolerance) is None
    except TypeError:  # a value for which there is no rule
        return False
