"""When submissions came, as a table says it: Moodle's grading worksheet, or a table of keys and times."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, tzinfo
from functools import cache
from pathlib import Path

from gradiente.errors import GradienteError
from gradiente.intake.groups import KEY, participant_number
from gradiente.intake.names import shown
from gradiente.intake.tables import column, read_table

# Where the heading is not known, the worksheet's order tells: submissions come before grades.
SUBMISSION = (
    *("time", "submitted", "submitted at", "created_at", "fecha", "hora", "entregado", "submission time"),
    *("last modified (submission)", "última modificación (entrega)", "última modificación (envío)"),
)
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?\s?m\b)?", re.IGNORECASE)
_LANGUAGES = (
    *("en", "es", "ca", "gl", "eu", "pt", "fr", "it", "de", "nl", "sv"),
    *("da", "nb", "fi", "pl", "cs", "sk", "sl", "hu", "ro", "el", "tr"),
)


def read_times(path: Path, zone: tzinfo | None) -> dict[str, datetime]:
    """Read when each student handed in.

    Parameters
    ----------
    path : Path
        Moodle's grading worksheet in any of its languages that write months as words, or a table with the columns
        `key` and `time` (ISO 8601).
    zone : tzinfo or None
        Of times that name none.

    Returns
    -------
    dict of str to datetime
        By key; aware of their time zone. Students without a time are left out.

    Raises
    ------
    GradienteError
        If a column or a time cannot be understood; nothing is guessed.
    """
    heading, rows = read_table(path)
    given = shown(str(path))
    is_worksheet = bool(rows) and all(participant_number(row[0]) != row[0] for row in rows)
    key = 0 if is_worksheet else column(heading, KEY)
    time = column(heading, SUBMISSION)
    if time is None and is_worksheet:
        time = _submission_column(rows, len(heading))
    if key is None or time is None:
        raise GradienteError(f"{given} needs a column `key` and a column `time`; it has {', '.join(heading)}.")
    times: dict[str, datetime] = {}
    for row in rows:
        if row[time] in ("", "-"):
            continue
        moment = moment_in(row[time])
        if moment is None:
            raise GradienteError(f"{given}: {row[time]!r} is no time that is clear; write 2026-03-20T23:59:00+01:00.")
        if moment.tzinfo is None:
            if zone is None:
                raise GradienteError(f"{given}: its times name no time zone; give `timezone` in course.toml, [late].")
            moment = moment.replace(tzinfo=zone)
        student = participant_number(row[key])
        if times.setdefault(student, moment) != moment:
            raise GradienteError(f"{given}: {student} has two different times.")
    return times


def _submission_column(rows: list[list[str]], width: int) -> int | None:
    """Return the first of two columns of times: where only one has any, nobody knows which it is."""
    found = [place for place in range(1, width) if _holds_times(row[place] for row in rows)]
    return found[0] if len(found) > 1 else None


def _holds_times(cells: Iterable[str]) -> bool:
    filled = [cell for cell in cells if cell not in ("", "-")]
    return bool(filled) and all(moment_in(cell) is not None for cell in filled[:20])


def moment_in(text: str) -> datetime | None:
    """Read a time: ISO 8601, or a day, a month in words, a year and a clock, in any order.

    Parameters
    ----------
    text : str
        `viernes, 20 de marzo de 2026, 23:59`, `Friday, 20 March 2026, 11:59 PM`.

    Returns
    -------
    datetime or None
        Without a time zone if the text has none; None if it is not clear.
    """
    text = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ").strip()
    if re.match(r"\d{4}-?\d{2}-?\d{2}[T ]\d", text):  # a day alone is no time
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return None
    clock = _CLOCK.search(text)
    if clock is None:
        return None
    rest = text[: clock.start()] + " " + text[clock.end() :]
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", rest)
    days = re.findall(r"(?<!\d)\d{1,2}(?!\d)", rest)
    months = {month for word in re.findall(r"[^\W\d_]+", rest) for month in _months().get(word.casefold(), ())}
    if (len(years), len(days), len(months)) != (1, 1, 1):
        return None
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if clock[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if clock[4].lower() == "p" else 0)
    try:
        return datetime(int(years[0]), months.pop(), int(days[0]), hour, minute, second)
    except ValueError:
        return None


@cache
def _months() -> dict[str, frozenset[int]]:
    """Return which months a word may mean in the languages of `_LANGUAGES`."""
    from babel.dates import get_month_names

    meanings: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for form in ("format", "stand-alone"):
            for month, name in get_month_names("wide", form, language).items():
                for word in re.findall(r"[^\W\d_]{3,}", name):
                    meanings.setdefault(word.casefold(), set()).add(month)
    return {word: frozenset(found) for word, found in meanings.items()}
