"""`gradiente lab gtsrb --evaluate`: a saved model on images in the official layout."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from gradiente.cli import command

pytest.importorskip("PIL")

from cnn_reference.data import synthetic
from cnn_reference.lab.traffic_signs.networks import network1
from cnn_reference.network import NeuralNetwork


def run(*arguments: object):
    return CliRunner().invoke(command, ["lab", "gtsrb", *map(str, arguments)])


@pytest.fixture
def test_set(tmp_path):
    signs = synthetic.draw_tracks(np.random.default_rng(0), tracks=1, pictures=1, balanced=True)
    synthetic.write_test_layout(signs, tmp_path / "data")
    return tmp_path / "data"


def test_a_saved_model_is_measured(test_set, tmp_path):
    model = network1().save(tmp_path / "model.npz")

    outcome = run("--evaluate", model, "--data", test_set, "--json")

    assert outcome.exit_code == 0, outcome.output
    found = json.loads(outcome.output)
    (row,) = found["tables"][0]["rows"]
    assert 0 <= row["ours"]["accuracy"][0] <= 1
    assert found["data"]["en"] == "synthetic signs (drawn, not GTSRB): 43 images"
    assert found["real"] is False


def test_what_a_saved_model_reaches_does_not_take_the_place_of_the_experiments_own_findings(test_set, tmp_path):
    model = network1().save(tmp_path / "model.npz")
    (tmp_path / "gtsrb.json").write_text("of the trainings", encoding="utf-8")

    outcome = run("--evaluate", model, "--data", test_set, "--out", tmp_path, "--lang", "en")

    assert outcome.exit_code == 0, outcome.output
    assert "network1 and network2" not in outcome.output  # the experiment's title
    assert (tmp_path / "gtsrb.json").read_text(encoding="utf-8") == "of the trainings"
    assert json.loads((tmp_path / "gtsrb-official.json").read_text(encoding="utf-8"))["tables"][0]["key"] == "official"


def test_a_damaged_model_a_wrong_one_and_missing_images_are_one_sentence_each(test_set, tmp_path):
    (tmp_path / "damaged.npz").write_bytes(b"PK nothing")
    wrong = NeuralNetwork().input([4]).dense(2).save(tmp_path / "wrong.npz")
    right = network1().save(tmp_path / "right.npz")
    (tmp_path / "empty").mkdir()

    for model, data, says in (
        (tmp_path / "damaged.npz", test_set, "is no saved network"),
        (wrong, test_set, "expected images of 32 x 32 pixels and 43 classes"),
        (right, tmp_path / "empty", "`gradiente data gtsrb` downloads them"),
    ):
        outcome = run("--evaluate", model, "--data", data)
        assert outcome.exit_code == 2
        assert says in outcome.output.replace("\n", " ")
        assert "Traceback" not in outcome.output
