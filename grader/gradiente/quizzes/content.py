"""What a question's expressions may call: the reference's functions, with a misconception's in their place.

The reference is content: it is imported by name, when a question needs it, and never by this package.
"""

from __future__ import annotations

import importlib
import importlib.util
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import numpy as np

from gradiente.errors import GradienteError
from gradiente.quizzes.question import Expression, Question
from gradiente.results import Text

_REFERENCE = "cnn_reference"


class _Words(Protocol):
    es: str
    en: str


class Misconception(Protocol):
    """What the quizzes need of a misconception."""

    id: str
    name: _Words
    explanation: _Words
    lecture: _Words
    wrong: Mapping[str, Callable[..., Any]]


@cache
def has_reference(topic: str) -> bool:
    """Whether a topic has a reference; what a question `uses` must have one, its own topic need not."""
    return importlib.util.find_spec(f"{_REFERENCE}.{topic}") is not None


@cache
def functions_of(topic: str) -> Mapping[str, Callable[..., Any]]:
    """Public functions of a topic's reference, by name.

    Raises
    ------
    GradienteError
        If there is no reference of that topic, or it cannot be imported.
    """
    try:
        module = importlib.import_module(f"{_REFERENCE}.{topic}")
    except ImportError as error:
        raise GradienteError(f"The reference of {topic!r} cannot be imported: {error}.") from None
    return {
        name: value
        for name, value in vars(module).items()
        if callable(value) and not name.startswith("_") and getattr(value, "__module__", "") == module.__name__
    }


@cache
def misconceptions_of(topic: str) -> Mapping[str, Misconception]:
    """Misconceptions of a topic, by id."""
    try:
        module = importlib.import_module(f"{_REFERENCE}.misconceptions.{topic}")
    except ImportError as error:
        raise GradienteError(f"The misconceptions of {topic!r} cannot be imported: {error}.") from None
    return {misconception.id: misconception for misconception in module.MISCONCEPTIONS}


def misconception(id: str) -> Misconception:  # noqa: A002
    """Return a misconception by its id.

    Raises
    ------
    GradienteError
        If there is none.
    """
    topic, _, _ = id.partition("/")
    try:
        return misconceptions_of(topic)[id]
    except KeyError:
        raise GradienteError(f"There is no misconception {id!r}.") from None


def words(text: _Words) -> Text:
    """Take over a text of the reference's."""
    return Text(text.es, text.en)


@dataclass(frozen=True)
class Evaluator:
    """Computes a question's expressions.

    Attributes
    ----------
    question : Question
    figures : callable
        Gives a named series of a stored figure: `series("overfitting", "validation")`.
    """

    question: Question
    figures: Callable[[str, str], list[float]]

    def compute(
        self, expression: Expression, values: Mapping[str, Any], instead: Mapping[str, Callable[..., Any]] | None = None
    ) -> Any:
        """Compute an expression.

        Parameters
        ----------
        expression : Expression
        values : mapping
            Parameters and values by name.
        instead : mapping, optional
            Functions in place of the reference's.

        Raises
        ------
        GradienteError
            With file and line, for whatever goes wrong in it.
        """
        names: dict[str, Any] = {"np": np, "math": math, "series": self.figures}
        for topic in self.topics:
            names.update(functions_of(topic))
        names.update(instead or {})
        names.update(values)
        try:
            # Questions are our own content, as trusted as the checks' pages.
            return plain(eval(_compiled(expression.source), names))
        except Exception as error:
            raise GradienteError(
                f"{self.question.path}, line {expression.line}: {expression.source!r} fails: {error!r}."
            ) from None

    @property
    def topics(self) -> tuple[str, ...]:
        """Topics whose functions are at hand: the question's own, and those it uses."""
        own, uses = self.question.topic, self.question.uses
        return uses if own in uses or not has_reference(own) else (own, *uses)


@cache
def _compiled(source: str) -> Any:
    return compile(source, "<question>", "eval")


def plain(value: Any) -> Any:
    """Turn NumPy's values, and whatever holds them, into Python's own."""
    if isinstance(value, np.ndarray | np.generic):
        return plain(value.tolist())
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value
