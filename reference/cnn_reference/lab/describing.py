"""Plots in words, computed from their numbers, for whoever does not see them."""

from __future__ import annotations

import math
from collections import Counter

from cnn_reference.lab.findings import Line, Panel, Plot, Regions
from cnn_reference.lab.texts import number

__all__ = ["describe"]


def describe(plot: Plot, language: str) -> str:
    """Say what a plot shows: each line at its ends, at its middle and where it turns; of regions, their shares.

    Parameters
    ----------
    plot : Plot
    language : {"es", "en"}

    Returns
    -------
    str
        One line of text.
    """
    against = "frente a" if language == "es" else "against"
    x, y, title = (text.in_language(language) for text in (plot.x, plot.y, plot.title))
    told = [f"{title}: {y} {against} {x}."]
    for panel in plot.panels:
        told.append(_panel(panel, language))
    return " ".join(told)


def _panel(panel: Panel, language: str) -> str:
    name = panel.title.in_language(language)
    begin = f"{name}: " if name else ""
    if panel.regions is not None:
        return f"{begin}{_regions(panel.regions, language)}."
    return begin + "; ".join(_line(line, language) for line in panel.lines) + "."


def _line(line: Line, language: str) -> str:
    at = "en" if language == "es" else "at"
    shown = [i for i, value in enumerate(line.y) if math.isfinite(value)]
    if not shown:
        return f"{line.name.in_language(language)}: {'sin valores' if language == 'es' else 'no values'}"
    told = {shown[0], shown[len(shown) // 2], shown[-1]}
    lowest, highest = min(shown, key=lambda i: line.y[i]), max(shown, key=lambda i: line.y[i])
    # A turn is worth a word where it stands clear of both ends.
    clear = 0.05 * (line.y[highest] - line.y[lowest])
    if line.y[lowest] < min(line.y[shown[0]], line.y[shown[-1]]) - clear:
        told.add(lowest)
    if line.y[highest] > max(line.y[shown[0]], line.y[shown[-1]]) + clear:
        told.add(highest)
    points = [f"{number(line.y[i], language)} {at} {number(line.x[i], language)}" for i in sorted(told)]
    return f"{line.name.in_language(language)} {', '.join(points)}"


def _regions(regions: Regions, language: str) -> str:
    cells = Counter(digit for row in regions.rows for digit in row)
    total = sum(cells.values())
    shares = [f"{'clase' if language == 'es' else 'class'} {digit} {100 * cells[digit] / total:.0f} %"
              for digit in sorted(cells)]  # fmt: skip
    wrong = sum(regions.at(x, y) != label for x, y, label in regions.points)
    if language == "es":
        return f"superficie: {', '.join(shares)}; {wrong} de {len(regions.points)} puntos en una celda de otra clase"
    return f"area: {', '.join(shares)}; {wrong} of {len(regions.points)} points in a cell of another class"
