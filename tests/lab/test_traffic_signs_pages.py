"""What the pages of the case study say was measured is what is stored."""

import re
from pathlib import Path

import pytest

from cnn_reference.lab import EXPERIMENTS
from cnn_reference.lab.pages import BEGIN, with_findings
from cnn_reference.lab.storing import stored

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "lab"
OWN = [name for name, module in EXPERIMENTS.items() if "traffic_signs" in module]
SHARES_NO_TRACK = "27389 (913) training, 3990 (133) validation and 7830 (261) test images"


def mean(name: str, table: str, row: str, column: str) -> float:
    return stored(name).table(table).row(row).ours[column].mean


@pytest.mark.parametrize("name", OWN)
def test_a_page_shows_the_stored_findings(name):
    page = (FOLDER / f"{name}.md").read_text(encoding="utf-8")

    assert BEGIN in page
    assert with_findings(page, name) == page, "run: python -m cnn_reference.lab.pages docs/lab"
    for plot in stored(name).plots:
        assert f"]({name}-{plot.key}-en.svg)" in page
        assert (FOLDER / f"{name}-{plot.key}-en.svg").is_file()


@pytest.mark.parametrize("name", OWN)
def test_the_numbers_were_measured_on_the_real_signs_split_by_track(name):
    found = stored(name)

    assert found.is_real
    assert not found.is_quick
    assert SHARES_NO_TRACK in found.data.en


def test_every_page_is_named_in_the_case_study_and_in_the_overview():
    story = (FOLDER / "traffic-signs.md").read_text(encoding="utf-8")

    for name in OWN:
        assert f"({name}.md)" in story
    assert "](lab/traffic-signs.md)" in (FOLDER.parent / "lab.md").read_text(encoding="utf-8")


def test_network1_is_beyond_the_lectures_accuracy_in_less_than_a_minute_of_two_processors():
    row = stored("gtsrb").table("networks").row("network1")

    assert len(row.ours["validation"].values) == 3
    assert min(row.ours["validation"].values) > row.lecture["validation"] == 0.925
    assert max(row.ours["seconds"].values) < 120


def test_the_final_network_is_beyond_people_with_every_seed():
    accuracy = stored("gtsrb-final").table("final").row("final").ours["accuracy"]

    assert len(accuracy.values) == 3
    assert min(accuracy.values) > 0.9884
    assert mean("gtsrb-final", "final", "final", "seconds") < 30 * 60 * 2
    story = (FOLDER / "traffic-signs.md").read_text(encoding="utf-8")
    assert all(f"{value:.4f}" in story for value in accuracy.values)


def test_a_random_split_promises_more_than_a_split_by_track():
    assert mean("gtsrb-leak", "splits", "random", "known") == 1
    assert mean("gtsrb-leak", "splits", "random", "gap") > mean("gtsrb-leak", "splits", "track", "gap")


def test_the_story_tells_what_is_stored():
    """Every number of its table, in its order."""
    story = (FOLDER / "traffic-signs.md").read_text(encoding="utf-8")

    told = re.findall(r"^\| \[.*?\]\(([\w-]+)\.md\) \|.*?\| ([\d.]+)", story, re.MULTILINE)
    expected = {
        "gtsrb": mean("gtsrb", "networks", "network1", "validation"),
        "gtsrb-final": mean("gtsrb-final", "final", "final", "accuracy"),
    }
    found = {name: float(number) for name, number in told if name in expected}
    assert found.keys() == expected.keys()
    for name, number in found.items():
        assert number == pytest.approx(expected[name], abs=0.0006)
