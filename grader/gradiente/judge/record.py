"""What the store keeps of a judgement: as much as is needed to say everything again without judging again.

A record holds nothing that stands in the checks themselves (what they say, their points): it is completed from them
when it is read, so a changed sentence or a changed number of points needs no new judgement.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from gradiente.results import Evidence, Verdict


@dataclass(frozen=True)
class CheckRecord:
    """What became of one check of one submission.

    Attributes
    ----------
    verdict : Verdict
    evidence : Evidence or None
        None if it passed.
    tells : bool
        Whether it holds values by which misconceptions can be told apart.
    clause : bool
        Whether it looked at a clause of the contract (a refusal, a side effect) and at no value.
    lost : bool
        Whether a call did not come back, so that nothing is known of what the function computes.
    agreeing : tuple of str
        If it failed and tells: ids of the misconceptions that would have been seen to do exactly the same.
    """

    verdict: Verdict
    evidence: Evidence | None = None
    tells: bool = False
    clause: bool = False
    lost: bool = False
    agreeing: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the check passed."""
        return self.verdict is Verdict.PASSED


@dataclass(frozen=True)
class TopicRecord:
    """What became of one submission in one topic.

    Attributes
    ----------
    checks : dict of str to CheckRecord
        By the name of the check.
    named : tuple of (str, str)
        Function and id of a misconception that it holds.
    load_error : Evidence or None
        Why the file could not be loaded.
    printed : str
        What it printed while it was loaded and in public checks.
    """

    checks: dict[str, CheckRecord] = field(default_factory=dict)
    named: tuple[tuple[str, str], ...] = ()
    load_error: Evidence | None = None
    printed: str = ""

    @property
    def has_faults(self) -> bool:
        """Whether a fault of ours left something unjudged."""
        return any(check.verdict is Verdict.GRADER_FAULT for check in self.checks.values())


def to_plain(record: TopicRecord, digests: dict[str, str]) -> dict[str, Any]:
    """Turn a record into JSON's types; what a fault of ours left unjudged is left out, to be tried again.

    Parameters
    ----------
    record : TopicRecord
    digests : dict of str to str
        Of the checks, by name: a record is good for that version of its check alone.

    Returns
    -------
    dict
    """
    return {
        "checks": {
            name: {"digest": digests[name], **_sparse(check)}
            for name, check in record.checks.items()
            if check.verdict is not Verdict.GRADER_FAULT
        },
        **_sparse(TopicRecord({}, record.named, record.load_error, record.printed)),
    }


def from_plain(plain: dict[str, Any], digests: dict[str, str]) -> TopicRecord:
    """Read back what `to_plain` wrote, as far as the checks are still what they were.

    Parameters
    ----------
    plain : dict
    digests : dict of str to str
        Of the checks as they are now, by name.

    Returns
    -------
    TopicRecord
        Without the checks that have changed since.

    Raises
    ------
    KeyError, TypeError, ValueError, AttributeError
        If it is damaged.
    """
    checks = {}
    for name, data in plain["checks"].items():
        if digests.get(name) == data.pop("digest"):
            evidence = data.pop("evidence", None)
            checks[name] = CheckRecord(
                verdict=Verdict(data.pop("verdict")),
                evidence=None if evidence is None else Evidence(**evidence),
                agreeing=tuple(data.pop("agreeing", ())),
                **data,
            )
    error = plain.get("load_error")
    return TopicRecord(
        checks,
        tuple((function, name) for function, name in plain.get("named", ())),
        None if error is None else Evidence(**error),
        plain.get("printed", ""),
    )


def _sparse(record: CheckRecord | TopicRecord) -> dict[str, Any]:
    """Leave out what is empty: most checks of most submissions passed."""
    found = {key: value for key, value in vars(record).items() if value}
    # Not `asdict`, which copies every text of it: it took half as long as the rest of storing a record.
    return {key: vars(value) if isinstance(value, Evidence) else value for key, value in found.items()}
