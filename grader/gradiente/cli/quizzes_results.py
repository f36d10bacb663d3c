"""`gradiente quizzes results`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gradiente.cli.options import as_json
from gradiente.cli.quizzes import bank_folder, course

if TYPE_CHECKING:
    from gradiente.quizzes.statistics import QuizStatistics


@click.command(name="results")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--by-variant", is_flag=True, help="A line for each variant, too.")
@as_json
@course
def command(files: tuple[Path, ...], by_variant: bool, as_json: bool, course: Path | None) -> None:
    """Say how a class answered: facility, discrimination, wrong answers, misconceptions, reliability.

    From results of `gradiente quiz --save` or the page (.json), Moodle's report of responses (.csv, with the
    question's text) and Canvas' student analysis (.csv).

    \b
    Examples:
      gradiente quizzes results results/*.json
      gradiente quizzes results responses.csv --by-variant --json
    """
    import json

    from gradiente.quizzes.bank import Bank
    from gradiente.quizzes.given import read_given
    from gradiente.quizzes.statistics import quiz_statistics

    bank = Bank(bank_folder(course)) if any(path.suffix.lower() != ".json" for path in files) else None
    statistics = quiz_statistics(read_given(files, bank))
    if as_json:
        click.echo(json.dumps(statistics.to_json(), ensure_ascii=False, indent=2))
    else:
        _print(statistics, by_variant=by_variant)


def _print(statistics: QuizStatistics, *, by_variant: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{statistics.students} students", title_justify="left")
    for column in ("question", "answers", "facility", "discrimination", "most frequent misconception"):
        table.add_column(column, justify="left" if column.startswith(("question", "most")) else "right")
    for item in sorted(statistics.items, key=lambda one: one.facility):
        wrong = next(iter(item.misconceptions.items()), None)
        table.add_row(
            item.question,
            str(item.answers),
            f"{item.facility:.2f}",
            "-" if item.discrimination is None else f"{item.discrimination:.2f}",
            f"{wrong[0]} ({wrong[1]})" if wrong else "",
        )
        if by_variant:
            for code, own in item.variants.items():
                table.add_row(f"  {code}", f"{own['answers']:.0f}", f"{own['facility']:.2f}", "", "")
    console = Console()
    console.print(table)
    if statistics.misconceptions:
        beliefs = Table(title="What the class believes", title_justify="left")
        beliefs.add_column("misconception")
        beliefs.add_column("students", justify="right")
        for name, count in statistics.misconceptions.items():
            beliefs.add_row(name, str(count))
        console.print(beliefs)
    found = statistics.reliability
    value = "not defined" if found.value is None else f"{found.value:.2f}"
    console.print(f"{found.name} {value} ({found.students} students answered all {found.questions} questions)")
