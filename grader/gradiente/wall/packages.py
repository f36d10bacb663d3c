"""Where the packages are that a worker may import, so that it is shown these and no others."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from gradiente.errors import GradienteError

# What speaks for the worker; an exercise adds its own libraries.
ALWAYS = ("msgpack", "numpy")


@cache
def package_paths(libraries: tuple[str, ...]) -> tuple[Path, ...]:
    """Find the files and folders that some distributions and their requirements installed.

    Parameters
    ----------
    libraries : tuple of str
        Names of distributions, e.g. ``("numpy", "torch")``.

    Returns
    -------
    tuple of Path
        Top-level folders and modules, without metadata, sorted.

    Raises
    ------
    GradienteError
        If one of them is not installed.
    """
    paths: set[Path] = set()
    seen: set[str] = set()
    waiting = list(libraries)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            if name in libraries:
                message = f"{name} is not installed: install it with `pip install {name}`."
                raise GradienteError(message) from None
            continue  # a requirement of another platform
        for file in found.files or ():
            top = file.parts[0]
            if top not in ("..", "__pycache__") and not top.endswith((".dist-info", ".pth", ".egg-info")):
                paths.add(Path(str(found.locate_file(top))).resolve())
        for requirement in found.requires or ():
            required, _, marker = requirement.partition(";")
            if "extra" not in marker:
                waiting.append(re.split(r"[^A-Za-z0-9._-]", required.strip(), maxsplit=1)[0])
    return tuple(sorted(path for path in paths if path.exists()))
