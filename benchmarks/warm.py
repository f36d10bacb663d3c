"""What one more submission costs in a warm class: the judge, its worker and the zygote, with the wall and without.

    python benchmarks/warm.py COURSE TOPIC FILE... [--submissions 100] [--failing 10] [--rounds 5] [--bare]

Each FILE is graded `--submissions` times in every round (`--failing` times if a check fails), made different by a
comment each time. Processor time is that
of this process and of everything inside bubblewrap, ended workers included. `--bare` has the same judge call the
functions in its own process, with the same inputs drawn once and nothing in between. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import psutil

from gradiente.checking.agreement import Outcome, Returned, raised
from gradiente.checking.iterators import drawn
from gradiente.course import Course, Exercise
from gradiente.judge.desk import Desk
from gradiente.judge.grading import judge_session
from gradiente.judge.prepared import PreparedSuite
from gradiente.judge.record import TopicRecord
from gradiente.judge.suite import load_suite
from gradiente.wall.isolation import best_level
from gradiente.wall.link import Calls
from gradiente.worker.hearing import heard

SEED = "benchmark"


class BareSession:
    """Answers as `gradiente.judge.session.Session` does, with functions of this process and nothing in between."""

    def __init__(self, source: bytes) -> None:
        module = ModuleType("submission")
        exec(compile(source, "submission.py", "exec", dont_inherit=True), module.__dict__)
        self._functions = module.__dict__

    def open(self) -> None:
        """Do nothing: it was loaded when it was made."""

    def abandon(self) -> None:
        """Do nothing: there is no worker to lose."""

    def ask_ahead(self, batches: object) -> None:
        """Do nothing: a call costs no message."""

    def printed(self) -> str:
        return ""

    def random_state(self, *, stir: bool = False) -> str:
        if stir:
            np.random.seed()
        return str(np.random.get_state(legacy=True))

    def call(self, function: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Outcome:
        return self.look(function, arguments, named)[0]

    def look(
        self,
        function: str,
        arguments: tuple[Any, ...],
        named: dict[str, Any],
        *,
        look: bool = True,  # noqa: ARG002
    ) -> tuple[Outcome, Any]:
        try:
            with np.errstate():
                return Returned(drawn(self._functions[function](*arguments, **named))), list(arguments)
        except Exception as error:
            return raised(error), None

    def listen(self, function: str, arguments: tuple[Any, ...]) -> tuple[Outcome, Any]:
        try:
            result, warned = heard(self._functions[function], arguments)
        except Exception as error:
            return raised(error), None
        return Returned(drawn(result)), warned

    def call_many(self, function: str, calls: Calls, _agrees: object = None) -> Iterator[Outcome]:
        for arguments in calls.for_one_student():
            yield self.look(function, tuple(arguments), {})[0]


def processor_seconds() -> float:
    """Of this process and of all below it, those that they have waited for included."""
    total = time.process_time()
    for process in psutil.Process().children(recursive=True):
        times = process.cpu_times()
        total += times.user + times.system + times.children_user + times.children_system
    return total


def judge_with_the_wall(course: Course, exercise: Exercise) -> Callable[[bytes], TopicRecord]:
    desk = Desk(course, SEED, best_level())
    name = f"{exercise.topic}.py"
    return lambda source: desk.judge(exercise.topic, name, {name: source})


def judge_bare(_: Course, exercise: Exercise) -> Callable[[bytes], TopicRecord]:
    suite = PreparedSuite(load_suite(exercise), SEED)
    return lambda source: judge_session(suite, BareSession(source))  # type: ignore[arg-type]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("course", type=Path)
    parser.add_argument("topic")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--submissions", type=int, default=100)
    parser.add_argument("--failing", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--bare", action="store_true")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # a bare run would print what a worker keeps to itself
    course = Course(options.course.resolve())
    exercise = course.exercise(options.topic)
    judge = (judge_bare if options.bare else judge_with_the_wall)(course, exercise)
    wall_clock = time.perf_counter()
    judge(exercise.solution.read_bytes())
    start = {"cpu_s": processor_seconds(), "wall_s": time.perf_counter() - wall_clock}
    found: dict[str, dict[str, Any]] = {}
    for turn in range(options.rounds):
        for file in options.files:
            source = file.read_bytes()
            record = judge(source)  # what a class shares, such as the misconceptions' smallest inputs, is there
            times = options.submissions
            if not all(check.passed for check in record.checks.values()):
                times = options.failing
            cpu, wall_clock = processor_seconds(), time.perf_counter()
            for number in range(times):
                judge(source + f"\n# {turn} {number}\n".encode())
            cpu, wall_clock = processor_seconds() - cpu, time.perf_counter() - wall_clock
            mine = found.setdefault(str(file), {"cpu_ms": [], "wall_ms": []})
            mine["cpu_ms"].append(1e3 * cpu / times)
            mine["wall_ms"].append(1e3 * wall_clock / times)
            mine["failed"] = sorted(name for name, check in record.checks.items() if not check.passed)
            mine["counterexamples"] = [
                check.evidence.call for check in record.checks.values() if check.evidence and check.evidence.call
            ]
    for mine in found.values():
        for key in ("cpu_ms", "wall_ms"):
            mine[key] = statistics.median(mine[key])
    print(json.dumps({"start": start, "submissions": found}))


if __name__ == "__main__":
    main()
