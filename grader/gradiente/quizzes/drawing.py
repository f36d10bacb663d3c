"""Draw a figure as SVG, from the numbers that a run has measured."""

from __future__ import annotations

import io
import re
from typing import Any

from gradiente.errors import GradienteError
from gradiente.quizzes import drawing_panels
from gradiente.quizzes.figure_kinds import Curves, Figure, Histograms, Regions

# Told apart without colour too: by dash and by marker. Colours are Okabe and Ito's, but for the yellow, which is
# hard to see on paper; the page turns their lightness round in the dark.
LOOKS = (
    ("#0072b2", "-", "o"),
    ("#c25400", "--", "s"),
    ("#007a5a", "-.", "^"),
    ("#a3487f", ":", "D"),
)
_MARKERS = 8


def svg(figure: Figure, language: str) -> str:
    """Draw a figure.

    Parameters
    ----------
    figure : Figure
    language : str
        Of its words and of its numbers' decimal sign.

    Returns
    -------
    str
        An SVG without a background; the same for the same figure.

    Raises
    ------
    GradienteError
        If matplotlib is not installed, or there are more lines or classes than can be told apart.
    """
    _refuse_more_than_looks(figure)
    try:
        import matplotlib as mpl
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure as Canvas
    except ImportError:
        raise GradienteError(
            "Figures are drawn by matplotlib, which is missing: pip install 'gradiente[quizzes]'."
        ) from None
    # Neither is typed as it may be used.
    look: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": f"{figure.name}-{language}",
        "font.family": "sans-serif",
        "font.size": 11,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.unicode_minus": True,
    }
    with mpl.rc_context(look):
        canvas = Canvas(figsize=(4.6, 3.2), layout="constrained")
        match figure:
            case Curves():
                _draw_curves(canvas, figure, language)
            case Regions():
                drawing_panels.draw_regions(canvas, figure, language, LOOKS)
            case Histograms():
                drawing_panels.draw_histograms(canvas, figure, language, LOOKS)
        written = io.StringIO()
        drawn: Any = FigureCanvasSVG(canvas)
        drawn.print_svg(written, metadata={"Date": None, "Creator": None})
    return _for_a_page(written.getvalue())


def _refuse_more_than_looks(figure: Figure) -> None:
    match figure:
        case Curves():
            most = len(figure.series)
        case Regions():
            most = figure.classes
        case Histograms():
            most = max(len(panel.series) for panel in figure.panels)
        case _:
            raise GradienteError(f"The figure {figure.name!r} is of a kind that nobody draws.")
    if most > len(LOOKS):
        raise GradienteError(f"The figure {figure.name!r} has more lines than can be told apart: {len(LOOKS)}.")


def _draw_curves(canvas: Any, figure: Curves, language: str) -> None:
    from matplotlib.ticker import MaxNLocator

    axes = canvas.add_subplot()
    for series, (colour, dash, marker) in zip(figure.series, LOOKS, strict=False):
        axes.plot(
            figure.positions, series.values,
            label=series.name.in_language(language), color=colour, linestyle=dash, linewidth=2,
            marker=marker, markersize=4.5, markevery=max(1, len(figure.positions) // _MARKERS),
        )  # fmt: skip
    axes.set_xlabel(figure.x.in_language(language))
    axes.set_ylabel(figure.y.in_language(language))
    whole = all(position == int(position) for position in figure.positions)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7, integer=whole))
    drawing_panels.write_numbers(axes, language)
    axes.grid(visible=True, color="#888888", alpha=0.25, linewidth=0.7)
    if len(figure.series) > 1:
        canvas.legend(loc="outside upper center", ncols=len(figure.series), frameon=False, handlelength=2.8)


def _for_a_page(text: str) -> str:
    """Keep the drawing alone: no declaration, document type, comments, metadata, white background, far decimals."""
    text = text[text.index("<svg") :]
    text = re.sub(r"<!--.*?-->\s*|<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
    text = re.sub(r'<g id="patch_\d+">\s*<path d="[^"]*" style="fill: #ffffff[^"]*"/>\s*</g>\s*', "", text)
    text = re.sub(r' (?:d|x|y)="[^"]*"', lambda found: re.sub(r"(\.\d\d)\d+", r"\1", found[0]), text)
    return text.strip()
