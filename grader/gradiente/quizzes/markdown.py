"""The Markdown of questions: one parser for lint, terminal, page and exports."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

_KNOWN = {
    "paragraph", "inline", "text", "softbreak", "hardbreak", "strong", "em", "code_inline", "fence", "bullet_list",
    "ordered_list", "list_item", "math_inline", "math_block", "image", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables and formulas, without HTML."""
    # `$5 y $10` is money and not a formula.
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    return markdown.use(dollarmath_plugin, allow_digits=False, allow_space=False)


def tokens(text: str) -> list[Token]:
    """Parse a text."""
    return parser().parse(text)


def formulas(text: str) -> list[str]:
    """Return the TeX of every formula, as the parser finds them."""
    return [token.content.strip() for token in _all(tokens(text)) if token.type.startswith("math_")]


def forbidden(text: str) -> Iterator[str]:
    """What a text holds that page, terminal or exports could not show."""
    for token in _all(tokens(text)):
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind not in _KNOWN:
            yield f"has Markdown that we do not show: {kind}"
        if "<" in token.content and token.type == "text":
            import re

            if re.search(r"</?[a-zA-Z][^>]*>", token.content):
                yield f"has HTML in it: {token.content.strip()!r}"


def _all(found: list[Token]) -> Iterator[Token]:
    for token in found:
        yield token
        yield from _all(token.children or [])
