"""From the paths that the instructor gives to submissions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from gradiente.errors import GradienteError
from gradiente.intake.archives import OpenArchives
from gradiente.intake.attempts import MOST, Attempt, AttemptRule, in_order, split
from gradiente.intake.choices import Choices
from gradiente.intake.notes import Note
from gradiente.intake.reading import ignored, read_student
from gradiente.intake.sharing import share_out
from gradiente.intake.sources import Source, open_sources
from gradiente.intake.students import Owned, arrange
from gradiente.intake.submission import Intake, Limits, OddFile, Submission, TopicNames
from gradiente.intake.texts import Memory
from gradiente.intake.topic_index import TopicIndex

DEFAULT_LIMITS = Limits()
DEFAULT_CHOICES = Choices()


def collect(
    paths: Sequence[Path],
    topics: Sequence[TopicNames],
    limits: Limits = DEFAULT_LIMITS,
    choices: Choices = DEFAULT_CHOICES,
) -> Intake:
    """Read all submissions in the paths.

    Parameters
    ----------
    paths : sequence of Path
        Python files, folders and archives: of one student, of a class, or as Moodle, Canvas and Gradescope give them.
        Several are merged; where attempts are told apart, the later ones stand behind the earlier ones.
    topics : sequence of TopicNames
    limits : Limits
    choices : Choices
        About attempts, groups and times.

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
    for part in collect_each(paths, topics, limits, choices):
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
    paths: Sequence[Path],
    topics: Sequence[TopicNames],
    limits: Limits = DEFAULT_LIMITS,
    choices: Choices = DEFAULT_CHOICES,
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
        shares = share_out(owned, choices.groups)
        notes = [ignored(junk)] if junk else []
        yield Intake(odd=tuple(unowned), notes=(*notes, *shares.notes))
        reader = _Reading(index, limits, archives, memory, choices)
        # A group's files are read once, when the first of its members is asked for.
        left = Counter(share.owner for share in shares.of.values())
        read: dict[str, tuple[Submission, list[OddFile]]] = {}
        for key in sorted(shares.of):
            share = shares.of[key]
            if share.owner not in read:
                read[share.owner] = reader.read(share.owner, owned.pop(share.owner))
            left[share.owner] -= 1
            submission, odd = read[share.owner] if left[share.owner] else read.pop(share.owner)
            yield Intake((share.given(submission),), tuple(replace(one, student=key) for one in odd))


class _Reading:
    """Reads students one after another."""

    def __init__(
        self, index: TopicIndex, limits: Limits, archives: OpenArchives, memory: Memory, choices: Choices
    ) -> None:
        self._index, self._limits, self._archives, self._memory = index, limits, archives, memory
        self._choices = choices

    def read(self, key: str, found: list[tuple[Source, Owned]]) -> tuple[Submission, list[OddFile]]:
        """Read one student or group, who may appear in several sources and hand in several attempts."""
        attempts = _by_source(found)
        name = found[0][1].name
        told = self._choices.times.get(key)
        if self._choices.attempts is AttemptRule.TOGETHER:
            submission, odd = self._together(key, name, attempts)
        else:
            attempts = [one for attempt in in_order(attempts) for one in split(attempt)]
            submission, odd = self._one_of(key, name, attempts)
        return (replace(submission, submitted=told) if told else submission), odd

    def _together(self, key: str, name: str, attempts: list[Attempt]) -> tuple[Submission, list[OddFile]]:
        """Put several sources together; then the paths begin with the source's name."""
        if len(attempts) == 1:
            return self._read(key, name, attempts[0])
        members = [member.moved((one.title, *member.parts)) for one in attempts for member in one.members]
        times = [one.submitted for one in attempts]
        whole = Attempt(
            "",
            members,
            None if None in times else max(time for time in times if time is not None),
            any(one.is_flagged_late for one in attempts),
        )
        return self._read(key, name, whole, Note("same-student", {"sources": ", ".join(one.title for one in attempts)}))

    def _one_of(self, key: str, name: str, attempts: list[Attempt]) -> tuple[Submission, list[OddFile]]:
        """Read the last attempt, and where the best counts the earlier ones with it."""
        if len(attempts) == 1:
            return self._read(key, name, attempts[0])
        notes = []
        count, last = len(attempts), attempts[-1]
        if self._choices.attempts is AttemptRule.LAST:
            notes = [Note("attempts-last", {"count": str(count), "chosen": last.title})]
            attempts = [last]
        elif count > MOST:
            notes = [Note("attempts-many", {"count": str(count), "limit": str(MOST)})]
        read = [(attempt.title, *self._read(key, name, attempt, *notes)) for attempt in attempts[-MOST:]]
        *earlier, last_read = [(replace(one, attempt=title), odd) for title, one, odd in read]
        return replace(last_read[0], attempts=tuple(one for one, _ in earlier)), last_read[1]

    def _read(self, key: str, name: str, attempt: Attempt, *notes: Note) -> tuple[Submission, list[OddFile]]:
        submission, odd = read_student(
            key, name, attempt.members, self._index, self._limits, self._archives, self._memory, notes
        )
        said = replace(submission, submitted=attempt.submitted, is_flagged_late=attempt.is_flagged_late)
        return said, odd


def _by_source(found: list[tuple[Source, Owned]]) -> list[Attempt]:
    """Return what each source holds of a student, in the order in which the sources were given."""
    titles = _titles(found)
    attempts: dict[Path, Attempt] = {}
    for source, student in sorted(found, key=lambda pair: pair[0].place):
        known = attempts.get(source.origin)
        attempts[source.origin] = Attempt(
            titles[source.origin],
            [*(known.members if known else ()), *student.members],
            student.submitted,
            student.is_flagged_late,
        )
    return list(attempts.values())


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
    of_this = sum(file.text.size for file in submission.files) + sum(text.size for text in submission.helpers.values())
    return of_this + sum(map(_size, submission.attempts))
