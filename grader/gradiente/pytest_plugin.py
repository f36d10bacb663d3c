"""Run checks with plain pytest, the student's module in the same process: for authors, and to compare.

    pytest -p gradiente.pytest_plugin --student solutions/02_losses/losses.py grader/checks/losses.py

There is no wall here: only for code that one trusts.
"""

import functools
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from gradiente.checking.iterators import drawn


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that names the student's file."""
    parser.addoption("--student", type=Path, help="the file whose functions are checked")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marks, for a run outside the repository, and quiet Hypothesis' clock."""
    config.addinivalue_line("markers", "points(function, points): what a check is worth.")
    config.addinivalue_line("markers", "says(es, en): the property that a check states.")
    config.addinivalue_line("markers", "public: the student sees its inputs.")
    config.addinivalue_line("markers", "uses(function, ...): other functions of the student's that it calls.")
    config.addinivalue_line("markers", "hidden: the instructor chooses what is seen.")
    from gradiente.judge.hypothesis_profile import load_profile

    load_profile()


class Student:
    """The student's module, whose generators give lists, as they do over the wall."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        """Return what the module calls so."""
        found = getattr(self._module, name)
        if not callable(found) or isinstance(found, type):
            return found
        return functools.wraps(found)(lambda *arguments, **named: drawn(found(*arguments, **named)))


def load_student(path: Path) -> Student:
    """Run a student's file as the worker does: it finds itself among the modules, and other files beside it."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    sys.path.append(str(path.resolve().parent))  # asked last, so that it shadows no library
    spec.loader.exec_module(module)
    return Student(module)


@pytest.fixture(scope="session")
def student(request: pytest.FixtureRequest) -> Student:
    """The student's module."""
    path = request.config.getoption("--student")
    if path is None:
        pytest.fail("say whose functions to check: --student FILE", pytrace=False)
    return load_student(path)
