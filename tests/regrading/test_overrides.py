"""What a person decides counts, is shown with its reason, and stays."""

import csv
import io
import json

import pytest

ANA, BEA = "Ana Gil", "Bea Paz"


def entry(graded_class, name):
    results = json.loads((graded_class.out / "results.json").read_text())
    return next(student for student in results["students"] if student["name"] == name)


def override(graded_class, *arguments, code=0):
    return graded_class.run("override", str(graded_class.out), *arguments, code=code)


# Bea has 2 of 6 points in mean (the check of one value), and 4 of 4 in span.
@pytest.mark.parametrize(
    ("target", "decision", "mark"),
    [
        ("averages", ["--mark", "7.25"], 7.25),
        ("averages", ["--pass"], 10.0),
        ("averages/mean", ["--mark", "4.5"], 8.5),
        ("averages/mean", ["--pass"], 10.0),
        ("averages/test_mean", ["--mark", "1"], 7.0),
        ("averages/test_mean", ["--pass"], 10.0),
        ("averages/test_span", ["--mark", "0"], 2.0),
    ],
)
def test_a_mark_of_a_topic_a_function_or_a_check_counts(graded_class, target, decision, mark):
    override(graded_class, BEA, target, *decision, "--reason", "As agreed.", "--by", "Prof. Lee")

    bea = entry(graded_class, BEA)
    (topic,) = bea["topics"]
    assert (bea["mark"], topic["mark"], topic["judged_mark"]) == (mark, mark, 6.0)
    assert topic["overrides"][0]["who"] == "Prof. Lee"
    assert entry(graded_class, ANA)["mark"] == 10.0


def test_the_student_the_class_and_the_marks_say_what_was_decided_and_why(graded_class):
    override(graded_class, BEA, "averages/mean", "--mark", "4.5", "--reason", "It <b>runs</b>.", "--by", "Prof. Lee")

    pages = {path.name: path.read_text(encoding="utf-8") for path in (graded_class.out / "students").iterdir()}
    (page,) = (text for text in pages.values() if "It &lt;b&gt;runs&lt;/b&gt;." in text)
    assert "A person has given 4.5 points to <code>mean</code>; the grader gives it 2" in page
    assert "Prof. Lee" not in page
    assert "4.5 of 6 points" in page
    index = (graded_class.out / "index.html").read_text(encoding="utf-8")
    assert "It &lt;b&gt;runs&lt;/b&gt;." in index
    assert "Prof. Lee" in index
    text = (graded_class.out / "marks.csv").read_text(encoding="utf-8-sig")
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows[BEA]["total"] == "8.50"
    assert rows[BEA]["by hand"] == "averages/mean 2 → 4.5: It <b>runs</b>."
    assert rows[ANA]["by hand"] == ""


def test_the_whole_topic_comes_before_a_function_and_a_function_before_its_checks(graded_class):
    for target, mark in (("averages/test_mean", "1"), ("averages/mean", "3")):
        override(graded_class, BEA, target, "--mark", mark, "--reason", "r")
    assert entry(graded_class, BEA)["mark"] == 7.0
    override(graded_class, BEA, "averages", "--mark", "9", "--reason", "r")
    assert entry(graded_class, BEA)["mark"] == 9.0

    override(graded_class, BEA, "averages", "--remove")
    override(graded_class, BEA, "averages/mean", "--remove")

    assert entry(graded_class, BEA)["mark"] == 7.0


def test_removing_the_last_gives_the_report_of_before(graded_class):
    before = graded_class.published()
    override(graded_class, BEA, "averages", "--pass", "--reason", "r")
    assert graded_class.published() != before

    override(graded_class, BEA, "averages", "--remove")

    assert graded_class.published() == before


def test_it_stays_when_the_class_is_graded_again(graded_class):
    override(graded_class, BEA, "averages", "--mark", "8", "--reason", "r")

    graded_class.grade()

    assert entry(graded_class, BEA)["mark"] == 8.0


def test_what_was_decided_is_listed(graded_class):
    assert "Nothing was decided" in override(graded_class, "--list").stdout
    override(graded_class, BEA, "averages/mean", "--mark", "4.5", "--reason", "Fine.", "--by", "Lee")

    (row,) = json.loads(override(graded_class, "--list", "--json").stdout)

    assert (row["name"], row["target"], row["mark"], row["judged"]) == (BEA, "averages/mean", 4.5, 2.0)
    assert (row["reason"], row["who"], row["is_outdated"]) == ("Fine.", "Lee", False)
    assert "Bea Paz" in override(graded_class, "--list").stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["Bea Pax", "averages", "--pass", "--reason", "r"], "did you mean Bea Paz?"),
        ([BEA, "average", "--pass", "--reason", "r"], "did you mean averages?"),
        ([BEA, "averages/meen", "--pass", "--reason", "r"], "did you mean mean?"),
        ([BEA, "averages", "--mark", "11", "--reason", "r"], "from 0 to 10, not 11"),
        ([BEA, "averages/mean", "--mark", "7", "--reason", "r"], "from 0 to 6, not 7"),
        ([BEA, "averages", "--mark", "nan", "--reason", "r"], "not nan"),
        ([BEA, "averages", "--pass"], "--reason"),
        ([BEA, "averages", "--pass", "--mark", "3", "--reason", "r"], "one of --mark"),
        ([BEA, "averages", "--remove"], "Nothing was decided about averages"),
        ([BEA], "Name a student and a topic"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_changes_nothing(graded_class, arguments, sentence):
    before = graded_class.published()

    outcome = override(graded_class, *arguments, code=2)

    assert sentence in outcome.stderr
    assert graded_class.published() == before
