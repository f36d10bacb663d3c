"""The autograder for Gradescope, run as its container runs it, in a folder laid out like `/autograder`."""

import json
import os
import shutil
import subprocess
import sys
import zipfile

import pytest
from click.testing import CliRunner

from gradiente.cli import command
from gradiente.errors import GradienteError
from gradiente.exports import in_container
from gradiente.wall import isolation
from gradiente.wall.isolation import Finding, best_level, examine
from gradiente.wall.launch import Level

METADATA = {
    "id": 1,
    "created_at": "2026-03-22T10:15:00.365935+01:00",
    "assignment": {"id": 5, "title": "Losses", "total_points": "20.0"},
    "users": [{"email": "jose@example.org", "id": 3, "name": "José Núñez"}],
    "previous_submissions": [],
}

BASH = shutil.which("bash") or "bash"
pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the container has bash")


@pytest.fixture(scope="module")
def packed(late_course, tmp_path_factory):
    path = tmp_path_factory.mktemp("packed") / "autograder.zip"
    arguments = ["export", "autograder", "--course", late_course, "--topic", "losses", "--lang", "es", "--out", path]
    outcome = CliRunner().invoke(command, list(map(str, arguments)))
    assert outcome.exit_code == 0, outcome.output
    assert "keep it to yourself" in outcome.output
    return path


@pytest.fixture
def autograder(packed, tmp_path):
    """Lay out a container and run one submission."""

    def run(files, metadata=METADATA, **settings):
        root = tmp_path / "autograder"
        for folder in ("source", "submission", "results"):
            (root / folder).mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(root / "source")
        shutil.copy(root / "source" / "run_autograder", root)
        for name, text in files.items():
            (root / "submission" / name).write_text(text, encoding="utf-8")
        if metadata is not None:
            (root / "submission_metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
        package = root / "source" / "gradiente"
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GRADIENTE_")},
            "GRADIENTE_AUTOGRADER": str(root),
            "GRADIENTE_PYTHON": sys.executable,
            # In the container pip has installed this package.
            "PYTHONPATH": f"{package / 'grader'}{os.pathsep}{package / 'reference'}",
            **settings,
        }
        outcome = subprocess.run(
            [BASH, root / "run_autograder"], cwd=root, env=environment, capture_output=True, text=True, check=False
        )
        written = root / "results" / "results.json"
        return outcome, json.loads(written.read_text(encoding="ascii")) if written.exists() else None

    return run


def test_the_zip_has_at_its_root_what_gradescope_runs(packed):
    with zipfile.ZipFile(packed) as archive:
        modes = {info.filename: info.external_attr >> 16 for info in archive.infolist()}
        checks = [name for name in modes if name.startswith("course/grader/checks/")]
        setup = archive.read("setup.sh").decode()
    assert modes["setup.sh"] & 0o111
    assert modes["run_autograder"] & 0o111
    assert checks == ["course/grader/checks/losses.py"]
    assert subprocess.run([BASH, "-n"], input=setup, text=True, check=False).returncode == 0
    assert not [name for name in modes if "__pycache__" in name or name.endswith(".pyc")]


def test_a_submission_is_graded_with_its_time_and_its_points(autograder, losses):
    outcome, results = autograder({"losses.py": losses})

    assert outcome.returncode == 0, outcome.stderr
    # All right, two days late, 20 points.
    assert results["score"] == pytest.approx(16.0)
    assert all(test["status"] == "passed" for test in results["tests"])
    assert "2 días de retraso" in results["output"]


@pytest.mark.parametrize("tools", ["with bubblewrap", "without"])
def test_a_student_cannot_write_the_results_nor_read_the_checks(tools, autograder, losses, tmp_path):
    root, level = tmp_path / "autograder", best_level(unsandboxed=True)
    if level is Level.NONE or (tools == "without" and not examine(Level.LOCKED).granted):
        pytest.skip("no wall can be built here")
    secrets = [str(root / "source" / name) for name in ("course/grader/checks/losses.py", "settings.sh")]
    attack = f"""
for path in {secrets}:
    try:
        found = open(path).read()
    except OSError:
        continue
    raise SystemExit(found)
try:
    open({str(root / "results/results.json")!r}, "w").write('{{"score": 20}}')
except OSError:
    pass
"""
    # Without bubblewrap on the path it is as in a container that allows no namespaces.
    path = {} if tools == "with bubblewrap" else {"PATH": str(tmp_path)}
    outcome, results = autograder({"losses.py": f"{losses}\n{attack}"}, **path)

    assert outcome.returncode == 0, outcome.stderr
    assert results["score"] == pytest.approx(16.0)


def test_without_metadata_nothing_is_late_and_somebody_is_told(autograder, losses):
    _, results = autograder({"losses.py": losses}, metadata=None)

    assert results["score"] == pytest.approx(10.0)
    assert "nada dice cuándo se entregó" in results["output"]


def test_where_no_wall_can_be_built_nothing_is_run_and_nothing_written(packed, losses, tmp_path, monkeypatch):
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "source")
    (tmp_path / "submission").mkdir()
    (tmp_path / "submission" / "losses.py").write_text(losses, encoding="utf-8")
    monkeypatch.setattr(isolation, "findings", lambda: (Finding(Level.LOCKED, False, "no Landlock."),))
    monkeypatch.setattr(in_container, "grade_class", lambda *_, **__: pytest.fail("it was graded"))
    settings = {"GRADIENTE_UNSANDBOXED": "", "GRADIENTE_TOPICS": "losses"}

    with pytest.raises(GradienteError, match="cannot be isolated here"):
        in_container.grade_here(tmp_path, settings)
    assert not (tmp_path / "results").exists()


def test_a_submission_without_the_topics_file_gets_nothing_and_reads_why(autograder):
    _, results = autograder({"notes.txt": "hi"})

    assert results["score"] == 0.0
    assert "notes.txt" in results["output"]
