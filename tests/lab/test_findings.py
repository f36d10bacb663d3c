"""Findings: their numbers, how they are kept, and how they are told."""

import json
import math

import pytest

from cnn_reference.lab import Column, Findings, LabError, Line, Panel, Plot, Regions, Row, Spread, Table, Text
from cnn_reference.lab.describing import describe
from cnn_reference.lab.reports import facts, headings, lines, markdown
from cnn_reference.lab.storing import from_json, read, to_json, to_text
from cnn_reference.lab.texts import number

TABLE = Table(
    "t",
    Text("Título", "Title"),
    Text("red", "net"),
    (Column("test", Text("prueba", "test"), ".2f"), Column("steps", Text("pasos", "steps"), ".0f")),
    (
        Row("a", Text.same("A|B"), {"test": Spread((0.5, 0.7)), "steps": Spread((math.nan, 2.0))}, {"test": 0.61}),
        Row("b", Text.same("C"), {"test": Spread((0.25, 0.25))}, {}),
    ),
)
REGIONS = Regions((0.0, 1.0), (0.0, 1.0), ("0011", "0011"), ((0.0, 0.0, 0), (1.0, 1.0, 1), (1.0, 0.0, 0)))
CURVE = Line("c", Text("curva", "curve"), (0.0, 1.0, 2.0, 3.0, 4.0), (1.0, 0.5, 0.1, 0.5, 0.8), (0.9,) * 5, (1.1,) * 5)
PLOT = Plot(
    "p", Text("Curvas", "Curves"), Text("época", "epoch"), Text("pérdida", "loss"),
    (Panel(Text("líneas", "lines"), (CURVE,)), Panel(Text("regiones", "regions"), regions=REGIONS)), "x",
)  # fmt: skip
FINDINGS = Findings(
    (TABLE,), (PLOT,), (Text("Difiere.", "Differs."),), Text("datos", "data"), False,
    "name", "gradiente lab name", (0, 1), False, 12.3, {"numpy": "2"},
)  # fmt: skip


def test_a_spread_has_the_sample_standard_deviation_and_one_seed_has_none():
    assert Spread((0.5, 0.7)).mean == pytest.approx(0.6)
    assert Spread((0.5, 0.7)).deviation == pytest.approx(math.sqrt(0.02))
    assert Spread((0.5,)).deviation is None


def test_what_is_stored_comes_back_as_it_was():
    again = from_json(json.loads(to_text(FINDINGS)))

    assert to_json(again) == to_json(FINDINGS)
    assert math.isnan(again.table("t").row("a").ours["steps"].values[0])
    assert again.plots == FINDINGS.plots


def test_stored_text_is_json_in_the_strict_sense_with_one_list_a_line():
    text = to_text(FINDINGS)

    json.loads(text, parse_constant=lambda name: pytest.fail(name))
    assert '"steps": [null, 2.0]' in text


@pytest.mark.parametrize(
    ("content", "complaint"),
    [("{", "Expecting"), ("[]", "no findings"), ("{}", "no findings"), ('{"format_version": 9}', "format 9")],
)
def test_what_is_no_findings_is_refused_with_the_files_name(content, complaint, tmp_path):
    path = tmp_path / "found.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(LabError, match=complaint) as caught:
        read(path)
    assert str(path) in str(caught.value)


def test_a_table_sets_the_slides_number_beside_ours_where_there_is_one():
    assert headings(TABLE, "en") == ["net", "test, slide", "test, ours", "steps"]
    assert lines(TABLE, "en") == [["A|B", "0.61", "0.60 ± 0.14", "–"], ["C", "", "0.25", ""]]
    assert lines(TABLE, "es")[0] == ["A|B", "0,61", "0,60 ± 0,14", "–"]


def test_synthetic_data_and_a_quick_trial_are_said():
    assert "synthetic data" in " ".join(facts(FINDINGS, "en"))
    assert "datos sintéticos" in " ".join(facts(FINDINGS, "es"))
    quick = from_json({**to_json(FINDINGS), "quick": True, "real": True})
    assert "QUICK TRIAL" in facts(quick, "en")[0]
    assert "real data" in " ".join(facts(quick, "en"))


def test_a_page_has_tables_pictures_with_words_and_remarks():
    page = markdown(FINDINGS, "en", pictures="name-")

    assert "| A\\|B | 0.61 | 0.60 ± 0.14 | – |" in page
    assert f"![{describe(PLOT, 'en')}](name-p-en.svg)" in page
    assert "Differs." in page
    assert "![" not in markdown(FINDINGS, "en")


def test_a_description_names_ends_and_turns_and_the_points_on_the_wrong_side():
    words = describe(PLOT, "en")

    assert "curve 1 at 0, 0.1 at 2, 0.8 at 4" in words
    assert "class 0 50 %, class 1 50 %; 1 of 3 points in a cell of another class" in words
    assert "1 de 3 puntos en una celda de otra clase" in describe(PLOT, "es")


def test_numbers_have_the_languages_decimal_sign_and_a_true_minus():
    assert number(-0.5, "es") == "\N{MINUS SIGN}0,5"
    assert number(56195, "en", ",") == "56,195"
    assert number(56195, "es", ",") == "56\N{NARROW NO-BREAK SPACE}195"
    assert number(math.inf, "en") == "∞"
