"""How a zygote is started at each level of isolation."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from gradiente import worker
from gradiente.wall.packages import ALWAYS, package_paths

# Stands in a command for the number of the descriptor through which the zygote is spoken to.
CONTROL = "CONTROL"
WORKER_FOLDER = Path(worker.__file__).resolve().parent


class Level(StrEnum):
    """How a worker is shut in."""

    FULL = "full"
    """bubblewrap's namespaces, Landlock, seccomp and limits: it cannot even see what is on the machine."""
    LOCKED = "locked"
    """Landlock, seccomp and limits: it cannot read or reach anything, but could ask whether a path exists."""
    NONE = "none"
    """A process of its own with limits: only for code that one trusts."""


@dataclass(frozen=True)
class Launch:
    """A command that starts a zygote.

    Attributes
    ----------
    command : tuple of str
    environment : dict of str to str
    readable : tuple of str
        What a worker may read, as the zygote sees it.
    locked : bool
        Whether its workers must lock themselves in.
    """

    command: tuple[str, ...]
    environment: dict[str, str]
    readable: tuple[str, ...]
    locked: bool


_QUIET = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # An arena for each thread would reserve 64 MiB of the address space that a worker is given.
    "MALLOC_ARENA_MAX": "1",
    "PYTHONHASHSEED": "random",
    "LANG": "C.UTF-8",
    "HOME": "/nowhere",
    "MPLBACKEND": "Agg",
    # A worker lives for milliseconds: memory that it gives back to the system between two checks only has to be
    # asked for again, page by page.
    "MALLOC_TOP_PAD_": str(4 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(64 << 20),
    "MALLOC_MMAP_THRESHOLD_": str(4 << 20),
}
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
_SYSTEM_LIBRARIES = ("/usr/lib", "/usr/lib64", "/lib", "/lib64")


def launch(level: Level, libraries: tuple[str, ...]) -> Launch:
    """Say how to start a zygote.

    Parameters
    ----------
    level : Level
    libraries : tuple of str
        Distributions that the worker holds ready beside NumPy, e.g. ``("torch",)``.

    Returns
    -------
    Launch
    """
    packages = package_paths(tuple(sorted({*ALWAYS, *libraries})))
    imports = tuple(dict.fromkeys(("numpy", *libraries)))
    if level is Level.FULL:
        return _in_bubblewrap(packages, imports)
    interpreter = Path(sys.executable).resolve()
    places = {str(path.parent): None for path in packages}
    program = _program(str(WORKER_FOLDER.parent), list(places), imports)
    command = (str(interpreter), "-I", "-S", "-B", "-c", program)
    base = Path(sys.base_prefix)
    readable = (
        *(str(path) for path in packages),
        str(WORKER_FOLDER),
        *(str(path) for path in _interpreter_libraries(base)),
        *_SYSTEM_LIBRARIES,
        *_DEVICES,
        "/usr/share/zoneinfo",
    )
    environment = {**_QUIET, "PATH": "/usr/bin:/bin"}
    return Launch(command, environment, readable, locked=level is Level.LOCKED)


def _program(worker_parent: str, packages: list[str], imports: tuple[str, ...]) -> str:
    """The zygote's whole command; it names no path of ours that a student should not see."""
    return (
        "import sys;"
        f"sys.path[:0]=[{worker_parent!r}];sys.path+={packages!r};"
        "import worker.zygote as zygote;"
        "sys.path.pop(0);"
        f"zygote.main({CONTROL}, {list(imports)!r})"
    )


def _interpreter_libraries(base: Path) -> tuple[Path, ...]:
    """The standard library, and the interpreter's own shared library where it is not the system's."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    library = base / sys.platlibdir / version
    other = base / "lib" / version
    shared = [path for path in (base / "lib").glob("libpython*") if base != Path("/usr")]
    return tuple(dict.fromkeys([library, other, *shared]))


def _in_bubblewrap(packages: tuple[Path, ...], imports: tuple[str, ...]) -> Launch:
    """A room with the interpreter at /py, the packages at /sp and our worker at /w, and nothing else."""
    base = Path(sys.base_prefix)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    command = [
        shutil.which("bwrap") or "bwrap",
        "--unshare-all",
        "--die-with-parent",
        "--new-session",
        "--clearenv",
        "--hostname",
        "worker",
        "--uid",
        "65534",
        "--gid",
        "65534",
        "--proc",
        "/proc",
        "--dev",
        "/dev",
    ]
    for library in _SYSTEM_LIBRARIES:
        path = Path(library)
        if path.is_symlink():
            command += ["--symlink", os.readlink(path), library]
        elif path.is_dir():
            command += ["--ro-bind", library, library]
    if base == Path("/usr"):
        home = "/usr"
        command += ["--ro-bind", str(Path(sys.executable).resolve()), f"/usr/bin/{version}"]
        for hidden in (Path("/usr/lib/python3/dist-packages"), Path(f"/usr/lib/{version}/site-packages")):
            if hidden.is_dir():
                command += ["--tmpfs", str(hidden)]
    else:
        home = "/py"
        command += ["--ro-bind", str(Path(sys.executable).resolve()), f"/py/bin/{version}"]
        command += ["--ro-bind", str(base / "lib" / version), f"/py/lib/{version}"]
        for shared in (base / "lib").glob("libpython*"):
            command += ["--ro-bind", str(shared), f"/py/lib/{shared.name}"]
        # What is installed beside the interpreter is shown only where an exercise may use it.
        if (base / "lib" / version / "site-packages").is_dir():
            command += ["--tmpfs", f"/py/lib/{version}/site-packages"]
    for package in packages:
        command += ["--ro-bind", str(package), f"/sp/{package.name}"]
    # torch wants a folder for temporary files when it is imported; a locked-in worker cannot write there.
    command += ["--tmpfs", "/tmp"]
    command += ["--ro-bind", str(WORKER_FOLDER), "/w/worker", "--remount-ro", "/", "--chdir", "/"]
    environment = {**_QUIET, "LD_LIBRARY_PATH": f"{home}/lib"}
    for name, value in environment.items():
        command += ["--setenv", name, value]
    command += ["--", f"{home}/bin/{version}", "-I", "-S", "-B", "-c", _program("/w", ["/sp"], imports)]
    readable = (home, "/sp", "/w", *_SYSTEM_LIBRARIES, *_DEVICES)
    return Launch(tuple(command), {"PATH": "/usr/bin:/bin"}, readable, locked=True)
