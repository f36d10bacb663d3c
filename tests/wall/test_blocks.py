"""Calls by columns, and answers as forms beside their numbers: nothing is lost, and nothing malformed is taken."""

import socket
import struct
from itertools import chain
from unittest.mock import patch

import msgpack
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from gradiente.checking.agreement import Returned
from gradiente.checking.comparisons import difference
from gradiente.judge.expected import ExpectedAnswers
from gradiente.judge.limits import Limits
from gradiente.judge.session import Session
from gradiente.wall.answers import Agreed, Answers
from gradiente.wall.link import Calls, Clock, Link, WorkerEndedError
from gradiente.worker.arrays import FLOAT64, KIND, TABLE
from gradiente.worker.blocks import LEAF, Block, calls_of, columns_of
from gradiente.worker.codec import COLUMNS, Codec, Handles, RefusedValueError

NONCE = bytes(8)
floats = st.floats(width=64)
small_arrays = npst.arrays(np.float64, npst.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=3))
turned = small_arrays.map(np.transpose)
plain = st.recursive(
    floats | small_arrays | turned | st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.sampled_from(["w", "b"]), inner)
    ),
    max_leaves=6,
)
any_array = npst.arrays(
    npst.boolean_dtypes() | npst.integer_dtypes(endianness="<") | npst.floating_dtypes(endianness="<", sizes=(32, 64)),
    npst.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3),
)


def same(one, other):
    """Whether two values are the same to the bit, and so are their types."""
    if isinstance(one, np.ndarray):
        is_array = type(other) is np.ndarray and one.dtype == other.dtype and one.shape == other.shape
        return is_array and one.tobytes() == other.tobytes() and one.flags.writeable == other.flags.writeable
    if isinstance(one, (list, tuple)):
        return type(one) is type(other) and len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return type(other) is dict and list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, float):
        return type(other) is float and struct.pack("d", one) == struct.pack("d", other)
    return type(one) is type(other) and one == other


def together(values):
    """The block in which values cross."""
    block, codec = Block(), Codec(Handles(), lambda *_: None, own_objects=True)
    for value in values:
        if not block.add_value(value):
            block.add(codec.encode(["value", value, None]))
    return Answers(*block.message())


def judges_codec():
    return Codec(Handles(), lambda *_: None, own_objects=False)


@given(st.lists(plain, max_size=5))
def test_values_come_out_of_a_block_as_they_went_in(values):
    answers = together(values).read_by(judges_codec())

    assert all(same(value, answer[1]) for value, answer in zip(values, answers, strict=True))


@given(st.lists(st.tuples(any_array, turned, plain), min_size=1, max_size=5))
def test_calls_come_out_of_their_columns_as_they_went_in(calls):
    worker = Codec(Handles(), lambda *_: None, own_objects=True)
    calls[0][0].flags.writeable = False

    told = worker.decode(judges_codec().encode_calls([list(call) for call in calls]))

    assert all(same(list(call), arrived) for call, arrived in zip(calls, told, strict=True))


def test_an_array_out_of_a_column_is_by_itself():
    first, second = (call[0] for call in calls_of(columns_of([[np.zeros(2)], [np.asfortranarray(np.eye(2))]])))
    first[:] = 7

    assert first.flags.owndata
    assert second.flags.f_contiguous
    np.testing.assert_array_equal(second, np.eye(2))


@given(st.lists(plain, min_size=1, max_size=4), st.lists(plain, min_size=1, max_size=4), st.booleans())
def test_what_is_seen_to_agree_unread_agrees_when_it_is_read(wants, others, near):
    got = [nearly(want) for want in wants] if near else [*others[: len(wants)], *wants[len(others) :]]

    if ExpectedAnswers(wants).agree(0, together(got)):
        assert all(difference(one, want) is None for one, want in zip(got, wants, strict=True))


@given(
    st.lists(
        npst.arrays(np.float64, npst.array_shapes(max_dims=2, max_side=3), elements=st.integers(-4, 4)), min_size=1
    ),
    st.sampled_from(["f2", "f4", "f8", "i1", "i8", "u4", "?", "c8"]),
    st.sampled_from([0.0, 1e-9, 0.5]),
)
def test_arrays_of_another_dtype_are_seen_to_agree_as_far_as_they_do(wants, dtype, off):
    with np.errstate(all="ignore"):
        got = [(want + off).astype(dtype) for want in wants]

    agrees = all(difference(one, want) is None for one, want in zip(got, wants, strict=True))
    assert ExpectedAnswers(wants).agree(0, together(got)) == agrees


