"""Regions and histograms: what is stored, computed, said, shown in a terminal and drawn of them."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console

from gradiente.errors import GradienteError
from gradiente.quizzes.bank import FIGURES, Bank
from gradiente.quizzes.figure_kinds import Ground, Histograms, Layers, Regions, Series
from gradiente.quizzes.figure_words import alternative_text
from gradiente.quizzes.figures import from_json, read_figure, to_json
from gradiente.quizzes.recording import out_of_step, recipes
from gradiente.quizzes.terminal_figures import figure_panel
from gradiente.results import Text

BANK = Bank(Path(__file__).resolve().parents[2] / "quizzes")
NAME = Text("A", "A")
TITLE = Text("Título", "Title")
# The upper left quarter is of class 1 (the second), the rest of class 0; the side is 4.
REGIONS = Regions(
    "quarters", TITLE, "by hand", -2.0, 2.0,
    ((-1.0, 1.0, 1), (1.0, 1.0, 0), (-1.5, 0.5, 0), (9.0, 0.0, 1)),
    (Ground("a", NAME, ("1100", "1100", "0000", "0000")),),
)  # fmt: skip
HISTOGRAMS = Histograms(
    "bars", TITLE, "by hand", Text("activación", "activation"), Text("proporción", "share"),
    (-1.0, -0.5, 0.0, 0.5, 1.0),
    (Layers("a", NAME, (Series("1", Text("capa 1", "layer 1"), (0.1, 0.4, 0.4, 0.1)),)),),
)  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("figure", [REGIONS, HISTOGRAMS], ids=lambda one: one.kind)
def test_a_figure_comes_back_from_what_is_stored(figure):
    assert from_json(figure.name, json.loads(json.dumps(to_json(figure)))) == figure


def test_boundaries_shares_and_misplaced_points_are_counted():
    """Two edges of two cells, in sides of four; the third point is on the other class's ground, the last outside."""
    panel = REGIONS.panels[0]

    assert panel.boundary() == 1.0
    assert [panel.share(label) for label in (0, 1)] == [0.75, 0.25]
    assert [REGIONS.at(panel, x, y) for x, y, _ in REGIONS.points] == [1, 0, 1, None]
    assert REGIONS.misplaced(panel) == 1
    assert REGIONS.values_of("a") == [1.0, 1.0]
    assert HISTOGRAMS.values_of("a-1") == [0.1, 0.4, 0.4, 0.1]
    with pytest.raises(GradienteError, match="no series 'b'"):
        REGIONS.values_of("b")


def test_what_does_not_fit_together_is_no_figure():
    with pytest.raises(ValueError, match="square"):
        replace(REGIONS, panels=(Ground("a", NAME, ("10", "1")),))
    with pytest.raises(ValueError, match="bins"):
        replace(HISTOGRAMS, edges=(0.0, 1.0))


def test_the_words_come_from_the_numbers():
    """The first quarter ends where 0.15 of the second bin's 0.4 are past: at -0.5 + 0.5 * 0.375."""
    assert alternative_text(REGIONS, "en") == (
        "Title. 4 training points of 2 classes, numbered from 1. A: classes from top to bottom and from left to right, "
        "2 2 1 1; 2 2 1 1; 1 1 1 1; 1 1 1 1; length of the boundaries, in sides of the square: 1; "
        "points in the region of another class: 1."
    )
    assert alternative_text(HISTOGRAMS, "es") == (
        "Título. Proporción frente a activación. A: capa 1, la mitad central entre \N{MINUS SIGN}0,31 y 0,31 y el "
        "20\N{NO-BREAK SPACE}% en los dos intervalos extremos."
    )


def test_a_terminal_shows_them():
    console = Console(width=100, record=True, file=StringIO())
    console.print(figure_panel(REGIONS, "es"), figure_panel(HISTOGRAMS, "es"))
    shown = console.export_text()

    assert "2211" in shown
    assert "▃██▃ capa 1" in shown


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", ["regions-lambda", "regions-initialization", "tanh-histograms"])
def test_the_stored_ones_are_drawn(name, language):
    pytest.importorskip("matplotlib")
    from gradiente.quizzes.drawing import svg

    figure = read_figure(BANK.folder / FIGURES / f"{name}.json")
    drawn = svg(figure, language)
    said = [element.text.strip() for element in ElementTree.fromstring(drawn).iter(f"{SVG}text") if element.text]

    assert {panel.name.in_language(language) for panel in figure.panels} <= set(said)
    assert any(word in said for word in ("clase 1", "capa 1", "class 1", "layer 1"))
    assert len(drawn) < 150_000
    assert svg(figure, language) == drawn


def test_a_region_that_has_moved_is_out_of_step(tmp_path):
    stored = to_json(REGIONS)
    recipe = f"RECIPES = {{'quarters': lambda: from_json('', {stored!r})}}\n"
    (tmp_path / "recipes.py").write_text(f"from gradiente.quizzes.figures import from_json\n{recipe}", encoding="utf-8")
    (tmp_path / "quarters.json").write_text(json.dumps(stored), encoding="utf-8")
    same = list(out_of_step(tmp_path))
    stored["panels"][0]["grid"][0] = "1000"
    (tmp_path / "quarters.json").write_text(json.dumps(stored), encoding="utf-8")

    assert (same, list(out_of_step(tmp_path))) == ([], ["quarters"])


def test_the_more_regularisation_the_simpler_the_boundary():
    """What the question about the four values of lambda asks for stands in the numbers."""
    figure = BANK.gallery.figure("regions-lambda")
    strengths = recipes(BANK.folder / FIGURES)["regions-lambda"].__globals__["STRENGTHS"]
    by_strength = sorted(strengths, key=strengths.__getitem__)

    measured = [figure.values_of(key) for key in by_strength]
    assert measured == sorted(measured, key=lambda one: (-one[0], one[1]))
    assert measured[0][1] == 0
    assert measured[-1][0] == 0
