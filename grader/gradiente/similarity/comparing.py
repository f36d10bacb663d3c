"""A class compared with itself: which pairs are more alike than chance explains."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradiente.course import Exercise
from gradiente.intake import Submission
from gradiente.similarity.chance import likeness, shares, together, weights_of
from gradiente.similarity.tokens import REST, Token, parts_of, tokens_of
from gradiente.similarity.winnowing import hashes, winnow

# Below so many other pairs, a likeness cannot be told from an ordinary one by how many share it.
FEWEST_PAIRS = 500
# Then a pair is listed that is so alike in a topic and shares so much there that hardly anybody else has: ten lines.
RARE_SHARED = 25
RARE_LIKENESS = 0.8
_MOST_TO_BE_RARE = 0.1


@dataclass(frozen=True)
class Work:
    """One student's file of one topic.

    Attributes
    ----------
    student : str
        Key.
    path : str
    source : str
    parts : dict of str to list of Token
        By function; `REST` has what lies outside of them.
    """

    student: str
    path: str
    source: str
    parts: dict[str, list[Token]]


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


@dataclass(frozen=True)
class Topic:
    """What everybody was given in a topic, and how its author would answer.

    Attributes
    ----------
    exercise : Exercise
    stubs : tuple of str
        Sources that nobody wrote.
    answers : tuple of str
        Sources of people who are not in the class, as the model answer.
    """

    exercise: Exercise
    stubs: tuple[str, ...]
    answers: tuple[str, ...]


def one_a_group(submissions: Sequence[Submission]) -> list[Submission]:
    """Keep of each group the first member: what they handed in together nobody copied.

    Parameters
    ----------
    submissions : sequence of Submission

    Returns
    -------
    list of Submission
        Those of students alone are all there, in the order that they had.
    """
    kept: dict[str, Submission] = {}
    for submission in submissions:
        kept.setdefault(f"group {submission.group}" if submission.group else f"student {submission.key}", submission)
    return list(kept.values())


def find_pairs(submissions: Sequence[Submission], topics: Sequence[Topic], *, expected: float, most: int) -> Findings:
    """Find pairs that are more alike than chance explains.

    Parameters
    ----------
    submissions : sequence of Submission
    topics : sequence of Topic
    expected : float
        Pairs that may be listed by chance alone.
    most : int
        Pairs listed.

    Returns
    -------
    Findings
    """
    students = [submission.key for submission in submissions]
    works = {topic.exercise.topic: _works(submissions, topic.exercise) for topic in topics}
    known = {topic.exercise.topic: _runs(topic.stubs) for topic in topics}
    columns: list[tuple[str, str]] = []
    alike, common = [], []
    rare = {topic.exercise.topic: np.zeros((len(students),) * 2, dtype=np.int32) for topic in topics}
    for topic in topics:
        name, functions = topic.exercise.topic, _functions(topic.exercise)
        answers = [parts_of(source, functions, tokens_of(source)) for source in topic.answers]
        for part in (*functions, REST):
            fingerprints = [_fingerprints(works[name].get(key), part, known[name]) for key in students]
            others = [_chosen(answer.get(part, []), known[name]) for answer in answers]
            weights = weights_of(fingerprints, others)
            found = likeness(fingerprints, weights)
            if np.isnan(found).all():
                continue
            columns.append((name, part))
            alike.append(found[np.triu_indices(len(students), 1)])
            common.append(shares(found))
            rare[name] += _rare(fingerprints, others)
    holders = {name: _holders(mine.values()) for name, mine in works.items()}
    others_than_two = math.comb(max(len(students) - 2, 0), 2)
    pairs: tuple[Pair, ...] = ()
    if columns:
        table = _Table(students, columns, np.array(alike).T, np.array(common).T, rare)
        pairs = table.pairs(expected, most, is_large=others_than_two >= FEWEST_PAIRS)
    return Findings(pairs, works, holders, known, len(students), others_than_two)


class _Table:
    """All pairs, by all parts."""

    def __init__(
        self,
        students: list[str],
        columns: list[tuple[str, str]],
        alike: NDArray[Any],
        common: NDArray[Any],
        rare: dict[str, NDArray[Any]],
    ) -> None:
        self._students, self._columns, self._alike, self._common = students, columns, alike, common
        self._one, self._other = np.triu_indices(len(students), 1)
        self._rare = {topic: counts[self._one, self._other] for topic, counts in rare.items()}
        self._all_rare = sum(self._rare.values(), np.zeros(len(self._one), dtype=np.int32))

    def pairs(self, expected: float, most: int, *, is_large: bool) -> tuple[Pair, ...]:
        """Return the pairs to be listed."""
        numbers, scopes = self._numbers()
        chosen = np.flatnonzero(numbers <= expected if is_large else (numbers <= expected) | self._are_rarely_alike())
        order = chosen[np.lexsort((-self._all_rare[chosen], numbers[chosen]))]
        return tuple(
            self._pair(pair, float(numbers[pair]) if is_large else None, scopes[pair]) for pair in order[:most]
        )

    def _are_rarely_alike(self) -> NDArray[Any]:
        """Say which pairs share, in some topic, nearly everything and much that hardly anybody else has."""
        found = np.zeros(len(self._one), dtype=bool)
        for topic, rare in self._rare.items():
            alike = self._alike[:, [place for place, (name, _) in enumerate(self._columns) if name == topic]]
            known = ~np.isnan(alike)
            mean = np.where(known, alike, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
            found |= (rare >= RARE_SHARED) & (mean >= RARE_LIKENESS)
        return found

    def _numbers(self) -> tuple[NDArray[Any], list[str]]:
        """Return for each pair how many as alike are to be expected, and in which topic that number arose."""
        topics = list(dict.fromkeys(topic for topic, _ in self._columns))
        scopes = ["", *topics] if len(topics) > 1 else topics
        by_scope = []
        for scope in scopes:
            mine = [place for place, (topic, _) in enumerate(self._columns) if scope in ("", topic)]
            by_scope.append(together(self._common[:, mine]))
        chances = np.array(by_scope)
        best = chances.argmin(axis=0)
        # The smallest of several is smaller by chance: each scope is a try.
        numbers = chances.min(axis=0) * len(scopes) * len(self._one)
        return numbers, [scopes[place] for place in best]

    def _pair(self, pair: int, number: float | None, scope: str) -> Pair:
        parts = [
            PartLikeness(topic, part, float(self._alike[pair, place]), float(self._common[pair, place]))
            for place, (topic, part) in enumerate(self._columns)
            if not np.isnan(self._alike[pair, place])
        ]
        parts.sort(key=lambda part: (part.topic != scope if scope else False, part.share, -part.likeness))
        keys = self._students[self._one[pair]], self._students[self._other[pair]]
        return Pair(keys, number, scope, int(self._all_rare[pair]), tuple(parts))


def _functions(exercise: Exercise) -> tuple[str, ...]:
    return tuple(function.name for function in exercise.functions)


def _works(submissions: Sequence[Submission], exercise: Exercise) -> dict[str, Work]:
    found: dict[str, Work] = {}
    cut: dict[bytes, tuple[str, dict[str, list[Token]]]] = {}  # the same file of several students is cut once
    for submission in submissions:
        for file in submission.files:
            if file.topic != exercise.topic:
                continue
            if file.text.digest not in cut:
                source = file.text.read().decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
                cut[file.text.digest] = source, parts_of(source, _functions(exercise), tokens_of(source))
            found[submission.key] = Work(submission.key, file.path, *cut[file.text.digest])
    return found


def _fingerprints(work: Work | None, part: str, known: frozenset[int]) -> set[int]:
    return _chosen(work.parts.get(part, []), known) if work is not None else set()


def _chosen(tokens: list[Token], known: frozenset[int]) -> set[int]:
    return winnow([value for value in hashes([token.word for token in tokens]) if value not in known])


def _runs(sources: Sequence[str]) -> frozenset[int]:
    return frozenset(value for source in sources for value in hashes([token.word for token in tokens_of(source)]))


def _holders(works: Iterable[Work]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for work in works:
        mine = {value for tokens in work.parts.values() for value in hashes([token.word for token in tokens])}
        for value in mine:
            counts[value] = counts.get(value, 0) + 1
    return counts


def _rare(fingerprints: Sequence[set[int]], others: Sequence[set[int]]) -> NDArray[Any]:
    """Count for each pair the fingerprints that both have, hardly anybody else, and no answer from elsewhere."""
    has: dict[int, list[int]] = {}
    for row, mine in enumerate(fingerprints):
        for value in mine:
            has.setdefault(value, []).append(row)
    elsewhere = set().union(*others)
    most = max(2, _MOST_TO_BE_RARE * len(fingerprints))
    found = np.zeros((len(fingerprints),) * 2, dtype=np.int32)
    for value, rows in has.items():
        if 2 <= len(rows) <= most and value not in elsewhere:
            found[np.ix_(rows, rows)] += 1
    return found
