"""The Markdown of a question: a section a language, with stem, list of answers, hint and explanation; the proof."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from gradiente.quizzes.question import Proof
from gradiente.quizzes.source import Source

# Heading of a part, by language.
PARTS = {
    "es": {
        "Pista": "hint",
        "Explicación": "explanation",
        "Respuesta modelo": "model_answer",
        "Puntos": "points",
    },
    "en": {
        "Hint": "hint",
        "Explanation": "explanation",
        "Model answer": "model_answer",
        "Points": "points",
    },
}
PROOF = "Proof"
_TASK = re.compile(r"\[([ xX])\]\s+")
ARROW = " → "


@dataclass(frozen=True)
class Entry:
    """An item of a list.

    Attributes
    ----------
    text : str
        Its first paragraph.
    ticked : bool or None
        Whether the box before it is ticked; None where there is no box.
    rest : str
        The indented paragraphs under it.
    line : int
    """

    text: str
    ticked: bool | None
    rest: str
    line: int


@dataclass
class Section:
    """What a question says in one language.

    Attributes
    ----------
    line : int
    parts : dict of str to str
        `stem`, `hint`, `explanation`, `model_answer`: Markdown.
    lines : dict of str to int
        Where each part begins.
    options, items, pairs, points : list of Entry
        The task list, the numbered list and the list with arrows of the stem; the list under "Points".
    """

    line: int
    parts: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    options: list[Entry] = field(default_factory=list)
    items: list[Entry] = field(default_factory=list)
    pairs: list[Entry] = field(default_factory=list)
    points: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Body:
    """Everything under the front matter.

    Attributes
    ----------
    sections : dict of str to Section
        By language.
    proof : Proof or None
    """

    sections: dict[str, Section]
    proof: Proof | None


@dataclass(frozen=True)
class _Block:
    """A top-level block of the body: its tokens, and its lines from 0 as indices into the file."""

    tokens: list[Token]
    start: int
    end: int

    @property
    def kind(self) -> str:
        return self.tokens[0].type

    @property
    def heading(self) -> tuple[str, str] | None:
        if self.kind != "heading_open":
            return None
        return self.tokens[0].tag, self.tokens[1].content.strip()


def read_body(source: Source) -> Body:
    """Read what stands under the front matter.

    Raises
    ------
    GradienteError
        With the line, for a part that is missing, unknown or there twice.
    """
    sections: dict[str, Section] = {}
    proof: Proof | None = None
    blocks = _blocks(source)
    starts = [index for index, block in enumerate(blocks) if block.heading and block.heading[0] == "h2"]
    if not starts or starts[0] != 0:
        at = blocks[0].start + 1 if blocks else source.body + 1
        raise source.error(at, "the body begins with a heading `## es` or `## en`")
    for begin, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        heading = blocks[begin].heading
        name, line = (heading[1] if heading else ""), blocks[begin].start + 1
        if name in sections or (name == PROOF and proof):
            raise source.error(line, f"the section {name!r} is there twice")
        if name in PARTS:
            sections[name] = _section(source, name, line, blocks[begin + 1 : end])
        elif name == PROOF:
            proof = _proof(source, line, blocks[begin + 1 : end])
        else:
            raise source.error(line, f"the section {name!r} is not one of es, en, {PROOF}")
    for language in PARTS:
        if language not in sections:
            raise source.error(source.body, f"the section `## {language}` is missing")
    return Body(sections, proof)


def _blocks(source: Source) -> list[_Block]:
    tokens = MarkdownIt("commonmark").enable("table").parse("\n".join(source.lines[source.body :]))
    blocks: list[_Block] = []
    opened: list[Token] = []
    for token in tokens:
        opened.append(token)
        if token.level == 0 and token.nesting <= 0:
            first = opened[0]
            start, end = first.map or (0, 0)
            blocks.append(_Block(opened, start + source.body, end + source.body))
            opened = []
    return blocks


def _raw(source: Source, start: int, end: int) -> str:
    return "\n".join(source.lines[start:end]).strip("\n").rstrip()


def _section(source: Source, language: str, line: int, blocks: list[_Block]) -> Section:
    section = Section(line)
    part = "stem"
    content: dict[str, list[_Block]] = {"stem": []}
    section.lines["stem"] = blocks[0].start + 1 if blocks else line
    for block in blocks:
        if block.heading:
            tag, name = block.heading
            if tag != "h3" or name not in PARTS[language]:
                known = ", ".join(f"`### {one}`" for one in PARTS[language])
                raise source.error(block.start + 1, f"the heading {name!r} is none of {known}")
            part = PARTS[language][name]
            if part in content:
                raise source.error(block.start + 1, f"the part {name!r} is there twice")
            content[part], section.lines[part] = [], block.start + 1
        else:
            content[part].append(block)
    stem = []
    for block in content.pop("stem"):
        target = _list_of_answers(source, section, block)
        if target is None:
            stem.append(block)
        elif target:
            raise source.error(block.start + 1, "there is a second list of answers")
        else:
            target.extend(_entries(source, block))
    section.parts["stem"] = _joined(source, stem)
    points = content.pop("points", [])
    if len(points) > 1 or (points and points[0].kind != "bullet_list_open"):
        raise source.error(section.lines["points"], "the points are one list, nothing else")
    if points:
        section.points.extend(_entries(source, points[0]))
    section.parts.update({name: _joined(source, found) for name, found in content.items()})
    for name, text in section.parts.items():
        if not text:
            raise source.error(section.lines[name], f"the part {name!r} is empty")
    return section


def _joined(source: Source, blocks: list[_Block]) -> str:
    return "\n\n".join(_raw(source, block.start, block.end) for block in blocks)


def _list_of_answers(source: Source, section: Section, block: _Block) -> list[Entry] | None:
    """Which list of answers a block of the stem is; None for an ordinary block."""
    if block.kind == "ordered_list_open":
        return section.items
    if block.kind != "bullet_list_open":
        return None
    firsts = [entry.text for entry in _entries(source, block)]
    whole = [entry.ticked is not None for entry in _entries(source, block)]
    if all(whole):
        return section.options
    if any(whole):
        raise source.error(block.start + 1, "some items of the list have a box [ ] and some have none")
    return section.pairs if all(ARROW in f" {text} " for text in firsts) else None


def _entries(source: Source, block: _Block) -> list[Entry]:
    entries = []
    level = block.tokens[0].level + 1
    for index, token in enumerate(block.tokens):
        if token.type != "list_item_open" or token.level != level or token.map is None:
            continue
        start, end = (line + source.body for line in token.map)
        first = block.tokens[index + 1]
        if first.type != "paragraph_open" or first.map is None:
            raise source.error(start + 1, "an item of a list begins with a paragraph")
        cut = first.map[1] + source.body
        # The marker and what stands below it are indented alike, so dedenting what follows is enough.
        marker = re.match(r"\s*(?:[-*+]|\d+[.)])\s+", source.lines[start])
        opening = source.lines[start][marker.end() :] if marker else source.lines[start]
        text = " ".join([opening.strip(), *(line.strip() for line in source.lines[start + 1 : cut])])
        box = _TASK.match(text)
        rest = textwrap.dedent("\n".join(source.lines[cut:end])).strip("\n").rstrip()
        ticked = None if box is None else box[1] != " "
        entries.append(Entry(text[box.end() :] if box else text, ticked, rest, start + 1))
    return entries


def _proof(source: Source, line: int, blocks: list[_Block]) -> Proof:
    if len(blocks) != 1 or blocks[0].kind != "fence" or blocks[0].tokens[0].info.strip() != "python":
        raise source.error(line, "the proof is one fenced block of python, nothing else")
    return Proof(blocks[0].tokens[0].content, blocks[0].start + 2)
