"""Groups that hand in one submission for all their members."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from gradiente.errors import GradienteError
from gradiente.intake.names import shown
from gradiente.intake.submission import Person
from gradiente.intake.tables import column, read_table

GROUP = ("group", "grupo", "group id", "team", "equipo")
KEY = ("key", "clave", "id", "student id", "participant", "identifier", "identificador", "sid", "email")
NAME = ("name", "nombre", "full name", "nombre completo")

# Moodle writes a word of the user's language and the participant's number.
_PARTICIPANT = re.compile(r"[^\W\d_]+ ([0-9]{1,20})")

Groups = Mapping[str, tuple[Person, ...]]


def read_groups(path: Path) -> dict[str, tuple[Person, ...]]:
    """Read who is in which group: a table with a row a member and the columns `group`, `key` and perhaps `name`.

    Parameters
    ----------
    path : Path

    Returns
    -------
    dict of str to tuple of Person
        By the group's id or name, as the submissions have it.

    Raises
    ------
    GradienteError
        If a column is missing, a cell is empty, or a student is in two groups.
    """
    heading, rows = read_table(path)
    group, key, name = (column(heading, names) for names in (GROUP, KEY, NAME))
    if group is None or key is None:
        raise GradienteError(
            f"{shown(str(path))} needs a column `group` and a column `key`; it has {', '.join(heading)}."
        )
    groups: dict[str, tuple[Person, ...]] = {}
    of: dict[str, str] = {}
    for row in rows:
        if not row[group] or not row[key]:
            raise GradienteError(f"{shown(str(path))}: a row lacks its group or its key: {', '.join(row)}.")
        student = participant_number(row[key])
        if of.setdefault(student, row[group]) != row[group]:
            raise GradienteError(f"{shown(str(path))}: {student} is in {of[student]} and in {row[group]}.")
        person = Person(student, shown(row[name]) if name is not None and row[name] else student)
        if person not in groups.get(row[group], ()):
            groups[row[group]] = (*groups.get(row[group], ()), person)
    return groups


def participant_number(identifier: str) -> str:
    """Return the key of a student in Moodle's `Participant 1234`, in whatever language; any other is itself."""
    identifier = identifier.strip()
    found = _PARTICIPANT.fullmatch(identifier)
    return found[1] if found else identifier
