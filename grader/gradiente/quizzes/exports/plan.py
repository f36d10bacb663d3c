"""What is exported, what the target will lose of it, and what it would mark differently."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from gradiente.errors import GradienteError
from gradiente.quizzes.bank import Bank
from gradiente.quizzes.drawing import svg
from gradiente.quizzes.exports import FORMATS
from gradiente.quizzes.figures import Figures, Gallery
from gradiente.quizzes.question import Question, WrittenChoice
from gradiente.quizzes.variant import Variant

# Gives the SVG of a figure, by its name and a language.
Draw = Callable[[str, str], str]


@dataclass(frozen=True)
class Planned:
    """One item of an export.

    Attributes
    ----------
    variant : Variant
    language : str
    shuffle : bool
        Whether the target may show the options in another order.
    dynamic : bool
        Whether the question has variants with other numbers.
    """

    variant: Variant
    language: str
    shuffle: bool
    dynamic: bool

    @property
    def identifier(self) -> str:
        """The same in every export: the code, and the language, since both may lie in one course."""
        return f"{self.variant.code}.{self.language}"

    @property
    def name(self) -> str:
        """What lists call it, with its code."""
        return f"{self.variant.title.in_language(self.language)} [{self.variant.code}]"


class Format(Protocol):
    """What a module of a format offers."""

    def losses(self, item: Planned) -> Iterator[str]:
        """Say what the target does not take over of an item."""

    def differs(self, item: Planned) -> str | None:
        """Say why the target would mark an item differently, if it would."""

    def write(self, plan: Plan) -> bytes:
        """Write the file."""


@dataclass(frozen=True)
class Plan:
    """What is exported.

    Attributes
    ----------
    format : str
        One of `FORMATS`.
    language : str
    items : tuple of Planned
    figures : Figures
    draw : Draw or None
        None where nothing draws: then the alternative text stands for the picture.
    """

    format: str
    language: str
    items: tuple[Planned, ...]
    figures: Figures
    draw: Draw | None = None

    @property
    def module(self) -> Format:
        """The module that writes it."""
        return format_module(self.format)

    def losses(self) -> dict[str, list[str]]:
        """Return what the target will lose: ids of questions, by what they lose."""
        return _by_reason((item, reason) for item in self.items for reason in self._losses_of(item))

    def _losses_of(self, item: Planned) -> Iterator[str]:
        if item.variant.figures and self.draw is None:
            yield "pictures: their alternative text stands in their place"
        yield from self.module.losses(item)

    def different(self) -> dict[str, list[str]]:
        """Return what the target would mark differently: ids of questions, by reason."""
        return _by_reason((item, reason) for item in self.items if (reason := self.module.differs(item)))

    def without_different(self) -> Plan:
        """Return the plan without the questions that would be marked differently, in all their variants."""
        out = {name for names in self.different().values() for name in names}
        kept = tuple(item for item in self.items if item.variant.code.question not in out)
        return Plan(self.format, self.language, kept, self.figures, self.draw)

    def write(self) -> bytes:
        """Write the file.

        Raises
        ------
        GradienteError
            If there is nothing in it, or something that would be marked differently.
        """
        if different := self.different():
            raise GradienteError("\n".join(f"{reason}: {', '.join(names)}" for reason, names in different.items()))
        if not self.items:
            raise GradienteError("There is no question to export.")
        return self.module.write(self)


def format_module(name: str) -> Format:
    """Import the module of a format."""
    module: Format = importlib.import_module(FORMATS[name][0])
    return module


def make_plan(
    bank: Bank,
    target: str,
    language: str,
    *,
    topics: Sequence[str] = (),
    variants: int | None = None,
) -> Plan:
    """Plan an export.

    Parameters
    ----------
    bank : Bank
    target : str
        One of `FORMATS`.
    language : str
        `es` or `en`.
    topics : sequence of str
        All of them, if none is named.
    variants : int, optional
        Of each dynamic question, else 10: the seeds from 0. Where the seed only shuffles, one is enough. On paper,
        which nobody shuffles, it is the number of papers, else one.
    """
    questions: Iterable[Question] = bank.questions
    if topics:
        questions = [question for topic in topics for question in bank.of_topic(topic)]
    on_paper = target == "print"
    wanted = variants or (1 if on_paper else 10)
    items = tuple(
        Planned(
            bank.variant(question, seed),
            language,
            not (isinstance(question.task, WrittenChoice) and question.task.keep_order),
            question.is_dynamic,
        )
        for question in questions
        for seed in range(wanted if question.is_dynamic or on_paper else 1)
    )
    return Plan(target, language, items, bank.gallery, drawing(bank.gallery))


def _may_shuffle(question: Question) -> bool:
    return not (isinstance(question.task, WrittenChoice) and question.task.keep_order)


def drawing(gallery: Gallery) -> Draw | None:
    """What draws the stored figures as SVG; None without matplotlib, and then the alternative text stands in."""
    if importlib.util.find_spec("matplotlib") is None:
        return None
    return lambda name, language: svg(gallery.figure(name), language)


def _by_reason(found: Iterable[tuple[Planned, str]]) -> dict[str, list[str]]:
    reasons: dict[str, dict[str, None]] = {}
    for item, reason in found:
        reasons.setdefault(reason, {})[item.variant.code.question] = None
    return {reason: list(names) for reason, names in reasons.items()}
