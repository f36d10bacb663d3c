"""`gradiente quizzes export`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gradiente.cli.quizzes import bank_folder, course
from gradiente.quizzes.exports import FORMATS

if TYPE_CHECKING:
    from gradiente.quizzes.exports.plan import Plan


@click.command(name="export")
@click.argument("format", type=click.Choice(sorted(FORMATS)))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file; else quizzes-LANG.SUFFIX.")
@click.option("--topic", "topics", multiple=True, help="Only this topic; may be given several times.")
@click.option("--variants", type=click.IntRange(1, 1000), help="Of a dynamic question, else 10; print: papers.")
@click.option("--lang", type=click.Choice(["es", "en"]), help="Language of the questions; else the locale's.")
@click.option(
    "--pdf", is_flag=True, help="print: PDFs of questions, answer sheet and answers, each its own; by Chromium."
)
@click.option("--leave-out", is_flag=True, help="Go on without what would be marked differently.")
@course
def command(
    format: str,  # noqa: A002
    out: Path | None,
    topics: tuple[str, ...],
    variants: int | None,
    lang: str | None,
    pdf: bool,
    leave_out: bool,
    course: Path | None,
) -> None:
    """Write the questions for a learning platform, for Anki or for paper.

    First says what the target will lose. A question that it would mark differently is an error.

    \b
    Examples:
      gradiente quizzes export moodle --lang es
      gradiente quizzes export print --pdf --variants 2
      gradiente quizzes export gift --topic losses --variants 20 --leave-out
    """
    from gradiente.cli.options import language_of_locale
    from gradiente.errors import GradienteError
    from gradiente.quizzes.bank import Bank
    from gradiente.quizzes.exports.plan import make_plan
    from gradiente.quizzes.exports.printing import find_browser

    if pdf and format != "print":
        raise click.UsageError("--pdf goes with the format print.")
    browser = find_browser() if pdf else None
    language = lang or language_of_locale()
    plan = make_plan(Bank(bank_folder(course)), format, language, topics=topics, variants=variants)
    different = plan.different()
    for reason, names in different.items():
        click.echo(f"{'left out' if leave_out else 'marked differently'}: {reason}: {', '.join(names)}", err=True)
    if different and not leave_out:
        raise GradienteError("Nothing was written: with --leave-out, these questions stay out.")
    plan = plan.without_different()
    _print_losses(plan.losses(), FORMATS[format][1])
    path = out or Path(f"quizzes-{language}{FORMATS[format][2]}")
    if browser is None:
        path.write_bytes(plan.write())
        click.echo(f"{len(plan.items)} items in {path}")
        return
    for printed in _print(plan, path, browser):
        click.echo(printed)


def _print(plan: Plan, path: Path, browser: str) -> Iterator[Path]:
    """Write a PDF for each part beside `path`, and say where."""
    from gradiente.quizzes.exports.paper import write_parts
    from gradiente.quizzes.exports.printing import to_pdf

    for part, page in write_parts(plan).items():
        printed = path.with_name(f"{path.stem}-{part}.pdf")
        printed.write_bytes(to_pdf(page, browser))
        yield printed


def _print_losses(losses: dict[str, list[str]], target: str) -> None:
    from rich.console import Console
    from rich.table import Table

    if not losses:
        return
    table = Table(title=f"What {target} loses", title_justify="left")
    table.add_column("what")
    table.add_column("questions", justify="right")
    table.add_column("for example")
    for reason, names in losses.items():
        table.add_row(reason, str(len(names)), names[0])
    Console(stderr=True).print(table)
