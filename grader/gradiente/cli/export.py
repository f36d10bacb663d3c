"""`gradiente export`: a graded class, taken out. Nothing is graded for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gradiente.cli import options

if TYPE_CHECKING:
    from gradiente.exports.marks import Matching


@click.group(name="export")
def command() -> None:
    """Take the marks of a graded class out: to a learning platform, to tests' reports, to tables.

    Nothing is graded; what does not match (students without a row, rows without a student) is said and left alone.

    \b
    Examples:
      gradiente export moodle --from report --worksheet Calificaciones.csv
      gradiente export canvas --from report --gradebook grades.csv --assignment 123
      gradiente export junit --from report --out junit.xml
    """


source = click.option(
    "--from",
    "folder",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder into which the class was graded.",
)
out_file = click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="The file; else in FOLDER/exports."
)
topic_option = click.option("--topic", help="The mark in this topic; else the mean.")
by_option = click.option("--by", help="Title of the column that holds the students' keys.")


@command.command(name="moodle")
@source
@click.option(
    "--worksheet",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Moodle's grading worksheet, to fill in; without it only the zip of feedback files is written.",
)
@click.option("--comments", is_flag=True, help="Fill in the feedback comments too: each topic's mark, lateness.")
@click.option("--decimal", type=click.Choice([",", "."]), help="Decimal mark, where the worksheet does not show it.")
@click.option("--grade-column", help="Title of the column of grades, where it is not clear.")
@click.option("--comments-column", help="Title of the column of comments, where it is not clear.")
@by_option
@topic_option
@options.kept_feedback
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder; else FOLDER/exports.")
def moodle(
    folder: Path,
    worksheet: Path | None,
    comments: bool,
    decimal: str | None,
    grade_column: str | None,
    comments_column: str | None,
    by: str | None,
    topic: str | None,
    feedback: str | None,
    out: Path | None,
) -> None:
    """Fill in Moodle's grading worksheet, in whatever language, and pack the feedback files.

    Only grades (and comments) change; every other byte stays. Upload the worksheet with "Upload grading worksheet",
    and feedback.zip with "Upload multiple feedback files in a zip".

    \b
    Example:
      gradiente export moodle --from report --worksheet Calificaciones.csv --comments
    """
    from gradiente.exports.taking_out import to_moodle

    taken = to_moodle(
        folder,
        out,
        worksheet=worksheet,
        comments=comments,
        decimal=decimal,
        grade_column=grade_column,
        comments_column=comments_column,
        by=by,
        topic=topic,
        feedback=feedback,
    )
    if taken.matching is not None:
        _say_matching(taken.matching)
    for key, name in taken.without_feedback:
        click.echo(f"No feedback file: {_shown(name)} ({_shown(key)}) has no participant's number.")
    _say_written(taken.paths)


@command.command(name="canvas")
@source
@click.option("--assignment", required=True, help="Its title, its number, or both: `Losses (123)`.")
@click.option(
    "--gradebook",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The gradebook exported from Canvas, to fill in; else the least that can be imported.",
)
@click.option("--points", type=click.FloatRange(0, min_open=True), default=10.0, help="Without a gradebook.")
@by_option
@topic_option
@out_file
def canvas(
    folder: Path,
    assignment: str,
    gradebook: Path | None,
    points: float,
    by: str | None,
    topic: str | None,
    out: Path | None,
) -> None:
    """Write a CSV for Canvas's gradebook.

    Canvas makes a new assignment of a title that it does not know: name it with its number.

    \b
    Example:
      gradiente export canvas --from report --gradebook grades.csv --assignment 123
    """
    from gradiente.exports.taking_out import to_canvas

    taken = to_canvas(folder, out, assignment=assignment, gradebook=gradebook, points=points, by=by, topic=topic)
    assert taken.matching is not None
    _say_matching(taken.matching)
    _say_written(taken.paths)


@command.command(name="gradescope")
@source
@click.option("--student", help="Key of one student; else a file for each.")
@click.option("--points", type=click.FloatRange(0, min_open=True), default=10.0, help="That the assignment gives.")
@options.kept_feedback
@click.option("--out", type=click.Path(path_type=Path), help="Folder, with --student the file; else in FOLDER/exports.")
def gradescope(folder: Path, student: str | None, points: float, feedback: str | None, out: Path | None) -> None:
    """Write Gradescope's results.json.

    \b
    Example:
      gradiente export gradescope --from report --student 4101 --out results.json
    """
    from gradiente.exports.taking_out import to_gradescope

    taken = to_gradescope(folder, out, student=student, points=points, feedback=feedback)
    for key, name in taken.without_feedback:
        click.echo(f"No file: {_shown(name)} ({_shown(key)}) has no mark yet.")
    _say_written(taken.paths)


@command.command(name="autograder")
@click.option("--topic", "topics", multiple=True, help="Grade this topic; else all of the course.")
@click.option("--points", type=click.FloatRange(0, min_open=True), default=10.0, help="That the assignment gives.")
@click.option(
    "--seed-from",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A graded class whose secret seed is used: the same file gets the same mark in both.",
)
@options.course
@options.feedback
@options.lang
@options.unsandboxed
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default="autograder.zip", help="The zip.")
def autograder(
    topics: tuple[str, ...],
    points: float,
    seed_from: Path | None,
    course: Path | None,
    feedback: str,
    lang: str | None,
    unsandboxed: bool,
    out: Path,
) -> None:
    """Pack Gradescope's autograder.zip: it needs no network but a package index.

    The hidden checks are in it, and students' code is walled off from them; where the container lets no wall be built
    it grades nothing and says so. Keep the zip to yourself.

    \b
    Example:
      gradiente export autograder --topic losses --out autograder.zip
    """
    from gradiente.exports.taking_out import to_autograder

    size = to_autograder(
        out,
        topics=topics,
        points=points,
        seed_from=seed_from,
        course_folder=course,
        feedback=feedback,
        language=lang or options.language_of_locale(),
        unsandboxed=unsandboxed,
    )
    click.echo(f"Written: {out} ({size / 1e6:.1f} MB). It holds the hidden checks: keep it to yourself.")


@command.command(name="junit")
@source
@options.kept_lang
@out_file
def junit(folder: Path, lang: str | None, out: Path | None) -> None:
    """Write JUnit XML: a suite a student and topic, a case a check, with everything that was seen.

    \b
    Example:
      gradiente export junit --from report --out junit.xml
    """
    from gradiente.exports.taking_out import to_junit

    _say_written([to_junit(folder, out, language=lang)])


@command.command(name="csv")
@source
@click.option("--rows", type=click.Choice(["marks", "checks"]), default="marks", help="A row a topic or a check.")
@out_file
def table(folder: Path, rows: str, out: Path | None) -> None:
    """Write a table for programs: commas, decimal points, UTF-8, whatever the language. For people see marks.csv.

    \b
    Example:
      gradiente export csv --from report --rows checks --out checks.csv
    """
    from gradiente.exports.taking_out import to_table

    _say_written([to_table(folder, out, rows=rows)])


@command.command(name="json")
@source
@out_file
def plain(folder: Path, out: Path | None) -> None:
    """Write everything that is known of the class, as in results.json.

    \b
    Example:
      gradiente export json --from report --out class.json
    """
    from gradiente.exports.taking_out import to_json

    _say_written([to_json(folder, out)])


def _say_matching(matching: Matching) -> None:
    click.echo(f"Marks filled in: {len(matching.filled)}, of which {len(matching.replaced)} replace another one.")
    for title, people in (
        ("Students without a row", matching.without_row),
        ("No mark yet, or excused: row left as it was", matching.without_mark),
    ):
        if people:
            click.echo(f"{title}: {', '.join(f'{_shown(name)} ({_shown(key)})' for key, name in people)}.")
    if matching.rows_left:
        click.echo(f"Rows without a student here, left as they were: {', '.join(map(_shown, matching.rows_left))}.")


def _shown(text: str) -> str:
    from gradiente.texts.visible import visible

    return visible(text, 100)


def _say_written(paths: list[Path]) -> None:
    shown = paths if len(paths) <= 3 else [paths[0].parent]
    for path in shown:
        click.echo(f"Written: {path}")
