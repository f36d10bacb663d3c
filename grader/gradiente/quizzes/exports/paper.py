"""Paper: one HTML file to print, with the questions, an answer sheet and the answers, each from a new page.

Or a page for each of the three, so that whoever hands out questions and sheets cannot hand out the answers.

With several variants there are several papers, A, B, C and so on; the codes say what is on each.
"""

from __future__ import annotations

import base64
import string
from collections.abc import Iterator
from html import escape

from gradiente.quizzes.exports.plan import Plan, Planned
from gradiente.quizzes.exports.texts import Texts, as_mathml
from gradiente.quizzes.variant import Choice, Matching, Numeric, Open, Ordering
from gradiente.texts import template

LETTERS = string.ascii_lowercase
_HANDED_OUT, _ANSWERS = "handed-out", "answers"
_STYLE = """
@page { size: A4; margin: 18mm 16mm; }
body { font: 11pt/1.4 "Source Serif 4", Georgia, serif; color: #111; background: #fff; max-width: 48em; margin: 0 auto;
  padding: 1em; }
h1 { font-size: 1.4em; } h2 { font-size: 1.1em; margin: 0 0 .3em; }
section.page { break-before: page; } section.page:first-of-type { break-before: auto; }
article { break-inside: avoid; margin: 0 0 1.2em; }
article ol[type] > li { margin: .15em 0; } small { color: #555; }
pre { border: 1px solid #bbb; padding: .4em .6em; white-space: pre-wrap; font-size: 9.5pt; }
img { max-width: 100%; } .how { font-style: italic; }
table.sheet { border-collapse: collapse; width: 100%; }
table.sheet small { white-space: nowrap; }
table.sheet th, table.sheet td { border: 1px solid #999; padding: .35em .5em; text-align: left; }
.circle { display: inline-block; width: 1.5em; height: 1.5em; line-height: 1.5em; border: 1px solid #111;
  border-radius: 50%; text-align: center; margin-right: .4em; font-family: sans-serif; font-size: .85em; }
.box { display: inline-block; min-width: 2.2em; height: 1.5em; border: 1px solid #111; vertical-align: middle;
  margin: 0 .6em 0 .2em; } .wide { min-width: 11em; }
.line { display: inline-block; border-bottom: 1px solid #111; min-width: 16em; }
"""


def losses(item: Planned) -> Iterator[str]:
    """Say what paper has no place for."""
    yield "hints, feedback to the answer given, tries and certainty: paper does not answer"
    if isinstance(item.variant.asked, Open):
        yield "open questions: marked by the teacher, who finds the model answer and its points among the answers"


def differs(item: Planned) -> str | None:  # noqa: ARG001
    """Paper marks nothing."""
    return None


def write(plan: Plan) -> bytes:
    """Write the page."""
    return _page(plan, [section for sections in _sections(plan).values() for section in sections])


def write_parts(plan: Plan) -> dict[str, bytes]:
    """Write a page of its own for each part.

    Parameters
    ----------
    plan : Plan

    Returns
    -------
    dict of str to bytes
        HTML by part: `questions`, `sheet` and `answers`, all papers in each.
    """
    sections = _sections(plan)
    papers = sections[_HANDED_OUT]
    parts = {"questions": papers[::2], "sheet": papers[1::2], "answers": sections[_ANSWERS]}
    return {name: _page(plan, pages) for name, pages in parts.items()}


def _sections(plan: Plan) -> dict[str, list[str]]:
    """The sections of all papers: questions and sheet of each, one after the other, and then the answers."""
    papers: dict[int, list[Planned]] = {}
    for item in plan.items:
        papers.setdefault(item.variant.code.seed, []).append(item)
    texts = Texts(plan, as_mathml, link=lambda name: _data(plan, name))
    handed_out: list[str] = []
    answers: list[str] = []
    for number, items in enumerate(papers.values()):
        letter = _letter(number)
        handed_out += [_questions(plan, texts, items, letter), _sheet(plan, items, letter, filled=False, texts=texts)]
        answers.append(_sheet(plan, items, letter, filled=True, texts=texts))
    return {_HANDED_OUT: handed_out, _ANSWERS: answers}


def _page(plan: Plan, pages: list[str]) -> bytes:
    title = _say(plan, "title")
    return (
        f'<!DOCTYPE html>\n<html lang="{plan.language}">\n<head>\n<meta charset="utf-8" />\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n{''.join(pages)}</body>\n</html>\n"
    ).encode()


