"""`gradiente quizzes bundle`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli.quizzes import bank_folder, course


@click.command(name="bundle")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--variants", type=click.IntRange(1, 1000), default=10, show_default=True, help="Of each question.")
@course
def command(out: Path, variants: int, course: Path | None) -> None:
    """Write variants of all questions into one file, for `gradiente quiz --from FILE`.

    A student's kit holds no reference, so its questions come with their numbers drawn. The answers can be read in it.

    \b
    Example:
      gradiente quizzes bundle quizzes.json --variants 20
    """
    from gradiente.quizzes.bank import Bank
    from gradiente.quizzes.bundle import write_bundle

    click.echo(f"{write_bundle(out, Bank(bank_folder(course)), variants)} variants in {out}")
