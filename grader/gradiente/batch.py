"""A whole class: every submission in every topic, on all processors, resumed where it stopped."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace

from gradiente.course import Course, Exercise
from gradiente.judge.assembly import Assembler
from gradiente.judge.digests import judge_digest, versions
from gradiente.judge.record import CheckRecord, TopicRecord
from gradiente.judge.suite import load_suite
from gradiente.judges import ClusterJudges, JudgeEndedError, Judges, LocalJudges, Seating
from gradiente.results import Evidence, TopicResult, Verdict
from gradiente.store import Store
from gradiente.wall.launch import Level

_ATTEMPTS = 2


@dataclass(frozen=True)
class Task:
    """One submission in one topic.

    Attributes
    ----------
    topic : str
    main : str or None
        The student's file; None if none was handed in.
    files : dict of str to bytes
        That file and the student's other ones.
    """

    topic: str
    main: str | None
    files: dict[str, bytes] = field(repr=False)


@dataclass(frozen=True)
class Plan:
    """What a verdict depends on beside the submission.

    Attributes
    ----------
    course : Course
    seed : str
    level : Level
    """

    course: Course
    seed: str
    level: Level

    def key(self, task: Task) -> str:
        """Name a record by everything that it depends on beside the checks."""
        exercise = self.course.exercise(task.topic)
        content = hashlib.sha256()
        parts = [task.topic, task.main or "", self.seed, self.level, judge_digest(), *versions().values()]
        for part in (*parts, str(exercise.limits), *exercise.libraries):
            content.update(part.encode() + b"\0")
        for name, data in sorted(task.files.items()):
            content.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
        return content.hexdigest()


def grade_tasks(
    plan: Plan,
    tasks: Iterable[Task],
    store: Store,
    *,
    processes: int,
    cluster: str | None = None,
    on_result: Callable[[Task, TopicResult, bool], None] = lambda *_: None,
) -> Iterator[tuple[Task, TopicResult]]:
    """Grade tasks, each at most once for the same content, and store every record as it comes.

    Of a submission that was judged before, only the checks that have changed since are judged again.

    Parameters
    ----------
    plan : Plan
    tasks : iterable of Task
    store : Store
    processes : int
        Judges at work at once on this machine.
    cluster : str, optional
        Address of a Dask scheduler whose workers judge instead.
    on_result : callable
        Called with the task, its result, and whether it was known already.

    Yields
    ------
    (Task, TopicResult)
        As they become known.
    """
    tasks = list(tasks)
    assemblers = {exercise.topic: Assembler(load_suite(exercise)) for exercise in _exercises(plan, tasks)}
    twins: dict[str, list[Task]] = {}
    orders: list[_Order] = []
    for task in tasks:
        key, assembler = plan.key(task), assemblers[task.topic]
        if key in twins:
            twins[key].append(task)  # the same file from two students is judged once
            continue
        record = store.get(key, assembler.digests)
        if record is not None and record.checks.keys() == assembler.digests.keys():
            result = assembler.topic_result(record, task.main, plan.level)
            on_result(task, result, True)
            yield task, result
        else:
            twins[key] = [task]
            orders.append(_Order(key, task, record or TopicRecord()))
    for order, record in _judged(plan, orders, cluster, processes):
        if order.known.checks:  # it was loaded again, but not all of it was called again
            record = replace(record, printed=order.known.printed)
        assembler = assemblers[order.task.topic]
        store.put(order.key, record, assembler.digests)
        result = assembler.topic_result(record, order.task.main, plan.level)
        for task in twins[order.key]:
            on_result(task, result, False)
            yield task, result


@dataclass(frozen=True)
class _Order:
    """One submission to be judged.

    Attributes
    ----------
    key : str
    task : Task
    known : TopicRecord
        What needs no judgement.
    """

    key: str
    task: Task
    known: TopicRecord


def _exercises(plan: Plan, tasks: list[Task]) -> list[Exercise]:
    topics = dict.fromkeys(task.topic for task in tasks)
    return [plan.course.exercise(topic) for topic in topics]


def _judged(
    plan: Plan, orders: list[_Order], cluster: str | None, processes: int
) -> Iterator[tuple[_Order, TopicRecord]]:
    """Have orders judged; a judge that dies costs nobody else anything."""
    waiting = deque(orders)
    attempts: dict[str, int] = {}
    while waiting:
        running: dict[Future[TopicRecord], _Order] = {}
        # After an accident the suspects go one by one, so that the next accident has one cause.
        suspects = any(attempts.get(order.key, 0) for order in waiting)
        with _judges(plan, cluster, 1 if suspects else min(processes, len(waiting))) as judges:
            ahead = 1 if suspects else judges.ahead
            try:
                while waiting or running:
                    while waiting and len(running) < ahead:
                        order = waiting.popleft()
                        task = order.task
                        running[judges.submit(task.topic, task.main, task.files, order.known.checks)] = order
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        record = judges.record_of(future)
                        yield running.pop(future), record
            except JudgeEndedError:
                for order in running.values():
                    attempts[order.key] = attempts.get(order.key, 0) + 1
                    if attempts[order.key] > _ATTEMPTS:
                        yield order, _given_up(plan, order.task)
                    else:
                        waiting.appendleft(order)


def _judges(plan: Plan, cluster: str | None, processes: int) -> Judges:
    seating = Seating(str(plan.course.folder), plan.seed, plan.level.value)
    return ClusterJudges(seating, cluster) if cluster else LocalJudges(seating, processes)


def _given_up(plan: Plan, task: Task) -> TopicRecord:
    """The judge died over this submission, more than once: our fault, for a person to see."""
    evidence = Evidence("grader-fault", {"message": "the judge itself ended while it graded this file"})
    fault = CheckRecord(Verdict.GRADER_FAULT, evidence)
    return TopicRecord({check.name: fault for check in load_suite(plan.course.exercise(task.topic)).checks})


def default_processes() -> int:
    """One judge a processor: a judge and its worker take turns."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def task_for(exercise: Exercise, main: str | None, source: bytes, helpers: dict[str, bytes]) -> Task:
    """Make the task of one student's file; the file is loaded under the name of its topic.

    Parameters
    ----------
    exercise : Exercise
    main : str or None
        Name of the file as it was handed in.
    source : bytes
    helpers : dict of str to bytes
        The student's other files.
    """
    if main is None:
        return Task(exercise.topic, None, {})
    name = f"{exercise.topic}.py"
    return Task(exercise.topic, name, {**helpers, name: source})
