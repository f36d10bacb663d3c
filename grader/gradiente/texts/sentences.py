"""The sentence that says why a check did not pass, where the student may know everything about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from gradiente import texts
from gradiente.results import Evidence
from gradiente.texts import numbers

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


def loading_sentence(evidence: Evidence) -> Sentence:
    """Say why a file could not be loaded; nothing hidden has been seen by then."""
    key = f"evidence.loading-{evidence.kind}"
    if evidence.kind == "timed-out":
        key = "evidence.loading-load-timed-out"
    return Sentence(key if texts.has(key) else "evidence.loading-failed", evidence.details)


def full_sentence(evidence: Evidence, function: str) -> Sentence:
    """Say why a check did not pass, with everything that was seen.

    Parameters
    ----------
    evidence : Evidence
    function : str
        The student's function that the check belongs to.

    Returns
    -------
    Sentence
    """
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
    return Sentence(known(kind), details)


def known(kind: str) -> str:
    """Return the key of a kind; of one that we do not know no more can be said than that the property fails."""
    key = f"evidence.{kind}"
    return key if texts.has(key) else "evidence.property"
