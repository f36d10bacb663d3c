"""The results as JSON: the one place where they become it; `results.schema.json` says what stands where."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from json.encoder import encode_basestring_ascii
from math import isfinite
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

FORMAT_VERSION = 2


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
        self._topics = TopicsMet(result)

    def head(self) -> str:
        """Return what stands before the students."""
        versions = _indented(self._result.versions)
        return (
            f'{{\n "format_version": {FORMAT_VERSION},\n "isolation": {_indented(self._result.isolation)},\n'
            f' "versions": {versions},\n "students": ['
        )

    def entry(self, student: StudentResult) -> str:
        """Return one student's part; the students come in their order."""
        self._topics.add(student)
        text = f"{self._separator}  {_indented(student_plain(student), 2)}"
        self._separator = ",\n"
        return text

    def tail(self) -> str:
        """Return what stands after the last student."""
        result = self._result
        return (
            f'\n ],\n "topics": {_indented(self._topics.plain())},\n'
            f' "odd_files": {_indented(odd_files_plain(result))},\n'
            f' "notes": {_indented(notes_plain(result.notes))}\n}}\n'
        )


class TopicsMet:
    """Collects what stands once for a class from its students: their checks and misconceptions.

    Parameters
    ----------
    result : ClassResult
        For its topics.
    """

    def __init__(self, result: ClassResult) -> None:
        self._result = result
        self._checks: list[dict[str, CheckResult]] = [{} for _ in result.topics]
        self._named: list[dict[str, NamedMisconception]] = [{} for _ in result.topics]

    def add(self, student: StudentResult) -> None:
        """Take note of one student's."""
        for place, topic in enumerate(student.topics):
            for check in topic.checks:
                self._checks[place].setdefault(check.check, check)
            for one in topic.misconceptions:
                self._named[place].setdefault(one.id, one)

    def plain(self) -> list[dict[str, Any]]:
        """Return the topics in JSON's types."""
        guides = {guide.topic: guide for guide in self._result.guides}
        return [
            _topic(topic, title, guides.get(topic), checks, named)
            for (topic, title), checks, named in zip(self._result.topics, self._checks, self._named, strict=True)
        ]


def _indented(plain: Any, depth: int = 1) -> str:
    """Write what `json.dumps(plain, indent=1)` does, from the second line on so far to the right.

    Python's own encoder in C does not indent, and the one that does takes three times as long.
    """
    pieces: list[str] = []
    _indent(plain, "\n" + " " * depth, pieces.append)
    return "".join(pieces)


def _indent(plain: Any, line: str, write: Callable[[str], object]) -> None:
    kind = type(plain)
    if kind is str:
        write(encode_basestring_ascii(plain))
    elif plain is None:
        write("null")
    elif kind is int or (kind is float and isfinite(plain)):
        write(repr(plain))
    elif kind is dict and plain:
        inner = line + " "
        separator = "{" + inner
        for key, value in plain.items():
            write(f"{separator}{encode_basestring_ascii(key)}: ")
            _indent(value, inner, write)
            separator = "," + inner
        write(line + "}")
    elif kind is list and plain:
        inner = line + " "
        separator = "[" + inner
        for value in plain:
            write(separator)
            _indent(value, inner, write)
            separator = "," + inner
        write(line + "]")
    else:
        write(json.dumps(plain, indent=1, allow_nan=False).replace("\n", line))


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


def student_plain(student: StudentResult) -> dict[str, Any]:
    """Turn a student's results into JSON's types; `gradiente.reports.reading` reads them back."""
    return {
        "key": student.key,
        "name": student.name,
        "language": student.language,
        "mark": student.mark,
        "mark_in_time": student.mark_in_time,
        "late": [asdict(late) for late in student.late],
        "needs_a_look": list(student.needs_a_look),
        "notes": notes_plain(student.notes),
        "topics": [_topic_of_student(topic) for topic in student.topics],
    }


def _topic_of_student(topic: TopicResult) -> dict[str, Any]:
    return {
        "topic": topic.topic,
        "file": topic.file,
        "mark": topic.mark,
        "judged_mark": topic.judged_mark,
        "overrides": [{**asdict(override), "is_outdated": topic.is_outdated(override)} for override in topic.overrides],
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


def odd_files_plain(result: ClassResult) -> list[dict[str, Any]]:
    """Turn the files of no student into JSON's types."""
    return [{"path": path, "kind": kind, "details": details} for path, kind, details in result.odd_files]


def notes_plain(notes: tuple[tuple[str, dict[str, str]], ...]) -> list[dict[str, Any]]:
    """Turn remarks on files into JSON's types."""
    return [{"kind": kind, "details": details} for kind, details in notes]
