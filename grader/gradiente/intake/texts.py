"""What a student's files say: read when they come in, forgotten, and read again when they are to be judged."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from gradiente.errors import GradienteError
from gradiente.intake.members import UnreadableError
from gradiente.intake.notebooks import to_module

_KEPT = 4 << 20  # bytes


class ChangedError(GradienteError):
    """A file is no longer what it was when the submissions were listed."""


class Memory:
    """The texts that were read last, as many as there is room for: a student's file is needed in every topic.

    Parameters
    ----------
    room : int
        Bytes of all texts together.
    """

    def __init__(self, room: int = _KEPT) -> None:
        self._left = room
        self._texts: OrderedDict[bytes, bytes] = OrderedDict()

    def get(self, digest: bytes) -> bytes | None:
        """Return the text of a digest, if it is still here."""
        text = self._texts.get(digest)
        if text is not None:
            self._texts.move_to_end(digest)
        return text

    def keep(self, digest: bytes, text: bytes) -> None:
        """Remember a text for a while."""
        self._texts[digest] = text
        self._left -= len(text)
        while self._left < 0:
            self._left += len(self._texts.popitem(last=False)[1])


@dataclass(frozen=True, slots=True)
class SourceText:
    """A Python file's text, which stays where it lies.

    Attributes
    ----------
    path : str
        Where it lies in the submission, made safe to show.
    digest : bytes
        SHA-256 of the text; two texts are equal if their digests are.
    size : int
        In bytes.
    """

    path: str = field(compare=False)
    digest: bytes = field(repr=False)
    size: int
    _read: Callable[[int], bytes] = field(repr=False, compare=False)
    _raw_size: int = field(repr=False, compare=False)
    _memory: Memory = field(repr=False, compare=False)

    def read(self) -> bytes:
        """Return the text in UTF-8 without byte order mark; line endings as they came.

        Raises
        ------
        ChangedError
            If it is no longer what it was when the submissions were listed, or is gone.
        """
        text = self._memory.get(self.digest)
        if text is None:
            try:
                text = to_module(self._read(self._raw_size), self.path).source
            except UnreadableError:
                text = None
            if text is None or hashlib.sha256(text).digest() != self.digest:
                raise ChangedError(f"{self.path} was changed or removed while the class was graded: grade it again.")
            self._memory.keep(self.digest, text)
        return text
