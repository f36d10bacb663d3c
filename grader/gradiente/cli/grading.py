"""What `grade` and `demo` do: find, grade, write, sum up."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from gradiente.batch import default_processes
from gradiente.classroom import grade_class, read_submissions, topics_to_grade
from gradiente.cli.options import language_of_locale
from gradiente.course import find_course
from gradiente.errors import ExitCode
from gradiente.reports import results_json, write_reports
from gradiente.results import ClassResult, Feedback, TopicResult, Verdict
from gradiente.store import Store
from gradiente.wall.isolation import best_level
from gradiente.wall.launch import Level


def grade_and_report(
    paths: Sequence[Path],
    out: Path,
    *,
    topics: Sequence[str] = (),
    course_folder: Path | None = None,
    feedback: str = Feedback.HINT.value,
    language: str | None = None,
    processes: int | None = None,
    cluster: str | None = None,
    unsandboxed: bool = False,
    as_json: bool = False,
) -> ExitCode:
    """Grade what lies at some paths and write everything an instructor gets.

    Returns
    -------
    ExitCode
    """
    errors = Console(stderr=True)
    language = language or language_of_locale()
    course = find_course(course_folder)
    intake = read_submissions(course, paths)
    exercises = topics_to_grade(course, intake, topics)
    level = best_level(unsandboxed=unsandboxed)
    if level is Level.NONE:
        errors.print("Student code is NOT isolated: it could read and forge anything here.", style="bold red")
    with Store(out) as store, _progress(errors) as bar:
        work = bar.add_task("grading", total=len(intake.submissions) * len(exercises), rate="")

        def on_result(_: TopicResult, known: bool) -> None:
            bar.advance(work)
            speed = bar.tasks[work].speed
            bar.update(work, rate="from the store" if known else f"{speed:.0f}/s" if speed else "")

        result = grade_class(
            course,
            intake,
            exercises,
            store,
            level,
            language=language,
            processes=processes or default_processes(),
            cluster=cluster,
            on_result=on_result,
        )
    write_reports(result, out, Feedback(feedback), language)
    if as_json:
        sys.stdout.write(results_json(result))
    else:
        _sum_up(result, out, Console())
    return exit_code(result)


def exit_code(result: ClassResult) -> ExitCode:
    """Say in one number how it went: a fault of ours comes before a failed check."""
    checks = [check for student in result.students for topic in student.topics for check in topic.checks]
    if any(check.verdict is Verdict.GRADER_FAULT for check in checks):
        return ExitCode.GRADER_FAULT
    if any(check.verdict is not Verdict.PASSED for check in checks):
        return ExitCode.SOMETHING_FAILED
    return ExitCode.ALL_PASSED


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=console,
    )


def _sum_up(result: ClassResult, out: Path, console: Console) -> None:
    """Print the class at a glance."""
    table = Table(title=f"{len(result.students)} students", title_justify="left")
    table.add_column("topic")
    for heading in ("handed in", "mean", "at 10", "below 5"):
        table.add_column(heading, justify="right")
    for place, (topic, title) in enumerate(result.topics):
        results = [student.topics[place] for student in result.students]
        marks = [one.mark for one in results if one.file is not None and one.mark is not None]
        mean = f"{sum(marks) / len(marks):.2f}" if marks else "-"
        table.add_row(
            f"{topic} ({title.en})",
            str(sum(one.file is not None for one in results)),
            mean,
            str(sum(mark >= 10 for mark in marks)),
            str(sum(mark < 5 for mark in marks)),
        )
    console.print(table)
    if len(result.students) == 1:
        _list_failures(result, console)
    looks = [student for student in result.students if student.needs_a_look]
    if looks:
        console.print(f"{len(looks)} submissions need a human look; the class page lists them and says why.")
    if result.odd_files:
        console.print(f"{len(result.odd_files)} files belong to no student or no topic; the class page lists them.")
    console.print(f"Isolation: {result.isolation}.")
    console.print(f"Class page: {out / 'index.html'}", soft_wrap=True)
    console.print(f"Marks: {out / 'marks.csv'}", soft_wrap=True)


def _list_failures(result: ClassResult, console: Console) -> None:
    from rich.markup import escape

    for topic in result.students[0].topics:
        mark = "-" if topic.mark is None else f"{topic.mark:.2f}"
        console.print(f"[bold]{topic.topic}[/bold] {mark}")
        for check in topic.checks:
            if check.verdict is not Verdict.PASSED:
                console.print(f"  {check.verdict.value}: {check.function}: {escape(check.says.en)}", soft_wrap=True)
        for one in topic.misconceptions:
            console.print(f"  {one.function}: {escape(one.name.en)}", style="yellow", soft_wrap=True)
