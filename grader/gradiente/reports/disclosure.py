"""How much of a check a student may read, and the sentence that says it.

Of a hidden check nothing that the student's code could have put there is shown, nor anything that it was called
with: a message, a printed line and even the name of an exception's class can carry a hidden input outside.
"""

from __future__ import annotations

import builtins
from dataclasses import dataclass, field

from gradiente import texts
from gradiente.results import CheckResult, Evidence, Feedback, Verdict, Visibility
from gradiente.texts import numbers

# Why nothing of a function could be judged: said once for all its checks.
ABSENT = frozenset({"not-written-yet", "missing-function", "not-callable"})
_NUMBERS_IN_PROSE = frozenset({"largest", "seconds", "tolerance"})


@dataclass(frozen=True)
class Sentence:
    """A sentence that is not yet in a language.

    Attributes
    ----------
    key : str
        Of the package's texts.
    details : dict of str to str
        What it names.
    quantity : str or None
        A measured quantity that it names too: a key of the texts, or a symbol.
    """

    key: str
    details: dict[str, str] = field(default_factory=dict)
    quantity: str | None = None

    def worded(self, language: str) -> dict[str, str]:
        """Return what it names, numbers and quantity as the language writes them."""
        prose = _NUMBERS_IN_PROSE if self.quantity is None else _NUMBERS_IN_PROSE | {"got", "want"}
        words = {
            name: numbers.decimal(value, language) if name in prose else value for name, value in self.details.items()
        }
        if self.quantity is not None:
            key = f"quantities.{self.quantity}"
            words["quantity"] = texts.say(key, language) if texts.has(key) else self.quantity
        return words


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
        return _full_sentence(evidence, check.function)
    return _bare_sentence(evidence, check.function)


def loading_sentence(evidence: Evidence) -> Sentence:
    """Say why a file could not be loaded; nothing hidden has been seen by then."""
    key = f"evidence.loading-{evidence.kind}"
    if evidence.kind == "timed-out":
        key = "evidence.loading-load-timed-out"
    return Sentence(key if texts.has(key) else "evidence.loading-failed", evidence.details)


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
    return Sentence(_known(evidence.kind), details)


def _full_sentence(evidence: Evidence, function: str) -> Sentence:
    details = {**evidence.details, "function": function}
    kind = evidence.kind
    if kind == "value" and "largest" in details:
        return Sentence("evidence.value-infinite" if details["largest"] == "∞" else "evidence.value-largest", details)
    if kind in ("type", "shape", "length", "keys") and {"got", "want"} <= details.keys():
        return Sentence(f"evidence.{kind}-named", details)
    if kind == "measured" and evidence.got is not None and evidence.want is not None:
        exact = details.get("tolerance") in (None, "0")
        numbers = {**details, "got": evidence.got, "want": evidence.want}
        key = "evidence.measured-exactly" if exact else "evidence.measured-named"
        return Sentence(key, numbers, details.get("quantity", "value"))
    if kind == "raised" and "got" in details:
        if "want" in details:
            return Sentence("evidence.raised-instead", details)
        # The message stands below, with what came back.
        return Sentence("evidence.raised-type", {"function": function, "error": details["got"]})
    if kind == "not-refused" and "want" in details:
        return Sentence("evidence.not-refused-named", details)
    if kind in ("missing-function", "not-callable", "refused-type", "too-large") and details.get("name"):
        return Sentence(f"evidence.{kind}-named", details)
    return Sentence(_known(kind), details)


def _known(kind: str) -> str:
    """Return the key of a kind; of one that we do not know no more can be said than that the property fails."""
    key = f"evidence.{kind}"
    return key if texts.has(key) else "evidence.property"


def _is_builtin_exception(name: str) -> bool:
    found = getattr(builtins, name, None)
    return isinstance(found, type) and issubclass(found, BaseException)
