"""What a function keeps for itself, a cache, stays with the student and comes back as the very same object."""

import numpy as np
import pytest

from gradiente.checking import difference
from gradiente.checking.agreement import Returned
from gradiente.judge.limits import Limits
from gradiente.judge.session import Session
from gradiente.wall.link import Calls
from gradiente.worker.codec import Opaque, Tensor

SOURCE = b"""
from collections import namedtuple
from dataclasses import dataclass
import numpy as np

Pair = namedtuple("Pair", "x scale")

@dataclass
class Cache:
    x: np.ndarray

class Plain:
    pass

state = []
CACHES = {
    "array": lambda x: x,
    "tuple": lambda x: (x, 2.0),
    "list": lambda x: [x],
    "dict with other keys": lambda x: {("x", 1.5): x, 2.5: lambda: x},
    "named tuple": lambda x: Pair(x, np.float32(2)),
    "dataclass": Cache,
    "object": lambda x: Plain(),
    "array of objects": lambda x: np.array([x, None], dtype=object),
    "generator": lambda x: iter([x]),
    "function": lambda x: lambda: x,
    "None": lambda x: None,
    "number": lambda x: 7,
}

def forward(kind, x):
    cache = CACHES[kind](x)
    state[:] = [cache]
    return x * 2, cache

def backward(dy, cache):
    dy = dy + 1
    return dy, cache is state[0]

def list_of_two(x): return [x, x]
def alone(x): return x
def spoil(dy, cache): dy[0] = cache[0]
"""
KINDS = ["array", "tuple", "list", "dict with other keys", "named tuple", "dataclass", "object", "array of objects",
         "generator", "function", "None", "number"]  # fmt: skip
KEEPS = {"forward": 1, "list_of_two": 1, "alone": 1}


@pytest.fixture
def session(zygote):
    session = Session(zygote, "x.py", {"x.py": SOURCE}, Limits(), KEEPS)
    session.open()
    yield session
    session.close()


def call(session, name, *arguments):
    outcome = session.call(name, arguments, {})
    assert isinstance(outcome, Returned), outcome
    return outcome.value


@pytest.mark.parametrize("kind", KINDS)
def test_a_cache_of_any_kind_is_a_handle_here_and_the_same_object_there(session, kind):
    y, cache = call(session, "forward", kind, np.ones(2))

    assert isinstance(cache, Opaque)
    assert np.array_equal(y, [2, 2])
    dy, is_same = call(session, "backward", np.zeros(2), cache)
    assert np.array_equal(dy, [1, 1])
    assert is_same


def test_caches_of_many_calls_in_one_message_are_handles_too(session):
    outcomes = list(session.call_many("forward", Calls([("named tuple", np.ones(1)), ("object", np.ones(1))])))

    assert [outcome.value[1].type_name for outcome in outcomes] == ["Pair", "Plain"]


def test_only_the_part_of_a_tuple_or_a_list_is_kept(session):
    assert isinstance(call(session, "list_of_two", 5)[1], Opaque)
    assert call(session, "list_of_two", 5)[0] == 5
    assert call(session, "alone", 5) == 5
    assert np.array_equal(call(session, "alone", np.eye(2)), np.eye(2))


def test_what_is_kept_is_not_looked_at_and_the_other_arguments_are(session):
    _, cache = call(session, "forward", "list", np.full(2, 3.0))

    outcome, after = session.look("spoil", (np.zeros((2, 2)), cache), {}, look=True)

    assert isinstance(outcome, Returned)
    assert np.array_equal(after[0], [[3, 3], [0, 0]])
    assert after[1] is None


def test_without_the_declaration_plain_data_crosses_as_data(zygote):
    session = Session(zygote, "x.py", {"x.py": SOURCE}, Limits())
    session.open()

    assert call(session, "list_of_two", 5) == [5, 5]
    session.close()


def test_anything_agrees_with_what_is_the_references_own():
    assert difference((1.0, None), (1.0, Opaque(0, "cache"))) is None
    assert difference((1.0, Opaque(3, "tuple")), (1.0, Opaque(0, "cache"))) is None
    assert difference((2.0, None), (1.0, Opaque(0, "cache"))).kind == "value"
    assert difference(1.0, (1.0, Opaque(0, "cache"))).kind == "type"
    assert difference((1.0,), (1.0, Opaque(0, "cache"))).kind == "length"


def test_a_tensor_is_no_cache():
    with pytest.raises(TypeError, match="no rule compares a Tensor"):
        difference(None, Tensor(np.zeros(1), requires_grad=False))
