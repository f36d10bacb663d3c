"""How much of a check a student may read, and the sentence that says it.

Of a hidden check nothing that the student's code could have put there is shown, nor anything that it was called
with: a message, a printed line and even the name of an exception's class can carry a hidden input outside.
"""

from __future__ import annotations

import builtins

from gradiente import texts
from gradiente.results import CheckResult, Evidence, Feedback, Verdict, Visibility
from gradiente.texts.sentences import Sentence, full_sentence, known

# Why nothing of a function could be judged: said once for all its checks.
ABSENT = frozenset({"not-written-yet", "missing-function", "not-callable"})


def shows_everything(check: CheckResult, feedback: Feedback) -> bool:
    """Whether a student may see the inputs and the values of a check."""
    return check.visibility is Visibility.PUBLIC or feedback is Feedback.FULL


def shows_property(check: CheckResult, feedback: Feedback) -> bool:
    """Whether a student may read what a check states."""
    return check.visibility is Visibility.PUBLIC or feedback is not Feedback.SCORE


def sentence_of(check: CheckResult, feedback: Feedback) -> Sentence:
    """Say why a check did not pass, as much as the student may know.

    Parameters
    ----------
    check : CheckResult
        One that did not pass.
    feedback : Feedback

    Returns
    -------
    Sentence
    """
    evidence = check.evidence or Evidence("property")
    if evidence.kind == "grader-fault":
        return Sentence("evidence.grader-fault")
    if check.verdict is Verdict.OUT_OF_MEMORY:  # whether the exception or the end of the worker told of it
        return Sentence("evidence.out-of-memory", {"function": check.function})
    if shows_everything(check, feedback):
        return full_sentence(evidence, check.function)
    return _bare_sentence(evidence, check.function)


def _bare_sentence(evidence: Evidence, function: str) -> Sentence:
    # The limits and the signal are the judge's own words; a student's code cannot choose them freely.
    details = {name: value for name, value in evidence.details.items() if name in ("seconds", "signal")}
    details["function"] = function
    if evidence.kind == "raised":
        error = evidence.details.get("got", "")
        if _is_builtin_exception(error):
            return Sentence("evidence.raised-type", {**details, "error": error})
    if evidence.kind == "measured":
        quantity = evidence.details.get("quantity", "")
        if texts.has(f"quantities.{quantity}"):
            return Sentence("evidence.measured-quantity", details, quantity)
    return Sentence(known(evidence.kind), details)


def _is_builtin_exception(name: str) -> bool:
    found = getattr(builtins, name, None)
    return isinstance(found, type) and issubclass(found, BaseException)
