"""A worker that says whatever it is given, and everything the judge does with what it says.

Shared by the tests with Hypothesis and by `benchmarks/fuzz_protocol.py`, which is guided by coverage.
"""

import socket
import struct
from itertools import chain
from unittest.mock import patch

import msgpack
import numpy as np

from gradiente.checking import Disagreement, array_of
from gradiente.checking.agreement import Outcome, Returned, disagreement
from gradiente.judge.saying import say_outcome
from gradiente.wall.link import Calls, Clock, Link, WorkerEndedError
from gradiente.worker.arrays import bytes_of_array
from gradiente.worker.blocks import Block
from gradiente.worker.codec import ARRAY, FORMULA, INTEGER, OPAQUE, RANDOM, SET, TENSOR, TUPLE, Codec, Handles
from gradiente.worker.generators import UNNAMED, bytes_of_generator, state_of

NONCE = b"\x01\x02\x03\x04\x05\x06\x07\x08"
LIMIT_S = 0.05
WANTED = (
    None,
    True,
    3,
    0.5,
    "text",
    [1, 2.0],
    (1, np.ones(2)),
    {"a": 1.0},
    np.ones((2, 2)),
    np.array([1, 2]),
    np.array([True]),
    np.array(0.5),
)
QUESTIONS = ("call", "look", "many", "together", "operate", "printed", "random state", "load", "locked")


def talk(question: str, said: bytes) -> bool:
    """Ask a question of a worker that has these bytes to say, and judge what comes of it.

    Only what a judge expects may happen: an outcome, or the end of the worker. Returns whether there was an outcome.
    """
    ours, theirs = socket.socketpair()
    link = Link(ours, Clock(1.0))
    try:
        with patch("gradiente.wall.link.os.urandom", lambda _: NONCE):
            # The question is asked before anything is said: what is said earlier ends the worker.
            outcomes = ask(link, question, theirs, said)
        for outcome in outcomes:
            look_at(outcome)
    except WorkerEndedError as ended:
        if ended.kind not in ("timed-out", "budget-spent", "gone", "protocol"):
            raise
        return False
    else:
        return True
    finally:
        ours.close()
        theirs.close()


class SayOnce:
    """Stands where the judge sends: once the question is out, the worker speaks and leaves."""

    def __init__(self, channel: socket.socket, theirs: socket.socket, said: bytes) -> None:
        self._channel, self._theirs, self._said = channel, theirs, said

    def send(self, data: bytes) -> int:
        """Send the question, then have the answer said."""
        self._channel.sendall(data)
        self._theirs.setblocking(False)
        try:
            self._theirs.sendall(self._said[: 1 << 16])
            self._theirs.shutdown(socket.SHUT_WR)
        except OSError:  # said already
            pass
        return len(data)

    def __getattr__(self, name: str) -> object:
        """Everything else is the channel's."""
        return getattr(self._channel, name)


def ask(link: Link, question: str, theirs: socket.socket, said: bytes) -> list[Outcome]:
    """Ask one question; returns the outcomes."""
    link._socket = SayOnce(link._socket, theirs, said)
    rng = np.random.default_rng(0)
    if question == "locked":
        theirs.sendall(said[: 1 << 16])
        theirs.shutdown(socket.SHUT_WR)
        link.await_locked(LIMIT_S)
        return []
    if question == "call":
        return [link.call("f", (lambda *_, **__: 1.0, rng), {}, LIMIT_S, look=False)[0]]
    if question == "look":
        outcome, after = link.call("f", (np.ones(2), rng), {}, LIMIT_S, look=True)
        return [outcome, Returned(after)]
    if question == "many":
        return list(chain.from_iterable(link.call_many("f", Calls([(1,), (2,)]), LIMIT_S)))
    if question == "together":
        calls = Calls([("f", [np.ones(2)], {}, [0]), ("g", [1], {"b": 2}, None)])
        return [Returned([outcome, after]) for outcome, after in link.call_together(calls, LIMIT_S)]
    if question == "operate":
        return [link.operate("look", (), LIMIT_S)]
    if question == "printed":
        return [Returned(link.printed(LIMIT_S)[0])]
    if question == "random state":
        return [Returned(link.random_state(LIMIT_S))]
    return [link.load("x.py", {"x.py": b""}, LIMIT_S)]


