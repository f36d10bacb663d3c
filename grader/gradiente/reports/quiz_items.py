"""The part of the class page about a quiz: how its questions did, and what the class believes here and there."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from gradiente.errors import GradienteError
from gradiente.reports.rendering import html, render
from gradiente.reports.statistics import Belief, ClassCount
from gradiente.results import Text

# What `gradiente.quizzes.class_items` keeps in a report's folder.
FILE_NAME = "quiz.json"
FORMAT_VERSION = 1
SHOWN_MISCONCEPTIONS = 2


@dataclass(frozen=True)
class Item:
    """One question.

    Attributes
    ----------
    question : str
    title : Text
    answers : int
    facility : float
        Mean of the marks, from 0 to 1.
    discrimination : float or None
        Correlation with the student's other answers.
    commonest : tuple of (Text, int)
        The misconceptions that most answers show, and how many do.
    """

    question: str
    title: Text
    answers: int
    facility: float
    discrimination: float | None
    commonest: tuple[tuple[Text, int], ...]


@dataclass(frozen=True)
class Shared:
    """A misconception that the quiz showed, beside what the exercises showed of it.

    Attributes
    ----------
    id : str
    name : Text
    in_quiz : int
        Students.
    belief : Belief or None
        What the exercises showed.
    in_both : int
        Students who showed it in both, as far as their keys or names are the same.
    """

    id: str
    name: Text
    in_quiz: int
    belief: Belief | None
    in_both: int


@dataclass(frozen=True)
class QuizItems:
    """What is known of a class's quiz.

    Attributes
    ----------
    students : int
    items : tuple of Item
        The hardest first.
    reliability_name : str
        `KR-20` or `alpha`.
    reliability : float or None
    complete : int
        Students who answered every question.
    misconceptions : tuple of (str, Text, frozenset of str)
        Id, name, and the students who showed it as the quiz knows them; the most frequent first.
    """

    students: int
    items: tuple[Item, ...]
    reliability_name: str
    reliability: float | None
    complete: int
    misconceptions: tuple[tuple[str, Text, frozenset[str]], ...]

    def beside(self, count: ClassCount) -> tuple[Shared, ...]:
        """Put the quiz's misconceptions beside the exercises'; those that both show come first."""
        beliefs = {belief.misconception.id: belief for belief in count.beliefs}
        shared = [_shared(id_, name, students, beliefs.get(id_)) for id_, name, students in self.misconceptions]
        return tuple(sorted(shared, key=lambda one: (one.belief is None, -one.in_quiz, one.id)))


def read_items(folder: Path) -> QuizItems | None:
    """Read what a report's folder keeps of a quiz; None if it keeps nothing.

    Raises
    ------
    GradienteError
        If the file is not ours.
    """
    path = folder / FILE_NAME
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["format_version"] != FORMAT_VERSION:
            raise ValueError(f"format_version must be {FORMAT_VERSION}")
        return _items(stored)
    except (FileNotFoundError, NotADirectoryError):  # what is in a folder's place is said when it is written to
        return None
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise GradienteError(f"{path} is not what a report keeps of a quiz: {error!r}. Delete it to go on.") from None


def carry_over(folder: Path, out: Path) -> None:
    """Take what a report's folder keeps of a quiz along into another one."""
    if (folder / FILE_NAME).is_file() and folder.resolve() != out.resolve():
        out.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / FILE_NAME, out / FILE_NAME)


def _items(stored: dict[str, Any]) -> QuizItems:
    names = {one["id"]: Text(**one["name"]) for one in stored["misconceptions"]}
    items = [
        Item(
            one["question"],
            Text(**one["title"]),
            one["answers"],
            one["facility"],
            one["discrimination"],
            tuple((names[id_], times) for id_, times in list(one["misconceptions"].items())[:SHOWN_MISCONCEPTIONS]),
        )
        for one in stored["items"]
    ]
    reliability = stored["reliability"]
    return QuizItems(
        stored["students"],
        tuple(sorted(items, key=lambda one: (one.facility, one.question))),
        reliability["name"],
        reliability["value"],
        reliability["students"],
        tuple((one["id"], names[one["id"]], frozenset(one["students"])) for one in stored["misconceptions"]),
    )


def _shared(id_: str, name: Text, students: frozenset[str], belief: Belief | None) -> Shared:
    known = {student.casefold() for student in students}
    holders = belief.holders if belief else ()
    in_both = sum(not known.isdisjoint({one.key.casefold(), one.name.casefold()}) for one in holders)
    return Shared(id_, name, len(students), belief, in_both)


def quiz_section(quiz: QuizItems, count: ClassCount, language: str) -> Markup:
    """Render the section, for the class page.

    Parameters
    ----------
    quiz : QuizItems
    count : ClassCount
        The exercises, counted.
    language : str
    """
    return Markup(
        render(
            "quiz_items.html",
            language,
            quiz=quiz,
            shared=quiz.beside(count),
            say=lambda key, **details: html(f"quiz_items.{key}", language, **details),
        )
    )
