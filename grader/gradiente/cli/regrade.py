"""`gradiente regrade`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli import options


@click.command(name="regrade")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH...]")
@click.option("--yes", is_flag=True, help="Write without asking.")
@options.course
@options.kept_feedback
@options.kept_lang
@options.jobs
@options.isolation
@options.unsandboxed
@options.as_json
def command(
    folder: Path,
    paths: tuple[Path, ...],
    yes: bool,
    course: Path | None,
    feedback: str | None,
    lang: str | None,
    jobs: int | None,
    isolation: str | None,
    unsandboxed: bool,
    as_json: bool,
) -> None:
    """Grade a class again after a change of checks, and show whose mark changes, and why, before writing anything.

    FOLDER holds the graded class; PATH is where the submissions are now, else where they were. Only what the change
    concerns is judged again. Marks set by hand stay; those whose ground has changed are listed.

    \b
    Examples:
      gradiente regrade report
      gradiente regrade report entregas.zip --yes
      gradiente regrade report --json
    """
    from gradiente.cli.regrading import regrade

    code = regrade(
        folder,
        list(paths),
        yes=yes,
        course_folder=course,
        feedback=feedback,
        language=lang,
        processes=jobs,
        isolation=isolation,
        unsandboxed=unsandboxed,
        as_json=as_json,
    )
    click.get_current_context().exit(code)
