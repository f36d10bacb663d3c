"""Canvas, Gradescope, JUnit, CSV and JSON, each read by somebody else's reader."""

import csv
import io
import json
from importlib.resources import files

import jsonschema
import junitparser
import pytest
from click.testing import CliRunner

from gradiente.cli import command

GRADEBOOK = (
    "Student,ID,SIS Login ID,Section,Losses (77),Other (78),Final Score\r\n"
    "    Points Possible,,,,20.0,10.0,(read only)\r\n"
    '"Núñez, José",4102,jn,CNN,,5.00,50.0\r\n'
    '"Gil, Ana",4101,ag,CNN,1.00,,10.0\r\n'
    '"Sanz, Eva",4103,es,CNN,EX,,\r\n'
    '"Student, Test",9,x,CNN,,,\r\n'
)


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("assignment", ["77", "Losses", "Losses (77)"])
def test_a_gradebook_of_canvas_is_filled_in(assignment, export, tmp_path):
    (tmp_path / "grades.csv").write_bytes(GRADEBOOK.encode())
    arguments = ("--gradebook", tmp_path / "grades.csv", "--assignment", assignment, "--out", tmp_path / "new.csv")
    said = export("canvas", *arguments)

    new = (tmp_path / "new.csv").read_bytes().decode()
    late = rows(new)[1]["Losses (77)"]
    assert new == GRADEBOOK.replace("CNN,,5.00", f"CNN,{late},5.00").replace("CNN,1.00", "CNN,20.00")
    assert "row left as it was: Eva Sanz (4103)" in said
    assert "Rows without a student here, left as they were: Student, Test." in said


def test_an_assignment_that_canvas_does_not_have_is_an_error(export, tmp_path):
    (tmp_path / "grades.csv").write_bytes(GRADEBOOK.encode())

    said = export("canvas", "--gradebook", tmp_path / "grades.csv", "--assignment", "Loses", code=2)

    assert "no single assignment 'Loses'; it has Losses (77), Other (78)" in said


def test_without_a_gradebook_the_least_is_written(export, tmp_path):
    export("canvas", "--assignment", "Losses (77)", "--points", 5, "--out", tmp_path / "new.csv")

    points, ana, *_ = rows((tmp_path / "new.csv").read_text(encoding="utf-8"))
    assert (points["Student"], points["Losses (77)"]) == ("    Points Possible", "5.00")
    assert (ana["ID"], ana["Losses (77)"]) == ("4101", "5.00")


GRADESCOPE_TEST = {"score", "max_score", "status", "name", "number", "output", "tags"}


def test_gradescope_gets_a_test_a_function_that_add_up(export, report, tmp_path):
    export("gradescope", "--points", 20, "--out", tmp_path)

    ana, jose = (json.loads((tmp_path / f"{key}.json").read_text(encoding="ascii")) for key in ("4101", "4102"))
    marks = {one["key"]: one for one in json.loads((report / "results.json").read_text(encoding="ascii"))["students"]}
    assert ana["score"] == pytest.approx(sum(test["score"] for test in ana["tests"])) == 20
    assert jose["score"] == pytest.approx(2 * marks["4102"]["mark"])
    assert sum(test["score"] for test in jose["tests"]) == pytest.approx(2 * marks["4102"]["mark_in_time"], abs=0.02)
    for test in (*ana["tests"], *jose["tests"]):
        assert test.keys() == GRADESCOPE_TEST
        assert test["status"] in ("passed", "failed")
    assert sum(test["max_score"] for test in jose["tests"]) == pytest.approx(20)
    assert "2 días de retraso" in jose["output"]


def test_gradescope_is_told_no_more_than_the_page(export, report, tmp_path):
    export("gradescope", "--feedback", "score", "--student", "4102", "--out", tmp_path / "one.json")

    shown = (tmp_path / "one.json").read_text(encoding="ascii")
    results = json.loads((report / "results.json").read_text(encoding="ascii"))
    hidden = {one["check"] for topic in results["topics"] for one in topic["checks"] if one["visibility"] == "hidden"}
    student = next(one for one in results["students"] if one["key"] == "4102")
    failed = [one for one in student["topics"][0]["checks"] if one["check"] in hidden and one["evidence"]]
    assert failed
    says = {one["check"]: one["says"]["es"] for topic in results["topics"] for one in topic["checks"]}
    for one in failed:
        assert json.dumps(says[one["check"]])[1:-1] not in shown
        assert not one["evidence"]["call"] or json.dumps(one["evidence"]["call"])[1:-1] not in shown


