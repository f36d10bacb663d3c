"""A small class, graded once through the command line, in a course that has a deadline."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from gradiente.cli import command
from gradiente.course import Course

POLICY = """\
format_version = 1
[late]
timezone = "Europe/Madrid"
deadline = 2026-03-20T23:59:59
penalty_per_day = 0.1
"""
TIMES = "key,time\n4101,2026-03-20T20:00:00\n4102,2026-03-22T10:15:00\n4103,2026-03-20T20:00:00\n"


@pytest.fixture(scope="session")
def late_course(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course's losses, with a course.toml."""
    folder = tmp_path_factory.mktemp("late") / "course"
    shutil.copytree(course.folder / "solutions" / "02_losses", folder / "solutions" / "02_losses")
    (folder / "grader" / "checks").mkdir(parents=True)
    shutil.copy(course.folder / "grader" / "checks" / "losses.py", folder / "grader" / "checks")
    (folder / "course.toml").write_text(POLICY, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def losses(course: Course) -> str:
    """A right answer."""
    return course.exercise("losses").solution.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def report(late_course: Path, losses: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ana did all right, José came two days late, Eva handed in a note; and a folder that no platform named."""
    root = tmp_path_factory.mktemp("exported")
    files = {
        "Ana Gil_4101_assignsubmission_file/losses.py": losses,
        "José Núñez_4102_assignsubmission_file/losses.py": losses + "\n\ndel softmax\n",
        "Eva Sanz_4103_assignsubmission_file/notes.txt": "sorry",
        "Grupo suelto_assignsubmission_file/losses.py": "x = 1\n",
    }
    for name, text in files.items():
        (root / "class" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "class" / name).write_text(text, encoding="utf-8")
    (root / "times.csv").write_text(TIMES, encoding="utf-8")
    arguments = [
        "grade",
        root / "class",
        "--course",
        late_course,
        "--out",
        root / "report",
        "--times",
        root / "times.csv",
    ]
    outcome = CliRunner().invoke(command, [*map(str, arguments), "--lang", "es", "--jobs", "2"])
    assert outcome.exit_code == 1, outcome.output
    return root / "report"


@pytest.fixture
def export(report: Path):
    """Run `gradiente export` from the class, and return what it said."""

    def run(kind: str, *arguments: object, code: int = 0) -> str:
        outcome = CliRunner().invoke(command, ["export", kind, "--from", str(report), *map(str, arguments)])
        assert outcome.exit_code == code, outcome.output
        return outcome.output

    return run
