"""What is kept of a quiz: our own JSON, as documented in docs/quiz-results.md."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gradiente.quizzes.attempt import Attempt

FORMAT_VERSION = 1


def to_json(attempts: list[Attempt], language: str, student: str | None, ended: datetime) -> dict[str, Any]:
    """Return the results of one quiz.

    Parameters
    ----------
    attempts : list of Attempt
    language : str
    student : str or None
        Their key, where it is known.
    ended : datetime
        With its time zone.
    """
    return {
        "format_version": FORMAT_VERSION,
        "source": "terminal",
        "student": student,
        "language": language,
        "ended": ended.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "answers": [attempt.to_json() for attempt in attempts],
    }


def save(path: Path, record: dict[str, Any]) -> None:
    """Write the results; the file is there whole or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    temporary.replace(path)
