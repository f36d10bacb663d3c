"""Draw a figure as SVG, from the numbers that a run has measured."""

from __future__ import annotations

import io
import re
from typing import Any

from gradiente.errors import GradienteError
from gradiente.quizzes.figures import Figure
from gradiente.quizzes.filling import in_text

# Told apart without colour too: by dash and by marker. Colours are Okabe and Ito's, but for the yellow, which is
# hard to see on paper; the page turns their lightness round in the dark.
_LOOKS = (
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
        If matplotlib is not installed, or there are more lines than can be told apart.
    """
    if len(figure.series) > len(_LOOKS):
        raise GradienteError(f"The figure {figure.name!r} has more lines than can be told apart: {len(_LOOKS)}.")
    try:
        import matplotlib as mpl
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure as Canvas
        from matplotlib.ticker import FuncFormatter, MaxNLocator
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
        axes = canvas.add_subplot()
        for series, (colour, dash, marker) in zip(figure.series, _LOOKS, strict=False):
            axes.plot(
                figure.positions, series.values,
                label=series.name.in_language(language), color=colour, linestyle=dash, linewidth=2,
                marker=marker, markersize=4.5, markevery=max(1, len(figure.positions) // _MARKERS),
            )  # fmt: skip
        axes.set_xlabel(figure.x.in_language(language))
        axes.set_ylabel(figure.y.in_language(language))
        whole = all(position == int(position) for position in figure.positions)
        axes.xaxis.set_major_locator(MaxNLocator(nbins=7, integer=whole))
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(FuncFormatter(lambda value, _: in_text(float(value), language, ".4g")))
        axes.grid(visible=True, color="#888888", alpha=0.25, linewidth=0.7)
        if len(figure.series) > 1:
            canvas.legend(loc="outside upper center", ncols=len(figure.series), frameon=False, handlelength=2.8)
        written = io.StringIO()
        drawn: Any = FigureCanvasSVG(canvas)
        drawn.print_svg(written, metadata={"Date": None, "Creator": None})
    return _for_a_page(written.getvalue())


def _for_a_page(text: str) -> str:
    """Keep the drawing alone: no declaration, no document type, no comments, no metadata, no white background."""
    text = text[text.index("<svg") :]
    text = re.sub(r"<!--.*?-->\s*|<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
    text = re.sub(r'<g id="patch_[12]">\s*<path d="[^"]*" style="fill: #ffffff[^"]*"/>\s*</g>\s*', "", text)
    return text.strip()
