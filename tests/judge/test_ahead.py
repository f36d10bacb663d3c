"""Questions that travel together: the same answers, and nothing that a student could learn from it."""

import numpy as np
import pytest

from gradiente.checking import (
    Formula,
    assert_agrees,
    assert_holds,
    assert_inputs_unchanged,
    called_often,
    global_random_state,
)
from gradiente.checking.comparisons import LookedAtError, Unseen
from gradiente.course import find_course
from gradiente.judge.ahead import batches_of, questions_of
from gradiente.judge.grading import judge_session
from gradiente.judge.limits import Limits
from gradiente.judge.prepared import PreparedSuite
from gradiente.judge.session import CallLostError, Session
from gradiente.judge.student import Student
from gradiente.judge.suite import Check, load_suite
from gradiente.results import Text, Visibility
from gradiente.wall.link import Link

SOURCE = """
import os, time
calls = []

def add(a, b=0):
    calls.append(("add", a, b))
    return a + b

def spoil(x):
    x[0] = 7.0
    return x.sum()

def draw(rng, n=1): return rng.random(n)
def seen(): return calls
def hang_at_one(x):
    while x == 1.0: pass
    return x
def leave_at_one(x):
    if x == 1.0: os._exit(0)
    return x
def call(f, x): return f(x)
def missing_half(x): raise ValueError(f"no {x}")
"""


def check_of(test, visibility=Visibility.PUBLIC, cases=({},)):
    return Check(test.__name__, "add", 1.0, visibility, Text("", ""), test, cases=cases)


def asked(test, **more):
    return [(one.function, one.arguments, one.named, one.look) for one in questions_of(check_of(test, **more))]


@pytest.fixture
def session(zygote):
    session = Session(zygote, "x.py", {"x.py": SOURCE.encode()}, Limits(call_s=0.5))
    session.open()
    yield session
    session.close()


@pytest.fixture
def messages(monkeypatch):
    sent = []
    ask = Link._ask

    def noted(self, limit_s, kind, *content):
        sent.append(kind)
        return ask(self, limit_s, kind, *content)

    monkeypatch.setattr(Link, "_ask", noted)
    return sent


def ask_ahead(session, *tests, public=True):
    questions = [question for test in tests for question in questions_of(check_of(test))]
    session.ask_ahead(batches_of(questions, public=public))
    return questions


# What is asked


def test_a_check_is_followed_until_it_looks_at_an_answer():
    def test(student):
        assert_agrees(student.add(1, b=2), 3)
        first = student.add(2)
        assert_agrees(first, 2)
        assert_holds(first > 1, "property")
        student.add(3)

    assert asked(test) == [("add", (1,), {"b": 2}, False), ("add", (2,), {}, False)]


@pytest.mark.parametrize(
    "look",
    [
        lambda answer: answer == 1, lambda answer: answer != 1, lambda answer: answer < 1, bool, len, list, float, int,
        str, repr, np.asarray, hash, lambda answer: answer.shape, lambda answer: answer[0], lambda answer: answer + 1,
        lambda answer: 1 - answer, lambda answer: 1 in answer, lambda answer: answer(), lambda answer: f"{answer}",
        lambda answer: np.sum(answer), lambda answer: np.ones(3) * answer, lambda answer: [1, 2][answer],
    ],
)  # fmt: skip
def test_nobody_can_look_at_an_answer_that_is_not_there(look):
    with pytest.raises((LookedAtError, TypeError)):
        look(Unseen())


def test_an_answer_that_becomes_an_argument_ends_what_can_be_known():
    def test(student):
        student.add(student.add(1), 2)

    assert asked(test) == [("add", (1,), {}, False)]


def test_each_case_is_followed_by_itself():
    def test(student, n):
        assert student.add(n) == n

    assert [arguments for _, arguments, *_ in asked(test, cases=({"n": 1}, {"n": 2}))] == [(1,), (2,)]


def test_arguments_are_kept_as_they_were_when_the_check_asked():
    def test(student):
        x = np.zeros(2)
        assert_inputs_unchanged(student, "spoil", x)
        x += 1

    ((function, (x,), _, look),) = asked(test)
    assert (function, look) == ("spoil", True)
    np.testing.assert_array_equal(x, 0)


@pytest.mark.parametrize(
    "test",
    [
        lambda student: student.add(len),  # a function stays with the judge
        lambda student: student.add(np.zeros(100_000)),  # too large for a message more to matter
        lambda student: global_random_state(student),
        lambda student: called_often(student, "add", [(1,), (2,)]),
    ],
)
def test_what_is_better_asked_at_its_time_is_not_asked_ahead(test):
    def test_it(student):
        test(student)
        student.add(1)

    assert asked(test_it) == []


def test_a_generator_that_a_call_has_drawn_from_is_in_no_other():
    def test(student):
        rng = np.random.default_rng(1)
        student.draw(rng)
        student.draw(np.random.default_rng(2))
        student.draw(rng)

    assert len(asked(test)) == 2


