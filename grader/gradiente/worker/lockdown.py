"""How a worker locks itself in before it sees the student's code."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from dataclasses import dataclass

from . import landlock, seccomp

_LIBC = ctypes.CDLL(None, use_errno=True)  # looked up once, before any fork

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS, _PR_CAPBSET_DROP = 1, 4, 38, 24
_NOBODY = 65534


@dataclass(frozen=True)
class Lockdown:
    """What a worker is allowed.

    Attributes
    ----------
    memory_mib : int
        Address space beyond what the interpreter and its libraries take.
    cpu_s : int
        Processor seconds; a last resort, the judge's clock comes first.
    readable : tuple of str
        What it may read; nothing may be written.
    locked : bool
        False on systems without Landlock or seccomp, where only the limits hold.
    """

    memory_mib: int
    cpu_s: int
    readable: tuple[str, ...]
    locked: bool


def lock(rules: Lockdown) -> None:
    """Apply the rules to this process, for good.

    Raises
    ------
    OSError
        If a lock that `rules` ask for is not available: the worker must then not run student code.
    """
    if rules.locked:
        zygote = os.getppid()
        _give_up_privileges(rules.readable)
        # Only now: a change of user makes the kernel forget both.
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        _prctl(_PR_SET_DUMPABLE, 0)
        if os.getppid() != zygote:  # it died before that was said
            os._exit(0)
        if _prctl(_PR_SET_NO_NEW_PRIVS, 1) != 0:
            raise OSError("no_new_privs was refused")
    _limit(rules)
    if rules.locked:
        landlock.restrict_to(rules.readable)
        seccomp.install()


def _prctl(option: int, value: int) -> int:
    result: int = _LIBC.prctl(option, value, 0, 0, 0)
    return result


def _give_up_privileges(readable: tuple[str, ...]) -> None:
    """Stop being root, and give up every capability.

    A worker that could not read its own interpreter as nobody (an interpreter in root's home) stays the user
    that it is, without capabilities; what it may read is Landlock's business either way.
    """
    for capability in range(64):
        _prctl(_PR_CAPBSET_DROP, capability)
    if os.geteuid() == 0 and all(_open_to_all(path) for path in readable):
        try:
            os.setgroups([])
            os.setresgid(_NOBODY, _NOBODY, _NOBODY)
            os.setresuid(_NOBODY, _NOBODY, _NOBODY)
        except OSError:  # a user namespace with one user
            pass
    # struct cap_user_header (version 3, this process) and three empty sets in two words each
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    _LIBC.capset(header, (ctypes.c_uint32 * 6)())


def _open_to_all(path: str) -> bool:
    while True:
        try:
            if not os.stat(path).st_mode & 0o001 and os.path.isdir(path):
                return False
        except OSError:
            return True
        parent = os.path.dirname(path)
        if parent == path:
            return True
        path = parent


def _limit(rules: Lockdown) -> None:
    limits = {
        resource.RLIMIT_CPU: rules.cpu_s,
        resource.RLIMIT_FSIZE: 1 << 20,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
    }
    if os.path.exists("/proc/self/statm"):
        with open("/proc/self/statm") as statm:
            pages = int(statm.read().split()[0])
        # One process that cannot make another: its address space bounds its memory whole.
        limits[resource.RLIMIT_AS] = pages * resource.getpagesize() + (rules.memory_mib << 20)
    for kind, value in limits.items():
        _, most = resource.getrlimit(kind)
        if most != resource.RLIM_INFINITY:  # the grader itself is held shorter: that cannot be undone
            value = min(value, most)
        resource.setrlimit(kind, (value, value))
