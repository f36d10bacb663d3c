"""Moodle: the grading worksheet filled in, and the zip of feedback files.

The worksheet is in the language of whoever downloaded it: its columns are found by what stands in them. Moodle's
importer (`mod/assign/feedback/offline`) reads the identifier, the grade and the time of the last change, the grade in
the user's decimal mark, and skips rows that were graded in Moodle since; only grades and comments are changed here.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gradiente.errors import GradienteError
from gradiente.exports.marks import Marked, Matching, number, scaled
from gradiente.exports.sheets import Sheet
from gradiente.results import StudentResult
from gradiente.texts import numbers

_PARTICIPANT = re.compile(r"\D*?([0-9]{1,20})")
# As Moodle's language packs say "Feedback comments".
_COMMENTS = frozenset(
    (
        *("feedback comments", "comentarios de retroalimentación", "comentarios de la retroalimentación"),
        *("comentaris de retroacció", "feedback als kommentar", "feedback par commentaires", "commenti"),
    )
)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of zips: the same marks give the same bytes


@dataclass(frozen=True)
class Worksheet:
    """Where a worksheet has what is needed.

    Attributes
    ----------
    sheet : Sheet
    key, grade : int
        Columns: of what students are matched by, and of the grade.
    most : float
        The best grade.
    decimal : str or None
        The decimal mark; None where the file does not show it.
    comments : int or None
    """

    sheet: Sheet
    key: int
    grade: int
    most: float
    decimal: str | None
    comments: int | None


def find_columns(
    sheet: Sheet, *, by: str | None = None, grade: str | None = None, comments: str | None = None
) -> Worksheet:
    """Find a worksheet's columns.

    Parameters
    ----------
    sheet : Sheet
    by : str, optional
        Title of the column that holds the students' keys; else the participant's number in the first.
    grade, comments : str, optional
        Titles, where the columns cannot be found by what they hold.

    Returns
    -------
    Worksheet

    Raises
    ------
    GradienteError
        If a column is not clear; it names the option that says which.
    """
    if len(sheet.rows) < 2:
        raise GradienteError(f"{sheet.path} has no row of a student.")
    pairs = [column for column in range(len(sheet.heading) - 1) if _is_grade(sheet, column)]
    if grade is not None:
        pairs = [_titled(sheet, grade)]
        if not _best(sheet, pairs[0] + 1):
            raise GradienteError(f"{sheet.path}: the column after {grade!r} does not hold the maximum grade.")
    if len(pairs) != 1:
        raise GradienteError(
            f"{sheet.path}: which column is the grade is not clear (it stands before that of the maximum grade; scales "
            f"cannot be filled in); name it with --grade-column. The columns are {', '.join(sheet.heading)}."
        )
    column = pairs[0]
    most = _best(sheet, column + 1)
    assert most is not None
    known = [place for place, title in enumerate(sheet.heading) if title.casefold() in _COMMENTS]
    place = _titled(sheet, comments) if comments is not None else known[0] if len(known) == 1 else None
    shown = [sheet.text(row, cell) for row in range(1, len(sheet.rows)) for cell in (column, column + 1)]
    signs = {sign for text in shown for sign in ",." if sign in text}
    decimal = signs.pop() if len(signs) == 1 else None
    return Worksheet(sheet, 0 if by is None else _titled(sheet, by), column, most, decimal, place)


def fill_worksheet(
    worksheet: Worksheet,
    marks: Iterable[Marked],
    *,
    decimal: str | None = None,
    comment: Callable[[StudentResult], str] | None = None,
) -> Matching:
    """Put marks, and comments if wanted, into a worksheet.

    Parameters
    ----------
    worksheet : Worksheet
    marks : iterable of Marked
    decimal : str, optional
        `,` or `.`, where the worksheet does not show it.
    comment : callable, optional
        Returns a student's comment.

    Returns
    -------
    Matching

    Raises
    ------
    GradienteError
        If two rows have one key, or the decimal mark is needed and not known.
    """
    sheet = worksheet.sheet
    rows: dict[str, int] = {}
    for row in range(1, len(sheet.rows)):
        text = sheet.text(row, worksheet.key)
        found = _PARTICIPANT.fullmatch(text) if worksheet.key == 0 else None
        key = found[1] if found else text
        if rows.setdefault(key, row) != row:
            raise GradienteError(f"{sheet.path}: rows {rows[key] + 1} and {row + 1} are both of {key}.")
    filled, replaced, lost, unmarked = [], [], [], []
    for one in marks:
        student, place = one.student, rows.pop(one.student.key, None)
        if place is None:
            lost.append((student.key, student.name))
        elif one.mark is None:
            unmarked.append((student.key, student.name))
        else:
            value = scaled(one.mark, worksheet.most)
            before = number(sheet.text(place, worksheet.grade))
            if before is None or abs(before - value) > 0.005:
                replaced += [] if before is None else [student.key]
                sheet.put(place, worksheet.grade, _written(value, decimal or worksheet.decimal, sheet))
            if comment is not None and worksheet.comments is not None:
                sheet.put(place, worksheet.comments, comment(student))
            filled.append(student.key)
    left = tuple(sheet.text(row, worksheet.key) for row in rows.values())
    return Matching(tuple(filled), tuple(replaced), tuple(lost), tuple(unmarked), left)


def comment_on(student: StudentResult, titles: dict[str, str]) -> str:
    """Return the short comment of a worksheet: the mark of each topic, in the student's language, and lateness."""
    parts = []
    for topic in student.topics:
        text = f"{titles.get(topic.topic, topic.topic)}: {numbers.mark(student.mark_in(topic), student.language)}"
        late = student.lateness_in(topic.topic)
        if late is not None:
            before = numbers.mark(topic.mark, student.language)
            share = numbers.percent(late.penalty, student.language)
            text += f" ({before}, −{share})"
        parts.append(text)
    return "; ".join(parts)


