"""The manifest in a zip that `gradiente submit` has made: whose it is, and what each file was.

A manifest is a student's word like everything else in a submission: where the LMS says who somebody is, that counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gradiente.intake.archives import archive_members, open_nested
from gradiente.intake.members import Member, UnreadableError
from gradiente.intake.names import is_archive_name, shown
from gradiente.intake.notes import Note

if TYPE_CHECKING:
    from gradiente.intake.submission import Limits

MANIFEST = "gradiente-submission.json"
FORMAT_VERSION = 1
LARGEST = 1 << 18  # bytes
_LONGEST = 100


@dataclass(frozen=True)
class Manifest:
    """Who handed in what.

    Attributes
    ----------
    id, name : str
        Made safe to show.
    made : str
        When, as the student's computer said.
    digests : mapping of str to str
        SHA-256 of each file, by its path in the zip.
    """

    id: str
    name: str
    made: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)


def read_manifest(content: bytes) -> Manifest | None:
    """Read a manifest; None if it is none that we know."""
    try:
        stored: dict[str, Any] = json.loads(content)
        student, files = stored["student"], stored["files"]
        if stored["format_version"] != FORMAT_VERSION or not all(isinstance(one, str) for one in files.values()):
            return None
        identifier, name = (" ".join(shown(str(student[key])[:_LONGEST]).split()) for key in ("id", "name"))
        made = shown(str(stored.get("made", ""))[:_LONGEST])
        return Manifest(identifier, name, made, dict(files)) if identifier and name else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def manifest_among(members: Iterable[Member], limits: Limits) -> Manifest | None:
    """Find a student's manifest: beside their files, or in the one zip that they handed in.

    Parameters
    ----------
    members : iterable of Member
        All that a student handed in.
    limits : Limits
    """
    files = [member for member in members if not member.is_folder and not member.problem]
    found = [member for member in files if member.parts[-1] == MANIFEST and len(member.parts) <= 2]
    try:
        if found:
            return read_manifest(found[0].read(LARGEST))
        zips = [member for member in files if is_archive_name(member.parts[-1])]
        if len(zips) != 1:
            return None
        with closing(open_nested(zips[0].read(limits.archive_bytes), limits)) as archive:
            inner = [one for one in archive_members(lambda: archive, limits) if one.parts == (MANIFEST,)]
            return read_manifest(inner[0].read(LARGEST)) if inner else None
    except UnreadableError:
        return None


def remarks_on(manifest: Manifest, path: str, digests: Mapping[str, str]) -> list[Note]:
    """Return what is to be said about a manifest.

    Parameters
    ----------
    manifest : Manifest
    path : str
        Where it lies.
    digests : mapping of str to str
        Of the files that came with it, by their path from its folder.
    """
    notes = [Note("manifest", {"file": path, "name": manifest.name, "id": manifest.id, "time": manifest.made})]
    changed = [name for name, digest in manifest.digests.items() if name in digests and digests[name] != digest]
    if changed:
        names = shown(", ".join(changed))
        notes.append(Note("manifest-changed", {"file": path, "files": names}))
    return notes
