"""Files in a folder, a tar or a zip, read one after the other without unpacking anything onto the disk."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from cnn_reference.data.errors import DataError, MissingDataError

__all__ = ["LARGEST_FILE", "files_in"]

# No picture or table of the data sets here is near this; more is a broken or a hostile archive.
LARGEST_FILE = 64 * 2**20


def files_in(path: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    """Read the wanted files of a folder, of a tar (also compressed) or of a zip.

    Parameters
    ----------
    path : Path
        The folder or the archive.
    wanted : callable
        Takes a file's name relative to `path`, with slashes, and says whether to read it.

    Yields
    ------
    name : str
        As `wanted` saw it.
    data : bytes
        What the file holds. Links and whatever else is no plain file are passed over.

    Raises
    ------
    MissingDataError
        If there is nothing at `path`.
    DataError
        If it cannot be read to its end, or a file is larger than `LARGEST_FILE`.
    """
    try:
        if path.is_dir():
            yield from _in_folder(path, wanted)
        elif zipfile.is_zipfile(path):
            yield from _in_zip(path, wanted)
        else:
            yield from _in_tar(path, wanted)
    except FileNotFoundError as error:
        raise MissingDataError(f"there is no {error.filename or path}") from error
    except tarfile.ReadError as error:
        # tarfile says this of a file that is no tar as well as of one that ends in the middle.
        raise DataError(f"{path} is neither a folder, a zip nor a tar, or it is damaged: {error}") from error
    except (OSError, EOFError, tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError, zlib.error) as error:
        raise DataError(f"{path} cannot be read to its end: it is damaged or not complete ({error})") from error


def _in_folder(path: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    for file in sorted(path.rglob("*")):
        name = file.relative_to(path).as_posix()
        if wanted(name) and file.is_file():
            _check_size(path, name, file.stat().st_size)
            yield name, file.read_bytes()


def _in_tar(path: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as archive:
        for member in archive:
            if not member.isreg() or not wanted(member.name):
                continue
            _check_size(path, member.name, member.size)
            file = archive.extractfile(member)
            assert file is not None  # of a regular file
            yield member.name, file.read()


def _in_zip(path: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if member.is_dir() or not wanted(member.filename):
                continue
            if member.flag_bits & 1:
                raise DataError(f"{path}: {member.filename} asks for a password")
            _check_size(path, member.filename, member.file_size)
            yield member.filename, archive.read(member)


def _check_size(path: Path, name: str, size: int) -> None:
    if size > LARGEST_FILE:
        raise DataError(f"{path}: {name} has {size:,} bytes, more than any file of this data set")
