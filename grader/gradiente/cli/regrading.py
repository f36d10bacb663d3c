"""What `regrade` does: grade beside what is published, show the difference, and write it if it is wanted."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from gradiente.classroom import read_submissions, topics_to_grade
from gradiente.cli.grading import grade_with_progress
from gradiente.course import find_course
from gradiente.course_policy import choices_for, read_policy
from gradiente.errors import ExitCode, GradienteError
from gradiente.overrides import decisions
from gradiente.publishing import publish
from gradiente.regrading.causes import conditions, source_digests
from gradiente.regrading.comparing import CheckChange, CheckEdit, Comparison, MarkChange, compare
from gradiente.regrading.grading import adopt, beside, discard
from gradiente.results import Feedback, Verdict
from gradiente.snapshot import Origin, graded, kept, snapshot_of
from gradiente.texts import numbers
from gradiente.texts.visible import visible
from gradiente.wall.isolation import best_level
from gradiente.wall.launch import Level

_CAUSES = {
    "check": "the check's own lines changed",
    "limits": "the topic's limits changed",
    "judge": "Gradiente's judging code changed",
    "submission": "another file was handed in",
    "points": "its points changed",
    "text": "its sentence changed",
    "versions": "versions changed",
    "isolation": "the isolation changed",
    "new check": "the check is new",
    "removed check": "the check is gone",
    "another check": "another check of the function decides it",
}
_SHOWN = 3  # checks of one student's topic


def regrade(
    folder: Path,
    paths: Sequence[Path],
    *,
    yes: bool,
    course_folder: Path | None = None,
    feedback: str | None = None,
    language: str | None = None,
    processes: int | None = None,
    isolation: str | None = None,
    unsandboxed: bool = False,
    as_json: bool = False,
) -> ExitCode:
    """Grade a class again, show what changes, and write it if `yes` or the person at the terminal says so.

    Returns
    -------
    ExitCode
        That it went well, or that something could not be judged.
    """
    with graded(folder) as (store, old):
        request = {**old.origin.request}
        request["paths"] = [str(path.resolve()) for path in paths] or request["paths"]
        request["feedback"] = feedback or request["feedback"]
        request["language"] = language = language or request["language"]
        course = find_course(course_folder)
        policy = read_policy(course.folder, frozenset(exercise.topic for exercise in course.exercises))
        groups = _there([request["groups"]])[0] if request["groups"] else None
        choices = choices_for(policy, request["attempts"], groups, _there(request["times"]))
        intake = read_submissions(course, _there(request["paths"]), choices)
        exercises = topics_to_grade(course, intake, request["topics"])
        level = best_level(unsandboxed=unsandboxed, wanted=Level(isolation) if isolation else None)
        origin, sources = Origin(request, conditions(exercises)), source_digests(intake)
        made = decisions(store)
        with beside(store) as second:
            result = grade_with_progress(
                course, intake, exercises, second, level, policy=policy, language=language, processes=processes
            )
            with kept(second, result, origin, sources) as whole:
                faults = sum(len(topic.faults) for student in whole.students for topic in student.topics)
            new = snapshot_of(second)
            comparison = compare(old, new, made)
            _show(comparison, as_json=as_json)
            writes = not comparison.is_empty and (yes or _wants(as_json=as_json))
            if writes:
                publish(store, new.result, origin, sources, folder, Feedback(request["feedback"]), language)
        if writes:
            adopt(store)
        if writes or comparison.is_empty:
            discard(folder)
    if not as_json:
        print(_ending(comparison, folder, writes=writes))
    return ExitCode.GRADER_FAULT if faults else ExitCode.ALL_PASSED


def _there(paths: Sequence[str]) -> list[Path]:
    for path in paths:
        if not Path(path).exists():
            raise GradienteError(
                f"{path}, where the submissions or what belongs to them were, is gone: say where they are now."
            )
    return [Path(path) for path in paths]


def _wants(*, as_json: bool) -> bool:
    return not as_json and sys.stdin.isatty() and click.confirm("Write these marks?", default=False)


def _ending(comparison: Comparison, folder: Path, *, writes: bool) -> str:
    if comparison.is_empty:
        return f"Nothing changes for {comparison.students} students; nothing was written."
    if writes:
        return f"Written to {folder}."
    return "Nothing was written; --yes writes it, and nothing is judged twice for it."


def _show(comparison: Comparison, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({**asdict(comparison), "is_empty": comparison.is_empty}, indent=1))
        return
    console = Console()
    if comparison.checks:
        console.print(_checks(comparison.checks))
    if comparison.marks:
        console.print(_marks(comparison.marks))
    people = len({change.student for change in comparison.marks if change.before != change.after})
    console.print(f"Marks that change: of {people} students, among {comparison.students}.")
    for title, names in (("New in the class", comparison.arrived), ("No longer in the class", comparison.left)):
        if names:
            console.print(f"{title}: {', '.join(visible(name, 100) for name in names)}", markup=False)
    for name in comparison.conditions:
        console.print(f"For everybody, {_CAUSES[name]}.")
    for one in comparison.outdated:
        target = f"{one.topic}/{one.override.part}".rstrip("/")
        console.print(
            f"Set by hand and kept, but the grader judges otherwise since: {visible(one.student, 100)}, {target} "
            f"({visible(one.override.reason, 100)}).",
            markup=False,
            style="yellow",
        )


def _checks(edits: Sequence[CheckEdit]) -> Table:
    table = Table(title="Checks that are not what they were", title_justify="left")
    for heading in ("topic", "check", "what changed"):
        table.add_column(heading)
    for heading in ("now pass", "now fail"):
        table.add_column(heading, justify="right")
    for edit in edits:
        what = ", ".join(map(_cause, edit.sources))
        table.add_row(edit.topic, edit.check, what, str(edit.gained or ""), str(edit.lost or ""))
    return table


def _marks(changes: Sequence[MarkChange]) -> Table:
    table = Table(title="Students", title_justify="left")
    for heading in ("student", "topic", "mark", "why"):
        table.add_column(heading, justify="left" if heading != "mark" else "right")
    for change in changes:
        marks = f"{numbers.mark(change.before, 'en')} → {numbers.mark(change.after, 'en')}"
        if change.is_overridden:
            judged = f"{numbers.mark(change.judged_before, 'en')} → {numbers.mark(change.judged_after, 'en')}"
            marks = f"{marks}\nby hand; judged {judged}"
        shown = [_reason(check) for check in change.checks[:_SHOWN]]
        if len(change.checks) > _SHOWN:
            shown.append(f"and {len(change.checks) - _SHOWN} more checks")
        table.add_row(
            escape(visible(change.name, 60)),
            change.topic,
            marks,
            "\n".join(shown) or ("lateness" if change.judged_before == change.judged_after else "points"),
        )
    return table


def _reason(change: CheckChange) -> str:
    verdicts = change.before or "–", change.after or "–"
    earned = f"{change.earned_before:g} → {change.earned_after:g} p"
    words = verdicts[0] if verdicts[0] == verdicts[1] else f"{verdicts[0]} → {verdicts[1]}"
    causes = ", ".join(map(_cause, change.causes)) or _unexplained(change)
    return f"{change.check}: {words}, {earned} ({causes})"


def _unexplained(change: CheckChange) -> str:
    if Verdict.GRADER_FAULT in (change.before, change.after):
        return "our fault was tried again"
    return "nothing that it depends on changed; a limit met by chance?"


def _cause(name: str) -> str:
    return _CAUSES.get(name, f"{name} changed")
