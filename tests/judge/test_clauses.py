"""A function that computes nothing right earns nothing for refusing and for leaving its inputs alone."""

from in_process import judged

from gradiente.judge.prepared import PreparedSuite
from gradiente.judge.suite import load_suite
from gradiente.results import Verdict


def refuse(*arguments, **named):
    raise ValueError("everything is wrong")


def test_refusing_everything_earns_nothing(course):
    exercise = course.exercise("parameters")
    suite = PreparedSuite(load_suite(exercise), "a seed")

    result, _ = judged(suite, {one.name: refuse for one in exercise.functions})

    assert result.mark == 0.0
    assert {check.verdict for check in result.checks} == {Verdict.FAILED, Verdict.NOT_RUN}


def test_a_right_function_earns_its_clauses_beside_a_wrong_one(course):
    exercise = course.exercise("parameters")
    suite = PreparedSuite(load_suite(exercise), "a seed")
    module: dict = {}
    exec(exercise.solution.read_text(encoding="utf-8"), module)
    functions = {one.name: module[one.name] for one in exercise.functions}

    result, _ = judged(suite, {**functions, "dense_parameters": refuse})

    assert {check.function for check in result.checks if check.verdict is not Verdict.PASSED} == {"dense_parameters"}
