"""Find a small input on which a function disagrees, in a few messages over the wall.

The budget is counted in calls, not in seconds: the same submission gets the same input on every machine, however busy
it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gradiente.checking.agreement import Outcome
from gradiente.judge.prepared import Case, PreparedCheck
from gradiente.judge.session import CallLostError
from gradiente.judge.simpler import Simpler, simplicity


@dataclass
class Budget:
    """Calls that may still be made."""

    calls: int


def smallest_disagreement(
    prepared: PreparedCheck,
    known: list[tuple[Case, Outcome]],
    ask: Callable[[PreparedCheck], list[Outcome]],
    budget: Budget,
) -> tuple[Case, Outcome]:
    """Go from a disagreement to simpler ones as long as there are any.

    Parameters
    ----------
    prepared : PreparedCheck
        An agreement check.
    known : list of (Case, Outcome)
        The disagreements found so far; not empty.
    ask : callable
        Calls the function on all cases of such a check.
    budget : Budget
        Is charged for every call; when it is spent, the simplest disagreement so far is returned.

    Returns
    -------
    case : Case
    outcome : Outcome
        What the function did there.
    """
    if prepared.simpler is None:
        prepared.simpler = Simpler(prepared.check)
    best = min(known, key=_simplicity)
    while best[0].choices:  # what stands in `@example` was written to be read
        for simpler in prepared.simpler.than(best[0]):
            budget.calls -= len(simpler.cases)
            if budget.calls < 0:
                return best
            try:
                wrong = simpler.disagreements(ask(simpler))
            except CallLostError:
                return best
            if wrong:
                best = min(wrong, key=_simplicity)
                break
        else:
            break
    return best


def _simplicity(pair: tuple[Case, Any]) -> tuple[int, int, str]:
    return simplicity(pair[0])
