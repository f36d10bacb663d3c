"""Which mutants no input within the contract can tell from the right answer, and why: `mutation_equivalents.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LIST = Path(__file__).resolve().with_name("mutation_equivalents.toml")
NEEDED = {"topic", "function", "before", "after", "reason"}
STRAY_SPACES = re.compile(r"(?<=[\[(]) |(?<=\w=) ")  # Cosmic Ray writes `[ -1]` and `bias= 2`


@dataclass(frozen=True)
class Identity:
    """What a mutant is known by from one release to the next.

    Attributes
    ----------
    topic, function : str
        Where it is; for what stands outside functions, the name that is assigned.
    before, after : str
        The lines that changed, tidied.
    occurrence : int
        Which of several equal stretches of lines of the function changed, from 1.
    """

    topic: str
    function: str
    before: str
    after: str
    occurrence: int = 1

    def __str__(self) -> str:
        place = f" ({self.occurrence})" if self.occurrence > 1 else ""
        return f"{self.topic}, {self.function}{place}: {self.before}  ->  {self.after}"


def tidy(lines: Sequence[str]) -> str:
    """The lines without indentation and stray spaces: an identity survives a formatter."""
    return "\n".join(STRAY_SPACES.sub("", " ".join(line.split())) for line in lines)


def occurrences(code: str, before: str) -> list[int]:
    """Where these tidied lines begin in the text of a function, as numbers of lines from 0."""
    lines, length = code.splitlines(), len(before.splitlines())
    return [start for start in range(len(lines)) if tidy(lines[start : start + length]) == before]


def read_equivalents(path: Path = LIST) -> dict[Identity, str]:
    """Read the list.

    Parameters
    ----------
    path : Path

    Returns
    -------
    dict of Identity to str
        The reason of each.

    Raises
    ------
    ValueError
        If an entry lacks a key or has one too many, has no reason, or is there twice.
    """
    listed: dict[Identity, str] = {}
    for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", []):
        if set(entry) - {"occurrence"} != NEEDED or not entry["after"] or not entry["reason"].strip():
            raise ValueError(f"{path}: expected {sorted(NEEDED)} and perhaps occurrence, none empty, got {entry}")
        for after in entry["after"]:
            identity = Identity(
                entry["topic"], entry["function"], entry["before"], after, entry.get("occurrence", 1)
            )  # fmt: skip
            if identity in listed:
                raise ValueError(f"{path}: listed twice: {identity}")
            listed[identity] = entry["reason"]
    return listed
