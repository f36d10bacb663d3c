"""A misconception is named for doing the same, and failing is not the same as failing in the same way."""

from dataclasses import replace

import pytest
from in_process import InProcessSession

from cnn_reference.misconceptions import Misconception, Text
from gradiente.checking import assert_agrees, assert_measures, incomparable
from gradiente.checking.evidence import recording
from gradiente.judge.grading import judge_session
from gradiente.judge.prepared import PreparedSuite
from gradiente.judge.suite import load_suite

TEXT = Text(es="", en="")


def wrong_type(n):
    raise TypeError("integers are no floats")


RAISES = Misconception("parameters/raises", TEXT, TEXT, TEXT, {"dense_parameters": wrong_type})


def check(student):
    assert_agrees(student.dense_parameters(3), 3)


def other_key(n):
    raise KeyError(n)


def other_text(n):
    raise TypeError("no floats at all")


@pytest.mark.parametrize(
    ("answer", "names"), [(wrong_type, ["parameters/raises"]), (other_key, []), (other_text, []), (lambda n: 4, [])]
)
def test_an_exception_is_told_from_another_by_its_type_and_its_text(course, answer, names):
    suite = load_suite(course.exercise("parameters"))
    one = replace(suite.checks[0], function="dense_parameters", test=check, cases=({},))
    prepared = PreparedSuite(replace(suite, checks=(one,), misconceptions=(RAISES,)), "a seed")

    record = judge_session(prepared, InProcessSession({"dense_parameters": answer}))

    assert [name for _, name in record.named] == names


def test_what_is_incomparable_is_asserted_and_not_recorded():
    with recording() as log:
        assert_agrees(1, 1)
        with incomparable():
            assert_measures(0.5, 0.5, 0.1, false_alarm=1e-9)
        with pytest.raises(AssertionError), incomparable():
            assert_measures(0.7, 0.5, 0.1)

    assert [value for value, _ in log.measurements] == [1]
    assert log.false_alarm == 1e-9


def test_a_misconception_is_tried_only_as_far_as_it_does_the_same(course):
    suite = load_suite(course.exercise("parameters"))
    agreement = next(one for one in suite.checks if one.is_drawn and one.function == "dense_parameters")
    runs = []

    def one_too_many(*arguments):
        runs.append(arguments)
        return agreement.agreement.reference(*arguments) + 1

    wrong = Misconception("parameters/one-too-many", TEXT, TEXT, TEXT, {"dense_parameters": one_too_many})
    prepared = PreparedSuite(replace(suite, checks=(agreement,), misconceptions=(wrong,)), "a seed")

    other = judge_session(prepared, InProcessSession({"dense_parameters": lambda *_: -1}))
    tried = len(runs)
    same = judge_session(prepared, InProcessSession({"dense_parameters": wrong.wrong["dense_parameters"]}))

    assert (other.named, tried) == ((), 1)
    assert same.named == (("dense_parameters", wrong.id),)


def three_times(student):
    for n in (1, 2, 3):
        assert_measures(student.dense_parameters(n), n, 0.1)


def test_a_check_is_run_with_a_misconception_only_as_far_as_it_measures_the_same(course):
    suite = load_suite(course.exercise("parameters"))
    one = replace(suite.checks[0], function="dense_parameters", test=three_times, cases=({},))
    runs = []

    def wrong_at_three(n):
        runs.append(n)
        return n if n < 3 else 4

    wrong = Misconception("parameters/three", TEXT, TEXT, TEXT, {"dense_parameters": wrong_at_three})
    prepared = PreparedSuite(replace(suite, checks=(one,), misconceptions=(wrong,)), "a seed")

    def named(answer):
        return [name for _, name in judge_session(prepared, InProcessSession({"dense_parameters": answer})).named]

    assert named(lambda n: 2 * n) == []
    assert runs == [1]
    assert named(lambda n: 7) == []
    assert runs == [1]  # what it measured first is known
    assert named(lambda n: n if n < 3 else 4) == ["parameters/three"]
    assert runs == [1, 1, 2, 3]
    assert named(lambda n: n if n < 3 else 5) == []
    assert named(lambda n: n if n < 3 else 4) == ["parameters/three"]
    assert runs == [1, 1, 2, 3]
