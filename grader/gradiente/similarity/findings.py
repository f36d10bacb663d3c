"""What was found in a class: pairs, and what they are to be shown with."""

from __future__ import annotations

from dataclasses import dataclass

from gradiente.similarity.works import Work


@dataclass(frozen=True)
class PartLikeness:
    """One function of a pair.

    Attributes
    ----------
    topic, part : str
        `REST` ("") stands for what lies outside of the functions.
    likeness : float
        From 0 to 1.
    share : float
        Of the other pairs, who are at least as alike.
    """

    topic: str
    part: str
    likeness: float
    share: float


@dataclass(frozen=True)
class Pair:
    """Two students.

    Attributes
    ----------
    students : (str, str)
        Keys.
    expected : float or None
        Pairs at least as alike that a class of this size would have if all worked alone; None where the class is too
        small to say.
    scope : str
        The topic that gave that number; "" for all together.
    rare : int
        Fingerprints that both have and hardly anybody else.
    parts : tuple of PartLikeness
        Most telling first.
    """

    students: tuple[str, str]
    expected: float | None
    scope: str
    rare: int
    parts: tuple[PartLikeness, ...]

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that both handed in, most telling first."""
        return tuple(dict.fromkeys(part.topic for part in self.parts))

    def likeness_in(self, topic: str) -> float:
        """Return the mean likeness of a topic's parts."""
        found = [part.likeness for part in self.parts if part.topic == topic]
        return sum(found) / len(found)


@dataclass(frozen=True)
class Findings:
    """What was found in a class.

    Attributes
    ----------
    pairs : tuple of Pair
        Least likely first.
    works : dict
        The files compared, by topic and student.
    holders : dict of str to dict
        How many students have each run of words, by topic; for showing what is rare.
    known : dict of str to frozenset of int
        Runs of words of the stub, by topic.
    students : int
    other_pairs : int
        With which a pair is compared.
    """

    pairs: tuple[Pair, ...]
    works: dict[str, dict[str, Work]]
    holders: dict[str, dict[int, int]]
    known: dict[str, frozenset[int]]
    students: int
    other_pairs: int
