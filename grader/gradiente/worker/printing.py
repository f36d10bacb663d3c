"""What a student prints, kept short."""

from __future__ import annotations

import io
from typing import Any

KEPT = 4000  # characters


class CappedWriter:
    """A text stream that keeps the beginning and counts the rest.

    Attributes
    ----------
    buffer : io.RawIOBase
        Takes bytes, for who wraps the stream anew as is done on Windows.
    """

    encoding = "utf-8"
    errors = "replace"

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._kept = 0
        self._lost = 0
        self.buffer = _Bytes(self)

    def write(self, text: str) -> int:
        """Keep what there is room for."""
        if not isinstance(text, str):
            raise TypeError("write() argument must be str")
        room = KEPT - self._kept
        if room > 0:
            self._parts.append(text[:room])
            self._kept += min(room, len(text))
        self._lost += max(0, len(text) - max(room, 0))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        """Write each line."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Do nothing: there is no file behind this stream."""

    def reconfigure(self, **options: Any) -> None:
        """Do nothing: whatever encoding a student asks for, their text is kept as it is."""

    def isatty(self) -> bool:
        """There is no terminal behind this stream."""
        return False

    def writable(self) -> bool:
        """Text may be written."""
        return True

    def readable(self) -> bool:
        """Nothing can be read."""
        return False

    def fileno(self) -> int:
        """Refuse, as `io.StringIO` does."""
        raise io.UnsupportedOperation("fileno")

    def take(self) -> tuple[str, int]:
        """Return what was kept and how many characters were lost, and begin anew."""
        kept, lost = "".join(self._parts), self._lost
        self._parts, self._kept, self._lost = [], 0, 0
        return kept.encode("utf-8", "replace").decode(), lost


class _Bytes(io.RawIOBase):
    """The bytes that a student writes, as text."""

    def __init__(self, text: CappedWriter) -> None:
        self._text = text

    def writable(self) -> bool:
        """Bytes may be written."""
        return True

    def write(self, data: Any) -> int:
        """Hand on what they say."""
        written = bytes(data)
        self._text.write(written.decode("utf-8", "replace"))
        return len(written)
