"""Mark an answer: the one place where it is decided what an answer is worth and what is said to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gradiente.errors import GradienteError
from gradiente.quizzes.typed import read_number
from gradiente.quizzes.variant import Choice, Feedback, Matching, Numeric, Open, Ordering, Variant

RIGHT = "right"
OTHER = "other"

# What a student answers: the text typed, the keys ticked, the keys in order, the partner's key for each item's.
Response = str | Collection[str] | Mapping[str, str]


@dataclass(frozen=True)
class Marked:
    """What an answer is worth.

    Attributes
    ----------
    fraction : float
        From 0 to 1.
    chosen : tuple of str
        What was answered, for statistics: keys of options or points, `item=partner`, the key of a
        recognised number; `right` or `other` for a number that is right, or known to nobody.
    feedback : tuple of Feedback
        What is said to a wrong answer.
    """

    fraction: float
    chosen: tuple[str, ...]
    feedback: tuple[Feedback, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether nothing is missing."""
        return self.fraction == 1

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """Ids of the misconceptions that the answer shows."""
        return tuple(one.misconception for one in self.feedback if one.misconception)


def mark(variant: Variant, response: Response) -> Marked:
    """Mark an answer.

    Parameters
    ----------
    variant : Variant
    response : Response
        A number: the text typed. A choice or the points of an open question: the keys ticked. An order: the
        items' keys in order. A match: the partner's key for each item's.

    Raises
    ------
    UnreadableNumberError
        If what was typed is no number; it costs no try.
    GradienteError
        If it is no answer to this question: a key that it does not have.
    """
    match variant.asked:
        case Numeric() as asked if isinstance(response, str):
            return mark_number(asked, response)
        case Choice() as asked if not isinstance(response, str | Mapping):
            return _mark_choice(asked, _known(variant, response, [option.key for option in asked.options]))
        case Ordering() as asked if not isinstance(response, str | Mapping):
            return _mark_order(variant, asked, list(response))
        case Matching() as asked if isinstance(response, Mapping):
            return _mark_match(variant, asked, response)
        case Open() as asked if not isinstance(response, str | Mapping):
            ticked = _known(variant, response, [point.key for point in asked.points])
            return Marked(len(ticked) / len(asked.points), ticked)
    raise GradienteError(f"{response!r} is no answer to a question of type {variant.kind}.")


def _known(variant: Variant, response: Collection[str], keys: Sequence[str]) -> tuple[str, ...]:
    """Return the ticked keys in the order shown; refuse one that the question does not have."""
    if unknown := sorted(set(response) - set(keys)):
        raise GradienteError(f"{variant.code} has no option {unknown[0]!r}.")
    return tuple(key for key in keys if key in response)


def mark_number(asked: Numeric, typed: str) -> Marked:
    """Mark a number as it was typed."""
    whole = asked.decimals is None and asked.answer == int(asked.answer)
    value = read_number(typed, asked.unit.en if asked.unit else "", whole=whole)
    if _agrees(value, asked.answer, asked.tolerance):
        return Marked(1.0, (RIGHT,))
    for wrong in asked.recognised:
        if _agrees(value, wrong.value, asked.wrong_tolerance):
            return Marked(0.0, (wrong.key,), wrong.feedback)
    return Marked(0.0, (OTHER,))


def _agrees(value: float, wanted: float, tolerance: float) -> bool:
    # A hair more than the tolerance: what lies on its edge in decimal may lie beyond it in binary.
    return abs(value - wanted) <= tolerance + 1e-9 * max(1.0, abs(wanted))


def _mark_choice(asked: Choice, ticked: tuple[str, ...]) -> Marked:
    right = [option.key for option in asked.options if option.right]
    wrong = [option.key for option in asked.options if not option.right]
    feedback = tuple(
        one for option in asked.options if option.key in ticked and not option.right for one in option.feedback
    )
    if not asked.several:
        return Marked(float(list(ticked) == right), ticked, feedback)
    hits, misses = (len([key for key in ticked if key in keys]) for keys in (right, wrong))
    # Whoever ticks everything gets nothing, whoever ticks nothing neither.
    return Marked(max(0.0, hits / len(right) - misses / len(wrong)), ticked, feedback)


def _mark_order(variant: Variant, asked: Ordering, order: list[str]) -> Marked:
    if sorted(order) != sorted(asked.right):
        raise GradienteError(f"An order for {variant.code} names each of its items once.")
    follows = set(pairwise(asked.right))
    hits = sum(pair in follows for pair in pairwise(order))
    return Marked(hits / (len(asked.right) - 1), tuple(order))


def _mark_match(variant: Variant, asked: Matching, partners: Mapping[str, str]) -> Marked:
    items = {item.key for item in asked.items}
    known = {partner.key for partner in asked.partners}
    if not set(partners) <= items or not set(partners.values()) <= known:
        raise GradienteError(f"A match for {variant.code} names an item or a partner that it does not have.")
    hits = sum(partners.get(item) == partner for item, partner in asked.right.items())
    chosen = tuple(f"{item.key}={partners[item.key]}" for item in asked.items if item.key in partners)
    return Marked(hits / len(items), tuple(sorted(chosen)))
