"""A deck for Anki. It marks nothing: whoever turns the card judges the answer."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import time
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from gradiente.errors import GradienteError
from gradiente.quizzes.exports.plan import Plan, Planned
from gradiente.quizzes.exports.texts import Texts
from gradiente.quizzes.exports.zipping import zipped
from gradiente.quizzes.variant import Choice, Matching, Numeric, Open, Ordering
from gradiente.texts import template

FIELDS = ("Code", "Question", "Options", "Hint", "Answer", "Explanation", "Wrong")
_MODEL = 1_742_063_981
_FRONT = "{{Question}}{{Options}}{{#Hint}}{{hint:Hint}}{{/Hint}}"
_BACK = "{{FrontSide}}<hr id=answer>{{Answer}}{{Explanation}}{{#Wrong}}<hr>{{Wrong}}{{/Wrong}}"
_STYLE = """
.card { font-family: system-ui, sans-serif; font-size: 18px; line-height: 1.45; text-align: left; max-width: 42em;
  margin: 0 auto; padding: 1em; }
pre { overflow-x: auto; font-size: 15px; }
img { max-width: 100%; }
"""


def losses(item: Planned) -> Iterator[str]:
    """Say what Anki has no place for."""
    yield "marks, tries and certainty: whoever turns the card judges the answer"
    if not isinstance(item.variant.asked, Open):
        yield "feedback to the answer given: that to every wrong answer stands on the back"


def differs(item: Planned) -> str | None:  # noqa: ARG001
    """Anki marks nothing."""
    return None


def write(plan: Plan) -> bytes:
    """Write the package."""
    try:
        import genanki
    except ImportError:
        raise GradienteError("Decks for Anki need genanki: pip install 'gradiente[anki]'.") from None
    model = genanki.Model(
        _MODEL,
        "Gradiente",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Gradiente", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
        sort_field_index=0,
    )
    texts = Texts(plan, link=lambda name: _media(name, plan.language))
    decks: dict[str, Any] = {}
    for item in plan.items:
        name = f"Gradiente ({plan.language})::{item.variant.topic}"
        deck = decks.setdefault(name, genanki.Deck(_number(name), name))
        fields = _fields(item, texts)
        # Without the version: the next one takes the card's place.
        guid = genanki.guid_for("gradiente", item.variant.code.question, item.variant.code.seed, item.language)
        tags = [tag.replace(" ", "_") for tag in (item.variant.topic, *item.variant.tags)]
        deck.add_note(genanki.Note(model, [fields[one] for one in FIELDS], guid=guid, tags=tags))
    return _packed(genanki.Package(list(decks.values())), plan)


def _packed(package: Any, plan: Plan) -> bytes:
    # Anki takes over a note that is newer than its own; whoever needs the same bytes twice fixes the time.
    made = float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    with tempfile.TemporaryDirectory() as folder:
        if plan.draw:
            for figure in dict.fromkeys(name for item in plan.items for name in item.variant.figures):
                path = Path(folder, _media(figure, plan.language))
                path.write_text(plan.draw(figure, plan.language), encoding="utf-8")
                package.media_files.append(str(path))
        path = Path(folder, "deck.apkg")
        package.write_to_file(str(path), timestamp=made)
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            return zipped({name: archive.read(name) for name in archive.namelist()})


def _media(figure: str, language: str) -> str:
    return f"gradiente-{figure}-{language}.svg"


def _number(name: str) -> int:
    """A deck's number, the same in every export."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") >> 1


def _list(entries: list[str], letters: bool) -> str:
    kind = ' type="a"' if letters else ""
    return f"<ol{kind}>{''.join(f'<li>{entry}</li>' for entry in entries)}</ol>"


def _fields(item: Planned, texts: Texts) -> dict[str, str]:
    asked, language = item.variant.asked, item.language
    options = answer = ""
    wrong: list[str] = []
    match asked:
        case Numeric():
            unit = f" {escape(asked.unit.in_language(language))}" if asked.unit else ""
            answer = f"<p><strong>{escape(asked.shown.in_language(language))}{unit}</strong></p>"
            wrong = [
                f"<p><strong>{escape(one.shown.in_language(language))}{unit}</strong></p>{texts.feedback(one.feedback)}"
                for one in asked.recognised
            ]
        case Choice():
            options = _list([texts.inline(one.text) for one in asked.options], letters=True)
            answer = "".join(f"<p><strong>{texts.inline(one.text)}</strong></p>" for one in asked.options if one.right)
            wrong = [
                f"<p><strong>{texts.inline(one.text)}</strong></p>{texts.feedback(one.feedback)}"
                for one in asked.options
                if not one.right
            ]
        case Ordering():
            shown = {one.key: texts.inline(one.text) for one in asked.items}
            options = _list(list(shown.values()), letters=True)
            answer = _list([shown[key] for key in asked.right], letters=False)
        case Matching():
            items = {one.key: texts.inline(one.text) for one in asked.items}
            partners = {one.key: texts.inline(one.text) for one in asked.partners}
            options = _list(list(items.values()), letters=True) + _list(list(partners.values()), letters=False)
            answer = _list([f"{text} → {partners[asked.right[key]]}" for key, text in items.items()], letters=True)
        case Open():
            answer = texts.model_answer(asked)
    hint = template("quiz.hint", language)
    return {
        "Code": item.identifier,
        "Question": texts.stem(item),
        "Options": options,
        "Hint": f"<p><em>{escape(hint)}:</em></p>{texts.html(item.variant.hint)}" if item.variant.hint else "",
        "Answer": answer,
        "Explanation": texts.explanation(item),
        "Wrong": "".join(wrong),
    }
