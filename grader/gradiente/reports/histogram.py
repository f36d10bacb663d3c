"""The distribution of marks as a drawing of our own: it needs no library and no network."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from gradiente.reports.rendering import html

_BAR, _GAP, _HEIGHT, _TOP, _FOOT = 44, 8, 160, 22, 26


def histogram_svg(counts: Sequence[int], language: str) -> Markup:
    """Draw eleven bars: marks from 0 to below 1, ..., from 9 to below 10, and 10.

    Parameters
    ----------
    counts : sequence of int
    language : str

    Returns
    -------
    Markup
        An SVG with a title and a description in words; its colours come from the page.
    """
    width = len(counts) * (_BAR + _GAP) + _GAP
    most = max([*counts, 1])
    parts = []
    for place, count in enumerate(counts):
        height = round(_HEIGHT * count / most)
        x = _GAP + place * (_BAR + _GAP)
        top = _TOP + _HEIGHT - height
        kind = "best" if place == 10 else "pass" if place >= 5 else "fail"
        if count:
            parts.append(f'<rect class="bar {kind}" x="{x}" y="{top}" width="{_BAR}" height="{height}" rx="2"/>')
            parts.append(f'<text class="count" x="{x + _BAR / 2:g}" y="{top - 6}">{count}</text>')
        parts.append(f'<text class="tick" x="{x + _BAR / 2:g}" y="{_TOP + _HEIGHT + 18}">{place}</text>')
    floor = f'<line class="floor" x1="0" x2="{width}" y1="{_TOP + _HEIGHT}" y2="{_TOP + _HEIGHT}"/>'
    listed = "; ".join(
        str(html("pages.histogram-bar" if place < 10 else "pages.histogram-best", language, low=place, high=place + 1,
                 count=count))
        for place, count in enumerate(counts) if count
    )  # fmt: skip
    title = html("pages.histogram-title", language)
    return Markup(
        '<svg class="histogram" role="img" aria-labelledby="histogram-title histogram-text" '
        f'viewBox="0 0 {width} {_TOP + _HEIGHT + _FOOT}">'
        f'<title id="histogram-title">{title}</title><desc id="histogram-text">{listed}.</desc>'
        f"{floor}{''.join(parts)}</svg>"
    )
