"""The zygote: an interpreter with the libraries imported that forks a locked-in worker on demand.

It is started clean, never forked from the judge, and is told nothing but limits. Student code never runs in it.
"""

from __future__ import annotations

import _sitebuiltins
import builtins
import contextlib
import ctypes
import fcntl
import gc
import os
import random
import signal
import socket
import sys
from itertools import pairwise
from typing import Any

import msgpack

from .holes import fill_holes
from .lockdown import Lock, Lockdown

_LIBC = ctypes.PyDLL(None)  # a call keeps the interpreter's lock, which is a forked child's too
CHANNEL = 3  # the descriptor of a worker's channel
# What NumPy and Python load when it is first used: each worker would else load it for itself.
_LOADED_LATE = ("numpy.random", "numpy.fft", "numpy.polynomial", "dataclasses", "linecache", "tokenize", "typing")


def main(control: int, libraries: list[str]) -> None:
    """Serve the judge until it goes away; in a forked worker, serve calls instead.

    Parameters
    ----------
    control : int
        The descriptor through which the judge speaks.
    libraries : list of str
        What to import before the first fork.
    """
    from . import serving  # so that every worker has it already

    for library in (*libraries, *_LOADED_LATE):
        __import__(library)
    if "torch" in libraries:
        from . import models  # noqa: F401

        _warm_torch()
    serving.rehearse()
    _add_what_site_adds()
    _forget_the_command_line()
    filled = fill_holes()  # last of all: whoever allocates after it leaves new ones
    born = _serve_the_judge(socket.socket(fileno=control))
    if born is not None:
        # Unwound to the top: no frame below the student's code holds anything of the zygote.
        serving.work(*born)
    del filled
    os._exit(0)


def _add_what_site_adds() -> None:
    """Give students the built-in functions that `site` would, without which this interpreter starts."""
    vars(builtins).update(
        help=_sitebuiltins._Helper(),
        exit=_sitebuiltins.Quitter("exit", "Ctrl-D"),
        quit=_sitebuiltins.Quitter("quit", "Ctrl-D"),
    )


def _forget_the_command_line() -> None:
    sys.argv[:] = [""]
    sys.orig_argv[:] = [""]
    sys.path[:] = [path for path in sys.path if path]


def _warm_torch() -> None:
    """Take one training step: what torch loads late is then loaded before the file system is shut."""
    import torch

    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    model = torch.nn.Sequential(torch.nn.Conv2d(1, 1, 3), torch.nn.Flatten(), torch.nn.Linear(4, 2))
    optimizer = torch.optim.Adam(model.parameters())
    torch.nn.functional.cross_entropy(model(torch.ones(2, 1, 4, 4)), torch.tensor([0, 1])).backward()  # type: ignore[no-untyped-call]
    optimizer.step()


def _serve_the_judge(control: socket.socket) -> tuple[socket.socket, Lock, Lockdown] | None:
    """Fork and kill on request; returns the channel, the lock and the rules in a new worker, None at the end."""
    gc.collect()
    gc.freeze()  # what is there stays: collections in a worker do not touch, and so do not copy, it
    # A fork with a second thread could hang: the judge refuses a zygote that has one.
    threads = len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 1
    control.send(msgpack.packb(["ready", threads]))
    null = os.open("/dev/null", os.O_RDWR)
    worker: int | None = None
    lock: Lock | None = None
    while True:
        data, handles, _, _ = socket.recv_fds(control, 1 << 16, 1)
        if not data:
            if worker is not None:
                os.kill(worker, signal.SIGKILL)
                os.waitpid(worker, 0)
            return None
        request: Any = msgpack.unpackb(data)
        if request[0] == "spawn":
            _, memory_mib, cpu_s, readable, locked, processors = request
            _stay_on(processors)
            lock = lock or Lock(readable, locked=locked)  # the judge asks for the same every time
            _stir()
            pid = _fork()
            if pid == 0:
                control.close()
                return _worker_channel(handles[0], null, lock), lock, Lockdown(memory_mib, cpu_s)
            worker = pid
            os.close(handles[0])
            control.send(msgpack.packb(["spawned"]))
        elif request[0] == "end" and worker is not None:
            os.kill(worker, signal.SIGKILL)
            _, status = os.waitpid(worker, 0)
            worker = None
            control.send(msgpack.packb(["ended", os.waitstatus_to_exitcode(status)]))
        elif request[0] == "queued" and worker is not None:
            control.send(msgpack.packb(["queued", _nanoseconds_queued(worker)]))
        elif request[0] == "wait" and worker is not None:
            _, status = os.waitpid(worker, 0)
            worker = None
            control.send(msgpack.packb(["ended", os.waitstatus_to_exitcode(status)]))


def _stay_on(processors: list[int]) -> None:
    """Stay, with the workers to come, on these processors."""
    if processors and hasattr(os, "sched_setaffinity"):
        with contextlib.suppress(OSError):  # one of them was taken away
            os.sched_setaffinity(0, processors)


def _nanoseconds_queued(worker: int) -> int:
    """How long a worker's main thread was ready to run and another had the processor; 0 where nobody counts it."""
    try:
        with open(f"/proc/{worker}/schedstat") as counts:
            return int(counts.read().split()[1])  # on a processor, waiting for one, turns
    except (OSError, IndexError, ValueError):
        return 0


def _fork() -> int:
    """Fork this process, of which the judge knows that it has one thread.

    `os.fork` has every library make its locks anew and look for threads that are gone, which costs a worker two hundred
    pages to copy. Nothing of that is needed here but another seed for `random`, see `_stir`.
    """
    if sys.platform != "linux" or sys.implementation.name != "cpython" or not _has_one_lock():
        return os.fork()
    pid: int = _LIBC.fork()
    if pid < 0:
        raise OSError("the zygote cannot fork")
    return pid


def _has_one_lock() -> bool:
    """Whether this interpreter has the one lock that PyDLL keeps: since Python 3.13 there are builds without."""
    is_enabled = getattr(sys, "_is_gil_enabled", None)
    return is_enabled is None or bool(is_enabled())


def _stir() -> None:
    """Have each worker start from another global state of the generators of random numbers."""
    random.seed()
    sys.modules["numpy"].random.seed(None)
    if "torch" in sys.modules:
        sys.modules["torch"].seed()


def _worker_channel(handle: int, null: int, lock: Lock) -> socket.socket:
    """Leave the worker the null device as 0, 1 and 2, its channel as 3, and else what its lock needs to be closed."""
    channel = fcntl.fcntl(handle, fcntl.F_DUPFD, 100)
    spare = fcntl.fcntl(null, fcntl.F_DUPFD, 100)
    for standard in (0, 1, 2):
        os.dup2(spare, standard)
    os.dup2(channel, CHANNEL)
    for first, last in pairwise((CHANNEL, *lock.handles, 4096)):
        os.closerange(first + 1, last)
    return socket.socket(fileno=CHANNEL)
