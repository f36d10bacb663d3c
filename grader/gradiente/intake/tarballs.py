"""Tarballs, plain or compressed with gzip, bzip2 or xz, listed and read where they lie; nothing is ever extracted.

Students choose what stands in them, and the standard library's reader of headers can be made to loop or to backtrack
for hours in the Python versions that we support (CVE-2024-6232, CVE-2025-8194). Of the format little is needed to read
regular files: this module reads that little, and calls everything else `special`.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from gradiente.intake.members import Member, UnreadableError
from gradiente.intake.names import shown, split_member_name

_BLOCK = 512
_CHUNK = 1 << 20
_LONGEST_HEADER = 64 << 10  # of a name or a pax header: a path of the system has 4096 bytes at most
_IN_MEMORY = 16 << 20
_XZ_MEMORY = 128 << 20  # xz -9 needs 65 MiB to unpack
_MAGIC = ((b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\0", "xz"))
_BROKEN = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, MemoryError)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One member: its name as it came, whether it is a folder, why it is not read, and where its bytes lie."""

    name: str
    is_folder: bool
    problem: str | None
    offset: int
    size: int


class Tarball:
    """An unpacked tarball, in memory while small, else in a nameless temporary file.

    Parameters
    ----------
    packed : binary file
        Stays open as long as this does, and is closed with it.
    most_bytes : int
        It may have unpacked.
    most_members : int

    Raises
    ------
    UnreadableError
        If it is no tarball, is cut off, or holds more than it may.
    """

    def __init__(self, packed: BinaryIO, most_bytes: int, most_members: int) -> None:
        self._stream: BinaryIO = packed
        try:
            self._stream = _unpacked(packed, most_bytes)
            self.entries = tuple(_entries(self._stream, most_members))
        except _BROKEN as error:
            self.close()
            raise UnreadableError("broken-archive") from error
        except UnreadableError:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def __del__(self) -> None:
        """Close the file, as zipfile does: a file that is graded is read again after the listing has ended."""
        self.close()

    def read(self, entry: _Entry, cap: int) -> bytes:
        """Return a member of at most `cap` bytes."""
        if entry.size > cap:
            raise UnreadableError("too-large", limit=str(cap))
        try:
            self._stream.seek(entry.offset)
            content = self._stream.read(entry.size)
        except _BROKEN as error:
            raise UnreadableError("broken") from error
        if len(content) < entry.size:
            raise UnreadableError("broken")
        return content


def tar_members(opened: Callable[[], object], tarball: Tarball) -> list[Member]:
    """List the files and folders of a tarball; `opened` gives it again whenever a member is read."""
    return [
        _member(opened, place, entry)
        for place, entry in enumerate(tarball.entries)
        if not (entry.is_folder and entry.name.strip("./") == "" and ".." not in entry.name)  # the folder packed
    ]


def _member(opened: Callable[[], object], place: int, entry: _Entry) -> Member:
    parts = split_member_name(entry.name)
    if parts is None:
        return Member((), shown(entry.name), problem="unsafe-path")
    return Member(parts, shown("/".join(parts)), partial(_read, opened, place, entry), entry.is_folder, entry.problem)


def _read(opened: Callable[[], object], place: int, entry: _Entry, cap: int) -> bytes:
    tarball = opened()
    if not isinstance(tarball, Tarball) or tarball.entries[place : place + 1] != (entry,):
        raise UnreadableError("broken")  # another archive has taken its place
    return tarball.read(entry, cap)


def _unpacked(packed: BinaryIO, most: int) -> BinaryIO:
    start = packed.read(6)
    packed.seek(0)
    kind = next((kind for magic, kind in _MAGIC if start.startswith(magic)), None)
    if kind is None:
        return packed
    unpacked = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed with the tarball
    left = most
    try:
        for chunk in _chunks(packed, kind):
            left -= len(chunk)
            if left < 0:
                raise UnreadableError("unpacks-to-too-much", limit=str(most))
            unpacked.write(chunk)
    except BaseException:
        unpacked.close()
        raise
    packed.close()
    unpacked.seek(0)
    return unpacked  # type: ignore[return-value]  # it has all the methods of one


