"""Item statistics: by hand, by the textbook's formula, and from every file that they are read from."""

import csv
import json
import re
import sys
from html import unescape

import pytest
from click.testing import CliRunner

from gradiente.cli import command
from gradiente.errors import GradienteError
from gradiente.quizzes.exports.plan import make_plan
from gradiente.quizzes.exports.texts import Texts
from gradiente.quizzes.given import Given, read_given
from gradiente.quizzes.marking import mark
from gradiente.quizzes.statistics import quiz_statistics
from gradiente.quizzes.variant import Choice, Code, Numeric

# Five students, three questions.
MARKS = {"ana": (1, 1, 1), "luis": (1, 1, 0), "eva": (1, 0, 0), "teo": (0, 1, 1), "sara": (0, 0, 0)}
answers = sys.modules["exported"].answers


def given(marks):
    return [
        Given(
            student,
            Code(f"q-{n}", 1, n % 2),
            float(mark),
            ("right",) if mark else ("losses/sign",),
            () if mark else ("losses/sign",),
        )
        for student, own in marks.items()
        for n, mark in enumerate(own)
    ]


def test_statistics_of_a_small_class_by_hand():
    found = quiz_statistics(given(MARKS))

    assert found.students == 5
    assert [item.facility for item in found.items] == pytest.approx([0.6, 0.6, 0.4])
    assert found.items[0].chosen == {"right": 3, "losses/sign": 2}
    assert found.misconceptions == {"losses/sign": 4}
    # q-0: 1 1 1 0 0 against 2 1 0 2 0: covariance (3/5 - 0.6 * 1), which is 0.
    assert found.items[0].discrimination == pytest.approx(0, abs=1e-12)
    # q-1: 1 1 0 1 0 against 2 1 1 1 0: 4/5 - 0.6 * 1 = 0.2, over sqrt(0.24 * 0.4).
    assert found.items[1].discrimination == pytest.approx(0.2 / (0.24 * 0.4) ** 0.5)
    # Sums 3 2 1 2 0 have variance 1.04; p q adds up to 0.24 * 3: 3/2 (1 - 0.72 / 1.04).
    assert found.reliability.name == "KR-20"
    assert found.reliability.value == pytest.approx(1.5 * (1 - 0.72 / 1.04))


def test_partial_marks_make_it_alpha_and_gaps_leave_a_student_out():
    marks = {**MARKS, "ines": (0.5, 1, 1), "late": (1, 1)}
    found = quiz_statistics(given(marks))

    assert found.reliability.name == "alpha"
    assert found.reliability.students == 6
    assert found.items[2].answers == 6


def test_nothing_is_claimed_of_too_few_or_of_all_the_same():
    few = quiz_statistics(given(dict(list(MARKS.items())[:4])))
    same = quiz_statistics(given(dict.fromkeys(MARKS, (1, 1, 1))))

    assert {item.discrimination for item in few.items} == {None}
    assert {item.discrimination for item in same.items} == {None}
    assert same.reliability.value is None


def test_variants_are_told_apart():
    one = [Given(f"s{n}", Code("q", 1, n % 2), float(n % 2), None) for n in range(6)]

    assert quiz_statistics(one).items[0].variants == {
        "q.1.0": {"answers": 3, "facility": 0.0},
        "q.1.1": {"answers": 3, "facility": 1.0},
    }


def record(student, ended, fraction, chosen):
    tries = [{"response": "1", "fraction": fraction, "chosen": [chosen], "misconceptions": []}]
    answer = {"code": "no-bias.1.3", "topic": "parameters", "type": "number", "fraction": fraction, "tries": tries}
    return {"format_version": 1, "student": student, "ended": ended, "answers": [answer]}


