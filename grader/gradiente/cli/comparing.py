"""What `similar` does: find the submissions, compare them, write the pages, sum up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from gradiente import texts
from gradiente.authoring.stubs import LANGUAGES, make_stub
from gradiente.classroom import read_submissions, topics_to_grade
from gradiente.cli.options import language_of_locale
from gradiente.course import Exercise, find_course
from gradiente.errors import GradienteError
from gradiente.similarity.comparing import Topic, find_pairs
from gradiente.similarity.findings import Findings
from gradiente.similarity.pages import write_pages
from gradiente.similarity.works import one_a_group
from gradiente.texts.visible import visible


def compare_and_report(
    paths: Sequence[Path],
    out: Path,
    *,
    topics: Sequence[str],
    expected: float,
    most: int,
    course_folder: Path | None = None,
    language: str | None = None,
    as_json: bool = False,
) -> None:
    """Compare what lies at some paths and write the pages."""
    language = language or language_of_locale()
    course = find_course(course_folder)
    intake = read_submissions(course, paths)
    exercises = topics_to_grade(course, intake, topics)
    submissions = one_a_group(intake.submissions)
    findings = find_pairs(submissions, [_topic(one) for one in exercises], expected=expected, most=most)
    names = {submission.key: submission.group or submission.name for submission in submissions}
    titles = {exercise.topic: exercise.title for exercise in exercises}
    write_pages(findings, names, titles, out, expected=expected, language=language)
    if as_json:
        pairs = [{**asdict(pair), "names": [names[key] for key in pair.students]} for pair in findings.pairs]
        print(
            json.dumps({"students": findings.students, "other_pairs": findings.other_pairs, "pairs": pairs}, indent=1)
        )
    else:
        _sum_up(findings, names, out, language)


def _topic(exercise: Exercise) -> Topic:
    """Say what everybody was given; where a stub cannot be made, what stands in the exercise's folder."""
    stubs = []
    for language in LANGUAGES:
        try:
            stubs.append(make_stub(exercise, language))
        except GradienteError:
            path = exercise.handout / language / f"{exercise.topic}.py"
            stubs += [path.read_text(encoding="utf-8")] if path.is_file() else []
    answers = (exercise.solution.read_text(encoding="utf-8"),) if exercise.solution.is_file() else ()
    return Topic(exercise, tuple(stubs), answers)


def _sum_up(findings: Findings, names: dict[str, str], out: Path, language: str) -> None:
    console = Console()

    def say(key: str, **details: object) -> str:
        return texts.say(f"similar.{key}", language, **details)

    if findings.pairs:
        table = Table(title=say("title"), title_justify="left")
        table.add_column(say("pair"))
        table.add_column(say("expected"), justify="right")
        table.add_column(say("rare"), justify="right")
        table.add_column(say("where"))
        for pair in findings.pairs:
            expected = say("unknown") if pair.expected is None else f"{pair.expected:.1g}"
            both = say("pair-title", one=names[pair.students[0]], other=names[pair.students[1]])
            where = ", ".join(part.part or say("rest") for part in pair.parts[:3])
            table.add_row(escape(visible(both, 120)), expected, str(pair.rare), where)
        console.print(table)
        console.print(say("lead"))
    else:
        console.print(say("none"))
    console.print(str(out / "index.html"), soft_wrap=True, markup=False, highlight=False)
