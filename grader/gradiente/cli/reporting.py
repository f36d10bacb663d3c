"""What `report`, `override` and `regrade` share: a class that was graded, and its report written again."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from gradiente.cli.quiz_keeping import keep_quiz
from gradiente.cli.summing_up import sum_up
from gradiente.overrides import decisions, with_overrides
from gradiente.reports import write_reports
from gradiente.reports.quiz_items import carry_over
from gradiente.results import Feedback
from gradiente.snapshot import Snapshot, graded
from gradiente.store import Store


def report_again(
    folder: Path,
    out: Path,
    *,
    feedback: str | None = None,
    language: str | None = None,
    quiz_results: Sequence[Path] = (),
    course: Path | None = None,
    as_json: bool = False,
) -> None:
    """Write the report of a class that was graded, with what a person has decided since.

    Parameters
    ----------
    folder : Path
        Where it was graded.
    out : Path
        Where the report goes.
    feedback, language : str, optional
        Else those of the grading.
    quiz_results : sequence of Path
        Files for the class page; else what was kept of earlier ones.
    course : Path, optional
        Where their questions are.
    as_json : bool
        Print the results instead of the class at a glance.
    """
    with graded(folder) as (store, snapshot):
        keep_quiz(quiz_results, folder, course)
        carry_over(folder, out)
        write_again(store, snapshot, out, feedback=feedback, language=language, as_json=as_json)


def write_again(
    store: Store,
    snapshot: Snapshot,
    out: Path,
    *,
    feedback: str | None = None,
    language: str | None = None,
    as_json: bool = False,
) -> None:
    """Write a report; see `report_again`."""
    request = snapshot.origin.request
    shown = Feedback(feedback or request["feedback"])
    language = language or request["language"]
    result = with_overrides(snapshot.result, decisions(store))
    count = write_reports(result, out, shown, language)
    if as_json:
        with (out / "results.json").open(encoding="ascii") as file:
            shutil.copyfileobj(file, sys.stdout)
    else:
        sum_up(result, count, out, shown, language, Console())
