"""Which lines of a model answer are the solution: our marks, and those of nbgrader and otter-grader.

- ``### BEGIN SOLUTION`` ... ``### END SOLUTION``: a region; ours, and nbgrader's.
- ``# BEGIN SOLUTION`` ... ``# END SOLUTION``: a region; otter's.
- ``# BEGIN SOLUTION NO PROMPT`` ... ``# END SOLUTION``: a region that leaves nothing behind.
- ``code  # SOLUTION``: a line; of an assignment the name stays, ``name = ...``.
- ``code  # SOLUTION NO PROMPT``: a line that leaves nothing behind.
- a string between lines with ``# BEGIN PROMPT`` and ``# END PROMPT``: its lines are put into the stub as they are.

A region in a function, and a line that returns, become ``raise NotImplementedError``; at the top level a region
vanishes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from gradiente.errors import GradienteError

_BEGIN = re.compile(r"^(?P<indent>\s*)#(?:##)? BEGIN SOLUTION(?P<bare> NO PROMPT)?\s*$")
_END = re.compile(r"^\s*#(?:##)? END SOLUTION(?: NO PROMPT)?\s*$")
_LINE = re.compile(r"^(?P<indent>\s*)(?P<code>\S.*?)\s*# SOLUTION(?P<bare> NO PROMPT)?\s*$")
_ASSIGNMENT = re.compile(r"^(?P<target>[\w.,\s\[\]]+?(?::[^=]+)?)\s*=(?!=)")
_BEGIN_PROMPT = re.compile(r"^\s*(?P<quotes>\"\"\"|''')\s*# BEGIN PROMPT\s*$")
_END_PROMPT = re.compile(r"^\s*(\"\"\"|'''),?;?\s*# END PROMPT\s*$")
_DEFINITION = re.compile(r"(?:async )?def (\w+)")


@dataclass(frozen=True)
class Marked:
    """A model answer without its solution.

    Attributes
    ----------
    lines : tuple of str
        Of the stub.
    hidden : frozenset of int
        Lines of the model answer, from 1, that belong to the solution.
    """

    lines: tuple[str, ...]
    hidden: frozenset[int]


def without_solution(source: str, path: Path, not_written: str) -> Marked:
    """Take the solution out of a model answer.

    Parameters
    ----------
    source : str
    path : Path
        For messages.
    not_written : str
        What a missing function says, with `{name}` in it.

    Returns
    -------
    Marked

    Raises
    ------
    GradienteError
        With file and line, for a region that does not end, begins inside another, or ends without having begun.
    """
    return _Reader(path, not_written).read(source)


class _Reader:
    """Goes through the lines, and knows in which region it is."""

    def __init__(self, path: Path, not_written: str) -> None:
        self._path, self._not_written = path, not_written
        self._kept: list[str] = []
        self._hidden: set[int] = set()
        self._name = ""
        self._began: int | None = None
        self._prompt: int | None = None

    def read(self, source: str) -> Marked:
        for number, line in enumerate(source.splitlines(), start=1):
            self._line(number, line)
        for began, what in ((self._began, "solution region"), (self._prompt, "prompt")):
            if began is not None:
                raise self._error(began, f"this {what} does not end")
        return Marked(tuple(self._kept), frozenset(self._hidden))

    def _line(self, number: int, line: str) -> None:
        if definition := _DEFINITION.match(line):
            self._name = definition.group(1)
        if begin := _BEGIN.match(line):
            if self._began is not None:
                raise self._error(number, "a solution region begins inside another")
            self._began = number
            if begin["indent"] and not begin["bare"]:
                self._kept.append(self._missing(begin["indent"]))
        elif _END.match(line):
            if self._began is None:
                raise self._error(number, "a solution region ends that did not begin")
            self._began = None
        elif self._began is not None:
            self._hidden.add(number)
        elif _BEGIN_PROMPT.match(line):
            self._prompt = number
        elif _END_PROMPT.match(line):
            if self._prompt is None:
                raise self._error(number, "a prompt ends that did not begin")
            self._prompt = None
        elif solution := _LINE.match(line):
            self._hidden.add(number)
            if not solution["bare"]:
                self._kept.append(self._instead_of(solution["indent"], solution["code"]))
        else:
            self._kept.append(line)

    def _instead_of(self, indent: str, code: str) -> str:
        if code.startswith(("return", "raise", "yield")) and indent:
            return self._missing(indent)
        assignment = _ASSIGNMENT.match(code)
        return f"{indent}{assignment['target'].strip()} = ..." if assignment else f"{indent}..."

    def _missing(self, indent: str) -> str:
        return f'{indent}raise NotImplementedError("{self._not_written.format(name=self._name)}")'

    def _error(self, number: int, what: str) -> GradienteError:
        return GradienteError(f"{self._path}, line {number}: {what}.")
