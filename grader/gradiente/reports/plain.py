"""The results as JSON: the one place where they become it; `results.schema.json` says what stands where."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from gradiente.results import ClassResult, StudentResult, TopicGuide, TopicResult

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
    plain = {
        "format_version": FORMAT_VERSION,
        "isolation": result.isolation,
        "versions": result.versions,
        "topics": [_topic(result, place) for place in range(len(result.topics))],
        "students": [_student(student) for student in result.students],
        "odd_files": [{"path": path, "kind": kind, "details": named} for path, kind, named in result.odd_files],
        "notes": _notes(result.notes),
    }
    return json.dumps(plain, indent=1, allow_nan=False) + "\n"


def _topic(result: ClassResult, place: int) -> dict[str, Any]:
    topic, title = result.topics[place]
    guide = next((guide for guide in result.guides if guide.topic == topic), None)
    results = [student.topics[place] for student in result.students]
    checks = {check.check: check for one in results for check in one.checks}
    named = {one.id: one for each in results for one in each.misconceptions}
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
