"""Where a judge sits: a process of its own, with its suites made ready and its zygotes warm."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Mapping
from multiprocessing.util import Finalize
from pathlib import Path

from gradiente.course import Course
from gradiente.judge.assembly import Assembler
from gradiente.judge.grading import grade_topic
from gradiente.judge.one_processor import OneProcessor
from gradiente.judge.prepared import PreparedSuite
from gradiente.judge.record import CheckRecord, TopicRecord
from gradiente.judge.suite import load_suite
from gradiente.results import TopicResult
from gradiente.wall.launch import Level, launch
from gradiente.wall.zygote import Zygote


class Desk:
    """The suites and zygotes of one judge, made when they are first needed.

    Parameters
    ----------
    course : Course
    seed : str
        The secret of this course offering.
    level : Level
        How workers are shut in.
    """

    def __init__(self, course: Course, seed: str, level: Level) -> None:
        self._course, self._seed, self._level = course, seed, level
        self._suites: dict[str, PreparedSuite] = {}
        self._zygotes: dict[tuple[str, ...], Zygote] = {}
        self._processor = OneProcessor()

    def judge(
        self, topic: str, main: str | None, files: dict[str, bytes], known: Mapping[str, CheckRecord] | None = None
    ) -> TopicRecord:
        """Judge one submission in one topic, apart from the checks that are known already."""
        suite = self.suite(topic)
        zygote = self._zygote(suite)
        len(suite.checks)  # is made ready once, wherever there is room
        with self._processor.taken() as zygote.processors:
            return grade_topic(suite, zygote, main, files, known)

    def grade(self, topic: str, main: str | None, files: dict[str, bytes]) -> TopicResult:
        """Judge one submission in one topic and complete the record."""
        record = self.judge(topic, main, files)
        return Assembler(self.suite(topic).suite).topic_result(record, main, self._level.value)

    def suite(self, topic: str) -> PreparedSuite:
        """Return a topic's suite, made ready."""
        if topic not in self._suites:
            suite = load_suite(self._course.exercise(topic))
            if "torch" in suite.exercise.libraries:
                _compute_in_one_thread()
            self._suites[topic] = PreparedSuite(suite, self._seed)
        return self._suites[topic]

    def close(self) -> None:
        """End the zygotes."""
        for zygote in self._zygotes.values():
            zygote.close()
        self._zygotes.clear()

    def _zygote(self, suite: PreparedSuite) -> Zygote:
        libraries = tuple(sorted(set(suite.suite.exercise.libraries) - {"numpy"}))
        if libraries not in self._zygotes:
            self._zygotes[libraries] = Zygote(launch(self._level, libraries))
        return self._zygotes[libraries]


def _compute_in_one_thread() -> None:
    """Have torch compute here as it does in a worker.

    A check's models are so small that threads only wait for each other: on a machine that has other work to do, a
    check was then interrupted as one that hangs.
    """
    import torch

    torch.set_num_threads(1)


_desk: Desk | None = None


def take_seat(course: str, seed: str, level: str, grader: int) -> None:
    """Prepare this process to judge; an interrupt is the parent's to handle, and its end is ours.

    Parameters
    ----------
    course, seed, level : str
        See `Desk`.
    grader : int
        The parent's process number.
    """
    global _desk
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: a killed grader leaves nobody behind
        if os.getppid() != grader:  # it was killed before that was said
            os._exit(1)
    _desk = Desk(Course(Path(course)), seed, Level(level))
    # A process of a pool ends without atexit.
    Finalize(_desk, _desk.close, exitpriority=10)


def judge(
    topic: str, main: str | None, files: dict[str, bytes], known: Mapping[str, CheckRecord] | None = None
) -> TopicRecord:
    """Judge one submission in one topic at this process's desk."""
    assert _desk is not None
    return _desk.judge(topic, main, files, known)
