"""What an experiment says, in both languages, and how it writes numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["LANGUAGES", "Text", "number"]

LANGUAGES = ("es", "en")
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Text:
    """A text in Spanish and in English.

    Attributes
    ----------
    es, en : str
    """

    es: str
    en: str

    def __str__(self) -> str:
        return self.en

    def in_language(self, language: str) -> str:
        """Return the text in one language.

        Parameters
        ----------
        language : {"es", "en"}

        Returns
        -------
        str
        """
        return self.es if language == "es" else self.en

    @classmethod
    def same(cls, text: str) -> Text:
        """Make a text that reads alike in both languages: a name, a formula.

        Parameters
        ----------
        text : str

        Returns
        -------
        Text
        """
        return cls(text, text)


def number(value: float, language: str, form: str = ".3g") -> str:
    """Write a number: with a decimal comma in Spanish, with a true minus sign in both.

    Parameters
    ----------
    value : float
    language : {"es", "en"}
    form : str
        As for `format`.

    Returns
    -------
    str

    Examples
    --------
    >>> number(0.925, "es")
    '0,925'
    """
    if not math.isfinite(value):
        return "–" if math.isnan(value) else ("∞" if value > 0 else f"{MINUS}∞")
    text = format(value, form).replace("-", MINUS)
    if language == "es":
        return text.replace(",", "\N{NARROW NO-BREAK SPACE}").replace(".", ",")
    return text
