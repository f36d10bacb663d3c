"""All questions of a course."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gradiente.errors import GradienteError
from gradiente.quizzes.figures import Gallery
from gradiente.quizzes.making import make_variant
from gradiente.quizzes.question import Question
from gradiente.quizzes.reading import read_question
from gradiente.quizzes.topics import TOPICS
from gradiente.quizzes.variant import Code, Variant

FIGURES = "figures"


@dataclass(frozen=True)
class Bank:
    """The question bank on disk.

    Attributes
    ----------
    folder : Path
        Holds one folder a topic, and `figures`.
    """

    folder: Path

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, by topic and id.

        Raises
        ------
        GradienteError
            With file and line, for the first thing that is wrong; or if an id is there twice.
        """
        found: dict[str, Question] = {}
        for path in self.paths:
            question = read_question(path)
            if question.id in found:
                raise GradienteError(
                    f"{path}, line 1: the id {question.id!r} is that of {found[question.id].path} too."
                )
            found[question.id] = question
        return tuple(found.values())

    @property
    def paths(self) -> list[Path]:
        """The questions' files, in the order of the lecture."""
        places = {topic: place for place, topic in enumerate(TOPICS)}
        found = [path for path in self.folder.glob("*/*.md") if path.parent.name != FIGURES]
        return sorted(found, key=lambda path: (places.get(path.parent.name, len(places)), path))

    @property
    def topics(self) -> tuple[str, ...]:
        """Topics that have questions."""
        return tuple(dict.fromkeys(question.topic for question in self.questions))

    @property
    def gallery(self) -> Gallery:
        """The stored figures."""
        return Gallery(self.folder / FIGURES)

    def question(self, id: str) -> Question:  # noqa: A002
        """Return a question by its id; an unknown one is answered with the closest."""
        for question in self.questions:
            if question.id == id:
                return question
        close = difflib.get_close_matches(id, [question.id for question in self.questions], n=1)
        guess = f" Did you mean {close[0]}?" if close else ""
        raise GradienteError(f"There is no question {id!r}.{guess}")

    def of_topic(self, topic: str) -> tuple[Question, ...]:
        """Return a topic's questions; an unknown topic is answered with the closest name."""
        found = tuple(question for question in self.questions if question.topic == topic)
        if found:
            return found
        close = difflib.get_close_matches(topic, self.topics, n=1)
        guess = f" Did you mean {close[0]}?" if close else ""
        raise GradienteError(f"There are no questions on {topic!r}.{guess} The topics are: {', '.join(self.topics)}.")

    def variant(self, question: Question, seed: int) -> Variant:
        """Draw a variant of a question."""
        return make_variant(question, seed, self.gallery)

    def draw(self, topic: str | None, seed: int) -> list[Variant]:
        """Draw a variant of every question, or of every question of a topic."""
        questions = self.questions if topic is None else self.of_topic(topic)
        return [self.variant(question, seed) for question in questions]

    def from_code(self, text: str) -> Variant:
        """Rebuild a variant from its code.

        Raises
        ------
        GradienteError
            If the question is unknown, or has been changed since.
        """
        code = Code.read(text)
        question = self.question(code.question)
        if question.version != code.version:
            raise GradienteError(
                f"{code} is of version {code.version}; the bank holds version {question.version} of that question."
            )
        return self.variant(question, code.seed)
