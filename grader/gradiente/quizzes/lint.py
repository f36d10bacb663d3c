"""Refuse a question that its readers would stumble over: what can be seen without drawing a thousand variants."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gradiente.errors import GradienteError
from gradiente.quizzes import markdown
from gradiente.quizzes.bank import Bank
from gradiente.quizzes.content import functions_of, misconception, misconceptions_of
from gradiente.quizzes.figure_words import alternative_text
from gradiente.quizzes.figures import FIGURE
from gradiente.quizzes.filling import PLACEHOLDER, formulas, placeholders, places
from gradiente.quizzes.ledger import disagreements, read_ledger
from gradiente.quizzes.mathematics import as_text, mathml
from gradiente.quizzes.proof import length_of, more_often_than_chance
from gradiente.quizzes.question import (
    ComputedAnswer,
    Expression,
    Kind,
    Question,
    WrittenChoice,
    WrittenMatch,
    WrittenOpen,
    WrittenOrder,
)
from gradiente.quizzes.reading import read_question
from gradiente.quizzes.topics import TOPICS
from gradiente.results import Text

# Variants that the lint looks at: formulas and texts depend on the numbers.
SEEDS = range(5)
# \\frac{{x}}{2} would become \\frac0.5{2}: the braces of a placeholder are not TeX's.
_TIGHT = re.compile(r"(?:[A-Za-z^_}])\{\{\s*\w+")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")


@dataclass(frozen=True)
class Problem:
    """Something wrong with a question.

    Attributes
    ----------
    place : str
        File and line.
    what : str
    """

    place: str
    what: str

    def __str__(self) -> str:
        """Write it as one line."""
        return f"{self.place}: {self.what}."


def lint(bank: Bank) -> list[Problem]:
    """Look at every question of a bank.

    Parameters
    ----------
    bank : Bank

    Returns
    -------
    list of Problem
        Empty if nothing is wrong.
    """
    problems, questions = [], []
    for path in bank.paths:
        try:
            questions.append(read_question(path))
        except GradienteError as error:
            problems.append(_as_problem(error))
    by_id: dict[str, Question] = {}
    for question in questions:
        if question.id in by_id:
            problems.append(_at(question, 1, f"the id {question.id!r} is that of {by_id[question.id].path} too"))
        by_id[question.id] = question
        problems += lint_question(bank, question)
    problems += [_at(question, 1, what) for question, what in disagreements(questions, read_ledger(bank.folder))]
    problems += list(_right_is_longest(questions))
    return problems


def _as_problem(error: GradienteError) -> Problem:
    place, _, what = str(error).rstrip(".").partition(": ")
    return Problem(place, what)


def _at(question: Question, line: int, what: str) -> Problem:
    return Problem(f"{question.path}, line {line}", what)


def lint_question(bank: Bank, question: Question) -> Iterator[Problem]:
    """Look at one question."""
    if question.topic not in TOPICS:
        yield _at(question, 1, f"the topic {question.topic!r} is none of {', '.join(TOPICS)}")
    try:
        yield from _misconceptions(question)
        yield from _names(question)
    except GradienteError as error:
        yield _at(question, 1, str(error).rstrip("."))
        return
    for what, line, text in texts_of(question):
        yield from _text(bank, question, what, line, text)
    if question.proof and re.search(r"\bcnn_reference\b", question.proof.source):
        yield _at(question, question.proof.line, "the proof uses the reference, which it is to prove")
    yield from _variants(bank, question)


def texts_of(question: Question) -> Iterator[tuple[str, dict[str, int], Text]]:
    """Every text of a question: what it is, its line in each language, and the text."""

    def line(part: str) -> dict[str, int]:
        return {language: question.lines.get(f"{part}.{language}", 1) for language in ("es", "en")}

    yield "stem", line("stem"), question.stem
    if question.hint:
        yield "hint", line("hint"), question.hint
    yield "explanation", line("explanation"), question.explanation
    match question.task:
        case ComputedAnswer() as task:
            for wrong in task.wrong:
                yield f"feedback to {wrong.key}", dict.fromkeys(("es", "en"), wrong.value.line), wrong.feedback
        case WrittenChoice() as task:
            for option in task.options:
                at = dict.fromkeys(("es", "en"), option.line)
                yield option.key, at, option.text
                if option.feedback:
                    yield f"feedback to {option.key}", at, option.feedback
        case WrittenOrder() as task:
            for item in task.items:
                yield "item", line("stem"), item
        case WrittenMatch() as task:
            for text in (*(side for pair in task.pairs for side in pair), *task.spare):
                yield "pair", line("stem"), text
        case WrittenOpen() as task:
            yield "model answer", line("model_answer"), task.model_answer
            for point in task.points:
                yield "point", line("points"), point


def _text(bank: Bank, question: Question, what: str, line: dict[str, int], text: Text) -> Iterator[Problem]:
    if placeholders(text.es) != placeholders(text.en):
        odd = sorted(placeholders(text.es) ^ placeholders(text.en))
        yield _at(question, line["en"], f"{what}: {odd[0]!r} is filled in in one language only")
    if what in ("stem", "hint", "explanation", "model answer") and text.es == text.en:
        yield _at(question, line["en"], f"{what}: not translated, it reads the same in both languages")
    if FIGURE.findall(text.es) != FIGURE.findall(text.en):
        yield _at(question, line["en"], f"{what}: the figures are not the same in both languages")
    for language in ("es", "en"):
        own = text.in_language(language)
        for place, piece in places(own):
            if place == "math" and (tight := _TIGHT.search(piece)):
                said = f"{tight[0]!r} becomes bare TeX: write {{ {{{{name}}}} }}, with spaces"
                yield _at(question, line[language], f"{what}: {said}")
        for name in FIGURE.findall(own):
            try:
                if not alternative_text(bank.gallery.figure(name), language).strip():
                    yield _at(question, line[language], f"{what}: the figure {name!r} has no alternative text")
            except GradienteError as error:
                yield _at(question, line[language], f"{what}: {str(error).rstrip('.')}")
        for image in _IMAGE.findall(own):
            if not FIGURE.fullmatch(image):
                yield _at(question, line[language], f"{what}: {image!r} is no figure of ours, so it has no words")
        for found in markdown.forbidden(own):
            yield _at(question, line[language], f"{what}: {found}")


def _misconceptions(question: Question) -> Iterator[Problem]:
    task = question.task
    if isinstance(task, WrittenChoice):
        for option in task.options:
            try:
                if option.misconception:
                    misconception(option.misconception)
            except GradienteError as error:
                yield _at(question, _line_of(question, option.misconception or ""), str(error).rstrip("."))
    if not isinstance(task, ComputedAnswer):
        return
    called = _called(task.answer)
    for name in task.misconceptions:
        at = _line_of(question, name)
        topic, _, _ = name.partition("/")
        try:
            believed = misconception(name)
        except GradienteError as error:
            yield _at(question, at, str(error).rstrip("."))
            continue
        if topic != question.topic and topic not in question.uses:
            yield _at(question, at, f"{name} is of a topic that the question does not use")
        elif not called & set(believed.wrong):
            distorted = ", ".join(sorted(believed.wrong))
            yield _at(question, at, f"{name} distorts {distorted}; the answer calls none of them")


def _line_of(question: Question, text: str) -> int:
    for number, line in enumerate(question.path.read_text(encoding="utf-8").splitlines(), start=1):
        if f'"{text}"' in line:
            return number
    return 1


def _called(expression: Expression) -> set[str]:
    tree = ast.parse(expression.source, mode="eval")
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _names(question: Question) -> Iterator[Problem]:
    """What is drawn and computed has to be used, and what is used has to be there."""
    task = question.task
    expressions = [*(one for _, one in question.values), *question.constraints]
    if isinstance(task, ComputedAnswer):
        expressions += [task.answer, *(wrong.value for wrong in task.wrong)]
    in_expressions = {name for one in expressions for name in _called(one)}
    in_texts = {name for _, _, text in texts_of(question) for name in placeholders(text.es + text.en)}
    known = {parameter.name for parameter in question.parameters} | {name for name, _ in question.values}
    for name in sorted(known - in_expressions - in_texts):
        yield _at(question, _line_beginning(question, name), f"{name!r} is used nowhere")
    computed = {"answer"} if isinstance(task, ComputedAnswer) else set()
    for what, line, text in texts_of(question):
        for name in sorted(placeholders(text.es + text.en) - known - computed):
            yield _at(question, line["es"], f"{what}: there is no value {name!r} to fill in")
    for topic in question.uses:
        functions = functions_of(topic)
        if not in_expressions & set(functions):
            yield _at(question, _line_of(question, topic), f"the functions of {topic!r} are used nowhere")
        misconceptions_of(topic)
    if shadowed := sorted(known & {"np", "math", "series", "answer"}):
        yield _at(question, _line_beginning(question, shadowed[0]), f"{shadowed[0]!r} has a meaning already")


def _line_beginning(question: Question, name: str) -> int:
    for number, line in enumerate(question.path.read_text(encoding="utf-8").splitlines(), start=1):
        if re.match(rf"\s*{re.escape(name)}\s*=", line):
            return number
    return 1


def _variants(bank: Bank, question: Question) -> Iterator[Problem]:
    """Formulas and texts of a few variants; the same fault is said once."""
    said = set()
    for seed in SEEDS:
        try:
            variant = bank.variant(question, seed)
        except GradienteError as error:
            yield _as_problem(error)
            return
        for what, text in texts_of_variant(variant):
            for language in ("es", "en"):
                own = text.in_language(language)
                faults = [_bad_formula(tex) for tex in formulas(own)]
                plain = "".join(piece for place, piece in places(own) if place == "text").replace(r"\$", "")
                # Numbers are filled in by one reading of the text and formulas are set by another: they have to agree.
                if [tex.strip() for tex in formulas(own)] != markdown.formulas(own):
                    faults.append("where formulas begin and end is not clear: keep digits and spaces off the $")
                faults.append("a $ stands alone" if "$" in plain else None)
                faults.append("a placeholder is left over" if PLACEHOLDER.search(own) else None)
                if what != "misconception":  # their explanations write numbers as Python does
                    faults.append(_bad_decimal(own, language))
                for fault in faults:
                    if fault and (what, fault) not in said:
                        said.add((what, fault))
                        yield _at(question, question.lines.get(f"{what}.{language}", 1), f"{what}: {fault}")


def _bad_decimal(text: str, language: str) -> str | None:
    """The other language's decimal sign, outside code."""
    other = r"\d\.\d" if language == "es" else r"\d(?:\{,\}|,)\d"
    for place, piece in places(text):
        if place != "code" and (found := re.search(rf"\S*{other}\S*", piece)):
            return f"{found[0]!r} has the decimal sign of the other language"
    return None


