"""How a worker locks itself in before it sees the student's code."""

from __future__ import annotations

import ctypes
import fcntl
import os
import resource
import signal
from collections.abc import Sequence
from dataclasses import dataclass

from . import landlock, seccomp

_LIBC = ctypes.CDLL(None, use_errno=True)  # looked up once, before any fork

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS, _PR_CAPBSET_DROP = 1, 4, 38, 24
_NOBODY = 65534
_OUT_OF_THE_WAY = 50  # a descriptor above those that a worker is given
_CAPABILITY_HEADER = (ctypes.c_uint32 * 2)(0x20080522, 0)
_NO_CAPABILITIES = (ctypes.c_uint32 * 6)()


@dataclass(frozen=True)
class Lockdown:
    """What a worker is allowed.

    Attributes
    ----------
    memory_mib : int
        Address space beyond what the interpreter and its libraries take.
    cpu_s : int
        Processor seconds; a last resort, the judge's clock comes first.
    """

    memory_mib: int
    cpu_s: int


class Lock:
    """The locks of all workers of a zygote, made ready by the zygote once: most of the work is the same for each.

    The zygote itself gives up what it does not need: new privileges, and every capability that it could have got.

    Parameters
    ----------
    readable : sequence of str
        What a worker may read; nothing may be written.
    locked : bool
        False on systems without Landlock or seccomp, where only the limits hold.

    Attributes
    ----------
    handles : tuple of int
        Descriptors that a worker needs until it is locked in.
    """

    def __init__(self, readable: Sequence[str], *, locked: bool) -> None:
        self.locked = locked
        self.handles: tuple[int, ...] = ()
        self._missing: OSError | None = None
        self._pages = _pages_of_this_process()
        if not locked:
            return
        # A worker that could not read its own interpreter as nobody (an interpreter in root's home) stays the user
        # that it is, without capabilities; what it may read is Landlock's business either way.
        self._becomes_nobody = os.geteuid() == 0 and all(_open_to_all(path) for path in readable)
        for capability in range(64):
            _prctl(_PR_CAPBSET_DROP, capability)
        try:
            if _prctl(_PR_SET_NO_NEW_PRIVS, 1) != 0:
                raise OSError("no_new_privs was refused")
            rules = landlock.rules_for(readable)
            self._rules = fcntl.fcntl(rules, fcntl.F_DUPFD, _OUT_OF_THE_WAY)
            os.close(rules)
            self.handles = (self._rules,)
            self._filter = seccomp.Filter()
        except OSError as error:
            self._missing = error

    def close(self, rules: Lockdown) -> None:
        """Apply the rules to this process, a child of the one that made the lock, for good.

        Raises
        ------
        OSError
            If a lock is not available: the worker must then not run student code.
        """
        if self._missing is not None:
            raise self._missing
        if self.locked:
            zygote = os.getppid()
            self._give_up_privileges()
            # Only now: a change of user makes the kernel forget both.
            _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
            _prctl(_PR_SET_DUMPABLE, 0)
            if os.getppid() != zygote:  # it died before that was said
                os._exit(0)
        self._limit(rules)
        if self.locked:
            landlock.restrict_to(self._rules)
            os.close(self._rules)
            self._filter.install()

    def _give_up_privileges(self) -> None:
        """Stop being root, and give up every capability."""
        if self._becomes_nobody:
            try:
                os.setgroups([])
                os.setresgid(_NOBODY, _NOBODY, _NOBODY)
                os.setresuid(_NOBODY, _NOBODY, _NOBODY)
            except OSError:  # a user namespace with one user
                pass
        # struct cap_user_header (version 3, this process) and three empty sets in two words each
        _LIBC.capset(_CAPABILITY_HEADER, _NO_CAPABILITIES)

    def _limit(self, rules: Lockdown) -> None:
        limits = {
            resource.RLIMIT_CPU: rules.cpu_s,
            resource.RLIMIT_FSIZE: 1 << 20,
            resource.RLIMIT_NOFILE: 64,
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_MEMLOCK: 0,
        }
        if self._pages:
            # One process that cannot make another: its address space bounds its memory whole.
            limits[resource.RLIMIT_AS] = self._pages * resource.getpagesize() + (rules.memory_mib << 20)
        for kind, value in limits.items():
            _, most = resource.getrlimit(kind)
            if most != resource.RLIM_INFINITY:  # the grader itself is held shorter: that cannot be undone
                value = min(value, most)
            resource.setrlimit(kind, (value, value))


def _pages_of_this_process() -> int:
    """Size of the address space in pages; 0 where it cannot be found out."""
    if not os.path.exists("/proc/self/statm"):
        return 0
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[0])


def _prctl(option: int, value: int) -> int:
    result: int = _LIBC.prctl(option, value, 0, 0, 0)
    return result


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
