"""`gradiente quizzes figures`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli.quizzes import bank_folder, course


@click.command(name="figures")
@click.option("--check", is_flag=True, help="Change nothing; say which figures are not what is measured now.")
@course
def command(check: bool, course: Path | None) -> None:
    """Train what the figures show, with fixed seeds, and store the numbers in quizzes/figures.

    \b
    Example:
      gradiente quizzes figures --check
    """
    from gradiente.errors import ExitCode
    from gradiente.quizzes.bank import FIGURES
    from gradiente.quizzes.recording import out_of_step, store

    folder = bank_folder(course) / FIGURES
    if not check:
        for name in store(folder):
            click.echo(name)
        return
    stale = list(out_of_step(folder))
    for name in stale:
        click.echo(f"out of step: {folder / name}.json")
    if stale:
        click.echo("Run `gradiente quizzes figures` to measure them anew.")
        click.get_current_context().exit(ExitCode.SOMETHING_FAILED)
