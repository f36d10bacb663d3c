"""What crosses the wall comes out the same, and nothing else comes out."""

import contextlib
import functools
import itertools
import math
import struct
import sys
from decimal import Decimal
from fractions import Fraction

import msgpack
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from gradiente.worker.arrays import WireError
from gradiente.worker.codec import (
    ARRAY,
    INTEGER,
    MAX_DRAWN,
    MAX_INTEGER,
    RANDOM,
    SET,
    TUPLE,
    Codec,
    Handles,
    Opaque,
    RefusedValueError,
    text_of_callable,
)


class StandIn:
    """What the worker calls in place of a function of the judge's."""

    def __init__(self, number: int, text: str) -> None:
        self.gradiente_handle, self.text = number, text

    def __call__(self) -> None:
        """Do nothing."""


def sides() -> tuple[Codec, Codec]:
    judge = Codec(Handles(), lambda number, text: None, own_objects=False)
    worker = Codec(Handles(), StandIn, own_objects=True)
    return judge, worker


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**80), 2**80) | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(), inner, max_size=4)
    ),
    max_leaves=12,
)
arrays = npst.arrays(
    st.sampled_from([np.dtype(code) for code in ("?", "i1", "i8", "u1", "u8", "f4", "f8", "c16")]),
    npst.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4),
)


@given(value=plain)
def test_plain_values_cross_unchanged_in_both_directions(value):
    judge, worker = sides()

    assert worker.decode(judge.encode(value)) == value
    assert judge.decode(worker.encode(value)) == value


@given(array=arrays)
def test_arrays_keep_shape_dtype_and_every_bit(array):
    judge, worker = sides()

    there = worker.decode(judge.encode(array))
    back = judge.decode(worker.encode(there))

    assert back.shape == array.shape
    assert back.dtype == array.dtype
    assert back.tobytes() == array.tobytes()


def test_a_read_only_array_is_read_only_on_the_other_side():
    judge, worker = sides()
    array = np.arange(3.0)
    array.flags.writeable = False

    there = worker.decode(judge.encode(array))

    assert not there.flags.writeable


def test_subclasses_arrive_as_what_they_extend():
    judge, worker = sides()

    class Yes(float):
        def __eq__(self, other):
            return True

        __hash__ = float.__hash__

    class Grid(np.ndarray):
        pass

    got = judge.decode(worker.encode([Yes(3.0), np.ones(2).view(Grid), np.float32(0.5), np.bool_(True)]))

    assert [type(item) for item in got] == [float, np.ndarray, float, bool]
    assert got[0] == 3.0


@pytest.mark.parametrize("value", [Fraction(1, 4), Decimal("0.25"), np.longdouble(0.25)], ids=repr)
def test_rarer_numbers_arrive_as_floats(value):
    judge, worker = sides()

    (got,) = judge.decode(worker.encode([value]))

    assert type(got) is float
    assert got == 0.25


@pytest.mark.parametrize("value", [Fraction(10**400), Decimal("sNaN")], ids=["too large", "signalling"])
def test_a_number_that_is_no_float_is_refused(value):
    _, worker = sides()

    with pytest.raises(RefusedValueError):
        worker.encode([value])


def test_a_callable_of_the_judge_comes_back_as_itself():
    judge, worker = sides()

    stand_in = worker.decode(judge.encode(math.sqrt))

    assert isinstance(stand_in, StandIn)
    assert judge.decode(worker.encode(stand_in)) is math.sqrt


def test_a_generator_keeps_its_state_and_its_identity():
    judge, worker = sides()
    rng = np.random.default_rng(3)

    first = worker.decode(judge.encode(rng))
    drawn = first.random()
    second = worker.decode(judge.encode(rng))

    assert second is first
    assert drawn == np.random.default_rng(3).random()
    assert second.random() == np.random.default_rng(3).random(2)[1]


def test_an_object_of_the_student_stays_there_and_can_be_handed_back():
    judge, worker = sides()
    own = object()

    handle = judge.decode(worker.encode(own))

    assert handle == Opaque(0, "object")
    assert worker.decode(judge.encode(handle)) is own


@pytest.mark.parametrize("dtype", [object, "U3", "datetime64[s]"])
def test_arrays_of_anything_but_numbers_are_refused(dtype):
    _, worker = sides()

    with pytest.raises(RefusedValueError, match="ndarray"):
        worker.encode(np.zeros(2, dtype=dtype))


