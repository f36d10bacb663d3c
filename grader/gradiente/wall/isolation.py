"""Which level of isolation this machine offers, found by trying to break out of it.

A canary takes the student's place and tries what a student must not be able to do. A level is granted only if
every attempt fails; what the system claims about itself is not asked.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from functools import cache

import gradiente
from gradiente.checking.agreement import Returned
from gradiente.errors import GradienteError
from gradiente.wall.launch import Level, launch
from gradiente.wall.link import Clock, Link, WorkerEndedError
from gradiente.wall.zygote import Allowance, Zygote

_CANARY = b"""
import os, socket, ctypes

def attempts(folder):
    done = []

    def run():
        try:
            os.execv("/no/such/program", ["program"])
        except FileNotFoundError:
            pass  # the system looked for it: it would have run one that is there

    def write():
        open("/tmp/gradiente-canary", "w").close()
        os.remove("/tmp/gradiente-canary")

    def attempt(name, action):
        try:
            action()
        except BaseException:
            return
        done.append(name)

    attempt("read the grader's files", lambda: os.listdir(folder))
    attempt("read a file of the system", lambda: open("/etc/passwd").read())
    attempt("write a file", write)
    attempt("open a connection", lambda: socket.socket())
    attempt("make a process", lambda: os.fork() or os._exit(0))
    attempt("run a program", run)
    attempt("signal another process", lambda: os.kill(1 if os.getpid() != 1 else 2, 0))
    attempt("watch another process", lambda: open("/proc/1/environ").read())
    return done

def visible(folder):
    return os.path.exists(folder)
"""


@dataclass(frozen=True)
class Finding:
    """What was found out about one level.

    Attributes
    ----------
    level : Level
    granted : bool
    reason : str
        Why it was not granted, in a sentence; "" if it was.
    """

    level: Level
    granted: bool
    reason: str = ""


def examine(level: Level) -> Finding:
    """Start a canary at one level and see what it can do.

    Parameters
    ----------
    level : Level

    Returns
    -------
    Finding
    """
    if sys.platform != "linux":
        return Finding(level, False, "only Linux has the means (namespaces, Landlock, seccomp).")
    if level is Level.FULL and shutil.which("bwrap") is None:
        return Finding(level, False, "bubblewrap (the command bwrap) is not installed.")
    zygote = Zygote(launch(level, ()))
    link: Link | None = None
    try:
        link = Link(zygote.spawn(Allowance(memory_mib=128)), Clock(20))
        locked, reason = link.await_locked(10)
        if not locked:
            return Finding(level, False, f"the worker could not lock itself in: {reason}")
        link.load("canary.py", {"canary.py": _CANARY}, 10)
        folder = gradiente.__path__[0]
        outcome, _ = link.call("attempts", (folder,), {}, 10, look=False)
        if not isinstance(outcome, Returned) or not isinstance(outcome.value, list):
            return Finding(level, False, f"the canary did not report: {outcome}")
        if outcome.value:
            return Finding(level, False, f"the canary could {', '.join(map(str, outcome.value))}.")
        seen, _ = link.call("visible", (folder,), {}, 10, look=False)
        if level is Level.FULL and seen != Returned(False):
            return Finding(level, False, "the canary could see that the grader's folder exists.")
    except (GradienteError, WorkerEndedError) as error:
        return Finding(level, False, f"the canary did not live: {error}")
    finally:
        if link is not None:
            link.close()
        zygote.close()
    return Finding(level, True)


@cache
def findings() -> tuple[Finding, ...]:
    """Examine the levels from the strongest down, until one is granted."""
    found: list[Finding] = []
    for level in (Level.FULL, Level.LOCKED):
        found.append(examine(level))
        if found[-1].granted:
            break
    return tuple(found)


def best_level(*, unsandboxed: bool = False, wanted: Level | None = None) -> Level:
    """Return the strongest level that holds here, or the one that is wanted.

    Parameters
    ----------
    unsandboxed : bool
        Whether to go on without isolation where there is none.
    wanted : Level, optional
        Take this level instead of the strongest.

    Raises
    ------
    GradienteError
        If nothing isolates and `unsandboxed` is False, or the level that is wanted does not hold.
    """
    if wanted is not None:
        finding = examine(wanted)
        if finding.granted:
            return wanted
        raise GradienteError(
            f"The isolation level {wanted} does not hold here: {finding.reason} Run `gradiente doctor` to see what to "
            "do, or leave --isolation out."
        )
    for finding in findings():
        if finding.granted:
            return finding.level
    if unsandboxed:
        return Level.NONE
    reasons = " ".join(f"{finding.level}: {finding.reason}" for finding in findings())
    raise GradienteError(
        f"Student code cannot be isolated here ({reasons}) Run `gradiente doctor` to see what to do, or add "
        "--unsandboxed if you trust every submission."
    )
