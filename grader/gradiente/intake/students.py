"""Whose each file is, from the names of files and folders alone wherever that is possible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from gradiente.intake.canvas import canvas_name, is_canvas
from gradiente.intake.gradescope import METADATA, read_metadata
from gradiente.intake.manifests import manifest_among
from gradiente.intake.members import Member, UnreadableError
from gradiente.intake.names import (
    code_stem,
    is_archive_name,
    is_notebook_name,
    junk_in,
    moodle_name,
    shown,
    without_ending,
)
from gradiente.intake.notebooks import LARGEST, to_module
from gradiente.intake.submission import Limits, Person
from gradiente.intake.topic_index import TopicIndex, defined_names

_WRAPPERS = 4  # folders around the folder of students


@dataclass
class Owned:
    """The files of one student or group.

    `key` is "" until the LMS's ids and the names are made unique. `submitted`, `is_flagged_late` and `people`, the
    members of a group, are what the LMS says of it.
    """

    name: str
    lms_id: str | None = None
    members: list[Member] = field(default_factory=list)
    key: str = ""
    submitted: datetime | None = None
    is_flagged_late: bool = False
    people: tuple[Person, ...] = ()


@dataclass
class Arranged:
    """What one source holds: students, files of nobody, and how often each leftover of a program occurs."""

    students: list[Owned] = field(default_factory=list)
    unowned: list[Member] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def arrange(members: Iterable[Member], label: str, index: TopicIndex, limits: Limits) -> Arranged:
    """Give each file to a student.

    Parameters
    ----------
    members : iterable of Member
        All that one source holds.
    label : str
        The name of the source: the student's, where the source is one student's.
    index : TopicIndex
    limits : Limits
    """
    arranged = Arranged()
    level = []
    for member in members:
        if not member.parts:
            arranged.unowned.append(member)
        elif junk := junk_in(member.parts[:1]):
            arranged.ignored.extend([] if member.is_folder else [junk])
        else:
            level.append(member)
    level.sort(key=lambda member: (member.parts, member.path))
    if metadata := _gradescope_metadata(level):
        arranged.students.extend(_by_gradescope(level, metadata, arranged.unowned))
    elif level:
        label, level = _unwrapped(label, level, index)
        owners = _owners(level, label, index, limits, arranged.unowned)
        arranged.students.extend(owners[identity] for identity in sorted(owners))
    for student in arranged.students:
        _believe_manifest(student, limits)
    _make_keys_unique(arranged.students)
    return arranged


def _believe_manifest(student: Owned, limits: Limits) -> None:
    """Take a student's word for who they are, where no LMS says it."""
    said_by_lms = student.lms_id is not None or student.people
    manifest = None if said_by_lms else manifest_among(student.members, limits)
    if manifest is not None:
        student.name, student.lms_id = manifest.name, manifest.id


Owners = dict[tuple[bool, str], Owned]  # (whether the LMS gave an id, the id or the name as it came)


def _owners(level: list[Member], label: str, index: TopicIndex, limits: Limits, unowned: list[Member]) -> Owners:
    owners: Owners = {}
    if any(moodle_name(part) for part in {member.parts[0] for member in level}):
        for member in level:
            _give_by_moodle_name(owners, member, unowned)
        return owners
    if is_canvas(member.parts[0] for member in level if not (member.is_folder and len(member.parts) == 1)):
        for member in level:
            _give_by_canvas_name(owners, member)
        return owners
    folders = {m.parts[0] for m in level if len(m.parts) > 1 or m.is_folder}
    loose = [m for m in level if len(m.parts) == 1 and not m.is_folder]
    if _is_one_student(level, folders, loose, index):
        single_files: set[str] = set()
        folders = set()
    elif folders:
        single_files = {m.parts[0] for m in loose if is_archive_name(m.parts[0])}
    else:
        single_files = _files_that_are_students(loose, index, limits)
    if not folders and not single_files:
        _give(owners, label, level)
        return owners
    for member in level:
        first = member.parts[0]
        if first in folders:
            _give(owners, first, _under(member, member.parts[1:]))
        elif first in single_files:
            _give(owners, without_ending(first), [member])
        elif not member.is_folder:
            unowned.append(member)
    return owners


def _give(owners: Owners, raw_name: str, members: Sequence[Member]) -> None:
    found = moodle_name(raw_name)
    name, lms_id = (found.name, found.id) if found else (raw_name, None)
    identity = (lms_id is not None, lms_id or name)
    owned = owners.setdefault(identity, Owned(shown(name) or shown(identity[1]) or "?", lms_id))
    owned.members.extend(members)


def _give_by_moodle_name(owners: Owners, member: Member, unowned: list[Member]) -> None:
    found = moodle_name(member.parts[0])
    inside = member.parts[1:]
    if found and found.file:  # not in folders, or a folder with more in its name
        inside = (found.file, *inside)
    if found:
        _give(owners, member.parts[0], _under(member, inside))
    elif not member.is_folder:
        unowned.append(member)


