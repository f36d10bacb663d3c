"""After a change of checks: who changes, from what to what, and why, before anything is written."""

import json
import shutil

import pytest


def difference(graded_class):
    """What would change, in JSON; nothing is written."""
    before = graded_class.published()
    found = json.loads(graded_class.regrade("--json").stdout)
    assert graded_class.published() == before
    return found


def test_where_nothing_changed_nothing_is_written(graded_class):
    assert difference(graded_class)["is_empty"]
    assert "Nothing changes for 4 students" in graded_class.regrade().stdout
    assert not (graded_class.out / ".regrade").exists()


def test_a_changed_check_says_whose_mark_changes_and_that_it_is_the_check(graded_class):
    graded_class.edit(graded_class.hidden, lambda text: text.replace("span([1.0, 5.0]), 4.0", "span([1.0, 5.0]), -4.0"))

    found = difference(graded_class)

    assert [(edit["check"], edit["sources"], edit["gained"], edit["lost"]) for edit in found["checks"]] == [
        ("test_span", ["check"], 1, 2)
    ]
    changes = {change["name"]: (change["before"], change["after"]) for change in found["marks"]}
    assert changes == {"Ana Gil": (10.0, 6.0), "Bea Paz": (6.0, 2.0), "Carlos Río": (6.0, 10.0)}
    assert found["marks"][0]["checks"][0]["causes"] == ["check"]


@pytest.mark.parametrize(
    ("name", "old", "new", "checks", "sources"),
    [
        ("grader/checks/averages.py", "ONE = 1.0", "ONE = 1.5", 3, ["averages.py"]),
        ("grader/checks/averages.py", 'en="The span."', 'en="The range."', 1, ["text"]),
        ("solutions/01_averages/exercise.toml", 'lecture]', 'limits]\ncall_s = 5.0\n[lecture]', 4, ["limits"]),
    ],
)  # fmt: skip
def test_it_is_told_apart_what_of_a_check_has_changed(graded_class, name, old, new, checks, sources):
    graded_class.edit(name, lambda text: text.replace(old, new))

    found = difference(graded_class)

    assert [edit["sources"] for edit in found["checks"]] == [sources] * checks


def test_points_that_move_change_marks_without_a_new_verdict(graded_class):
    graded_class.edit(graded_class.hidden, lambda text: text.replace('n", 4)', 'n", 5)', 1).replace('n", 2)', 'n", 1)'))

    found = difference(graded_class)

    assert {change["name"]: change["after"] for change in found["marks"]} == {
        "Ana Gil": 10.0, "Bea Paz": 5.0, "Carlos Río": 6.0, "Dora Sanz": 1.0
    }  # fmt: skip
    assert all(check["causes"] == ["points"] for change in found["marks"] for check in change["checks"])
    assert all(check["before"] == check["after"] for change in found["marks"] for check in change["checks"])


def test_another_file_another_student_and_a_student_gone_are_named(graded_class):
    fixed = (graded_class.submissions / "Ana Gil" / "averages.py").read_bytes()
    (graded_class.submissions / "Bea Paz" / "averages.py").write_bytes(fixed)
    (graded_class.submissions / "Eva Mir").mkdir()
    (graded_class.submissions / "Eva Mir" / "averages.py").write_bytes(fixed)
    shutil.rmtree(graded_class.submissions / "Dora Sanz")

    found = difference(graded_class)

    (change,) = found["marks"]
    assert (change["name"], change["before"], change["after"]) == ("Bea Paz", 6.0, 10.0)
    assert change["checks"][0]["causes"] == ["submission"]
    assert (found["arrived"], found["left"]) == (["Eva Mir"], ["Dora Sanz"])


def test_yes_writes_what_a_grading_would_have_written(graded_class, tmp_path):
    graded_class.edit(graded_class.hidden, lambda text: text.replace("span([1.0, 5.0]), 4.0", "span([1.0, 5.0]), -4.0"))
    assert "--yes writes it" in graded_class.regrade().stdout

    shown = graded_class.regrade("--yes").stdout

    assert "test_span" in shown
    assert "10.00 → 6.00" in shown
    assert not (graded_class.out / ".regrade").exists()
    regraded = graded_class.published()
    graded_class.grade()
    assert graded_class.published() == regraded


def test_what_was_judged_for_a_look_is_not_judged_twice(graded_class, monkeypatch):
    graded_class.edit(graded_class.hidden, lambda text: text.replace("4.0)", "5.0)"))
    graded_class.regrade()

    monkeypatch.setattr("gradiente.judges.LocalJudges.submit", lambda *_: pytest.fail("something is judged again"))
    assert "Written to" in graded_class.regrade("--yes").stdout


def test_a_mark_by_hand_stays_and_is_flagged_where_the_judged_one_under_it_changed(graded_class):
    decide = ["override", str(graded_class.out)]
    graded_class.run(*decide, "Ana Gil", "averages/span", "--mark", "3", "--reason", "Late idea.")
    graded_class.run(*decide, "Carlos Río", "averages/mean", "--mark", "5", "--reason", "Untidy.")
    graded_class.edit(graded_class.hidden, lambda text: text.replace("span([1.0, 5.0]), 4.0", "span([1.0, 5.0]), -4.0"))

    found = difference(graded_class)

    ana = next(change for change in found["marks"] if change["name"] == "Ana Gil")
    assert (ana["before"], ana["after"], ana["judged_before"], ana["judged_after"]) == (9.0, 9.0, 10.0, 6.0)
    assert ana["is_overridden"]
    assert [(one["student"], one["override"]["part"]) for one in found["outdated"]] == [("Ana Gil", "span")]
    graded_class.regrade("--yes")
    results = json.loads((graded_class.out / "results.json").read_text())
    flags = {one["name"]: one["needs_a_look"] for one in results["students"]}
    assert flags["Ana Gil"] == ["override-outdated"]
    assert flags["Carlos Río"] == []
    assert "the grader gave 4" in (graded_class.out / "index.html").read_text(encoding="utf-8")
    listed = graded_class.run(*decide, "--list").stdout
    assert "Look again at Ana Gil, averages/span: the grader gave 4 then, and gives 0 now." in listed
    assert "Look again at Carlos" not in listed


def test_submissions_that_went_away_are_asked_for(graded_class):
    moved = graded_class.submissions.rename(graded_class.submissions.with_name("elsewhere"))

    assert "say where they are now" in graded_class.regrade(code=2).stderr
    assert "Nothing changes" in graded_class.regrade(str(moved)).stdout