def _bad_formula(tex: str) -> str | None:
    try:
        mathml(tex)
        as_text(tex)
    except GradienteError as error:
        return str(error)
    return None


def texts_of_variant(variant: object) -> Iterator[tuple[str, Text]]:
    """Every text in a variant: the name of what it is, `misconception` for what is said of one, and the text."""
    from dataclasses import fields, is_dataclass

    def walk(name: str, value: object) -> Iterator[tuple[str, Text]]:
        if isinstance(value, Text):
            yield name, value
        elif isinstance(value, tuple):
            for item in value:
                yield from walk(name, item)
        elif is_dataclass(value):
            believed = getattr(value, "misconception", None) is not None
            for field in fields(value):
                yield from walk("misconception" if believed else field.name, getattr(value, field.name))

    yield from walk("variant", variant)


def _right_is_longest(questions: list[Question]) -> Iterator[Problem]:
    """Over the whole bank: whoever ticks the longest option must not do better than chance."""
    for language in ("es", "en"):
        longest, chance = [], []
        for question in questions:
            task = question.task
            if question.kind is Kind.SINGLE and isinstance(task, WrittenChoice):
                lengths = [(length_of(one.text.in_language(language)), one.right) for one in task.options]
                right = next(length for length, is_right in lengths if is_right)
                chance.append(1 / len(lengths))
                if all(length < right for length, is_right in lengths if not is_right):
                    longest.append(question)
        expected = sum(chance) / len(chance) if chance else 1.0
        if more_often_than_chance(len(longest), len(chance), expected, rare=0.05):
            names = ", ".join(question.id for question in longest)
            yield _at(
                longest[0],
                1,
                f"the right option is the longest in {len(longest)} of {len(chance)} choices ({language}): {names}",
            )
