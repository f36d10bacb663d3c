"""Find the smallest input on which a function disagrees, within a budget of calls.

The budget is counted in calls, not in seconds: the same submission gets the same smallest input on every machine,
however busy it is.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis.errors import HypothesisException

from gradiente.checking.agreement import Outcome, disagreement, fresh, outcome_of
from gradiente.judge.prepared import Case, PreparedCheck, replaced_inner
from gradiente.judge.saying import say_call
from gradiente.judge.session import CallLostError
from gradiente.judge.suite import Misconception

_CALLS_FOR_A_MISCONCEPTION = 400


@dataclass
class Budget:
    """Calls that may still be made."""

    calls: int


class _BudgetSpentError(BaseException):
    """Stops Hypothesis where it stands."""


class _StillFailsError(Exception):
    """Tells Hypothesis that the function still disagrees."""


def size_of(case: Case) -> tuple[int, str]:
    """Order cases by how long they are to read."""
    text = say_call("", case.arguments)
    return len(text), text


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
    best_size, best = min(((size_of(pair[0]), pair) for pair in known), key=lambda sized: sized[0])
    check = prepared.check
    agreement = check.agreement
    if not check.is_drawn or agreement is None:
        return best
    signature = inspect.signature(check.inner)
    latest: tuple[Case, Outcome] | None = None

    def again(*arguments: Any, **named: Any) -> None:
        nonlocal best, best_size, latest
        budget.calls -= 1
        if budget.calls < 0:
            raise _BudgetSpentError
        drawn = dict(signature.bind(*arguments, **named).arguments)
        del drawn["student"]
        given = agreement.arguments(**drawn)
        case = Case(fresh(given), agreement.expected(given))
        got = call(given)
        if disagreement(got, case.want, agreement.tolerance) is not None:
            latest = (case, got)
            size = size_of(case)  # an array is long to write: each once
            if size < best_size:
                best_size, best = size, latest
            raise _StillFailsError

    try:
        with replaced_inner(check, again):
            check.test(student=None, **check.cases[0])
    except _StillFailsError:
        # Hypothesis replays its smallest input last; it knows better than the length of a text.
        return latest or best
    except (_BudgetSpentError, CallLostError, HypothesisException):
        return best
    return best


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