def test_what_is_no_array_of_floats_is_not_seen_to_agree_in_another_dtype():
    float32 = bytes([place_of("f4") << KIND])
    number = np.float32(0.5).tobytes()

    assert not ExpectedAnswers([0.5]).agree(0, Answers(float32, number, 1, ONE))
    assert not ExpectedAnswers([0.5]).agree(0, Answers(b"\xff", bytes(8), 1, ONE))
    assert not ExpectedAnswers([np.arange(2)]).agree(0, together([np.arange(2.0)]))
    assert not ExpectedAnswers([np.ones(2), np.arange(2)]).agree(0, together([np.ones(2, "f4"), np.arange(2)]))


def place_of(code):
    return TABLE.index(np.dtype(code))


def nearly(value):
    if isinstance(value, (float, np.ndarray)):
        with np.errstate(all="ignore"):
            return value * (1 + 1e-9)
    if isinstance(value, (list, tuple)):
        return type(value)(map(nearly, value))
    return {key: nearly(item) for key, item in value.items()} if isinstance(value, dict) else value


def test_right_answers_are_seen_to_agree_in_whatever_parts_they_come():
    wants = [
        0.5,
        (np.arange(3.0), 2),
        [np.nan, np.inf],
        {"w": np.eye(2)},
        None,
        "text",
        np.float64(3),
        np.array(4.0),
        np.arange(4),
        (np.ones(2, np.float32), np.array([True, False]), 0.25),
        np.zeros((0, 3), np.int8),
        np.int64(7),
    ]
    expected = ExpectedAnswers(wants)
    plain = [*wants[:6], 3.0, 4.0, *wants[8:]]

    for parts in ([12], [3, 5, 4], [9, 3], [1] * 12):
        first = 0
        for size in parts:
            assert expected.agree(first, together(plain[first : first + size]))
            first += size


@pytest.mark.parametrize(
    "got",
    [
        [0.5, np.array([1.0, 2.1])],
        [0.5, np.array([1.0, 2.0, 3.0])],
        [0.5, [1.0, 2.0]],
        [np.nan, np.array([1.0, 2.0])],
        [0.5, np.array([1.0, 2.0]), 1.0],
        [np.array([1.0, 2.0]), 0.5],
        [0.5, np.array([[1.0, 2.0]])],
    ],
    ids=["value", "length", "list", "nan", "one more", "order", "shape"],
)
def test_other_answers_are_not(got):
    assert not ExpectedAnswers([0.5, np.array([1.0, 2.0])]).agree(0, together(got))


@pytest.mark.parametrize(
    ("want", "got"),
    [
        (np.arange(3), np.array([0, 1, 3])),
        (np.arange(3), np.arange(3.0)),
        (np.arange(3), np.arange(3, dtype=np.int32)),
        (np.array([True, False]), np.array([True, True])),
        (np.array([True, False]), np.array([1, 0], np.int8)),
        (np.ones(2, np.float32), np.array([1.0, 1.1], np.float32)),
        ((0.5, np.array([True])), (0.5, np.array([False]))),
        ((0.5, np.array([True])), (0.6, np.array([True]))),
        ((np.ones(1), np.ones(2, np.float32)), (np.ones(2, np.float32), np.ones(1))),
    ],
)
def test_answers_of_other_dtypes_are_not_unless_they_agree(want, got):
    assert ExpectedAnswers([want, want]).agree(1, together([want]))
    assert not ExpectedAnswers([want, want]).agree(1, together([got]))


def test_numbers_of_float32_have_the_tolerance_of_the_course():
    want = np.array([1e4, 1.0], np.float32)

    assert ExpectedAnswers([want]).agree(0, together([want + np.float32(0.001)]))


def test_answers_beside_the_last_call_agree_with_nothing():
    assert not ExpectedAnswers([0.5]).agree(1, together([0.5]))


