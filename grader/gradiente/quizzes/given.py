"""Answers that were given, from our own JSON and from what learning platforms let a teacher download.

Our exports print the variant's code under every question; that is how a platform's file is understood: a report of
responses of Moodle's (with the column of the question's text), and the student analysis of a Canvas quiz.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from gradiente.errors import GradienteError
from gradiente.quizzes.bank import Bank
from gradiente.quizzes.markdown import tokens
from gradiente.quizzes.marking import Marked, mark
from gradiente.quizzes.records import FORMAT_VERSION
from gradiente.quizzes.typed import UnreadableNumberError
from gradiente.quizzes.variant import CODE, Choice, Code, Numeric, Variant

# Two platforms' ways to leave an answer out of a report.
_NOTHING = ("", "-")
# Moodle writes the options of a choice behind the text of the question.
_CODE_IN_TEXT = re.compile(rf"(?:code|código) ({CODE.pattern})(?![\w.-])")
_CANVAS_QUESTION = re.compile(r"\d+: ")


@dataclass(frozen=True)
class Given:
    """An answer as it counts.

    Attributes
    ----------
    student : str
    code : Code
    fraction : float
        Of the first try.
    chosen : tuple of str or None
        As in `Marked`; None where the file does not tell.
    misconceptions : tuple of str
    """

    student: str
    code: Code
    fraction: float
    chosen: tuple[str, ...] | None
    misconceptions: tuple[str, ...] = ()


def read_given(paths: Sequence[Path], bank: Bank | None) -> list[Given]:
    """Read files of results; of a student's answers to a question, the first one counts.

    Parameters
    ----------
    paths : sequence of Path
        `.json` of ours, or `.csv` of a platform.
    bank : Bank or None
        Marks the responses of Moodle's file, which does not tell what was chosen.

    Raises
    ------
    GradienteError
        If a file is none of these.
    """
    records = [(path, json.loads(_text(path))) for path in paths if path.suffix.lower() == ".json"]
    for path, record in records:
        if not isinstance(record, dict) or record.get("format_version") != FORMAT_VERSION:
            raise GradienteError(f"{path} is no file of quiz results.")
    found: list[Given] = []
    # The earlier quiz first; whoever gave no name is somebody else in every file.
    for path, record in sorted(records, key=lambda one: str(one[1].get("ended"))):
        found += _of_record(record, str(path))
    for path in paths:
        if path.suffix.lower() != ".json":
            found += _of_table(path, bank)
    first: dict[tuple[str, str], Given] = {}
    for given in found:
        first.setdefault((given.student, given.code.question), given)
    return list(first.values())


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GradienteError(f"{path} cannot be read: {error}.") from None


def _of_record(record: dict[str, Any], path: str) -> Iterator[Given]:
    try:
        for answer in record["answers"]:
            first = answer["tries"][0] if answer["tries"] else {"chosen": (), "misconceptions": ()}
            yield Given(
                record["student"] or path,
                Code.read(answer["code"]),
                float(answer["fraction"]),
                tuple(first["chosen"]),
                tuple(first["misconceptions"]),
            )
    except (KeyError, TypeError, ValueError) as error:
        raise GradienteError(f"{path} is no file of quiz results: {error!r}.") from None


def _of_table(path: Path, bank: Bank | None) -> list[Given]:
    text = _text(path)
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    if not rows:
        raise GradienteError(f"{path} is empty.")
    header, body = rows[0], rows[1:]
    canvas = [at for at, name in enumerate(header) if _CANVAS_QUESTION.match(name) and _code(name)]
    found = list(_of_canvas(header, body, canvas) if canvas else _of_moodle(body, bank))
    if not found:
        raise GradienteError(
            f"{path}: no code of a question stands in it. Moodle: the quiz's report of responses, with the question's "
            "text; Canvas: the student analysis."
        )
    return found


def _code(text: str) -> Code | None:
    found = _CODE_IN_TEXT.search(text.strip())
    return Code.read(found[1]) if found else None


def _of_canvas(header: list[str], body: Iterable[list[str]], columns: list[int]) -> Iterator[Given]:
    ids = header.index("id") if "id" in header else 0
    for row in body:
        for at in columns:
            # A question's answer, and beside it what it got, of as much as stands above.
            code, possible = _code(header[at]), _number(header[at + 1]) or 1.0
            got = _number(row[at + 1]) if at + 1 < len(row) else None
            if code and got is not None and row[at].strip() not in _NOTHING:
                yield Given(row[ids], code, got / possible, None)


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _of_moodle(body: Iterable[list[str]], bank: Bank | None) -> Iterator[Given]:
    for row in body:
        student = next((cell for cell in row if re.fullmatch(r"\S+@\S+", cell)), " ".join(row[:2]))
        for text, response in pairwise(row):
            code = _code(text)
            if code is None or bank is None or response.strip() in _NOTHING:
                continue
            marked = _marked(bank.from_code(str(code)), response)
            if marked is not None:
                yield Given(student, code, marked.fraction, marked.chosen, marked.misconceptions)


def _marked(variant: Variant, response: str) -> Marked | None:
    """Mark what Moodle writes of a response; None for types of which it does not write enough."""
    if isinstance(variant.asked, Numeric):
        try:
            return mark(variant, response)
        except UnreadableNumberError:
            return Marked(0.0, ("other",))
    if isinstance(variant.asked, Choice):
        left, ticked = _bare(response), []
        # The longest first: one option's text may begin another's.
        texts = {
            _bare(text): option.key
            for option in variant.asked.options
            for text in _written(option.text.es, option.text.en)
        }
        for text in sorted(texts, key=len, reverse=True):
            if text and text in left:
                left = left.replace(text, "\0", 1)
                ticked.append(texts[text])
        return mark(variant, list(dict.fromkeys(ticked))) if ticked else None
    return None


def _written(*texts: str) -> Iterator[str]:
    """An option as platforms write it in a line: its marks gone, its formulas as TeX."""
    for text in texts:
        parts = []
        for token in tokens(text):
            for child in token.children or []:
                parts.append(rf"\({child.content}\)" if child.type == "math_inline" else child.content)
        yield "".join(parts)


def _bare(text: str) -> str:
    return re.sub(r"[\s*_`]+", "", text)