def _give_by_canvas_name(owners: Owners, member: Member) -> None:
    found = canvas_name(member.parts[0])
    if found is not None:
        name = shown(found.name) or found.id
        owned = owners.setdefault((True, found.id), Owned(name, found.id))
        owned.is_flagged_late |= found.is_late
        owned.members.extend(_under(member, (found.file, *member.parts[1:])))


def _gradescope_metadata(level: list[Member]) -> Member | None:
    """Return Gradescope's file about its export, which lies at the top or in the one folder around all."""
    found = [m for m in level if m.parts[-1] == METADATA and len(m.parts) <= 2 and not m.is_folder and not m.problem]
    return min(found, key=lambda member: len(member.parts)) if found else None


def _by_gradescope(level: list[Member], metadata: Member, unowned: list[Member]) -> list[Owned]:
    """Give each folder of a Gradescope export to those who handed it in."""
    around = metadata.parts[:-1]
    handed = read_metadata(metadata.read, metadata.path)
    owners: dict[str, Owned] = {}
    for folder, one in handed.items():
        first = one.people[0]
        people = one.people if len(one.people) > 1 else ()
        name = ", ".join(person.name for person in people) or first.name
        owners[folder] = Owned(shown(name), first.key, submitted=one.when, people=people)
    for member in level:
        inside = member.parts[len(around) :]
        if member is metadata or not inside or member.parts[: len(around)] != around:
            if member is not metadata and not member.is_folder:
                unowned.append(member)
        elif inside[0] in owners:
            owners[inside[0]].members.extend(_under(member, inside[1:]))
        elif not member.is_folder:
            unowned.append(member)
    return [owners[folder] for folder in sorted(owners)]


def _under(member: Member, inside: tuple[str, ...]) -> list[Member]:
    """Return what a student gets of a member: of the own folder nothing, unless it is no folder or unreadable."""
    if inside:
        return [member.moved(inside)]
    return [] if member.is_folder else [member]


def _is_one_student(level: list[Member], folders: set[str], loose: list[Member], index: TopicIndex) -> bool:
    """Say whether files lie here as one student works: topics as files, or as folders such as `02_losses`."""
    if any(index.by_name(folder) for folder in folders):
        return True
    named = any(_topic_of(member, index) for member in loose)
    return named and not _is_class(level, index)


def _is_class(level: list[Member], index: TopicIndex) -> bool:
    """Say whether two folders hold the same topic, or an archive each, or an LMS made the names."""
    if is_canvas(member.parts[0] for member in level if not (member.is_folder and len(member.parts) == 1)):
        return True
    holders: dict[str, set[str]] = defaultdict(set)
    for member in level:
        if moodle_name(member.parts[0]):
            return True
        if len(member.parts) > 1 and not member.is_folder:
            what = "archive" if is_archive_name(member.parts[-1]) else _topic_of(member, index)
            if what:
                holders[what].add(member.parts[0])
    return any(len(folders) > 1 for folders in holders.values())


def _topic_of(member: Member, index: TopicIndex) -> str | None:
    stem = code_stem(member.parts[-1])
    return index.by_name(stem) if stem is not None else None


def _unwrapped(label: str, level: list[Member], index: TopicIndex) -> tuple[str, list[Member]]:
    """Step into the folders around a class, if it is one."""
    name, inner = label, level
    for _ in range(_WRAPPERS):
        if _is_class(inner, index):
            return name, inner
        first = {member.parts[0] for member in inner}
        if len(first) != 1 or any(len(m.parts) == 1 and not m.is_folder for m in inner):
            break
        name = first.pop()
        inner = [member.moved(member.parts[1:]) for member in inner if len(member.parts) > 1]
    return label, level


def _files_that_are_students(loose: list[Member], index: TopicIndex, limits: Limits) -> set[str]:
    """Return the loose files that are a student each: several archives, or Python files of the same topic."""
    python = [member for member in loose if code_stem(member.parts[0]) is not None]
    archives = {member.parts[0] for member in loose if is_archive_name(member.parts[0])}
    if not python:
        return archives if len(archives) > 1 else set()
    if any(_topic_of(member, index) for member in python):
        return set()
    seen: set[str] = set()
    for member in python:
        topic = _topic_by_functions(member, index, limits)
        if topic in seen:
            return {m.parts[0] for m in python} | archives
        seen.update([topic] if topic else [])
    return set()


def _topic_by_functions(member: Member, index: TopicIndex, limits: Limits) -> str | None:
    if member.problem:
        return None
    try:
        is_large = is_notebook_name(member.parts[-1])
        source = to_module(member.read(LARGEST if is_large else limits.file_bytes), member.parts[-1]).source
    except UnreadableError:
        return None
    return index.by_functions(code_stem(member.parts[-1]) or "", defined_names(source))


def _make_keys_unique(students: list[Owned]) -> None:
    """Set the keys: the LMS's id or the name, counted on where two would be equal."""
    taken: set[str] = set()
    last: dict[str, int] = defaultdict(int)  # so that a hundred thousand equal names do not take for ever
    for student in sorted(students, key=lambda student: student.lms_id is None):
        wanted = student.lms_id or student.name
        while not student.key or student.key in taken:
            last[wanted] += 1
            student.key = wanted if last[wanted] == 1 else f"{wanted} ({last[wanted]})"
        taken.add(student.key)
