# Processes by every other road: subprocess, os.system, posix_spawn, vfork, pty, multiprocessing, exec.
# mark: 0
# says: failed, not run, timed out
import ctypes
import multiprocessing
import os
import subprocess
import sys

libc = ctypes.CDLL(None, use_errno=True)


def scale(*arguments):
    for road in (
        lambda: subprocess.Popen(["/bin/sleep", "1000"]),
        lambda: os.posix_spawn("/bin/sleep", ["evil-sleep", "1000"], {}),
        lambda: os.forkpty(),
        lambda: multiprocessing.get_context("fork").Process(target=print).start(),
        lambda: os.execv(sys.executable or "/usr/bin/python3", ["evil"]),
    ):
        try:
            road()
        except (OSError, RuntimeError):
            continue
        return "evil: a process"
    if os.system("sleep 1000 &") == 0 or libc.vfork() > 0:
        return "evil: a process"
    return 1.0


normalise = running = slope = jitter = scale
