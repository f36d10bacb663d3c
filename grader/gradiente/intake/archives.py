"""Zips, listed and read in memory; nothing is ever extracted.

Sizes, names and types in a zip are claims of whoever made it. What is read is bounded by what comes out, not by
what the zip says; only stored and deflated members are read, because zipfile can bound the memory of no other.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType

from gradiente.intake.members import Member, UnreadableError
from gradiente.intake.names import repaired, shown, split_member_name
from gradiente.intake.submission import Limits

BROKEN_ZIP = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError),
    *(RuntimeError, ValueError, OverflowError, IndexError),
)
"""What zipfile raises on damaged or hostile archives."""

_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8_NAME = 0x800
_RATIO_MATTERS_FROM = 64 << 10
_DIRECTORY_ENTRY = b"PK\x01\x02"


class OpenZips:
    """Zips, of which the last used stay open: a class may come as one zip a student.

    Of the zips inside submissions, which are held in memory, the last one alone is.
    """

    most = 32

    def __init__(self) -> None:
        self._open: dict[Path, zipfile.ZipFile] = {}
        self._nested: tuple[Callable[[], bytes], zipfile.ZipFile] | None = None

    def __enter__(self) -> OpenZips:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._close_nested()
        while self._open:
            self._open.popitem()[1].close()

    def get(self, path: Path) -> zipfile.ZipFile:
        """Return the open zip; raise `UnreadableError` if it is none or its table of contents is damaged."""
        archive = self._open.pop(path, None)
        if archive is None:
            try:
                archive = zipfile.ZipFile(path)
            except BROKEN_ZIP as error:
                raise UnreadableError("broken-archive") from error
        self._open[path] = archive
        if len(self._open) > self.most:
            self._open.pop(next(iter(self._open))).close()
        return archive

    def nested(self, read: Callable[[], bytes], limits: Limits) -> zipfile.ZipFile:
        """Return the open zip whose bytes `read` returns; raise `UnreadableError` as `put_nested` does."""
        if self._nested is None or self._nested[0] is not read:
            self.put_nested(read, read(), limits)
        assert self._nested is not None
        return self._nested[1]

    def put_nested(self, read: Callable[[], bytes], content: bytes, limits: Limits) -> None:
        """Open a zip that a student handed in, of which `read` returns the content whenever it is needed again.

        Raises
        ------
        UnreadableError
            If it is no zip, is damaged or has more than `limits.archive_members` members.
        """
        self._close_nested()
        self._nested = read, open_nested_zip(content, limits)

    def _close_nested(self) -> None:
        if self._nested is not None:
            self._nested[1].close()
            self._nested = None


def open_nested_zip(content: bytes, limits: Limits) -> zipfile.ZipFile:
    """Open a zip that a student handed in, unless it has too many members.

    Raises
    ------
    UnreadableError
        If it is no zip, is damaged or has more than `limits.archive_members` members.
    """
    # Every member has such an entry, so this bounds what zipfile is about to build.
    if content.count(_DIRECTORY_ENTRY) > limits.archive_members:
        raise UnreadableError("too-many-members", limit=str(limits.archive_members))
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except BROKEN_ZIP as error:
        raise UnreadableError("broken-archive") from error


def zip_members(opened: Callable[[], zipfile.ZipFile], limits: Limits) -> list[Member]:
    """List the files and folders of a zip; `opened` gives it, now and whenever a member is read."""
    return [_member(opened, place, info, limits) for place, info in enumerate(opened().infolist())]


def _member(opened: Callable[[], zipfile.ZipFile], place: int, info: zipfile.ZipInfo, limits: Limits) -> Member:
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        name = repaired(name)
    parts = split_member_name(name)
    if parts is None:
        return Member((), shown(name), problem="unsafe-path")
    is_folder, problem = _type(info, name)
    path = shown("/".join(parts))
    # Its place and not the entry itself, which is large: the member of a class's zip is kept until it is graded.
    read = partial(_read, opened, place, (info.header_offset, info.CRC), limits.ratio)
    return Member(parts, path, read, is_folder, problem)


def _type(info: zipfile.ZipInfo, name: str) -> tuple[bool, str | None]:
    """Say whether a member is a folder, and what forbids reading it."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return False, "link"
    if name.endswith(("/", "\\")) or kind == stat.S_IFDIR:
        return (True, None) if info.file_size == 0 else (False, "special")
    if kind not in (0, stat.S_IFREG):
        return False, "special"
    if info.flag_bits & _ENCRYPTED:
        return False, "encrypted"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return False, "compression"
    return False, None


def _read(opened: Callable[[], zipfile.ZipFile], place: int, entry: tuple[int, int], ratio: int, cap: int) -> bytes:
    """Read one member of at most `cap` bytes, whatever size it claims."""
    archive = opened()
    try:
        info = archive.infolist()[place]
        if (info.header_offset, info.CRC) != entry:  # another zip has taken its place
            raise UnreadableError("broken")
        with archive.open(info) as stream:
            content = stream.read(cap + 1)
    except BROKEN_ZIP as error:
        raise UnreadableError("broken") from error
    if len(content) > max(_RATIO_MATTERS_FROM, ratio * info.compress_size):
        raise UnreadableError("inflated", limit=str(ratio))
    if len(content) > cap:
        raise UnreadableError("too-large", limit=str(cap))
    return content
