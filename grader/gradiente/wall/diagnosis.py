"""What isolates student code on this machine and what does not, layer by layer, and why a level does not hold."""

from __future__ import annotations

import ctypes
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from gradiente.wall.isolation import Finding, findings
from gradiente.wall.launch import Level

_PR_GET_SECCOMP = 21
_APPARMOR = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
# What bubblewrap says where it may make no namespaces.
_NAMESPACES_REFUSED = ("namespace", "uid map", "gid map", "RTM_NEWADDR", "pivot_root", "Operation not permitted")


@dataclass(frozen=True)
class Layer:
    """One of the layers of the wall.

    Attributes
    ----------
    name : str
        `namespaces`, `landlock`, `seccomp`, `limits`.
    works : bool
    cause : str
        Why not: `not-linux`, `no-bubblewrap`, `bubblewrap-fails`, `apparmor`, `namespaces-refused`, `no-landlock`,
        `no-seccomp`, `unknown-machine`; "" if it works.
    detail : str
        Its version, or what the system said.
    """

    name: str
    works: bool
    cause: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Diagnosis:
    """Everything that `gradiente doctor` tells.

    Attributes
    ----------
    layers : tuple of Layer
    findings : tuple of Finding
        The levels that were tried, from the strongest down to the one that holds.
    """

    layers: tuple[Layer, ...]
    findings: tuple[Finding, ...]

    @property
    def level(self) -> Level:
        """The level at which student code is graded here."""
        return next((finding.level for finding in self.findings if finding.granted), Level.NONE)

    @property
    def causes(self) -> tuple[str, ...]:
        """What to mend first, each cause once; a canary that got out counts as one."""
        causes = [layer.cause for layer in self.layers if not layer.works]
        if not causes and self.level is not Level.FULL:
            causes = ["not-held"]
        return tuple(dict.fromkeys(causes))


def diagnose() -> Diagnosis:
    """Look at every layer and try every level, until one holds."""
    return Diagnosis((_namespaces(), _landlock(), _seccomp(), _limits()), findings())


def _namespaces() -> Layer:
    if sys.platform != "linux":
        return Layer("namespaces", False, "not-linux")
    bubblewrap = shutil.which("bwrap")
    if bubblewrap is None:
        return Layer("namespaces", False, "no-bubblewrap")
    said = _run([bubblewrap, "--unshare-all", "--ro-bind", "/", "/", "--", bubblewrap, "--version"])
    if said.returncode == 0:
        return Layer("namespaces", True, detail=said.stdout.strip())
    words = (said.stderr.strip().splitlines() or ["it said nothing"])[-1][:200]
    if not any(part in words for part in _NAMESPACES_REFUSED):
        return Layer("namespaces", False, "bubblewrap-fails", words)
    return Layer("namespaces", False, "apparmor" if _apparmor_restricts() else "namespaces-refused", words)


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(command, 1, "", str(error))


def _apparmor_restricts() -> bool:
    try:
        return _APPARMOR.read_text().strip() == "1"
    except OSError:
        return False


def _landlock() -> Layer:
    if sys.platform != "linux":
        return Layer("landlock", False, "not-linux")
    from gradiente.worker import landlock  # which looks for the C library of a Unix

    version = landlock.version()
    return Layer("landlock", True, detail=str(version)) if version else Layer("landlock", False, "no-landlock")


def _seccomp() -> Layer:
    if sys.platform != "linux":
        return Layer("seccomp", False, "not-linux")
    from gradiente.worker import seccomp

    machine = platform.machine()
    try:
        seccomp.program(machine, 1)
    except seccomp.FilterUnavailableError:
        return Layer("seccomp", False, "unknown-machine", machine)
    if ctypes.CDLL(None).prctl(_PR_GET_SECCOMP, 0, 0, 0, 0) < 0:
        return Layer("seccomp", False, "no-seccomp")
    return Layer("seccomp", True, detail=machine)


def _limits() -> Layer:
    try:
        import resource  # noqa: F401
    except ImportError:  # Windows
        return Layer("limits", False, "not-linux")
    return Layer("limits", True)
