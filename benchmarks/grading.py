"""What grading costs: submissions a second, processor time beside bare pytest, peak memory.

    python benchmarks/grading.py [--students 50] [--jobs 2] [--topic parameters ...]

A class of right answers (the model answers, made different by a comment) is graded as `gradiente grade` would, and
in the same run bare pytest runs the same checks on the same file, in one process without isolation.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
from warm import processor_seconds

from gradiente.batch import Plan, Task, grade_tasks
from gradiente.course import Course, Exercise, find_course
from gradiente.results import Verdict
from gradiente.store import Store
from gradiente.wall.isolation import best_level

BARE_RUNS = 3


def children_cpu() -> float:
    """Processor seconds of all processes that this one has waited for."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class PeakMemory:
    """Largest sum of the proportional memory of this process and all below it, sampled."""

    def __enter__(self) -> PeakMemory:
        self.mib, self._stop = 0.0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        me = psutil.Process()
        while not self._stop.wait(0.5):
            total = 0
            for process in [me, *me.children(recursive=True)]:
                try:
                    total += process.memory_full_info().pss
                except psutil.Error:
                    continue
            self.mib = max(self.mib, total / 2**20)


def class_of(exercise: Exercise, students: int) -> list[Task]:
    """A class whose files differ, so that none is judged from the store."""
    source = exercise.solution.read_bytes()
    name = f"{exercise.topic}.py"
    return [Task(exercise.topic, name, {name: source + f"\n# {number}\n".encode()}) for number in range(students)]


def grade(course: Course, tasks: list[Task], jobs: int) -> dict[str, float]:
    """Grade tasks; returns wall and processor seconds and peak memory."""
    level = best_level()
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as store, PeakMemory() as memory:
        cpu, wall = processor_seconds(), time.perf_counter()
        graded = grade_tasks(Plan(course, "benchmark", level), [tasks], store, processes=jobs)
        for number, (_, result) in enumerate(graded, start=1):
            assert all(check.verdict is Verdict.PASSED for check in result.checks), result
            if number == len(tasks):
                wall, cpu = time.perf_counter() - wall, processor_seconds() - cpu
    return {"wall_s": wall, "cpu_s": cpu, "peak_mib": memory.mib, "level": level.value}


def bare_pytest_cpu(exercise: Exercise) -> float:
    """Processor seconds of bare pytest on the same checks and one submission, the median of a few runs."""
    pages = [str(exercise.hidden_checks), str(exercise.public_checks)]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "gradiente.pytest_plugin", "-p", "no:cacheprovider",
               "--student", str(exercise.solution), *pages]  # fmt: skip
    seconds = []
    for _ in range(BARE_RUNS):
        before = children_cpu()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=exercise.course)
        seconds.append(children_cpu() - before)
    return sorted(seconds)[len(seconds) // 2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--topic", action="append", default=[])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    course = find_course()
    exercises = [course.exercise(topic) for topic in options.topic] or list(course.exercises)
    rows = []
    for exercise in exercises:
        small = grade(course, class_of(exercise, options.jobs), options.jobs)
        large = grade(course, class_of(exercise, options.students), options.jobs)
        bare = bare_pytest_cpu(exercise)
        more = options.students - options.jobs
        marginal_cpu = (large["cpu_s"] - small["cpu_s"]) / more
        rows.append({
            "topic": exercise.topic,
            "start_s": round(small["wall_s"], 2),
            "submissions_per_s": round(more / (large["wall_s"] - small["wall_s"]), 1),
            "submissions_per_s_and_processor": round(1 / marginal_cpu, 1),
            "cpu_ms": round(1e3 * marginal_cpu, 1),
            "bare_pytest_cpu_ms": round(1e3 * bare, 1),
            "ratio_to_bare_pytest": round(marginal_cpu / bare, 3),
            "ratio_with_start": round(large["cpu_s"] / options.students / bare, 3),
            "peak_mib": round(large["peak_mib"]),
        })  # fmt: skip
        if not options.json:
            print("  ".join(f"{key} {value}" for key, value in rows[-1].items()), flush=True)
    if options.json:
        print(json.dumps({"python": platform.python_version(), "jobs": options.jobs, "rows": rows}, indent=2))


if __name__ == "__main__":
    main()
