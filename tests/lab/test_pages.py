"""What the documentation says was measured: its tables are the stored numbers, and these carry its sentences."""

import re
from pathlib import Path

import pytest

from cnn_reference.lab import EXPERIMENTS, LabError
from cnn_reference.lab.drawing import svg
from cnn_reference.lab.pages import BEGIN, END, update, with_findings
from cnn_reference.lab.storing import stored

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "lab"
OWN = [name for name, module in EXPERIMENTS.items() if "traffic_signs" not in module]


@pytest.mark.parametrize("name", OWN)
def test_a_page_shows_the_stored_findings(name):
    page = (FOLDER / f"{name}.md").read_text(encoding="utf-8")

    assert with_findings(page, name) == page, "run: python -m cnn_reference.lab.pages docs/lab"
    for plot in stored(name).plots:
        picture = FOLDER / f"{name}-{plot.key}-en.svg"
        assert f"]({picture.name})" in page
        assert f"<title>{plot.title.en}</title>" in picture.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", OWN)
def test_the_overview_names_every_experiment(name):
    assert f"](lab/{name}.md)" in (FOLDER.parent / "lab.md").read_text(encoding="utf-8")


def test_a_page_is_written_between_its_marks_alone(tmp_path):
    pytest.importorskip("matplotlib")
    page = tmp_path / "gradient-descent.md"
    page.write_text(f"before\n{BEGIN}\nto be replaced\n{END}\nafter\n", encoding="utf-8")

    assert update(tmp_path) == [page]

    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "to be replaced" not in text
    assert {path.name for path in tmp_path.glob("*.svg")} == {"gradient-descent-paths-en.svg"}


def test_a_page_without_marks_is_refused():
    with pytest.raises(LabError, match="no place for the findings"):
        with_findings("nothing here", "dropout")


def mean(name, table, row, column):
    return stored(name).table(table).row(row).ours[column].mean


def test_the_sentences_about_the_findings_are_borne_out_by_them():
    assert mean("regularization", "strengths", "0", "train") > mean("regularization", "strengths", "0.01", "train")
    assert mean("regularization", "strengths", "0.01", "validation") > mean(
        "regularization", "strengths", "0", "validation"
    )
    assert mean("regularization", "strengths", "0.1", "validation") == pytest.approx(0.5, abs=0.05)
    assert mean("augmentation", "ways", "gain", "test") > 0
    assert mean("batch-normalization", "nets", "lenet-bn-0.1", "test") > mean(
        "batch-normalization", "nets", "lenet-0.1", "test"
    )
    assert mean("batch-normalization", "nets", "lenet-1", "test") < 0.2
    lenet = {row.key: row.ours["test"].mean for row in stored("lenet-initialization").tables[0].rows}
    assert lenet["normal"] == min(lenet.values())
    for table in stored("initialization").tables:
        assert table.row("he_normal").ours == table.row("normal").ours
    assert 0.5 < mean("activation-spread", "relu", "he_normal", "layer-10") < 1.5
    assert mean("activation-spread", "relu", "lecun_normal", "layer-10") < 0.1


@pytest.mark.parametrize("name", OWN)
def test_stored_numbers_were_measured_on_real_data_where_the_page_says_so(name):
    found = stored(name)

    synthetic = {"gradient-descent", "regularization", "initialization", "activation-spread"}
    assert found.is_real is (name not in synthetic)
    assert not re.search("in place of|en lugar de", str(found.data))
    assert found.processor_seconds < 300


@pytest.mark.parametrize("name", ["regularization", "dropout"])
def test_the_widest_plots_can_be_drawn_in_both_languages(name):
    pytest.importorskip("matplotlib")
    for plot in stored(name).plots:
        assert svg(plot, "es") != svg(plot, "en")