def test_the_first_answer_of_a_student_counts_and_the_nameless_are_many(tmp_path):
    for name, content in {
        "b": record("ana", "2026-01-01T10:00:00Z", 0.0, "other"),
        "a": record("ana", "2026-01-02T10:00:00Z", 1.0, "right"),
        "c": record(None, "2026-01-02T10:00:00Z", 1.0, "right"),
        "d": record(None, "2026-01-02T10:00:00Z", 1.0, "right"),
    }.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(content))
    found = read_given(sorted(tmp_path.glob("*.json")), None)

    assert sorted(one.fraction for one in found) == [0.0, 1.0, 1.0]


@pytest.mark.parametrize(
    "text", ["[]", '{"format_version": 2}', '{"format_version": 1, "student": "a", "answers": [{}]}']
)
def test_what_is_no_result_is_refused(tmp_path, text):
    (tmp_path / "x.json").write_text(text)

    with pytest.raises(GradienteError, match=r"x\.json is no file of quiz results"):
        read_given([tmp_path / "x.json"], None)


def test_moodles_report_of_responses_is_marked_as_we_mark(tmp_path, own_bank):
    plan = make_plan(own_bank, "moodle", "es", topics=["parameters", "losses"], variants=2)
    texts, rows, wanted = Texts(plan), [], []
    for item in plan.items:
        asked = item.variant.asked
        question = texts.plain(item.variant.stem) + f" código {item.variant.code}"
        for n, (response, worth) in enumerate(answers(item.variant)):
            question_written = question
            if isinstance(asked, Numeric):
                written = response.replace(".", ",")
            elif isinstance(asked, Choice):
                shown = {
                    option.key: unescape(re.sub("<[^>]+>", "", texts.inline(option.text))) for option in asked.options
                }
                question_written += ": " + "; ".join(shown.values())
                written = "; ".join(shown[key] for key in response)
            else:
                continue
            rows.append(["Pérez", "Ana", f"s{n}@{item.variant.code}", question_written, written, "..."])
            wanted.append(
                (f"s{n}@{item.variant.code}", item.variant.code, worth, mark(item.variant, response).misconceptions)
            )
    path = tmp_path / "responses.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows([["Apellido(s)", "Nombre", "Correo", "Pregunta 1", "Respuesta 1", "x"], *rows])
    found = {(one.student, one.code): one for one in read_given([path], own_bank)}

    assert len(found) == len(wanted) > 100
    for student, code, worth, misconceptions in wanted:
        assert found[student, code].fraction == pytest.approx(worth), (student, code)
        assert set(found[student, code].misconceptions) == set(misconceptions)


def test_canvas_student_analysis_is_read(tmp_path):
    path = tmp_path / "analysis.csv"
    header = [
        "name",
        "id",
        "sis_id",
        "section",
        "71: ¿Cuántos? código no-bias.1.3",
        "1.0",
        "72: x code two-steps.2.0",
        "2.0",
    ]
    rows = [header, ["Ana", "7", "", "A", "12", "1.0", "a,b", "0.5"], ["Luis", "8", "", "A", "", "0.0", "a", "2.0"]]
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)

    assert [(one.student, str(one.code), one.fraction) for one in read_given([path], None)] == [
        ("7", "no-bias.1.3", 1.0), ("7", "two-steps.2.0", 0.25), ("8", "two-steps.2.0", 1.0),
    ]  # fmt: skip


def test_a_table_without_codes_is_refused(tmp_path):
    (tmp_path / "grades.csv").write_text("a,b\n1,2\n")

    with pytest.raises(GradienteError, match="no code of a question"):
        read_given([tmp_path / "grades.csv"], None)


def test_the_command_prints_a_table_or_json(tmp_path):
    path = tmp_path / "ana.json"
    path.write_text(json.dumps(record("ana", "2026-01-01T10:00:00Z", 0.0, "other")))
    shown = CliRunner().invoke(command, ["quizzes", "results", str(path), "--by-variant"])
    plain = CliRunner().invoke(command, ["quizzes", "results", str(path), "--json"])

    assert shown.exit_code == plain.exit_code == 0
    assert "no-bias.1.3" in shown.output
    assert json.loads(plain.output)["items"][0]["facility"] == 0.0
