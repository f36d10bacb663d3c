"""Values in texts: `{{name}}` is written as the place where it stands writes numbers.

In Spanish text a decimal comma, in TeX `0{,}5` (a bare comma would be set as a list), in code Python's own form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z]\w*)\s*(?::([^{}]*))?\}\}")
# Fenced code, code spans and formulas, in the order in which Markdown sees them.
_PLACES = re.compile(
    r"(?P<fence>^(?P<ticks>`{3,}|~{3,})[^\n]*\n.*?^(?P=ticks)[ \t]*$)"
    r"|(?P<code>(?P<tick>`+)(?!`).*?(?<!`)(?P=tick)(?!`))"
    r"|(?P<math>\$\$.+?\$\$|(?<![\\$])\$(?!\s)[^$\n]+?(?<![\s\\])\$(?!\d))",
    re.MULTILINE | re.DOTALL,
)
# What a negative number may not stand behind.
_OPERATOR = re.compile(r"(?:\\cdot|\\times|[-+*/])\s*\Z")
MINUS = "\N{MINUS SIGN}"
_POWER = re.compile(r"(.+)e([-+]\d+)")
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def places(text: str) -> Iterator[tuple[str, str]]:
    """Cut a Markdown text into pieces that are `text`, `code` or `math`, in order."""
    at = 0
    for found in _PLACES.finditer(text):
        if found.start() > at:
            yield "text", text[at : found.start()]
        yield ("math" if found["math"] else "code"), found[0]
        at = found.end()
    if at < len(text):
        yield "text", text[at:]


def formulas(text: str) -> list[str]:
    """Return the TeX of every formula of a Markdown text."""
    return [piece.strip("$") for place, piece in places(text) if place == "math"]


def placeholders(text: str) -> set[str]:
    """Names that a text wants filled in."""
    return {found[1] for found in PLACEHOLDER.finditer(text)}


def fill(text: str, values: Mapping[str, Any], language: str) -> str:
    """Put values in place of the placeholders.

    Parameters
    ----------
    text : str
        Markdown. `{{name}}` or `{{name:FORMAT}}` with one of Python's formats for numbers, such as `.3f`.
    values : mapping
    language : str
        `es` or `en`.

    Raises
    ------
    KeyError
        If there is no value of that name.
    """
    writers: dict[str, Callable[[Any, str], str]] = {
        "text": lambda value, form: in_text(value, language, form),
        "math": lambda value, form: in_math(value, language, form),
        "code": in_code,
    }

    def write(place: str, piece: str) -> str:
        def one(found: re.Match[str]) -> str:
            written = writers[place](values[found[1]], found[2] or "")
            # 2 · (-3), not 2 · -3
            signed = place == "math" and written.startswith("-") and _OPERATOR.search(piece, 0, found.start())
            return f"({written})" if signed else written

        return PLACEHOLDER.sub(one, piece)

    return "".join(write(place, piece) for place, piece in places(text))


def in_text(value: Any, language: str, form: str = "") -> str:
    """Write a value as text: `0,5` in Spanish; `(28, 28, 6)`; `(0,5; 1)`."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        items = [in_text(item, language, form) for item in value]
        separator = "; " if any("," in item for item in items) else ", "
        left, right = ("(", ")") if isinstance(value, tuple) else ("[", "]")
        return left + separator.join(items) + right
    number = _number(value, form)
    if (power := _POWER.fullmatch(number)) is not None:
        number = f"{power[1]}·10{str(int(power[2])).translate(_SUPERSCRIPTS)}"
    return (number.replace(".", ",") if language == "es" else number).replace("-", MINUS)


def in_math(value: Any, language: str, form: str = "") -> str:
    """Write a value as TeX."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        items = [in_math(item, language, form) for item in value]
        separator = r";\, " if any("{,}" in item for item in items) else r",\, "
        return "(" + separator.join(items) + ")"
    number = _number(value, form)
    if (power := _POWER.fullmatch(number)) is not None:
        number = rf"{power[1]} \cdot 10^{{{int(power[2])}}}"
    return number.replace(".", "{,}") if language == "es" else number


def in_code(value: Any, form: str = "") -> str:
    """Write a value as Python."""
    if isinstance(value, str) or (form and isinstance(value, int | float)):
        return format(value, form)
    return repr(value)


def _number(value: Any, form: str) -> str:
    if form:
        return format(value, form)
    if isinstance(value, float):
        # As many digits as tell the value, never an exponent: 0.00001, not 1e-05.
        text = format(value, ".12g")
        return format(value, ".12f").rstrip("0") if "e-" in text else text
    return str(value)