def look_at(outcome: Outcome) -> None:
    """Do with an outcome all that a check and a report do."""
    assert type(say_outcome(outcome)) is str
    for want in WANTED:
        disagreement(outcome, Returned(want))
        disagreement(outcome, Returned(want), 0.1)
    if isinstance(outcome, Returned):
        for shape, kinds in (((2, 2), "iuf"), (None, "b")):
            try:
                array_of(outcome.value, shape, kinds)
            except Disagreement:
                continue


def framed(message: object) -> bytes:
    """A message as it crosses."""
    data = message if isinstance(message, bytes) else msgpack.packb(message)
    return struct.pack("<I", len(data)) + data


def block(values: list[object]) -> list[object]:
    """Values as they travel together."""
    together = Block()
    for value in values:
        assert together.add_value(value)
    return together.message()


def formula(expression: str, *more: object) -> list[object]:
    """An answer with a function in it that the judge would have to make."""
    parts = ["p", expression, "text", {"a": 1.0}]
    return ["value", NONCE, msgpack.ExtType(FORMULA, msgpack.packb(parts)), *more]


def good_answers() -> list[bytes]:
    """Answers of an honest worker of every kind, for mutation to begin with."""
    codec = Codec(Handles(), lambda number, text: None, own_objects=True)
    values = [
        None, True, 7, 2**70, 0.5, "text", b"bytes", 1 + 2j, [1, [2.0]], (1, 2), {"a": [1]}, {1, 2}, np.ones((2, 2)),
        np.arange(3), np.array([True]), np.float32(1), object(), np.random.default_rng(1), np.asfortranarray(np.eye(2)),
    ]  # fmt: skip
    answers = [codec.encode(["value", NONCE, value, None]) for value in values]
    answers += [
        codec.encode(message)
        for message in (
            ["error", NONCE, "ValueError", ["ValueError", "Exception"], "text", "x.py, line 1"],
            ["refused", NONCE, "too-large", "9 MiB"],
            ["several", NONCE, [["value", 1.0, None], ["refused", "too-large", "9 MiB"]]],
            ["block", NONCE, *block([0.5, (np.eye(2).T, [1, None])])],
            ["block", NONCE, *block([np.zeros((0, 3)), {"w": np.ones(3)}])],
            ["callback", NONCE, 0, [1.0], {}],
            ["printed", NONCE, "hello", 3],
            ["value", NONCE, "fingerprint"],
            ["locked", True],
            ["unlocked", "no seccomp"],
        )
    ]
    tensor = msgpack.ExtType(TENSOR, codec.encode([np.ones(2, np.float32), False]))
    answers.append(msgpack.packb(["value", NONCE, tensor, None]))
    for code, body in (
        (ARRAY, bytes_of_array(np.zeros(2))),
        (TUPLE, msgpack.packb([1, 2])),
        (SET, msgpack.packb([1, "a"])),
        (OPAQUE, msgpack.packb([0, "Model"])),
        (RANDOM, bytes_of_generator(UNNAMED, state_of(np.random.default_rng(0)))),
        (FORMULA, msgpack.packb(["p", "2 * p", "text", {}])),  # no good one, but one bit from it there may be
    ):
        answers.append(msgpack.packb(["value", NONCE, msgpack.ExtType(code, body), None]))
    answers.append(msgpack.packb(["value", NONCE, msgpack.ExtType(INTEGER, b"\1" * 20), None]))
    return [framed(answer) for answer in answers]
