"""Figures in a terminal: curves and histograms as blocks, regions as the numbers of their classes, and all in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text as Line

from gradiente.quizzes.figure_kinds import Curves, Figure, Histograms, Regions
from gradiente.quizzes.figure_words import alternative_text
from gradiente.quizzes.filling import in_text
from gradiente.results import Text
from gradiente.texts import say

_BLOCKS = "▁▂▃▄▅▆▇█"
_WIDTH_OF_CURVES = 60
_REGION_COLUMNS, _REGION_ROWS = 32, 16
_COLOURS = ("blue", "red", "green", "magenta")


def figure_panel(figure: Figure, language: str) -> RenderableType:
    """Render a figure.

    Parameters
    ----------
    figure : Figure
    language : str
    """
    match figure:
        case Curves():
            lines = _curves(figure, language)
        case Regions():
            lines = _regions(figure, language)
        case Histograms():
            lines = _histograms(figure, language)
        case _:
            raise TypeError(f"no terminal shows {type(figure).__name__}")
    words = Line(alternative_text(figure, language))
    return Padding(Panel(Group(*lines, words), title=say("quiz.figure", language), title_align="left"), (1, 0))


def _curves(figure: Curves, language: str) -> Iterator[Line]:
    low = min(min(series.values) for series in figure.series)
    high = max(max(series.values) for series in figure.series)
    for series in figure.series:
        curve = sparkline(series.values, low, high, _WIDTH_OF_CURVES)
        yield Line(f"{curve} {series.name.in_language(language)}", no_wrap=True)
    yield _axes(figure.y, (low, high), figure.x, (figure.positions[0], figure.positions[-1]), language)


def _histograms(figure: Histograms, language: str) -> Iterator[Line]:
    for panel in figure.panels:
        high = max(max(series.values) for series in panel.series)
        yield Line(panel.name.in_language(language), "bold")
        for series in panel.series:
            bars = sparkline(series.values, 0.0, high, _WIDTH_OF_CURVES)
            yield Line(f"{bars} {series.name.in_language(language)}", no_wrap=True)
        yield _axes(figure.y, (0.0, high), figure.x, (figure.edges[0], figure.edges[-1]), language)


def _axes(y: Text, heights: tuple[float, float], x: Text, places: tuple[float, float], language: str) -> Line:
    ends = [in_text(end, language, ".3g") for end in (*heights, *places)]
    across, up = x.in_language(language), y.in_language(language)
    return Line(f"{up}: {ends[0]} … {ends[1]}; {across}: {ends[2]} … {ends[3]}", "dim")


def _regions(figure: Regions, language: str) -> Iterator[Line]:
    for panel in figure.panels:
        yield Line(panel.name.in_language(language), "bold")
        cells = len(panel.grid)
        for row in _spread(cells, _REGION_ROWS):
            line = Line(no_wrap=True)
            for column in _spread(cells, _REGION_COLUMNS):
                label = int(panel.grid[row][column])
                line.append(str(label + 1), _COLOURS[label % len(_COLOURS)])
            yield line


def _spread(cells: int, places: int) -> list[int]:
    """Return cells spread evenly, so many, or all of them if there are fewer."""
    places = min(cells, places)
    return [int(cells * (place + 0.5) / places) for place in range(places)]


def sparkline(values: Sequence[float], low: float, high: float, width: int) -> str:
    """Draw a curve with blocks, in as many columns as there are values, at most `width`."""
    columns = min(width, len(values))
    picked = [values[round(column * (len(values) - 1) / max(1, columns - 1))] for column in range(columns)]
    scale = (len(_BLOCKS) - 1) / (high - low) if high > low else 0.0
    return "".join(_BLOCKS[round((value - low) * scale)] for value in picked)
