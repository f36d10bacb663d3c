"""A file or folder in something that was handed in, before anybody has read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gradiente.intake.names import shown


class UnreadableError(Exception):
    """A file that cannot be read, or should not be; holds the kind and the details of the note about it."""

    def __init__(self, kind: str, **details: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.details = details


def _no_content(_cap: int) -> bytes:
    raise UnreadableError("special")


@dataclass(frozen=True, slots=True)
class Member:
    """A file or folder, by its path.

    Attributes
    ----------
    parts : tuple of str
        The path as it came, split; () if it cannot be trusted.
    path : str
        The path as it can be shown.
    read : callable
        Given a number of bytes, returns the content if it has no more than that; raises `UnreadableError`. A file
        that is graded is read again after everything has been listed, so `read` holds no content, only the place.
    is_folder : bool
    problem : str or None
        Kind of the note that says why it cannot be read, where the listing already tells.
    """

    parts: tuple[str, ...]
    path: str
    read: Callable[[int], bytes] = _no_content
    is_folder: bool = False
    problem: str | None = None

    def moved(self, parts: tuple[str, ...]) -> Member:
        """Return the same file under another path."""
        return Member(parts, shown("/".join(parts)), self.read, self.is_folder, self.problem)
