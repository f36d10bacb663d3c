"""Keep a judge and its worker on one processor while they talk.

They take turns: while one works the other waits. On two processors each message wakes one that sleeps, with cold
caches, and a submission costs a fifth more. Where others want that processor too, the judge leaves the choice to the
kernel for a while.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_CROWDED = 0.25  # of the time spent in the queue for the processor
_WORTH_A_LOOK_S = 0.01
_LEFT_ALONE = 20  # submissions, before it is tried again


class OneProcessor:
    """Where one judge, in one thread, sits."""

    def __init__(self) -> None:
        self._left_alone = 0
        self._allowed: set[int] = os.sched_getaffinity(0) if sys.platform == "linux" else set()

    @contextmanager
    def taken(self) -> Iterator[set[int]]:
        """Stay on the processor where this thread is; gives its number, or those of all where it may wander."""
        if len(self._allowed) < 2 or self._left_alone:
            self._left_alone = max(self._left_alone - 1, 0)
            yield self._allowed
            return
        processor = ctypes.CDLL(None).sched_getcpu()
        try:
            os.sched_setaffinity(0, {processor})
        except OSError:  # taken away from this process, or never counted
            yield self._allowed
            return
        began, queued_s = time.monotonic(), _queued_s()
        try:
            yield {processor}
        finally:
            with suppress(OSError):
                os.sched_setaffinity(0, self._allowed)
            passed_s = time.monotonic() - began
            if passed_s > _WORTH_A_LOOK_S and _queued_s() - queued_s > _CROWDED * passed_s:
                self._left_alone = _LEFT_ALONE


def _queued_s() -> float:
    """How long this thread has been ready to run while others had the processor."""
    try:
        with open("/proc/thread-self/schedstat") as counts:
            return int(counts.read().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0
