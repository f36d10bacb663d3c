"""What `override` does: keep a decision, write the report again, say what it changed."""

from __future__ import annotations

import getpass
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from gradiente import overrides
from gradiente.errors import GradienteError
from gradiente.overrides import Decision
from gradiente.reports import write_reports
from gradiente.results import ClassResult, Feedback, Override, StudentResult, TopicResult
from gradiente.snapshot import Snapshot, graded
from gradiente.store import Store
from gradiente.texts import numbers
from gradiente.texts.visible import visible


def decide(
    folder: Path, student: str, target: str, mark: float | None, reason: str, who: str | None, *, as_json: bool
) -> None:
    """Keep an override and write the report again; a `mark` of None gives all that can be had."""
    with graded(folder) as (store, snapshot):
        whose, topic, part = overrides.place_of(snapshot.result, student, target)
        if mark is not None:
            overrides.insist_on_mark(mark, topic, part)
        made = Override(
            part, mark, topic.judged_of(part), reason, who or _login(), datetime.now(UTC).isoformat(timespec="seconds")
        )
        _change(folder, store, snapshot, whose, Decision(whose.key, topic.topic, made), as_json, removes=False)


def remove(folder: Path, student: str, target: str, *, as_json: bool) -> None:
    """Forget an override and write the report again; one whose student or topic is gone can go too."""
    topic, _, part = target.partition("/")
    with graded(folder) as (store, snapshot):
        names = {one.key: one.name for one in snapshot.result.students}
        for one in overrides.decisions(store):
            is_theirs = student in (one.student, names.get(one.student))
            if is_theirs and (topic, part) == (one.topic, one.override.part):
                whose = next((other for other in snapshot.result.students if other.key == one.student), None)
                _change(folder, store, snapshot, whose, one, as_json, removes=True)
                return
    raise GradienteError(f"Nothing was decided about {target} of {student}: see `gradiente override {folder} --list`.")


def show(folder: Path, *, as_json: bool) -> None:
    """List what was decided."""
    with graded(folder) as (store, snapshot):
        made = overrides.decisions(store)
        result = overrides.with_overrides(snapshot.result, made)
        students = {one.key: one for one in result.students if any(topic.overrides for topic in one.topics)}
        rows = [_row(one, students.get(one.student)) for one in made]
    if as_json:
        print(json.dumps(rows, indent=1))
        return
    if not rows:
        print("Nothing was decided by hand.")
        return
    table = Table(title=f"Decided by hand: {len(rows)}", title_justify="left")
    for heading in ("student", "topic", "mark", "judged", "reason", "who", "when"):
        table.add_column(heading, justify="right" if heading in ("mark", "judged") else "left")
    for one, row in zip(made, rows, strict=True):
        judged = numbers.mark(one.override.judged, "en")
        mark = "all" if one.override.mark is None else f"{one.override.mark:g}"
        words = (row["name"] or one.student, row["target"], mark, judged, one.override.reason, one.override.who)
        table.add_row(*(escape(visible(str(word), 300)) for word in words), one.override.when[:10])
    Console().print(table)
    for one, row in zip(made, rows, strict=True):
        if row["is_outdated"]:
            then, now = (
                f"{value:g}" if isinstance(value, float) else "nothing"
                for value in (one.override.judged, row["judged_now"])
            )
            whose = visible(str(row["name"] or one.student), 100)
            print(f"Look again at {whose}, {row['target']}: the grader gave {then} then, and gives {now} now.")


def _change(
    folder: Path,
    store: Store,
    snapshot: Snapshot,
    whose: StudentResult | None,
    decision: Decision,
    as_json: bool,
    *,
    removes: bool,
) -> None:
    before = _mark(snapshot.result, store, whose, decision)
    (overrides.remove if removes else overrides.put)(store, decision)
    after = _mark(snapshot.result, store, whose, decision)
    request = snapshot.origin.request
    result = overrides.with_overrides(snapshot.result, overrides.decisions(store))
    write_reports(result, folder, Feedback(request["feedback"]), request["language"])
    if as_json:
        print(json.dumps({**_row(decision, whose), "mark_before": before, "mark_after": after}, indent=1))
        return
    name = visible(whose.name if whose else decision.student, 100)
    marks = f"{numbers.mark(before, 'en')} before, {numbers.mark(after, 'en')} now"
    print(f"{name}, {decision.topic}: {marks}. The report in {folder} is written again.")


def _mark(result: ClassResult, store: Store, whose: StudentResult | None, decision: Decision) -> float | None:
    if whose is None:
        return None
    students = overrides.with_overrides(result, overrides.decisions(store)).students
    topics = students[result.keys.index(whose.key)].topics
    return next((topic.mark for topic in topics if topic.topic == decision.topic), None)


def _row(decision: Decision, whose: StudentResult | None) -> dict[str, object]:
    topic: TopicResult | None = None
    if whose is not None:
        topic = next((one for one in whose.topics if one.topic == decision.topic), None)
    override = decision.override
    return {
        "student": decision.student,
        "name": whose.name if whose else None,
        "topic": decision.topic,
        "target": f"{decision.topic}/{override.part}".rstrip("/"),
        **asdict(override),
        "judged_now": topic.judged_of(override.part) if topic else None,
        "is_outdated": topic is None or topic.is_outdated(override),
    }


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"
