"""What an autograder does with one submission in Gradescope's container: ``python -m gradiente.exports.in_container``.

It writes `results/results.json`, or nothing: without the file Gradescope tells the student that the autograder failed
and the instructor why, in the output.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from gradiente.classroom import grade_class, read_submissions, topics_to_grade
from gradiente.course import Course
from gradiente.course_policy import read_policy
from gradiente.errors import ExitCode, GraderFaultError, GradienteError
from gradiente.exports.gradescope import gradescope_results, to_json
from gradiente.intake import Intake, Submission
from gradiente.reports.writing import whole_file
from gradiente.results import ClassResult, Feedback
from gradiente.store import Store
from gradiente.wall.isolation import best_level


def grade_here(root: Path, settings: Mapping[str, str]) -> Path:
    """Grade what lies in `submission/` and write `results/results.json`.

    Parameters
    ----------
    root : Path
        `/autograder`.
    settings : mapping of str to str
        What `settings.sh` holds.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    GradienteError
        If student code cannot be isolated here, or there is no mark: nothing is written then.
    """
    course = Course(root / "source" / "course")
    metadata = _metadata(root / "submission_metadata.json")
    level = best_level(unsandboxed=bool(settings["GRADIENTE_UNSANDBOXED"]))
    topics = settings["GRADIENTE_TOPICS"].split()
    intake = _only(read_submissions(course, [root / "submission"]), metadata)
    policy = read_policy(course.folder, frozenset(exercise.topic for exercise in course.exercises))
    with tempfile.TemporaryDirectory(prefix="gradiente-") as folder, Store(Path(folder)) as store:
        store.fact("seed", settings["GRADIENTE_SEED"])
        result = grade_class(
            course,
            intake,
            topics_to_grade(course, intake, topics),
            store,
            level,
            language=settings["GRADIENTE_LANG"],
            processes=1,
            policy=policy,
            on_result=lambda *_: None,
        )
        results = _results(result, settings, metadata)
    place = root / "results" / "results.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(place) as write:
        write(to_json(results))
    return place


def _results(result: ClassResult, settings: Mapping[str, str], metadata: dict[str, Any]) -> dict[str, Any]:
    student = result.students[0]
    points = _points(metadata) or float(settings["GRADIENTE_POINTS"])
    results = gradescope_results(student, result, Feedback(settings["GRADIENTE_FEEDBACK"]), points)
    if results is None:
        evidence = [check.evidence for topic in student.topics for check in topic.faults if check.evidence]
        messages = sorted({one.details.get("message", "") for one in evidence})
        raise GraderFaultError(f"Nothing could be judged: {'; '.join(messages) or 'our own fault'}.")
    return results


def _metadata(path: Path) -> dict[str, Any]:
    """Read what Gradescope says of the submission; nothing where it says nothing."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise GradienteError(f"{path} cannot be read: {error}.") from None
    return found if isinstance(found, dict) else {}


def _only(intake: Intake, metadata: dict[str, Any]) -> Intake:
    """Return the one submission, with the names and the time that Gradescope gives: never the time of now.

    However its files lie, all of them are one student's or one group's.
    """
    people = [one for one in metadata.get("users") or () if isinstance(one, dict)]
    names = ", ".join(str(one.get("name") or one.get("email") or "") for one in people)
    if len(intake.submissions) != 1:
        raise GradienteError(
            f"The submission looks like that of {len(intake.submissions)} students: hand in the topics' files alone."
        )
    key = str(people[0].get("email") or people[0].get("id") or names) if people else intake.submissions[0].key
    submission: Submission = replace(
        intake.submissions[0], key=key, name=names or key, submitted=_time(metadata.get("created_at"))
    )
    odd = tuple(replace(one, student=key) for one in intake.odd)
    return Intake((submission,), odd, intake.notes)


def _time(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _points(metadata: dict[str, Any]) -> float | None:
    assignment = metadata.get("assignment")
    try:
        points = float(assignment["total_points"]) if isinstance(assignment, dict) else 0.0
    except (KeyError, TypeError, ValueError):
        return None
    return points if points > 0 else None


def main() -> int:
    """Grade, and say in the output why where there is no mark."""
    try:
        print(grade_here(Path(sys.argv[1]), os.environ))
    except GradienteError as error:
        print(f"gradiente: {error}", file=sys.stderr)
        return int(error.exit_code)
    return int(ExitCode.ALL_PASSED)


if __name__ == "__main__":
    sys.exit(main())
