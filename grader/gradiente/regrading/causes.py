"""What verdicts depend on, as digests of its parts: to say what has changed between two gradings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from gradiente.course import Exercise
from gradiente.intake import Intake, Submission
from gradiente.judge.digests import check_sources, judge_digest


def conditions(exercises: Iterable[Exercise]) -> dict[str, Any]:
    """Return digests of everything that a verdict depends on beside the submission, in JSON's types.

    Parameters
    ----------
    exercises : iterable of Exercise

    Returns
    -------
    dict
        ``judge``; and under ``topics``, by topic, ``limits`` and ``checks``: by name what `check_sources` gives.
    """
    return {
        "judge": judge_digest(),
        "topics": {
            exercise.topic: {
                "limits": {**asdict(exercise.limits), "libraries": list(exercise.libraries)},
                "checks": {**check_sources(exercise.public_checks), **check_sources(exercise.hidden_checks)},
            }
            for exercise in exercises
        },
    }


def source_digests(intake: Intake) -> dict[str, dict[str, str]]:
    """Return digests of what each student handed in, by key and topic; other modules count in every topic."""
    return {submission.key: _digests(submission) for submission in intake.submissions}


def _digests(submission: Submission) -> dict[str, str]:
    others = hashlib.sha256()
    for name, source in sorted(submission.helpers.items()):
        others.update(name.encode() + b"\0" + source.digest)
    suffix = f"+{others.hexdigest()}" if submission.helpers else ""
    return {file.topic: file.digest + suffix for file in submission.files}


def changed_sources(old: dict[str, Any], new: dict[str, Any], topic: str, check: str) -> tuple[str, ...]:
    """Say what a check's verdict depends on that is no longer what it was, beside the submission.

    Parameters
    ----------
    old, new : dict
        What `conditions` gave.
    topic, check : str

    Returns
    -------
    tuple of str
        "check" for its own lines, the path of a page or of a file of the reference, "limits", "judge".
    """
    before, after = (part["topics"].get(topic, {"checks": {}, "limits": None}) for part in (old, new))
    first, second = (part["checks"].get(check, {}) for part in (before, after))
    changed = [name or "check" for name in sorted(first.keys() | second.keys()) if first.get(name) != second.get(name)]
    if before["limits"] != after["limits"]:
        changed.append("limits")
    if old["judge"] != new["judge"]:
        changed.append("judge")
    return tuple(changed)
