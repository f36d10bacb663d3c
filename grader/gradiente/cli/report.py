"""`gradiente report`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli import options


@click.command(name="report")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--out", type=click.Path(path_type=Path), help="Write here instead of into FOLDER.")
@options.kept_feedback
@options.kept_lang
@options.quiz_results
@options.course
@options.as_json
def command(
    folder: Path,
    out: Path | None,
    feedback: str | None,
    lang: str | None,
    quiz_results: tuple[Path, ...],
    course: Path | None,
    as_json: bool,
) -> None:
    """Write the pages, marks and results of a graded class again, from what FOLDER knows: nothing is graded.

    \b
    Examples:
      gradiente report report --feedback full
      gradiente report report --quiz-results responses.csv
      gradiente report report --lang es --out para-el-departamento
    """
    from gradiente.cli.reporting import report_again

    report_again(
        folder,
        out or folder,
        feedback=feedback,
        language=lang,
        quiz_results=quiz_results,
        course=course,
        as_json=as_json,
    )
