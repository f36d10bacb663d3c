"""The course on disk: its exercises, and where everything of a topic lies."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from gradiente.errors import GradienteError
from gradiente.judge.limits import Limits
from gradiente.results import Text

COURSE_VARIABLE = "GRADIENTE_COURSE"
LIBRARIES = ("numpy", "scipy", "torch")
POINTS_PER_EXERCISE = 10


@dataclass(frozen=True)
class Function:
    """One function of an exercise.

    Attributes
    ----------
    name : str
    points : float
    hints : dict of str to tuple of str
        By language, one step more each time.
    keeps : int or None
        Position in the tuple that it returns, from 0, of what is the student's own: a cache.
    """

    name: str
    points: float
    hints: dict[str, tuple[str, ...]]
    keeps: int | None = None


@dataclass(frozen=True)
class Exercise:
    """One topic.

    Attributes
    ----------
    number : int
        Its place in the lecture.
    topic : str
    title, lecture : Text
        The lecture's section, as a student finds it.
    libraries : tuple of str
        What the worker holds ready.
    limits : Limits
    functions : tuple of Function
    course : Path
        The course's folder.
    """

    number: int
    topic: str
    title: Text
    lecture: Text
    libraries: tuple[str, ...]
    limits: Limits
    functions: tuple[Function, ...]
    course: Path

    @property
    def folder(self) -> str:
        """Name of its folder in `exercises/` and `solutions/`."""
        return f"{self.number:02d}_{self.topic}"

    @property
    def keeps(self) -> dict[str, int]:
        """Which part of its result each function keeps for itself, if any."""
        return {function.name: function.keeps for function in self.functions if function.keeps is not None}

    @property
    def solution(self) -> Path:
        """The model answer."""
        return self.course / "solutions" / self.folder / f"{self.topic}.py"

    @property
    def public_checks(self) -> Path:
        """The examples that a student may see."""
        return self.course / "solutions" / self.folder / "test_public.py"

    @property
    def hidden_checks(self) -> Path:
        """The checks that a student may not see."""
        return self.course / "grader" / "checks" / f"{self.topic}.py"

    @property
    def handout(self) -> Path:
        """The folder that a student gets."""
        return self.course / "exercises" / self.folder


@dataclass(frozen=True)
class Course:
    """All exercises, in the order of the lecture.

    Attributes
    ----------
    folder : Path
    """

    folder: Path

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """Read every `exercise.toml`; raises GradienteError with file and line for what is wrong."""
        found = sorted(self.folder.glob("solutions/*/exercise.toml"))
        if not found:
            raise GradienteError(f"There is no exercise in {self.folder / 'solutions'}.")
        exercises = sorted((read_exercise(path) for path in found), key=lambda item: item.number)
        topics = [exercise.topic for exercise in exercises]
        for topic in topics:
            if topics.count(topic) > 1:
                raise GradienteError(f"The topic {topic} stands in two folders of {self.folder / 'solutions'}.")
        return tuple(exercises)

    def exercise(self, topic: str) -> Exercise:
        """Return one exercise by its topic; an unknown one is answered with the closest name."""
        for exercise in self.exercises:
            if topic in (exercise.topic, exercise.folder):
                return exercise
        import difflib

        names = [exercise.topic for exercise in self.exercises]
        close = difflib.get_close_matches(topic, names, n=1)
        guess = f" Did you mean {close[0]}?" if close else ""
        raise GradienteError(f"There is no topic {topic!r}.{guess} The topics are: {', '.join(names)}.")


def find_course(folder: Path | None = None) -> Course:
    """Find the course: the folder given, else the one named by GRADIENTE_COURSE, else the nearest around.

    Parameters
    ----------
    folder : Path, optional
        A folder that holds `solutions/` and `grader/checks/`.

    Raises
    ------
    GradienteError
        If there is none.
    """
    named = folder or (Path(os.environ[COURSE_VARIABLE]) if os.environ.get(COURSE_VARIABLE) else None)
    if named is not None:
        if not is_course(named):
            raise GradienteError(f"{named} is not a course: it has no solutions/ and grader/checks/.")
        return Course(named.resolve())
    here = Path.cwd()
    for place in (here, *here.parents, Path(__file__).resolve().parents[2]):
        if is_course(place):
            return Course(place)
    raise GradienteError(
        f"No course found here or above: go to its folder, or name it with --course or {COURSE_VARIABLE}."
    )


def is_course(folder: Path) -> bool:
    """Whether a folder has the rooms of a course."""
    return (folder / "solutions").is_dir() and (folder / "grader" / "checks").is_dir()


def read_exercise(path: Path) -> Exercise:
    """Read and check one `exercise.toml`.

    Parameters
    ----------
    path : Path

    Raises
    ------
    GradienteError
        With file and line, for bad TOML, a missing or unknown key, a wrong type, or points that do not add up.
    """
    text = path.read_text(encoding="utf-8")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GradienteError(f"{path}: {error}") from None
    reader = _Reader(path, text)
    needed = {"format_version", "number", "topic", "libraries", "title", "lecture", "functions"}
    reader.keys(table, "", needed, {"limits"})
    if table["format_version"] != 1:
        raise reader.error("format_version", "must be 1")
    libraries = tuple(reader.value(table, "libraries", list))
    if unknown := [name for name in libraries if name not in LIBRARIES]:
        raise reader.error("libraries", f"holds {unknown[0]!r}; known are {', '.join(LIBRARIES)}")
    functions = tuple(_function(reader, name, entry) for name, entry in reader.value(table, "functions", dict).items())
    total = sum(function.points for function in functions)
    if abs(total - POINTS_PER_EXERCISE) > 1e-9:
        raise reader.error("functions", f"have {total:g} points together instead of {POINTS_PER_EXERCISE}")
    return Exercise(
        number=reader.value(table, "number", int),
        topic=reader.value(table, "topic", str),
        title=reader.text(table["title"], "title"),
        lecture=reader.text(table["lecture"], "lecture"),
        libraries=libraries,
        limits=reader.limits(table.get("limits", {})),
        functions=functions,
        course=path.resolve().parents[2],
    )


def _function(reader: _Reader, name: str, entry: Any) -> Function:
    if not isinstance(entry, dict):
        raise reader.error(name, "must be a table")
    reader.keys(entry, f"functions.{name}", {"points"}, {"hints", "keeps"})
    hints = entry.get("hints", {"es": [], "en": []})
    reader.keys(hints, f"functions.{name}.hints", {"es", "en"}, set())
    if len(hints["es"]) != len(hints["en"]):
        raise reader.error(f"functions.{name}.hints", "have a different number in the two languages")
    points = entry["points"]
    if isinstance(points, bool) or not isinstance(points, (int, float)) or points <= 0:
        raise reader.error(f"functions.{name}", "needs points above 0")
    keeps = entry.get("keeps")
    if keeps is not None and (type(keeps) is not int or keeps < 0):
        raise reader.error(f"functions.{name}.keeps", "must be a position in the tuple returned, from 0")
    return Function(name, float(points), {language: tuple(steps) for language, steps in hints.items()}, keeps)


@dataclass(frozen=True)
class _Reader:
    """Check a table, and say where in the file something is wrong."""

    path: Path
    source: str

    def error(self, key: str, what: str) -> GradienteError:
        last = re.escape(key.split(".")[-1])
        pattern = re.compile(rf"^\s*(\[.*\b{last}\b.*\]|{last}\s*=)", re.MULTILINE)
        found = pattern.search(self.source)
        line = self.source.count("\n", 0, found.start()) + 1 if found else 1
        return GradienteError(f"{self.path}, line {line}: {key} {what}.")

    def keys(self, table: dict[str, Any], where: str, needed: set[str], allowed: set[str]) -> None:
        prefix = f"{where}." if where else ""
        if missing := sorted(needed - set(table)):
            raise self.error(where or missing[0], f"lacks the key {missing[0]}")
        if unknown := sorted(set(table) - needed - allowed):
            raise self.error(f"{prefix}{unknown[0]}", "is not a key that we know")

    def value(self, table: dict[str, Any], key: str, kind: type) -> Any:
        if not isinstance(table[key], kind) or (kind is int and isinstance(table[key], bool)):
            raise self.error(key, f"must be of type {kind.__name__}")
        return table[key]

    def text(self, table: Any, where: str) -> Text:
        if not isinstance(table, dict):
            raise self.error(where, "must be a table with es and en")
        self.keys(table, where, {"es", "en"}, set())
        return Text(self.value(table, "es", str), self.value(table, "en", str))

    def limits(self, table: dict[str, Any]) -> Limits:
        self.keys(table, "limits", set(), {field.name for field in fields(Limits)})
        for key, value in table.items():
            if isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
                raise self.error(f"limits.{key}", "must be a number above 0")
        return Limits(**table)
