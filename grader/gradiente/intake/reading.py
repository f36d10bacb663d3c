"""One student's files, read within the limits and given to their topics."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from gradiente.intake.archives import OpenArchives, archive_members
from gradiente.intake.manifests import LARGEST as LARGEST_MANIFEST
from gradiente.intake.manifests import MANIFEST, Manifest, read_manifest, remarks_on
from gradiente.intake.matching import Module, match
from gradiente.intake.members import Member, UnreadableError
from gradiente.intake.names import (
    code_stem,
    is_archive_name,
    is_notebook_name,
    junk_in,
    moodle_name,
    python_stem,
    shown,
)
from gradiente.intake.notebooks import LARGEST, to_module
from gradiente.intake.notes import Note
from gradiente.intake.submission import Limits, OddFile, Submission, SubmittedFile
from gradiente.intake.texts import Memory, SourceText
from gradiente.intake.topic_index import TopicIndex

_ARCHIVES = (".gz", ".bz2", ".xz", ".rar", ".7z")


def read_student(
    key: str,
    name: str,
    members: Iterable[Member],
    index: TopicIndex,
    limits: Limits,
    archives: OpenArchives,
    memory: Memory,
    notes: Sequence[Note] = (),
) -> tuple[Submission, list[OddFile]]:
    """Read one student's files and return the submission and what is odd in it."""
    reader = _Reader(key, index, limits, archives, memory)
    reader.sort_out(members)
    reader.remark_on_manifests()
    matched = match(reader.modules, index)
    files = tuple(SubmittedFile(topic, m.path, m.text, m.digest) for topic, m in matched.files.items())
    helpers = {name: m.text for name, m in sorted((matched.helpers | matched.copies).items())}
    reader.odd.extend(OddFile(module.path, note, key) for module, note in matched.odd)
    every_note = [*notes, *reader.notes, *matched.notes]
    if reader.ignored:
        every_note.append(ignored(reader.ignored))
    if not files:
        every_note.append(Note("nothing"))
    every_note.sort(key=lambda note: (note.details.get("file", ""), note.kind))
    language = _language(matched.files.values())
    submission = Submission(key, name, language, files, helpers, tuple(every_note))
    return submission, sorted(reader.odd, key=lambda odd: (odd.path, odd.note.kind))


def ignored(junk: Sequence[str]) -> Note:
    """Return the one note about leftovers of programs, given the name of each one's file or folder."""
    return Note("ignored", {"count": str(len(junk)), "names": ", ".join(sorted({shown(name) for name in junk}))})


def _language(files: Iterable[Module]) -> str | None:
    """Return the language of most files; None if none says so, or as many say the one as the other."""
    counts = Counter(file.language for file in files)
    if counts["es"] == counts["en"]:
        return None
    return "es" if counts["es"] > counts["en"] else "en"


