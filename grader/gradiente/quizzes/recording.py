"""Run the recipes of the figures and store what they measure."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import ne
from pathlib import Path
from statistics import fmean
from typing import Any

from gradiente.errors import GradienteError
from gradiente.quizzes.figure_kinds import Figure
from gradiente.quizzes.figures import read_figure, to_json

# A stored figure is right if measuring it again gives these numbers, up to what another processor's arithmetic does
# to thousands of training steps: with 40 points, a single one that falls to the other side is 0.025 of accuracy. So
# curves may differ by this much on average, and by five times as much anywhere; regions in twice that share of
# their cells.
TOLERANCE = 0.01
_ANYWHERE = 5
# Numbers that nobody measures.
_CHOSEN = ("positions", "edges")


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
        if not _same(to_json(stored), to_json(figure)):
            yield figure.name


def _same(then: Any, now: Any) -> bool:
    """Whether stored data says what was measured now, to within `TOLERANCE`."""
    if isinstance(then, dict) and isinstance(now, dict):
        return then.keys() == now.keys() and all(
            then[key] == now[key] if key in _CHOSEN else _same(then[key], now[key]) for key in then
        )
    if not isinstance(then, list) or not isinstance(now, list):
        return bool(then == now)
    if len(then) != len(now):
        return False
    if then and all(isinstance(one, int | float) for one in (*then, *now)):
        apart = [abs(old - new) / max(1.0, *map(abs, then)) for old, new in zip(then, now, strict=True)]
        return fmean(apart) <= TOLERANCE and max(apart) <= _ANYWHERE * TOLERANCE + 1e-9
    if then and all(isinstance(one, str) for one in (*then, *now)):  # a grid of cells
        old, new = "".join(then), "".join(now)
        return len(old) == len(new) and sum(map(ne, old, new)) <= 2 * TOLERANCE * len(old)
    return all(_same(old, new) for old, new in zip(then, now, strict=True))
