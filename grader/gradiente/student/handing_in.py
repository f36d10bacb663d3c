"""Make the one file that a student uploads, say before what is missing, and give a receipt that can be verified."""

from __future__ import annotations

import hashlib
import io
import json
import platform
import re
import unicodedata
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from gradiente import __version__
from gradiente.errors import GradienteError
from gradiente.intake.archives import OpenArchives, archive_members
from gradiente.intake.manifests import FORMAT_VERSION, MANIFEST
from gradiente.intake.notes import sentence
from gradiente.intake.reading import read_student
from gradiente.intake.submission import Limits
from gradiente.intake.texts import Memory
from gradiente.intake.topic_index import TopicIndex
from gradiente.student.kit import KitTopic
from gradiente.student.looking import look_at
from gradiente.student.progress import failing, progress_of
from gradiente.student.workspace import EXAMPLES, Workspace, digest_of, find_workspace, write_whole
from gradiente.texts import say

_WHAT_IS_SENT = (".py", ".ipynb")
_FOR_THE_TEACHER = frozenset({"manifest", "notebook"})  # remarks of the intake that tell a student nothing


@dataclass
class Readiness:
    """What would be handed in, and what a student should know before.

    Attributes
    ----------
    topics : list of KitTopic
        Begun.
    lines : list of str
        How far each is.
    missing : list of str
        What is missing in them.
    not_begun : list of str
    """

    topics: list[KitTopic] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    not_begun: list[str] = field(default_factory=list)


def readiness(workspace: Workspace, wanted: list[KitTopic]) -> Readiness:
    """Look at what there is to hand in; nothing is run.

    Parameters
    ----------
    workspace : Workspace
    wanted : list of KitTopic
        Topics that the student named; empty for all that were begun.
    """
    found, language = Readiness(), workspace.language
    for topic in wanted or workspace.kit.topics:
        path = workspace.work_of(topic)
        if path is None and topic in wanted:
            found.missing.append(say("student.submit-no-file", language, topic=topic.topic, file=f"{topic.topic}.py"))
        if path is None or not (topic in wanted or workspace.is_started(topic)):
            found.not_begun.append(topic.topic)
            continue
        found.topics.append(topic)
        look = look_at(path, topic)
        if look.broken is not None:
            details = {"line": look.broken.lineno or "?", "message": look.broken.msg}
            found.missing.append(say("student.submit-broken", language, topic=topic.topic, file=path.name, **details))
            continue
        counts = {"written": len(look.written), "count": len(topic.functions)}
        found.lines.append(say("student.submit-topic", language, topic=topic.topic, **counts))
        if absent := look.unwritten + look.missing:
            found.missing.append(say("student.submit-lacks", language, topic=topic.topic, functions=", ".join(absent)))
        progress = progress_of(workspace, topic)
        failed = [one.name for one in failing(workspace, topic) if one.name in look.written]
        if progress.examples and not progress.is_stale and failed:
            found.missing.append(say("student.submit-fails", language, topic=topic.topic, functions=", ".join(failed)))
    return found


@dataclass(frozen=True)
class HandedIn:
    """What was written.

    Attributes
    ----------
    archive, receipt : Path
    code : str
        Short, of the receipt.
    remarks : tuple of str
        What the grader would remark about the zip.
    """

    archive: Path
    receipt: Path
    code: str
    remarks: tuple[str, ...]


def hand_in(
    workspace: Workspace, topics: list[KitTopic], name: str, identifier: str, out: Path | None, now: datetime
) -> HandedIn:
    """Write the zip and its receipt.

    Parameters
    ----------
    workspace : Workspace
    topics : list of KitTopic
    name, identifier : str
        The student's.
    out : Path or None
        The zip; else one named after the student and the time, in the workspace.
    now : datetime
        With its time zone.
    """
    files: dict[str, bytes] = {}
    for topic in topics:
        for path in _files_of(workspace, topic):
            files[path.relative_to(workspace.folder).as_posix()] = path.read_bytes()
    made = now.astimezone(UTC).isoformat(timespec="seconds")
    manifest = {
        "format_version": FORMAT_VERSION,
        "student": {"id": identifier, "name": name},
        "made": made,
        "language": workspace.language,
        "kit": workspace.kit.version,
        "gradiente": __version__,
        "python": platform.python_version(),
        "topics": [topic.topic for topic in topics],
        "files": {path: digest_of(content) for path, content in files.items()},
    }
    archive = out or workspace.folder / f"{_file_name(identifier)}-{now.astimezone(UTC):%Y%m%d-%H%M%S}.zip"
    if archive.suffix.lower() != ".zip":
        archive = archive.with_name(f"{archive.name}.zip")
    content = _zipped({MANIFEST: _json(manifest), **files}, now)
    write_whole(archive, content)
    receipt = {**manifest, "zip": archive.name, "sha256": digest_of(content)}
    receipt["code"] = _code_of(receipt)
    place = archive.with_suffix(".receipt.json")
    write_whole(place, _json(receipt))
    return HandedIn(archive, place, str(receipt["code"]), _remarks_on(archive, workspace))


