"""The class in drawings, by matplotlib: SVG that takes its colours from the page and says in words what it shows."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from gradiente.reports.rendering import html
from gradiente.reports.statistics import BEST_MARK, PASS_MARK, ClassCount
from gradiente.texts import numbers

# The page says what these are, so that a drawing is right in the dark and on paper.
_INK, _SOFT, _LINE, _LINK, _GOOD, _IDEA = "#010203", "#020304", "#030405", "#040506", "#050607", "#060708"
_COLOURS = {_INK: "ink", _SOFT: "soft", _LINE: "line", _LINK: "link", _GOOD: "good", _IDEA: "idea"}
_MOST_FUNCTIONS = 12
_DOTS = 400  # more students than that are a cloud: their box says more


@dataclass(frozen=True)
class Plots:
    """Drawings of a class; None where there is nothing to draw."""

    marks: Markup | None = None
    topics: Markup | None = None
    functions: Markup | None = None


def plots_of(count: ClassCount, language: str) -> Plots:
    """Draw how a class did.

    Parameters
    ----------
    count : ClassCount
    language : str

    Returns
    -------
    Plots
        Empty for fewer than two marks, and where matplotlib is not installed: the tables say the same.
    """
    if sum(count.histogram) < 2:
        return Plots()
    try:
        import matplotlib as mpl
    except ImportError:
        return Plots()
    look: Any = {
        "svg.fonttype": "none",
        "font.family": "sans-serif",
        "font.size": 10,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": _LINE,
        "axes.labelcolor": _SOFT,
        "xtick.color": _SOFT,
        "ytick.color": _SOFT,
        "text.color": _INK,
        "hatch.linewidth": 0.8,
    }
    with mpl.rc_context(look):
        return Plots(_marks(count, language), _topics(count, language), _functions(count, language))


def _marks(count: ClassCount, language: str) -> Markup:
    """Draw eleven bars: marks from 0 to below 1, ..., from 9 to below 10, and 10."""

    def draw(axes: Any) -> None:
        colours = [_SOFT if place < PASS_MARK else _GOOD if place == BEST_MARK else _LINK for place in range(11)]
        bars = axes.bar(range(11), count.histogram, color=colours, width=0.85)
        labels = [str(number) if number else "" for number in count.histogram]
        axes.bar_label(bars, labels=labels, color=_INK, padding=2)
        axes.set_xticks(range(11))
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.tick_params(length=0)

    words = "; ".join(
        str(html(f"pages.histogram-{'bar' if place < 10 else 'best'}", language, low=place, high=place + 1, count=one))
        for place, one in enumerate(count.histogram)
        if one
    )
    return _svg("marks", draw, (6.4, 2.3), html("pages.histogram-title", language), f"{words}.", count, language)


def _topics(count: ClassCount, language: str) -> Markup | None:
    """Draw for each topic a box from quartile to quartile, the median in it, and a dot for each student."""
    by_topic = []
    for place, topic in enumerate(count.topics):
        lines = (student.topics[place] for student in count.students)
        marks = [line.mark for line in lines if line.is_handed_in and line.mark is not None]
        if marks:
            by_topic.append((topic, marks))
    if len(by_topic) < 2:
        return None

    def draw(axes: Any) -> None:
        axes.boxplot(
            [marks for _, marks in by_topic],
            orientation="horizontal",
            widths=0.55,
            showfliers=False,
            boxprops={"color": _SOFT},
            whiskerprops={"color": _LINE},
            capprops={"color": _LINE},
            medianprops={"color": _IDEA, "linewidth": 2.5},
        )
        for row, (_, marks) in enumerate(by_topic, start=1):
            if len(marks) <= _DOTS:
                # Equal marks are stacked around the row, the same way every time.
                seen: dict[float, int] = {}
                heights = []
                for mark in marks:
                    seen[mark] = seen.get(mark, 0) + 1
                    heights.append(row + 0.035 * (seen[mark] // 2) * (1 if seen[mark] % 2 else -1))
                axes.plot(marks, heights, "o", color=_LINK, alpha=0.55, markersize=3.2, markeredgewidth=0)
        axes.set_yticks(range(1, len(by_topic) + 1), [topic.title.in_language(language) for topic, _ in by_topic])
        axes.invert_yaxis()
        axes.set_xlim(-0.3, 10.3)
        axes.set_xticks(range(0, 11, 1))
        axes.axvline(PASS_MARK, color=_LINE, linestyle="--", linewidth=1, zorder=0)
        axes.tick_params(length=0)

    words = "; ".join(
        str(html("pages.topics-plot-row", language, topic=topic.title.in_language(language),
                 mean=numbers.mark(topic.mean, language), median=numbers.mark(topic.median, language)))
        for topic, _ in by_topic
    )  # fmt: skip
    height = 0.6 + 0.42 * len(by_topic)
    return _svg("topics", draw, (7.2, height), html("pages.topics-plot", language), f"{words}.", count, language)


def _functions(count: ClassCount, language: str) -> Markup | None:
    """Draw the functions in which most points were lost."""
    hardest = count.functions[:_MOST_FUNCTIONS]
    if not hardest:
        return None
    lost = [100 * (1 - one.share) for one in hardest]

    def draw(axes: Any) -> None:
        bars = axes.barh(range(len(hardest)), lost, color=_IDEA, height=0.62)
        axes.bar_label(bars, labels=[numbers.percent(one / 100, language) for one in lost], color=_INK, padding=4)
        axes.set_yticks(range(len(hardest)), [one.function for one in hardest], fontfamily="monospace")
        axes.invert_yaxis()
        axes.set_xlim(0, 112)
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)
        axes.tick_params(length=0)

    words = "; ".join(
        f"{one.function}: {numbers.percent(share / 100, language)}" for one, share in zip(hardest, lost, strict=True)
    )
    size = (7.2, 0.3 + 0.3 * len(hardest))
    return _svg("functions", draw, size, html("pages.functions-plot", language), f"{words}.", count, language)


def _svg(
    name: str,
    draw: Callable[[Any], None],
    size: tuple[float, float],
    title: Markup,
    words: str,
    count: ClassCount,
    language: str,
) -> Markup:
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    salt: Any = {"svg.hashsalt": f"{name}-{language}-{len(count.students)}"}
    with mpl.rc_context(salt):
        canvas = Figure(figsize=size, layout="constrained")
        draw(canvas.add_subplot())
        written = io.StringIO()
        drawn: Any = FigureCanvasSVG(canvas)
        drawn.print_svg(written, metadata={"Date": None, "Creator": None})
    return Markup(_for_a_page(written.getvalue(), name, str(title), words))


def _for_a_page(text: str, name: str, title: str, words: str) -> str:
    """Keep the drawing alone, with the page's colours and letters, ids of its own, and words for who cannot see it."""
    text = text[text.index("<svg") :]
    text = re.sub(r"<!--.*?-->\s*|<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
    text = re.sub(r'<g id="patch_[12]">\s*<path d="[^"]*" style="fill: #ffffff[^"]*"/>\s*</g>\s*', "", text)
    text = re.sub(r'id="', f'id="plot-{name}-', text)
    text = re.sub(r'((?:xlink:)?href="#|url\(#)', rf"\1plot-{name}-", text)
    text = re.sub(r"font: ([0-9.]+px) 'monospace'[^;\"]*", r"font: \1 var(--code)", text)
    text = re.sub(r"font: ([0-9.]+px) (?!var)[^;\"]*", r"font: \1 var(--plain)", text)
    for colour, variable in _COLOURS.items():
        text = text.replace(colour, f"var(--{variable})")
    head = re.match(r"<svg[^>]*>", text)
    assert head is not None
    box = re.search(r'viewBox="[^"]*"', head[0])
    assert box is not None
    labels = f"plot-{name}-title plot-{name}-words"
    return (
        f'<svg class="plot" role="img" aria-labelledby="{labels}" {box[0]} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<title id="plot-{name}-title">{title}</title><desc id="plot-{name}-words">{escape(words)}</desc>'
        + text[head.end() :].strip()
    )
