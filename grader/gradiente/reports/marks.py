"""The marks as a table that a spreadsheet opens."""

from __future__ import annotations

import csv
import io

from gradiente import texts
from gradiente.reports.statistics import ClassCount, StudentLine
from gradiente.results import ClassResult
from gradiente.texts.numbers import decimal
from gradiente.texts.visible import visible

BYTE_ORDER_MARK = "\ufeff"
_FORMULAS = ("=", "+", "-", "@")
_LONGEST = 300


def marks_csv(result: ClassResult, count: ClassCount, language: str) -> str:
    """Write one row a student: key, name, a mark for each topic, the mean, and what a person decided if anybody did.

    A spreadsheet takes the separators of its country from the language: in Spanish `;` between columns and a
    decimal comma, in English `,` and a point. The byte order mark tells it that the text is UTF-8.

    Parameters
    ----------
    result : ClassResult
        For its topics.
    count : ClassCount
    language : str

    Returns
    -------
    str
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if language == "es" else ",", lineterminator="\r\n")
    heading = ("key", "name", *(topic for topic, _ in result.topics), "total")
    changed = any(topic.overrides for student in count.students for topic in student.topics)
    heading = (*heading, "by-hand") if changed else heading
    named = {key: texts.say(f"terminal.column-{key}", language) for key in ("key", "name", "total", "by-hand")}
    writer.writerow([named.get(column, column) for column in heading])
    for student in count.students:
        marks = [*(topic.mark for topic in student.topics), student.mark]
        row = [cell(student.key), cell(student.name), *(_mark(mark, language) for mark in marks)]
        writer.writerow([*row, cell(_by_hand(student, language))] if changed else row)
    return BYTE_ORDER_MARK + text.getvalue()


def _by_hand(student: StudentLine, language: str) -> str:
    """Say what a person decided: the part, what counts, what the grader gives."""
    words = []
    for topic in student.topics:
        for one in topic.overrides:
            judged = topic.judged_of(one.part)
            counts = "✓" if one.mark is None else decimal(f"{one.mark:g}", language)
            given = "–" if judged is None else decimal(f"{judged:g}", language)
            words.append(f"{topic.topic}{'/' if one.part else ''}{one.part} {given} → {counts}: {one.reason}")
    return "; ".join(words)


def _mark(value: float | None, language: str) -> str:
    return "" if value is None else decimal(f"{value:.2f}", language)


def cell(text: str) -> str:
    """Make a text that no spreadsheet takes for a formula, and that stays on its line."""
    shown = visible(text, _LONGEST)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULAS) else shown
