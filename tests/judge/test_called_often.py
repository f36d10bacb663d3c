"""Many calls in one message are what they would be one by one, over the wall and in this process."""

from types import SimpleNamespace

import numpy as np
import pytest

from gradiente.checking import called_often
from gradiente.judge.limits import Limits
from gradiente.judge.session import Session
from gradiente.judge.student import Student, StudentError

SOURCE = """
def draw(x, rng):
    x += 1
    return rng.random() + x[0]

def until_three(n):
    if n == 3: raise ValueError("three")
    return n

def count(n):
    yield from range(n)
"""


@pytest.fixture
def session(zygote):
    session = Session(zygote, "often.py", {"often.py": SOURCE.encode()}, Limits())
    yield session
    session.close()


@pytest.fixture(params=["over the wall", "in this process"])
def student(request, session):
    if request.param == "over the wall":
        return Student(session)
    names = {}
    exec(SOURCE, names)
    return SimpleNamespace(**names)


def test_calls_share_a_generator_and_nothing_else(student):
    rng, x = np.random.default_rng(7), np.zeros(1)

    drawn = called_often(student, "draw", [(x, rng)] * 5)

    np.testing.assert_array_equal(drawn, np.random.default_rng(7).random(5) + 1)
    assert x[0] == 0


def test_a_generator_goes_on_from_one_message_to_the_next(session):
    student, rng = Student(session), np.random.default_rng(7)

    drawn = [*called_often(student, "draw", [(np.zeros(1), rng)] * 2), student.draw(np.zeros(1), rng)]

    np.testing.assert_array_equal(drawn, np.random.default_rng(7).random(3) + 1)


def test_an_exception_is_raised_where_it_came_and_costs_no_later_call(session):
    student = Student(session)

    with pytest.raises(StudentError, match="three"):
        called_often(student, "until_three", [(n,) for n in range(6)])

    assert student.until_three(5) == 5


def test_what_a_generator_function_gives_is_a_list(student):
    assert called_often(student, "count", [(2,), (0,)]) == [[0, 1], []]


def test_no_calls_give_nothing(student):
    assert called_often(student, "count", []) == []
