"""The system calls a worker may make: a default-deny seccomp filter, built as classic BPF.

No process can be made, nothing executed, no socket opened, nobody signalled but oneself. So a memory limit on
the one process bounds everything, and there is nothing to clean up after it but itself.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct

_LIBC = ctypes.CDLL(None, use_errno=True)  # looked up once, before any fork

# BPF: load a word of seccomp_data; jump on equality, on a comparison, on a bit; return.
_LD, _JEQ, _JGE, _JSET, _RET = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data

_CLONE_THREAD = 0x00010000
_PID = struct.Struct("I")
_ANY_PID = 0x7EADBEEF  # larger than any process number, and no other constant of the program

# name: (x86_64, aarch64); a call that an architecture lacks is None.
_ALLOWED: dict[str, tuple[int | None, int | None]] = {
    "futex": (202, 98), "recvfrom": (45, 207), "sendto": (44, 206), "read": (0, 63), "write": (1, 64),
    "poll": (7, None), "ppoll": (271, 73), "mmap": (9, 222), "munmap": (11, 215), "mprotect": (10, 226),
    "brk": (12, 214), "madvise": (28, 233), "mremap": (25, 216), "clock_gettime": (228, 113),
    "getrandom": (318, 278), "close": (3, 57), "open": (2, None), "openat": (257, 56), "fstat": (5, 80),
    "stat": (4, None), "lstat": (6, None), "newfstatat": (262, 79), "statx": (332, 291), "lseek": (8, 62),
    "pread64": (17, 67), "pwrite64": (18, 68), "readv": (19, 65), "writev": (20, 66), "access": (21, None),
    "faccessat": (269, 48), "faccessat2": (439, 439), "getdents64": (217, 61), "readlink": (89, None),
    "readlinkat": (267, 78), "getcwd": (79, 17), "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24),
    "select": (23, None), "pselect6": (270, 72), "sched_yield": (24, 124), "sched_getaffinity": (204, 123),
    "nanosleep": (35, 101), "clock_nanosleep": (230, 115), "clock_getres": (229, 114),
    "gettimeofday": (96, 169), "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139), "sigaltstack": (131, 132), "pause": (34, None), "alarm": (37, None),
    "getitimer": (36, 102), "setitimer": (38, 103), "restart_syscall": (219, 128), "exit": (60, 93),
    "exit_group": (231, 94), "getpid": (39, 172), "gettid": (186, 178), "getppid": (110, 173),
    "getpgrp": (111, None), "getuid": (102, 174), "getgid": (104, 176), "geteuid": (107, 175),
    "getegid": (108, 177), "uname": (63, 160), "sysinfo": (99, 179), "getrusage": (98, 165),
    "times": (100, 153), "umask": (95, 166), "getpriority": (140, 141), "arch_prctl": (158, None),
    "set_tid_address": (218, 96), "set_robust_list": (273, 99), "rseq": (334, 293),
    "membarrier": (324, 283), "mincore": (27, 232), "fadvise64": (221, 223), "statfs": (137, 43),
    "fstatfs": (138, 44), "recvmsg": (47, 212), "sendmsg": (46, 211), "getsockname": (51, 204),
    "getsockopt": (55, 209),
}  # fmt: skip
_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_SECCOMP = {"x86_64": 317, "aarch64": 277}


class FilterUnavailableError(OSError):
    """This machine offers no seccomp that we know how to use."""


def _instruction(code: int, true: int, false: int, k: int) -> bytes:
    return struct.pack("HBBI", code, true, false, k)


def _refusal(number: int) -> bytes:
    return _instruction(_RET, 0, 0, _ERRNO | number)


def _argument(index: int) -> bytes:
    """Load the low word of an argument; every argument that is looked at is an int for the kernel."""
    return _instruction(_LD, 0, 0, _FIRST_ARGUMENT + 8 * index)


def _chosen(bodies: dict[int, list[bytes]], otherwise: list[bytes]) -> list[bytes]:
    """Run the body, which ends in a return, of the system call whose number is in the accumulator.

    The numbers are halved again and again: when a filter is installed the kernel tries every number there is, and
    with one comparison after the other that took a quarter of a millisecond.
    """
    ranges = [(0, otherwise)]
    for number, body in sorted(bodies.items()):
        if ranges[-1] == (number, otherwise):
            ranges.pop()
        if not ranges or ranges[-1][1] != body:
            ranges.append((number, body))
        ranges.append((number + 1, otherwise))
    return _halved(ranges)


def _halved(ranges: list[tuple[int, list[bytes]]]) -> list[bytes]:
    """Find out between which beginnings the number lies."""
    if len(ranges) == 1:
        return ranges[0][1]
    middle = len(ranges) // 2
    below, above = _halved(ranges[:middle]), _halved(ranges[middle:])
    return [_instruction(_JGE, len(below), 0, ranges[middle][0]), *below, *above]


def _one_of(index: int, values: tuple[int, ...], then: int, otherwise: int) -> list[bytes]:
    """Look whether an argument is one of some values."""
    tests = [_instruction(_JEQ, len(values) - place, 0, value) for place, value in enumerate(values)]
    return [
        _argument(index),
        *tests,
        _instruction(_RET, 0, 0, otherwise),
        _instruction(_RET, 0, 0, then),
    ]


def program(machine: str, pid: int) -> bytes:
    """Build the filter for one process.

    Parameters
    ----------
    machine : str
        `x86_64` or `aarch64`.
    pid : int
        The process itself, the only one that it may signal.

    Returns
    -------
    bytes
        An array of `struct sock_filter`.

    Raises
    ------
    FilterUnavailableError
        For another machine.
    """
    if machine not in _ARCHITECTURES:
        raise FilterUnavailableError(f"no list of system calls for {machine}")
    column, architecture = _ARCHITECTURES[machine]
    refuse = _ERRNO | errno.EPERM
    numbers = [pair[column] for pair in _ALLOWED.values()]
    head = [
        _instruction(_LD, 0, 0, _ARCHITECTURE),
        _instruction(_JEQ, 1, 0, architecture),
        _instruction(_RET, 0, 0, _KILL),
        _instruction(_LD, 0, 0, _NUMBER),
    ]
    if machine == "x86_64":  # the x32 calls have numbers of their own
        head += [_instruction(_JGE, 0, 1, 0x40000000), _refusal(errno.ENOSYS)]
    bodies = {number: [_instruction(_RET, 0, 0, _ALLOW)] for number in numbers if number is not None}
    kill, tgkill, clone, clone3, prctl, fcntl, ioctl, prlimit = (
        (62, 234, 56, 435, 157, 72, 16, 302) if column == 0 else (129, 131, 220, 435, 167, 25, 29, 261)
    )
    bodies |= {
        kill: _one_of(0, (pid,), _ALLOW, refuse),
        tgkill: _one_of(0, (pid,), _ALLOW, refuse),
        # Threads, but no processes; clone3's flags lie in memory, so libc is sent back to clone.
        clone: [
            _argument(0),
            _instruction(_JSET, 0, 1, _CLONE_THREAD),
            _instruction(_RET, 0, 0, _ALLOW),
            _refusal(errno.EPERM),
        ],
        clone3: [_refusal(errno.ENOSYS)],
        # PR_SET_NAME, PR_GET_NAME, PR_SET_VMA: what threads and allocators ask for.
        prctl: _one_of(0, (15, 16, 0x53564D41), _ALLOW, refuse),
        # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC: none that sends a signal.
        fcntl: _one_of(1, (0, 1, 2, 3, 4, 1030), _ALLOW, refuse),
        # TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIOCLEX, FIONCLEX.
        ioctl: _one_of(1, (0x5401, 0x5413, 0x541B, 0x5421, 0x5451, 0x5450), _ALLOW, refuse),
        # Limits may be read (a null new limit: both halves of the pointer), not set.
        prlimit: [
            _argument(2),
            _instruction(_JEQ, 0, 3, 0),
            _instruction(_LD, 0, 0, _FIRST_ARGUMENT + 8 * 2 + 4),
            _instruction(_JEQ, 0, 1, 0),
            _instruction(_RET, 0, 0, _ALLOW),
            _refusal(errno.EPERM),
        ],
    }
    return b"".join([*head, *_chosen(bodies, [_refusal(errno.EPERM)])])


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


class Filter:
    """The program for this machine, ready to be installed by any process that is forked from here.

    Raises
    ------
    FilterUnavailableError
        If the machine is none that we know.
    """

    def __init__(self) -> None:
        machine = platform.machine()
        template = program(machine, _ANY_PID)
        self._call = _SECCOMP[machine]
        self._buffer = ctypes.create_string_buffer(template, len(template))
        self._program = _Program(len(template) // 8, ctypes.addressof(self._buffer))
        self._places = [at for at in range(4, len(template), 8) if template[at : at + 4] == _PID.pack(_ANY_PID)]

    def install(self) -> None:
        """Shut this process in for good; `no_new_privs` must be set.

        Raises
        ------
        FilterUnavailableError
            If the kernel refuses.
        """
        for place in self._places:
            _PID.pack_into(self._buffer, place, os.getpid())
        # SECCOMP_SET_MODE_FILTER
        if _LIBC.syscall(self._call, 1, 0, ctypes.byref(self._program)) != 0:
            raise FilterUnavailableError(ctypes.get_errno(), "seccomp refused the filter")
