"""Find the smallest input on which a student's function disagrees, within a budget."""

from __future__ import annotations

import inspect
import time
from typing import Any

from hypothesis.errors import HypothesisException

from gradiente.checking.agreement import Outcome, disagreement, fresh
from gradiente.judge.prepared import Case, PreparedCheck, replaced_inner
from gradiente.judge.saying import say_call
from gradiente.judge.session import CallLostError, Session

MOST_CALLS = 200


class _BudgetSpentError(BaseException):
    """Stops Hypothesis where it stands."""


class _StillFailsError(Exception):
    """Tells Hypothesis that the function still disagrees."""


def size_of(case: Case) -> tuple[int, str]:
    """Order cases by how long they are to read."""
    text = say_call("", case.arguments)
    return len(text), text


def smallest_disagreement(
    prepared: PreparedCheck, known: list[tuple[Case, Outcome]], session: Session, seconds: float
) -> tuple[Case, Outcome]:
    """Go live and let Hypothesis shrink a disagreement.

    Parameters
    ----------
    prepared : PreparedCheck
        An agreement check.
    known : list of (Case, Outcome)
        The disagreements found so far; not empty.
    session : Session
        The submission.
    seconds : float
        The budget; when it is spent, the smallest disagreement so far is returned.

    Returns
    -------
    case : Case
    outcome : Outcome
        What the student's function did there.
    """
    best = min(known, key=lambda pair: size_of(pair[0]))
    check = prepared.check
    agreement = check.agreement
    if not check.is_drawn or agreement is None:
        return best
    signature = inspect.signature(check.inner)
    deadline = time.monotonic() + seconds
    calls = 0
    latest: tuple[Case, Outcome] | None = None

    def again(*arguments: Any, **named: Any) -> None:
        nonlocal best, calls, latest
        calls += 1
        if calls > MOST_CALLS or time.monotonic() > deadline:
            raise _BudgetSpentError
        drawn = dict(signature.bind(*arguments, **named).arguments)
        del drawn["student"]
        call = agreement.arguments(**drawn)
        case = Case(fresh(call), agreement.expected(call))
        got = session.call(agreement.function, call, {})
        if disagreement(got, case.want, agreement.tolerance) is not None:
            latest = (case, got)
            best = min(best, latest, key=lambda pair: size_of(pair[0]))
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