def _data(plan: Plan, name: str) -> str:
    svg = plan.draw(name, plan.language) if plan.draw else ""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode("ascii")


def _letter(number: int) -> str:
    rest, last = divmod(number, 26)
    return (_letter(rest - 1) if rest else "") + string.ascii_uppercase[last]


def _say(plan: Plan, key: str, **details: object) -> str:
    return escape(template(f"paper.{key}", plan.language).format(**details))


def _questions(plan: Plan, texts: Texts, items: list[Planned], letter: str) -> str:
    articles = []
    for number, item in enumerate(items, start=1):
        title = escape(item.variant.title.in_language(plan.language))
        body = texts.stem(item) + _choices(plan, texts, item)
        articles.append(f"<article>\n<h2>{number}. {title}</h2>\n{body}\n</article>\n")
    heading = f"{_say(plan, 'title')} · {_say(plan, 'paper', letter=letter)}"
    return f'<section class="page">\n<h1>{heading}</h1>\n{"".join(articles)}</section>\n'


def _choices(plan: Plan, texts: Texts, item: Planned) -> str:
    def listed(entries: Iterator[str], kind: str) -> str:
        return f'<ol type="{kind}">{"".join(f"<li>{entry}</li>" for entry in entries)}</ol>'

    match item.variant.asked:
        case Choice() as asked:
            how = f'<p class="how">{_say(plan, "several")}</p>' if asked.several else ""
            return how + listed((texts.inline(one.text) for one in asked.options), "a")
        case Ordering() as asked:
            how = f'<p class="how">{_say(plan, "order")}</p>'
            return how + listed((texts.inline(one.text) for one in asked.items), "a")
        case Matching() as asked:
            how = f'<p class="how">{_say(plan, "match")}</p>'
            these = listed((texts.inline(one.text) for one in asked.items), "a")
            return how + these + listed((texts.inline(one.text) for one in asked.partners), "1")
        case _:
            return ""


def _sheet(plan: Plan, items: list[Planned], letter: str, *, filled: bool, texts: Texts) -> str:
    rows = []
    for number, item in enumerate(items, start=1):
        cell = _solution(plan, item, texts) if filled else _field(plan, item)
        rows.append(
            f'<tr><th scope="row">{number}</th><td>{cell}</td><td><small>{item.variant.code}</small></td></tr>\n'
        )
    name = "key" if filled else "sheet"
    about = ""
    if not filled:
        about = (
            f'<p>{_say(plan, "name")}: <span class="line"></span> {_say(plan, "date")}: <span class="box wide"></span>'
            f'</p>\n<p class="how">{_say(plan, "sheet-how")}</p>\n'
        )
    heading = f"{_say(plan, name)} · {_say(plan, 'paper', letter=letter)}"
    table = f'<table class="sheet">\n{"".join(rows)}</table>'
    return f'<section class="page">\n<h1>{heading}</h1>\n{about}{table}\n</section>\n'


def _field(plan: Plan, item: Planned) -> str:
    match item.variant.asked:
        case Numeric() as asked:
            unit = f" {escape(asked.unit.in_language(plan.language))}" if asked.unit else ""
            return f'<span class="box wide"></span>{unit}'
        case Choice() as asked:
            return "".join(f'<span class="circle">{letter}</span>' for letter in LETTERS[: len(asked.options)])
        case Ordering() as asked:
            return '<span class="box"></span>' * len(asked.items)
        case Matching() as asked:
            return "".join(f'{letter} <span class="box"></span>' for letter in LETTERS[: len(asked.items)])
        case Open():
            return _say(plan, "on-the-back")


def _solution(plan: Plan, item: Planned, texts: Texts) -> str:
    match item.variant.asked:
        case Numeric() as asked:
            unit = f" {escape(asked.unit.in_language(plan.language))}" if asked.unit else ""
            return escape(asked.shown.in_language(plan.language)) + unit
        case Choice() as asked:
            return " ".join(letter for letter, one in zip(LETTERS, asked.options, strict=False) if one.right)
        case Ordering() as asked:
            letters = {one.key: letter for letter, one in zip(LETTERS, asked.items, strict=False)}
            return " ".join(letters[key] for key in asked.right)
        case Matching() as asked:
            places = {one.key: place for place, one in enumerate(asked.partners, start=1)}
            pairs = zip(LETTERS, asked.items, strict=False)
            return " ".join(f"{letter}{places[asked.right[one.key]]}" for letter, one in pairs)
        case Open() as asked:
            return texts.model_answer(asked)
