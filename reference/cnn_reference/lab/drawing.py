"""Plots as SVG, by matplotlib: readable without colour, with their description inside."""

from __future__ import annotations

import io
import re
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from cnn_reference.lab.describing import describe
from cnn_reference.lab.experiment import LabError
from cnn_reference.lab.findings import Findings, Panel, Plot, Regions
from cnn_reference.lab.texts import number

__all__ = ["draw", "svg"]

# Told apart without colour too, by dash and by marker; the colours are Okabe and Ito's, the pale ones darker.
LOOKS = (
    ("#0072b2", "-", "o"),
    ("#c25400", "--", "s"),
    ("#007a5a", "-.", "^"),
    ("#a3487f", ":", "D"),
    ("#333333", (0, (5, 1, 1, 1, 1, 1)), "v"),
    ("#2b8cc4", (0, (8, 2)), "P"),
    ("#8a6d00", (0, (1, 2)), "X"),
)
FILLS = ("#bcd9ec", "#f6d3b8", "#b8e0d2", "#e3c8d8")
COLUMNS = 3
MARKERS = 8
LETTERS_AN_INCH = 12


def draw(findings: Findings, folder: Path, language: str) -> list[Path]:
    """Draw every plot of an experiment into a file.

    Parameters
    ----------
    findings : Findings
    folder : Path
        Made if it is not there.
    language : {"es", "en"}

    Returns
    -------
    list of Path
        `EXPERIMENT-PLOT-LANGUAGE.svg`, one a plot.
    """
    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    for plot in findings.plots:
        path = folder / f"{findings.experiment}-{plot.key}-{language}.svg"
        path.write_text(svg(plot, language), encoding="utf-8")
        drawn.append(path)
    return drawn


def svg(plot: Plot, language: str) -> str:
    """Draw a plot.

    Parameters
    ----------
    plot : Plot
    language : {"es", "en"}
        Of its words and of its numbers' decimal sign.

    Returns
    -------
    str
        An SVG with a title and a description; the same for the same plot.

    Raises
    ------
    LabError
        If matplotlib is not installed, or there are more lines than can be told apart.
    """
    if any(len(panel.lines) > len(LOOKS) for panel in plot.panels):
        raise LabError(f"the plot {plot.key!r} has more lines than can be told apart: {len(LOOKS)}")
    try:
        import matplotlib as mpl
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure
    except ImportError as error:
        raise LabError("plots are drawn by matplotlib, which is missing: pip install 'gradiente[lab]'") from error
    look: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": f"{plot.key}-{language}",
        "font.family": "sans-serif",
        "font.size": 10,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    across = min(len(plot.panels), COLUMNS)
    down = -(-len(plot.panels) // COLUMNS)
    with mpl.rc_context(look):
        figure = Figure(figsize=(5.2 if across == 1 else 3.3 * across, 3.2 * down + 0.5), layout="constrained")
        axes = figure.subplots(down, across, squeeze=False).ravel()
        for one in axes[len(plot.panels) :]:
            one.set_visible(False)
        for one, panel in zip(axes, plot.panels, strict=False):
            _draw_panel(one, panel, plot, language)
        handles, labels = axes[0].get_legend_handles_labels()
        if len(handles) > 1:
            # As many beside each other as fit: a sample of the line takes the room of some eight letters.
            fitting = int(LETTERS_AN_INCH * figure.get_figwidth() / (max(map(len, labels)) + 8))
            figure.legend(
                handles,
                labels,
                loc="outside upper center",
                ncols=max(1, min(fitting, len(handles))),
                frameon=False,
                handlelength=3,
            )
        written = io.StringIO()
        canvas: Any = FigureCanvasSVG(figure)
        canvas.print_svg(written, metadata={"Date": None, "Creator": None})
    return _with_words(written.getvalue(), plot.title.in_language(language), describe(plot, language))


def _draw_panel(axes: Any, panel: Panel, plot: Plot, language: str) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    if panel.regions is not None:
        _draw_regions(axes, panel.regions)
    for line, (colour, dash, marker) in zip(panel.lines, LOOKS, strict=False):
        axes.plot(line.x, line.y, label=line.name.in_language(language), color=colour, linestyle=dash, linewidth=1.8,
                  marker=marker, markersize=4.5, markevery=max(1, len(line.x) // MARKERS))  # fmt: skip
        if line.low:
            axes.fill_between(line.x, line.low, line.high, color=colour, alpha=0.15, linewidth=0)
    if "x" in plot.logarithmic:
        axes.set_xscale("log")
    if "y" in plot.logarithmic:
        axes.set_yscale("log")
    for axis, name in ((axes.xaxis, "x"), (axes.yaxis, "y")):
        if name not in plot.logarithmic:
            axis.set_major_formatter(FuncFormatter(lambda value, _: number(float(value), language, ".4g")))
    if "x" not in plot.logarithmic and panel.lines and all(x == int(x) for line in panel.lines for x in line.x):
        axes.xaxis.set_major_locator(MaxNLocator(nbins=7, integer=True))
    axes.set(xlabel=plot.x.in_language(language), ylabel=plot.y.in_language(language))
    if panel.title.in_language(language):
        axes.set_title(panel.title.in_language(language), fontsize=10)
    if panel.regions is None:
        axes.grid(visible=True, color="#888888", alpha=0.25, linewidth=0.7)


def _draw_regions(axes: Any, regions: Regions) -> None:
    from matplotlib.colors import ListedColormap

    classes = np.array([[int(digit) for digit in row] for row in regions.rows])
    axes.imshow(
        classes, ListedColormap(FILLS), vmin=-0.5, vmax=len(FILLS) - 0.5, origin="lower", interpolation="nearest",
        extent=(*regions.x, *regions.y),
    )  # fmt: skip
    for label, (colour, _, marker) in enumerate(LOOKS[: len(FILLS)]):
        points = [(x, y) for x, y, own in regions.points if own == label]
        if points:
            axes.scatter(*zip(*points, strict=True), color=colour, marker=marker, s=9, linewidths=0)
    axes.set_aspect("equal")


def _with_words(text: str, title: str, words: str) -> str:
    """Leave out what a page does not need, and put in what is read aloud."""
    text = text[text.index("<svg") :]
    text = re.sub(r"<!--.*?-->\s*|<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
    head, _, rest = text.partition(">")
    return f"{head} role='img'>\n<title>{escape(title)}</title>\n<desc>{escape(words)}</desc>{rest}".strip() + "\n"
