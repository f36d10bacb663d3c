"""Moodle XML, as Moodle's own importer reads it (question/format/xml/format.php)."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from lxml import etree

from gradiente.quizzes.exports.numbers import bands, written
from gradiente.quizzes.exports.plan import Plan, Planned
from gradiente.quizzes.exports.texts import Texts
from gradiente.quizzes.variant import Choice, Matching, Numeric, Open, Ordering

# 1/n is among the fractions that Moodle allows up to here.
MOST_SHARES = 10
FILES = "@@PLUGINFILE@@/"


def losses(item: Planned) -> Iterator[str]:
    """Say what Moodle does not take over of an item."""
    yield "second import: makes new questions without an ID number; Moodle never updates one"
    if item.variant.hint and not isinstance(item.variant.asked, Open):
        yield "hints: shown in the behaviours with several tries only"
    yield "certainty: asked only where the quiz's behaviour is certainty-based"
    match item.variant.asked:
        case Numeric():
            yield "numbers typed as 3/4, 41 % or 2·10^-3: not read, as no tries lost"
        case Matching():
            yield "formulas and code in the partners of a match: plain text in a drop-down list"
        case Ordering():
            yield "ordering: Moodle 4.4, or the plugin qtype_ordering before it"
        case Open():
            yield "open questions: marked by the teacher, who is shown the model answer and its points"


def differs(item: Planned) -> str | None:
    """Say why Moodle would mark an item differently, if it would."""
    match item.variant.asked:
        case Choice(several=True) as asked:
            shares = [len([one for one in asked.options if one.right is right]) for right in (True, False)]
            if max(shares) > MOST_SHARES:
                return f"Moodle has no fraction for one of more than {MOST_SHARES} options"
        case Matching() as asked:
            texts = [one.text.in_language(item.language) for one in asked.partners]
            if len(set(texts)) < len(texts):
                return "Moodle takes partners with the same text for one"
            if len(asked.items) < 2:
                return "Moodle asks for two pairs at least"
    return None


def write(plan: Plan) -> bytes:
    """Write the file."""
    quiz = etree.Element("quiz")
    texts = Texts(plan, link=lambda name: f"{FILES}{name}.svg")
    category = ""
    for item in plan.items:
        own = category_of(item)
        if own != category:
            category = own
            _category(quiz, category)
        _Question(quiz, item, plan, texts).write()
    return bytes(etree.tostring(quiz, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def category_of(item: Planned) -> str:
    """Return where an item lies; the variants of one question lie together, so that a quiz draws one of them."""
    topic = f"$course$/top/Gradiente ({item.language})/{item.variant.topic}"
    return f"{topic}/{item.variant.code.question}" if item.dynamic else topic


def _category(quiz: etree._Element, name: str) -> None:
    question = etree.SubElement(quiz, "question", type="category")
    etree.SubElement(etree.SubElement(question, "category"), "text").text = name


class _Question:
    """Writes one question."""

    def __init__(self, quiz: etree._Element, item: Planned, plan: Plan, texts: Texts) -> None:
        types = {
            Numeric: "numerical", Choice: "multichoice", Ordering: "ordering", Matching: "matching", Open: "essay",
        }  # fmt: skip
        self._item, self._plan, self._texts = item, plan, texts
        self._root = etree.SubElement(quiz, "question", type=types[type(item.variant.asked)])

    def write(self) -> None:
        item, asked = self._item, self._item.variant.asked
        name = etree.SubElement(self._root, "name")
        etree.SubElement(name, "text").text = item.name
        self._text(self._root, "questiontext", self._texts.stem(item))
        self._text(self._root, "generalfeedback", self._texts.explanation(item))
        self._plain("defaultgrade", "1.0000000")
        # The first try is what counts: a second one is for learning.
        self._plain("penalty", "1.0000000" if not isinstance(asked, Open) else "0.0000000")
        self._plain("hidden", "0")
        self._plain("idnumber", item.identifier)
        match asked:
            case Numeric():
                self._numeric(asked)
            case Choice():
                self._choice(asked)
            case Ordering():
                self._ordering(asked)
            case Matching():
                self._matching(asked)
            case Open():
                self._open(asked)
        if item.variant.hint and not isinstance(asked, Open):
            self._text(self._root, "hint", self._texts.html(item.variant.hint))
        tags = etree.SubElement(self._root, "tags")
        for tag in (item.variant.topic, *item.variant.tags):
            etree.SubElement(etree.SubElement(tags, "tag"), "text").text = tag

    def _numeric(self, asked: Numeric) -> None:
        for band in bands(asked):
            fraction = "100" if band.right else "0"
            answer = etree.SubElement(self._root, "answer", fraction=fraction, format="moodle_auto_format")
            etree.SubElement(answer, "text").text = written(band.value)
            etree.SubElement(answer, "tolerance").text = written(band.tolerance)
            self._text(answer, "feedback", self._texts.feedback(band.feedback))
        # Units are neither asked for nor marked.
        self._plain("unitgradingtype", "0")
        self._plain("unitpenalty", "0.1000000")
        self._plain("showunits", "3")
        self._plain("unitsleft", "0")

    def _choice(self, asked: Choice) -> None:
        self._plain("single", "false" if asked.several else "true")
        self._plain("shuffleanswers", "true" if self._item.shuffle else "false")
        self._plain("answernumbering", "abc")
        self._combined_feedback()
        shares = {right: len([one for one in asked.options if one.right is right]) for right in (True, False)}
        for option in asked.options:
            share = 100 / shares[option.right] if asked.several else 100.0
            worth = share if option.right else -share if asked.several else 0.0
            answer = self._text(self._root, "answer", self._texts.inline(option.text))
            answer.set("fraction", f"{worth:.5f}".rstrip("0").rstrip("."))
            self._text(answer, "feedback", self._texts.feedback(option.feedback))

    def _ordering(self, asked: Ordering) -> None:
        self._plain("layouttype", "VERTICAL")
        self._plain("selecttype", "ALL")
        self._plain("selectcount", "0")
        self._plain("gradingtype", "RELATIVE_NEXT_EXCLUDE_LAST")
        self._plain("showgrading", "SHOW")
        self._combined_feedback()
        items = {one.key: one for one in asked.items}
        for place, key in enumerate(asked.right, start=1):
            answer = self._text(self._root, "answer", self._texts.inline(items[key].text))
            answer.set("fraction", f"{place}.0000000")

    def _matching(self, asked: Matching) -> None:
        self._plain("shuffleanswers", "true")
        self._combined_feedback()
        partners = {one.key: self._texts.plain(one.text) for one in asked.partners}
        pairs = [(self._texts.inline(one.text), partners[asked.right[one.key]]) for one in asked.items]
        lonely = [("", text) for key, text in partners.items() if key not in asked.right.values()]
        for this, that in [*pairs, *lonely]:
            sub = self._text(self._root, "subquestion", this)
            etree.SubElement(etree.SubElement(sub, "answer"), "text").text = that

    def _open(self, asked: Open) -> None:
        self._plain("responseformat", "editor")
        self._plain("responserequired", "1")
        self._plain("responsefieldlines", "10")
        self._plain("attachments", "0")
        self._plain("attachmentsrequired", "0")
        self._text(self._root, "graderinfo", self._texts.model_answer(asked))

    def _combined_feedback(self) -> None:
        for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
            self._text(self._root, name, "")

    def _plain(self, name: str, text: str) -> None:
        etree.SubElement(self._root, name).text = text

    def _text(self, parent: etree._Element, name: str, html: str) -> etree._Element:
        """Add an element with a text, and in it the pictures that the text shows."""
        element = etree.SubElement(parent, name, format="html")
        etree.SubElement(element, "text").text = html
        for figure in self._item.variant.figures:
            if self._plan.draw and f"{FILES}{figure}.svg" in html:
                file = etree.SubElement(element, "file", name=f"{figure}.svg", path="/", encoding="base64")
                svg = self._plan.draw(figure, self._plan.language)
                file.text = base64.b64encode(svg.encode()).decode("ascii")
        return element