def test_what_a_check_may_not_touch_is_never_seen_to_agree():
    with pytest.raises(RefusedValueError):
        ExpectedAnswers([lambda: None])
    with pytest.raises(RefusedValueError):
        ExpectedAnswers([np.random.default_rng(0)])


def what_the_judge_makes_of(message, calls=2, agrees=None):
    ours, theirs = socket.socketpair()
    with ours, theirs, patch("gradiente.wall.link.os.urandom", lambda _: NONCE):
        link = Link(ours, Clock(1.0))
        asked = link.call_many("f", Calls([(1,)] * calls), 0.2, agrees)
        data = msgpack.packb(message)

        def speak(*_):
            theirs.sendall(len(data).to_bytes(4, "little") + data)
            theirs.shutdown(socket.SHUT_WR)

        with patch.object(link, "_send", speak):
            return list(chain.from_iterable(asked))


def leaf(sides):
    return msgpack.packb(["value", msgpack.ExtType(LEAF, sides), None])


ONE = leaf(b"")
FLOAT = bytes([FLOAT64])


def test_a_block_is_read_value_by_value_unless_it_is_known_to_agree():
    block = together([0.5, np.ones(2)])
    message = ["block", NONCE, block.flags, block.numbers, block.count, block.forms]

    read = what_the_judge_makes_of(message)
    unread = what_the_judge_makes_of(message, agrees=lambda *_: True)

    assert read[0] == Returned(0.5)
    assert [type(one) for one in unread] == [Agreed, Agreed]
    assert unread[0].value == 0.5
    np.testing.assert_array_equal(unread[1].value, np.ones(2))


@pytest.mark.parametrize(
    "content",
    [
        [b"", b"", 0, b""],
        [3 * FLOAT, bytes(24), 3, 3 * ONE],
        [2 * FLOAT, bytes(16), 1, ONE],
        [FLOAT, bytes(8), 2, 2 * ONE],
        [FLOAT, bytes(16), 1, ONE],
        [FLOAT, bytes(7), 1, ONE],
        [FLOAT, bytes(8), 1, leaf(b"\1\0\0")],
        [FLOAT, bytes(8), 1, leaf(struct.pack("<II", 1, 2))],
        [FLOAT, bytes(8), 1, leaf(b"\xff" * 16)],
        [FLOAT, bytes(8), 1, leaf(struct.pack("<33I", *[1] * 33))],
        [FLOAT, bytes(8), 1, ONE + ONE],
        [FLOAT, bytes(8), 1, ONE[:-1]],
        [FLOAT, bytes(8), 1, msgpack.packb(["callback", 0, [], {}])],
        [FLOAT, bytes(8), 1, msgpack.packb(0.5)],
        [FLOAT, bytes(8), "1", ONE],
        [FLOAT, bytes(8), 1, "text"],
        [FLOAT, bytes(8), 1],
        [0, bytes(8), 1, ONE],
        [bytes(1), b"\1", 1, ONE],
        [b"\xff", bytes(8), 1, ONE],
        [bytes(1), b"\2", 1, leaf(struct.pack("<I", 1))],
        [bytes(2), b"\1\2", 2, 2 * leaf(struct.pack("<I", 1))],
        [bytes(2), b"\1", 2, 2 * ONE],
        [2 * FLOAT, bytes(8), 2, 2 * ONE],
        [2 * FLOAT, bytes(24), 2, 2 * leaf(struct.pack("<I", 1))],
        [FLOAT, bytes(16), 2, 2 * ONE],
        [2 * b"\xff", bytes(16), 2, 2 * ONE],
        [2 * FLOAT, bytes(16), 2, 2 * leaf(b"\1\0\0")],
    ],
)
def test_a_malformed_block_ends_the_worker(content):
    with pytest.raises(WorkerEndedError) as ended:
        what_the_judge_makes_of(["block", NONCE, *content])

    assert ended.value.kind == "protocol"


ARRAYS = [
    np.arange(6.0).reshape(2, 3),
    np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    np.array([True, False]),
    np.zeros((2, 0, 3), np.float32),
    np.arange(3, dtype=np.int8),
    np.ones(1),
    np.ones((1,) * 5),
    np.ones((1,) * 32),
]


