"""A kit: what `gradiente release` makes and `gradiente start` unpacks.

README.md, LEEME.md                 how to begin
gradiente_student-...-any.whl       the student's commands
kit.json                            topics, points, hints, sealed names of mistakes
quizzes.json                        questions with their numbers drawn
es/02_losses/losses.py ...          what a workspace is made of, by language
"""

from __future__ import annotations

import difflib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gradiente.errors import GradienteError
from gradiente.intake.submission import TopicNames
from gradiente.results import Text
from gradiente.texts import say

FORMAT_VERSION = 1
KIT = "kit.json"
QUIZZES = "quizzes.json"
READMES = {"es": "LEEME.md", "en": "README.md"}


@dataclass(frozen=True)
class KitFunction:
    """A function that a student writes.

    Attributes
    ----------
    name : str
    points : float
    hints : dict of str to tuple of str
        By language, one step more each time.
    """

    name: str
    points: float
    hints: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class KitTopic:
    """A topic.

    Attributes
    ----------
    number : int
    topic : str
    title, lecture : Text
    libraries : tuple of str
    call_s, load_s : float
        Seconds for a call, and for loading the file.
    keeps : dict of str to int
        Which part of its result each function keeps for itself.
    functions : tuple of KitFunction
    misconceptions : tuple of mapping
        Sealed; see `gradiente.student.naming`.
    """

    number: int
    topic: str
    title: Text
    lecture: Text
    libraries: tuple[str, ...]
    call_s: float
    load_s: float
    keeps: dict[str, int]
    functions: tuple[KitFunction, ...]
    misconceptions: tuple[Mapping[str, Any], ...] = ()

    @property
    def folder(self) -> str:
        """Name of its folder."""
        return f"{self.number:02d}_{self.topic}"

    @property
    def names(self) -> TopicNames:
        """What tells its file from others."""
        return TopicNames(self.topic, self.number, tuple(function.name for function in self.functions))

    @property
    def points(self) -> float:
        """What it is worth."""
        return sum(function.points for function in self.functions)


@dataclass(frozen=True)
class Kit:
    """What is known of a course at home.

    Attributes
    ----------
    version : str
        Tells one kit from another: a digest of all that a student is given.
    languages : tuple of str
    topics : tuple of KitTopic
    """

    version: str
    languages: tuple[str, ...]
    topics: tuple[KitTopic, ...]

    def topic(self, name: str, language: str) -> KitTopic:
        """Return a topic by its name, its folder or its number; an unknown one is answered with the closest name."""
        for topic in self.topics:
            if name in (topic.topic, topic.folder, str(topic.number), f"{topic.number:02d}"):
                return topic
        names = [topic.topic for topic in self.topics]
        key = "student.no-topic"
        if close := difflib.get_close_matches(name, names, n=1):
            raise GradienteError(say("student.no-topic-but", language, name=name, close=close[0]))
        raise GradienteError(say(key, language, name=name, names=", ".join(names)))

    def find_function(self, name: str) -> tuple[KitTopic, KitFunction] | None:
        """Return a function and its topic."""
        for topic in self.topics:
            for function in topic.functions:
                if function.name == name:
                    return topic, function
        return None


def topic_to_json(topic: KitTopic) -> dict[str, Any]:
    """Return a topic as plain data."""
    return {
        "number": topic.number,
        "topic": topic.topic,
        "title": {"es": topic.title.es, "en": topic.title.en},
        "lecture": {"es": topic.lecture.es, "en": topic.lecture.en},
        "libraries": list(topic.libraries),
        "limits": {"call_s": topic.call_s, "load_s": topic.load_s},
        "keeps": topic.keeps,
        "functions": [
            {"name": one.name, "points": one.points, "hints": {key: list(steps) for key, steps in one.hints.items()}}
            for one in topic.functions
        ],
        "misconceptions": [dict(entry) for entry in topic.misconceptions],
    }


def _topic_from_json(stored: Mapping[str, Any]) -> KitTopic:
    return KitTopic(
        number=int(stored["number"]),
        topic=str(stored["topic"]),
        title=Text(**stored["title"]),
        lecture=Text(**stored["lecture"]),
        libraries=tuple(stored["libraries"]),
        call_s=float(stored["limits"]["call_s"]),
        load_s=float(stored["limits"]["load_s"]),
        keeps=dict(stored["keeps"]),
        functions=tuple(
            KitFunction(one["name"], one["points"], {key: tuple(steps) for key, steps in one["hints"].items()})
            for one in stored["functions"]
        ),
        misconceptions=tuple(stored["misconceptions"]),
    )


def read_kit(content: bytes, language: str) -> Kit:
    """Read a `kit.json`.

    Parameters
    ----------
    content : bytes
    language : str
        Of the error's sentence.

    Raises
    ------
    GradienteError
        If it is none, or one of another format.
    """
    try:
        stored = json.loads(content)
        if stored["format_version"] != FORMAT_VERSION:
            raise GradienteError(say("student.kit-of-another-format", language))
        topics = tuple(_topic_from_json(topic) for topic in stored["topics"])
        return Kit(str(stored["version"]), tuple(stored["languages"]), topics)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise GradienteError(say("student.kit-damaged", language)) from None


@dataclass(frozen=True)
class KitFiles:
    """A kit that was found on disk.

    Attributes
    ----------
    kit : Kit
    content : dict of str to bytes
        Every file by its path in the kit.
    """

    kit: Kit
    content: dict[str, bytes]

    def workspace_files(self, language: str) -> dict[str, bytes]:
        """Return what a workspace in a language holds, by path."""
        own = f"{language}/"
        files = {path[len(own) :]: content for path, content in self.content.items() if path.startswith(own)}
        readme = READMES[language]
        return {**files, **({readme: self.content[readme]} if readme in self.content else {})}


def find_kit(path: Path | None, language: str) -> KitFiles:
    """Read a kit from its folder or its zip; without a path, the one that lies here.

    Parameters
    ----------
    path : Path or None
    language : str
        Of the sentences of errors.

    Raises
    ------
    GradienteError
        If there is none.
    """
    place = path or Path.cwd()
    if place.is_file():
        content = _zipped(place, language)
    elif (place / KIT).is_file():
        content = _in_folder(place)
    else:
        zips = [one for one in sorted(place.glob("*.zip")) if path is None and _is_kit(one)] if place.is_dir() else []
        if len(zips) != 1:
            key = "student.no-kit-here" if path is None else "student.no-kit-there"
            raise GradienteError(say(key, language, path=place))
        content = _zipped(zips[0], language)
    if KIT not in content:
        raise GradienteError(say("student.no-kit-there", language, path=place))
    return KitFiles(read_kit(content[KIT], language), content)


def _in_folder(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def _zipped(path: Path, language: str) -> dict[str, bytes]:
    """Read a kit's zip, whose members lie in one folder."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            return {name.partition("/")[2]: archive.read(name) for name in names}
    except (zipfile.BadZipFile, OSError):
        raise GradienteError(say("student.kit-damaged", language)) from None


def _is_kit(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.partition("/")[2] == KIT for name in archive.namelist())
    except (zipfile.BadZipFile, OSError):
        return False
