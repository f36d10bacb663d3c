"""Folders on disk, listed and read without following a link or opening anything but regular files."""

from __future__ import annotations

import os
import stat
from functools import partial
from pathlib import Path

from gradiente.intake.members import Member, UnreadableError
from gradiente.intake.names import junk_in, shown

# O_NONBLOCK: a fifo that took the file's place after it was listed must not hang us.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def folder_members(root: Path, most: int) -> list[Member]:
    """List what lies under a folder, at any depth; leftovers of programs are listed, not entered.

    Stops after `most` + 1 entries.

    Raises
    ------
    OSError
        If the folder itself cannot be listed.
    """
    members: list[Member] = []
    pending: list[tuple[str, ...]] = [()]
    while pending and len(members) <= most:
        parent = pending.pop()
        try:
            with os.scandir(os.path.join(root, *parent)) as entries:
                for entry in entries:
                    member = _member(entry, (*parent, entry.name))
                    members.append(member)
                    if member.is_folder:
                        pending.append(member.parts)
                    if len(members) > most:
                        break
        except OSError:
            if not parent:
                raise
            members.append(Member(parent, shown("/".join(parent)), problem="unreadable"))
    return members


def read_regular_file(path: str | Path, cap: int) -> bytes:
    """Read a regular file of at most `cap` bytes; anything else raises `UnreadableError`."""
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise UnreadableError("unreadable") from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UnreadableError("special")
        with open(descriptor, "rb", closefd=False) as stream:
            content = stream.read(cap + 1)
    except OSError as error:
        raise UnreadableError("unreadable") from error
    finally:
        os.close(descriptor)
    if len(content) > cap:
        raise UnreadableError("too-large", limit=str(cap))
    return content


def _member(entry: os.DirEntry[str], parts: tuple[str, ...]) -> Member:
    path = shown("/".join(parts))
    if entry.is_symlink():
        return Member(parts, path, problem="link")
    if entry.is_dir(follow_symlinks=False):
        return Member(parts, path, is_folder=junk_in((entry.name,)) is None)
    if not entry.is_file(follow_symlinks=False):
        return Member(parts, path, problem="special")
    return Member(parts, path, partial(read_regular_file, entry.path))
