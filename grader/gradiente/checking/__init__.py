"""What a check is written with: the vocabulary of `grader/checks/` and of the public examples.

A check is a pytest function that takes `student`, whose attributes are the student's functions. Three marks
say what it is: ``points(function, points)``, ``says(es=..., en=...)`` and, where the default of the file does
not hold, ``public`` or ``hidden``.
"""

from gradiente.checking.agreement import agrees_with
from gradiente.checking.chance import (
    FALSE_ALARM,
    assert_share,
    binomial_bounds,
    mean_tolerance,
    normal_mean_tolerance,
    normal_std_tolerance,
    uniform_std_tolerance,
)
from gradiente.checking.comparisons import Difference, difference
from gradiente.checking.evidence import (
    Disagreement,
    array_of,
    assert_agrees,
    assert_holds,
    assert_measures,
    incomparable,
)
from gradiente.checking.inputs import read_only
from gradiente.checking.iterators import items_of
from gradiente.checking.watching import (
    assert_inputs_unchanged,
    assert_leaves_global_random_state,
    assert_silent,
    call_and_listen,
    call_and_look,
    called_often,
    global_random_state,
)
from gradiente.worker.formulas import Formula

__all__ = [
    "FALSE_ALARM",
    "Difference",
    "Disagreement",
    "Formula",
    "agrees_with",
    "array_of",
    "assert_agrees",
    "assert_holds",
    "assert_inputs_unchanged",
    "assert_leaves_global_random_state",
    "assert_measures",
    "assert_share",
    "assert_silent",
    "binomial_bounds",
    "call_and_listen",
    "call_and_look",
    "called_often",
    "difference",
    "global_random_state",
    "incomparable",
    "items_of",
    "mean_tolerance",
    "normal_mean_tolerance",
    "normal_std_tolerance",
    "read_only",
    "uniform_std_tolerance",
]