def test_junit_is_read_by_another_reader(export, report, tmp_path):
    export("junit", "--out", tmp_path / "junit.xml", "--lang", "en")

    read = junitparser.JUnitXml.fromfile(str(tmp_path / "junit.xml"))
    results = json.loads((report / "results.json").read_text(encoding="ascii"))
    suites = {suite.name: suite for suite in read}
    assert list(suites) == [f"{one['key']}: losses" for one in results["students"]]
    for one in results["students"]:
        suite, topic = suites[f"{one['key']}: losses"], one["topics"][0]
        verdicts = [check["verdict"] for check in topic["checks"]]
        assert suite.tests == len(verdicts) == len(list(suite))
        assert suite.skipped == verdicts.count("not run")
        assert suite.failures == sum(verdict not in ("passed", "not run") for verdict in verdicts)
        assert [case.name for case in suite] == [check["check"] for check in topic["checks"]]
        assert [case.is_passed for case in suite] == [verdict == "passed" for verdict in verdicts]
    properties = {one.name: one.value for one in suites["4102: losses"].properties()}
    assert properties["penalty"] == "0.2"


def test_the_tables_hold_every_mark_and_check(export, report, tmp_path):
    export("csv", "--out", tmp_path / "marks.csv")
    export("csv", "--rows", "checks", "--out", tmp_path / "checks.csv")

    results = json.loads((report / "results.json").read_text(encoding="ascii"))
    marks, checks = (rows((tmp_path / name).read_bytes().decode()) for name in ("marks.csv", "checks.csv"))
    assert [(row["key"], float(row["mark"])) for row in marks] == [
        (one["key"], one["mark"]) for one in results["students"]
    ]
    assert [(row["check"], row["verdict"], float(row["earned"])) for row in checks] == [
        (check["check"], check["verdict"], check["earned"])
        for one in results["students"]
        for check in one["topics"][0]["checks"]
    ]
    late = next(row for row in marks if row["key"] == "4102")
    assert (late["penalty"], late["days_late"]) == ("0.2", "2")


def test_json_keeps_to_the_schema_and_says_why_a_mark_is_less(export, report, tmp_path):
    export("json", "--out", tmp_path / "class.json")

    schema = json.loads(files("gradiente.reports").joinpath("results.schema.json").read_text())
    found = json.loads((tmp_path / "class.json").read_text(encoding="ascii"))
    jsonschema.validate(found, schema)
    assert (tmp_path / "class.json").read_bytes() == (report / "results.json").read_bytes()
    (late,) = next(one for one in found["students"] if one["key"] == "4102")["late"]
    assert late == {
        "topic": "losses",
        "submitted": "2026-03-22T10:15:00+01:00",
        "deadline": "2026-03-20T23:59:59+01:00",
        "days": 2,
        "penalty": 0.2,
        "is_cut_off": False,
    }


def test_pages_say_the_mark_before_and_after_and_why(report):
    student = (report / "students" / "4102.html").read_text(encoding="utf-8")
    class_page = (report / "index.html").read_text(encoding="utf-8")

    for page in (student, class_page):
        assert "2 días de retraso" in page
        assert "Resta un 20\N{NO-BREAK SPACE}% de la nota" in page
    assert "2 días de retraso" not in (report / "students" / "4101.html").read_text(encoding="utf-8")


def test_where_the_best_attempt_counts_it_is_graded_and_named(late_course, losses, tmp_path):
    files = {"ana/attempt 1/losses.py": losses, "ana/attempt 2/losses.py": "x = 1\n", "luis/losses.py": "x = 2\n"}
    for name, text in files.items():
        (tmp_path / "class" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "class" / name).write_text(text, encoding="utf-8")
    arguments = ["grade", tmp_path / "class", "--course", late_course, "--out", tmp_path / "out", "--attempts", "best"]
    outcome = CliRunner().invoke(command, [*map(str, arguments), "--jobs", "2"])

    assert outcome.exit_code == 1, outcome.output
    ana, luis = json.loads((tmp_path / "out" / "results.json").read_text(encoding="ascii"))["students"]
    assert (ana["mark"], luis["mark"]) == (10.0, 0.0)
    notes = {note["kind"]: note["details"] for note in ana["notes"]}
    best = {"count": "2", "chosen": "attempt 1", "marks": "attempt 1: 10.00, attempt 2: 0.00"}
    assert notes == {"attempts-best": best, "time-unknown": {}}
