"""A path that the instructor gives, opened: a Python file, a folder or an archive."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from gradiente.errors import GradienteError
from gradiente.intake.archives import OpenArchives, archive_members
from gradiente.intake.folders import folder_members, read_regular_file
from gradiente.intake.members import Member, UnreadableError
from gradiente.intake.names import (
    code_stem,
    is_archive_name,
    is_notebook_name,
    is_tar_name,
    junk_in,
    shown,
    without_ending,
)
from gradiente.intake.notebooks import LARGEST
from gradiente.intake.submission import Limits
from gradiente.intake.topic_index import TopicIndex


@dataclass(frozen=True)
class Source:
    """What one path holds.

    Attributes
    ----------
    label : str
        The student's name, should all be one student's.
    title : str
        How people are told of it.
    origin : Path
        The folder or archive; files given one by one that lie side by side share it.
    members : list of Member
    place : int
        Among the paths, in the order in which they were given.
    """

    label: str
    title: str
    origin: Path
    members: list[Member]
    place: int = 0


def open_sources(paths: Sequence[Path], index: TopicIndex, limits: Limits, archives: OpenArchives) -> list[Source]:
    """Open every path once; they come in an order that does not depend on the one they are given in.

    Raises
    ------
    GradienteError
        If a path holds nothing that could be read; the message says what to do.
    """
    if not paths:
        raise GradienteError("No submissions were given: name a .py file, a folder, a zip or a tarball.")
    resolved = {_resolved(path): path for path in paths}
    places = {real: place for place, real in enumerate(resolved)}
    return [
        replace(_open(real, resolved[real], index, limits, archives), place=places[real]) for real in sorted(resolved)
    ]


def _resolved(path: Path) -> Path:
    try:
        return path.resolve(strict=True)
    except FileNotFoundError:
        raise GradienteError(f"{shown(str(path))} does not exist: check the path.") from None
    except (OSError, RuntimeError, ValueError) as error:
        raise GradienteError(f"{shown(str(path))} cannot be opened: check the path and its links.") from error


def _open(path: Path, given: Path, index: TopicIndex, limits: Limits, archives: OpenArchives) -> Source:
    title = shown(path.name)
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        source = Source(path.name, title, path, _listed(path, given, limits))
    elif not stat.S_ISREG(mode):
        raise GradienteError(f"{shown(str(given))} is neither a file nor a folder: name a .py file or an archive.")
    elif code_stem(path.name) is not None:
        label = _student_of_file(path, index)
        source = Source(label, shown(path.parent.name) or title, path.parent, [_file(path, given, limits)])
    else:
        source = Source(without_ending(path.name), title, path, _packed(path, given, limits, archives))
    if len(source.members) > limits.members:
        raise GradienteError(
            f"{shown(str(given))} holds more than {limits.members} files and folders: grade it in parts."
        )
    if not any(not member.parts or junk_in(member.parts[:1]) is None for member in source.members):
        raise GradienteError(f"{shown(str(given))} holds no submissions: check that it is the right one.")
    return source


def _student_of_file(path: Path, index: TopicIndex) -> str:
    """Return the student's name: the file's, unless that is a topic's."""
    stem = code_stem(path.name) or path.stem
    return stem if index.by_name(stem) is None else path.parent.name or stem


def _file(path: Path, given: Path, limits: Limits) -> Member:
    most = LARGEST if is_notebook_name(path.name) else limits.file_bytes
    try:
        read_regular_file(path, most)
    except UnreadableError as error:
        why = {
            "too-large": f"is larger than {most} bytes: check that it is the right file",
        }.get(error.kind, "cannot be read: check its permissions")
        raise GradienteError(f"{shown(str(given))} {why}.") from error
    return Member((path.name,), shown(path.name), partial(read_regular_file, path))


def _listed(path: Path, given: Path, limits: Limits) -> list[Member]:
    try:
        return folder_members(path, limits.members)
    except OSError as error:
        raise GradienteError(f"{shown(str(given))} cannot be listed: check its permissions.") from error


def _packed(path: Path, given: Path, limits: Limits, archives: OpenArchives) -> list[Member]:
    if not os.access(path, os.R_OK):
        raise GradienteError(f"{shown(str(given))} cannot be read: check its permissions.")
    try:
        return archive_members(partial(archives.get, path, limits), limits)
    except UnreadableError as error:
        if error.kind == "unpacks-to-too-much":
            why = f"unpacks to more than {error.details['limit']} bytes: grade it in parts"
        elif error.kind == "too-many-members":
            why = f"holds more than {limits.members} files and folders: grade it in parts"
        elif is_archive_name(path.name):
            why = f"is no {'tarball' if is_tar_name(path.name) else 'zip'} or only a part of one: download it again"
        else:
            why = "is neither a .py file, a folder, a zip nor a tarball: unpack it or name another"
        raise GradienteError(f"{shown(str(given))} {why}.") from error