def test_a_check_that_asks_without_end_is_left():
    def test(student):
        while True:
            student.add(1)

    assert len(asked(test)) == 64


# What travels together


def questions(*tests):
    return [question for test in tests for question in questions_of(check_of(test))]


def agreeing(function, argument, want):
    return lambda student: assert_agrees(getattr(student, function)(argument), want)


def test_of_hidden_checks_only_the_questions_of_one_function_travel_together():
    several = questions(*(agreeing(name, 1.5, 2.5) for name in ("add", "draw", "add", "draw")))

    assert [len(batch.questions) for batch in batches_of(several, public=True)] == [4]
    hidden = batches_of(several, public=False)
    assert [[one.function for one in batch.questions] for batch in hidden] == [["add", "add"], ["draw", "draw"]]


def test_no_answer_travels_beside_its_question():
    x = np.array([0.25, 0.5])
    steps = questions(agreeing("add", x, x + 1), agreeing("add", [x + 1], x + 2), agreeing("add", x + 9, {"a": [x]}))

    assert [len(batch.questions) for batch in batches_of(steps, public=True)] == [3]
    assert batches_of(steps, public=False) == ()  # one is left, and needs no company


def test_no_answer_travels_within_a_function_beside_its_question():
    x = np.array([0.25, 0.5])
    added = Formula("p", "p + known", known=x + 1)
    steps = questions(agreeing("add", x, x + 1), agreeing("add", added, x + 2), agreeing("add", x + 9, x + 10))

    ((batch, other),) = [batch.questions for batch in batches_of(steps, public=False)]

    assert batch.arguments[0].tolist() == x.tolist()
    assert other.arguments[0].tolist() == (x + 9).tolist()


def test_nor_does_one_that_has_a_name():
    steps = questions(agreeing("add", 0.25, 1.75), lambda student: student.add(3.5, b=1.75))

    assert batches_of(steps, public=False) == ()


def test_what_is_too_large_for_one_message_travels_in_several(session, messages):
    arrays = [np.full(7000, float(number)) for number in range(40)]
    several = questions(*(agreeing("add", array, array) for array in arrays))
    batches = batches_of(several, public=True)
    session.ask_ahead(batches)

    assert [len(batch.questions) for batch in batches] == [18, 18, 4]
    for array in arrays:
        assert_agrees(Student(session).add(array), array)
    assert messages == ["together"] * 3


def test_a_single_question_is_not_worth_it():
    assert batches_of(questions(agreeing("add", 1, 1)), public=True) == ()


@pytest.mark.parametrize("exercise", find_course().exercises, ids=lambda exercise: exercise.topic)
def test_no_hidden_batch_of_the_course_holds_an_answer_of_its_model(exercise):
    if "torch" in exercise.libraries:
        pytest.importorskip("torch")
    suite = PreparedSuite(load_suite(exercise), "a seed")
    hidden = [one for one in suite.checks if one.check.visibility is Visibility.HIDDEN]
    model = {}
    exec(compile(exercise.solution.read_bytes(), exercise.solution.name, "exec"), model)

    for batch in suite.asked_ahead(hidden):
        assert len({question.function for question in batch.questions}) == 1
        for answered in batch.questions:
            try:
                with np.errstate(all="ignore"):
                    answer = model[answered.function](*answered.arguments, **answered.named)
            except Exception:
                continue
            for other in batch.questions:
                if other is not answered:
                    assert not any(tells(answer, argument) for argument in other.arguments)


def tells(answer, argument):
    return (
        isinstance(answer, np.ndarray)
        and isinstance(argument, np.ndarray)
        and answer.size > 1
        and answer.shape == argument.shape
        and np.array_equal(answer, argument)
    )


# What comes of it


def test_the_answers_are_there_when_the_check_asks(session, messages):
    def test(student):
        assert_agrees(student.add(1, b=2), 3)
        assert_agrees(student.add(np.ones(2), 1), np.array([2.0, 2.0]))
        assert_holds(student.missing_half is not None, "property")

    ask_ahead(session, test)
    test(Student(session))

    assert messages == ["together"]


def test_a_call_with_a_formula_is_asked_ahead_and_with_another_one_at_its_time(session, messages):
    def plus(number):
        return Formula("p", "p + number", number=number)

    def test(student):
        assert_agrees(student.call(plus(1.0), 2.0), 3.0)
        assert_agrees(student.call(plus(2.0), 2.0), 4.0)

    ask_ahead(session, test, agreeing("add", 1, 1))
    student = Student(session)

    assert student.call(plus(1.0), 2.0) == 3.0
    assert student.call(plus(3.0), 2.0) == 5.0
    assert messages == ["together", "call"]


