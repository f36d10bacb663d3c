"""A call's time: what was said in time counts, also if the judge comes late to hear it."""

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from unittest.mock import patch

import msgpack
import pytest

from gradiente.checking.agreement import Returned
from gradiente.judge.limits import Limits
from gradiente.judge.session import CallLostError, Session
from gradiente.results import Verdict
from gradiente.wall.launch import launch
from gradiente.wall.link import Clock, Link, WorkerEndedError
from gradiente.wall.zygote import Zygote

NONCE = bytes(8)


class Time:
    """A clock that the test sets."""

    now = 100.0

    def monotonic(self):
        return self.now


def call(say, limit_s=2.0, late_s=5.0, more_time=lambda: 0.0, budget_s=10.0):
    """What a judge makes of an answer who was away until long after the limit."""
    ours, theirs = socket.socketpair()
    time = Time()
    with (
        ours,
        theirs,
        patch("gradiente.wall.link.os.urandom", lambda _: NONCE),
        patch("gradiente.wall.link.time", time),
    ):
        link = Link(ours, Clock(budget_s), more_time)

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


def test_time_that_a_worker_spent_in_the_queue_is_given_back_as_long_as_there_is_more_of_it():
    queued = [4.0, 0.5, 0.0]

    with pytest.raises(WorkerEndedError) as lost:
        call(b"", more_time=lambda: queued.pop(0))
    assert lost.value.kind == "timed-out"
    assert not queued


@contextlib.contextmanager
def on_one_processor() -> Iterator[None]:
    """One processor for this process and whatever it starts."""
    if not hasattr(os, "sched_setaffinity"):
        pytest.skip("processes cannot be bound to a processor here")
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


@contextlib.contextmanager
def crowded(others: int) -> Iterator[None]:
    """So many others that never rest, on the one processor."""
    with on_one_processor():
        spinning = [subprocess.Popen([sys.executable, "-S", "-c", "while True: pass"]) for _ in range(others)]
    try:
        yield
    finally:
        for one in spinning:
            one.kill()
            one.wait()


counted = pytest.mark.skipif(
    not os.path.exists("/proc/self/schedstat"), reason="this kernel does not count how long one waits for a processor"
)

BUSY = b"""
import time

def work(seconds):
    begin = time.process_time()
    while time.process_time() - begin < seconds:
        pass
    return seconds

def sleep(seconds):
    time.sleep(seconds)
"""


@pytest.fixture
def session(level):
    with on_one_processor():
        zygote = Zygote(launch(level, ()))
        made = Session(zygote, "busy.py", {"busy.py": BUSY}, Limits(call_s=0.5, submission_s=2.0))
        made.open()
    yield made
    made.close()
    zygote.close()


@counted
def test_a_right_answer_on_a_busy_machine_has_the_time_that_it_needs(session):
    with crowded(6):
        assert session.call("work", (0.25,), {}) == Returned(0.25)  # which takes about 1.5 s of the clock


@counted
def test_a_function_that_does_not_end_is_stopped_on_a_busy_machine_too(session):
    with crowded(2), pytest.raises(CallLostError) as lost:
        session.call("work", (1e9,), {})
    assert lost.value.verdict is Verdict.TIMED_OUT


def test_who_sleeps_waits_for_no_processor(session):
    with crowded(2), pytest.raises(CallLostError) as lost:
        session.call("sleep", (30.0,), {})
    assert lost.value.verdict is Verdict.TIMED_OUT
