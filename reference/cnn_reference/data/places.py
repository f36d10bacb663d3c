"""Where data lie on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from cnn_reference.data.errors import MissingDataError

__all__ = ["VARIABLE", "data_folder", "existing"]

VARIABLE = "GRADIENTE_DATA"


def data_folder(given: str | Path | None = None) -> Path:
    """Say in which folder data are looked for and downloaded to.

    Parameters
    ----------
    given : str, Path or None
        What the user asked for.

    Returns
    -------
    Path
        `given`; else the environment variable GRADIENTE_DATA; else `gradiente/data` in the user's folder for data
        (XDG_DATA_HOME, or ~/.local/share). It need not exist.
    """
    if given is not None:
        return Path(given).expanduser()
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE]).expanduser()
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "gradiente" / "data"


def existing(folder: Path, *candidates: str) -> Path | None:
    """Return the first of several names that is there.

    Parameters
    ----------
    folder : Path
        Where to look.
    *candidates : str
        Names relative to it, the best first; "" is the folder itself.

    Returns
    -------
    Path or None

    Raises
    ------
    MissingDataError
        If the folder is none that can be looked into.
    """
    try:
        return next((folder / name for name in candidates if (folder / name).exists()), None)
    except OSError as error:
        raise MissingDataError(f"{folder} cannot be looked into: {error.strerror or error}") from error
