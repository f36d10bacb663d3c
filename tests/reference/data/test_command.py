"""`gradiente data`."""

import json

import pytest
from click.testing import CliRunner

from gradiente.cli import command

pytest.importorskip("PIL")


def run(*arguments: str):
    return CliRunner().invoke(command, ["data", *arguments])


def test_drawn_signs_are_found_where_they_were_written(tmp_path):
    assert run("synthetic", "--dir", str(tmp_path), "--tracks", "1").exit_code == 0

    shown = json.loads(run("list", "--data", str(tmp_path), "--json").output)

    paths = {one["name"]: one["path"] for one in shown["sets"]}
    assert paths["gtsrb-training"] == str(tmp_path / "GTSRB/Final_Training/Images")
    assert paths["gtsrb-test"] == str(tmp_path / "GTSRB/Final_Test/Images")
    assert paths["mnist"] is None


def test_what_is_not_there_is_listed_with_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADIENTE_DATA", str(tmp_path))

    outcome = run("list")

    assert outcome.exit_code == 0
    assert f"Data in {tmp_path}" in outcome.output
    assert "  gradiente data gtsrb" in outcome.output


def test_a_download_without_a_network_is_one_sentence(tmp_path, monkeypatch):
    pytest.importorskip("pooch")
    from cnn_reference.data import download

    monkeypatch.setattr(download.download_gtsrb, "__defaults__", (lambda _: None, "http://127.0.0.1:9/"))

    outcome = run("gtsrb", "--dir", str(tmp_path))

    assert outcome.exit_code == 2
    assert "gradiente: 127.0.0.1:9 cannot be reached" in outcome.output
    assert "Traceback" not in outcome.output
