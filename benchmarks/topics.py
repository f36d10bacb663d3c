"""What one more submission costs in each topic of a warm class: a right one and wrong ones, judge and rest apart.

    python benchmarks/topics.py [--topic losses ...] [--right 15] [--wrong 12] [--bare] [--json]

Wrong answers are those of `scale.py`: the model answer with one operator changed, the same ones in every run.
Processor time is that of this process (the judge) and of everything inside bubblewrap, ended workers included; of the
judge there is also what a topic takes to begin with: its checks are read and the inputs of a class drawn.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import warnings
from typing import Any

from scale import with_one_operator_changed
from warm import SEED, judge_bare, processor_seconds

from gradiente.course import Course, Exercise, find_course
from gradiente.judge.desk import Desk
from gradiente.wall.isolation import best_level


class Meter:
    """Counts processor seconds since it was last read: of everything, and of this process alone."""

    def __init__(self) -> None:
        self._all, self._judge = processor_seconds(), time.process_time()

    def read(self) -> tuple[float, float]:
        """Return both and begin anew."""
        everything, judge = processor_seconds(), time.process_time()
        passed = everything - self._all, judge - self._judge
        self._all, self._judge = everything, judge
        return passed


def measure_bare(course: Course, exercise: Exercise, right: int) -> float:
    """Judge right answers of one topic in this process; returns processor seconds each."""
    judge, source = judge_bare(course, exercise), exercise.solution.read_text(encoding="utf-8")
    for number in range(2):
        judge(f"{source}\n# warm {number}\n".encode())
    began = time.process_time()
    for number in range(right):
        judge(f"{source}\n# {number}\n".encode())
    return (time.process_time() - began) / right


def measure(course: Course, exercise: Exercise, right: int, wrong: int) -> dict[str, Any]:
    """Grade a few submissions of one topic."""
    desk, name = Desk(course, SEED, best_level()), f"{exercise.topic}.py"
    source = exercise.solution.read_text(encoding="utf-8")
    try:
        meter = Meter()
        len(desk.suite(exercise.topic).checks)  # this draws the inputs
        start_s, _ = meter.read()
        for number in range(2):
            record = desk.judge(exercise.topic, name, {name: f"{source}\n# warm {number}\n".encode()})
        failed = sorted(check for check, one in record.checks.items() if not one.passed)
        meter.read()
        for number in range(right):
            desk.judge(exercise.topic, name, {name: f"{source}\n# {number}\n".encode()})
        right_s, right_judge_s = meter.read()
        rng = random.Random(wrong)
        for number in range(wrong):
            answer = with_one_operator_changed(source, rng)
            desk.judge(exercise.topic, name, {name: f"{answer}\n# {number}\n".encode()})
        wrong_s, wrong_judge_s = meter.read()
    finally:
        desk.close()
    return {
        "topic": f"{exercise.number:02d} {exercise.topic}",
        "start_ms": round(1e3 * start_s),
        "right_ms": round(1e3 * right_s / right),
        "right_judge_ms": round(1e3 * right_judge_s / right),
        "wrong_ms": round(1e3 * wrong_s / wrong),
        "wrong_judge_ms": round(1e3 * wrong_judge_s / wrong),
        "failed": failed,  # none, unless the machine is too busy for a limit on the clock
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topic", action="append", help="else all without torch; may be given several times")
    parser.add_argument("--right", type=int, default=15)
    parser.add_argument("--wrong", type=int, default=12)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # what a wrong answer makes NumPy say
    course = find_course()
    wanted = options.topic or [one.topic for one in course.exercises if "torch" not in one.libraries]
    rows = []
    for topic in wanted:
        exercise = course.exercise(topic)
        row = measure(course, exercise, options.right, options.wrong)
        if options.bare:
            bare_ms = 1e3 * measure_bare(course, exercise, options.right)
            row |= {"bare_ms": round(bare_ms), "times": round(row["right_ms"] / bare_ms, 2)}
        rows.append(row)
        if not options.json:
            print("  ".join(f"{key} {value}" for key, value in rows[-1].items()), flush=True)
    if options.json:
        print(json.dumps(rows, indent=2))
    elif options.bare:
        right_ms, bare_ms = (sum(row[key] for row in rows) for key in ("right_ms", "bare_ms"))
        print(f"all together  right_ms {right_ms}  bare_ms {bare_ms}  times {right_ms / bare_ms:.2f}")


if __name__ == "__main__":
    main()
