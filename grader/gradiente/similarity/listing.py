"""Which pairs are listed, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradiente.similarity.chance import together
from gradiente.similarity.findings import Pair, PartLikeness

# Below so many other pairs, a likeness cannot be told from an ordinary one by how many share it.
FEWEST_PAIRS = 500
# Then a pair is listed that is so alike in a topic and shares so much there that hardly anybody else has: ten lines.
RARE_SHARED = 25
RARE_LIKENESS = 0.8
_MOST_TO_BE_RARE = 0.1


class Table:
    """All pairs of a class, by all parts.

    Parameters
    ----------
    students : list of str
        Keys.
    columns : list of (str, str)
        Topic and part of each column.
    alike, common : array, shape (pairs, columns)
        How alike each pair is in each part, and the share of other pairs that are at least as alike.
    rare : dict of str to array, shape (students, students)
        What `rare_together` counts, by topic.
    """

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
        """Choose the pairs to be listed.

        Parameters
        ----------
        expected : float
            Pairs that may be listed by chance alone.
        most : int
            Pairs listed.
        is_large : bool
            Whether the class is large enough to say what chance explains.

        Returns
        -------
        tuple of Pair
            Least likely first.
        """
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


def rare_together(fingerprints: Sequence[set[int]], others: Sequence[set[int]]) -> NDArray[Any]:
    """Count for each pair the fingerprints that both have, hardly anybody else, and no answer from elsewhere.

    Parameters
    ----------
    fingerprints : sequence of set of int
        Of each student.
    others : sequence of set of int
        Of answers from elsewhere.

    Returns
    -------
    array of int, shape (students, students)
    """
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
