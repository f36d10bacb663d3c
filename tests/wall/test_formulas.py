"""Functions that cross as data: what they give, what a student can do to them, and that none comes back."""

import copy
import inspect
import pickle

import msgpack
import numpy as np
import pytest

from gradiente.checking import Formula
from gradiente.checking.agreement import Raised, Returned
from gradiente.judge.limits import Limits
from gradiente.judge.session import Session
from gradiente.wall.link import Calls, Link
from gradiente.worker.arrays import WireError
from gradiente.worker.codec import FORMULA, Codec, Handles, Opaque

GRADIENT = Formula("p", "2 * scale * (p - minimum)", text="a gradient", scale=0.5, minimum=np.array([1.0, 2.0]))


def sides() -> tuple[Codec, Codec]:
    def nothing_remote(*_: object) -> None:
        raise AssertionError("a formula needs no function of the judge's")

    return (
        Codec(Handles(), nothing_remote, own_objects=False),
        Codec(Handles(), nothing_remote, own_objects=True),
    )


def crossed(formula):
    judge, worker = sides()
    return worker.decode(judge.encode(formula))


# -- what it gives


@pytest.mark.parametrize("side", [lambda formula: formula, crossed], ids=["here", "there"])
def test_it_gives_plain_numbers_and_arrays(side):
    assert type(side(Formula("p", "np.float32(p)"))(0.5)) is float
    assert type(side(Formula("p", "np.sum(p)"))(np.array([1, 2]))) is int
    assert type(side(Formula("p", "p"))(np.ones(2).view(np.recarray))) is np.ndarray
    assert side(Formula("p", "(np.float64(p), [np.int8(1)])"))(0.5) == (0.5, [1])
    assert side(GRADIENT)(np.array([3.0, 3.0])).tolist() == [2.0, 1.0]
    assert side(Formula("p", "np.asarray(p)"))(2.0).shape == ()


@pytest.mark.parametrize("side", [lambda formula: formula, crossed], ids=["here", "there"])
@pytest.mark.parametrize(
    "expression", ["known", "known[:2]", "known.T", "[known][0]", "p", "np.asarray(p)[0]", "np.asarray(p)"]
)
def test_a_result_that_is_changed_in_place_spoils_neither_a_constant_nor_an_argument(side, expression):
    formula = side(Formula("p", expression, known=np.eye(3)))
    argument = np.eye(3)
    want = formula(argument).tolist()

    formula(argument)[...] = 7.0

    assert formula(argument).tolist() == want
    assert np.array_equal(argument, np.eye(3))


def test_a_list_among_its_constants_is_not_handed_out_either():
    formula = Formula("", "known", known=[1, [2]])

    formula()[1].append(3)

    assert formula() == [1, [2]]


def test_whoever_made_it_can_change_their_array_afterwards():
    minimum = np.zeros(2)
    formula = Formula("p", "p - minimum", minimum=minimum)

    minimum += 1.0

    assert formula(0.0).tolist() == [0.0, 0.0]


def test_it_is_called_by_the_names_of_its_arguments():
    formula = crossed(Formula("shape, rng=None", "(shape, rng)"))

    assert formula((2, 3)) == ((2, 3), None)
    assert formula(rng=1, shape=2) == (2, 1)
    assert list(inspect.signature(formula).parameters) == ["shape", "rng"]
    with pytest.raises(TypeError, match="function"):
        formula()


def test_an_iterator_is_a_list_to_it_as_it_is_over_the_wall():
    doubled = crossed(Formula("p, q=()", "2 * np.asarray([*p, *p, *q])"))

    assert doubled(iter([1, 2])).tolist() == [2, 4, 2, 4]
    assert doubled((i for i in range(2)), q=map(int, "3")).tolist() == [0, 2, 0, 2, 6]


def test_it_may_hold_another_and_is_read_as_its_text():
    inner = Formula("p", "p + 1")
    outer = crossed(Formula("p", "2 * inner(p)", text="twice", inner=inner))

    assert outer(3) == 8
    assert (repr(outer), repr(inner)) == ("twice", "p -> p + 1")
    assert outer.__name__ == "twice"


def test_a_copy_of_any_kind_computes_the_same():
    for one in (copy.copy(GRADIENT), copy.deepcopy(GRADIENT), pickle.loads(pickle.dumps(GRADIENT))):
        assert one(np.zeros(2)).tolist() == GRADIENT(np.zeros(2)).tolist()
        assert repr(one) == "a gradient"


@pytest.mark.parametrize(
    ("arguments", "expression", "constants", "says"),
    [
        ("p", "p +", {}, "invalid syntax"),
        ("p", "p) + (1", {}, "syntax|unmatched"),
        ("p", "p - minimum", {}, "minimum"),
        ("p", "open(p)", {}, "open"),
        ("p", "p.__class__", {}, "__class__"),
        ("p", "p", {"p": 1}, "p"),
        ("p", "p", {"np": 1}, "np"),
        ("p", "(a := p) + a", {"a": 1}, "a"),
    ],
)
def test_what_is_wrong_with_a_formula_is_said_when_it_is_made(arguments, expression, constants, says):
    with pytest.raises(ValueError, match=says):
        Formula(arguments, expression, **constants)


@pytest.mark.parametrize("constant", [np.sin, lambda p: p, np.random.default_rng(0), object(), {1, 2}])
def test_only_data_is_a_constant(constant):
    with pytest.raises(TypeError, match="constant"):
        Formula("p", "p", constant=constant)


# -- how it crosses