def feedback_zip(pages: Iterable[tuple[StudentResult, str]]) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    """Pack students' pages as Moodle's "Upload multiple feedback files in a zip" reads them.

    Parameters
    ----------
    pages : iterable of (StudentResult, str)

    Returns
    -------
    content : bytes
    left_out : tuple of (str, str)
        Students whose key is no participant's number, by key and name.
    """
    buffer = io.BytesIO()
    left_out = []
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for student, page in pages:
            if not re.fullmatch(r"[0-9]{1,20}", student.key):
                left_out.append((student.key, student.name))
                continue
            # Moodle splits the name at "_": the number has to be the second part.
            name = re.sub(r"[\x00-\x1f/\\:*?\"<>|_]", " ", student.name).strip(" .~") or "x"
            info = zipfile.ZipInfo(f"{name[:80]}_{student.key}_assignsubmission_file_feedback.html", _FIRST_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, page.encode("utf-8", "replace"))
    return buffer.getvalue(), tuple(left_out)


def _titled(sheet: Sheet, title: str) -> int:
    wanted = [place for place, found in enumerate(sheet.heading) if found.casefold() == title.casefold()]
    if len(wanted) != 1:
        raise GradienteError(f"{sheet.path} has no single column {title!r}; it has {', '.join(sheet.heading)}.")
    return wanted[0]


def _is_grade(sheet: Sheet, column: int) -> bool:
    """Say whether a column holds numbers or nothing, and the next one the same best grade for all."""
    most = _best(sheet, column + 1)
    if most is None:
        return False
    cells = (sheet.text(row, column) for row in range(1, len(sheet.rows)))
    return all(text in ("", "-") or ((value := number(text)) is not None and 0 <= value <= most) for text in cells)


def _best(sheet: Sheet, column: int) -> float | None:
    values = {number(sheet.text(row, column)) for row in range(1, len(sheet.rows))}
    value = values.pop() if len(values) == 1 else None
    return value if value is not None and value > 0 else None


def _written(value: float, decimal: str | None, sheet: Sheet) -> str:
    if decimal is None:
        if value == int(value):
            return str(int(value))
        raise GradienteError(f"{sheet.path} does not show whether decimals have a comma or a point: say --decimal.")
    return f"{value:.2f}".replace(".", decimal)
