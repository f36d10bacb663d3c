"""Each experiment can be tried out in seconds, without any data, and says so."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from cnn_reference.lab import EXPERIMENTS, LabError, Settings, experiment, run
from cnn_reference.lab.describing import describe
from cnn_reference.lab.drawing import svg
from cnn_reference.lab.reports import headings, lines, markdown
from cnn_reference.lab.sources import cifar10, digits, flowers, handwritten_digits
from cnn_reference.lab.storing import from_json, to_json

STANDS_IN = {"augmentation", "dropout", "parameters"}  # for photographs, drawn signs


@cache
def quick(name, data=Path("/nowhere")):
    """One trial run, shared by the tests that look at it; there are no data where it looks."""
    told = []
    settings = Settings((0, 1), is_quick=True, data=data, watch=lambda *step: told.append(step))
    return run(experiment(name), settings), told


OWN = [name for name, module in EXPERIMENTS.items() if "traffic_signs" not in module]


@pytest.mark.parametrize("name", OWN)
def test_a_quick_trial_measures_every_cell_and_every_curve(name):
    found, told = quick(name)

    assert found.command == f"gradiente lab {name} --seeds 2 --quick"
    assert told[-1][0] == told[-1][1] > 1
    assert to_json(from_json(to_json(found))) == to_json(found)
    assert found.is_real is not (name in STANDS_IN) or name in {
        "gradient-descent", "regularization", "initialization", "activation-spread",
    }  # fmt: skip
    for table in found.tables:
        assert all(len(cells) == len(headings(table, "es")) for cells in lines(table, "es"))
        assert all(row.ours for row in table.rows)
    for plot in found.plots:
        for panel in plot.panels:
            assert panel.lines or panel.regions
            for line in panel.lines:
                assert len(line.x) == len(line.y) > 0
                assert np.all(np.isfinite(line.y))
        for language in ("es", "en"):
            assert describe(plot, language) in markdown(found, language, pictures="x-").replace("\\", "")


@pytest.mark.parametrize("name", ["regularization", "lenet-initialization"])
def test_the_same_seeds_find_the_same(name):
    first = quick(name)[0]

    second = run(experiment(name), Settings((0, 1), is_quick=True, data=Path("/nowhere")))

    assert to_json(replace(second, processor_seconds=first.processor_seconds)) == to_json(first)


def test_a_drawing_is_an_image_with_words_and_the_same_each_time():
    pytest.importorskip("matplotlib")
    plot = quick("regularization")[0].plots[0]

    drawn = svg(plot, "es")

    assert drawn == svg(plot, "es")
    assert "role='img'" in drawn
    assert "<title>Regiones de decisión con cada λ</title>" in drawn
    assert "puntos en una celda de otra clase" in drawn
    assert "λ = 0,001" in drawn


def test_he_and_plain_normal_are_one_where_the_fan_in_is_2():
    found = quick("initialization")[0]

    for table in found.tables:
        assert table.row("he_normal").ours == table.row("normal").ours


def test_a_descent_shrinks_by_the_factor_that_theory_says():
    found = quick("gradient-descent")[0].table("rates")

    assert found.row("0.35").ours["steps"].mean < found.row("0.1").ours["steps"].mean
    assert all(abs(factor) > 1 for factor in found.row("1").ours["factor"].values)
    assert all(np.isnan(steps) for steps in found.row("1").ours["steps"].values)
    for factor, away in zip(*(found.row("0.1").ours[key].values for key in ("factor", "away")), strict=True):
        assert away == pytest.approx(2 * factor**30, rel=0.1)  # p* is 2, but for the noise


@pytest.mark.parametrize("source", [lambda s: handwritten_digits(s, 900, 300), lambda s: digits(2)])
def test_digits_are_there_without_any_data(source, tmp_path):
    images = source(Settings(data=tmp_path))

    assert images.is_real
    assert images.x.mean() == pytest.approx(0, abs=1e-5)
    assert images.n_classes == 10
    assert str(len(images.x)) in images.name.en
    assert str(len(images.x)) in images.name.es


@pytest.mark.parametrize("source", [lambda s: cifar10(s, 60, 20), lambda s: flowers(s, 0)])
def test_where_photographs_are_missing_drawn_signs_say_that_they_are_drawn(source, tmp_path):
    images = source(Settings(data=tmp_path))

    assert not images.is_real
    assert "drawn by a program" in images.name.en
    assert images.shape == (32, 32, 3)


def test_a_split_keeps_the_classes_even_and_shares_nothing():
    one, other = digits(0), digits(1)

    assert len(one.x) + len(one.x_test) == 1797
    assert np.ptp(np.bincount(one.y_test)) <= 2
    assert not np.array_equal(one.y_test, other.y_test) or not np.array_equal(one.x_test, other.x_test)


def test_an_unknown_experiment_is_answered_with_the_closest():
    with pytest.raises(LabError, match="did you mean dropout"):
        experiment("dropuot")
    with pytest.raises(LabError, match="at least one seed"):
        run(experiment("dropout"), Settings(()))
