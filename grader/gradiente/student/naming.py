"""Name a mistake by what it returns on the public examples, without a list of mistakes that can be read.

A kit holds, for each misconception and function, a digest of what the misconception's wrong function does on the
examples; the misconception's text is sealed with what the digest was made of, so that only who makes the mistake can
read about it. (Seals keep a text from being read by accident or before its time; they keep no secret from somebody
who writes the wrong function on purpose.)

Digests of numbers that are only nearly equal have nothing in common, so numbers are put on a grid first. Two results of
different arithmetic can still fall on two sides of a line; there are `GRIDS` grids, shifted against each other, and one
in common is enough.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from typing import Any

from gradiente.quizzes.page.sealing import key_of, mark_of, seal, unseal

GRIDS = 3
_SHIFT = 0.381966011  # of a cell: no fraction that occurs in examples worked by hand
_MOST_NAMES = 2  # more would be no name


def on_grid(value: Any, tolerance: float | None, grid: int) -> str:
    """Write a value so that equal results of different arithmetic are (nearly always) written the same.

    Parameters
    ----------
    value : object
        What a check measured: numbers, text, None, arrays, and lists, tuples and dicts of them.
    tolerance : float or None
        Of a statistic of random draws; None for a value.
    grid : int
        Which of the grids, below `GRIDS`.

    Returns
    -------
    str
    """
    if value is None or isinstance(value, (bool, str)):
        return repr(value)
    if isinstance(value, dict):
        inner = ", ".join(f"{key!r}: {on_grid(item, tolerance, grid)}" for key, item in value.items())
        return f"{{{inner}}}"
    if isinstance(value, (list, tuple)) and not all(type(item) in (int, float) for item in value):
        return f"[{', '.join(on_grid(item, tolerance, grid) for item in value)}]"
    import numpy as np

    numbers = np.asarray(value)
    if numbers.dtype.kind not in "biuf":
        return type(value).__name__
    flat = numbers.astype(np.float64).ravel()
    finite = np.abs(flat[np.isfinite(flat)])
    step = _step(float(finite.max()) if finite.size else 0.0, tolerance)
    cells = [_cell(float(one), step, grid) for one in flat]
    return f"{numbers.shape} {' '.join(cells)}"


def _step(largest: float, tolerance: float | None) -> float:
    """Width of a cell: a power of two, so that values nearly equal have the same."""
    # Finer than the course's tolerance: large counts stay apart, and sums in float32 rarely do.
    wanted = 8 * tolerance if tolerance else 1e-6 + 1e-6 * largest
    return float(2.0 ** math.floor(math.log2(wanted) + _SHIFT))


def _cell(value: float, step: float, grid: int) -> str:
    return str(math.floor(value / step + _SHIFT + grid / GRIDS)) if math.isfinite(value) else str(value)


def telling(seen: Mapping[str, tuple[Sequence[str] | None, bool, bool]]) -> dict[str, Sequence[str]] | None:
    """Choose what of all that was seen a function is known by.

    Somebody who computes a wrong value and does not refuse bad inputs yet has made two mistakes, and is told of the
    first.

    Parameters
    ----------
    seen : mapping of str to (sequence of str or None, bool, bool)
        By the example's name: what was seen on each grid, whether it passed, and whether it asks for refusals alone.

    Returns
    -------
    dict or None
        None if everything passed, or if what was seen tells nothing.
    """
    failed = [is_clause for _, passed, is_clause in seen.values() if not passed]
    chosen = {name: grids for name, (grids, _, is_clause) in seen.items() if all(failed) or not is_clause}
    known = {name: grids for name, grids in chosen.items() if grids is not None}
    return known if failed and len(known) == len(chosen) else None


def signature(topic: str, function: str, seen: Mapping[str, Sequence[str]], grid: int) -> str:
    """What a function did on all its examples, on one grid.

    Parameters
    ----------
    topic, function : str
    seen : mapping of str to sequence of str
        By the example's name: what was seen on each grid.
    grid : int

    Returns
    -------
    str
        The label that a misconception's text is sealed with.
    """
    parts = "\n".join(f"{check} {values[grid]}" for check, values in sorted(seen.items()))
    return hashlib.sha256(f"{topic}\n{function}\n{parts}".encode()).hexdigest()


def sealed_entry(
    topic: str, function: str, seen: Mapping[str, Sequence[str]], text: Mapping[str, Any]
) -> dict[str, Any]:
    """Make a misconception's entry in a kit.

    Parameters
    ----------
    topic, function : str
    seen : mapping of str to sequence of str
        What the misconception's wrong function does on the examples of the function.
    text : mapping
        What is said to who makes the mistake; its `id` tells it from others.
    """
    salt = hashlib.sha256(f"gradiente-kit|{topic}|{function}|{text['id']}".encode()).hexdigest()[:16]
    labels = list(dict.fromkeys(signature(topic, function, seen, grid) for grid in range(GRIDS)))
    inner = hashlib.sha256(f"{salt}{''.join(labels)}".encode()).hexdigest()
    marks = {mark_of(salt, label): seal(key_of(salt, label), inner) for label in labels}
    return {"function": function, "salt": salt, "marks": marks, "text": seal(key_of(salt, inner), dict(text))}


def open_entries(
    entries: Sequence[Mapping[str, Any]], topic: str, function: str, seen: Mapping[str, Sequence[str]]
) -> list[dict[str, Any]]:
    """Return the texts of the misconceptions that do on the examples what was seen; none if too many do.

    Parameters
    ----------
    entries : sequence of mapping
        As `sealed_entry` makes them.
    topic, function : str
    seen : mapping of str to sequence of str
        What the student's function does on its examples.
    """
    labels = [signature(topic, function, seen, grid) for grid in range(GRIDS)]
    found = []
    for entry in entries:
        salt, marks = entry["salt"], entry["marks"]
        label = next((label for label in labels if mark_of(salt, label) in marks), None)
        if entry["function"] == function and label is not None:
            inner = unseal(key_of(salt, label), marks[mark_of(salt, label)])
            found.append(unseal(key_of(salt, inner), entry["text"]))
    return found if len(found) <= _MOST_NAMES else []