def test_it_crosses_as_data_and_is_the_same_function_in_every_call_of_a_conversation():
    judge, worker = sides()

    first, second = worker.decode(judge.encode([GRADIENT, copy.deepcopy(GRADIENT)]))
    third = worker.decode(judge.encode(Formula(*GRADIENT.parts()[:2], text="a gradient", **GRADIENT.constants)))

    assert first is second is third
    assert not judge.gave_numbers
    assert Calls([(GRADIENT, 1.0), (GRADIENT, 2.0)]).encoded is not None


def test_a_student_who_hands_it_back_hands_back_an_object_of_theirs():
    judge, worker = sides()
    there = worker.decode(judge.encode(GRADIENT))

    handle = judge.decode(worker.encode([there]))[0]

    assert handle == Opaque(0, "function")
    assert worker.decode(judge.encode(handle)) is there


def test_the_judge_makes_no_function_of_what_it_is_sent(tmp_path):
    judge, worker = sides()
    trace = tmp_path / "ran"
    for expression in (f"open({str(trace)!r}, 'w')", "2 * p"):
        sent = msgpack.packb(msgpack.ExtType(FORMULA, msgpack.packb(["p", expression, "text", {}])))
        wrapped = msgpack.packb({"a": [msgpack.unpackb(sent)]})
        assert callable(worker.decode(sent))  # it is well formed, and would be made over there
        for data in (sent, wrapped):
            with pytest.raises(WireError, match="formula"):
                judge.decode(data)
    assert not trace.exists()


# -- beside a student's code

SOURCE = b"""
import copy, pickle, sys, warnings
import numpy as np

np.seterr(all="raise")
warnings.simplefilter("error")
asked = []

def exp(x): raise RuntimeError("mine")
sum = float = len = None

def call(f, *arguments, **named): return f(*arguments, **named)
def list_of(f, p): return f(list(p))
def spoil(f, p):
    f(p)[...] = -1.0
    f.constants.clear()
    return f(p)
def replaced(f, p):
    import builtins
    np.exp, np.asarray, np.array, builtins.float = None, None, None, None
    return f(p)
def copies(f, p): return [g(p) for g in (copy.copy(f), copy.deepcopy(f), pickle.loads(pickle.dumps(f)))]
def wrong(f):
    return f("text")
def back(f): return f
def kept(f):
    asked.append(f)
    return asked.count(f)
def state(f): return np.geterr(), f(-1.0), np.geterr()
def describe(f): return [repr(f), f.__name__, f"{f}"]
def set_an_attribute(f):
    f.calls = 1
    return f.calls
def shuffled(f, rng): return f(rng=rng)
"""


@pytest.fixture
def ask(zygote, monkeypatch):
    def no_callback(*_):
        raise AssertionError("a call of a formula came over the wall")

    monkeypatch.setattr(Link, "_answer_callback", no_callback)
    session = Session(zygote, "x.py", {"x.py": SOURCE}, Limits(call_s=2.0))
    session.open()
    yield lambda name, *arguments: session.call(name, arguments, {})
    session.close()


EXP = Formula("p", "np.exp(np.asarray(p, dtype=np.float64)) * float(len([1]))", text="exp")


def test_a_student_calls_it_without_a_message(ask):
    for p in ([0.0, 1.0], np.array([0, 1])):
        got = ask("call", EXP, p)
        assert got.value.tolist() == np.exp([0.0, 1.0]).tolist()
    assert ask("call", EXP, 0) == Returned(1.0)
    assert ask("list_of", EXP, np.zeros(2)).value.tolist() == [1.0, 1.0]


def test_what_a_student_sets_or_names_does_not_change_it(ask):
    assert ask("call", Formula("p", "np.log(np.asarray(p)) / 0.0"), 0.0) == Returned(-np.inf)
    before, value, after = ask("state", Formula("p", "np.sqrt(np.asarray(p))")).value
    assert np.isnan(value)
    assert before == after
    assert before["invalid"] == "raise"


def test_a_student_who_replaces_numpys_functions_does_not_change_it(ask):
    assert ask("replaced", EXP, np.zeros(2)).value.tolist() == [1.0, 1.0]


def test_a_student_who_changes_what_it_gives_does_not_change_it(ask):
    zeros = Formula("p", "known", known=np.zeros(2))

    assert ask("spoil", zeros, 1.0).value.tolist() == [0.0, 0.0]
    assert ask("call", zeros, 1.0).value.tolist() == [0.0, 0.0]


def test_a_student_may_copy_it_and_write_on_it(ask):
    assert [one.tolist() for one in ask("copies", EXP, np.zeros(1)).value] == [[1.0]] * 3
    assert ask("describe", EXP).value == ["exp"] * 3
    assert ask("set_an_attribute", EXP) == Returned(1)


def test_its_error_is_the_students_with_their_own_lines_alone(ask):
    raised = ask("wrong", EXP)

    assert isinstance(raised, Raised)
    assert raised.type_name == "ValueError"
    assert "float" in raised.message
    assert raised.traceback == 'x.py, line 24, in wrong: return f("text")'


def test_it_comes_back_as_what_a_function_of_the_students_comes_back_as(ask):
    assert ask("back", EXP).value.type_name == "function"
    assert [ask("kept", EXP).value, ask("kept", copy.deepcopy(EXP)).value] == [1, 2]


def test_it_draws_from_the_generator_that_it_is_handed(ask):
    normal = Formula("rng", "rng.standard_normal(2) if isinstance(rng, np.random.Generator) else None")

    got = ask("shuffled", normal, np.random.default_rng(3))

    assert got.value.tolist() == np.random.default_rng(3).standard_normal(2).tolist()
