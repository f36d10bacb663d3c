"""Every sentence of pages and terminal, in Spanish and English, side by side in TOML files.

A key is the name of a file and of a table in it (`evidence.value`). A text may have a form for one of a thing
(`es_one`, `en_one`), taken where its {count} is 1. Backticks stand around code. What was noticed about files has its
sentences in `gradiente.intake.notes`; `note` gives them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from gradiente.intake.notes import NOTE_KINDS, NOTE_KINDS_ES
from gradiente.texts.visible import visible

LANGUAGES = ("es", "en")
NAMES = (
    "doctor",
    "evidence",
    "looks",
    "pages",
    "paper",
    "quantities",
    "quiz",
    "quiz_figures",
    "quiz_items",
    "quiz_page",
    "similar",
    "student",
    "terminal",
    "verdicts",
)
LONGEST_DETAIL = 300


@cache
def table(name: str) -> dict[str, dict[str, str]]:
    """Read one file of texts.

    Parameters
    ----------
    name : str
        One of `NAMES`.

    Returns
    -------
    dict
        By key: `es`, `en`, and perhaps `es_one`, `en_one`.
    """
    source = files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


def has(key: str) -> bool:
    """Whether there is a text of that key."""
    name, _, rest = key.partition(".")
    return name in NAMES and rest in table(name)


def template(key: str, language: str, count: object = None) -> str:
    """Return a text with its placeholders.

    Parameters
    ----------
    key : str
    language : str
        `es` or `en`.
    count : object
        How many of a thing it speaks of, if it does.
    """
    name, _, rest = key.partition(".")
    if name == "notes":
        return (NOTE_KINDS_ES if language == "es" else NOTE_KINDS)[rest]
    forms = table(name)[rest]
    one = forms.get(f"{language}_one")
    return one if one is not None and count == 1 else forms[language]


class Details(dict[str, Any]):
    """What a text names; a page is not lost for a detail that nobody noted down."""

    def __missing__(self, name: str) -> str:
        """Return a sign that something is missing."""
        return "?"


def say(key: str, language: str, **details: Any) -> str:
    """Return a text for the terminal: what it names is made visible and cut short, never interpreted.

    Parameters
    ----------
    key : str
    language : str
    **details : object
        What the text names.
    """
    shown = Details((name, visible(str(value), LONGEST_DETAIL)) for name, value in details.items())
    return template(key, language, details.get("count")).format_map(shown)
