"""Interrupt a check of ours that hangs, in whatever thread it runs: a judge's main one or a Dask worker's."""

from __future__ import annotations

import ctypes
import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_EVERY_S = 0.5


class HungError(BaseException):
    """A check of ours took far too long. It derives from BaseException so that it passes through the check."""


@dataclass
class _Watched:
    """One thread that may be interrupted; `until` is a time of the monotonic clock."""

    until: float
    barked: bool = False


_watched: dict[int, _Watched] = {}
_lock = threading.Lock()
_watchdog: threading.Thread | None = None


@contextmanager
def watched(seconds: float) -> Iterator[None]:
    """Raise HungError in this thread if the body takes longer; only between two steps of Python can it be raised.

    Parameters
    ----------
    seconds : float
    """
    _begin()
    thread, mine = threading.get_ident(), _Watched(time.monotonic() + seconds)
    _watched[thread] = mine
    came = False
    try:
        yield
    except HungError:
        came = True
        raise
    finally:
        with _lock:  # from here on nothing is on its way but what was sent before
            _watched.pop(thread, None)
        if mine.barked and not came:
            _let_it_come()


@contextmanager
def off_the_clock() -> Iterator[None]:
    """Do not count the time of the body."""
    mine = _watched.get(threading.get_ident())
    if mine is None:
        yield
        return
    left_s, mine.until = mine.until - time.monotonic(), math.inf
    try:
        yield
    finally:
        mine.until = time.monotonic() + left_s


def allow(seconds: float) -> None:
    """Give the body, if one is being watched, more time."""
    mine = _watched.get(threading.get_ident())
    if mine is not None:
        mine.until += seconds


def _let_it_come() -> None:
    """Take the interrupt of a body that ended at the very moment."""
    try:
        for _ in range(1000):
            time.sleep(0.001)
    except HungError:
        pass


def _begin() -> None:
    global _watchdog
    if _watchdog is None or not _watchdog.is_alive():
        with _lock:
            if _watchdog is None or not _watchdog.is_alive():
                _watchdog = threading.Thread(target=_watch, name="watchdog", daemon=True)
                _watchdog.start()


def _watch() -> None:
    """Look twice a second: so a check costs no system call to be watched."""
    interrupt = ctypes.pythonapi.PyThreadState_SetAsyncExc
    while True:
        time.sleep(_EVERY_S)
        now = time.monotonic()
        with _lock:
            for thread, one in list(_watched.items()):
                if now > one.until and not one.barked:
                    one.barked = True
                    interrupt(ctypes.c_ulong(thread), ctypes.py_object(HungError))
