"""A call's time: what was said in time counts, also if the judge comes late to hear it."""

import socket
from unittest.mock import patch

import msgpack
import pytest

from gradiente.checking.agreement import Returned
from gradiente.wall.link import Clock, Link, WorkerEndedError

NONCE = bytes(8)


class Time:
    """A clock that the test sets."""

    now = 100.0

    def monotonic(self):
        return self.now


def call(say, limit_s=2.0, late_s=5.0):
    """What a judge makes of an answer who was away until long after the limit."""
    ours, theirs = socket.socketpair()
    time = Time()
    with (
        ours,
        theirs,
        patch("gradiente.wall.link.os.urandom", lambda _: NONCE),
        patch("gradiente.wall.link.time", time),
    ):
        link = Link(ours, Clock(10.0))

        def speak(*_):
            theirs.sendall(say)
            time.now += limit_s + late_s

        with patch.object(link, "_send", speak):
            return link.call("f", (1,), {}, limit_s, look=False)


def message(*content):
    data = msgpack.packb(content)
    return len(data).to_bytes(4, "little") + data


def test_an_answer_that_was_there_in_time_counts_though_the_judge_comes_late():
    assert call(message("value", NONCE, 3, None))[0] == Returned(3)


@pytest.mark.parametrize("said", [b"", message("value", NONCE, 3, None)[:-1]], ids=["nothing", "half an answer"])
def test_what_is_not_there_by_then_is_timed_out(said):
    with pytest.raises(WorkerEndedError) as lost:
        call(said)
    assert lost.value.kind == "timed-out"
