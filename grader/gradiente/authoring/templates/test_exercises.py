"""Right answers have ten points, stubs none, and every wrong answer with a name is told its name."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

COURSE = Path(__file__).resolve().parents[1]
EXERCISES = sorted(path.parent.name for path in COURSE.glob("solutions/*/exercise.toml"))


@pytest.fixture(scope="module")
def marks(tmp_path_factory):
    """Every answer that we have, graded as one class: by exercise and name of the answer."""
    folder = tmp_path_factory.mktemp("class")
    for exercise in EXERCISES:
        topic = exercise.partition("_")[2]
        sources = {"right-model": COURSE / "solutions" / exercise / f"{topic}.py"}
        for language in ("es", "en"):
            sources[f"stub-{language}"] = COURSE / "exercises" / exercise / language / f"{topic}.py"
        for kind in ("right", "wrong"):
            for path in (COURSE / "tests" / f"{kind}_answers" / exercise).glob("*.py"):
                sources[f"{kind}-{path.stem}"] = path
        for name, path in sources.items():
            student = folder / "in" / f"{exercise}-{name}"
            student.mkdir(parents=True)
            (student / f"{topic}.py").write_bytes(path.read_bytes())
    out = folder / "out"
    command = [sys.executable, "-m", "gradiente", "grade", str(folder / "in"), "--out", str(out), "--unsandboxed"]
    outcome = subprocess.run([*command, "--course", str(COURSE)], capture_output=True, text=True, check=False)
    assert outcome.returncode in (0, 1), outcome.stderr
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    return {
        student["name"]: next(topic for topic in student["topics"] if topic["file"] is not None)
        for student in results["students"]
    }


def test_there_is_a_right_and_a_wrong_answer_to_every_exercise(marks):
    for exercise in EXERCISES:
        assert sum(name.startswith(f"{exercise}-right-") for name in marks) > 1
        assert any(name.startswith(f"{exercise}-wrong-") for name in marks)


def test_right_answers_have_ten_points(marks):
    lost = {name: topic["checks"] for name, topic in marks.items() if "-right-" in name and topic["mark"] != 10}
    assert lost == {}


def test_stubs_have_none(marks):
    assert [name for name, topic in marks.items() if "-stub-" in name and topic["mark"] != 0] == []


def test_wrong_answers_are_told_their_name(marks):
    for name, topic in marks.items():
        if "-wrong-" in name:
            assert topic["mark"] < 10
            wanted = f"{topic['topic']}/{name.partition('-wrong-')[2]}"
            assert [one["id"] for one in topic["misconceptions"]] == [wanted]
