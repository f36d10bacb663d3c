"""A new exercise: all its rooms, with a small exercise in them that works, to be written over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from gradiente.authoring.handouts import make_handout
from gradiente.course import Course, is_course
from gradiente.errors import GradienteError

_TOPIC = re.compile(r"[a-z][a-z0-9_]*")
_RIGHT = ("loops", "vectorised", "library", "odd")
_WRONG = ("divided-by-the-count", "without-weights")
_IMPORTS = """
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis.strategies import DrawFn, composite, lists, sampled_from
"""
_CHECKING = "from gradiente.checking import agrees_with, assert_inputs_unchanged\n"


@dataclass(frozen=True)
class NewExercise:
    """What was laid out.

    Attributes
    ----------
    course : Course
    folder : str
        Its name in `solutions/` and `exercises/`.
    written : tuple of Path
        In the order in which an author fills them.
    has_reference : bool
        Whether the course has a reference package of its own; else the truth stands with the checks.
    """

    course: Course
    folder: str
    written: tuple[Path, ...]
    has_reference: bool


def lay_out(topic: str, place: Path, *, number: int | None, title_es: str | None, title_en: str | None) -> NewExercise:
    """Write every file of a new exercise, and what students get of it.

    Parameters
    ----------
    topic : str
        Lower-case letters, digits and `_`.
    place : Path
        A course, or an empty or missing folder that becomes one.
    number : int, optional
        Its place in the course; else the next one.
    title_es, title_en : str, optional
        Else made from the topic's name.

    Returns
    -------
    NewExercise

    Raises
    ------
    GradienteError
        If the topic cannot be a file's name or is there already, the number is taken, a file of it is in the way, or
        the place is neither a course nor empty.
    """
    if not _TOPIC.fullmatch(topic):
        raise GradienteError(f"{topic!r} cannot name a topic: begin with a letter, then a to z, 0 to 9 and _.")
    if not is_course(place) and place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise GradienteError(f"{place} is neither a course nor an empty folder.")
    taken = {exercise.number: exercise.topic for exercise in Course(place).exercises} if _has_any(place) else {}
    if topic in taken.values():
        raise GradienteError(f"The course has the topic {topic} already.")
    number = number if number is not None else max(taken, default=0) + 1
    if number in taken:
        raise GradienteError(f"The number {number} is taken by {taken[number]}.")
    plain = topic.replace("_", " ").capitalize()
    words = {
        "@TOPIC@": topic,
        "@NUMBER@": str(number),
        "@NUMBER2@": f"{number:02d}",
        "@TITLE_ES@": title_es or plain,
        "@TITLE_EN@": title_en or plain,
    }
    folder = f"{number:02d}_{topic}"
    has_reference = (place / "reference" / "cnn_reference").is_dir()
    rooms = {**_solution(topic, folder), **(_with_reference(topic, folder) if has_reference else _alone(topic, folder))}
    for name in rooms:
        if (place / name).exists() and not name.startswith("tests/test_exercises"):
            raise GradienteError(f"{place / name} is in the way: nothing was written.")
    for name, text in rooms.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(_filled(text, words), encoding="utf-8")
    course = Course(place.resolve())
    made = course.exercise(topic)
    for name, text in make_handout(made).items():
        path = made.handout / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return NewExercise(course, folder, tuple(place / name for name in rooms), has_reference)


def _has_any(place: Path) -> bool:
    return any(place.glob("solutions/*/exercise.toml"))


def _solution(topic: str, folder: str) -> dict[str, str]:
    home = f"solutions/{folder}"
    return {
        f"{home}/exercise.toml": _template("exercise.toml"),
        f"{home}/{topic}.py": _template("solution.py"),
        f"{home}/docstrings.es.toml": _template("docstrings.es.toml"),
        f"{home}/statement.es.md": _template("statement.es.md"),
        f"{home}/statement.en.md": _template("statement.en.md"),
        f"{home}/test_public.py": _template("test_public.py"),
    }


def _with_reference(topic: str, folder: str) -> dict[str, str]:
    """The rooms of a course whose truth is the reference package."""
    typing = "\nimport numpy as np\nfrom numpy.typing import ArrayLike\n"
    misconceptions = (
        f'"""Misconceptions about the topic {topic}."""\n{typing}\n'
        f"import cnn_reference.{topic} as reference\n"
        "from cnn_reference.misconceptions.misconception import Misconception, Text\n\n"
        + _template("misconceptions.py").replace("@RIGHT@", "reference.")
    )
    checks = (
        f'"""Hidden checks of exercise @NUMBER2@: @TITLE_EN@."""\n{_IMPORTS}\n'
        f"import cnn_reference.misconceptions.{topic} as misconceptions\nimport cnn_reference.{topic} as reference\n"
        f"{_CHECKING}\nMISCONCEPTIONS = misconceptions.MISCONCEPTIONS\n\n"
        + _template("checks.py").replace("@RIGHT@", "reference.")
    )
    return {
        f"reference/cnn_reference/{topic}.py": f'"""@TITLE_EN@."""\n{typing}\n\n' + _template("truth.py"),
        f"reference/cnn_reference/misconceptions/{topic}.py": misconceptions,
        f"grader/checks/{topic}.py": checks,
        f"tests/reference/test_{topic}.py": _template("test_reference.py"),
        **_right_answers(folder),
    }


def _alone(topic: str, folder: str) -> dict[str, str]:
    """The rooms of a course without a reference package: truth and misconceptions stand with the checks."""
    checks = (
        f'"""Hidden checks of exercise @NUMBER2@: @TITLE_EN@."""\n{_IMPORTS}from numpy.typing import ArrayLike\n\n'
        f"from cnn_reference.misconceptions import Misconception, Text\n{_CHECKING}\n\n"
        "# The truth, clear before fast.\n\n\n"
        + _template("truth.py")
        + "\n\n"
        + _template("misconceptions.py").replace("@RIGHT@", "")
        + "\n"
        + _template("checks.py").replace("@RIGHT@", "")
    )
    return {
        f"grader/checks/{topic}.py": checks,
        **_right_answers(folder),
        **{f"tests/wrong_answers/{folder}/{name}.py": _template(f"wrong_{name}.py") for name in _WRONG},
        "tests/test_exercises.py": _template("test_exercises.py"),
    }


def _right_answers(folder: str) -> dict[str, str]:
    return {f"tests/right_answers/{folder}/{name}.py": _template(f"right_{name}.py") for name in _RIGHT}


def _template(name: str) -> str:
    """Read a template; one of a Python file has a name that no tool takes for one."""
    name = f"{name}.txt" if name.endswith(".py") else name
    return files("gradiente.authoring").joinpath(f"templates/{name}").read_text(encoding="utf-8")


def _filled(text: str, words: dict[str, str]) -> str:
    for placeholder, word in words.items():
        text = text.replace(placeholder, word)
    return text
