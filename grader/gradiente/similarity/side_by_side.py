"""Two files beside each other, line by line: what stands in both, and how many others have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from gradiente.similarity.findings import Findings, Pair
from gradiente.similarity.tiling import Tile, tiles
from gradiente.similarity.tokens import Token
from gradiente.similarity.winnowing import GRAM, hashes
from gradiente.similarity.works import Work

_SHORTEST_LINE = 12  # shorter ones are the same by chance
RARE = 0.1


@dataclass(frozen=True)
class Line:
    """One line of a file.

    Attributes
    ----------
    number : int
    text : str
    passage : int
        Number of the passage that it belongs to; 0 for none.
    begins : bool
        Whether it is the first line of its passage in this file.
    is_exact : bool
        Whether the other has it to the letter, names and comments too, and nobody else in the class.
    """

    number: int
    text: str
    passage: int = 0
    begins: bool = False
    is_exact: bool = False


@dataclass(frozen=True)
class Passage:
    """What stands in both files.

    Attributes
    ----------
    number : int
        From 1, in the order of the first file.
    holders : int
        Students who have most of it.
    is_rare : bool
        Whether hardly anybody else has it.
    """

    number: int
    holders: int
    is_rare: bool


@dataclass(frozen=True)
class Comparison:
    """Two files of a topic.

    Attributes
    ----------
    topic : str
    works : (Work, Work)
    lines : (tuple of Line, tuple of Line)
    passages : tuple of Passage
    exact : int
        Lines that both have to the letter and nobody else.
    """

    topic: str
    works: tuple[Work, Work]
    lines: tuple[tuple[Line, ...], tuple[Line, ...]]
    passages: tuple[Passage, ...]
    exact: int

    @property
    def holders(self) -> dict[int, int]:
        """Students who have each passage, by its number."""
        return {passage.number: passage.holders for passage in self.passages}


def compare_files(pair: Pair, topic: str, findings: Findings) -> Comparison:
    """Lay out the two files of a pair in a topic.

    Parameters
    ----------
    pair : Pair
    topic : str
        One that both handed in.
    findings : Findings
        Of the class.

    Returns
    -------
    Comparison
    """
    works = findings.works[topic]
    one, other = (works[key] for key in pair.students)
    holders, known = findings.holders[topic], findings.known[topic]
    tokens = _tokens(one), _tokens(other)
    words = [[token.word for token in mine] for mine in tokens]
    runs = hashes(words[0])
    passages: list[Passage] = []
    members: tuple[dict[int, Counter[int]], dict[int, Counter[int]]] = ({}, {})
    for tile in tiles(words[0], words[1]):
        mine = runs[tile.first : tile.first + tile.length - GRAM + 1]
        if all(value in known for value in mine):
            continue  # both got it from us
        count = round(median(holders.get(value, 2) for value in mine))
        passages.append(Passage(len(passages) + 1, count, count <= max(2, RARE * len(works))))
        _enter(members, tokens, tile, len(passages))
    alone = _only_theirs(one, other, works)
    lines = tuple(_lines(work, mine, alone) for work, mine in zip((one, other), members, strict=True))
    shown = {line.passage for line in lines[0]} & {line.passage for line in lines[1]}
    return Comparison(
        topic,
        (one, other),
        (lines[0], lines[1]),
        tuple(passage for passage in passages if passage.number in shown),
        sum(line.is_exact for line in lines[0]),
    )


def _tokens(work: Work) -> list[Token]:
    return sorted((token for part in work.parts.values() for token in part), key=lambda one: (one.line, one.column))


def _enter(
    members: tuple[dict[int, Counter[int]], dict[int, Counter[int]]],
    tokens: tuple[list[Token], list[Token]],
    tile: Tile,
    number: int,
) -> None:
    for side, start in enumerate((tile.first, tile.second)):
        for token in tokens[side][start : start + tile.length]:
            members[side].setdefault(token.line, Counter())[number] += 1


def _lines(work: Work, members: Mapping[int, Counter[int]], alone: set[str]) -> tuple[Line, ...]:
    """Give each line the passage that most of it belongs to."""
    begun: set[int] = set()
    found = []
    for number, text in enumerate(work.source.split("\n"), start=1):
        inside = members.get(number)
        passage = inside.most_common(1)[0][0] if inside else 0
        found.append(Line(number, text, passage, passage not in begun and passage > 0, text.strip() in alone))
        begun.add(passage)
    while found and not found[-1].text:
        found.pop()
    return tuple(found)


def _only_theirs(one: Work, other: Work, works: Mapping[str, Work]) -> set[str]:
    rest = (work for work in works.values() if work.student not in (one.student, other.student))
    return (_whole_lines([one]) & _whole_lines([other])) - _whole_lines(rest)


def _whole_lines(works: Iterable[Work]) -> set[str]:
    return {line.strip() for work in works for line in work.source.split("\n") if len(line.strip()) >= _SHORTEST_LINE}
