"""The rules of the house: who may import whom, one style, strict types."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from gradiente.course import LIBRARIES, find_course

COURSE = find_course()
STANDARD = sys.stdlib_module_names


def imported(path: Path) -> set[str]:
    """Top-level names of everything that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda exercise: exercise.topic)
def test_an_answer_and_its_stubs_import_what_a_student_may(exercise):
    stubs = [exercise.handout / language / f"{exercise.topic}.py" for language in ("es", "en")]
    for path in (exercise.solution, *stubs):
        assert imported(path) <= {*exercise.libraries, "numpy"} & set(LIBRARIES) | STANDARD


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda exercise: exercise.topic)
def test_public_checks_need_nothing_that_a_student_lacks(exercise):
    assert not imported(exercise.public_checks) & {"cnn_reference"}


def test_nothing_is_imported_from_the_content_folders():
    for path in (*COURSE.folder.glob("grader/gradiente/**/*.py"), *COURSE.folder.glob("reference/**/*.py")):
        assert not imported(path) & {"checks", "solutions", "exercises", "quizzes", "grader", "reference"}, path


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports"]],
    ids=["ruff check", "ruff format", "mypy", "import-linter"],
)
def test_the_tools_have_nothing_to_say(command):
    tool = Path(sys.executable).with_name(command[0])
    outcome = subprocess.run([str(tool), *command[1:]], capture_output=True, text=True, cwd=COURSE.folder, check=False)

    assert outcome.returncode == 0, outcome.stdout[-3000:] + outcome.stderr[-1000:]