def test_a_list_that_holds_itself_is_refused():
    _, worker = sides()
    endless: list = []
    endless.append(endless)

    with pytest.raises(RefusedValueError, match="too-deep"):
        worker.encode(endless)


def count_down(n):
    while n:
        yield n
        n -= 1


@pytest.mark.parametrize(
    "make",
    [lambda: count_down(3), lambda: iter([3, 2, 1]), lambda: map(int, "321"), lambda: range(3, 0, -1)],
    ids=["generator", "list iterator", "map", "range"],
)
def test_an_iterator_crosses_as_the_list_of_its_items(make):
    judge, worker = sides()

    assert judge.decode(worker.encode((make(), 7))) == ([3, 2, 1], 7)
    assert judge.decode(worker.encode([make(), {"a": make()}])) == [[3, 2, 1], {"a": [3, 2, 1]}]


def test_an_iterator_of_iterators_crosses_as_a_list_of_lists():
    judge, worker = sides()

    assert judge.decode(worker.encode(count_down(n) for n in range(3))) == [[], [1], [2, 1]]


def test_items_cross_as_they_are_when_they_are_drawn():
    judge, worker = sides()

    def refilled():
        array = np.zeros(2)
        for number in (1.0, 2.0):
            array[:] = number
            yield array

    assert [item.tolist() for item in judge.decode(worker.encode(refilled()))] == [[1.0, 1.0], [2.0, 2.0]]


@pytest.mark.parametrize("error", [ValueError, TypeError, OverflowError, RecursionError, KeyError])
@pytest.mark.parametrize("first", [[], [1]], ids=["at once", "after an item"])
def test_what_an_iterator_raises_is_raised_and_not_taken_for_a_value_that_cannot_cross(error, first):
    _, worker = sides()
    raised = error("mine")

    def failing():
        yield from first
        raise raised

    with pytest.raises(error) as caught:
        worker.encode([failing()])

    assert caught.value is raised


def test_an_iterator_of_what_cannot_cross_is_refused():
    _, worker = sides()

    with pytest.raises(RefusedValueError, match="refused-type"):
        worker.encode(iter([np.array([object()])]))


@pytest.mark.parametrize("item", [1, np.zeros(1 << 20)], ids=["many items", "much in each"])
def test_an_endless_iterator_is_refused(item):
    _, worker = sides()

    with pytest.raises(RefusedValueError, match="too-large"):
        worker.encode(itertools.repeat(item))


def test_as_many_items_as_are_allowed_cross():
    judge, worker = sides()

    assert len(judge.decode(worker.encode(count_down(MAX_DRAWN)))) == MAX_DRAWN
    with pytest.raises(RefusedValueError, match="too-large"):
        worker.encode(count_down(MAX_DRAWN + 1))


def lying_array(*sides: int, place: int = 11, flags: int = 2, dimensions: int = 1, numbers: bytes = bytes(8)) -> bytes:
    head = struct.pack(f"<BBB{len(sides)}I", place, flags, dimensions, *sides)
    return msgpack.packb(msgpack.ExtType(ARRAY, head + numbers))


def test_an_array_is_a_head_and_its_numbers():
    judge, _ = sides()

    array = judge.decode(lying_array(1))

    assert array.dtype == np.float64
    assert array.tolist() == [0.0]
    assert array.flags.owndata


