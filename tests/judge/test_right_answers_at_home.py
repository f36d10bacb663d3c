"""Right answers pass the public examples at home too, where plain pytest runs them and there is no wall."""

import logging
import sys
import warnings
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from gradiente.course import find_course
from gradiente.judge.prepared import fresh_case
from gradiente.judge.suite import load_suite
from gradiente.pytest_plugin import load_student
from gradiente.results import Visibility

COURSE = find_course()
ZOO = Path(__file__).resolve().parents[1] / "right_answers"

ANSWERS = [
    pytest.param(exercise, answer, id=f"{exercise.topic}/{answer.stem}")
    for exercise in COURSE.exercises
    for answer in sorted((ZOO / f"{exercise.number:02}_{exercise.topic}").glob("*.py"))
]


@cache
def public_checks(topic):
    return [check for check in load_suite(COURSE.exercise(topic)).checks if check.visibility is Visibility.PUBLIC]


@pytest.fixture
def only_here(monkeypatch, exercise):
    """Undo what students do to the process that they have to themselves at home."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    limit, state, options = sys.getrecursionlimit(), np.random.get_state(), np.get_printoptions()
    # A student's pytest mentions warnings and goes on; one answer asks for all of them, whatever we ignore.
    with warnings.catch_warnings(record=True), np.errstate():
        warnings.simplefilter("ignore")
        yield
    sys.setrecursionlimit(limit)
    np.random.set_state(state)
    np.set_printoptions(**options)
    sys.modules.pop(exercise.topic, None)


@pytest.mark.parametrize(("exercise", "answer"), ANSWERS)
def test_a_right_answer_passes_the_public_examples_at_home(exercise, answer, tmp_path, only_here):
    if missing := [library for library in exercise.libraries if find_spec(library) is None]:
        pytest.skip(f"{', '.join(missing)} not installed")
    main = tmp_path / f"{exercise.topic}.py"
    main.write_bytes(answer.read_bytes())

    student = load_student(main)

    for check in public_checks(exercise.topic):
        for case in check.cases:
            check.test(student=student, **fresh_case(case))