def _chunks(packed: BinaryIO, kind: str) -> Iterator[bytes]:
    """Unpack piece by piece: however well it was compressed, no piece is larger than a MiB."""
    if kind == "xz":
        yield from _xz_chunks(packed)
        return
    with gzip.GzipFile(fileobj=packed) if kind == "gzip" else bz2.BZ2File(packed) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _xz_chunks(packed: BinaryIO) -> Iterator[bytes]:
    """Do as `lzma.LZMAFile`, which cannot be told how much memory a dictionary may claim."""
    decompressor = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)
    while not decompressor.eof:
        given = packed.read(_CHUNK) if decompressor.needs_input else b""
        if decompressor.needs_input and not given:
            raise EOFError
        yield decompressor.decompress(given, _CHUNK)


def _entries(stream: BinaryIO, most: int) -> Iterator[_Entry]:
    """Read the headers one after another; the long name in a header of its own belongs to the next one."""
    offset = found = 0
    end = stream.seek(0, io.SEEK_END)
    long_name: bytes | None = None
    pax: dict[bytes, bytes] = {}
    while True:
        stream.seek(offset)
        header = stream.read(_BLOCK)
        if len(header) < _BLOCK:
            raise UnreadableError("broken-archive")  # the two empty blocks at the end are missing
        if not any(header):
            return
        size = _checked_size(header)
        kind = header[156:157]
        offset += _BLOCK
        if kind in b"LKxg" and kind:
            if size > _LONGEST_HEADER:
                raise UnreadableError("broken-archive")
            text = stream.read(size)
            long_name = text.rstrip(b"\0") if kind == b"L" else long_name
            pax = _pax(text) if kind == b"x" else pax
        else:
            found += 1
            if found > most:
                raise UnreadableError("too-many-members", limit=str(most))
            if b"size" in pax:
                size = _number(pax[b"size"], 10)
            name = pax.get(b"path") or long_name or _short_name(header)
            problem = _problem(kind, pax) or ("broken" if offset + size > end else None)
            yield _Entry(_text(name), kind == b"5" or (kind in b"0\0" and name.endswith(b"/")), problem, offset, size)
            long_name, pax = None, {}
            if kind in b"12345" and kind:
                size = 0  # links, devices and folders have no bytes, whatever they claim
        offset += -(-size // _BLOCK) * _BLOCK


def _checked_size(header: bytes) -> int:
    """Return the size of what follows a header, if the header's sum is right."""
    expected = sum(header[:148]) + 8 * 0x20 + sum(header[156:])
    if _number(header[148:156].rstrip(b" \0"), 8) != expected:
        raise UnreadableError("broken-archive")
    field = header[124:136]
    if field[0] == 0x80:  # GNU's way to write sizes of 8 GiB and more
        return int.from_bytes(field[1:], "big")
    return _number(field.strip(b" \0") or b"0", 8)


def _number(digits: bytes, base: int) -> int:
    digits = digits.strip(b" ")
    if not digits.isdigit() or len(digits) > 20:
        raise UnreadableError("broken-archive")
    return int(digits, base)


def _short_name(header: bytes) -> bytes:
    name = header[:100].split(b"\0", 1)[0]
    prefix = header[345:500].split(b"\0", 1)[0] if header[257:263] == b"ustar\0" else b""
    return prefix + b"/" + name if prefix else name


def _pax(text: bytes) -> dict[bytes, bytes]:
    """Read records such as `25 path=one/two.py` and a line's end; the number counts the record's bytes."""
    records: dict[bytes, bytes] = {}
    while text:
        length = _number(text[:20].split(b" ", 1)[0], 10)
        record, text = text[:length], text[length:]
        key, equals, value = record.partition(b" ")[2].partition(b"=")
        if length < 5 or not equals or not value.endswith(b"\n"):
            raise UnreadableError("broken-archive")
        records[key] = value[:-1]
    return records


def _problem(kind: bytes, pax: dict[bytes, bytes]) -> str | None:
    if kind in (b"1", b"2"):
        return "link"
    is_sparse = any(key.startswith(b"GNU.sparse.") for key in pax)
    return None if kind in (b"0", b"\0", b"7", b"5") and not is_sparse else "special"


def _text(name: bytes) -> str:
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("cp1252", "replace")
