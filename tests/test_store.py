"""What was graded stays graded."""

import sqlite3

import pytest

from gradiente.errors import GradienteError
from gradiente.results import (
    CheckResult,
    Evidence,
    NamedMisconception,
    Text,
    TopicResult,
    Verdict,
    Visibility,
)
from gradiente.store import FILE_NAME, Store

WRONG = TopicResult(
    topic="losses",
    file="losses.py",
    checks=(
        CheckResult(
            "test_mean", "mean_squared_error", 1.0, Visibility.HIDDEN, Text("la media", "the mean"), Verdict.FAILED,
            Evidence("value", {"largest": "2"}, call="f(1)", got="4", want="2"),
        ),
    ),
    misconceptions=(
        NamedMisconception("losses/sum", "mean_squared_error", Text("suma", "sum"), Text("...", "..."), Text("", "")),
    ),
    printed="hello",
    isolation="full",
)  # fmt: skip


def test_a_verdict_comes_back_as_it_was_put(tmp_path):
    with Store(tmp_path) as store:
        store.put("key", WRONG)
    with Store(tmp_path) as store:
        assert store.get("key") == WRONG
        assert store.get("another") is None


def test_the_secret_seed_is_made_once(tmp_path):
    with Store(tmp_path) as store:
        seed = store.secret_seed()
    with Store(tmp_path) as store:
        assert store.secret_seed() == seed
    assert len(seed) == 32


def test_two_graders_do_not_share_a_folder(tmp_path):
    with Store(tmp_path), pytest.raises(GradienteError, match="Another grader"):
        Store(tmp_path)


def test_a_file_that_is_no_store_is_named(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"something else entirely, and long enough to look at" * 40)

    with pytest.raises(GradienteError, match=r"grading\.sqlite"):
        Store(tmp_path)


def test_a_damaged_entry_is_as_if_it_were_not_there(tmp_path):
    with Store(tmp_path) as store:
        store.put("key", WRONG)
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("UPDATE verdicts SET result = '{\"topic\": 1}'")
    connection.close()

    with Store(tmp_path) as store:
        assert store.get("key") is None


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(GradienteError, match="cannot be written"):
        Store(tmp_path / "file" / "out")
