"""The kinds of figure: curves over one axis, regions of the plane, histograms. Numbers and names, nothing drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar

from gradiente.errors import GradienteError
from gradiente.results import Text


@dataclass(frozen=True)
class Figure:
    """What every figure has.

    Attributes
    ----------
    name : str
    title : Text
    recipe : str
        The function that measured it, and what it trained.
    """

    kind: ClassVar[str]

    name: str
    title: Text
    recipe: str

    def values_of(self, key: str) -> list[float]:
        """Return the numbers that expressions of a question ask for by a key.

        Raises
        ------
        GradienteError
            If there are none of that key.
        """
        numbers = self._numbers()
        if key not in numbers:
            raise GradienteError(f"The figure {self.name!r} has no series {key!r}.")
        return list(numbers[key])

    def _numbers(self) -> dict[str, Sequence[float]]:
        raise NotImplementedError

    def to_json(self) -> dict[str, Any]:
        """Return what is stored of it, besides what every figure has."""
        raise NotImplementedError


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

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Series:
        """Rebuild it."""
        return cls(stored["key"], Text(**stored["name"]), tuple(stored["values"]))

    def to_json(self) -> dict[str, Any]:
        """Return what is stored of it."""
        return {"key": self.key, "name": both(self.name), "values": list(self.values)}


@dataclass(frozen=True)
class Curves(Figure):
    """Curves over one axis.

    Attributes
    ----------
    x, y : Text
        What stands at the axes.
    positions : tuple of float
        Along x, one for each value.
    series : tuple of Series
    """

    kind: ClassVar[str] = "curves"

    x: Text
    y: Text
    positions: tuple[float, ...]
    series: tuple[Series, ...]

    def __post_init__(self) -> None:
        if any(len(one.values) != len(self.positions) for one in self.series):
            raise ValueError("a series has not as many values as there are positions")

    @classmethod
    def from_json(cls, name: str, stored: dict[str, Any]) -> Curves:
        """Rebuild it."""
        return cls(
            name,
            Text(**stored["title"]),
            stored["recipe"],
            Text(**stored["x"]),
            Text(**stored["y"]),
            tuple(stored["positions"]),
            tuple(map(Series.from_json, stored["series"])),
        )

    def to_json(self) -> dict[str, Any]:
        """Return what is stored of it, besides what every figure has."""
        return {
            "x": both(self.x),
            "y": both(self.y),
            "positions": list(self.positions),
            "series": [one.to_json() for one in self.series],
        }

    def _numbers(self) -> dict[str, Sequence[float]]:
        return {one.key: one.values for one in self.series}


@dataclass(frozen=True)
class Ground:
    """The regions that one network makes of the plane.

    Attributes
    ----------
    key : str
    name : Text
    grid : tuple of str
        A row a string, the topmost first; a digit a cell, which class the network sees there.
    """

    key: str
    name: Text
    grid: tuple[str, ...]

    def boundary(self) -> float:
        """Length of the boundaries between classes, in sides of the square, along the cells' edges."""
        across = sum(left != right for row in self.grid for left, right in pairwise(row))
        down = sum(upper != lower for rows in pairwise(self.grid) for upper, lower in zip(*rows, strict=True))
        return (across + down) / len(self.grid)

    def share(self, label: int) -> float:
        """Share of the square that is of a class."""
        return sum(row.count(str(label)) for row in self.grid) / len(self.grid) ** 2


