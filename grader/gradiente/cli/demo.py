"""`gradiente demo`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli import options


@click.command(name="demo")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("demo-report"),
    show_default=True,
    help="Folder for marks and pages.",
)
@options.course
@options.feedback
@options.lang
@options.jobs
def command(out: Path, course: Path | None, feedback: str, lang: str | None, jobs: int | None) -> None:
    """Grade the sample class: some forty submissions, right, wrong, broken and hostile.

    \b
    Example:
      gradiente demo --out demo-report
    """
    from gradiente.cli.grading import grade_and_report
    from gradiente.course import find_course

    sample = find_course(course).folder / "grader" / "sample_class" / "sample_class.zip"
    grade_and_report([sample], out, course_folder=course, feedback=feedback, language=lang, processes=jobs)
    # The sample class is meant to fail here and there: the demo went well if it was graded.
