"""Find the smallest input on which a function disagrees, within a budget of calls.

The budget is counted in calls, not in seconds: the same submission gets the same smallest input on every machine,
however busy it is.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from hypothesis import Phase, settings
from hypothesis.database import ExampleDatabase, choices_to_bytes
from hypothesis.errors import HypothesisException

from gradiente.checking.agreement import Outcome, disagreement, fresh, outcome_of
from gradiente.judge.prepared import Case, PreparedCheck, fresh_case, replaced_inner
from gradiente.judge.session import CallLostError
from gradiente.judge.suite import Check, Misconception

_CALLS_FOR_A_MISCONCEPTION = 400


@dataclass
class Budget:
    """Calls that may still be made."""

    calls: int


class _BudgetSpentError(BaseException):
    """Stops Hypothesis where it stands."""


class _StillFailsError(Exception):
    """Tells Hypothesis that the function still disagrees."""


class _Known(ExampleDatabase):
    """Tells Hypothesis of one failing input, so that it need not look for another before it shrinks.

    Hypothesis keeps under one key what it has shrunk already, which it takes for as small as can be, and under
    another what it has not.
    """

    def __init__(self, choices: tuple[Any, ...]) -> None:
        super().__init__()
        self._choices = choices_to_bytes(choices)

    def fetch(self, key: bytes) -> Iterator[bytes]:
        """Give the input where it does not count as shrunk."""
        if key.endswith(b".secondary"):
            yield self._choices

    def save(self, key: bytes, value: bytes) -> None:
        """Forget it."""

    def delete(self, key: bytes, value: bytes) -> None:
        """Forget it."""


def smallest_disagreement(
    prepared: PreparedCheck,
    known: list[tuple[Case, Outcome]],
    call: Callable[[tuple[Any, ...]], Outcome],
    budget: Budget,
) -> tuple[Case, Outcome]:
    """Let Hypothesis shrink a disagreement.

    Parameters
    ----------
    prepared : PreparedCheck
        An agreement check.
    known : list of (Case, Outcome)
        The disagreements found so far; not empty.
    call : callable
        Calls the function with a tuple of arguments.
    budget : Budget
        Is charged for every call; when it is spent, the smallest disagreement so far is returned.

    Returns
    -------
    case : Case
    outcome : Outcome
        What the function did there.
    """
    best = min(known, key=lambda pair: pair[0].size)
    check = prepared.check
    agreement = check.agreement
    # One that stands in `@example` was written to be read; Hypothesis would not shrink it either.
    if agreement is None or not all(case.choices for case, _ in known):
        return best
    start = best[0]
    signature = inspect.signature(check.inner)
    latest: tuple[Case, Outcome] | None = None

    def again(*arguments: Any, **named: Any) -> None:
        nonlocal best, latest
        budget.calls -= 1
        if budget.calls < 0:
            raise _BudgetSpentError
        drawn = dict(signature.bind(*arguments, **named).arguments)
        del drawn["student"]
        given = agreement.arguments(**drawn)
        case = Case(fresh(given), agreement.expected(given), agreement.function)
        got = call(given)
        if disagreement(got, case.want, agreement.tolerance) is not None:
            latest = (case, got)
            best = min(best, latest, key=lambda pair: pair[0].size)
            raise _StillFailsError

    try:
        with replaced_inner(check, again), _beginning_with(check, start):
            check.test(student=None, **fresh_case(check.cases[start.row]))
    except _StillFailsError:
        # Hypothesis replays its smallest input last; it knows better than the length of a text.
        return latest or best
    except (_BudgetSpentError, CallLostError, HypothesisException):
        return best
    return best


@contextmanager
def _beginning_with(check: Check, case: Case) -> Iterator[None]:
    """Have Hypothesis shrink this case at once, where else it would draw all of them again."""
    test: Any = check.test
    before = test._hypothesis_internal_use_settings
    phases = (Phase.reuse, Phase.shrink)
    test._hypothesis_internal_use_settings = settings(before, database=_Known(case.choices), phases=phases)
    try:
        yield
    finally:
        test._hypothesis_internal_use_settings = before


def smallest_of_misconception(prepared: PreparedCheck, misconception: Misconception) -> Case:
    """Shrink a misconception in the student's place, once a class; it needs no wall.

    Parameters
    ----------
    prepared : PreparedCheck
        An agreement check that it fails.
    misconception : Misconception

    Returns
    -------
    Case
    """
    known = prepared.smallest.get(misconception.id)
    if known is None:
        function = misconception.wrong[prepared.check.function]
        wrong = prepared.disagreements(prepared.outcomes_of(misconception))
        known, _ = smallest_disagreement(
            prepared, wrong, lambda arguments: outcome_of(function, arguments), Budget(_CALLS_FOR_A_MISCONCEPTION)
        )
        prepared.smallest[misconception.id] = known
    return known