class _Reader:
    """Sorts out what a student handed in; `modules`, `odd`, `notes` and `ignored` are what it finds."""

    def __init__(self, student: str, index: TopicIndex, limits: Limits, archives: OpenArchives, memory: Memory) -> None:
        self.modules: list[Module] = []
        self.odd: list[OddFile] = []
        self.notes: list[Note] = []
        self.ignored: list[str] = []
        self._student = student
        self._index = index
        self._limits = limits
        self._archives = archives
        self._memory = memory
        self._files_left = limits.student_files
        self._bytes_left = limits.student_bytes
        self._archive_bytes_left = limits.archive_bytes
        self._digests: dict[tuple[str, ...], str] = {}
        self._manifests: list[tuple[Member, Manifest]] = []

    def sort_out(self, members: Iterable[Member], depth: int = 0) -> None:
        """Read the Python files and archives among the members; note what the others are.

        Parameters
        ----------
        members : iterable of Member
        depth : int
            How many archives of the student's are around them.
        """
        worth_reading = []
        folders = set()
        for member in members:
            folders.update(_folders_named_py(member))
            if member.is_folder:
                continue
            if junk := junk_in(member.parts):
                self.ignored.append(junk)
            elif why := member.problem or _why_not_read(member, depth, self._limits):
                self._note_odd(member, why)
            else:
                worth_reading.append(member)
        self.notes.extend(Note("folder-named-py", {"file": folder}) for folder in sorted(folders))
        for member in sorted(worth_reading, key=self._urgency):
            try:
                self._read(member, depth)
            except UnreadableError as error:
                self._note_odd(member, error.kind, error.details)

    def _note_odd(self, member: Member, kind: str, details: dict[str, str] | None = None) -> None:
        note = Note(kind, {"file": member.path, **(details or {})})
        self.odd.append(OddFile(member.path, note, self._student))

    def _urgency(self, member: Member) -> tuple[bool, bool, int, tuple[str, ...], str]:
        """Order what is read while the limits last: files named for topics first, archives last."""
        stem = code_stem(member.parts[-1])
        named = stem is not None and self._index.by_name(stem) is not None
        return (stem is None, not named, len(member.parts), member.parts, member.path)

    def _read(self, member: Member, depth: int) -> None:
        if self._files_left == 0:
            raise UnreadableError("too-many-files", limit=str(self._limits.student_files))
        self._files_left -= 1
        if is_archive_name(member.parts[-1]):
            self._read_archive(member, depth)
        elif member.parts[-1] == MANIFEST:
            self._read_manifest(member)
        else:
            self._read_python(member)

    def _read_python(self, member: Member) -> None:
        raw = member.read(LARGEST if is_notebook_name(member.parts[-1]) else self._limits.file_bytes)
        decoded = to_module(raw, member.parts[-1])
        if len(decoded.source) > self._bytes_left:
            raise UnreadableError("too-much", limit=str(self._limits.student_bytes))
        self._bytes_left -= len(decoded.source)
        self.notes.extend(Note(kind, {"file": member.path, **named}) for kind, named in decoded.remarks)
        digest = self._digests[member.parts] = hashlib.sha256(raw).hexdigest()
        stem = code_stem(member.parts[-1]) or ""
        content = hashlib.sha256(decoded.source).digest()
        text = SourceText(member.path, content, len(decoded.source), member.read, len(raw), self._memory)
        self.modules.append(Module(stem, member.parts, text, decoded.source, digest))

    def _read_manifest(self, member: Member) -> None:
        manifest = read_manifest(member.read(LARGEST_MANIFEST))
        if manifest is None:
            raise UnreadableError("not-python")
        self._manifests.append((member, manifest))

    def remark_on_manifests(self) -> None:
        """Note what the manifests say, now that all files are read."""
        for member, manifest in self._manifests:
            folder = member.parts[:-1]
            digests = {
                "/".join(parts[len(folder) :]): digest
                for parts, digest in self._digests.items()
                if parts[: len(folder)] == folder
            }
            self.notes.extend(remarks_on(manifest, member.path, digests))

    def _read_archive(self, member: Member, depth: int) -> None:
        content = member.read(self._archive_bytes_left)
        self._archive_bytes_left -= len(content)
        again = partial(member.read, len(content))
        self._archives.put_nested(again, content, self._limits)
        inner = archive_members(partial(self._archives.nested, again, self._limits), self._limits)
        if any(moodle_name(part) for part in {inside.parts[0] for inside in inner if inside.parts}):
            raise UnreadableError("class-archive")
        self.sort_out([_inside(member, found) for found in inner], depth + 1)


def _inside(archive: Member, member: Member) -> Member:
    """Return an archive's member under the path of the archive; one whose path leads out stays unread."""
    if not member.parts:
        return Member((*archive.parts, "?"), f"{archive.path}/{member.path}", problem=member.problem)
    return member.moved((*archive.parts, *member.parts))


def _why_not_read(member: Member, depth: int, limits: Limits) -> str | None:
    """Return the kind of note about a file that is worth no reading; None for code and archives."""
    name = member.parts[-1].lower()
    if code_stem(name) is not None or member.parts[-1] == MANIFEST:
        return None
    if is_archive_name(name):
        return "nested-archive" if depth >= limits.archive_depth else None
    if name == "onlinetext.html":
        return "onlinetext"
    return "other-archive" if name.endswith(_ARCHIVES) else "not-python"


def _folders_named_py(member: Member) -> list[str]:
    """Return the first folder on the way to a member whose name is that of a Python file."""
    on_the_way = member.parts if member.is_folder else member.parts[:-1]
    for depth, part in enumerate(on_the_way, start=1):
        if python_stem(part) is not None:
            return [shown("/".join(on_the_way[:depth]))]
    return []
