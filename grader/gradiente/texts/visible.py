"""Text that others wrote, made fit to be looked at: nothing in it acts, nothing in it hides."""

from __future__ import annotations

import unicodedata

_MARKS_IN_A_ROW = 4  # more than any language stacks on a letter
_CUT = " […]"


def visible(text: str, longest: int, *, lines: bool = False) -> str:
    r"""Make what could act or hide visible, and cut what is too long.

    Control characters (ANSI escapes, NUL, carriage returns), marks that change the direction of text, invisible
    characters and lone surrogates are written as Python writes them: `\x1b`, `\u202e`.

    Parameters
    ----------
    text : str
    longest : int
        Characters that are kept.
    lines : bool
        Whether ends of lines and tabs stay as they are.

    Returns
    -------
    str
    """
    cut = len(text) > longest
    if lines:
        text = text.replace("\r\n", "\n")
    # Nearly every text is plain, and a page has hundreds.
    plain = text.replace("\n", "").replace("\t", "") if lines else text
    if plain.isascii() and plain.isprintable():
        return text[:longest] + (_CUT if cut else "")
    shown = []
    marks = 0
    for character in text[:longest]:
        if character.isascii() and character.isprintable():
            marks = 0
            shown.append(character)
            continue
        if lines and character in "\n\t":
            marks = 0
            shown.append(character)
            continue
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= _MARKS_IN_A_ROW:
            shown.append(_shown(character, category))
    return "".join(shown) + (_CUT if cut else "")


def _shown(character: str, category: str) -> str:
    if category not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return character
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
