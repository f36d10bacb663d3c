"""Who gets the mark of what was handed in: its student, or each member of its group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gradiente.intake.groups import Groups
from gradiente.intake.notes import Note
from gradiente.intake.students import Owned
from gradiente.intake.submission import Person, Submission


@dataclass(frozen=True)
class Share:
    """A student, and the key under which the files were found.

    Attributes
    ----------
    owner : str
        The student's own key, or the group's.
    person : Person or None
        The member of a group; None for a student alone.
    group : str
    notes : tuple of Note
    """

    owner: str
    person: Person | None = None
    group: str = ""
    notes: tuple[Note, ...] = ()

    def given(self, submission: Submission) -> Submission:
        """Return the student's submission, given what was handed in."""
        if self.person is None:
            return replace(submission, notes=(*self.notes, *submission.notes)) if self.notes else submission
        return replace(
            submission,
            key=self.person.key,
            name=self.person.name,
            group=self.group,
            notes=(*self.notes, *submission.notes),
            attempts=tuple(self.given(attempt) for attempt in submission.attempts),
        )


@dataclass(frozen=True)
class Shares:
    """All students by key, and remarks about no student in particular."""

    of: dict[str, Share]
    notes: tuple[Note, ...] = ()


def share_out(owned: Mapping[str, Sequence[tuple[object, Owned]]], groups: Groups) -> Shares:
    """Give what was handed in to students.

    Parameters
    ----------
    owned : mapping of str to list
        What was found, by key.
    groups : Groups
        Which the instructor gave; they go before those that the LMS tells of.

    Returns
    -------
    Shares
    """
    teams = {key: (found[0][1], _people(key, found, groups)) for key, found in owned.items()}
    shares: dict[str, Share] = {}
    for key, (student, people) in sorted(teams.items(), key=lambda item: item[0]):
        group = student.name or key
        together = Note("group", {"group": group, "people": ", ".join(person.name for person in people)})
        for person in people:
            taken = person.key in shares
            shares[_free(person.key, shares)] = Share(key, person, group, (together, *_twice(taken, person)))
    for key in sorted(key for key, (_, people) in teams.items() if not people):
        name = teams[key][0].name
        if key in shares:
            other = _free(key, shares)
            note = Note("group-and-alone", {"name": name, "other": other})
            shares[key] = replace(shares[key], notes=(*shares[key].notes, note))
            shares[other] = Share(key, Person(other, name), "", (note,))
        else:
            shares[key] = Share(key)
    missing = sorted(group for group in groups if not any(group in (key, one.name) for key, (one, _) in teams.items()))
    notes = (Note("groups-without-work", {"groups": ", ".join(missing)}),) if missing else ()
    return Shares(shares, notes)


def _people(key: str, found: Sequence[tuple[object, Owned]], groups: Groups) -> tuple[Person, ...]:
    listed = groups.get(key) or groups.get(found[0][1].name)
    return listed or next((student.people for _, student in found if student.people), ())


def _free(key: str, taken: Mapping[str, object]) -> str:
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key} ({number})"
    return free


def _twice(taken: bool, person: Person) -> tuple[Note, ...]:
    """Say that a student is in two groups that handed in, as an LMS can tell of; a list cannot."""
    return (Note("group-and-alone", {"name": person.name, "other": person.key}),) if taken else ()
