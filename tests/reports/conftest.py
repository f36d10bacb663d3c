"""A small class made by hand, and the report of the sample class."""

import importlib.util
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gradiente.cli import command
from gradiente.course import Course
from gradiente.results import Evidence, Verdict
from gradiente.store import FILE_NAME

# `made_by_hand` lies beside these tests; under importlib mode nothing puts it on the path.
spec = importlib.util.spec_from_file_location("made_by_hand", Path(__file__).with_name("made_by_hand.py"))
assert spec is not None
assert spec.loader is not None
made_by_hand = importlib.util.module_from_spec(spec)
sys.modules["made_by_hand"] = made_by_hand
spec.loader.exec_module(made_by_hand)


@pytest.fixture
def one_of_each():
    """A student with one check of each verdict, hidden and public."""
    kinds = {
        Verdict.PASSED: None,
        Verdict.FAILED: Evidence("value", {"largest": "0.25"}, call="softmax([1.0])", got="[0.75]", want="[1.0]"),
        Verdict.NOT_RUN: Evidence("clause", {"name": "softmax"}),
        Verdict.TIMED_OUT: Evidence("timed-out", {"seconds": "2"}),
        Verdict.CRASHED: Evidence("crashed", {"signal": "SIGSEGV"}),
        Verdict.OUT_OF_MEMORY: Evidence("raised", {"got": "MemoryError", "message": ""}),
        Verdict.REFUSED_VALUE: Evidence("refused-type", {"name": "set"}),
        Verdict.GRADER_FAULT: Evidence("grader-fault", {"message": "ZeroDivisionError: our own"}),
    }
    checks = [
        made_by_hand.make_check(
            verdict, evidence, name=f"test_{verdict.name}_{hidden}", hidden=hidden, points=float(hidden)
        )
        for verdict, evidence in kinds.items()
        for hidden in (False, True)
    ]
    return made_by_hand.make_class(*checks, misconceptions=(made_by_hand.make_misconception(),))


@pytest.fixture(scope="session")
def sample_report(course: Course, sample_class: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample class through the command line in Spanish, which finds in its folder what was graded already."""
    out = tmp_path_factory.mktemp("sample") / "report"
    out.mkdir()
    shutil.copy(sample_class.out / FILE_NAME, out)
    arguments = ["demo", "--course", str(course.folder), "--out", str(out), "--lang", "es", "--jobs", "2"]
    outcome = CliRunner().invoke(command, arguments)
    assert outcome.exit_code == 0, outcome.output
    return out
