"""Which passages of two files are the same, for showing them: greedy string tiling (Wise 1993)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gradiente.similarity.winnowing import GRAM, hashes


@dataclass(frozen=True)
class Tile:
    """A passage that stands in both files.

    Attributes
    ----------
    first, second : int
        Where it begins in each, in tokens.
    length : int
        In tokens.
    """

    first: int
    second: int
    length: int


def tiles(one: Sequence[str], other: Sequence[str], shortest: int = GRAM) -> list[Tile]:
    """Cover two sequences with passages that stand in both, the longest first; no place is in two passages.

    Parameters
    ----------
    one, other : sequence of str
    shortest : int

    Returns
    -------
    list of Tile
        In the order of the first sequence.
    """
    places: dict[int, list[int]] = {}
    for place, value in enumerate(hashes(other, shortest)):
        places.setdefault(value, []).append(place)
    starts = [(first, second) for first, value in enumerate(hashes(one, shortest)) for second in places.get(value, ())]
    free_one, free_other = [True] * len(one), [True] * len(other)
    found: list[Tile] = []
    while starts:
        best, longest = [], shortest - 1
        left = []
        for first, second in starts:
            length = _common(one, other, first, second, free_one, free_other)
            if length >= shortest:
                left.append((first, second))
                if length > longest:
                    best, longest = [(first, second)], length
                elif length == longest:
                    best.append((first, second))
        for first, second in best:
            if all(free_one[first : first + longest]) and all(free_other[second : second + longest]):
                free_one[first : first + longest] = free_other[second : second + longest] = [False] * longest
                found.append(Tile(first, second, longest))
        starts = left if best else []
    return sorted(found, key=lambda tile: tile.first)


def _common(
    one: Sequence[str], other: Sequence[str], first: int, second: int, free_one: list[bool], free_other: list[bool]
) -> int:
    """Return how far two places go on alike, before an end or a place that is taken."""
    length = 0
    most = min(len(one) - first, len(other) - second)
    while (
        length < most
        and one[first + length] == other[second + length]
        and free_one[first + length]
        and free_other[second + length]
    ):
        length += 1
    return length
