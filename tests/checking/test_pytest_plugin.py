"""At home a file is loaded as the worker loads it."""

import sys

import numpy as np
import pytest

from gradiente.pytest_plugin import load_student

MAIN = """
from __future__ import annotations

from dataclasses import dataclass

from ayudas_de_prueba import DOS

import numpy as np


@dataclass
class Cache:
    x: np.ndarray


def double(x):
    return Cache(DOS * x).x
"""


@pytest.fixture
def nothing_stays(monkeypatch):
    """Leave modules and path as they were."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    yield
    for name in ("exercise_of_a_test", "ayudas_de_prueba"):
        sys.modules.pop(name, None)


def test_a_file_may_have_dataclasses_and_files_beside_it(tmp_path, nothing_stays):
    (tmp_path / "exercise_of_a_test.py").write_text(MAIN)
    (tmp_path / "ayudas_de_prueba.py").write_text("DOS = 2")

    student = load_student(tmp_path / "exercise_of_a_test.py")

    assert student.double(np.ones(1)).tolist() == [2.0]
