"""A check of ours that hangs is interrupted, in whatever thread, and costs no other check anything."""

import threading
import time

import pytest

from gradiente.judge import grading, watchdog
from gradiente.judge.desk import Desk
from gradiente.judge.watchdog import HungError, off_the_clock, watched
from gradiente.results import Verdict


@pytest.fixture(autouse=True)
def an_eager_watchdog(monkeypatch):
    monkeypatch.setattr(watchdog, "_EVERY_S", 0.01)


def spin(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.001)


def in_a_thread(action):
    """Run an action off the main thread, as Dask does; returns what it returns."""
    found = []
    thread = threading.Thread(target=lambda: found.append(action()))
    thread.start()
    thread.join(60)
    return found[0]


def hangs():
    try:
        with watched(0.05):
            spin(30)
    except HungError:
        return "interrupted"
    return "went on"


def test_what_hangs_is_interrupted():
    assert hangs() == "interrupted"
    assert in_a_thread(hangs) == "interrupted"


def test_one_that_hangs_beside_another_is_interrupted_alone():
    other = threading.Event()

    def patient():
        with watched(30):
            return other.wait(20)

    def both():
        said = hangs()
        other.set()
        return said

    thread = threading.Thread(target=both)
    thread.start()
    assert in_a_thread(patient)
    thread.join()


def test_nobody_is_interrupted_afterwards():
    for _ in range(20):
        with watched(2.0):
            spin(0.001)
    spin(2.5)


def test_the_very_last_moment_is_still_in_time():
    for _ in range(20):
        try:
            with watched(0.02):
                spin(0.02)
        except HungError:
            continue
    spin(0.2)


def test_time_off_the_clock_does_not_count():
    with watched(1.0):
        with off_the_clock():
            spin(1.5)
        spin(0.001)


@pytest.fixture
def desk(course, level):
    desk = Desk(course, "a seed for the tests", level)
    yield desk
    desk.close()


def hang_in(monkeypatch, names):
    judge = grading._judge

    def hanging(judging, prepared):
        if prepared.check.name in names:
            # In the middle of a conversation: the answer to this question is still to come when it is broken off.
            judging.session._link._ask(5.0, "printed")
            watchdog._watched[threading.get_ident()].until = 0  # as if the limit were over already
            spin(60)
        return judge(judging, prepared)

    monkeypatch.setattr(grading, "_judge", hanging)


def test_a_check_that_hangs_off_the_main_thread_is_our_fault_and_no_other(desk, course, monkeypatch):
    source = course.exercise("parameters").solution.read_bytes()
    checks = [one.check.name for one in desk.suite("parameters").checks]
    hang_in(monkeypatch, checks[3:4])

    record = in_a_thread(lambda: desk.judge("parameters", "parameters.py", {"parameters.py": source}))

    faults = {name for name, check in record.checks.items() if check.verdict is Verdict.GRADER_FAULT}
    assert faults == {checks[3]}
    assert all(check.passed for name, check in record.checks.items() if name not in faults)


def test_after_two_that_hang_nothing_more_is_begun(desk, course, monkeypatch):
    source = course.exercise("parameters").solution.read_bytes()
    checks = [one.check.name for one in desk.suite("parameters").checks]
    hang_in(monkeypatch, set(checks))

    record = desk.judge("parameters", "parameters.py", {"parameters.py": source})

    assert {check.verdict for check in record.checks.values()} == {Verdict.GRADER_FAULT}
