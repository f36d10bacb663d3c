"""Prove a question over many seeds: what its answer is by another way, and that no variant is degenerate."""

from __future__ import annotations

import contextlib
import io
import math
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gradiente.errors import GradienteError
from gradiente.quizzes.bank import Bank
from gradiente.quizzes.content import plain
from gradiente.quizzes.filling import fill, in_text, places
from gradiente.quizzes.marking import mark
from gradiente.quizzes.question import ComputedAnswer, Kind, Question, WrittenChoice
from gradiente.quizzes.typed import read_number
from gradiente.quizzes.variant import Choice, Matching, Numeric, Ordering, Variant

PRINTS = re.compile(r"^```python prints[ \t]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
# A bias that chance gives less often than this, in one question, counts as one. The seeds are fixed, so nothing that
# passes once ever fails without a change.
RARE = 1e-4
# A page is built from hundreds of variants, so one may not take long: seconds of the processor, on average.
LONGEST_S = 0.05


@dataclass
class Findings:
    """What is wrong with a question, and what was seen of it.

    Attributes
    ----------
    question : Question
    problems : list of str
        Each with the seed on which it was seen.
    shown : Counter
        How often each wrong answer was recognised or offered, by key.
    right_places : Counter
        Where the right option stood.
    right_longest : int
        How often the right option was longer than each other one.
    variants : int
    seconds : float
        Of the processor, for making them.
    """

    question: Question
    problems: list[str] = field(default_factory=list)
    shown: Counter[str] = field(default_factory=Counter)
    right_places: Counter[int] = field(default_factory=Counter)
    right_longest: int = 0
    variants: int = 0
    seconds: float = 0.0


def prove(bank: Bank, question: Question, seeds: range) -> Findings:
    """Hold the variants of a question against a second computation, and look for degenerate ones.

    Parameters
    ----------
    bank : Bank
    question : Question
    seeds : range

    Returns
    -------
    Findings
    """
    findings = Findings(question)
    stems = set()
    for seed in seeds:
        began = time.process_time()
        try:
            variant = bank.variant(question, seed)
        except GradienteError as error:
            findings.problems.append(f"seed {seed}: {error}")
            return findings
        findings.seconds += time.process_time() - began
        findings.variants += 1
        stems.add((variant.stem, str(variant.asked)))
        findings.problems += [f"seed {seed}: {what}" for what in _problems(bank, question, variant)]
        _observe(findings, variant)
        if len(findings.problems) >= 5:
            return findings  # enough to see what is wrong
    findings.problems += _over_all(findings, len(stems))
    return findings


def _problems(bank: Bank, question: Question, variant: Variant) -> Iterator[str]:
    asked = variant.asked
    if isinstance(asked, Choice):
        for language in ("es", "en"):
            texts = [option.text.in_language(language) for option in asked.options]
            if len(set(texts)) < len(texts):
                yield f"two options are the same in {language}"
        right = [option.key for option in asked.options if option.right]
        if not mark(variant, right).is_right:
            yield "the right options do not get full marks"
    if isinstance(asked, Numeric):
        yield from _numeric_problems(asked, variant)
    if isinstance(asked, Ordering):
        if tuple(item.key for item in asked.items) == asked.right:
            yield "the items stand in the right order already"
        if not mark(variant, asked.right).is_right:
            yield "the right order does not get full marks"
    if isinstance(asked, Matching) and not mark(variant, asked.right).is_right:
        yield "the right pairs do not get full marks"
    try:
        yield from _second_opinion(bank, question, variant)
    except Exception as error:
        yield f"the proof fails: {error!r}"


def _numeric_problems(asked: Numeric, variant: Variant) -> Iterator[str]:
    for language in ("es", "en"):
        if not mark(variant, asked.shown.in_language(language)).is_right:
            yield f"the answer as it is shown in {language}, {asked.shown.in_language(language)}, is not right"
        shown = [wrong.shown.in_language(language) for wrong in asked.recognised]
        if len({*shown, asked.shown.in_language(language)}) < len(shown) + 1:
            yield f"two of the numbers are shown the same in {language}"
        for wrong in asked.recognised:
            marked = mark(variant, wrong.shown.in_language(language))
            if marked.fraction or marked.chosen != (wrong.key,):
                yield f"{wrong.shown.in_language(language)} is not recognised as {wrong.key}"


def _second_opinion(bank: Bank, question: Question, variant: Variant) -> Iterator[str]:
    """Compare the answer with the proof's and with what printed code prints."""
    values = drawn_values(bank, question, variant.code.seed)
    opinions = []
    if question.proof is not None:
        opinions.append(("the proof", _run_proof(question, values)))
    code = PRINTS.search(fill(question.stem.en, values, "en"))
    if code is not None:
        opinions.append(("the code", _output(code[1])))
    if not opinions and (isinstance(question.task, ComputedAnswer) or question.parameters):
        yield "there is no second computation of the answer: add `## Proof`"
    for whose, opinion in opinions:
        if (said := _disagreement(variant, opinion)) is not None:
            yield f"{whose} says {opinion!r}, {said}"


def drawn_values(bank: Bank, question: Question, seed: int) -> dict[str, Any]:
    """Return the parameters and values of a variant."""
    from gradiente.quizzes.making import values_of

    return values_of(question, seed, bank.gallery)


def _run_proof(question: Question, values: dict[str, Any]) -> Any:
    import inspect

    if question.proof is None:
        return None
    names: dict[str, Any] = {}
    # Line numbers of a traceback are the file's.
    source = "\n" * (question.proof.line - 1) + question.proof.source
    exec(compile(source, str(question.path), "exec"), names)
    answer = names["answer"]
    return plain(answer(**{name: values[name] for name in inspect.signature(answer).parameters}))


def _output(code: str) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "<printed>", "exec"), {"__name__": "__main__"})
    return printed.getvalue().strip()


