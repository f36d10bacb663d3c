"""The results as JSON keep to the schema that ships with the package."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from made_by_hand import make_check, make_class

from gradiente.reports import results_json
from gradiente.results import Evidence, Verdict


@pytest.fixture(scope="module")
def validator():
    schema = json.loads(files("gradiente.reports").joinpath("results.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_every_verdict_keeps_to_the_schema(one_of_each, validator):
    validator.validate(json.loads(results_json(one_of_each)))


def test_the_sample_class_keeps_to_the_schema(sample_report, validator):
    results = json.loads((sample_report / "results.json").read_text(encoding="utf-8"))

    validator.validate(results)
    assert len(results["students"]) == 42


@pytest.mark.parametrize("spoil", [{"format_version": 1}, {"students": [{}]}, {"surprise": 1}])
def test_the_schema_refuses_what_is_not_the_format(one_of_each, validator, spoil):
    results = json.loads(results_json(one_of_each)) | spoil

    assert not validator.is_valid(results)


def test_text_of_a_student_is_kept_whole_and_acts_on_no_terminal():
    text = "\x1b[2J\x9b\u202e\ud800ñ"
    result = make_class(make_check(Verdict.FAILED, Evidence("value", {"got": text})), name=text, printed=text)

    written = results_json(result)

    assert written.isascii()
    assert "\x1b" not in written
    assert json.loads(written)["students"][0]["name"] == text


def test_the_file_is_what_python_writes_of_it(one_of_each, sample_report):
    odd = make_class(make_check(Verdict.FAILED, Evidence("value", {'\n"': "\\\t\ud800€"})), printed="a\nb\x7f")

    for written in (results_json(one_of_each), results_json(odd), (sample_report / "results.json").read_text("ascii")):
        assert written == json.dumps(json.loads(written), indent=1) + "\n"


def test_a_number_that_json_has_no_word_for_is_not_written():
    with pytest.raises(ValueError, match="JSON compliant"):
        results_json(make_class(make_check(Verdict.PASSED, points=float("nan"))))


def test_what_a_check_states_stands_once(sample_report):
    results = (sample_report / "results.json").read_text(encoding="utf-8")
    topics = json.loads(results)["topics"]
    says = topics[0]["checks"][-1]["says"]["en"]

    assert results.count(json.dumps(says)) == 1


def test_every_name_in_a_students_entry_is_explained(sample_report):
    results = json.loads((sample_report / "results.json").read_text(encoding="utf-8"))
    topics = {topic["topic"]: topic for topic in results["topics"]}

    for student in results["students"]:
        for entry in student["topics"]:
            topic = topics[entry["topic"]]
            assert {one["check"] for one in entry["checks"]} == {one["check"] for one in topic["checks"]}
            assert {one["id"] for one in entry["misconceptions"]} <= {one["id"] for one in topic["misconceptions"]}


def test_the_page_on_the_format_names_every_key(validator):
    page = (Path(__file__).resolve().parents[2] / "docs" / "results-schema.md").read_text(encoding="utf-8")
    keys = {*validator.schema["properties"], *validator.schema["$defs"]["student"]["properties"]}
    keys |= set(validator.schema["$defs"]["topic_of_student"]["properties"])

    assert not [key for key in keys if f"`{key}`" not in page and f"`{key}[]`" not in page]
