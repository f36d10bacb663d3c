"""The class page's part on a quiz: kept beside the marks, and put beside what the exercises showed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_by_hand import class_of, make_check, make_class, make_misconception

from gradiente.cli import command
from gradiente.errors import GradienteError
from gradiente.quizzes.bank import Bank
from gradiente.quizzes.class_items import items_of_class
from gradiente.quizzes.given import Given
from gradiente.quizzes.variant import Code
from gradiente.reports import write_reports
from gradiente.reports.quiz_items import FILE_NAME, read_items
from gradiente.reports.statistics import count_class
from gradiente.results import Evidence, Feedback, Verdict

BELIEF = "losses/softmax-over-the-batch"
OTHER = "losses/natural-log-forgotten"
BANK = Bank(Path(__file__).resolve().parents[2] / "quizzes")
# Six students, two questions and one that has left the bank; the second question agrees with nothing.
MARKS = {"Ana": (0, 1, 0), "2": (0, 1, 0), "3": (1, 0, 1), "4": (1, 0, 1), "5": (1, 1, 1), "6": (0, 0, 1)}
QUESTIONS = ("one-sample", "untrained-loss", "that-is-gone")


@pytest.fixture
def given():
    return [
        Given(student, Code(question, 1, 0), float(mark), ("right",) if mark else (BELIEF,), () if mark else (BELIEF,))
        for student, marks in MARKS.items()
        for question, mark in zip(QUESTIONS, marks, strict=True)
    ]


@pytest.fixture
def folder(given, tmp_path):
    (tmp_path / FILE_NAME).write_text(json.dumps(items_of_class(given, BANK)), encoding="utf-8")
    return tmp_path


@pytest.fixture
def result():
    """Two students who believe it, and hand in; the quiz knows the first by name and the second by key."""
    failed = make_check(Verdict.FAILED, Evidence("value", {"largest": "0.25"}))
    first = make_class(failed, misconceptions=(make_misconception(),)).students[0]
    return class_of(first, replace(first, key="2", name="Luis"), replace(first, key="77", name="Eva"))


def test_what_is_kept_is_read_and_put_beside_the_exercises(folder, result):
    """By hand: 3 of 6 right in the first; Ana and Luis believe it here and there, Eva in her exercise alone."""
    quiz = read_items(folder)
    shared = quiz.beside(count_class(result))

    assert (quiz.students, quiz.complete, quiz.reliability_name) == (6, 6, "KR-20")
    assert [(item.question, item.facility) for item in quiz.items] == [
        ("one-sample", 0.5),
        ("untrained-loss", 0.5),
        ("that-is-gone", pytest.approx(2 / 3)),
    ]
    assert quiz.items[0].title.es == "La entropía cruzada de un dato"
    assert quiz.items[2].title.es == "that-is-gone"
    assert quiz.items[1].discrimination < 0 < quiz.items[0].discrimination
    assert [(one.id, one.in_quiz, len(one.belief.holders), one.in_both) for one in shared] == [(BELIEF, 5, 3, 2)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "es",
            ("El cuestionario", "Respondieron 6 estudiantes.", "La entropía cruzada de un dato", "3 de 3", "revisar"),
        ),
        ("en", ("The quiz", "6 students answered.", "The cross-entropy of one sample", "3 of 3", "look at it")),
    ],
)
def test_the_class_page_has_a_section_on_the_quiz(folder, result, language, words):
    write_reports(result, folder, Feedback.HINT, language)
    page = (folder / "index.html").read_text(encoding="utf-8")

    assert 'href="#quiz"' in page
    assert page.count('id="quiz"') == 1
    assert [word for word in words if word not in page] == []


def test_a_class_without_a_quiz_has_no_section(tmp_path, result):
    write_reports(result, tmp_path, Feedback.HINT, "en")

    assert "quiz" not in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_a_file_of_somebody_else_is_said_and_nothing_is_written(tmp_path, result):
    (tmp_path / FILE_NAME).write_text("[]", encoding="utf-8")

    with pytest.raises(GradienteError, match="is not what a report keeps of a quiz"):
        write_reports(result, tmp_path, Feedback.HINT, "en")
    assert list(tmp_path.iterdir()) == [tmp_path / FILE_NAME]


def test_results_are_read_before_anything_is_graded(tmp_path):
    (tmp_path / "losses.py").write_text("", encoding="utf-8")
    (tmp_path / "answers.json").write_text("[]", encoding="utf-8")
    arguments = ["--quiz-results", str(tmp_path / "answers.json"), "--course", str(BANK.folder.parent)]
    outcome = CliRunner().invoke(
        command, ["grade", str(tmp_path / "losses.py"), "--out", str(tmp_path / "report"), *arguments]
    )

    assert outcome.exit_code == 2
    assert "is no file of quiz results" in outcome.output
    assert not (tmp_path / "report").exists()


def test_a_report_is_written_again_with_a_quiz_and_keeps_it(sample_report, tmp_path):
    answers = {
        "format_version": 1,
        "source": "page",
        "student": None,
        "language": "es",
        "ended": "2026-11-24T10:30:00Z",
        "answers": [
            {"code": "one-sample.1.3", "fraction": 0.0, "tries": [{"chosen": [OTHER], "misconceptions": [OTHER]}]}
        ],
    }
    (tmp_path / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    course = ["--course", str(BANK.folder.parent)]
    first, second = tmp_path / "first", tmp_path / "second"
    run = CliRunner().invoke
    again = run(command, ["report", str(sample_report), "--out", str(first)])
    (first / "plain.html").write_bytes((first / "index.html").read_bytes())
    with_quiz = run(
        command,
        ["report", str(sample_report), "--out", str(second), "--quiz-results", str(tmp_path / "answers.json"), *course],
    )
    (sample_report / FILE_NAME).unlink(missing_ok=True)  # others read this report too

    assert [again.exit_code, with_quiz.exit_code] == [0, 0], with_quiz.output
    assert 'id="quiz"' not in (first / "plain.html").read_text(encoding="utf-8")
    page = (second / "index.html").read_text(encoding="utf-8")
    assert 'id="quiz"' in page
    assert OTHER in page
