"""Every topic's checks pass the right answer, fail the stub, and fail and name every misconception."""

import importlib.util
from functools import cache
from types import ModuleType

import numpy as np
import pytest
from in_process import judged

from gradiente.authoring.stubs import make_stub
from gradiente.course import Course, Exercise, find_course
from gradiente.judge.prepared import PreparedSuite
from gradiente.judge.suite import load_suite
from gradiente.results import TopicResult, Verdict

COURSE: Course = find_course()
HAS_TORCH = importlib.util.find_spec("torch") is not None
TOPICS = [
    exercise.topic
    for exercise in COURSE.exercises
    if exercise.hidden_checks.exists() and (HAS_TORCH or "torch" not in exercise.libraries)
]


@cache
def prepared(topic: str) -> PreparedSuite:
    return PreparedSuite(load_suite(COURSE.exercise(topic)), "a seed for the proofs")


@cache
def solution(topic: str) -> dict:
    return functions_of(COURSE.exercise(topic), COURSE.exercise(topic).solution.read_text(encoding="utf-8"))


def functions_of(exercise: Exercise, source: str) -> dict:
    spec = importlib.util.spec_from_loader(f"answer_{exercise.topic}", loader=None)
    module: ModuleType = importlib.util.module_from_spec(spec)
    exec(compile(source, "answer.py", "exec"), module.__dict__)
    return {name.name: getattr(module, name.name) for name in exercise.functions if hasattr(module, name.name)}


def failures(result: TopicResult) -> dict:
    return {
        check.check: (check.verdict.value, check.evidence)
        for check in result.checks
        if check.verdict is not Verdict.PASSED
    }


PAIRS = [
    pytest.param(topic, misconception, function, id=f"{misconception.id}-{function}")
    for topic in TOPICS
    for misconception in load_suite(COURSE.exercise(topic)).misconceptions
    for function in misconception.wrong
]


@pytest.mark.parametrize("topic", TOPICS)
def test_the_model_answer_has_ten_points(topic):
    result, _ = judged(prepared(topic), solution(topic))

    assert failures(result) == {}
    assert result.mark == 10.0


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", ["es", "en"])
def test_the_stub_has_no_points_and_no_misconception(topic, language):
    exercise = COURSE.exercise(topic)

    result, _ = judged(prepared(topic), functions_of(exercise, make_stub(exercise, language)))

    assert result.mark == 0.0
    assert result.misconceptions == ()
    assert {check.evidence.kind for check in result.checks} == {"not-written-yet"}


@pytest.mark.parametrize("topic", TOPICS)
def test_a_check_calls_the_function_that_pays_for_it_and_no_other(topic):
    suite = prepared(topic)

    for function in suite.suite.exercise.functions:
        result, session = judged(suite.of_function(function.name), solution(topic))
        assert result.checks
        assert session.called == {function.name, *used(suite, function.name)}


def used(suite: PreparedSuite, function: str) -> dict:
    """Other functions that a function's checks say they use, e.g. the forward pass whose cache they hand back."""
    return {
        name: right for one in suite.checks if one.check.function == function for name, right in one.check.uses.items()
    }


@pytest.mark.parametrize(("topic", "misconception", "function"), PAIRS)
def test_a_misconception_loses_points_and_is_named(topic, misconception, function):
    suite = prepared(topic).of_function(function)
    wrong = {**solution(topic), **used(suite, function), function: misconception.wrong[function]}

    result, _ = judged(suite, wrong)

    assert result.mark is not None
    assert result.mark < 10, "no check fails it"
    assert not result.faults, failures(result)
    named = {one.id for one in result.misconceptions}
    assert named == {misconception.id}, f"named {sorted(named)}"


@pytest.mark.parametrize("topic", TOPICS)
def test_a_right_answer_that_computes_in_float32_has_ten_points(topic):
    """What comes back is rounded to float32, as from an answer that keeps its arrays in it."""

    def rounded(value):
        if isinstance(value, np.ndarray) and value.dtype == np.float64:
            return value.astype(np.float32)
        if isinstance(value, float):
            return np.float32(value)
        if isinstance(value, (tuple, list)):
            return type(value)(map(rounded, value))
        return value

    def wrap(function):
        return lambda *arguments, **named: rounded(function(*arguments, **named))

    result, _ = judged(prepared(topic), {name: wrap(one) for name, one in solution(topic).items()})

    assert failures(result) == {}


@pytest.mark.parametrize("topic", TOPICS)
def test_a_fault_of_ours_costs_no_points_and_is_told_as_ours(topic, monkeypatch):
    suite = prepared(topic)
    victim = next(one for one in suite.checks if one.check.agreement is None and one.check.points > 0)

    def broken(student, **_):
        raise KeyError("our own mistake")

    monkeypatch.setattr(victim, "check", type(victim.check)(**{**vars(victim.check), "test": broken}))
    result, _ = judged(suite, solution(topic))

    assert [check.check for check in result.faults] == [victim.check.name]
    assert result.mark == 10.0
