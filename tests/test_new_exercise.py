"""From nothing to a graded exercise, by the commands of the tutorial; and the marks of other tools."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gradiente.authoring.marks import without_solution
from gradiente.authoring.new import lay_out
from gradiente.course import Course
from gradiente.errors import GradienteError

ROOT = Path(__file__).resolve().parents[1]
TUTORIAL = (ROOT / "docs" / "new-exercise-tutorial.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^(?:gradiente|python -m pytest) .*$", "\n".join(TUTORIAL.split("```")[1::2]), re.MULTILINE)


def run(line, folder):
    """Run a line of the tutorial in a folder, with this interpreter."""
    words = shlex.split(line)
    program = ["-m", "gradiente", *words[1:]] if words[0] == "gradiente" else [*words[1:], "-p", "no:cacheprovider"]
    unsandboxed = ["--unsandboxed"] if words[:2] == ["gradiente", "grade"] else []
    return subprocess.run(
        [sys.executable, *program, *unsandboxed], capture_output=True, text=True, cwd=folder, check=False
    )


def test_the_tutorial_leads_from_nothing_to_a_graded_class(tmp_path):
    assert len(COMMANDS) == 5
    outcomes = [run(line, tmp_path) for line in COMMANDS]

    codes = [outcome.returncode for outcome in outcomes]
    assert codes == [0, 0, 0, 1, 0], "\n".join(outcome.stdout + outcome.stderr for outcome in outcomes)
    assert "divided by the number of values" in outcomes[3].stdout or "dividido por el número" in outcomes[3].stdout
    results = json.loads((tmp_path / "report-of-the-class" / "results.json").read_text())
    assert {student["mark"] for student in results["students"]} == {10.0}


def test_in_a_course_with_a_reference_the_truth_goes_there(tmp_path):
    package = tmp_path / "reference" / "cnn_reference"
    (package / "misconceptions").mkdir(parents=True)
    for name in ("__init__.py", "misconception.py"):
        shutil.copy(ROOT / "reference" / "cnn_reference" / "misconceptions" / name, package / "misconceptions")
    (package / "__init__.py").touch()
    for room in ("solutions", "grader/checks"):
        (tmp_path / room).mkdir(parents=True)

    made = lay_out("averages", tmp_path, number=7, title_es=None, title_en="Averages")

    assert made.has_reference
    assert made.folder == "07_averages"
    path = os.pathsep.join([str(tmp_path / "reference"), str(ROOT / "grader")])
    for arguments, code in (
        (["pytest", "-q", "-p", "no:cacheprovider", "tests/reference"], 0),
        (["gradiente", "grade", "tests/right_answers", "--topic", "averages", "--out", "out", "--unsandboxed"], 0),
    ):
        outcome = subprocess.run(
            [sys.executable, "-m", *arguments], capture_output=True, text=True, cwd=tmp_path, check=False,
            env={**os.environ, "PYTHONPATH": path, "GRADIENTE_COURSE": str(tmp_path)},
        )  # fmt: skip
        assert outcome.returncode == code, outcome.stdout + outcome.stderr


def test_the_next_exercise_of_a_course_has_the_next_number_and_leaves_the_first_alone(tmp_path):
    lay_out("averages", tmp_path / "course", number=None, title_es=None, title_en=None)
    before = {path: path.read_bytes() for path in (tmp_path / "course").rglob("*") if path.is_file()}

    made = lay_out("sums", tmp_path / "course", number=None, title_es="Sumas", title_en="Sums")

    assert made.folder == "02_sums"
    assert [exercise.topic for exercise in Course(tmp_path / "course").exercises] == ["averages", "sums"]
    assert {path: path.read_bytes() for path in before} == before
    assert not made.has_reference
    for path in made.written:
        assert "@" not in re.sub(r"@(pytest|given|example|agrees_with|composite|dataclass)| @ ", "", path.read_text())


@pytest.mark.parametrize(
    ("topic", "number", "words"),
    [("Averages", None, "cannot name a topic"), ("averages", None, "has the topic averages already"),
     ("../sums", None, "cannot name a topic"), ("sums", 1, "number 1 is taken by averages")],
)  # fmt: skip
def test_what_cannot_be_laid_out_is_said_and_nothing_written(tmp_path, topic, number, words):
    lay_out("averages", tmp_path, number=None, title_es=None, title_en=None)
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(GradienteError, match=re.escape(words)):
        lay_out(topic, tmp_path, number=number, title_es=None, title_en=None)

    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "holidays.txt").touch()

    with pytest.raises(GradienteError, match="neither a course nor an empty folder"):
        lay_out("averages", tmp_path, number=None, title_es=None, title_en=None)


def test_a_file_in_the_way_is_not_written_over(tmp_path):
    lay_out("averages", tmp_path, number=None, title_es=None, title_en=None)
    (tmp_path / "grader" / "checks" / "sums.py").write_text("mine")

    with pytest.raises(GradienteError, match="is in the way"):
        lay_out("sums", tmp_path, number=None, title_es=None, title_en=None)

    assert (tmp_path / "grader" / "checks" / "sums.py").read_text() == "mine"
    assert not (tmp_path / "solutions" / "02_sums").exists()


def stub(source):
    return "\n".join(without_solution(source, Path("answer.py"), "write {name}").lines)


MISSING = 'raise NotImplementedError("write f")'


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        ("    ### BEGIN SOLUTION\n    a = 1\n    return a\n    ### END SOLUTION", f"    {MISSING}"),
        ("    # BEGIN SOLUTION\n    return 1\n    # END SOLUTION", f"    {MISSING}"),
        ("    # BEGIN SOLUTION NO PROMPT\n    a = 1\n    # END SOLUTION\n    return x", "    return x"),
        ("    total = x + 1  # SOLUTION\n    return total", "    total = ...\n    return total"),
        ("    total: int = x == 1 # SOLUTION\n    return total", "    total: int = ...\n    return total"),
        ("    a, b = x # SOLUTION\n    return a", "    a, b = ...\n    return a"),
        ("    return x + 1  # SOLUTION", f"    {MISSING}"),
        ("    x.sort()  # SOLUTION\n    return x", "    ...\n    return x"),
        ("    check(x == 1)  # SOLUTION", "    ..."),
        ("    y = 2  # SOLUTION NO PROMPT\n    return x", "    return x"),
        (
            '    # BEGIN SOLUTION NO PROMPT\n    return 1\n    # END SOLUTION\n    """ # BEGIN PROMPT\n    return ...\n'
            '    """ # END PROMPT',
            "    return ...",
        ),
        ('    text = "# SOLUTION is a word"\n    return text', '    text = "# SOLUTION is a word"\n    return text'),
    ],
)
def test_marks_of_other_tools_are_understood(marked, left):
    assert stub(f"def f(x):\n{marked}") == f"def f(x):\n{left}"


def test_at_the_top_level_a_region_leaves_nothing_and_a_line_its_name():
    assert stub("# BEGIN SOLUTION\nimport os\n# END SOLUTION\nRATE = 0.1  # SOLUTION\n") == "RATE = ..."


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('"""  # BEGIN PROMPT\nx = 1\n', "line 1: this prompt does not end"),
        ('x = 1\n"""  # END PROMPT\n', "line 2: a prompt ends that did not begin"),
        ("# BEGIN SOLUTION NO PROMPT\nx = 1\n", "line 1: this solution region does not end"),
    ],
)
def test_a_mark_without_its_other_half_is_told_with_its_line(source, words):
    with pytest.raises(GradienteError, match=re.escape(words)):
        stub(source)
