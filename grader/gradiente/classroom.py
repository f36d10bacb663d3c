"""Grade what an instructor hands over: submissions in, a graded class out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from gradiente.batch import Plan, Task, grade_tasks, task_for
from gradiente.course import Course, Exercise
from gradiente.errors import GradienteError
from gradiente.intake import Intake, Note, Submission, TopicNames, collect
from gradiente.judge.digests import versions
from gradiente.results import ClassResult, GradedFunction, StudentResult, Text, TopicGuide, TopicResult
from gradiente.store import Store
from gradiente.wall.launch import Level


def read_submissions(course: Course, paths: Sequence[Path]) -> Intake:
    """Find the students and match their files to the course's topics; see `gradiente.intake`."""
    names = [
        TopicNames(exercise.topic, exercise.number, tuple(function.name for function in exercise.functions))
        for exercise in course.exercises
    ]
    return collect(paths, names)


def topics_to_grade(course: Course, intake: Intake, chosen: Sequence[str]) -> tuple[Exercise, ...]:
    """Return the topics chosen, else every topic that anybody handed in, in the order of the lecture.

    Raises
    ------
    GradienteError
        If a chosen topic does not exist, or no file of any topic was handed in.
    """
    if chosen:
        wanted = {course.exercise(topic).topic for topic in chosen}
    else:
        wanted = {file.topic for submission in intake.submissions for file in submission.files}
    if not wanted:
        odd = f" {len(intake.odd)} files were found that belong to no topic." if intake.odd else ""
        raise GradienteError(
            f"No file of any topic was found.{odd} Name the topics with --topic to give everybody zero points."
        )
    return tuple(exercise for exercise in course.exercises if exercise.topic in wanted)


def grade_class(
    course: Course,
    intake: Intake,
    exercises: Sequence[Exercise],
    store: Store,
    level: Level,
    *,
    language: str,
    processes: int,
    cluster: str | None = None,
    on_result: Callable[[TopicResult, bool], None],
) -> ClassResult:
    """Grade every student in every topic.

    Parameters
    ----------
    course : Course
    intake : Intake
    exercises : sequence of Exercise
        The topics to grade.
    store : Store
        Holds the course's secret seed, and every verdict as it comes.
    level : Level
    language : str
        Of students whose files do not say.
    processes : int
    cluster : str, optional
        Address of a Dask scheduler; see `gradiente.batch.grade_tasks`.
    on_result : callable
        Called with each result, and whether it was known already.

    Returns
    -------
    ClassResult
        The same for the same submissions, checks, seed and versions, in whatever order they were judged.
    """
    plan = Plan(course, store.secret_seed(), level)
    owners: dict[int, tuple[str, str]] = {}
    tasks: list[Task] = []
    for submission in intake.submissions:
        for exercise in exercises:
            task = _task(submission, exercise)
            owners[id(task)] = submission.key, exercise.topic
            tasks.append(task)
    results: dict[tuple[str, str], TopicResult] = {}
    for task, result in grade_tasks(
        plan,
        tasks,
        store,
        processes=processes,
        cluster=cluster,
        on_result=lambda _, result, known: on_result(result, known),
    ):
        results[owners[id(task)]] = result
    students = tuple(
        StudentResult(
            key=submission.key,
            name=submission.name,
            language=submission.language or language,
            topics=tuple(
                _with_file_name(results[submission.key, exercise.topic], submission) for exercise in exercises
            ),
            notes=_notes([*submission.notes, *(odd.note for odd in intake.odd if odd.student == submission.key)]),
        )
        for submission in intake.submissions
    )
    return ClassResult(
        students=students,
        topics=tuple((exercise.topic, exercise.title) for exercise in exercises),
        odd_files=tuple((odd.path, odd.note.kind, dict(odd.note.details)) for odd in intake.odd if odd.student is None),
        isolation=level.value,
        versions=versions(),
        notes=_notes(intake.notes),
        guides=tuple(_guide(exercise) for exercise in exercises),
    )


def _notes(notes: Iterable[Note]) -> tuple[tuple[str, dict[str, str]], ...]:
    return tuple((note.kind, dict(note.details)) for note in notes)


def _guide(exercise: Exercise) -> TopicGuide:
    functions = tuple(
        GradedFunction(
            function.name,
            function.points,
            Text(function.hints["es"][0], function.hints["en"][0]) if function.hints["es"] else None,
        )
        for function in exercise.functions
    )
    return TopicGuide(exercise.topic, exercise.lecture, functions)


def _task(submission: Submission, exercise: Exercise) -> Task:
    for file in submission.files:
        if file.topic == exercise.topic:
            others = {other.path.rsplit("/", 1)[-1]: other.source for other in submission.files}
            return task_for(exercise, file.path, file.source, {**others, **submission.helpers})
    return task_for(exercise, None, b"", {})


def _with_file_name(result: TopicResult, submission: Submission) -> TopicResult:
    """Name the file as the student did; the worker knows it by its topic."""
    from dataclasses import replace

    names = {file.topic: file.path for file in submission.files}
    return replace(result, file=names.get(result.topic))
