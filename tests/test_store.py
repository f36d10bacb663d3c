"""What was graded stays graded."""

import sqlite3

import pytest

from gradiente.errors import GradienteError
from gradiente.judge.record import CheckRecord, TopicRecord
from gradiente.results import Evidence, Verdict
from gradiente.store import FILE_NAME, Store

DIGESTS = {"test_mean": "a", "test_sign": "b"}
RECORD = TopicRecord(
    checks={
        "test_mean": CheckRecord(
            Verdict.FAILED,
            Evidence("value", {"largest": "2"}, call="f(1)", got="4", want="2"),
            tells=True,
            agreeing=("losses/sum",),
        ),
        "test_sign": CheckRecord(Verdict.PASSED, clause=True),
    },
    named=(("mean_squared_error", "losses/sum"),),
    printed="hello",
)


def test_a_record_comes_back_as_it_was_put(tmp_path):
    with Store(tmp_path) as store:
        store.put("key", RECORD, DIGESTS)
    with Store(tmp_path) as store:
        assert store.get("key", DIGESTS) == RECORD
        assert store.get("another", DIGESTS) is None


def test_what_is_known_of_another_version_of_a_check_is_left_out(tmp_path):
    with Store(tmp_path) as store:
        store.put("key", RECORD, DIGESTS)
        found = store.get("key", {"test_mean": "changed", "test_sign": "b", "test_new": "c"})

    assert found.checks == {"test_sign": RECORD.checks["test_sign"]}


def test_what_a_fault_of_ours_left_unjudged_is_not_kept(tmp_path):
    fault = CheckRecord(Verdict.GRADER_FAULT, Evidence("grader-fault", {"message": "ours"}))
    with Store(tmp_path) as store:
        store.put("key", TopicRecord({**RECORD.checks, "test_sign": fault}), DIGESTS)

        assert store.get("key", DIGESTS).checks == {"test_mean": RECORD.checks["test_mean"]}


def test_a_file_that_could_not_be_loaded_comes_back_as_such(tmp_path):
    record = TopicRecord({"test_mean": CheckRecord(Verdict.NOT_RUN, Evidence("not-loaded"))},
                         load_error=Evidence("syntax-error", {"message": "oops"}, traceback="line 1"))  # fmt: skip
    with Store(tmp_path) as store:
        store.put("key", record, DIGESTS)

        assert store.get("key", DIGESTS) == record


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
        store.put("key", RECORD, DIGESTS)
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute('UPDATE records SET record = \'{"checks": {"test_mean": 1}}\'')
    connection.close()

    with Store(tmp_path) as store:
        assert store.get("key", DIGESTS) is None


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(GradienteError, match="cannot be written"):
        Store(tmp_path / "file" / "out")
