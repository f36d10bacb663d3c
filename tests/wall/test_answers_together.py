"""Answers to many calls travel together: they are read one by one, and a malformed one ends the worker."""

import socket
from itertools import chain
from unittest.mock import patch

import msgpack
import numpy as np
import pytest

from gradiente.checking.agreement import Raised, Refused, Returned
from gradiente.judge.limits import Limits
from gradiente.judge.session import CallLostError, Session
from gradiente.wall.link import Calls, Clock, Link, WorkerEndedError
from gradiente.worker.arrays import bytes_of_array
from gradiente.worker.codec import ARRAY

NONCE = bytes(8)
SOURCE = b"""
def answer(what):
    if not isinstance(what, str): return what
    if what == "raise": raise ValueError("no good")
    if what == "hang":
        while True: pass
    if what == "deep":
        value = []
        for _ in range(36): value = [value]
        return value
    return what
"""


def answers_to_many(message, calls=3):
    """What the judge makes of one message that a worker sends in answer to many calls."""
    ours, theirs = socket.socketpair()
    with ours, theirs, patch("gradiente.wall.link.os.urandom", lambda _: NONCE):
        link = Link(ours, Clock(1.0))
        asked = link.call_many("f", Calls([(1,)] * calls), 0.2)
        data = msgpack.packb(message)

        def speak(sent):
            theirs.sendall(len(data).to_bytes(4, "little") + data)
            theirs.shutdown(socket.SHUT_WR)

        with patch.object(link, "_send", lambda *_: speak(_)):
            return list(chain.from_iterable(asked))


def test_several_answers_are_read_one_by_one():
    said = [["value", 1, None], ["error", "ValueError", ["ValueError"], "no", ""], ["refused", "too-large", "9 MiB"]]

    assert answers_to_many(["several", NONCE, said]) == [
        Returned(1),
        Raised("ValueError", "no", ("ValueError",), ""),
        Refused("too-large", "9 MiB"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        [],
        [["value", 1, None]] * 4,
        [["value", 1, None], "value"],
        [["value", 1, None], []],
        [["value"]],
        [["value", 1, None, None, None]],
        [["callback", 0, [], {}]],
        [["several", [["value", 1, None]]]],
        [[7, 1, None]],
        {"value": 1},
        None,
    ],
    ids=[
        "none",
        "too many",
        "text",
        "empty",
        "no value",
        "too long",
        "callback",
        "nested",
        "number",
        "dict",
        "nothing",
    ],
)
def test_malformed_answers_end_the_worker(said):
    with pytest.raises(WorkerEndedError) as ended:
        answers_to_many(["several", NONCE, said])

    assert ended.value.kind == "protocol"


def test_an_array_in_the_place_of_a_kind_is_no_answer():
    array = msgpack.ExtType(ARRAY, bytes_of_array(np.zeros(2)))

    with pytest.raises(WorkerEndedError) as ended:
        answers_to_many(["several", NONCE, [[array, 1, None]] * 3])

    assert ended.value.kind == "protocol"


def test_answers_of_another_question_are_none():
    with pytest.raises(WorkerEndedError) as ended:
        answers_to_many(["several", b"another!", [["value", 1, None]] * 3])

    assert ended.value.kind == "protocol"


@pytest.fixture
def session(zygote):
    session = Session(zygote, "answers.py", {"answers.py": SOURCE}, Limits(call_s=0.5))
    yield session
    session.close()


def test_every_kind_of_answer_comes_back_in_its_place(session):
    asked = ["raise", 1.5, "deep", "text", "raise"]

    outcomes = list(session.call_many("answer", Calls([(what,) for what in asked])))

    assert [type(outcome) for outcome in outcomes] == [Raised, Returned, Returned, Returned, Raised]
    assert [outcomes[1].value, outcomes[3].value] == [1.5, "text"]


def test_a_value_is_as_deep_together_as_alone(session):
    (together,) = session.call_many("answer", Calls([("deep",)]))

    assert together == session.call("answer", ("deep",), {})


def test_answers_too_large_for_one_message_come_in_several(zygote):
    session = Session(zygote, "answers.py", {"answers.py": SOURCE}, Limits(call_s=10.0))
    arrays = [np.full(300_000, float(number)) for number in range(10)]

    outcomes = list(session.call_many("answer", Calls([(array,) for array in arrays])))

    for array, outcome in zip(arrays, outcomes, strict=True):
        np.testing.assert_array_equal(outcome.value, array)
    session.close()


def test_a_call_that_hangs_among_others_costs_its_own_time_alone(session):
    with pytest.raises(CallLostError) as lost:
        list(session.call_many("answer", Calls([(1,), ("hang",), (2,)])))

    assert lost.value.evidence.kind == "timed-out"
    assert session.call("answer", (1,), {}) == Returned(1)
