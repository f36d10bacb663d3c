"""Text that others wrote, made fit to be looked at: nothing in it acts, nothing in it hides."""

from __future__ import annotations

import unicodedata

_MARKS_IN_A_ROW = 4  # more than any language stacks on a letter
_CUT = " […]"


def visible(text: str, longest: int, *, lines: bool = False) -> str:
    """Make what could act or hide visible, and cut what is too long.

    Control characters (ANSI escapes, NUL, carriage returns) become their pictures; marks that change the
    direction of text, invisible characters and lone surrogates become their code points in brackets.

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
    number = ord(character)
    if number < 0x20:
        return chr(0x2400 + number)
    if number == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return f"⟨U+{number:04X}⟩"
    return character
