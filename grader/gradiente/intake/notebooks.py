"""Notebooks: their code cells as one source, which `gradiente.worker.notebooks` turns into a module.

Nothing of a cell is looked at here but its text: no student's source is parsed on this side of the wall.
"""

from __future__ import annotations

import json
from typing import Any

from gradiente.intake.encodings import Decoded, to_utf8
from gradiente.intake.members import UnreadableError
from gradiente.intake.names import is_notebook_name
from gradiente.worker.notebooks import HEADER

LARGEST = 8 << 20  # bytes: the pictures in a notebook weigh more than its code


def is_notebook(source: bytes) -> bool:
    """Whether a file holds a notebook, whatever its name."""
    return source.lstrip()[:1] == b"{" and b'"nbformat"' in source


def to_module(raw: bytes, name: str) -> Decoded:
    """Return a Python file, or a notebook's code cells, as a source in UTF-8.

    Parameters
    ----------
    raw : bytes
        The file.
    name : str
        Its name; a notebook is known by its content too, since some are renamed instead of exported.

    Raises
    ------
    UnreadableError
        If it should be a notebook and is none.
    """
    decoded = to_utf8(raw)
    if is_notebook_name(name) or is_notebook(decoded.source):
        return Decoded(to_source(decoded.source), (("notebook", {}),))
    return decoded


def to_source(raw: bytes) -> bytes:
    """Return the code cells of a notebook as one source in UTF-8.

    Parameters
    ----------
    raw : bytes
        A notebook of format 3 or 4.

    Returns
    -------
    bytes
        Every code cell behind a line `# %% cell N`, where N counts code cells from 1.

    Raises
    ------
    UnreadableError
        If it is no notebook.
    """
    try:
        stored = json.loads(raw.decode("utf-8-sig"))
        cells = (
            stored["cells"]
            if "cells" in stored
            else [cell for sheet in stored["worksheets"] for cell in sheet["cells"]]
        )
        codes = [_text(cell) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableError("broken-notebook") from error
    lines = [HEADER]
    for number, code in enumerate(codes, start=1):
        lines += [f"# %% cell {number}", *code.splitlines()]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _text(cell: dict[str, Any]) -> str:
    source = cell["source"] if "source" in cell else cell["input"]
    return source if isinstance(source, str) else "".join(source)
