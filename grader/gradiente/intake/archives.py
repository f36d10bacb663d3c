"""Archives, listed and read in memory; nothing is ever extracted.

Here are zips, and which archives stay open; tarballs have `gradiente.intake.tarballs`. Sizes, names and types in an
archive are claims of whoever made it. What is read is bounded by what comes out, not by what the zip says; only stored
and deflated members are read, because zipfile can bound the memory of no other.
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
from gradiente.intake.names import is_tar_name, repaired, shown, split_member_name
from gradiente.intake.submission import Limits
from gradiente.intake.tarballs import Tarball, tar_members

Archive = zipfile.ZipFile | Tarball

BROKEN_ZIP = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError),
    *(RuntimeError, ValueError, OverflowError, IndexError),
)
"""What zipfile raises on damaged or hostile archives."""

_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8_NAME = 0x800
_RATIO_MATTERS_FROM = 64 << 10
_DIRECTORY_ENTRY = b"PK\x01\x02"


class OpenArchives:
    """Archives, of which the last used stay open: a class may come as one archive a student.

    Of those inside submissions, which are held in memory, only the last few are: as many as lie in one another.
    """

    most = 32
    most_nested = 3

    def __init__(self) -> None:
        self._open: dict[Path, Archive] = {}
        self._nested: dict[Callable[[], bytes], Archive] = {}

    def __enter__(self) -> OpenArchives:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for archives in (self._nested, self._open):
            while archives:
                archives.popitem()[1].close()

    def get(self, path: Path, limits: Limits) -> Archive:
        """Return the open archive.

        Raises
        ------
        UnreadableError
            If it is none, is damaged, or is a tarball that unpacks to more than it may.
        """
        archive = self._open.pop(path, None) or _open_archive(path, limits)
        self._open[path] = archive
        if len(self._open) > self.most:
            self._open.pop(next(iter(self._open))).close()
        return archive

    def nested(self, read: Callable[[], bytes], limits: Limits) -> Archive:
        """Return the open archive whose bytes `read` returns; raise `UnreadableError` as `put_nested` does."""
        archive = self._nested.pop(read, None)
        if archive is None:
            self.put_nested(read, read(), limits)
        else:
            self._nested[read] = archive  # the last used is the last to go
        return self._nested[read]

    def put_nested(self, read: Callable[[], bytes], content: bytes, limits: Limits) -> None:
        """Open an archive that a student handed in, of which `read` returns the content whenever it is needed again.

        Raises
        ------
        UnreadableError
            If it is none, is damaged, or holds or unpacks to more than a student's archive may.
        """
        if len(self._nested) >= self.most_nested:
            self._nested.pop(next(iter(self._nested))).close()
        self._nested[read] = open_nested(content, limits)


def _open_archive(path: Path, limits: Limits) -> Archive:
    if is_tar_name(path.name):
        try:
            stream = path.open("rb")
        except OSError as error:
            raise UnreadableError("broken-archive") from error
        return Tarball(stream, limits.unpacked_bytes, limits.members)
    try:
        return zipfile.ZipFile(path)
    except BROKEN_ZIP as error:
        raise UnreadableError("broken-archive") from error


def open_nested(content: bytes, limits: Limits) -> Archive:
    """Open an archive that a student handed in, unless it has too many members.

    Raises
    ------
    UnreadableError
        If it is none, is damaged, has more than `limits.archive_members` members, or is a tarball that unpacks to more
        than `limits.archive_bytes` or too many times its size.
    """
    if not content.startswith(b"PK"):
        ratio_bound = max(_RATIO_MATTERS_FROM, limits.ratio * len(content))
        return Tarball(io.BytesIO(content), min(limits.archive_bytes, ratio_bound), limits.archive_members)
    # Every member has such an entry, so this bounds what zipfile is about to build.
    if content.count(_DIRECTORY_ENTRY) > limits.archive_members:
        raise UnreadableError("too-many-members", limit=str(limits.archive_members))
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except BROKEN_ZIP as error:
        raise UnreadableError("broken-archive") from error


def archive_members(opened: Callable[[], Archive], limits: Limits) -> list[Member]:
    """List the files and folders of an archive; `opened` gives it, now and whenever a member is read."""
    archive = opened()
    if isinstance(archive, Tarball):
        return tar_members(opened, archive)
    return [_member(opened, place, info, limits) for place, info in enumerate(archive.infolist())]


def _member(opened: Callable[[], Archive], place: int, info: zipfile.ZipInfo, limits: Limits) -> Member:
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


def _read(opened: Callable[[], Archive], place: int, entry: tuple[int, int], ratio: int, cap: int) -> bytes:
    """Read one member of at most `cap` bytes, whatever size it claims."""
    archive = opened()
    if not isinstance(archive, zipfile.ZipFile):
        raise UnreadableError("broken")
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
