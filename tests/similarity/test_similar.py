"""From submissions to pages: copies found, stubs and short functions not, in both languages."""

import importlib.util
import json
import random
import re
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from gradiente.cli import command
from gradiente.intake.submission import Submission
from gradiente.similarity.works import one_a_group

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("benchmark_similar", ROOT / "benchmarks" / "similar.py")
assert spec is not None
assert spec.loader is not None
making = importlib.util.module_from_spec(spec)
sys.modules["benchmark_similar"] = making
spec.loader.exec_module(making)


def similar(*arguments, code=0):
    outcome = CliRunner(catch_exceptions=False).invoke(command, ["similar", *map(str, arguments)])
    assert outcome.exit_code == code, outcome.output + outcome.stderr
    return outcome


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Forty students in two topics, of whom two pairs handed in the same under other names."""
    folder = tmp_path_factory.mktemp("large") / "class"
    making.make_class(folder, list(making.COURSE.exercises[:3]), 40, seed=3)
    return folder


@pytest.fixture(scope="module")
def pages(large, tmp_path_factory):
    out = tmp_path_factory.mktemp("pages")
    found = json.loads(similar(large, "--out", out, "--lang", "en", "--json").stdout)
    return out, found


def test_a_copy_with_other_names_and_another_order_is_first_and_far_from_chance(pages):
    _, found = pages

    first = found["pairs"][0]
    assert first["students"] == ["student-0000", "student-0001"]
    assert first["expected"] < 0.01


def test_hardly_anybody_who_wrote_alone_is_listed(pages):
    _, found = pages
    planted = {("student-0000", "student-0001"), ("student-0002", "student-0003"), ("student-0004", "student-0005")}

    others = [pair for pair in found["pairs"] if tuple(pair["students"]) not in planted]

    assert all(pair["expected"] > 0.02 for pair in others)
    assert len(others) <= 4


def test_the_pages_show_both_files_and_say_what_they_cannot_know(pages):
    out, found = pages
    index = (out / "index.html").read_text(encoding="utf-8")
    assert "What this page cannot know" in index
    assert len(found["pairs"]) == len(list((out / "pairs").iterdir()))
    link = re.search(r'href="(pairs/[^"]+)"', index)
    assert link is not None
    page = (out / link[1]).read_text(encoding="utf-8")
    assert "File of student-0000: parameters.py" in page
    for target in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{target}"' in page
    assert "rare" in page
    assert not re.search(r'(src|href)="(https?:)?//', index + page)


def test_a_list_in_spanish_takes_the_place_of_the_one_before(large, tmp_path):
    similar(large, "--out", tmp_path, "--lang", "en", "--expected", "1000", "--most", "3", "--topic", "losses")
    assert len(list((tmp_path / "pairs").iterdir())) == 3

    outcome = similar(large, "--out", tmp_path, "--lang", "es", "--expected", "1e-30", "--topic", "losses")

    assert "Ninguna pareja" in outcome.stdout
    assert "Qué no puede saber esta página" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert list((tmp_path / "pairs").iterdir()) == []


@pytest.fixture
def hand_in(tmp_path):
    """Write submissions as a zip with one folder a student."""

    def write(files):
        with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
            for student, source in files.items():
                archive.writestr(f"{student}/parameters.py", source)
        return tmp_path / "in.zip"

    return write


def test_untouched_stubs_are_no_likeness(hand_in, tmp_path, course):
    stub = (course.exercise("parameters").handout / "es" / "parameters.py").read_text(encoding="utf-8")
    path = hand_in({f"s{number}": stub for number in range(6)})

    assert "No pair" in similar(path, "--out", tmp_path / "out", "--lang", "en").stdout


def test_the_model_answer_handed_in_by_all_accuses_nobody(hand_in, tmp_path, course):
    answer = course.exercise("parameters").solution.read_text(encoding="utf-8")
    path = hand_in({f"s{number}": answer for number in range(6)})

    assert "No pair" in similar(path, "--out", tmp_path / "out", "--lang", "en").stdout


def test_right_answers_of_different_people_accuse_nobody(hand_in, tmp_path):
    answers = sorted((ROOT / "tests" / "right_answers" / "01_parameters").glob("*.py"))
    path = hand_in({path.stem: path.read_text(encoding="utf-8") for path in answers})

    assert "No pair" in similar(path, "--out", tmp_path / "out", "--lang", "en").stdout


def test_in_a_small_class_a_copy_is_listed_and_nothing_is_said_of_chance(hand_in, tmp_path):
    answers = sorted((ROOT / "tests" / "right_answers" / "01_parameters").glob("*.py"))
    sources = {path.stem: path.read_text(encoding="utf-8") for path in answers}
    sources["copy"] = making.disguised(sources["loops"], random.Random(0))

    found = json.loads(similar(hand_in(sources), "--out", tmp_path / "out", "--json").stdout)

    assert [pair["students"] for pair in found["pairs"]] == [["copy", "loops"]]
    assert found["pairs"][0]["expected"] is None
    assert "nobody can say" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8") or "no se puede decir" in (
        tmp_path / "out" / "index.html"
    ).read_text(encoding="utf-8")


def test_what_a_student_wrote_acts_on_no_page(hand_in, tmp_path):
    answers = sorted((ROOT / "tests" / "right_answers" / "01_parameters").glob("*.py"))
    source = answers[0].read_text(encoding="utf-8") + "\n# </code><script>alert(1)</script> the same remark\n"
    path = hand_in({"a": source, "b": source, "<img src=x>": answers[1].read_text(encoding="utf-8")})

    similar(path, "--out", tmp_path / "out")

    (page,) = (tmp_path / "out" / "pairs").iterdir()
    assert "<script>alert" not in page.read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in page.read_text(encoding="utf-8")


def test_a_group_is_compared_with_others_and_not_with_itself():
    members = [Submission("1", "Ana", group="Red"), Submission("2", "Luis"), Submission("3", "Eva", group="Red")]
    alone = Submission("4", "Red")  # a student's name may be a group's

    assert [one.key for one in one_a_group([*members, alone])] == ["1", "2", "4"]
