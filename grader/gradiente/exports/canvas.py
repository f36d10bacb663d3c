"""Canvas: the gradebook's CSV, filled in where there is one, else the least that can be imported."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from gradiente.errors import GradienteError
from gradiente.exports.marks import Marked, Matching, number, scaled
from gradiente.exports.sheets import Sheet
from gradiente.results import MOST

_POINTS = "points possible"
_WITH_ID = re.compile(r"(?P<title>.*) \((?P<id>[0-9]+)\)", re.DOTALL)
_KEYS = ("id", "sis user id", "sis login id")


def fill_gradebook(sheet: Sheet, marks: Iterable[Marked], assignment: str, *, by: str | None = None) -> Matching:
    """Put marks into a gradebook that Canvas exported, in the column of one assignment.

    Parameters
    ----------
    sheet : Sheet
    marks : iterable of Marked
    assignment : str
        Its title, its number, or both as the heading has them.
    by : str, optional
        Title of the column that holds the students' keys; else `ID`.

    Returns
    -------
    Matching

    Raises
    ------
    GradienteError
        If a column, or the points that can be had, is not clear.
    """
    heading = [title.casefold() for title in sheet.heading]
    column = _assignment(sheet, assignment)
    wanted = (by or _KEYS[0]).casefold()
    if heading.count(wanted) != 1:
        raise GradienteError(f"{sheet.path} has no single column {by or 'ID'!r}; it has {', '.join(sheet.heading)}.")
    key = heading.index(wanted)
    first, most = _points(sheet, column)
    rows: dict[str, int] = {}
    for row in range(first, len(sheet.rows)):
        text = sheet.text(row, key)
        if text and rows.setdefault(text, row) != row:
            raise GradienteError(f"{sheet.path}: rows {rows[text] + 1} and {row + 1} are both of {text}.")
    decimal = "," if sheet.separator == ";" else "."
    filled, replaced, lost, unmarked = [], [], [], []
    for one in marks:
        student, place = one.student, rows.pop(one.student.key, None)
        if place is None:
            lost.append((student.key, student.name))
        elif one.mark is None or sheet.text(place, column).casefold() == "ex":  # excused by a person
            unmarked.append((student.key, student.name))
        else:
            value = scaled(one.mark, most)
            before = number(sheet.text(place, column))
            if before is None or abs(before - value) > 0.005:
                replaced += [] if before is None else [student.key]
                sheet.put(place, column, f"{value:.2f}".replace(".", decimal))
            filled.append(student.key)
    left = tuple(sheet.text(row, 0) for row in rows.values())
    return Matching(tuple(filled), tuple(replaced), tuple(lost), tuple(unmarked), left)


def minimal_gradebook(marks: Iterable[Marked], assignment: str, points: float = MOST) -> tuple[str, Matching]:
    """Write a gradebook from nothing: students' keys have to be Canvas's ids.

    Parameters
    ----------
    marks : iterable of Marked
    assignment : str
        Title, with its number in parentheses: `Losses (123)`. Canvas makes a new assignment of an unknown title.
    points : float
        That can be had.

    Returns
    -------
    text : str
    matching : Matching
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(["Student", "ID", "SIS Login ID", "Section", assignment])
    writer.writerow(["    Points Possible", "", "", "", f"{points:.2f}"])
    filled, lost, unmarked = [], [], []
    for one in marks:
        student = one.student
        if not student.key.isascii() or not student.key.isdigit():
            lost.append((student.key, student.name))
        elif one.mark is None:
            unmarked.append((student.key, student.name))
        else:
            name = f'="{student.name}"' if student.name.startswith("=") else student.name
            writer.writerow([name, student.key, "", "", f"{scaled(one.mark, points):.2f}"])
            filled.append(student.key)
    return buffer.getvalue(), Matching(tuple(filled), (), tuple(lost), tuple(unmarked), ())


def _assignment(sheet: Sheet, wanted: str) -> int:
    found = []
    for place, title in enumerate(sheet.heading):
        parts = _WITH_ID.fullmatch(title)
        if wanted == title or (parts and wanted in (parts["title"], parts["id"])):
            found.append(place)
    if len(found) != 1:
        titles = [title for title in sheet.heading if _WITH_ID.fullmatch(title)]
        raise GradienteError(f"{sheet.path} has no single assignment {wanted!r}; it has {', '.join(titles) or 'none'}.")
    return found[0]


def _points(sheet: Sheet, column: int) -> tuple[int, float]:
    """Return the first row of a student, and the points that can be had."""
    for row in range(1, min(4, len(sheet.rows))):
        if sheet.text(row, 0).casefold() == _POINTS:
            most = number(sheet.text(row, column))
            if most is None or most <= 0:
                raise GradienteError(f"{sheet.path}: the assignment has no points that can be had.")
            return row + 1, most
    raise GradienteError(f"{sheet.path} has no row `Points Possible`: export it from Canvas's gradebook.")
