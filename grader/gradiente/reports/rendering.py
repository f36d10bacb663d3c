"""Templates, and how text gets into them: escaped, visible, cut short."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from gradiente import texts
from gradiente.intake.notes import NOTE_KINDS
from gradiente.results import CheckResult, Text
from gradiente.texts import numbers
from gradiente.texts.sentences import Sentence
from gradiente.texts.visible import visible

GENERATED = '<meta name="generator" content="gradiente">'
LONGEST_BLOCK = 4000
_CODE = re.compile(r"`([^`]+)`")
_KEPT = 4096  # more than a course has checks or texts


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("gradiente.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        block=block,
        inline=inline,
        generated=Markup(GENERATED),
        style=Markup(files("gradiente.reports").joinpath("templates/style.css").read_text(encoding="utf-8")),
    )
    return environment


def render(template: str, language: str, **values: Any) -> str:
    """Render a page.

    Parameters
    ----------
    template : str
        Name of a file in `templates/`.
    language : str
        In which `t(key)`, `authored(text)`, `sentence(...)` and the numbers are said.
    **values : object
        What the template names.

    Returns
    -------
    str
        A whole page that loads nothing.
    """
    policy = _policy(values.get("script", ""))
    return _environment().get_template(template).render(_words(language), policy=policy, **values)


@cache
def _words(language: str) -> dict[str, Any]:
    """What every template may call."""
    return {
        "lang": language,
        "t": lambda key, **details: html(f"pages.{key}", language, **details),
        "word": lambda key: html(key, language),
        "authored": lambda text: authored(text.in_language(language)),
        "sentence": lambda one: sentence_html(one, language),
        "note": lambda kind, details: note_html(kind, details, language),
        "verdict": lambda value: _piece("verdict", language, value),
        "property": lambda check: _piece("property", language, *_stated(check)),
        "properties": lambda checks: _piece("properties", language, tuple(map(_stated, checks))),
        "moment": numbers.moment,
        "mark": lambda value: numbers.mark(value, language),
        "points": lambda value: numbers.points(value, language),
        "percent": lambda share: numbers.percent(share, language),
    }


@lru_cache(_KEPT)
def _piece(name: str, language: str, *values: Any) -> Markup:
    """Render a macro of `pieces.html`: on the pages of a class the same ones stand hundreds of times each."""
    return Markup(getattr(_pieces(language), name)(*values))


def _stated(check: CheckResult) -> tuple[Text, float, str]:
    """What a page says of a check, however it went."""
    return check.says, check.points, check.visibility.value


@cache
def _pieces(language: str) -> Any:
    return _environment().get_template("pieces.html").make_module(_words(language))


def html(key: str, language: str, **details: Any) -> Markup:
    """Return a text of ours: backticks become code, what it names is escaped."""
    shown = [
        (name, value if isinstance(value, Markup) else visible(str(value), texts.LONGEST_DETAIL))
        for name, value in details.items()
    ]
    # The types, too: markup equals the text that it reads like.
    return _said(key, language, details.get("count") == 1, tuple(shown), tuple([type(value) for _, value in shown]))


@lru_cache(_KEPT)
def _said(key: str, language: str, is_of_one: bool, shown: tuple[tuple[str, str], ...], _: tuple[type, ...]) -> Markup:
    return authored(texts.template(key, language, 1 if is_of_one else None)).format_map(texts.Details(shown))


@lru_cache(_KEPT, typed=True)  # what is markup already is not escaped
def authored(text: str) -> Markup:
    """Escape a text by an author of the course; what stands in backticks becomes code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


def sentence_html(sentence: Sentence, language: str) -> Markup:
    """Say a sentence about a check."""
    details: dict[str, Any] = dict(sentence.worded(language))
    if sentence.quantity is not None and not texts.has(f"quantities.{sentence.quantity}"):
        details["quantity"] = Markup("<code>{}</code>").format(inline(sentence.quantity))  # a symbol
    return html(sentence.key, language, **details)


def note_html(kind: str, details: dict[str, str], language: str) -> Markup:
    """Say what was noticed about a file; of a kind that we do not know, at least its name."""
    if kind not in NOTE_KINDS:
        return html("pages.unknown-note", language, kind=kind, details=", ".join(details.values()))
    return html(f"notes.{kind}", language, **details)


def block(text: str) -> str:
    """Make a text of several lines fit to be shown; the template escapes it."""
    return visible(text, LONGEST_BLOCK, lines=True)


def inline(text: str) -> str:
    """Make a name fit to be shown; the template escapes it."""
    return visible(text, texts.LONGEST_DETAIL)


def _policy(script: str) -> str:
    """Return a content policy under which a page loads nothing and runs no script but our own."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    if script:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        policy += f"; script-src 'sha256-{digest}'"
    return policy