def nested(depth: int) -> bytes:
    data = msgpack.packb([1])
    for _ in range(depth):
        data = msgpack.packb(msgpack.ExtType(TUPLE, msgpack.packb([msgpack.unpackb(data)])))
    return data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc1",
        lying_array(2),
        lying_array((1 << 32) - 1),
        lying_array(1 << 30, 1 << 30, 0, dimensions=3, numbers=b""),
        lying_array(1, place=14),
        lying_array(1, flags=4),
        lying_array(1, dimensions=33),
        lying_array(*[1] * 4, dimensions=9, numbers=b""),
        lying_array(1, numbers=bytes(9)),
        lying_array(1, place=0, numbers=b"\2"),
        msgpack.packb(msgpack.ExtType(ARRAY, b"\x0b\2")),
        b"\x91" * 60 + b"\xc0",
        b"\xdd" + struct.pack(">I", 1 << 31),
        msgpack.packb({1.5: 1}),
        msgpack.packb(msgpack.ExtType(77, b"x")),
        msgpack.packb(msgpack.ExtType(4, msgpack.packb([5, "", True]))),
        msgpack.packb(msgpack.ExtType(RANDOM, struct.pack("<q", 0))),
        msgpack.packb(msgpack.ExtType(RANDOM, b"")),
        msgpack.packb(msgpack.ExtType(RANDOM, struct.pack("<q16s", -1, bytes(16)))),
        msgpack.packb(msgpack.ExtType(RANDOM, struct.pack("<q16s16sBI", -1, bytes(16), bytes(16), 2, 0))),
    ],
    ids=["empty", "reserved", "short", "huge", "huge and empty", "unknown dtype", "unknown flags", "too many sides",
         "sides missing", "numbers left", "no boolean", "no head", "deep", "long", "float key", "unknown kind",
         "callable never given", "generator never given", "generator without a name", "half a state", "no half"],
)  # fmt: skip
def test_malformed_bytes_are_a_wire_error_and_nothing_else(data):
    judge, _ = sides()

    with pytest.raises(WireError):
        judge.decode(data)


@given(data=st.binary(max_size=200))
def test_random_bytes_decode_or_are_a_wire_error(data):
    judge, _ = sides()

    with contextlib.suppress(WireError):
        judge.decode(data)


def colliding(count: int) -> list[msgpack.ExtType]:
    """Integers beyond 64 bits that all have the hash 0."""
    return [
        msgpack.ExtType(INTEGER, ((k + 9) * ((1 << 61) - 1)).to_bytes(12, "little", signed=True)) for k in range(count)
    ]


@pytest.mark.parametrize(
    "message",
    [
        msgpack.packb([msgpack.ExtType(SET, msgpack.packb(colliding(2)))]),
        b"\x82" + b"".join(msgpack.packb(key) + b"\xc0" for key in colliding(2)),
        b"\xdc\x00\x08" + (b"\xdd" + struct.pack(">I", 1 << 20) + b"\x90" * (1 << 20)) * 8,
        b"\xdd" + struct.pack(">I", 1 << 20) + b"\xd4\x02\x90" * (1 << 20),
        msgpack.packb(msgpack.ExtType(INTEGER, b"\1" * (MAX_INTEGER + 1))),
    ],
    ids=["colliding set", "colliding keys", "eight million lists", "a million extensions", "a long integer"],
)
def test_what_would_cost_the_judge_much_is_no_message(message):
    judge, _ = sides()

    with pytest.raises(WireError):
        judge.decode(message)


def test_every_integer_that_crosses_can_be_written():
    judge, worker = sides()
    largest = (1 << (8 * MAX_INTEGER - 1)) - 1

    assert len(str(judge.decode(worker.encode(largest)))) < sys.get_int_max_str_digits()
    with pytest.raises(RefusedValueError):
        worker.encode(largest + 1)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({n: n for n in range(5000)}, "too-large"),
        ([0] * ((1 << 20) + 1), "too-large"),
        ({0.5: 1}, "refused-type"),
        ({(1, 2): 1}, "refused-type"),
        ({2**70}, "refused-type"),
        ({2**70: 1}, "refused-type"),
        (functools.reduce(lambda inner, _: [inner], range(60), []), "too-deep"),
    ],
    ids=["many keys", "many items", "float key", "tuple key", "large in a set", "large key", "deep"],
)
def test_what_the_judge_would_take_for_no_message_is_refused_by_name(value, kind):
    _, worker = sides()

    with pytest.raises(RefusedValueError) as caught:
        worker.encode(["value", b"", value])

    assert caught.value.kind == kind


def test_keys_and_items_of_numpy_cross():
    judge, worker = sides()

    assert judge.decode(worker.encode({np.int64(3): 1, np.str_("a"): 2})) == {3: 1, "a": 2}
    assert judge.decode(worker.encode({np.float64(0.5), np.int32(2)})) == {0.5, 2}


def test_a_function_of_ours_is_never_read_by_its_address():
    assert text_of_callable(lambda p: p) == "function"
    assert text_of_callable(math.sqrt) == "<built-in function sqrt>"
