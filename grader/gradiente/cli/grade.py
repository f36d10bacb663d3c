"""`gradiente grade`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli import options


@click.command(name="grade")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for marks and pages.")
@click.option("--topic", "topics", multiple=True, help="Grade this topic; else all that were handed in.")
@click.option(
    "--attempts",
    type=click.Choice(["together", "last", "best"]),
    help="Which attempt of a student counts; else as course.toml says, else all files are put together.",
)
@click.option("--groups", type=click.Path(path_type=Path), help="Table of groups and members (CSV: group, key, name).")
@click.option(
    "--times",
    multiple=True,
    type=click.Path(path_type=Path),
    help="When students handed in: Moodle's grading worksheet, or a CSV with key and time.",
)
@options.course
@options.feedback
@options.lang
@options.jobs
@click.option("--cluster", metavar="ADDRESS", help="Have the workers of this Dask scheduler judge (tcp://host:8786).")
@options.isolation
@options.unsandboxed
@options.quiz_results
@options.as_json
def command(
    paths: tuple[Path, ...],
    out: Path,
    topics: tuple[str, ...],
    attempts: str | None,
    groups: Path | None,
    times: tuple[Path, ...],
    course: Path | None,
    feedback: str,
    lang: str | None,
    jobs: int | None,
    cluster: str | None,
    isolation: str | None,
    unsandboxed: bool,
    quiz_results: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Grade submissions and write marks, results and a page for every student.

    PATH is a student's .py file, a folder with one folder a student, a zip or a tarball of either, or what Moodle's
    "Download all submissions", Canvas's "Download Submissions" or Gradescope's "Export Submissions" gives.
    The course's course.toml says what lateness costs. Stopped at any moment, the same command goes on where it was.

    \b
    Examples:
      gradiente grade entregas.zip --out report
      gradiente grade losses.py --out report --feedback full
      gradiente grade entregas.zip --out report --times Calificaciones.csv --attempts last
    """
    from gradiente.cli.grading import grade_and_report

    code = grade_and_report(
        list(paths),
        out,
        topics=topics,
        attempts=attempts,
        groups=groups,
        times=times,
        course_folder=course,
        feedback=feedback,
        language=lang,
        processes=jobs,
        cluster=cluster,
        isolation=isolation,
        unsandboxed=unsandboxed,
        quiz_results=quiz_results,
        as_json=as_json,
    )
    click.get_current_context().exit(code)
