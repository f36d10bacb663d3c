"""What `grade` and `report` do with results of quizzes: keep them for the class page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def keep_quiz(paths: Sequence[Path], out: Path, course: Path | None) -> None:
    """Keep in a report's folder what its class page says of some results of quizzes.

    Parameters
    ----------
    paths : sequence of Path
        Nothing happens where there are none.
    out : Path
    course : Path or None
        The course whose questions were asked.
    """
    if not paths:
        return
    from gradiente.cli.quizzes import bank_folder
    from gradiente.quizzes.bank import Bank
    from gradiente.quizzes.class_items import keep_items

    keep_items(paths, Bank(bank_folder(course)), out)