def _disagreement(variant: Variant, opinion: Any) -> str | None:
    """Say what we have instead, where the second opinion is another."""
    asked = variant.asked
    if isinstance(asked, Numeric):
        value = read_number(opinion) if isinstance(opinion, str) else float(opinion)
        close = abs(value - asked.answer) <= max(asked.tolerance / 10, 1e-9 * max(1.0, abs(asked.answer)))
        return None if close else f"the reference {asked.answer!r}"
    if isinstance(asked, Choice):
        right = sorted(_bare(option.text.en) for option in asked.options if option.right)
        said = opinion if isinstance(opinion, list) and asked.several else [opinion]
        texts = sorted(_bare(in_text(one, "en")) if not isinstance(one, str) else _bare(one) for one in said)
        if texts == right or (len(right) == 1 and _same_numbers(right[0], opinion)):
            return None
        return f"the right option is {' and '.join(right)}"
    if isinstance(asked, Ordering):
        items = {item.key: _bare(item.text.en) for item in asked.items}
        right = [items[key] for key in asked.right]
        return None if [_bare(str(one)) for one in opinion] == right else f"the right order is {right}"
    return None


def _bare(text: str) -> str:
    """Return a text without Markdown's marks around it."""
    return text.strip().strip("`$*").strip()


def _same_numbers(text: str, opinion: Any) -> bool:
    """Whether a computed option shows what the proof found, rounded as it is shown."""
    shown = [number.replace("−", "-") for number in re.findall(r"[-−]?\d+(?:\.\d+)?", text)]
    found = [opinion] if isinstance(opinion, int | float) else opinion
    if not isinstance(found, list | tuple) or len(found) != len(shown) or not found:
        return False
    if not all(isinstance(one, int | float) for one in found):
        return False
    decimals = [len(number.partition(".")[2]) for number in shown]
    return all(
        abs(float(number) - one) <= 0.5 * 10.0**-places_ + 1e-9
        for number, one, places_ in zip(shown, found, decimals, strict=True)
    )


def _observe(findings: Findings, variant: Variant) -> None:
    asked = variant.asked
    if isinstance(asked, Numeric):
        for wrong in asked.recognised:
            findings.shown.update(wrong.key.split("+"))
    if isinstance(asked, Choice):
        for option in asked.options:
            findings.shown.update(option.key.split("+"))
        if not asked.several:
            lengths = [(length_of(option.text.en), option.right) for option in asked.options]
            right = next(length for length, is_right in lengths if is_right)
            findings.right_places[[is_right for _, is_right in lengths].index(True)] += 1
            findings.right_longest += all(length < right for length, is_right in lengths if not is_right)


def length_of(text: str) -> int:
    """Length of a text as it is seen, roughly: formulas without their commands."""
    from gradiente.quizzes.mathematics import as_text

    return sum(len(as_text(piece.strip("$")) if place == "math" else piece) for place, piece in places(text))


def _over_all(findings: Findings, distinct: int) -> Iterator[str]:
    question, n = findings.question, findings.variants
    if findings.seconds > LONGEST_S * max(n, 20):  # the first ones import the reference
        yield f"a variant takes {findings.seconds / n:.2f} s; the limit is {LONGEST_S} s"
    if question.is_dynamic and distinct < min(n / 4, 8):
        yield f"{n} seeds give only {distinct} different variants"
    if isinstance(question.task, ComputedAnswer):
        for key in (*question.task.misconceptions, *(one.key for one in question.task.wrong)):
            if not findings.shown[key]:
                yield f"{key} is never told apart from the right answer, or always fails"
    if question.kind is not Kind.SINGLE:
        return
    task = question.task
    options = len(task.options) if isinstance(task, WrittenChoice) else getattr(task, "choices", None) or 2
    keeps_order = isinstance(task, WrittenChoice) and task.keep_order
    for place, count in findings.right_places.items():
        if not keeps_order and more_often_than_chance(count, n, 1 / options):
            yield f"the right option stands in place {place + 1} in {count} of {n} variants"
    if question.is_dynamic and more_often_than_chance(findings.right_longest, n, 1 / options):
        yield f"the right option is longest in {findings.right_longest} of {n} variants"


def more_often_than_chance(hits: int, n: int, probability: float, rare: float = RARE) -> bool:
    """Whether so many hits out of n are rarer than `rare` if each has that probability: the binomial tail."""
    if hits <= n * probability:
        return False
    logs = [
        math.lgamma(n + 1)
        - math.lgamma(k + 1)
        - math.lgamma(n - k + 1)
        + k * math.log(probability)
        + (n - k) * math.log1p(-probability)
        for k in range(hits, n + 1)
    ]
    return math.fsum(math.exp(log) for log in logs) < rare
