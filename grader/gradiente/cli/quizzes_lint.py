"""`gradiente quizzes lint`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli.quizzes import bank_folder, course


@click.command(name="lint")
@click.option("--note", is_flag=True, help="First note new ids and versions in quizzes/ids.txt.")
@course
def command(note: bool, course: Path | None) -> None:
    """Say what is wrong with the questions, with file and line.

    A missing translation, a misconception that does not exist, a formula that cannot be converted, a figure without
    numbers, an id used again, an answer changed without a new version, a right option that is too often the longest.

    \b
    Example:
      gradiente quizzes lint
    """
    from gradiente.errors import ExitCode
    from gradiente.quizzes import ledger
    from gradiente.quizzes.bank import Bank
    from gradiente.quizzes.lint import lint

    bank = Bank(bank_folder(course))
    if note and (added := ledger.note(bank.folder, bank.questions)):
        click.echo(f"noted: {', '.join(added)}")
    problems = lint(bank)
    for problem in problems:
        click.echo(str(problem))
    if problems:
        click.get_current_context().exit(ExitCode.SOMETHING_FAILED)
    click.echo(f"{len(bank.questions)} questions on {len(bank.topics)} topics: nothing to complain of.")
