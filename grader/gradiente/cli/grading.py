"""What `grade` and `demo` do: find, grade, write, sum up."""

from __future__ import annotations

import shutil
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

from gradiente import texts
from gradiente.batch import default_processes
from gradiente.classroom import grade_class, read_submissions, topics_to_grade
from gradiente.cli.options import language_of_locale
from gradiente.cli.quiz_keeping import keep_quiz
from gradiente.cli.summing_up import sum_up
from gradiente.course import Course, Exercise, find_course
from gradiente.course_policy import CoursePolicy, choices_for, read_policy
from gradiente.errors import ExitCode
from gradiente.intake import Intake
from gradiente.overrides import decisions, with_overrides
from gradiente.publishing import publish
from gradiente.regrading.causes import conditions, source_digests
from gradiente.reports.statistics import ClassCount
from gradiente.results import ClassResult, Feedback, TopicResult, Verdict
from gradiente.snapshot import Origin
from gradiente.store import Store
from gradiente.wall.isolation import best_level
from gradiente.wall.launch import Level


def grade_and_report(
    paths: Sequence[Path],
    out: Path,
    *,
    topics: Sequence[str] = (),
    attempts: str | None = None,
    groups: Path | None = None,
    times: Sequence[Path] = (),
    course_folder: Path | None = None,
    feedback: str = Feedback.HINT.value,
    language: str | None = None,
    processes: int | None = None,
    cluster: str | None = None,
    isolation: str | None = None,
    unsandboxed: bool = False,
    quiz_results: Sequence[Path] = (),
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
    policy = read_policy(course.folder, frozenset(exercise.topic for exercise in course.exercises))
    intake = read_submissions(course, paths, choices_for(policy, attempts, groups, times))
    exercises = topics_to_grade(course, intake, topics)
    keep_quiz(quiz_results, out, course.folder)  # before anything is graded: a bad file is said at once
    level = best_level(unsandboxed=unsandboxed, wanted=Level(isolation) if isolation else None)
    if level is Level.NONE:
        errors.print(texts.say("terminal.not-isolated", language), style="bold red")
    request = {
        "paths": [str(path.resolve()) for path in paths],
        "topics": list(topics),
        "attempts": attempts,
        "groups": str(groups.resolve()) if groups else None,
        "times": [str(path.resolve()) for path in times],
        "language": language,
        "feedback": feedback,
    }
    origin = Origin(request, conditions(exercises))
    with Store(out) as store:
        result = grade_with_progress(
            course,
            intake,
            exercises,
            store,
            level,
            policy=policy,
            language=language,
            processes=processes,
            cluster=cluster,
        )
        sources = source_digests(intake)
        count = publish(store, result, origin, sources, out, Feedback(feedback), language)
        if as_json:
            with (out / "results.json").open(encoding="ascii") as file:
                shutil.copyfileobj(file, sys.stdout)
        else:
            sum_up(with_overrides(result, decisions(store)), count, out, Feedback(feedback), language, Console())
    return exit_code(count)


def grade_with_progress(
    course: Course,
    intake: Intake,
    exercises: Sequence[Exercise],
    store: Store,
    level: Level,
    *,
    policy: CoursePolicy,
    language: str,
    processes: int | None,
    cluster: str | None = None,
) -> ClassResult:
    """Grade a class, and show how far it is; see `grade_class`."""
    known_already = texts.say("terminal.known", language)
    with _progress(Console(stderr=True), language) as bar:
        total = sum(1 + len(one.attempts) for one in intake.submissions) * len(exercises)
        work = bar.add_task(texts.say("terminal.grading", language), total=total, rate="")

        def on_result(_: TopicResult, known: bool) -> None:
            bar.advance(work)
            speed = bar.tasks[work].speed
            bar.update(work, rate=known_already if known else f"{speed:.0f}/s" if speed else "")

        return grade_class(
            course,
            intake,
            exercises,
            store,
            level,
            language=language,
            processes=processes or default_processes(),
            cluster=cluster,
            policy=policy,
            on_result=on_result,
        )


def exit_code(count: ClassCount) -> ExitCode:
    """Say in one number how it went: a fault of ours comes before a failed check."""
    if Verdict.GRADER_FAULT in count.verdicts:
        return ExitCode.GRADER_FAULT
    return ExitCode.SOMETHING_FAILED if count.verdicts - {Verdict.PASSED} else ExitCode.ALL_PASSED


def _progress(console: Console, language: str) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn(texts.say("terminal.left", language)),
        TimeRemainingColumn(),
        console=console,
    )
