"""`gradiente lab` lists, runs, shows what is stored, and writes."""

import json

import pytest
from click.testing import CliRunner

from cnn_reference.lab import EXPERIMENTS
from gradiente.cli import command


def lab(*arguments):
    return CliRunner().invoke(command, ["lab", *map(str, arguments)], catch_exceptions=False)


def test_without_a_name_it_lists_what_there_is_in_either_language():
    spanish, listed = lab("--lang", "es"), json.loads(lab("--json", "--lang", "en").output)

    assert spanish.exit_code == 0
    assert all(name in spanish.output for name in EXPERIMENTS)
    assert [one["name"] for one in listed] == list(EXPERIMENTS)
    assert all(one["title"] and one["data"] and one["section"] for one in listed)


def test_it_prints_the_table_and_writes_numbers_page_and_plots(tmp_path):
    pytest.importorskip("matplotlib")

    outcome = lab("gradient-descent", "--quick", "--seeds", 3, "--lang", "es", "--out", tmp_path / "out")

    assert outcome.exit_code == 0
    assert "aprendizaje γ" in outcome.output
    assert "PRUEBA RÁPIDA" in outcome.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "gradient-descent.json", "gradient-descent-es.md", "gradient-descent-paths-es.svg",
    }  # fmt: skip
    assert json.loads((tmp_path / "out" / "gradient-descent.json").read_text("utf-8"))["seeds"] == [0, 1, 2]


def test_json_is_all_that_goes_to_the_standard_output():
    outcome = lab("gradient-descent", "--quick", "--json")

    assert json.loads(outcome.stdout)["experiment"] == "gradient-descent"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["droput"], "Did you mean dropout?"),
        (["nothing-like-it"], "choose one of"),
        (["dropout", "--seeds", "0"], "0 is not in the range"),
        (["dropout", "--data", "/no/such/folder"], "does not exist"),
        (["dropout", "--evaluate", __file__], "Dropout has no saved models"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(arguments, sentence):
    outcome = lab(*arguments)

    assert outcome.exit_code == 2
    assert sentence.lower() in outcome.output.lower()
    assert "Traceback" not in outcome.output


def test_damaged_data_are_said_to_be(tmp_path):
    (tmp_path / "mnist").mkdir()
    (tmp_path / "mnist" / "train-images-idx3-ubyte").write_bytes(b"not idx")

    outcome = lab("batch-normalization", "--quick", "--data", tmp_path)

    assert outcome.exit_code == 2
    assert "train-images-idx3-ubyte" in outcome.output


@pytest.mark.parametrize("name", [name for name, module in EXPERIMENTS.items() if "traffic" not in module])
def test_what_comes_with_the_course_is_a_full_run(name):
    stored = json.loads(lab(name, "--stored", "--json").output)

    assert stored["experiment"] == name
    assert not stored["quick"]
    assert len(stored["seeds"]) >= 3
    assert stored["remarks"]
    assert lab(name, "--stored").exit_code == 0
