"""Say in words what a figure shows, from its numbers: for whoever does not see it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from gradiente.quizzes.figure_kinds import Curves, Figure, Ground, Histograms, Regions, Series
from gradiente.quizzes.filling import in_text
from gradiente.texts import say
from gradiente.texts.numbers import percent

# The regions of the plane are told at so many by so many places.
_PLACES = 4


def alternative_text(figure: Figure, language: str) -> str:
    """Say in words what a figure shows.

    Of a curve, where it stands at its ends, at its quarters and where it turns; of regions, which class lies where,
    how long the boundaries are and how many points are on the wrong side; of a histogram, where its middle half lies
    and how much stands in the outermost bins.

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
            raise TypeError(f"there are no words for {type(figure).__name__}")
    return " ".join([f"{figure.title.in_language(language)}.", *lines])


def _write(number: float, language: str) -> str:
    return in_text(number, language, ".3g")


def _say(key: str, language: str, **details: object) -> str:
    return say(f"quiz_figures.{key}", language, **details)


def _curves(figure: Curves, language: str) -> Iterator[str]:
    x, y = (text.in_language(language) for text in (figure.x, figure.y))
    yield _say("axes", language, y=_capital(y), x=x)
    for series in figure.series:
        points = []
        for index, kind in sorted(_told(series.values).items()):
            value, place = _write(series.values[index], language), _write(figure.positions[index], language)
            points.append(_say(kind, language, value=value, place=place))
        yield f"{_capital(series.name.in_language(language))}: {'; '.join(points)}."


def _told(values: tuple[float, ...]) -> dict[int, str]:
    """Positions worth telling, and whether the curve turns there."""
    last = len(values) - 1
    told = {round(last * quarter / 4): "value" for quarter in range(5)}
    low, high = min(values), max(values)
    # A turn is worth a word where it stands clear of both ends.
    clear = 0.05 * (high - low)
    if low < min(values[0], values[-1]) - clear:
        told[values.index(low)] = "lowest"
    if high > max(values[0], values[-1]) + clear:
        told[values.index(high)] = "highest"
    return told


def _regions(figure: Regions, language: str) -> Iterator[str]:
    yield _say("points", language, count=len(figure.points), classes=figure.classes)
    for panel in figure.panels:
        rows = "; ".join(" ".join(map(str, row)) for row in _sampled(panel))
        yield _say(
            "ground",
            language,
            name=panel.name.in_language(language),
            rows=rows,
            length=_write(panel.boundary(), language),
            misplaced=figure.misplaced(panel),
        )


def _sampled(panel: Ground) -> Iterator[list[int]]:
    """Classes at places spread over the square, the topmost row first, numbered from 1."""
    cells = len(panel.grid)
    middles = [int(cells * (place + 0.5) / _PLACES) for place in range(_PLACES)]
    for row in middles:
        yield [int(panel.grid[row][column]) + 1 for column in middles]


def _histograms(figure: Histograms, language: str) -> Iterator[str]:
    yield _say("axes", language, y=_capital(figure.y.in_language(language)), x=figure.x.in_language(language))
    for panel in figure.panels:
        told = []
        for series in panel.series:
            low, high = (_quantile(series, figure.edges, share) for share in (0.25, 0.75))
            told.append(
                _say(
                    "histogram",
                    language,
                    name=series.name.in_language(language),
                    low=in_text(low, language, ".2f"),
                    high=in_text(high, language, ".2f"),
                    ends=percent(series.values[0] + series.values[-1], language),
                )
            )
        yield f"{panel.name.in_language(language)}: {'; '.join(told)}."


def _quantile(series: Series, edges: tuple[float, ...], share: float) -> float:
    """Where a share of the values lies below, taking them for spread evenly within a bin."""
    below = [0.0, *accumulate(series.values)]
    at = next(place for place in range(len(series.values)) if below[place + 1] >= share * below[-1])
    within = (share * below[-1] - below[at]) / series.values[at]
    return edges[at] + within * (edges[at + 1] - edges[at])


def _capital(text: str) -> str:
    """Begin a sentence with a word; a formula such as rand(0,1) stays as it is."""
    return text[:1].upper() + text[1:] if text.split()[0].isalpha() else text
