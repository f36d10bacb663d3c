"""GIFT, as Moodle's importer reads it (question/format/gift/format.php)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gradiente.quizzes.exports import moodle
from gradiente.quizzes.exports.numbers import bands, written
from gradiente.quizzes.exports.plan import Plan, Planned
from gradiente.quizzes.exports.texts import Texts
from gradiente.quizzes.variant import Choice, Matching, Numeric, Open, Ordering


def losses(item: Planned) -> Iterator[str]:
    """Say what GIFT has no place for."""
    yield "second import: makes new questions; Moodle never updates one"
    yield "tags, penalties and certainty: no place in the format"
    if item.variant.figures:
        yield "pictures: their alternative text stands in their place"
    match item.variant.asked:
        case Open():
            yield "open questions: marked by the teacher; the model answer is general feedback, seen after the quiz"
        case Numeric():
            yield "hints: no place in the format"
            yield "numbers typed as 3/4, 41 % or 2·10^-3: not read"
        case Matching():
            yield "hints: no place in the format"
            yield "formulas and code in the partners of a match: plain text in a drop-down list"
        case Choice():
            yield "hints: no place in the format"
            if not item.shuffle:
                yield "the order of the options: shuffled, unless the importing teacher turns it off"


def differs(item: Planned) -> str | None:
    """Say why it would be marked differently, if it would."""
    if isinstance(item.variant.asked, Ordering):
        return "GIFT has no ordering"
    return moodle.differs(item)


def write(plan: Plan) -> bytes:
    """Write the file."""
    # A file holds text alone: there is no link to a picture.
    texts = Texts(plan)
    blocks, category = [], ""
    for item in plan.items:
        if moodle.category_of(item) != category:
            category = moodle.category_of(item)
            blocks.append(f"$CATEGORY: {category}")
        tags = "".join(f" [tag:{tag}]" for tag in (item.variant.topic, *item.variant.tags))
        blocks.append(
            f"// [id:{item.identifier}]{tags}\n"
            f"::{escaped(item.name)}::[html]{escaped(texts.stem(item))}{{{_answers(item, texts)}}}"
        )
    return ("\n\n".join(blocks) + "\n").encode()


def escaped(text: str) -> str:
    r"""Write a text so that nothing in it is taken for GIFT.

    Examples
    --------
    >>> print(escaped(r"\(x_{1} = 2\): a"))
    \\(x_\{1\} \= 2\\)\: a
    """
    return re.sub(r"([\\~=#{}:])", r"\\\1", text).replace("\n", "\\n")


def _answers(item: Planned, texts: Texts) -> str:
    asked = item.variant.asked
    explanation = texts.explanation(item)
    lines: list[str] = []
    match asked:
        case Numeric():
            lines = ["#"]
            for band in bands(asked):
                weight = "" if band.right else "%0%"
                feedback = _feedback(texts.feedback(band.feedback))
                lines.append(f"={weight}{written(band.value)}:{written(band.tolerance)}{feedback}")
        case Choice():
            shares = {right: len([one for one in asked.options if one.right is right]) for right in (True, False)}
            for option in asked.options:
                if asked.several:
                    sign = f"~%{'' if option.right else '-'}{_weight(shares[option.right])}%"
                else:
                    sign = "=" if option.right else "~"
                lines.append(f"{sign}{escaped(texts.html(option.text))}{_feedback(texts.feedback(option.feedback))}")
        case Matching():
            partners = {one.key: escaped(texts.plain(one.text)) for one in asked.partners}
            pairs = [f"={escaped(texts.html(one.text))} -> {partners[asked.right[one.key]]}" for one in asked.items]
            lonely = [f"= -> {text}" for key, text in partners.items() if key not in asked.right.values()]
            lines = pairs + lonely
        case Open():
            explanation = f"{texts.model_answer(asked)}\n{explanation}"
    general = f"####{escaped(explanation)}"
    return general if isinstance(asked, Open) else "\n".join(["", *lines, general, ""])


def _feedback(html: str) -> str:
    return f"#{escaped(html)}" if html else ""


def _weight(shares: int) -> str:
    """One share of so many, in percent: two digits before the point, for the importer reads no more."""
    return "99.99999" if shares == 1 else f"{100 / shares:.5f}"
