"""Names as Canvas writes them into its "Download Submissions"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

# {name}[_LATE]_{user id}_{attachment id}_{file}; text and links have no attachment. Canvas leaves no "_" in the name.
_FILE = re.compile(r"(?P<name>[^_]*)(?P<late>_LATE)?_(?P<id>[0-9]{1,20})_[0-9]{1,20}_(?P<file>.+)", re.DOTALL)
_TEXT = re.compile(r"(?P<name>[^_]*)(?P<late>_LATE)?_(?P<id>[0-9]{1,20})_(?P<file>text\.html|link\.html)")
# anon_{five letters and digits}[_LATE]_{attachment id}_{file}
_ANONYMOUS = re.compile(
    r"(?P<name>anon)_(?P<id>[A-Za-z0-9]{5})(?P<late>_LATE)?_(?:[0-9]{1,20}_)?(?P<file>.+)", re.DOTALL
)
_RESUBMITTED = re.compile(r"-[0-9]{1,3}(?=\.[^.]+$)")


class CanvasName(NamedTuple):
    """The parts of a name in Canvas's download; `is_late` is what Canvas says by its own due date."""

    name: str
    id: str
    is_late: bool
    file: str


def canvas_name(part: str) -> CanvasName | None:
    """Read the name of a file as Canvas writes it; None if it is no such name."""
    found = _FILE.fullmatch(part) or _TEXT.fullmatch(part) or _ANONYMOUS.fullmatch(part)
    if found is None:
        return None
    # A file handed in again under its name comes as `losses-1.py`.
    file = _RESUBMITTED.sub("", found["file"])
    return CanvasName(found["name"], found["id"], found["late"] is not None, file)


def is_canvas(names: Iterable[str]) -> bool:
    """Say whether all of some names are Canvas's: one alone could be anybody's `a_1_2_losses.py`."""
    names = list(names)
    return bool(names) and all(canvas_name(name) for name in names)
