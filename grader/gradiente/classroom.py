"""Grade what an instructor hands over: submissions in, a graded class out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from gradiente.batch import Plan, Task, grade_tasks, task_for
from gradiente.course import Course, Exercise
from gradiente.course_policy import CoursePolicy, LatePolicy
from gradiente.errors import GradienteError
from gradiente.intake import Choices, Intake, Note, Submission, TopicNames, collect
from gradiente.judge.digests import versions
from gradiente.results import (
    ClassResult,
    GradedFunction,
    Lateness,
    OnDemand,
    StudentResult,
    Text,
    TopicGuide,
    TopicResult,
)
from gradiente.store import Store
from gradiente.wall.launch import Level


def read_submissions(course: Course, paths: Sequence[Path], choices: Choices | None = None) -> Intake:
    """Find the students and match their files to the course's topics; see `gradiente.intake`."""
    names = [
        TopicNames(exercise.topic, exercise.number, tuple(function.name for function in exercise.functions))
        for exercise in course.exercises
    ]
    return collect(paths, names, choices=choices or Choices())


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
    policy: CoursePolicy | None = None,
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
    policy : CoursePolicy, optional
        What lateness costs; else nothing.
    on_result : callable
        Called with each result, and whether it was known already.

    Returns
    -------
    ClassResult
        The same for the same submissions, checks, seed and versions, in whatever order they were judged. Its students
        are read from the store when they are asked for: keep it open.
    """
    plan = Plan(course, store.secret_seed(), level)
    gradebook = _Gradebook(plan, store, exercises, intake.submissions)
    for task, result in grade_tasks(
        plan,
        gradebook.tasks(),
        store,
        processes=processes,
        cluster=cluster,
        on_result=lambda _, result, known: on_result(result, known),
    ):
        gradebook.enter(task, result)
    strays = _by_student(intake)
    late_policy = (policy or CoursePolicy()).late

    def read_attempt(submission: Submission) -> StudentResult:
        late, unclear = _lateness(submission, exercises, late_policy)
        return StudentResult(
            key=submission.key,
            name=submission.name,
            language=submission.language or language,
            topics=tuple(gradebook.result(submission, exercise) for exercise in exercises),
            notes=_notes([*unclear, *submission.notes, *strays.get(submission.key, ())]),
            late=late,
        )

    def read(place: int) -> StudentResult:
        submission = intake.submissions[place]
        if not submission.attempts:
            return read_attempt(submission)
        return _best([(one, read_attempt(one)) for one in (*submission.attempts, submission)])

    return ClassResult(
        students=OnDemand([submission.key for submission in intake.submissions], read),
        topics=tuple((exercise.topic, exercise.title) for exercise in exercises),
        odd_files=tuple((odd.path, odd.note.kind, dict(odd.note.details)) for odd in intake.odd if odd.student is None),
        isolation=level.value,
        versions=versions(),
        notes=_notes(intake.notes),
        guides=tuple(_guide(exercise) for exercise in exercises),
    )


class _Gradebook:
    """Which result belongs to whom. What the store holds is read from there again, so memory does not grow with it."""

    def __init__(
        self, plan: Plan, store: Store, exercises: Sequence[Exercise], submissions: Sequence[Submission]
    ) -> None:
        self._plan, self._store, self._exercises, self._submissions = plan, store, exercises, submissions
        for exercise in exercises:  # a mistake in any of the pages is said before anything is judged
            plan.assembler(exercise.topic)
        self._unstored: dict[str, TopicResult] = {}

    def tasks(self) -> list[Iterator[Task]]:
        """Everything that is to be judged, topic by topic."""
        return [self._of_a_topic(exercise) for exercise in self._exercises]

    def _of_a_topic(self, exercise: Exercise) -> Iterator[Task]:
        for submission in self._submissions:
            for attempt in (*submission.attempts, submission):
                yield _task(attempt, exercise)

    def enter(self, task: Task, result: TopicResult) -> None:
        """Keep a result that the store does not hold whole."""
        if result.faults:
            self._unstored[self._plan.key(task)] = result

    def result(self, submission: Submission, exercise: Exercise) -> TopicResult:
        """Return one student's result in one topic, with the name that the student gave the file."""
        task = _task(submission, exercise)
        key = self._plan.key(task)
        result = self._unstored.get(key)
        if result is None:
            assembler = self._plan.assembler(exercise.topic)
            record = self._store.get(key, assembler.digests)
            if record is None or record.checks.keys() != assembler.digests.keys():
                raise GradienteError(f"{self._store.path} has lost what was just graded: run the same command again.")
            result = assembler.topic_result(record, task.main, self._plan.level.value)
        names = {file.topic: file.path for file in submission.files}
        return replace(result, file=names.get(exercise.topic))


def _lateness(
    submission: Submission, exercises: Sequence[Exercise], policy: LatePolicy
) -> tuple[tuple[Lateness, ...], list[Note]]:
    """Return what was late, and a remark where nobody can say whether it was."""
    handed_in = {file.topic for file in submission.files}
    topics = [exercise.topic for exercise in exercises if exercise.topic in handed_in]
    timed = [topic for topic in topics if policy.deadline_of(topic, submission.key) is not None]
    if submission.submitted is None:
        unclear = Note("flagged-late" if submission.is_flagged_late else "time-unknown")
        return (), [unclear] if timed else []
    found = (policy.lateness(topic, submission.key, submission.submitted) for topic in timed)
    return tuple(late for late in found if late is not None), []


def _best(attempts: list[tuple[Submission, StudentResult]]) -> StudentResult:
    """Return the attempt with the best mark, of equal ones the last, with a remark about the others."""
    worth = [-1.0 if result.mark is None else result.mark for _, result in attempts]
    chosen, best = attempts[max(range(len(attempts)), key=lambda place: (worth[place], place))]
    shown = [(one.attempt, "–" if result.mark is None else f"{result.mark:.2f}") for one, result in attempts]
    marks = ", ".join(f"{attempt}: {mark}" for attempt, mark in shown)
    note = Note("attempts-best", {"count": str(len(attempts)), "chosen": chosen.attempt, "marks": marks})
    return replace(best, notes=(*_notes([note]), *best.notes))


def _by_student(intake: Intake) -> dict[str, list[Note]]:
    """What was noticed about files that belong to a student and are not graded."""
    found: dict[str, list[Note]] = {}
    for odd in intake.odd:
        if odd.student is not None:
            found.setdefault(odd.student, []).append(odd.note)
    return found


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
            others = {other.path.rsplit("/", 1)[-1]: other.text for other in submission.files}
            return task_for(exercise, file.path, file.text, {**others, **submission.helpers})
    return task_for(exercise, None, b"", {})
