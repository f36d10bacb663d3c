"""Put the page together: template, style, script, figures and variants in one file."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from gradiente import texts
from gradiente.quizzes.attempt import MOST_TRIES
from gradiente.quizzes.bank import Bank
from gradiente.quizzes.certainty import BEST_FOR, FEWEST, RIGHT_MARKS, WRONG_MARKS
from gradiente.quizzes.drawing import svg
from gradiente.quizzes.figure_words import alternative_text
from gradiente.quizzes.page.payload import payload
from gradiente.quizzes.page.sealing import ROUNDS
from gradiente.quizzes.question import Kind, Question
from gradiente.results import Text

FORMAT_VERSION = 1
# In this order: each uses what stands before it.
SCRIPTS = ("sealing.js", "typed.js", "marking.js", "elements.js", "keeping.js", "fields.js", "results.js", "page.js")
# Where nothing is drawn, a seed only shuffles; an open question has nothing to shuffle.
_SHUFFLES = 3


@dataclass(frozen=True)
class Built:
    """A page.

    Attributes
    ----------
    html : str
    questions, variants : int
        How many it holds.
    """

    html: str
    questions: int
    variants: int


def build_page(
    bank: Bank,
    titles: Mapping[str, Text],
    *,
    topics: Iterable[str] = (),
    seed: int = 0,
    variants: int = 8,
    language: str = "es",
) -> Built:
    """Build the page.

    Parameters
    ----------
    bank : Bank
    titles : mapping of str to Text
        What the topics are called; one that is missing is called by its name.
    topics : iterable of str, optional
        Only these; else all.
    seed : int
        The first variant's; the others have the seeds that follow.
    variants : int
        Of each question with drawn numbers.
    language : str
        In which it opens, until whoever reads it chooses.

    Returns
    -------
    Built
        A page that loads nothing; the same for the same bank and arguments.
    """
    chosen = tuple(topics)
    questions = [one for topic in chosen for one in bank.of_topic(topic)] if chosen else list(bank.questions)
    asked = [_question(bank, one, seed, variants) for one in questions]
    names = dict.fromkeys(name for one in questions for name in _figures(bank, one, seed))
    data = {
        "format_version": FORMAT_VERSION,
        "texts": {f"{name}.{key}": forms for name in ("quiz", "quiz_page") for key, forms in texts.table(name).items()},
        "scheme": {
            "right": RIGHT_MARKS,
            "wrong": WRONG_MARKS,
            "best": BEST_FOR,
            "fewest": FEWEST,
            "most_tries": MOST_TRIES,
            "rounds": ROUNDS,
        },
        "topics": [
            {"id": topic, "title": _title(topic, titles), "questions": [one for one in asked if one["topic"] == topic]}
            for topic in dict.fromkeys(one.topic for one in questions)
        ],
        "figures": {name: _figure(bank, name) for name in names},
    }
    html = _rendered(data, language)
    return Built(html, len(asked), sum(len(one["variants"]) for one in asked))


def _question(bank: Bank, question: Question, seed: int, variants: int) -> dict[str, Any]:
    count = variants if question.is_dynamic else 1 if question.kind is Kind.OPEN else min(variants, _SHUFFLES)
    drawn = [bank.variant(question, seed + number) for number in range(count)]
    return {
        "id": question.id,
        "topic": question.topic,
        "type": question.kind.value,
        "dynamic": question.is_dynamic,
        "minutes": question.minutes,
        "title": _plain(drawn[0].title),
        "lecture": _plain(drawn[0].lecture),
        "variants": [payload(variant, bank.gallery) for variant in drawn],
    }


def _figures(bank: Bank, question: Question, seed: int) -> tuple[str, ...]:
    return bank.variant(question, seed).figures


def _figure(bank: Bank, name: str) -> dict[str, dict[str, str]]:
    figure = bank.gallery.figure(name)
    return {
        language: {
            "source": "data:image/svg+xml;base64," + base64.b64encode(svg(figure, language).encode()).decode(),
            "alternative": alternative_text(figure, language),
        }
        for language in texts.LANGUAGES
    }


def _title(topic: str, titles: Mapping[str, Text]) -> dict[str, str]:
    return _plain(titles.get(topic, Text(topic, topic)))


def _plain(text: Text) -> dict[str, str]:
    return {"es": text.es, "en": text.en}


def script() -> str:
    """Return the page's script."""
    parts = [_resource(name) for name in SCRIPTS]
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "\n})();\n"


def _resource(name: str) -> str:
    return files("gradiente.quizzes.page").joinpath(name).read_text(encoding="utf-8")


def _rendered(data: dict[str, Any], language: str) -> str:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    code = script()
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    # Nothing is loaded and no script runs but our own, whatever stands in a question.
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"script-src 'sha256-{digest}'"
    )
    # `<` would end the element that the data stands in.
    stored = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return environment.from_string(_resource("page.html")).render(
        language=language,
        policy=policy,
        style=Markup(_resource("page.css")),
        script=Markup(code),
        data=Markup(stored),
        t=_text,
        both=_both,
    )


def _text(key: str) -> Text:
    return Text(*(texts.say(f"quiz_page.{key}", language) for language in texts.LANGUAGES))


def _both(key: str) -> Markup:
    """Say a text in both languages; the style shows one of them."""
    said = _text(key)
    return Markup("").join(
        Markup('<span class="{0}" lang="{0}">{1}</span>').format(language, escape(said.in_language(language)))
        for language in texts.LANGUAGES
    )


def write_page(path: Path, html: str) -> None:
    """Write the page; its folder is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, encoding="utf-8", newline="\n")
