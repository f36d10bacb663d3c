"""Run the recipes of the figures and store what they measure."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from gradiente.errors import GradienteError
from gradiente.quizzes.figures import Figure, read_figure, to_json

# A stored figure is right if measuring it again gives these numbers, up to what another machine's arithmetic does
# to thousands of training steps.
TOLERANCE = 0.02


def recipes(folder: Path) -> dict[str, Callable[[], Figure]]:
    """Load the recipes of a bank's figures.

    Parameters
    ----------
    folder : Path
        Holds `recipes.py`.
    """
    path = folder / "recipes.py"
    spec = importlib.util.spec_from_file_location("quizzes_figures_recipes", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise GradienteError(f"There are no recipes of figures: {path} is missing.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, Callable[[], Figure]] = module.RECIPES
    return found


def measured(folder: Path) -> Iterator[Figure]:
    """Run every recipe."""
    for name, recipe in recipes(folder).items():
        yield replace(recipe(), name=name)


def store(folder: Path) -> Iterator[str]:
    """Run every recipe and write its figure; gives the names as they are written."""
    for figure in measured(folder):
        text = json.dumps(to_json(figure), ensure_ascii=False, indent=1)
        # One series a line: a diff then shows which curve has changed.
        text = _lists_on_one_line(text)
        (folder / f"{figure.name}.json").write_text(text + "\n", encoding="utf-8")
        yield figure.name


def _lists_on_one_line(text: str) -> str:
    import re

    return re.sub(r"\[\s+([-0-9.e,\s]+?)\s+\]", lambda found: "[" + re.sub(r"\s+", " ", found[1]) + "]", text)


def out_of_step(folder: Path) -> Iterator[str]:
    """Run every recipe; gives the names of the figures that are not what was measured now."""
    for figure in measured(folder):
        try:
            stored = read_figure(folder / f"{figure.name}.json")
        except GradienteError:
            yield figure.name
            continue
        same = [one.key for one in stored.series] == [one.key for one in figure.series]
        same = same and replace(stored, series=()) == replace(figure, series=())
        if not same or not all(
            abs(old - new) <= TOLERANCE * max(1.0, max(map(abs, then.values)))
            for then, now in zip(stored.series, figure.series, strict=True)
            for old, new in zip(then.values, now.values, strict=True)
        ):
            yield figure.name
