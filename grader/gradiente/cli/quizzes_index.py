"""`gradiente quizzes index`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli.quizzes import bank_folder, course


@click.command(name="index")
@course
def command(course: Path | None) -> None:
    """Make the list of all questions, quizzes/README.md, anew.

    \b
    Example:
      gradiente quizzes index
    """
    from gradiente.quizzes.bank import Bank
    from gradiente.quizzes.index import NAME, index_of

    bank = Bank(bank_folder(course))
    (bank.folder / NAME).write_text(index_of(bank), encoding="utf-8")
    click.echo(f"{len(bank.questions)} questions on {len(bank.topics)} topics")
