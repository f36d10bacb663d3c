"""The class as it was last graded, kept whole in the store: what is rendered, exported and compared without grading."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gradiente.errors import GradienteError
from gradiente.reports.plain import TopicsMet, notes_plain, odd_files_plain, student_plain
from gradiente.reports.reading import TopicsRead, notes_read, odd_files_read
from gradiente.results import ClassResult, OnDemand, StudentResult
from gradiente.store import FILE_NAME, Store

_FORMAT = 2
_TABLES = (
    "CREATE TABLE IF NOT EXISTS graded_class (name TEXT PRIMARY KEY, value TEXT)",
    "CREATE TABLE IF NOT EXISTS graded_students (place INTEGER PRIMARY KEY, key TEXT, sources TEXT, result TEXT)",
)


@dataclass(frozen=True)
class Origin:
    """How a class came to be graded, as much as is needed to do it again.

    Attributes
    ----------
    request : dict
        What was asked for, in JSON's types: the paths, the topics, the language, the feedback.
    conditions : dict
        Digests of what the verdicts depend on, in JSON's types; see `gradiente.regrading.causes`.
    """

    request: dict[str, Any]
    conditions: dict[str, Any]


@dataclass(frozen=True)
class Snapshot:
    """A class as it was graded.

    Attributes
    ----------
    result : ClassResult
        Its students are read when they are asked for: keep the store open. As the grader judged them, without what a
        person decided.
    origin : Origin
    sources : dict of str to dict
        Digests of what each student handed in, by key and topic.
    """

    result: ClassResult
    origin: Origin
    sources: dict[str, dict[str, str]]


@contextmanager
def kept(
    store: Store, result: ClassResult, origin: Origin, sources: Mapping[str, dict[str, str]]
) -> Iterator[ClassResult]:
    """Keep a class while somebody looks at each of its students, once and in their order.

    Parameters
    ----------
    store : Store
    result : ClassResult
    origin : Origin
    sources : mapping of str to dict
        See `Snapshot`.

    Yields
    ------
    ClassResult
        The same class. When the block ends without an error, all of it is in the store; else nothing of it.
    """
    met = TopicsMet(result)

    def keep(place: int) -> StudentResult:
        student = result.students[place]
        met.add(student)
        mine = json.dumps(sources.get(student.key, {}))
        values = (place, student.key, mine, json.dumps(student_plain(student)))
        store.execute("INSERT OR REPLACE INTO graded_students VALUES (?, ?, ?, ?)", *values)
        return student

    with store.whole():
        for table in _TABLES:
            store.execute(table)
        store.execute("DELETE FROM graded_class")
        store.execute("DELETE FROM graded_students")
        yield replace(result, students=OnDemand(result.keys, keep))
        parts = {
            "format": _FORMAT,
            "topics": met.plain(),
            "odd_files": odd_files_plain(result),
            "isolation": result.isolation,
            "versions": result.versions,
            "notes": notes_plain(result.notes),
            "request": origin.request,
            "conditions": origin.conditions,
        }
        for name, value in parts.items():
            store.execute("INSERT INTO graded_class VALUES (?, ?)", name, json.dumps(value))


def snapshot_of(store: Store) -> Snapshot:
    """Return the class as it was last graded.

    Raises
    ------
    GradienteError
        If no grading has been finished here, or another version of Gradiente wrote it.
    """
    for table in _TABLES:
        store.execute(table)
    parts = {name: json.loads(value) for name, value in store.execute("SELECT name, value FROM graded_class")}
    if not parts:
        raise GradienteError(
            f"No grading was finished in {store.path.parent}: run the same `gradiente grade` command again first."
        )
    if parts["format"] != _FORMAT:
        raise GradienteError(f"{store.path} was written by another version: grade into it again.")
    topics = TopicsRead(parts["topics"])
    rows = store.execute("SELECT key, sources FROM graded_students ORDER BY place")

    def read(place: int) -> StudentResult:
        ((text,),) = store.execute("SELECT result FROM graded_students WHERE place = ?", place)
        try:
            return topics.student(json.loads(text))
        except (KeyError, TypeError, ValueError):
            raise GradienteError(f"{store.path} is damaged: grade into it again.") from None

    result = ClassResult(
        students=OnDemand([key for key, _ in rows], read),
        topics=topics.titles,
        odd_files=odd_files_read(parts["odd_files"]),
        isolation=parts["isolation"],
        versions=parts["versions"],
        notes=notes_read(parts["notes"]),
        guides=topics.guides,
    )
    sources = {key: json.loads(text) for key, text in rows}
    return Snapshot(result, Origin(parts["request"], parts["conditions"]), sources)


@contextmanager
def graded(folder: Path) -> Iterator[tuple[Store, Snapshot]]:
    """Open the store of a graded class.

    Raises
    ------
    GradienteError
        If nothing was graded there, or the grading was not finished.
    """
    if not (folder / FILE_NAME).is_file():
        raise GradienteError(f"Nothing was graded into {folder}: there is no {FILE_NAME} in it.")
    with Store(folder) as store:
        yield store, snapshot_of(store)
