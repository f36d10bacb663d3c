"""Tables in CSV that an instructor gives: of times, of groups."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from gradiente.errors import GradienteError
from gradiente.intake.encodings import to_utf8
from gradiente.intake.folders import read_regular_file
from gradiente.intake.members import UnreadableError
from gradiente.intake.names import shown

_MOST_BYTES = 64 << 20
_LONGEST_CELL = 1 << 20


def read_table(path: Path) -> tuple[list[str], list[list[str]]]:
    """Read a table whose columns are separated by commas, semicolons or tabs, whichever its heading holds most of.

    Parameters
    ----------
    path : Path

    Returns
    -------
    heading : list of str
    rows : list of list of str
        Each as long as the heading; empty ones are left out.

    Raises
    ------
    GradienteError
        If the file cannot be read, or is no table.
    """
    given = shown(str(path))
    try:
        text = to_utf8(read_regular_file(path, _MOST_BYTES)).source.decode("utf-8", "replace")
    except UnreadableError as error:
        raise GradienteError(f"{given} cannot be read: check the path and its permissions.") from error
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True) if any(row)]
    except csv.Error as error:
        raise GradienteError(f"{given} is no table in CSV ({error}).") from error
    if not rows:
        raise GradienteError(f"{given} is empty.")
    heading, *rest = ([cell.strip() for cell in row] for row in rows)
    width = len(heading)
    return heading, [[*row[:width], *[""] * (width - len(row))] for row in rest]


def column(heading: list[str], names: tuple[str, ...]) -> int | None:
    """Return the place of the first column with one of some names, whatever their case."""
    lowered = [title.casefold() for title in heading]
    return next((lowered.index(name) for name in names if name in lowered), None)
