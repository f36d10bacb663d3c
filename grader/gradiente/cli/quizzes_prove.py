"""`gradiente quizzes prove`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli.quizzes import bank_folder, course


@click.command(name="prove")
@click.argument("ids", nargs=-1)
@click.option("--seeds", type=click.IntRange(1), default=1000, show_default=True, help="Variants of each question.")
@course
def command(ids: tuple[str, ...], seeds: int, course: Path | None) -> None:
    """Hold the questions against a second computation, over many seeds.

    The answer by another way, two options that are the same, a wrong value that is never told from the right one, a
    right option that is too often longest or in one place, a variant that takes too long.

    \b
    Examples:
      gradiente quizzes prove
      gradiente quizzes prove conv-parameters --seeds 5000
    """
    import sys

    from rich.progress import Progress

    from gradiente.errors import ExitCode
    from gradiente.quizzes.bank import Bank
    from gradiente.quizzes.proof import prove

    bank = Bank(bank_folder(course))
    questions = [bank.question(name) for name in ids] if ids else list(bank.questions)
    failed, variants = 0, 0
    with Progress(transient=True, disable=not sys.stderr.isatty()) as progress:
        for question in progress.track(questions, description="proving"):
            findings = prove(bank, question, range(seeds))
            variants += findings.variants
            failed += bool(findings.problems)
            for problem in findings.problems:
                click.echo(f"{question.path}: {problem}")
    click.echo(f"{variants} variants of {len(questions)} questions; {failed} questions have problems.")
    if failed:
        click.get_current_context().exit(ExitCode.SOMETHING_FAILED)
