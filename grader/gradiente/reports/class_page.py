"""The page of the class, for the instructor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from gradiente.intake.notes import ASKS_FOR_A_PERSON
from gradiente.reports.plots import plots_of
from gradiente.reports.quiz_items import QuizItems, quiz_section
from gradiente.reports.rendering import html, note_html, render
from gradiente.reports.statistics import ClassCount, StudentLine, TopicLine, count_class
from gradiente.results import ClassResult, Feedback

# The rest unfolds.
SHOWN_BELIEFS = 12
SHOWN_CHECKS = 10
SHOWN_LOOKS = 8


@dataclass(frozen=True)
class Look:
    """A student whom a person should look at, and why."""

    student: StudentLine
    reasons: tuple[Markup, ...]


def class_page(
    result: ClassResult,
    links: dict[str, str],
    feedback: Feedback,
    language: str,
    count: ClassCount | None = None,
    quiz: QuizItems | None = None,
) -> str:
    """Render the class page.

    Parameters
    ----------
    result : ClassResult
    links : dict of str to str
        Where each student's page lies, by key.
    feedback : Feedback
        What the students' pages show, for the record.
    language : str
    count : ClassCount, optional
        The class, if it is counted already.
    quiz : QuizItems, optional
        How the class did in a quiz.

    Returns
    -------
    str
    """
    count = count or count_class(result)
    return render(
        "class.html",
        language,
        result=result,
        links=links,
        feedback=feedback.value,
        count=count,
        plots=plots_of(count, language),
        looks=[look for student in count.students if (look := _look(student, result, language)).reasons],
        faults=[(student, topic) for student in count.students for topic in student.topics if topic.faults],
        overrides=[
            (student, topic, override)
            for student in count.students
            for topic in student.topics
            for override in topic.overrides
        ],
        shown_beliefs=SHOWN_BELIEFS,
        shown_checks=SHOWN_CHECKS,
        shown_looks=SHOWN_LOOKS,
        quiz=quiz_section(quiz, count, language) if quiz else "",
        script=Markup(_script()),
    )


@cache
def _script() -> str:
    return files("gradiente.reports").joinpath("templates/sorting.js").read_text(encoding="utf-8")


def _look(student: StudentLine, result: ClassResult, language: str) -> Look:
    titles = dict(result.topics)

    def named(topics: list[TopicLine]) -> str:
        return ", ".join(titles[one.topic].in_language(language) for one in topics)

    concerned = {
        "grader-fault": [topic for topic in student.topics if topic.faults],
        "broken-worker": [topic for topic in student.topics if topic.is_broken],
        "not-loaded": [topic for topic in student.topics if not topic.is_loaded],
        "override-outdated": [topic for topic in student.topics if any(map(topic.is_outdated, topic.overrides))],
    }
    reasons = [
        html(f"looks.{reason}", language, topics=named(concerned[reason]))
        for reason in student.needs_a_look
        if reason in concerned
    ]
    reasons += [note_html(kind, details, language) for kind, details in student.notes if kind in ASKS_FOR_A_PERSON]
    return Look(student, tuple(reasons))
