"""A question's file, and where in it something is wrong."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gradiente.errors import GradienteError
from gradiente.results import Text

FENCE = "+++"


@dataclass(frozen=True)
class Source:
    """The text of a file: front matter in TOML between two lines `+++`, then Markdown.

    Attributes
    ----------
    path : Path
    lines : tuple of str
        All of them; line 1 is `lines[0]`.
    body : int
        Index of the first line of the body.
    """

    path: Path
    lines: tuple[str, ...]
    body: int

    @classmethod
    def read(cls, path: Path) -> Source:
        """Read a file and find its two parts.

        Raises
        ------
        GradienteError
            If it is not UTF-8, or its front matter does not begin in the first line or never ends.
        """
        try:
            lines = tuple(path.read_text(encoding="utf-8").splitlines())
        except UnicodeDecodeError:
            raise GradienteError(f"{path}, line 1: is not UTF-8.") from None
        if not lines or lines[0].rstrip() != FENCE:
            raise GradienteError(f"{path}, line 1: front matter has to begin here, with {FENCE}.")
        for index, line in enumerate(lines[1:], start=1):
            if line.rstrip() == FENCE:
                return cls(path, lines, index + 1)
        raise GradienteError(f"{path}, line 1: the front matter never ends: a second {FENCE} is missing.")

    def error(self, line: int, what: str) -> GradienteError:
        """Say what is wrong, and where."""
        return GradienteError(f"{self.path}, line {line}: {what}.")

    def front_matter(self) -> dict[str, Any]:
        """Parse the front matter.

        Raises
        ------
        GradienteError
            With the line, for bad TOML.
        """
        # The empty first line stands for the fence, so that TOML counts lines as the file does.
        try:
            return tomllib.loads("\n" + "\n".join(self.lines[1 : self.body - 1]))
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"\(at line (\d+)", str(error))
            what = re.sub(r" \(at line .*", "", str(error))
            raise self.error(int(found[1]) if found else self.body - 1, f"bad TOML: {what}") from None

    def line_of(self, key: str) -> int:
        """Line of a key or a table of the front matter, or 0; the last part of a dotted name decides."""
        last = re.escape(key.split(".")[-1])
        pattern = re.compile(rf"\s*(\[.*\b{last}\b.*\]|\"?{last}\"?\s*=)")
        for number, line in enumerate(self.lines[: self.body - 1], start=1):
            if pattern.match(line):
                return number
        return 0

    def line_holding(self, text: str) -> int:
        """First line of the front matter that holds a text, such as an expression in a list."""
        for number, line in enumerate(self.lines[: self.body - 1], start=1):
            if text in line:
                return number
        return 1


@dataclass(frozen=True)
class Table:
    """A table of the front matter; whatever is read from it is checked.

    Attributes
    ----------
    source : Source
    name : str
        Empty for the whole front matter.
    entries : dict
    line : int
        Where it begins.
    """

    source: Source
    name: str
    entries: dict[str, Any]
    line: int

    def error(self, key: str, what: str) -> GradienteError:
        """Say what is wrong with a key."""
        return self.source.error(self._line_of(key), f"{self._full(key)} {what}")

    def _line_of(self, key: str) -> int:
        # What stands in an inline table, or in a table of a list, is in the line of the table.
        return (self.source.line_of(key) if key in self.entries else 0) or self.line

    def _full(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def keys(self, needed: set[str], allowed: set[str]) -> None:
        """Refuse a table that lacks a key or has one that we do not know."""
        if missing := sorted(needed - set(self.entries)):
            raise self.error(missing[0], "is missing")
        if unknown := sorted(set(self.entries) - needed - allowed):
            raise self.error(unknown[0], "is not a key that we know")

    def get(self, key: str, kind: type, default: Any = None) -> Any:
        """Return a value of the right type, or the default where there is none."""
        if key not in self.entries:
            return default
        value: Any = self.entries[key]
        if kind is float and type(value) is int:
            value = float(value)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(key, f"must be of type {kind.__name__}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty where there is none."""
        value = self.get(key, list, [])
        if not all(isinstance(item, str) for item in value):
            raise self.error(key, "must be a list of texts")
        return tuple(value)

    def table(self, key: str) -> Table:
        """Return a table in this one; empty where there is none."""
        return Table(self.source, self._full(key), self.get(key, dict, {}), self._line_of(key))

    def text(self, key: str) -> Text | None:
        """Return a text in both languages, or None."""
        if key not in self.entries:
            return None
        table = self.table(key)
        table.keys({"es", "en"}, set())
        es, en = table.get("es", str), table.get("en", str)
        if not es.strip() or not en.strip():
            raise self.error(key, "is empty in one language")
        return Text(es, en)