def test_a_call_with_other_arguments_is_asked_at_its_time(session, messages):
    ask_ahead(session, agreeing("add", 1, 1), agreeing("add", 2, 2))
    student = Student(session)

    assert student.add(3) == 3
    assert student.add(1, 1) == 2
    assert student.add(1) == 1
    assert student.add(1) == 1  # asked ahead once
    assert messages == ["together", "call", "call", "call"]


def test_what_is_looked_at_comes_with_the_answer(session, messages):
    def test(student):
        return assert_inputs_unchanged(student, "spoil", np.zeros(2))

    ask_ahead(session, test, test)

    with pytest.raises(AssertionError, match="inputs-changed"):
        test(Student(session))
    assert messages == ["together"]


def test_a_generator_goes_on_from_where_the_student_left_it(session, messages):
    def test(student):
        rng = np.random.default_rng(3)
        return [*student.draw(rng, 2), rng]

    def test_other(student):
        student.draw(np.random.default_rng(4), n=3)

    ask_ahead(session, lambda student: student.draw(np.random.default_rng(3), 2), test_other)
    student = Student(session)
    *drawn, rng = test(student)
    drawn += [*student.draw(rng, 1), *student.draw(rng, 1)]

    np.testing.assert_array_equal(drawn, np.random.default_rng(3).random(4))
    assert messages == ["together", "call", "call"]


@pytest.mark.parametrize("name", ["hang_at_one", "leave_at_one"])
def test_a_lost_call_costs_the_others_nothing(session, messages, name):
    tests = [agreeing(name, float(x), float(x)) for x in range(3)]
    left_s = session._clock.left_s
    ask_ahead(session, *tests)

    assert session._clock.left_s == pytest.approx(left_s, abs=1e-6)  # the time is given back
    student = Student(session)
    assert getattr(student, name)(0.0) == 0.0
    with pytest.raises(CallLostError) as lost:
        getattr(student, name)(1.0)
    assert lost.value.evidence.kind == ("timed-out" if name == "hang_at_one" else "left")
    assert getattr(student, name)(2.0) == 2.0


def test_whoever_has_lost_a_call_is_asked_nothing_more_ahead(session, messages):
    ask_ahead(session, *(agreeing("hang_at_one", float(x), float(x)) for x in range(3)))
    ask_ahead(session, agreeing("add", 1, 1), agreeing("add", 2, 2))

    assert Student(session).add(1) == 1
    assert messages.count("together") == 1


def test_errors_come_as_they_would(session):
    ask_ahead(session, *(lambda student, x=x: student.missing_half(x) for x in (1, 2)))

    with pytest.raises(ValueError, match="no 2") as raised:
        Student(session).missing_half(2)
    assert "missing_half" in raised.value.outcome.traceback


def test_answers_of_a_worker_that_is_gone_are_forgotten(session, messages):
    ask_ahead(session, agreeing("add", 1, 1), agreeing("add", 2, 2))
    student = Student(session)
    with pytest.raises(CallLostError):
        student.leave_at_one(1.0)

    assert student.add(1) == 1
    assert messages == ["together", "call", "load", "call"]


def test_public_and_hidden_checks_are_asked_one_after_the_other(zygote):
    """What is printed is fetched before a hidden question is asked."""
    exercise = find_course().exercise("parameters")
    suite = PreparedSuite(load_suite(exercise), "a seed")
    source = exercise.solution.read_text() + "\n"
    for function in exercise.functions:
        source += (
            f"def _noisy(*arguments, _function={function.name}, **named):\n"
            f"    print('{function.name}', arguments, named)\n"
            f"    return _function(*arguments, **named)\n"
            f"{function.name} = _noisy\n"
        )
    session = Session(zygote, "parameters.py", {"parameters.py": source.encode()}, Limits())
    try:
        record = judge_session(suite, session)
    finally:
        session.close()

    assert all(check.passed for check in record.checks.values())
    asked = {
        visibility: {
            f"{one.function} {one.arguments} {one.named}"
            for check in suite.checks
            if check.check.visibility is visibility
            for one in check.questions
        }
        for visibility in Visibility
    }
    printed = set(record.printed.splitlines())
    assert asked[Visibility.PUBLIC] <= printed
    assert asked[Visibility.HIDDEN]
    assert not (asked[Visibility.HIDDEN] - asked[Visibility.PUBLIC]) & printed


def test_asking_ahead_does_not_change_what_is_found(zygote, monkeypatch):
    exercise = find_course().exercise("losses")
    suite = PreparedSuite(load_suite(exercise), "a seed")
    source = exercise.solution.read_bytes().replace(b"np.mean", b"np.sum")

    def found():
        session = Session(zygote, "losses.py", {"losses.py": source}, Limits())
        try:
            return judge_session(suite, session)
        finally:
            session.close()

    ahead = found()
    monkeypatch.setattr(Session, "ask_ahead", lambda *_: None)
    alone = found()

    assert ahead == alone
    assert not all(check.passed for check in ahead.checks.values())
