"""A whole class: every submission in every topic, on all processors, resumed where it stopped."""

from __future__ import annotations

import hashlib
import multiprocessing
import platform
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from gradiente.course import Course, Exercise
from gradiente.judge import desk
from gradiente.judge.suite import load_suite
from gradiente.results import CheckResult, Evidence, TopicResult, Verdict
from gradiente.store import Store
from gradiente.wall.launch import Level

_WAITING_PER_PROCESS = 4  # tasks handed out ahead, so that memory does not grow with the class
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

    def versions(self) -> dict[str, str]:
        """The versions that can change a verdict."""
        return {
            "python": platform.python_version(),
            **{name: version(name) for name in ("gradiente", "hypothesis", "numpy")},
        }

    def key(self, task: Task, digest: str) -> str:
        """Name a verdict by everything that it depends on."""
        content = hashlib.sha256()
        parts = [task.topic, task.main or "", digest, self.seed, self.level, *self.versions().values()]
        for part in parts:
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
    on_result: Callable[[Task, TopicResult, bool], None] = lambda *_: None,
) -> Iterator[tuple[Task, TopicResult]]:
    """Grade tasks, each at most once for the same content, and store every verdict as it comes.

    Parameters
    ----------
    plan : Plan
    tasks : iterable of Task
    store : Store
    processes : int
        Judges at work at once.
    on_result : callable
        Called with the task, its result, and whether it was known already.

    Yields
    ------
    (Task, TopicResult)
        As they become known.
    """
    tasks = list(tasks)
    digests = {exercise.topic: load_suite(exercise).digest for exercise in _exercises(plan, tasks)}
    twins: dict[str, list[Task]] = {}
    open_tasks: list[tuple[str, Task]] = []
    for task in tasks:
        key = plan.key(task, digests[task.topic])
        known = store.get(key)
        if known is not None:
            on_result(task, known, True)
            yield task, known
        elif key in twins:
            twins[key].append(task)  # the same file from two students is judged once
        else:
            twins[key] = [task]
            open_tasks.append((key, task))
    if not open_tasks:
        return
    for key, result in _judged(plan, open_tasks, processes):
        if not result.faults:  # a fault of ours is tried again by the next run
            store.put(key, result)
        for task in twins[key]:
            on_result(task, result, False)
            yield task, result


def _exercises(plan: Plan, tasks: list[Task]) -> list[Exercise]:
    topics = dict.fromkeys(task.topic for task in tasks)
    return [plan.course.exercise(topic) for topic in topics]


def _judged(plan: Plan, tasks: list[tuple[str, Task]], processes: int) -> Iterator[tuple[str, TopicResult]]:
    """Run tasks on judges in processes of their own; a judge that dies costs nobody else anything."""
    waiting = deque(tasks)
    attempts: dict[str, int] = {}
    while waiting:
        running: dict[Future[TopicResult], tuple[str, Task]] = {}
        # After an accident the suspects go one by one, so that the next accident has one cause.
        suspects = any(attempts.get(key, 0) for key, _ in waiting)
        with _judges(plan, 1 if suspects else min(processes, len(waiting))) as executor:
            try:
                ahead = 1 if suspects else processes * _WAITING_PER_PROCESS
                while waiting or running:
                    while waiting and len(running) < ahead:
                        key, task = waiting.popleft()
                        running[executor.submit(desk.grade, task.topic, task.main, task.files)] = key, task
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        result = future.result()
                        yield running.pop(future)[0], result
            except BrokenProcessPool:
                for key, task in running.values():
                    attempts[key] = attempts.get(key, 0) + 1
                    if attempts[key] > _ATTEMPTS:
                        yield key, _given_up(plan, task)
                    else:
                        waiting.appendleft((key, task))
            except (KeyboardInterrupt, GeneratorExit):
                executor.shutdown(wait=False, cancel_futures=True)
                raise


def _judges(plan: Plan, processes: int) -> Executor:
    # Judges are started, not forked: nothing of this process, and no thread of it, is theirs.
    return ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=desk.take_seat,
        initargs=(str(plan.course.folder), plan.seed, plan.level.value),
    )


def _given_up(plan: Plan, task: Task) -> TopicResult:
    """The judge died over this submission, more than once: our fault, for a person to see."""
    suite = load_suite(plan.course.exercise(task.topic))
    evidence = Evidence("grader-fault", {"message": "the judge itself ended while it graded this file"})
    checks = tuple(
        CheckResult(
            check.name,
            check.function,
            check.points,
            check.visibility,
            check.says,
            Verdict.GRADER_FAULT,
            evidence,
        )
        for check in suite.checks
    )
    return TopicResult(task.topic, task.main, checks, isolation=plan.level.value)


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


__all__ = ["Path", "Plan", "Task", "default_processes", "grade_tasks", "task_for"]
