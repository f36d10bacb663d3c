"""With what probability a right answer loses a point by chance: little, and no more than the checks say.

Every assertion that a right answer could fail by chance states its `false_alarm`. Here the model answer of each topic
is judged in this process, and what its checks state is added up. The table of `docs/chance.md` is made by

    python tests/judge/test_false_alarms.py
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import hypothesis
import numpy as np
import pytest

from gradiente.checking.evidence import recording
from gradiente.course import Course, find_course
from gradiente.judge.prepared import fresh_case
from gradiente.judge.suite import Check, load_suite

ALL_TOPICS = 1e-9
ONE_TOPIC = 3e-11
OTHER_SEEDS = range(1, 6)

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "chance.md"
TABLE = "<!-- table: python tests/judge/test_false_alarms.py -->"
COURSE: Course = find_course(ROOT)
HAS_TORCH = importlib.util.find_spec("torch") is not None
TOPICS = [
    exercise.topic
    for exercise in COURSE.exercises
    if exercise.hidden_checks.exists() and (HAS_TORCH or "torch" not in exercise.libraries)
]


class ModelAnswer(SimpleNamespace):
    """The functions of a model answer in the student's place; notices whether one is handed a generator."""

    def __init__(self, topic: str) -> None:
        exercise = COURSE.exercise(topic)
        module: dict[str, Any] = {"__name__": "model_answer"}
        exec(compile(exercise.solution.read_text(encoding="utf-8"), "model_answer.py", "exec"), module)
        super().__init__(**{one.name: self._noticing(module[one.name]) for one in exercise.functions})
        self.was_handed_a_generator = False

    def _noticing(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def noticed(*arguments: Any, **named: Any) -> Any:
            handed = (*arguments, *named.values())
            self.was_handed_a_generator |= any(isinstance(one, np.random.Generator) for one in handed)
            return function(*arguments, **named)

        return noticed


@cache
def live_checks(topic: str) -> tuple[Check, ...]:
    """The checks that are no agreement with the reference: a value that is equal to it is no statistic."""
    checks = tuple(check for check in load_suite(COURSE.exercise(topic)).checks if check.agreement is None)
    for check in checks:
        if check.is_drawn:
            hypothesis.seed(0)(check.test)
    return checks


def run(check: Check, student: ModelAnswer) -> float:
    """Run a check on the model answer; gives what its assertions state."""
    with recording() as log, np.errstate(all="ignore"):
        for case in check.cases:
            check.test(student=student, **fresh_case(case))
    return log.false_alarm


@cache
def stated(topic: str) -> float:
    """The probability, summed over all checks of a topic, with which its model answer fails one by chance."""
    student = ModelAnswer(topic)
    return sum(run(check, student) for check in live_checks(topic))


def table() -> list[str]:
    """The rows of the page's table."""
    rows = [
        f"| {COURSE.exercise(topic).number:02d} {topic} | {stated(topic):.1e} |"
        for topic in TOPICS
        if stated(topic) > 0
    ]
    return [*rows, f"| together | {sum(map(stated, TOPICS)):.1e} |"]


@pytest.mark.parametrize("topic", TOPICS)
def test_hardly_any_right_answer_fails_a_topic_by_chance(topic):
    assert stated(topic) <= ONE_TOPIC


def test_hardly_any_right_answer_fails_a_course_by_chance():
    assert sum(map(stated, TOPICS)) < ALL_TOPICS


def test_random_functions_are_judged_by_chance():
    """The sums above are not zero because nobody states anything."""
    assert stated("initialization") > 1e-12


@pytest.mark.parametrize("topic", TOPICS)
def test_a_right_answer_passes_with_other_seeds_too(topic, monkeypatch):
    """A chance that is not stated would show, sooner or later, where the generators of the checks start elsewhere."""
    original = np.random.default_rng
    student = ModelAnswer(topic)
    for check in live_checks(topic):
        monkeypatch.setattr(np.random, "default_rng", original)
        student.was_handed_a_generator = False
        run(check, student)
        for offset in OTHER_SEEDS if student.was_handed_a_generator else ():

            def elsewhere(seed: Any = None, offset: int = offset) -> np.random.Generator:
                numbers = np.ravel(seed).tolist() if isinstance(seed, (int, tuple, list)) else None
                return original(seed) if numbers is None else original([*numbers, offset])

            monkeypatch.setattr(np.random, "default_rng", elsewhere)
            run(check, student)


def test_the_table_in_the_docs_is_what_the_checks_state():
    if not HAS_TORCH:
        pytest.skip("the sum of all topics needs torch")
    lines = PAGE.read_text(encoding="utf-8").splitlines()

    found = lines[lines.index(TABLE) + 3 :][: len(table())]

    assert found == table(), "make it anew: python tests/judge/test_false_alarms.py"


def main() -> None:
    """Write the table into the page, and show it."""
    before, after = PAGE.read_text(encoding="utf-8").split(f"{TABLE}\n")
    lines = after.splitlines(keepends=True)
    rest = "".join(lines[next((n for n, line in enumerate(lines) if not line.startswith("|")), len(lines)) :])
    rows = "\n".join(["| topic | probability |", "|---|---|", *table()])
    PAGE.write_text(f"{before}{TABLE}\n{rows}\n{rest}", encoding="utf-8")
    sys.stdout.write(f"{rows}\n")


if __name__ == "__main__":
    main()
