"""From the paths that the instructor gives to submissions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from gradiente.errors import GradienteError
from gradiente.intake.archives import OpenArchives
from gradiente.intake.notes import Note
from gradiente.intake.reading import ignored, read_student
from gradiente.intake.sources import Source, open_sources
from gradiente.intake.students import Owned, arrange
from gradiente.intake.submission import Intake, Limits, OddFile, Submission, TopicNames
from gradiente.intake.texts import Memory
from gradiente.intake.topic_index import TopicIndex

DEFAULT_LIMITS = Limits()


def collect(paths: Sequence[Path], topics: Sequence[TopicNames], limits: Limits = DEFAULT_LIMITS) -> Intake:
    """Read all submissions in the paths.

    Parameters
    ----------
    paths : sequence of Path
        Python files, folders and archives: of one student, of a class, or as Moodle gives them. Several are merged.
    topics : sequence of TopicNames
    limits : Limits

    Returns
    -------
    Intake
        Every file is a submission's file, its helper, odd, or counted in a note about what is ignored.

    Raises
    ------
    GradienteError
        If a path cannot be read at all, or the submissions exceed `limits.total_bytes`.
    """
    submissions: list[Submission] = []
    odd: list[OddFile] = []
    notes: list[Note] = []
    left = limits.total_bytes
    for part in collect_each(paths, topics, limits):
        submissions.extend(part.submissions)
        odd.extend(part.odd)
        notes.extend(part.notes)
        left -= sum(_size(submission) for submission in part.submissions)
        if left < 0:
            raise GradienteError(
                f"The submissions hold more than {limits.total_bytes} bytes together: grade them in parts."
            )
    return Intake(tuple(submissions), tuple(odd), tuple(notes))


def collect_each(
    paths: Sequence[Path], topics: Sequence[TopicNames], limits: Limits = DEFAULT_LIMITS
) -> Iterator[Intake]:
    """Read submissions one at a time, as `collect` does.

    Yields
    ------
    Intake
        First what belongs to no student, then one part a student, sorted by key.
    """
    index, memory = TopicIndex(topics), Memory()
    with OpenArchives() as archives:
        sources = open_sources(paths, index, limits, archives)
        owned: dict[str, list[tuple[Source, Owned]]] = defaultdict(list)
        unowned = []
        junk: list[str] = []
        for source in sources:
            arranged = arrange(source.members, source.label, index, limits)
            source.members.clear()
            for student in arranged.students:
                owned[student.key].append((source, student))
            for member in arranged.unowned:
                unowned.append(OddFile(member.path, Note(member.problem or "no-student", {"file": member.path})))
            junk.extend(arranged.ignored)
        unowned.sort(key=lambda odd: (odd.path, odd.note.kind))
        yield Intake(odd=tuple(unowned), notes=(ignored(junk),) if junk else ())
        for key in sorted(owned):
            submission, odd = _read(key, owned.pop(key), index, limits, archives, memory)
            yield Intake((submission,), tuple(odd))


def _read(
    key: str,
    found: list[tuple[Source, Owned]],
    index: TopicIndex,
    limits: Limits,
    archives: OpenArchives,
    memory: Memory,
) -> tuple[Submission, list[OddFile]]:
    """Read one student, who may appear in several sources; then the paths begin with the source's name."""
    name = found[0][1].name
    origins = sorted({source.origin for source, _ in found})
    if len(origins) == 1:
        members = [member for _, student in found for member in student.members]
        return read_student(key, name, members, index, limits, archives, memory)
    titles = _titles(found)
    members = [
        member.moved((titles[source.origin], *member.parts)) for source, student in found for member in student.members
    ]
    note = Note("same-student", {"sources": ", ".join(titles[origin] for origin in origins)})
    return read_student(key, name, members, index, limits, archives, memory, [note])


def _titles(found: list[tuple[Source, Owned]]) -> dict[Path, str]:
    """Tell sources of the same name apart."""
    titles: dict[Path, str] = {}
    for source, _ in found:
        number, title = 1, source.title
        while title in titles.values() and source.origin not in titles:
            number += 1
            title = f"{source.title} ({number})"
        titles.setdefault(source.origin, title)
    return titles


def _size(submission: Submission) -> int:
    return sum(file.text.size for file in submission.files) + sum(text.size for text in submission.helpers.values())
