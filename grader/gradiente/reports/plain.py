"""The results as JSON: the one place where they become it; `results.schema.json` says what stands where."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from gradiente.results import (
    CheckResult,
    ClassResult,
    NamedMisconception,
    StudentResult,
    Text,
    TopicGuide,
    TopicResult,
)

FORMAT_VERSION = 1


def results_json(result: ClassResult) -> str:
    """Write everything that is known of a graded class.

    What a check states and what a misconception means stand once, with their topic; a student's entries name
    them. The text is ASCII: what a student wrote can act on no terminal, and is all there.

    Parameters
    ----------
    result : ClassResult

    Returns
    -------
    str
        The same for the same results.
    """
    writer = ResultsWriter(result)
    return "".join([writer.head(), *map(writer.entry, result.students), writer.tail()])


class ResultsWriter:
    """Writes `results_json` piece by piece, so that a large class need not be held in memory.

    Parameters
    ----------
    result : ClassResult
    """

    def __init__(self, result: ClassResult) -> None:
        self._result = result
        self._separator = "\n"
        self._checks: list[dict[str, CheckResult]] = [{} for _ in result.topics]
        self._named: list[dict[str, NamedMisconception]] = [{} for _ in result.topics]

    def head(self) -> str:
        """Return what stands before the students."""
        versions = _indented(self._result.versions)
        return (
            f'{{\n "format_version": {FORMAT_VERSION},\n "isolation": {_indented(self._result.isolation)},\n'
            f' "versions": {versions},\n "students": ['
        )

    def entry(self, student: StudentResult) -> str:
        """Return one student's part; the students come in their order."""
        for place, topic in enumerate(student.topics):
            for check in topic.checks:
                self._checks[place].setdefault(check.check, check)
            for one in topic.misconceptions:
                self._named[place].setdefault(one.id, one)
        text = f"{self._separator}  {_indented(_student(student), 2)}"
        self._separator = ",\n"
        return text

    def tail(self) -> str:
        """Return what stands after the last student."""
        result = self._result
        topics = [
            _topic(topic, title, next((guide for guide in result.guides if guide.topic == topic), None), checks, named)
            for (topic, title), checks, named in zip(result.topics, self._checks, self._named, strict=True)
        ]
        odd_files = [{"path": path, "kind": kind, "details": named} for path, kind, named in result.odd_files]
        return (
            f'\n ],\n "topics": {_indented(topics)},\n "odd_files": {_indented(odd_files)},\n'
            f' "notes": {_indented(_notes(result.notes))}\n}}\n'
        )


def _indented(plain: Any, depth: int = 1) -> str:
    return json.dumps(plain, indent=1, allow_nan=False).replace("\n", "\n" + " " * depth)


def _topic(
    topic: str,
    title: Text,
    guide: TopicGuide | None,
    checks: dict[str, CheckResult],
    named: dict[str, NamedMisconception],
) -> dict[str, Any]:
    return {
        "topic": topic,
        "title": asdict(title),
        "lecture": asdict(guide.lecture) if guide else None,
        "functions": _functions(guide),
        "checks": [
            {
                "check": check.check,
                "function": check.function,
                "points": check.points,
                "visibility": check.visibility.value,
                "says": asdict(check.says),
            }
            for check in checks.values()
        ],
        "misconceptions": [
            {
                "id": one.id,
                "name": asdict(one.name),
                "explanation": asdict(one.explanation),
                "lecture": asdict(one.lecture),
            }
            for one in sorted(named.values(), key=lambda one: one.id)
        ],
    }


def _functions(guide: TopicGuide | None) -> list[dict[str, Any]]:
    return [asdict(function) for function in guide.functions] if guide else []


def _student(student: StudentResult) -> dict[str, Any]:
    return {
        "key": student.key,
        "name": student.name,
        "language": student.language,
        "mark": student.mark,
        "needs_a_look": list(student.needs_a_look),
        "notes": _notes(student.notes),
        "topics": [_topic_of_student(topic) for topic in student.topics],
    }


def _topic_of_student(topic: TopicResult) -> dict[str, Any]:
    return {
        "topic": topic.topic,
        "file": topic.file,
        "mark": topic.mark,
        "isolation": topic.isolation,
        "load_error": asdict(topic.load_error) if topic.load_error else None,
        "printed": topic.printed,
        "misconceptions": [{"id": one.id, "function": one.function} for one in topic.misconceptions],
        "checks": [
            {
                "check": check.check,
                "verdict": check.verdict.value,
                "earned": check.earned,
                "evidence": asdict(check.evidence) if check.evidence else None,
            }
            for check in topic.checks
        ],
    }


def _notes(notes: tuple[tuple[str, dict[str, str]], ...]) -> list[dict[str, Any]]:
    return [{"kind": kind, "details": details} for kind, details in notes]
