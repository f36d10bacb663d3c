"""Tables for programs: a row a student and topic, or a row a check."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from gradiente.reports.marks import cell
from gradiente.results import ClassResult

MARKS = ("key", "name", "topic", "file", "mark_in_time", "penalty", "days_late", "mark", "needs_a_look")
CHECKS = ("key", "name", "topic", "function", "check", "visibility", "verdict", "earned", "points")


def marks_table(result: ClassResult) -> str:
    """Write one row a student and topic: the mark before and after what lateness costs.

    Returns
    -------
    str
        Separated by commas, with decimal points and without a byte order mark, whatever the language.
    """
    return _table(MARKS, _marks(result))


def checks_table(result: ClassResult) -> str:
    """Write one row a check of each student, as the grader judged it."""
    return _table(CHECKS, _checks(result))


def _marks(result: ClassResult) -> Iterator[tuple[object, ...]]:
    for student in result.students:
        for topic in student.topics:
            late = student.lateness_in(topic.topic)
            yield (
                *(cell(student.key), cell(student.name), topic.topic, cell(topic.file or ""), topic.mark),
                *((late.penalty, late.days) if late else (0.0, 0)),
                student.mark_in(topic),
                " ".join(student.needs_a_look),
            )


def _checks(result: ClassResult) -> Iterator[tuple[object, ...]]:
    for student in result.students:
        for topic in student.topics:
            for check in topic.checks:
                yield (
                    *(cell(student.key), cell(student.name), topic.topic, check.function, check.check),
                    *(check.visibility.value, check.verdict.value, check.earned, check.points),
                )


def _table(heading: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    return text.getvalue()
