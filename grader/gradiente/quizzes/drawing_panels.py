"""Draw the figures that have panels: regions of the plane, and histograms."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from gradiente.quizzes.figure_kinds import Histograms, Regions
from gradiente.quizzes.filling import in_text
from gradiente.texts import say

_WIDTH = 4.6
_INK = "#333333"


def draw_regions(canvas: Any, figure: Regions, language: str, looks: Sequence[tuple[str, str, str]]) -> None:
    """Draw squares, two in a row: tinted regions, their boundaries, and the training points over them."""
    columns = min(2, len(figure.panels))
    rows = math.ceil(len(figure.panels) / columns)
    canvas.set_size_inches(_WIDTH, 0.35 + rows * _WIDTH / columns)
    squares = np.atleast_1d(canvas.subplots(rows, columns)).ravel()
    x, y, labels = np.array(figure.points).T
    for axes, panel in zip(squares, figure.panels, strict=False):
        # The topmost row comes first in the store; a drawing begins at the bottom.
        grid = np.array([[int(cell) for cell in row] for row in panel.grid])[::-1]
        half = (figure.high - figure.low) / len(grid) / 2
        middles = np.linspace(figure.low + half, figure.high - half, len(grid))
        for label, (colour, _, marker) in zip(range(figure.classes), looks, strict=False):
            inside = (grid == label).astype(float)
            if inside.any():
                tinted = axes.contourf(middles, middles, inside, levels=[0.5, 1.5], colors=[(colour, 0.22)])
                tinted.set(edgecolor=_INK, linewidth=0.8)
            own = labels == label
            axes.plot(
                x[own], y[own], linestyle="none", marker=marker, markersize=3.6, color=colour,
                markeredgecolor="#ffffff", markeredgewidth=0.4,
                label=say("quiz_figures.class", language, number=label + 1),
            )  # fmt: skip
        axes.set_title(panel.name.in_language(language), fontsize=11)
        axes.set(xlim=(middles[0], middles[-1]), ylim=(middles[0], middles[-1]), aspect="equal", xticks=[], yticks=[])
        axes.spines[:].set_visible(True)
    for axes in squares[len(figure.panels) :]:
        axes.set_axis_off()
    canvas.legend(
        *squares[0].get_legend_handles_labels(),
        loc="outside upper center", ncols=2 if figure.classes > 3 else figure.classes, frameon=False,
        handletextpad=0.1, columnspacing=1.2, markerscale=1.6,
    )  # fmt: skip


def draw_histograms(canvas: Any, figure: Histograms, language: str, looks: Sequence[tuple[str, str, str]]) -> None:
    """Draw one panel under the other, over the same axis; each has its own height."""
    canvas.set_size_inches(_WIDTH, 0.9 + 1.35 * len(figure.panels))
    panels = np.atleast_1d(canvas.subplots(len(figure.panels), 1, sharex=True))
    for axes, panel in zip(panels, figure.panels, strict=True):
        for series, (colour, dash, _) in zip(panel.series, looks, strict=False):
            axes.stairs(
                series.values, figure.edges, baseline=None, color=colour, linestyle=dash, linewidth=1.8,
                label=series.name.in_language(language),
            )  # fmt: skip
        axes.set_title(panel.name.in_language(language), fontsize=11)
        axes.set_ylim(bottom=0)
        write_numbers(axes, language)
        axes.yaxis.set_major_locator(_few_numbers())
        axes.grid(visible=True, color="#888888", alpha=0.25, linewidth=0.7)
    canvas.supxlabel(figure.x.in_language(language), fontsize=11)
    canvas.supylabel(figure.y.in_language(language), fontsize=11)
    canvas.legend(
        *panels[0].get_legend_handles_labels(), loc="outside upper center", ncols=len(figure.panels[0].series),
        frameon=False, handlelength=2.8,
    )  # fmt: skip


def write_numbers(axes: Any, language: str) -> None:
    """Write the numbers at both axes as the language does."""
    from matplotlib.ticker import FuncFormatter

    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: in_text(float(value), language, ".4g")))


def _few_numbers() -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=3)
