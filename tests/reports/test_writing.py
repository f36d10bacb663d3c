"""The files of a report: whole or not there, the same every time, links that lead somewhere."""

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_by_hand import class_of, make_check, make_class

from gradiente.cli import command
from gradiente.errors import GradienteError
from gradiente.reports import write_reports
from gradiente.reports.file_names import page_names
from gradiente.results import Feedback, StudentResult, TopicResult, Verdict

KEYS = [
    "4101", "../../etc/passwd", "con", "CON", "Ana", "ana", "ANA", "José Pérez", "José Pérez (2)", "", ".", "..",
    "a/b", "a\\b", "x" * 300, "漢字", "😀", "a\0b", "a\nb", " ", "-", "index", "aux.html", "\ud800",
]  # fmt: skip


def students_with(keys):
    topic = TopicResult("losses", "losses.py", (make_check(Verdict.PASSED),), isolation="full")
    return class_of(*(StudentResult(key, key or "?", "en", (topic,)) for key in sorted(keys)))


def test_names_of_pages_are_safe_on_every_system_and_all_different():
    names = page_names(KEYS)

    assert names["4101"] == "4101.html"
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,70}\.html", name) for name in names.values())
    assert not {"con.html", "aux.html"} & set(names.values())
    assert len({name.lower() for name in names.values()}) == len(KEYS)


def test_no_key_can_take_the_name_of_another():
    (name,) = page_names(["Ana"]).values()
    stolen = page_names([name.removesuffix(".html"), "Ana"])

    assert len(set(stolen.values())) == 2


def read_all(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_any_key_gets_a_page_and_the_class_page_links_to_it(tmp_path):
    write_reports(students_with(KEYS), tmp_path, Feedback.HINT, "en")

    written = set(read_all(tmp_path))
    links = set(re.findall(r'href="([^"#]+)"', (tmp_path / "index.html").read_text(encoding="utf-8")))
    assert links == written - {"index.html"}
    assert len(written) == len(KEYS) + 3


def test_the_same_results_give_the_same_bytes(one_of_each, tmp_path):
    for name in ("one", "two"):
        write_reports(one_of_each, tmp_path / name, Feedback.FULL, "es")

    assert read_all(tmp_path / "one") == read_all(tmp_path / "two")


def test_pages_of_students_who_are_gone_are_removed_and_other_files_stay(tmp_path):
    write_reports(students_with(["1", "2"]), tmp_path, Feedback.HINT, "en")
    (tmp_path / "students" / "mine.html").write_text("<p>notes of my own</p>", encoding="utf-8")

    write_reports(students_with(["2"]), tmp_path, Feedback.HINT, "en")

    assert {path.name for path in (tmp_path / "students").iterdir()} == {"2.html", "mine.html"}


def test_a_failure_while_writing_leaves_the_file_that_was_there(tmp_path, monkeypatch):
    write_reports(make_class(make_check(Verdict.PASSED)), tmp_path, Feedback.HINT, "en")
    before = read_all(tmp_path)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(GradienteError, match=r"cannot be written.*No space left"):
        write_reports(make_class(make_check(Verdict.FAILED)), tmp_path, Feedback.HINT, "en")

    assert read_all(tmp_path) == before


def test_a_bad_output_folder_is_said_in_a_sentence(tmp_path):
    (tmp_path / "report").write_text("a file", encoding="utf-8")

    with pytest.raises(GradienteError, match="cannot be written"):
        write_reports(make_class(make_check(Verdict.PASSED)), tmp_path / "report", Feedback.HINT, "en")


def test_pages_can_be_read_by_others(tmp_path):
    mask = os.umask(0o022)
    try:
        write_reports(make_class(make_check(Verdict.PASSED)), tmp_path, Feedback.HINT, "en")
    finally:
        os.umask(mask)

    assert (tmp_path / "index.html").stat().st_mode & 0o777 == 0o644


def test_links_of_the_sample_class_lead_somewhere(sample_report: Path):
    for page in sample_report.rglob("*.html"):
        for link in re.findall(r'href="([^"#]+)"', page.read_text(encoding="utf-8")):
            assert (page.parent / link).is_file()
    assert len(list((sample_report / "students").iterdir())) == 42


def test_the_sample_class_graded_again_gives_the_same_bytes(sample_report: Path, course):
    def pages():
        return {name: data for name, data in read_all(sample_report).items() if "grading" not in name}

    before = pages()
    arguments = ["demo", "--course", str(course.folder), "--out", str(sample_report), "--lang", "es"]
    outcome = CliRunner().invoke(command, arguments)

    assert outcome.exit_code == 0, outcome.output
    assert len(before) == 42 + 3
    assert pages() == before
