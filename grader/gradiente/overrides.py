"""What a person decides about a mark: kept beside the verdicts, above them in every report, through every regrade."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches

from gradiente.errors import GradienteError
from gradiente.results import MOST, ClassResult, OnDemand, Override, StudentResult, TopicResult
from gradiente.store import Store

_TABLE = """CREATE TABLE IF NOT EXISTS overrides (
    student TEXT, topic TEXT, part TEXT, mark REAL, judged REAL, reason TEXT, who TEXT, made TEXT,
    PRIMARY KEY (student, topic, part))"""


@dataclass(frozen=True)
class Decision:
    """An override and whose it is: a student's key and a topic."""

    student: str
    topic: str
    override: Override


def decisions(store: Store) -> tuple[Decision, ...]:
    """Return all overrides, by student, topic and part."""
    store.execute(_TABLE)
    rows = store.execute(
        "SELECT student, topic, part, mark, judged, reason, who, made FROM overrides ORDER BY student, topic, part"
    )
    return tuple(Decision(student, topic, Override(*values)) for student, topic, *values in rows)


def put(store: Store, decision: Decision) -> None:
    """Keep an override, in place of the one of the same student, topic and part if there is one."""
    store.execute(_TABLE)
    values = (decision.student, decision.topic, *asdict(decision.override).values())
    store.execute("INSERT OR REPLACE INTO overrides VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *values)


def remove(store: Store, decision: Decision) -> None:
    """Forget an override: what the grader judged counts again."""
    where = (decision.student, decision.topic, decision.override.part)
    store.execute("DELETE FROM overrides WHERE student = ? AND topic = ? AND part = ?", *where)


def with_overrides(result: ClassResult, made: Iterable[Decision]) -> ClassResult:
    """Return a class in which what a person decided counts.

    Parameters
    ----------
    result : ClassResult
    made : iterable of Decision
        Those of students and topics that are not in the class have no effect.
    """
    found: dict[str, dict[str, list[Override]]] = {}
    for one in made:
        found.setdefault(one.student, {}).setdefault(one.topic, []).append(one.override)
    if not found:
        return result

    def overridden(student: StudentResult) -> StudentResult:
        mine = found.get(student.key)
        if mine is None:
            return student
        topics = (replace(topic, overrides=tuple(mine.get(topic.topic, ()))) for topic in student.topics)
        return replace(student, topics=tuple(topics))

    return replace(result, students=OnDemand(result.keys, lambda place: overridden(result.students[place])))


def place_of(result: ClassResult, student: str, target: str) -> tuple[StudentResult, TopicResult, str]:
    """Find what an instructor means.

    Parameters
    ----------
    result : ClassResult
    student : str
        A key or a whole name.
    target : str
        `TOPIC`, `TOPIC/FUNCTION` or `TOPIC/CHECK`.

    Returns
    -------
    (StudentResult, TopicResult, str)
        The last is "" for the whole topic.

    Raises
    ------
    GradienteError
        If there is no such student, topic or part, or several students have that name.
    """
    whose = _student(result, student)
    name, _, part = target.partition("/")
    topic = next((one for one in whose.topics if one.topic == name), None)
    if topic is None:
        raise _unknown("topic", name, [one.topic for one in whose.topics])
    parts = [*dict.fromkeys(check.function for check in topic.checks), *(check.check for check in topic.checks)]
    if part and part not in parts:
        raise _unknown(f"function or check of {name}", part, parts)
    return whose, topic, part


def limit_of(topic: TopicResult, part: str) -> float:
    """Return how much a topic, a function or a check can give."""
    if not part:
        return MOST
    return round(sum(check.points for check in topic.checks if part in (check.function, check.check)), 6)


def insist_on_mark(mark: float, topic: TopicResult, part: str) -> None:
    """Raise a GradienteError for a mark that is none, or more than can be had."""
    most = limit_of(topic, part)
    if not math.isfinite(mark) or not 0 <= mark <= most:
        raise GradienteError(f"{topic.topic}{'/' if part else ''}{part} takes marks from 0 to {most:g}, not {mark:g}.")


def _student(result: ClassResult, wanted: str) -> StudentResult:
    if wanted in result.keys:
        return result.students[result.keys.index(wanted)]
    names: dict[str, list[int]] = {}
    for place, student in enumerate(result.students):
        names.setdefault(student.name.casefold(), []).append(place)
    places = names.get(wanted.casefold(), [])
    if len(places) > 1:
        keys = ", ".join(result.keys[place] for place in places)
        raise GradienteError(f"Several students are called {wanted}: give one of the keys {keys}.")
    if not places:
        raise _unknown("student", wanted, [*result.keys, *names])
    return result.students[places[0]]


def _unknown(kind: str, name: str, known: list[str]) -> GradienteError:
    close = get_close_matches(name, known, n=1) or get_close_matches(name.casefold(), known, n=1)
    guess = f"did you mean {close[0]}?" if close else f"known are {', '.join(known[:12])}."
    return GradienteError(f"There is no {kind} {name!r}: {guess}")
