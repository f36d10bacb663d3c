"""The files a worker may read, by Landlock: a list of folders, nothing else, and nothing may be written."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Sequence

_LIBC = ctypes.CDLL(None, use_errno=True)  # looked up once, before any fork

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same numbers on every architecture
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
# Rights known to each version of the interface: everything handled and not granted is refused.
_RIGHTS_BY_VERSION = {
    1: (1 << 13) - 1,
    2: (1 << 14) - 1,
    3: (1 << 15) - 1,
    4: (1 << 15) - 1,
    5: (1 << 16) - 1,
}


class LandlockUnavailableError(OSError):
    """The kernel has no Landlock, or it is switched off."""


def version() -> int:
    """Version of the kernel's interface; 0 if there is none."""
    found: int = _LIBC.syscall(_CREATE, 0, 0, 1)
    return max(found, 0)


def rules_for(readable: Sequence[str]) -> int:
    """Make the rules by which a process can read below some paths and nothing else.

    Parameters
    ----------
    readable : sequence of str
        Folders and files; those that do not exist are passed over.

    Returns
    -------
    int
        A descriptor for `restrict_to`, in this process and those that it forks.

    Raises
    ------
    LandlockUnavailableError
        If there is no Landlock.
    """
    abi = version()
    if abi < 1:
        raise LandlockUnavailableError("no Landlock")
    handled = _RIGHTS_BY_VERSION[min(abi, 5)]
    # struct landlock_ruleset_attr: file system, and since version 4 the two TCP rights.
    attributes = struct.pack("QQ", handled, 3) if abi >= 4 else struct.pack("Q", handled)
    ruleset = _LIBC.syscall(_CREATE, attributes, len(attributes), 0)
    if ruleset < 0:
        raise LandlockUnavailableError(ctypes.get_errno(), "no ruleset")
    try:
        for path in readable:
            try:
                handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
            except OSError:
                continue
            rights = _READ_FILE | _READ_DIR if os.path.isdir(path) else _READ_FILE
            rule = struct.pack("=Qi", rights, handle)
            failed = _LIBC.syscall(_ADD, ruleset, 1, rule, 0)
            os.close(handle)
            if failed:
                raise LandlockUnavailableError(ctypes.get_errno(), "a rule was refused")
    except LandlockUnavailableError:
        os.close(ruleset)
        raise
    return int(ruleset)


def restrict_to(rules: int) -> None:
    """Shut this process in by `rules_for` some paths, for good; `no_new_privs` must be set.

    Raises
    ------
    LandlockUnavailableError
        If the kernel refuses.
    """
    if _LIBC.syscall(_RESTRICT, rules, 0) != 0:
        raise LandlockUnavailableError(ctypes.get_errno(), "the restriction was refused")