def _remarks_on(archive: Path, workspace: Workspace) -> tuple[str, ...]:
    """Read the zip as the grader will, and return what it would remark."""
    index, limits = TopicIndex([topic.names for topic in workspace.kit.topics]), Limits()
    with OpenArchives() as archives:
        members = archive_members(partial(archives.get, archive, limits), limits)
        submission, odd = read_student("student", "student", members, index, limits, archives, Memory())
    notes = [*submission.notes, *(one.note for one in odd)]
    return tuple(sentence(note, workspace.language) for note in notes if note.kind not in _FOR_THE_TEACHER)


def _files_of(workspace: Workspace, topic: KitTopic) -> list[Path]:
    """The file of a topic and the student's other modules beside it."""
    main = workspace.work_of(topic)
    if main is None:
        return []
    others = [
        path
        for path in sorted(main.parent.glob("*.py"))
        if path.name != EXAMPLES and path.stem != topic.topic and path.is_file()
    ]
    return [main, *others]


def _zipped(files: dict[str, bytes], now: datetime) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            info = zipfile.ZipInfo(path, now.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return stream.getvalue()


def _file_name(identifier: str) -> str:
    """Write an identifier so that every system and every LMS takes it as a file's name."""
    plain = unicodedata.normalize("NFKD", identifier).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:60] or "student"


def _json(stored: Any) -> bytes:
    return (json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _code_of(receipt: dict[str, Any]) -> str:
    bare = {key: value for key, value in receipt.items() if key != "code"}
    digest = hashlib.sha256(_json(bare)).hexdigest()[:12].upper()
    return "-".join(digest[at : at + 4] for at in (0, 4, 8))


@dataclass(frozen=True)
class Verified:
    """What a receipt is worth.

    Attributes
    ----------
    good : bool
        Whether the receipt is whole, and the zip is its own where it is there.
    lines : tuple of str
    """

    good: bool
    lines: tuple[str, ...]


def verify(path: Path, language: str) -> Verified:
    """Verify a receipt: its own code, the zip beside it, and what has changed in the workspace since.

    Parameters
    ----------
    path : Path
    language : str

    Raises
    ------
    GradienteError
        If it is no receipt, or was changed.
    """
    try:
        receipt = json.loads(path.read_bytes())
        student, files = receipt["student"], dict(receipt["files"])
        if receipt["code"] != _code_of(receipt):
            raise ValueError("another code")
        details = {"code": receipt["code"], "name": student["name"], "id": student["id"], "time": receipt["made"]}
        archive = path.parent / Path(receipt["zip"]).name
        digest = receipt["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        raise GradienteError(say("student.verify-receipt-broken", language, path=path)) from None
    lines = [say("student.verify-good", language, **details)]
    good = True
    if not archive.is_file():
        lines.append(say("student.verify-zip-absent", language, zip=archive.name))
    else:
        good = digest_of(archive.read_bytes()) == digest
        lines.append(say(f"student.verify-zip-{'same' if good else 'other'}", language, zip=archive.name))
    workspace = find_workspace(path.absolute().parent) or find_workspace()
    if workspace is not None:
        changed = [name for name in files if _digest_there(workspace.folder / name) != files[name]]
        if changed:
            lines.append(say("student.verify-changed", language, files=", ".join(changed)))
    return Verified(good, tuple(lines))


def _digest_there(path: Path) -> str | None:
    return digest_of(path.read_bytes()) if path.is_file() else None
