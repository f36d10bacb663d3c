"""Where a worker's processor time goes: until it is locked in, loading, examples, series of calls, its end.

    PYTHONPATH=benchmarks/common_work/shared python benchmarks/worker_phases.py [--submissions 100]

The right answer of the common work says in its last call at what processor time, and after how many page faults, it was
loaded and called; the last call fails so that this can be read. What a worker takes in all is what the zygote counts of
its ended children for as many right answers that say nothing. Prints medians.
"""

from __future__ import annotations

import argparse
import ast
import statistics
import warnings
from pathlib import Path

import psutil

from gradiente.course import Course
from gradiente.judge.desk import Desk
from gradiente.judge.record import TopicRecord
from gradiente.wall.isolation import best_level

COURSE = Path(__file__).parent / "common_work" / "course"
TOPIC = "common_work"
EXAMPLES, CALLS = 15, 615  # all calls: the examples come first

BEGINNING = """
import resource, time
_marks = []
def _mark(): _marks.append((1e3 * time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_minflt))
_mark()
"""
END = f"""
_calls = 0
def _counted(function):
    def counted(*arguments):
        global _calls
        _calls += 1
        if _calls in (1, {EXAMPLES + 1}): _mark()
        if _calls == {CALLS}:
            _mark()
            raise ValueError(repr(_marks))
        return function(*arguments)
    return counted
for _name in ("mean_squared_error", "standardize", "layer_norm"): globals()[_name] = _counted(globals()[_name])
"""


def children_ms() -> float:
    """Processor time of all ended workers."""
    times = [process.cpu_times() for process in psutil.Process().children(recursive=True)]
    return 1e3 * sum(one.children_user + one.children_system for one in times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--submissions", type=int, default=100)
    submissions = parser.parse_args().submissions
    warnings.simplefilter("ignore")
    course = Course(COURSE.resolve())
    desk = Desk(course, "benchmark", best_level())
    right = course.exercise(TOPIC).solution.read_text()

    def judge(source: str) -> TopicRecord:
        return desk.judge(TOPIC, f"{TOPIC}.py", {f"{TOPIC}.py": source.encode()})

    seen = []
    try:
        for number in range(submissions):
            record = judge(f"{BEGINNING}{right}{END}# {number}\n")
            (failed,) = (check.evidence for check in record.checks.values() if not check.passed)
            assert failed is not None
            seen.append(ast.literal_eval(failed.details["message"]))
        judge(right)  # the last one that failed has ended, too
        began_ms = children_ms()
        for number in range(submissions):
            judge(f"{right}# {number}\n")
        in_all_ms = (children_ms() - began_ms) / submissions
    finally:
        desk.close()
    names = (
        "until the file begins",
        "loaded, and the first example read",
        "examples, and the first series",
        "600 calls",
    )
    before_ms, before_faults = 0.0, 0.0
    for name, marks in zip(names, zip(*seen, strict=True), strict=True):
        at_ms, faults = (statistics.median(column) for column in zip(*marks, strict=True))
        print(f"{name:36} {at_ms - before_ms:6.2f} ms {faults - before_faults:6.0f} page faults")
        before_ms, before_faults = at_ms, faults
    print(f"{'the answers sent, and its end':36} {in_all_ms - before_ms:6.2f} ms\n{'in all':36} {in_all_ms:6.2f} ms")


if __name__ == "__main__":
    main()
