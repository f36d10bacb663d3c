"""A course of one small exercise, whose checks a test can change, and a class of four."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gradiente.cli import command

EXERCISE = """format_version = 1
number = 1
topic = "averages"
libraries = []
[title]
es = "Medias"
en = "Averages"
[lecture]
es = "Clase 1"
en = "Lecture 1"
[functions.mean]
points = 6
[functions.span]
points = 4
"""
PUBLIC = """
import pytest
from gradiente.checking import assert_agrees

@pytest.mark.points("mean", 0)
@pytest.mark.says(es="La media de 1 y 3.", en="The mean of 1 and 3.")
def test_example(student):
    assert_agrees(student.mean([1.0, 3.0]), 2.0)
"""
HIDDEN = """
import pytest
from gradiente.checking import assert_agrees

ONE = 1.0

@pytest.mark.points("mean", 4)
@pytest.mark.says(es="La media.", en="The mean.")
@pytest.mark.parametrize("values", [[1.0], [1.0, 2.0, 6.0]])
def test_mean(student, values):
    assert_agrees(student.mean(values), sum(values) / len(values))

@pytest.mark.points("mean", 2)
@pytest.mark.says(es="La media de uno.", en="The mean of one.")
def test_mean_of_one(student):
    assert_agrees(student.mean([ONE]), 1.0)

@pytest.mark.points("span", 4)
@pytest.mark.says(es="El recorrido.", en="The span.")
def test_span(student):
    assert_agrees(student.span([1.0, 5.0]), 4.0)
"""
RIGHT = """def mean(values):
    return sum(values) / len(values)


def span(values):
    return max(values) - min(values)
"""
SUBMISSIONS = {
    "Ana Gil": RIGHT,
    "Bea Paz": RIGHT.replace("/ len(values)", "/ (len(values) - 1 or 1)"),
    "Carlos Río": RIGHT.replace("max(values) - min(values)", "min(values) - max(values)"),
    "Dora Sanz": RIGHT.replace("/ len(values)", "").replace("max(values) - min(values)", "0.0"),
}


@dataclass
class Class:
    """A course, the submissions and where they are graded, and the command line on them."""

    course: Path
    submissions: Path
    out: Path

    def run(self, *arguments: str, code: int | None = 0, **more: object) -> Result:
        outcome = CliRunner(catch_exceptions=False).invoke(command, [*arguments], **more)
        assert code is None or outcome.exit_code == code, outcome.output + outcome.stderr
        return outcome

    def grade(self) -> Result:
        where = ["--course", str(self.course), "--out", str(self.out), "--jobs", "1", "--lang", "en", "--unsandboxed"]
        return self.run("grade", str(self.submissions), *where, code=1)

    def regrade(self, *more: str, **options: object) -> Result:
        where = ["--course", str(self.course), "--jobs", "1", "--unsandboxed"]
        return self.run("regrade", str(self.out), *where, *more, **options)

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        """Change a file of the course."""
        path = self.course / name
        changed = change(path.read_text(encoding="utf-8"))
        assert changed != path.read_text(encoding="utf-8")
        path.write_text(changed, encoding="utf-8")

    @property
    def hidden(self) -> str:
        return "grader/checks/averages.py"

    def published(self) -> dict[str, bytes]:
        """Everything that a person reads of the report."""
        return {
            str(path.relative_to(self.out)): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.suffix in (".html", ".csv", ".json")
        }


def made_in(folder: Path) -> Class:
    """Lay out the course and the submissions."""
    solution = folder / "course" / "solutions" / "01_averages"
    files = {
        solution / "exercise.toml": EXERCISE,
        solution / "averages.py": RIGHT,
        solution / "test_public.py": PUBLIC,
        folder / "course" / "grader" / "checks" / "averages.py": HIDDEN,
        **{folder / "in" / name / "averages.py": source for name, source in SUBMISSIONS.items()},
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Class(folder / "course", folder / "in", folder / "out")


@pytest.fixture
def small_class(tmp_path: Path) -> Class:
    """The class, not graded yet."""
    return made_in(tmp_path)


@pytest.fixture(scope="session")
def graded_once(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """The class, graded for all tests, which get copies of it."""
    made = made_in(tmp_path_factory.mktemp("small_class"))
    made.grade()
    return made


@pytest.fixture
def graded_class(graded_once: Class, tmp_path: Path) -> Class:
    """The class, graded."""
    shutil.copytree(graded_once.out.parent, tmp_path, dirs_exist_ok=True)
    with closing(sqlite3.connect(tmp_path / "out" / "grading.sqlite")) as store, store:
        old, new = str(graded_once.submissions), str(tmp_path / "in")
        store.execute("UPDATE graded_class SET value = replace(value, ?, ?) WHERE name = 'request'", (old, new))
    return Class(tmp_path / "course", tmp_path / "in", tmp_path / "out")
