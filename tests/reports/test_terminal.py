"""What `grade` prints, in the instructor's language."""

import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_by_hand import class_of, make_check, make_class, make_misconception
from rich.console import Console

from gradiente.cli import command
from gradiente.cli.summing_up import sum_up
from gradiente.reports.statistics import count_class
from gradiente.results import Evidence, Feedback, StudentResult, TopicResult, Verdict


def printed(result, language="en", feedback=Feedback.HINT):
    text = io.StringIO()
    sum_up(result, count_class(result), Path("report"), feedback, language, Console(file=text, width=100))
    return text.getvalue()


def test_a_class_is_a_table_of_topics():
    topic = TopicResult("losses", "losses.py", (make_check(Verdict.PASSED),))
    result = class_of(*(StudentResult(key, key, "en", (topic,)) for key in "ab"))

    assert "2 estudiantes" in printed(result, "es")
    assert re.search(r"losses \(Funciones de coste\) *│ *2 │ *10,00 │ *10,00 │ *2 │ *0", printed(result, "es"))
    assert "2 students" in printed(result, "en")


def test_one_student_is_a_list_of_what_failed_and_why():
    evidence = Evidence("value", {"largest": "0.25"}, call="softmax([1.0])", got="[0.75]", want="[1.0]")
    checks = [make_check(Verdict.FAILED, evidence, hidden=False), make_check(Verdict.PASSED, name="b")]
    text = printed(make_class(*checks, misconceptions=(make_misconception(),)), "es")

    assert "no superada: `softmax` devuelve otro valor: la mayor diferencia es 0,25." in text
    assert "- Las filas suman 1." in text
    assert re.search(r"llamada: +softmax\(\[1\.0\]\)\n +tu función: +\[0\.75\]\n +esperado: +\[1\.0\]", text)
    assert "parece que has sumado por columnas" in text


@pytest.mark.parametrize("feedback", Feedback)
def test_the_terminal_keeps_to_the_level_of_feedback(feedback):
    evidence = Evidence("raised", {"got": "KeyError", "message": "S3CRET"}, call="f(S3CRET)", got="KeyError: S3CRET")
    text = printed(make_class(make_check(Verdict.FAILED, evidence)), feedback=feedback)

    assert ("S3CRET" in text) == (feedback is Feedback.FULL)
    assert ("Rows add up to 1." in text) == (feedback is not Feedback.SCORE)


def test_text_of_a_student_acts_neither_on_the_terminal_nor_on_rich():
    hostile = "\x1b[2J\x9b[bold red]:smile:\u202e"
    evidence = Evidence("type", {"got": hostile, "want": hostile}, hostile, hostile, hostile, hostile)
    error = Evidence("load-error", {"got": hostile, "message": hostile}, traceback=hostile)
    for result in (
        make_class(make_check(Verdict.FAILED, evidence, hidden=False)),
        make_class(make_check(Verdict.NOT_RUN, Evidence("not-loaded")), load_error=error),
    ):
        text = printed(result)

        assert "\\x1b[2J\\x9b[bold red]:smile:\\u202e" in text
        assert not re.search("[\x1b\x9b\u202e]", text)


def test_a_file_graded_alone_is_printed_with_its_failures(course, tmp_path):
    source = (course.folder / "solutions" / "01_parameters" / "parameters.py").read_text(encoding="utf-8")
    wrong = re.sub(r"^def batch_norm_parameters", "def missing", source, flags=re.MULTILINE)
    file = tmp_path / "parameters.py"
    file.write_text(wrong, encoding="utf-8")

    arguments = ["grade", str(file), "--out", str(tmp_path / "out"), "--course", str(course.folder), "--lang", "es"]
    outcome = CliRunner().invoke(command, arguments)

    assert outcome.exit_code == 1
    assert "Tu fichero no define `batch_norm_parameters`." in outcome.output
    assert "Página de la clase:" in outcome.output
    assert "Parámetros y formas  8,50" in outcome.output
