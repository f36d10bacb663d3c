"""`gradiente exercises`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli import options


@click.command(name="exercises")
@click.option("--check", is_flag=True, help="Change nothing; say which files are out of step.")
@options.course
def command(check: bool, course: Path | None) -> None:
    """Make the students' files, stubs and statements in both languages, from the model answers.

    \b
    Example:
      gradiente exercises --check
    """
    from gradiente.authoring.handouts import out_of_step, write_handouts
    from gradiente.course import find_course
    from gradiente.errors import ExitCode

    found = find_course(course)
    if check:
        stale = out_of_step(found)
        for name in stale:
            click.echo(f"out of step: exercises/{name}")
        if stale:
            click.echo("Run `gradiente exercises` to make them anew.")
            click.get_current_context().exit(ExitCode.SOMETHING_FAILED)
        return
    changed = write_handouts(found)
    click.echo(f"{len(changed)} files changed in {found.folder / 'exercises'}")
