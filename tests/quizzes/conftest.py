"""Small banks to break, and the course's own."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gradiente.quizzes.bank import Bank
from gradiente.quizzes.question import Question
from gradiente.quizzes.reading import read_question

ROOT = Path(__file__).resolve().parents[2]

# These lie beside the tests; under importlib mode nothing puts them on the path.
for name in ("quiz_examples", "exported"):
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
quiz_examples = sys.modules["quiz_examples"]


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    """A bank with one question of every type."""
    folder = tmp_path / "quizzes" / "parameters"
    folder.mkdir(parents=True)
    for name, text in quiz_examples.ALL.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return Bank(tmp_path / "quizzes")


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Question]:
    """Reads the text of a question, as the file that its id asks for."""

    def read_text(text: str) -> Question:
        path = tmp_path / "parameters" / f"{text.split('id = ')[1].split(chr(34))[1]}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return read_question(path)

    return read_text


@pytest.fixture(scope="session")
def own_bank() -> Bank:
    """The course's question bank."""
    return Bank(ROOT / "quizzes")