@pytest.mark.parametrize("array", ARRAYS, ids=str)
def test_answers_that_are_all_alike_are_read_as_they_are_among_others(array):
    fixed = array.copy("K")
    fixed.flags.writeable = False
    for value in (array, fixed):
        alike = [value, value + value] if value.dtype != bool else [value, ~value]
        if not value.flags.writeable:
            alike[1].flags.writeable = False
        among_others = what_the_judge_makes_of(sent(together([*alike, "text"])), calls=3)[:2]

        for got, other in zip(what_the_judge_makes_of(sent(together(alike))), among_others, strict=True):
            np.testing.assert_array_equal(got.value, other.value, strict=True)
            assert [got.value.flags[name] for name in ("C", "F", "W")] == [other.value.flags[name] for name in "CFW"]
        np.testing.assert_array_equal(got.value, alike[1], strict=True)


def test_arrays_that_came_together_share_nothing():
    first, second = (one.value for one in what_the_judge_makes_of(sent(together([np.ones(2), np.ones(2)]))))

    first[:] = 7

    np.testing.assert_array_equal(second, np.ones(2))


@pytest.mark.parametrize(
    "answer",
    [
        (np.array([True, False, True]), np.arange(4.0)),
        [1.5, {"w": np.eye(2), "b": (0.25, 3)}, None, True],
        {"only": [np.arange(3, dtype=np.int8), 2.5, np.ones((2, 1), np.float32)]},
        (np.zeros((0, 2)), 1.0),
        (1, 2, [3]),
    ],
    ids=str,
)
def test_answers_of_several_parts_that_are_all_alike_are_read_as_among_others(answer):
    def other(value):
        if isinstance(value, (list, tuple)):
            return type(value)(map(other, value))
        if isinstance(value, dict):
            return {key: other(item) for key, item in value.items()}
        return ~value if isinstance(value, np.ndarray) and value.dtype == bool else value

    answers = [answer, other(answer), answer]
    got = [one.value for one in what_the_judge_makes_of(sent(together(answers)), calls=3)]
    among_others = [one.value for one in what_the_judge_makes_of(sent(together([*answers, "text"])), calls=4)][:3]

    np.testing.assert_equal(got, among_others)
    np.testing.assert_equal(got, answers)
    assert [str(one) for one in got] == [str(one) for one in among_others]


def test_parts_of_answers_that_are_all_alike_lie_where_the_processor_likes_them():
    answers = [(np.array([True] * odd), np.arange(2.0)) for odd in (5, 5)]

    for one in what_the_judge_makes_of(sent(together(answers))):
        assert one.value[1].flags.aligned


def test_numbers_that_are_all_alike_are_floats():
    assert [one.value for one in what_the_judge_makes_of(sent(together([0.5, 0.25])))] == [0.5, 0.25]


def sent(answers):
    return ["block", NONCE, answers.flags, answers.numbers, answers.count, answers.forms]


@pytest.mark.parametrize("code", [LEAF, COLUMNS])
def test_neither_a_leaf_nor_columns_stand_anywhere_else(code):
    extension = msgpack.ExtType(code, msgpack.packb([[[1]]]))

    with pytest.raises(WorkerEndedError) as ended:
        what_the_judge_makes_of(["several", NONCE, [["value", extension, None]] * 2])

    assert ended.value.kind == "protocol"


def test_one_array_filled_again_by_every_call_comes_back_as_it_was_each_time(zygote):
    source = b"import numpy as np\nkept = np.zeros(2)\ndef f(x):\n    kept[:] = x\n    return kept\n"
    session = Session(zygote, "a.py", {"a.py": source}, Limits(call_s=5.0))

    outcomes = list(session.call_many("f", Calls([(1.0,), (2.0,)])))
    session.close()

    assert [list(outcome.value) for outcome in outcomes] == [[1.0, 1.0], [2.0, 2.0]]


def test_what_was_added_last_can_be_left_out_again_whole_or_in_part():
    block = Block()
    block.add_value((0.5, np.ones(2)))
    before, said = block.mark(), block.message()

    block.add_value(np.zeros(3))
    block.numbers.append(b"half an answer")
    block.back_to(before)

    assert block.message() == said
