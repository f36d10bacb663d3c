"""A report is written again from what the store knows, and nothing is graded for it."""

import json
import shutil

import pytest

from gradiente.snapshot import snapshot_of
from gradiente.store import Store


def test_a_report_is_the_same_when_it_is_written_again_without_course_and_submissions(graded_class):
    before = graded_class.published()
    shutil.rmtree(graded_class.course)
    shutil.rmtree(graded_class.submissions)
    (graded_class.out / "index.html").unlink()

    graded_class.run("report", str(graded_class.out))

    assert graded_class.published() == before


def test_a_report_can_go_elsewhere_in_another_language_and_show_more(graded_class, tmp_path):
    before = graded_class.published()
    graded_class.run(
        "report", str(graded_class.out), "--lang", "es", "--feedback", "full", "--out", str(tmp_path / "new")
    )

    assert "Resultados de la clase" in (tmp_path / "new" / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "new" / "results.json").read_bytes() == before["results.json"]
    assert graded_class.published() == before
    assert not (tmp_path / "new" / "grading.sqlite").exists()


def test_what_was_graded_is_read_back_whole(sample_class):
    with Store(sample_class.out) as store, pytest.raises(Exception, match="No grading was finished"):
        snapshot_of(store)


def test_a_real_class_comes_back_as_it_was(sample_class, tmp_path):
    from gradiente.snapshot import Origin, kept

    with Store(tmp_path) as store:
        with kept(store, sample_class.result, Origin({"paths": []}, {}), {}) as whole:
            assert list(whole.students) == list(sample_class.result.students)
        found = snapshot_of(store).result

        assert list(found.students) == list(sample_class.result.students)
        assert (found.topics, found.guides) == (sample_class.result.topics, sample_class.result.guides)
        assert (found.odd_files, found.notes) == (sample_class.result.odd_files, sample_class.result.notes)
        assert (found.versions, found.isolation) == (sample_class.result.versions, sample_class.result.isolation)


def test_a_look_that_breaks_off_leaves_the_class_that_was_kept_before(graded_class):
    from gradiente.snapshot import Origin, kept

    with Store(graded_class.out) as store:
        before = [student.key for student in snapshot_of(store).result.students]
        with pytest.raises(KeyError), kept(store, snapshot_of(store).result, Origin({}, {}), {}):
            raise KeyError
        assert [student.key for student in snapshot_of(store).result.students] == before


def test_a_folder_where_nothing_was_graded_is_named(small_class, tmp_path):
    outcome = small_class.run("report", str(tmp_path), code=2)

    assert "Nothing was graded into" in outcome.stderr


def test_json_is_the_results(graded_class):
    printed = json.loads(graded_class.run("report", str(graded_class.out), "--json").stdout)

    assert [student["mark"] for student in printed["students"]] == [10.0, 6.0, 6.0, 2.0]
