"""A small kit, made once, and a place where only the student's wheel is installed."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from gradiente.authoring.release import Release, make_release, write_release
from gradiente.student.kit import find_kit
from gradiente.student.starting import start
from gradiente.student.workspace import Workspace


@pytest.fixture(scope="session")
def release(course) -> Release:
    """Two topics in both languages."""
    return make_release(course, topics=("parameters", "losses"), variants=2)


@pytest.fixture(scope="session")
def kit(release, tmp_path_factory) -> Path:
    """The same as a zip."""
    path = tmp_path_factory.mktemp("kit") / "kit.zip"
    write_release(path, release)
    return path


@pytest.fixture
def without_quizzes(monkeypatch):
    """Leave the questions out, whose numbers take seconds to draw."""
    empty = {"format_version": 1, "figures": {}, "variants": []}
    monkeypatch.setattr("gradiente.quizzes.bundle.make_bundle", lambda *_: empty)


@dataclass(frozen=True)
class Home:
    """A student's computer: the wheel's content, and nothing else of ours."""

    site: Path

    def run(self, *words: str, cwd: Path, status: int = 0, answers: str = "", lang: str = "es_ES.UTF-8") -> str:
        """Run a command and return what it printed."""
        outcome = subprocess.run(
            [sys.executable, "-P", "-X", "utf8", "-m", "gradiente", *words],
            input=answers,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=cwd,
            env=self.environment(lang),
            check=False,
        )
        assert outcome.returncode == status, outcome.stdout + outcome.stderr
        return outcome.stdout + outcome.stderr

    def environment(self, lang: str = "es_ES.UTF-8") -> dict[str, str]:
        """The environment in which only the wheel is found."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "GRADIENTE"))}
        return {**kept, "PYTHONPATH": str(self.site), "LANG": lang, "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture(scope="session")
def home(kit, tmp_path_factory) -> Home:
    """The wheel of the kit, unpacked as pip would."""
    site = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(kit) as archive:
        (wheel,) = [name for name in archive.namelist() if name.endswith(".whl")]
        with archive.open(wheel) as stream, zipfile.ZipFile(stream) as inner:
            inner.extractall(site)
    return Home(site)


@pytest.fixture
def make_workspace(kit, tmp_path) -> Callable[..., Workspace]:
    """Make a workspace; files are given by their path in it."""

    def make(files: dict[str, str] | None = None, language: str = "en") -> Workspace:
        folder = tmp_path / "cnn"
        start(folder, find_kit(kit, language), language)
        for name, text in (files or {}).items():
            (folder / name).write_text(text, encoding="utf-8")
        return Workspace(folder, language)

    return make
