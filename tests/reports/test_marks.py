"""The marks, read back as a spreadsheet reads them."""

import csv
import io

import pytest
from made_by_hand import class_of, make_check, make_class

from gradiente.reports.marks import marks_csv
from gradiente.reports.statistics import count_class
from gradiente.results import Evidence, StudentResult, TopicResult, Verdict


def rows_of(result, language="en"):
    text = marks_csv(result, count_class(result), language)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";" if language == "es" else ","))


def test_one_row_a_student_with_a_mark_for_each_topic_and_the_total():
    checks = [make_check(Verdict.PASSED, name="a", points=3.0), make_check(Verdict.FAILED, Evidence("value"), name="b")]

    heading, row = rows_of(make_class(*checks, name="Núñez, Ana"))

    assert heading == ["key", "name", "losses", "total"]
    assert row == ["1", "Núñez, Ana", "7.50", "7.50"]


def test_spanish_spreadsheets_get_their_separators():
    result = make_class(make_check(Verdict.PASSED, name="a", points=3.0), make_check(Verdict.FAILED, name="b"))

    assert rows_of(result, "es") == [["clave", "nombre", "losses", "total"], ["1", "Ana", "7,50", "7,50"]]


def test_a_mark_that_does_not_exist_is_an_empty_field():
    result = make_class(make_check(Verdict.GRADER_FAULT, Evidence("grader-fault")))

    assert rows_of(result)[1] == ["1", "Ana", "", ""]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "\r=1", "\n-1"])
def test_no_name_is_a_formula(name):
    _, row = rows_of(make_class(make_check(Verdict.PASSED), name=name, key=name))

    for cell in row[:2]:
        assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_names_stay_in_their_cell():
    name = 'a;b,"c"\r\nd\x00'
    for language in ("es", "en"):
        rows = rows_of(make_class(make_check(Verdict.PASSED), name=name), language)

        assert [len(row) for row in rows] == [4, 4]
        assert rows[1][1] == 'a;b,"c"\\x0d\\x0ad\\x00'


def test_students_stand_in_the_order_of_their_keys():
    topic = TopicResult("losses", "losses.py", (make_check(Verdict.PASSED),))
    result = class_of(*(StudentResult(key, key, "en", (topic,)) for key in ("1", "2", "3")))

    assert [row[0] for row in rows_of(result)[1:]] == ["1", "2", "3"]
