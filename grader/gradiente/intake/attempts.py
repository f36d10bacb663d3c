"""Several attempts of a student: which of them are there, in their order, and which counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gradiente.intake.members import Member
from gradiente.intake.names import shown

MOST = 20
"""Attempts of a student that are looked at: each may take a judge's whole time."""

# A word is needed: folders `1` and `2` hold exercises, not attempts.
_NUMBERED = re.compile(
    r"(?:attempt|try|submission|version|intento|entrega|env[ií]o|versi[oó]n|v)[ ._-]*(?P<order>[0-9]{1,6})",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?P<order>[0-9]{4}-?[0-9]{2}-?[0-9]{2}(?:[T _-]?[0-9]{2}[:.h-]?[0-9]{2}(?:[:.m-]?[0-9]{2})?)?)Z?")


class AttemptRule(StrEnum):
    """Which of several attempts counts."""

    TOGETHER = "together"
    """All files are one submission: topics handed in one after another."""
    LAST = "last"
    BEST = "best"


@dataclass(frozen=True)
class Attempt:
    """One attempt.

    Attributes
    ----------
    title : str
        How people are told of it.
    members : list of Member
    submitted : datetime or None
    is_flagged_late : bool
        See `Submission`.
    """

    title: str
    members: list[Member]
    submitted: datetime | None = None
    is_flagged_late: bool = False


def in_order(attempts: Sequence[Attempt]) -> list[Attempt]:
    """Put attempts into the order of their times, if all are known; else they stay as they were given."""
    times = [attempt.submitted for attempt in attempts]
    if any(time is None for time in times):
        return list(attempts)
    return sorted(attempts, key=lambda attempt: attempt.submitted or datetime.min)


def split(attempt: Attempt) -> list[Attempt]:
    """Split what lies in folders such as `attempt 1` and `attempt 2`, or in folders named for dates.

    Anything beside these folders, or only one of them, and it is one attempt.
    """
    folders: dict[str, list[Member]] = {}
    for member in attempt.members:
        if len(member.parts) < 2 and not member.is_folder:
            return [attempt]
        if member.parts:
            folders.setdefault(member.parts[0], []).append(member)
    for pattern, digits in ((_NUMBERED, 6), (_DATED, 14)):
        order: dict[str, str] = {}
        for folder in folders:
            if found := pattern.fullmatch(folder):
                number = re.sub(r"\D", "", found["order"])
                order[folder] = number.zfill(digits) if pattern is _NUMBERED else number.ljust(digits, "0")
        if len(order) == len(folders) > 1:
            return [
                Attempt(shown(folder), [m.moved(m.parts[1:]) for m in folders[folder] if len(m.parts) > 1])
                for folder in sorted(folders, key=lambda folder: (order[folder], folder))
            ]
    return [attempt]
