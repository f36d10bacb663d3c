"""Figures: the numbers of real training runs, stored as JSON, and the words that say what they show.

`quizzes/figures/recipes.py` trains with the reference and fixed seeds; `gradiente quizzes figures` stores what
comes out. Nothing is drawn that no run has measured.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from gradiente.errors import GradienteError
from gradiente.quizzes.filling import in_text
from gradiente.results import Text

FORMAT_VERSION = 1
# How a text says where a figure stands.
FIGURE = re.compile(r"!\[\]\(figure:([a-z0-9-]+)\)")


@dataclass(frozen=True)
class Series:
    """A line of a figure.

    Attributes
    ----------
    key : str
    name : Text
    values : tuple of float
    """

    key: str
    name: Text
    values: tuple[float, ...]


@dataclass(frozen=True)
class Figure:
    """Curves over one axis.

    Attributes
    ----------
    name : str
    title, x, y : Text
        What it shows, and what stands at the axes.
    positions : tuple of float
        Along x, one for each value.
    series : tuple of Series
    recipe : str
        The function that measured it, and what it trained.
    """

    name: str
    title: Text
    x: Text
    y: Text
    positions: tuple[float, ...]
    series: tuple[Series, ...]
    recipe: str

    def values_of(self, key: str) -> list[float]:
        """Return the values of one series.

        Raises
        ------
        GradienteError
            If there is none of that key.
        """
        for series in self.series:
            if series.key == key:
                return list(series.values)
        raise GradienteError(f"The figure {self.name!r} has no series {key!r}.")


def read_figure(path: Path) -> Figure:
    """Read a stored figure.

    Raises
    ------
    GradienteError
        If there is none, or it is not of our format.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise GradienteError(f"There is no figure {path.stem!r}: {path} is missing.") from None
    except ValueError as error:
        raise GradienteError(f"{path}: {error}.") from None
    try:
        return from_json(path.stem, stored)
    except (KeyError, TypeError, ValueError) as error:
        raise GradienteError(f"{path}: is no figure: {error!r}.") from None


def from_json(name: str, stored: dict[str, Any]) -> Figure:
    """Rebuild a figure from what is stored of it.

    Raises
    ------
    KeyError, TypeError, ValueError
        If it is none.
    """
    if stored["format_version"] != FORMAT_VERSION:
        raise ValueError(f"format_version must be {FORMAT_VERSION}")
    figure = Figure(
        name=name,
        title=Text(**stored["title"]),
        x=Text(**stored["x"]),
        y=Text(**stored["y"]),
        positions=tuple(stored["positions"]),
        series=tuple(Series(one["key"], Text(**one["name"]), tuple(one["values"])) for one in stored["series"]),
        recipe=stored["recipe"],
    )
    if any(len(one.values) != len(figure.positions) for one in figure.series):
        raise ValueError("a series has not as many values as there are positions")
    return figure


def to_json(figure: Figure) -> dict[str, Any]:
    """Return what is stored of a figure."""

    def both(text: Text) -> dict[str, str]:
        return {"es": text.es, "en": text.en}

    return {
        "format_version": FORMAT_VERSION,
        "recipe": figure.recipe,
        "title": both(figure.title),
        "x": both(figure.x),
        "y": both(figure.y),
        "positions": list(figure.positions),
        "series": [{"key": one.key, "name": both(one.name), "values": list(one.values)} for one in figure.series],
    }


class Figures(Protocol):
    """Wherever figures come from."""

    def figure(self, name: str) -> Figure:
        """Return a figure by its name."""


@dataclass(frozen=True)
class Gallery:
    """The stored figures of a bank.

    Attributes
    ----------
    folder : Path
    """

    folder: Path

    def figure(self, name: str) -> Figure:
        """Return a figure by its name."""
        return _read_once(self.folder / f"{name}.json")

    def series(self, name: str, key: str) -> list[float]:
        """Return one series of a figure, as expressions ask for it."""
        return self.figure(name).values_of(key)


@cache
def _read_once(path: Path) -> Figure:
    return read_figure(path)


def alternative_text(figure: Figure, language: str) -> str:
    """Say in words what a figure shows, from its numbers: each curve at its ends, at its quarters and where it turns.

    Parameters
    ----------
    figure : Figure
    language : str
    """

    def write(number: float) -> str:
        return in_text(number, language, ".3g")

    is_spanish = language == "es"
    x, y, title = (text.in_language(language) for text in (figure.x, figure.y, figure.title))
    against, at = ("frente a", "en") if is_spanish else ("against", "at")
    lines = [f"{title}.", f"{_capital(y)} {against} {x}."]
    for series in figure.series:
        told = _told(series.values)
        points = [
            f"{write(series.values[index])} {at} {write(figure.positions[index])}{_turn(kind, language)}"
            for index, kind in sorted(told.items())
        ]
        lines.append(f"{_capital(series.name.in_language(language))}: {'; '.join(points)}.")
    return " ".join(lines)


def _told(values: tuple[float, ...]) -> dict[int, str]:
    """Positions worth telling, and whether the curve turns there."""
    last = len(values) - 1
    told = {round(last * quarter / 4): "" for quarter in range(5)}
    low, high = min(values), max(values)
    # A turn is worth a word where it stands clear of both ends.
    clear = 0.05 * (high - low)
    if low < min(values[0], values[-1]) - clear:
        told[values.index(low)] = "lowest"
    if high > max(values[0], values[-1]) + clear:
        told[values.index(high)] = "highest"
    return told


def _turn(kind: str, language: str) -> str:
    spanish = {"lowest": "mínimo", "highest": "máximo"}
    return f" ({spanish[kind] if language == 'es' else kind})" if kind else ""


def _capital(text: str) -> str:
    """Begin a sentence with a word; a formula such as rand(0,1) stays as it is."""
    return text[:1].upper() + text[1:] if text.split()[0].isalpha() else text
