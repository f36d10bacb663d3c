"""Names of files and folders: shown safely, split without trust, and read as Moodle writes them."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Left behind by programs, in any folder; nobody handed them in on purpose.
_LEFTOVERS = """
__macosx .ds_store thumbs.db desktop.ini .git .svn .hg __pycache__ .pytest_cache .mypy_cache .ruff_cache
.hypothesis .ipynb_checkpoints .idea .vscode .venv venv site-packages node_modules .gitignore .gitattributes
"""
_JUNK = frozenset(_LEFTOVERS.split())

# {full name}_{id}_assignsubmission_{plugin}_{file}; teams may have no id, and unpackers turn letters into "_".
_MOODLE = re.compile(
    r"(?P<name>.*?)(?:_(?P<id>[0-9]{1,20}))?_assignsubmission_(?P<plugin>[a-z]+)_?(?P<file>.*)", re.DOTALL
)
_LONGEST_SHOWN = 200
_TARBALLS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_ARCHIVES = (".zip", *_TARBALLS)
NOTEBOOK = ".ipynb"


class MoodleName(NamedTuple):
    """The parts of a name in Moodle's "Download all submissions"; `id` is None for a team without one."""

    name: str
    id: str | None
    plugin: str
    file: str


def shown(text: str) -> str:
    """Return a name as it can be shown: composed, printable, of bounded length."""
    if len(text) > 4 * _LONGEST_SHOWN:  # bounds the work; what is cut out would not be shown
        text = text[: 2 * _LONGEST_SHOWN] + text[-2 * _LONGEST_SHOWN :]
    composed = unicodedata.normalize("NFC", text)
    if not composed.isprintable():
        composed = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in composed)
    printable = composed.strip()
    if len(printable) <= _LONGEST_SHOWN:
        return printable
    half = _LONGEST_SHOWN // 2
    return f"{printable[:half]}…{printable[1 - half :]}"  # the end holds the file's name


def split_member_name(name: str) -> tuple[str, ...] | None:
    """Split the name of an archive's member into its parts; None if it leads out of the archive.

    Both slashes separate: some Windows programs write backslashes.
    """
    name = name.replace("\\", "/")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or "\0" in name:
        return None
    parts = tuple(part for part in name.split("/") if part not in ("", "."))
    return None if ".." in parts or not parts else parts


def repaired(name: str) -> str:
    """Undo what reading UTF-8 as code page 437 does to a name, as for zips that macOS makes."""
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def junk_in(parts: tuple[str, ...]) -> str | None:
    """Return the part of a path that some program left behind, or None."""
    for part in parts:
        if part.lower() in _JUNK or part.startswith("._") or part.endswith(".pyc"):
            return part
    return None


def moodle_name(part: str) -> MoodleName | None:
    """Read the name of a folder or file as Moodle writes it; None if it is no such name."""
    found = _MOODLE.fullmatch(part)
    return MoodleName(found["name"], found["id"], found["plugin"], found["file"]) if found else None


def python_stem(name: str) -> str | None:
    """Return the name without `.py` (or `.py.txt`, which Windows hides); None if it is no Python file's."""
    lowered = name.lower()
    for suffix in (".py", ".py.txt"):
        if lowered.endswith(suffix):
            return name[: -len(suffix)]
    return None


def is_archive_name(name: str) -> bool:
    """Say whether the name is that of an archive that is opened: a zip or a tarball."""
    return name.lower().endswith(_ARCHIVES)


def is_tar_name(name: str) -> bool:
    """Say whether the name is that of a tarball, compressed or not."""
    return name.lower().endswith(_TARBALLS)


def without_ending(name: str) -> str:
    """Return a file's name without its ending, which may be double: `ana.tar.gz`."""
    lowered = name.lower()
    ending = next((ending for ending in _ARCHIVES if lowered.endswith(ending)), None)
    return name[: -len(ending)] if ending else name.rpartition(".")[0] or name


def code_stem(name: str) -> str | None:
    """Return the name of a Python file or a notebook without its ending; None if it is neither's."""
    return name[: -len(NOTEBOOK)] if name.lower().endswith(NOTEBOOK) else python_stem(name)


def is_notebook_name(name: str) -> bool:
    """Say whether the name is that of a notebook."""
    return name.lower().endswith(NOTEBOOK)
