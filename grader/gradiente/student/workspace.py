"""A student's folder: their work, and beside it what is remembered in `.gradiente`."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from gradiente.errors import GradienteError
from gradiente.intake.notebooks import to_module
from gradiente.student.kit import KIT, QUIZZES, Kit, KitTopic, read_kit
from gradiente.texts import say

MEMORY = ".gradiente"
EXAMPLES = "test_public.py"


@dataclass(frozen=True)
class Workspace:
    """A student's folder.

    Attributes
    ----------
    folder : Path
    language : str
        `es` or `en`.
    """

    folder: Path
    language: str

    @property
    def memory(self) -> Path:
        """Where is remembered what was given, how far the student is, and what was handed in."""
        return self.folder / MEMORY

    @cached_property
    def kit(self) -> Kit:
        """The kit that it was made from."""
        return read_kit(self._memory_of(KIT), self.language)

    @property
    def quizzes(self) -> Path:
        """The questions."""
        return self.memory / QUIZZES

    def _memory_of(self, name: str) -> bytes:
        try:
            return (self.memory / name).read_bytes()
        except OSError:
            raise GradienteError(say("student.workspace-damaged", self.language, folder=self.folder)) from None

    def remembered(self, name: str) -> dict[str, Any]:
        """Read one of the small files; one that is missing or damaged counts as empty: nothing of value is in it."""
        return _read_json(self.memory / f"{name}.json")

    def remember(self, name: str, content: dict[str, Any]) -> None:
        """Write one of the small files, whole or not at all."""
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        write_whole(self.memory / f"{name}.json", text.encode())

    def work_of(self, topic: KitTopic) -> Path | None:
        """The student's file for a topic: a Python file or a notebook; of both, the one that was saved last."""
        folder = self.folder / topic.folder
        found = [folder / f"{topic.topic}{ending}" for ending in (".py", ".ipynb")]
        found = [path for path in found if path.is_file()]
        return max(found, key=lambda path: path.stat().st_mtime_ns, default=None)

    def stub_digest(self, path: Path) -> str | None:
        """Digest of a file as it was given; None if it was not."""
        given = self.remembered("given")
        found = given.get(path.relative_to(self.folder).as_posix())
        return found if isinstance(found, str) else None

    def is_started(self, topic: KitTopic) -> bool:
        """Whether the student has changed what was given."""
        path = self.work_of(topic)
        return path is not None and digest_of(path.read_bytes()) != self.stub_digest(path)


def find_workspace(start: Path | None = None, lang: str | None = None) -> Workspace | None:
    """Return the workspace here or around; None if there is none.

    Parameters
    ----------
    start : Path, optional
        Where to begin; else the current folder.
    lang : str, optional
        A language to use in place of the workspace's own.
    """
    here = (start or Path.cwd()).absolute()
    for folder in (here, *here.parents):
        if (folder / MEMORY / KIT).is_file():
            language = lang or _read_json(folder / MEMORY / "settings.json").get("language")
            return Workspace(folder, language if language in ("es", "en") else "en")
    return None


def need_workspace(lang: str | None, default_language: str) -> Workspace:
    """Return the workspace here or around.

    Parameters
    ----------
    lang : str or None
        A language to use in place of the workspace's own.
    default_language : str
        For the error's sentence.

    Raises
    ------
    GradienteError
        If there is none.
    """
    found = find_workspace(None, lang)
    if found is None:
        raise GradienteError(say("student.no-workspace", lang or default_language))
    return found


def source_of(path: Path) -> bytes:
    """Return a student's file as it is run: a Python file in UTF-8, or the code cells of a notebook.

    Raises
    ------
    gradiente.intake.members.UnreadableError
        If a notebook is none.
    """
    return to_module(path.read_bytes(), path.name).source


def digest_of(content: bytes) -> str:
    """Return SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step, so that whoever looks finds the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _read_json(path: Path) -> dict[str, Any]:
    try:
        stored = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}
