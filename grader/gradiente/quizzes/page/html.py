"""The Markdown of questions as HTML that is safe to put on a page, and as plain text for menus."""

from __future__ import annotations

import html
from collections.abc import Callable, MutableMapping, Sequence
from functools import cache
from typing import Any

import nh3
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from gradiente.quizzes.markdown import parser, tokens
from gradiente.quizzes.mathematics import as_text, mathml

_TEXT = {"p", "br", "strong", "em", "code", "pre", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "img"}
_MATHEMATICS = {
    "math", "semantics", "annotation", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot",
    "msub", "msup", "msubsup", "mover", "munder", "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom",
}  # fmt: skip
_ATTRIBUTES = {
    "math": {"display", "xmlns"},
    "annotation": {"encoding"},
    "mo": {"stretchy", "fence", "form", "separator", "lspace", "rspace", "minsize", "maxsize", "symmetric", "largeop"},
    "mi": {"mathvariant"},
    "mspace": {"width", "linebreak"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "mfrac": {"linethickness"},
    "mtable": {"columnalign", "rowspacing", "columnspacing"},
    "mtd": {"columnalign"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "ol": {"start"},
    "img": {"alt", "data-figure"},
}
_FIGURE = "figure:"

# Gives the alternative text of a figure by its name.
Alternative = Callable[[str], str]


class _Renderer(RendererHTML):
    """Formulas as MathML; figures by name, for the page holds each only once."""

    def math_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        return mathml(tokens[idx].content.strip())

    def math_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
        return f"<p>{mathml(tokens[idx].content.strip(), display=True)}</p>\n"

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
        name = str(tokens[idx].attrGet("src")).removeprefix(_FIGURE)
        alternative = html.escape(env["alternative"](name))
        return f'<img data-figure="{html.escape(name)}" alt="{alternative}">'


@cache
def _renderer() -> _Renderer:
    return _Renderer()


def as_html(text: str, alternative: Alternative, *, line: bool = False) -> str:
    """Convert a text.

    Parameters
    ----------
    text : str
        Markdown of a question, filled in.
    alternative : callable
        Gives the alternative text of a figure by its name.
    line : bool
        Whether the text is a single paragraph that stands inside a label: no `p` around it.

    Returns
    -------
    str
        HTML that holds no element and no attribute beyond those that our own converters make.
    """
    found = tokens(text)
    if line and [token.type for token in found] == ["paragraph_open", "inline", "paragraph_close"]:
        found = found[1:2]
    rendered = _renderer().render(found, parser().options, {"alternative": alternative})
    clean = nh3.clean(
        rendered,
        tags=_TEXT | _MATHEMATICS,
        attributes=_ATTRIBUTES,
        url_schemes=set(),
        link_rel=None,
    )
    return clean.strip()


def as_plain(text: str) -> str:
    """Convert a text of one line to plain text: a menu's entries hold no markup."""
    parts: list[str] = []
    for token in tokens(text):
        for child in token.children or []:
            if child.type == "math_inline":
                parts.append(as_text(child.content.strip()))
            elif child.type in ("softbreak", "hardbreak"):
                parts.append(" ")
            else:
                parts.append(child.content)
    return "".join(parts)