@dataclass(frozen=True)
class Regions(Figure):
    """Regions of the plane, as networks that were trained on the same points see them.

    Attributes
    ----------
    low, high : float
        Ends of both axes: the regions are a square.
    points : tuple of (float, float, int)
        The training points and their classes, numbered from 0.
    panels : tuple of Ground
    """

    kind: ClassVar[str] = "regions"

    low: float
    high: float
    points: tuple[tuple[float, float, int], ...]
    panels: tuple[Ground, ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(panel.grid) for panel in self.panels for row in panel.grid):
            raise ValueError("the cells of a panel are no square")

    @property
    def classes(self) -> int:
        """How many classes the points have."""
        return 1 + max(label for _, _, label in self.points)

    def at(self, panel: Ground, x: float, y: float) -> int | None:
        """Return the class of the cell in which a place lies, or None outside of the square."""
        cells = len(panel.grid)
        column, row = (int(cells * (place - self.low) // (self.high - self.low)) for place in (x, y))
        return int(panel.grid[cells - 1 - row][column]) if 0 <= column < cells and 0 <= row < cells else None

    def misplaced(self, panel: Ground) -> int:
        """Count the points that lie on the ground of another class."""
        return sum(self.at(panel, x, y) not in (label, None) for x, y, label in self.points)

    @classmethod
    def from_json(cls, name: str, stored: dict[str, Any]) -> Regions:
        """Rebuild it."""
        return cls(
            name,
            Text(**stored["title"]),
            stored["recipe"],
            stored["low"],
            stored["high"],
            tuple((x, y, label) for x, y, label in stored["points"]),
            tuple(Ground(one["key"], Text(**one["name"]), tuple(one["grid"])) for one in stored["panels"]),
        )

    def to_json(self) -> dict[str, Any]:
        """Return what is stored of it, besides what every figure has."""
        return {
            "low": self.low,
            "high": self.high,
            "points": [list(point) for point in self.points],
            "panels": [{"key": one.key, "name": both(one.name), "grid": list(one.grid)} for one in self.panels],
        }

    def _numbers(self) -> dict[str, Sequence[float]]:
        return {one.key: (one.boundary(), float(self.misplaced(one))) for one in self.panels}


@dataclass(frozen=True)
class Layers:
    """Histograms over the same bins.

    Attributes
    ----------
    key : str
    name : Text
    series : tuple of Series
        Of each the share of the values that fall into each bin.
    """

    key: str
    name: Text
    series: tuple[Series, ...]


@dataclass(frozen=True)
class Histograms(Figure):
    """Histograms, in panels.

    Attributes
    ----------
    x, y : Text
        What stands at the axes.
    edges : tuple of float
        Of the bins, one more than there are bins.
    panels : tuple of Layers
    """

    kind: ClassVar[str] = "histograms"

    x: Text
    y: Text
    edges: tuple[float, ...]
    panels: tuple[Layers, ...]

    def __post_init__(self) -> None:
        if any(len(one.values) != len(self.edges) - 1 for panel in self.panels for one in panel.series):
            raise ValueError("a histogram has not as many values as there are bins")

    @classmethod
    def from_json(cls, name: str, stored: dict[str, Any]) -> Histograms:
        """Rebuild it."""
        return cls(
            name,
            Text(**stored["title"]),
            stored["recipe"],
            Text(**stored["x"]),
            Text(**stored["y"]),
            tuple(stored["edges"]),
            tuple(
                Layers(one["key"], Text(**one["name"]), tuple(map(Series.from_json, one["series"])))
                for one in stored["panels"]
            ),
        )

    def to_json(self) -> dict[str, Any]:
        """Return what is stored of it, besides what every figure has."""
        return {
            "x": both(self.x),
            "y": both(self.y),
            "edges": list(self.edges),
            "panels": [
                {"key": one.key, "name": both(one.name), "series": [series.to_json() for series in one.series]}
                for one in self.panels
            ],
        }

    def _numbers(self) -> dict[str, Sequence[float]]:
        return {f"{panel.key}-{one.key}": one.values for panel in self.panels for one in panel.series}


KINDS: dict[str, type[Curves] | type[Regions] | type[Histograms]] = {
    kind.kind: kind for kind in (Curves, Regions, Histograms)
}


def both(text: Text) -> dict[str, str]:
    """Return what is stored of a text."""
    return {"es": text.es, "en": text.en}
