"""From a graded class in its store to a file that somebody else's program reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from gradiente.course import find_course
from gradiente.errors import GradienteError
from gradiente.exports.marks import Matching, marked
from gradiente.overrides import decisions, with_overrides
from gradiente.reports.file_names import page_names
from gradiente.reports.student_page import student_page
from gradiente.reports.writing import whole_file
from gradiente.results import ClassResult, Feedback
from gradiente.snapshot import Snapshot, graded

EXPORTS = "exports"


@dataclass(frozen=True)
class Taken:
    """What was written.

    Attributes
    ----------
    paths : list of Path
    matching : Matching or None
        Where marks were put into somebody's table.
    without_feedback : tuple of (str, str)
        Students, by key and name, for whom there is no file.
    """

    paths: list[Path]
    matching: Matching | None = None
    without_feedback: tuple[tuple[str, str], ...] = field(default=())


@contextmanager
def the_class(folder: Path) -> Iterator[tuple[ClassResult, Snapshot]]:
    """Open a graded class, with what a person decided."""
    with graded(folder) as (store, snapshot):
        yield with_overrides(snapshot.result, decisions(store)), snapshot


def to_moodle(
    folder: Path,
    out: Path | None,
    *,
    worksheet: Path | None,
    comments: bool = False,
    decimal: str | None = None,
    grade_column: str | None = None,
    comments_column: str | None = None,
    by: str | None = None,
    topic: str | None = None,
    feedback: str | None = None,
) -> Taken:
    """Fill in a worksheet, if there is one, and pack the feedback; see `gradiente.exports.moodle`."""
    from gradiente.exports.moodle import comment_on, feedback_zip, fill_worksheet, find_columns
    from gradiente.exports.sheets import Sheet

    out = out or folder / EXPORTS
    paths, matching = [], None
    with the_class(folder) as (result, snapshot):
        if worksheet is not None:
            found = find_columns(Sheet(worksheet), by=by, grade=grade_column, comments=comments_column)
            if comments and found.comments is None:
                raise GradienteError(f"{worksheet}: name the column of feedback comments with --comments-column.")
            titles = {name: name for name, _ in result.topics}
            matching = fill_worksheet(
                found,
                marked(result, topic),
                decimal=decimal,
                comment=(lambda student: comment_on(student, titles)) if comments else None,
            )
            paths.append(_other(out / worksheet.name, worksheet))
            _write(paths[-1], found.sheet.content())
        shown = Feedback(feedback or snapshot.origin.request["feedback"])
        content, left_out = feedback_zip((one, student_page(one, result, shown)) for one in result.students)
        paths.append(out / "feedback.zip")
        _write(paths[-1], content)
    return Taken(paths, matching, left_out)


def to_canvas(
    folder: Path,
    out: Path | None,
    *,
    assignment: str,
    gradebook: Path | None = None,
    points: float = 10.0,
    by: str | None = None,
    topic: str | None = None,
) -> Taken:
    """Fill in a gradebook, or write one from nothing; see `gradiente.exports.canvas`."""
    from gradiente.exports.canvas import fill_gradebook, minimal_gradebook
    from gradiente.exports.sheets import Sheet

    with the_class(folder) as (result, _):
        if gradebook is not None:
            sheet = Sheet(gradebook)
            matching = fill_gradebook(sheet, marked(result, topic), assignment, by=by)
            content = sheet.content()
        else:
            text, matching = minimal_gradebook(marked(result, topic), assignment, points)
            content = text.encode()
    path = out or folder / EXPORTS / "canvas.csv"
    _write(path if gradebook is None else _other(path, gradebook), content)
    return Taken([path], matching)


def to_gradescope(
    folder: Path, out: Path | None, *, student: str | None = None, points: float = 10.0, feedback: str | None = None
) -> Taken:
    """Write a results.json for one student or for each; see `gradiente.exports.gradescope`."""
    from gradiente.exports.gradescope import gradescope_results
    from gradiente.exports.gradescope import to_json as written

    with the_class(folder) as (result, snapshot):
        shown = Feedback(feedback or snapshot.origin.request["feedback"])
        if student is not None and student not in result.keys:
            raise GradienteError(f"No student has the key {student!r}; marks.csv lists the keys.")
        names = page_names(result.keys)
        paths, without = [], []
        for place, key in enumerate(result.keys):
            if student not in (None, key):
                continue
            one = result.students[place]
            results = gradescope_results(one, result, shown, points)
            if results is None:
                without.append((one.key, one.name))
                continue
            name = names[key].removesuffix(".html") + ".json"
            path = folder / EXPORTS / "gradescope" / name if out is None else out if student else out / name
            _write(path, written(results).encode("ascii"))
            paths.append(path)
    return Taken(paths, None, tuple(without))


def to_autograder(
    out: Path,
    *,
    topics: Sequence[str],
    points: float,
    seed_from: Path | None,
    course_folder: Path | None,
    feedback: str,
    language: str,
    unsandboxed: bool,
) -> int:
    """Pack an autograder and return its size in bytes; see `gradiente.exports.autograder`."""
    import secrets

    from gradiente.exports.autograder import autograder_zip

    if seed_from is None:
        seed = secrets.token_hex(16)
    else:
        with graded(seed_from) as (store, _):
            seed = store.secret_seed()
    content = autograder_zip(
        find_course(course_folder),
        topics,
        seed,
        feedback=Feedback(feedback),
        language=language,
        points=points,
        unsandboxed=unsandboxed,
    )
    _write(out, content)
    return len(content)


def to_junit(folder: Path, out: Path | None, *, language: str | None = None) -> Path:
    """Write JUnit XML; see `gradiente.exports.junit`."""
    from gradiente.exports.junit import junit_xml

    path = out or folder / EXPORTS / "junit.xml"
    with the_class(folder) as (result, snapshot):
        _write(path, junit_xml(result, language or snapshot.origin.request["language"]))
    return path


def to_table(folder: Path, out: Path | None, *, rows: str) -> Path:
    """Write a table; see `gradiente.exports.tables`."""
    from gradiente.exports.tables import checks_table, marks_table

    path = out or folder / EXPORTS / f"{rows}.csv"
    with the_class(folder) as (result, _):
        _write(path, (marks_table if rows == "marks" else checks_table)(result).encode("utf-8", "replace"))
    return path


def to_json(folder: Path, out: Path | None) -> Path:
    """Write the class as results.json has it."""
    from gradiente.reports.plain import results_json

    path = out or folder / EXPORTS / "results.json"
    with the_class(folder) as (result, _):
        _write(path, results_json(result).encode("ascii"))
    return path


def _other(path: Path, template: Path) -> Path:
    """Return the path unless it is the template itself, which is the only copy of what the platform gave."""
    if path.exists() and path.samefile(template):
        raise GradienteError(f"{path} would be written over itself: choose another --out.")
    return path


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as write:
        write(content)
