"""Proof, by content, that nothing hidden is in a kit.

Looked for is what a student must not have: lines of the hidden checks, of solution regions and of the reference's
functions, and numbers that hidden checks expect. Spaces do not count. A line that students are given on purpose (it
stands in a stub, or among the public examples) is no secret, nor is one too short to tell anything.
"""

from __future__ import annotations

import ast
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gradiente.authoring.marks import without_solution
from gradiente.authoring.stubs import make_stub
from gradiente.course import Course

# Characters of a line that tells something, without its spaces; of one that computes and compares nothing, more.
_SHORTEST, _SHORTEST_WORDS = 24, 40
_TELLS = re.compile(r"\d|(?<!-)[-+*/%<>=@](?!>)")
_NO_ANSWERS = ("data", "lab")  # parts of the reference that answer no exercise
_DIGITS = 6  # significant ones of a number that nobody meets by chance
_NUMBER = re.compile(r"(?<![\w.])\d+\.?\d*(?:e[-+]?\d+)?(?![\w.])", re.IGNORECASE)


class Secrets:
    """What must be in no kit of a course.

    Parameters
    ----------
    course : Course
    """

    def __init__(self, course: Course) -> None:
        public: set[str] = set()
        for exercise in course.exercises:
            public |= set(_lines(exercise.public_checks.read_text(encoding="utf-8")))
            for language in ("es", "en"):
                public |= set(_lines(make_stub(exercise, language)))
        self.lines: dict[str, str] = {}
        self.numbers: dict[str, str] = {}
        for path, text in _hidden_texts(course):
            where = path.relative_to(course.folder).as_posix()
            for line in _lines(text):
                if line not in public:
                    self.lines.setdefault(line, where)
        public_numbers = {number for line in public for number in _numbers(line)}
        for path in (exercise.hidden_checks for exercise in course.exercises):
            for number in _numbers(path.read_text(encoding="utf-8")):
                if number not in public_numbers:
                    self.numbers[number] = path.relative_to(course.folder).as_posix()

    def found_in(self, files: Mapping[str, bytes]) -> list[str]:
        """Say where something hidden stands.

        Parameters
        ----------
        files : mapping of str to bytes
            What a kit holds; archives, notebooks and files of variants are looked into.

        Returns
        -------
        list of str
            Empty if there is nothing.
        """
        found = []
        for place, text in _texts(files):
            for line in _lines(text):
                if line in self.lines:
                    found.append(f"{place} holds a line of {self.lines[line]}")
            for number in _numbers(text):
                if number in self.numbers:
                    found.append(f"{place} holds a number of {self.numbers[number]}")
        return list(dict.fromkeys(found))


def _lines(text: str) -> Iterator[str]:
    """Yield the lines that tell something, without spaces and the comments behind them."""
    for line in text.splitlines():
        bare = re.sub(r"\s+", "", re.sub(r"(?<=[\s])#[^'\"]*$", "", line))
        if len(bare) >= (_SHORTEST if _TELLS.search(bare, 1) else _SHORTEST_WORDS):
            yield bare


def _numbers(text: str) -> Iterator[str]:
    for number in _NUMBER.findall(text):
        digits = number.lower().partition("e")[0].replace(".", "").lstrip("0")
        if len(digits) >= _DIGITS:
            yield number


def _hidden_texts(course: Course) -> Iterator[tuple[Path, str]]:
    for exercise in course.exercises:
        yield exercise.hidden_checks, _without_imports(exercise.hidden_checks.read_text(encoding="utf-8"))
        answer = exercise.solution.read_text(encoding="utf-8")
        lines, hidden = answer.splitlines(), without_solution(answer, exercise.solution, "{name}").hidden
        yield exercise.solution, "\n".join(lines[number - 1] for number in sorted(hidden))
    reference = course.folder / "reference" / "cnn_reference"
    for path in sorted(reference.rglob("*.py")):
        if path.relative_to(reference).parts[0] in _NO_ANSWERS:
            continue
        yield path, "\n".join(_bodies(path.read_text(encoding="utf-8")))


def _without_imports(source: str) -> str:
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            last = node.end_lineno or node.lineno
            lines[node.lineno - 1 : last] = [""] * (last - node.lineno + 1)
    return "\n".join(lines)


def _bodies(source: str) -> Iterator[str]:
    """Yield the lines of functions' bodies, without their docstrings: these, the stubs have too."""
    lines = _without_imports(source).splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            for statement in body:
                yield from lines[statement.lineno - 1 : statement.end_lineno]


def _texts(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield all that can be read in some files, in every form in which it can be read."""
    for place, content in files.items():
        if content[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                yield from _texts({f"{place}/{name}": archive.read(name) for name in archive.namelist()})
            continue
        text = content.decode("utf-8", "replace")
        yield place, text
        if place.endswith((".json", ".ipynb")):
            yield place, "\n".join(strings_in(_unpacked(json.loads(text))))


def _unpacked(stored: Any) -> Any:
    from gradiente.quizzes.bundle import unpacked

    return unpacked(stored) if isinstance(stored, dict) and "packed" in stored else stored


def strings_in(value: Any) -> Iterable[str]:
    """Yield the texts of JSON; a list of lines, as notebooks have, also as the text that it is."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, (int, float)):
        yield repr(value)
    elif isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            yield "".join(value)
        for item in value:
            yield from strings_in(item)
    else:
        for key, item in value.items():
            yield key
            yield from strings_in(item)
