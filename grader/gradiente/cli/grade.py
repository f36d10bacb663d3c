"""`gradiente grade`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli import options


@click.command(name="grade")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for marks and pages.")
@click.option("--topic", "topics", multiple=True, help="Grade this topic; else all that were handed in.")
@options.course
@options.feedback
@options.lang
@options.jobs
@click.option("--cluster", metavar="ADDRESS", help="Have the workers of this Dask scheduler judge (tcp://host:8786).")
@options.isolation
@options.unsandboxed
@options.as_json
def command(
    paths: tuple[Path, ...],
    out: Path,
    topics: tuple[str, ...],
    course: Path | None,
    feedback: str,
    lang: str | None,
    jobs: int | None,
    cluster: str | None,
    isolation: str | None,
    unsandboxed: bool,
    as_json: bool,
) -> None:
    """Grade submissions and write marks, results and a page for every student.

    PATH is a student's .py file, a folder with one folder a student, a zip of either, or the zip that Moodle's
    "Download all submissions" gives. Stopped at any moment, the same command goes on where it was.

    \b
    Examples:
      gradiente grade entregas.zip --out report
      gradiente grade losses.py --out report --feedback full
    """
    from gradiente.cli.grading import grade_and_report

    code = grade_and_report(
        list(paths),
        out,
        topics=topics,
        course_folder=course,
        feedback=feedback,
        language=lang,
        processes=jobs,
        cluster=cluster,
        isolation=isolation,
        unsandboxed=unsandboxed,
        as_json=as_json,
    )
    click.get_current_context().exit(code)
