"""What `report`, `override` and `regrade` share: a class that was graded, and its report written again."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from rich.console import Console

from gradiente.cli.summing_up import sum_up
from gradiente.overrides import decisions, with_overrides
from gradiente.reports import write_reports
from gradiente.results import Feedback
from gradiente.snapshot import Snapshot, graded
from gradiente.store import Store


def report_again(
    folder: Path, out: Path, *, feedback: str | None = None, language: str | None = None, as_json: bool = False
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
    as_json : bool
        Print the results instead of the class at a glance.
    """
    with graded(folder) as (store, snapshot):
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
