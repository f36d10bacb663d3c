"""From a question and a seed to what a student meets."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from gradiente.errors import GradienteError
from gradiente.quizzes.chance import Chance
from gradiente.quizzes.content import Evaluator, misconception, words
from gradiente.quizzes.figures import FIGURE, Gallery
from gradiente.quizzes.filling import fill, in_text
from gradiente.quizzes.question import (
    ComputedAnswer,
    Kind,
    Parameter,
    Question,
    WrittenChoice,
    WrittenMatch,
    WrittenOpen,
    WrittenOption,
    WrittenOrder,
)
from gradiente.quizzes.variant import (
    Asked,
    Choice,
    Code,
    Feedback,
    Item,
    Matching,
    Numeric,
    Open,
    Option,
    Ordering,
    Variant,
    WrongNumber,
)
from gradiente.results import Text

# So many draws may miss the constraints before the question counts as impossible.
_MOST_DRAWS = 1000


class _DegenerateError(Exception):
    """A draw that cannot become a question: two of its few options are the same."""


def make_variant(question: Question, seed: int, gallery: Gallery) -> Variant:
    """Draw a variant.

    Parameters
    ----------
    question : Question
    seed : int
        0 or more; the same seed gives the same variant, whatever the machine and the versions of libraries.
    gallery : Gallery
        The stored figures.

    Raises
    ------
    GradienteError
        With file and line: an expression fails, or no draw meets the constraints.
    """
    code = Code(question.id, question.version, seed)
    for _, asked, shown in _possible(question, code, gallery):
        texts = _Filler(question, shown)
        stem, explanation = texts.fill(question.stem), texts.fill(question.explanation)
        hint = texts.fill(question.hint) if question.hint else None
        return Variant(
            code=code,
            kind=question.kind,
            topic=question.topic,
            title=question.title,
            lecture=question.lecture,
            minutes=question.minutes,
            tags=question.tags,
            stem=stem,
            hint=hint,
            explanation=explanation,
            figures=tuple(dict.fromkeys(FIGURE.findall(stem.en + explanation.en))),
            asked=asked,
        )
    at = question.constraints[0].line if question.constraints else 1
    raise GradienteError(f"{question.path}, line {at}: {_MOST_DRAWS} draws of seed {seed} met no possible question.")


def values_of(question: Question, seed: int, gallery: Gallery) -> dict[str, Any]:
    """Return the parameters and values of a variant, for whoever computes its answer another way."""
    return next(_possible(question, Code(question.id, question.version, seed), gallery))[0]


def _possible(
    question: Question, code: Code, gallery: Gallery
) -> Iterator[tuple[dict[str, Any], Asked, dict[str, Any]]]:
    """Draws that make a question: their values, what is asked, and the values that texts may show."""
    evaluator = Evaluator(question, gallery.series)
    for values in _draws(question, evaluator, Chance(f"{code}/draw")):
        try:
            asked, shown = _asked(question, evaluator, values, Chance(f"{code}/shuffle"))
        except _DegenerateError:
            continue
        yield values, asked, shown


class _Filler:
    """Fills the texts of a question with one draw's values."""

    def __init__(self, question: Question, values: Mapping[str, Any]) -> None:
        self._question = question
        self._values = values

    def fill(self, text: Text) -> Text:
        try:
            return Text(fill(text.es, self._values, "es"), fill(text.en, self._values, "en"))
        except KeyError as error:
            raise GradienteError(f"{self._question.path}, line 1: there is no value {error} to fill in.") from None
        except ValueError as error:
            raise GradienteError(f"{self._question.path}, line 1: a placeholder cannot be filled: {error}.") from None


def _draws(question: Question, evaluator: Evaluator, chance: Chance) -> Iterator[dict[str, Any]]:
    """Draws that meet the constraints, with the values computed from them."""
    for _ in range(_MOST_DRAWS if question.parameters else 1):
        values: dict[str, Any] = {}
        for parameter in question.parameters:
            values[parameter.name] = _draw(parameter, chance)
        for name, expression in question.values:
            values[name] = evaluator.compute(expression, values)
        if all(evaluator.compute(constraint, values) for constraint in question.constraints):
            yield values


def _draw(parameter: Parameter, chance: Chance) -> Any:
    if parameter.length is None:
        return chance.choice(parameter.choices)
    if parameter.distinct:
        return chance.sample(parameter.choices, parameter.length)
    return [chance.choice(parameter.choices) for _ in range(parameter.length)]


def _asked(
    question: Question, evaluator: Evaluator, values: dict[str, Any], chance: Chance
) -> tuple[Asked, dict[str, Any]]:
    """What is asked, and the values that texts may show: the drawn ones, and the answer as it is written."""
    task = question.task
    if isinstance(task, ComputedAnswer):
        answer = evaluator.compute(task.answer, values)
        # Rounded, because `{{answer}}` in an explanation is the answer as one would write it.
        shown = {**values, "answer": _rounded(answer, task.decimals)}
        filler = _Filler(question, shown)
        wrong = _wrong_values(question, task, evaluator, values, filler)
        if question.kind is Kind.NUMBER:
            return _numeric(question, task, answer, wrong), shown
        return _computed_choice(task, answer, wrong, chance), shown
    filler = _Filler(question, values)
    match task:
        case WrittenChoice():
            options = [
                Option(one.key, filler.fill(one.text), one.right, _feedback(filler, one)) for one in task.options
            ]
            order = options if task.keep_order else chance.shuffled(options)
            return Choice(tuple(order), question.kind is Kind.MULTIPLE), values
        case WrittenOrder():
            items = [Item(f"item-{number}", filler.fill(text)) for number, text in enumerate(task.items, start=1)]
            right = tuple(item.key for item in items)
            return Ordering(_out_of_order(items, chance), right), values
        case WrittenMatch():
            return _matching(task, filler, chance), values
        case WrittenOpen():
            points = tuple(Item(f"point-{n}", filler.fill(text)) for n, text in enumerate(task.points, start=1))
            return Open(filler.fill(task.model_answer), points), values


def _feedback(filler: _Filler, option: WrittenOption) -> tuple[Feedback, ...]:
    """What an option is told: its own words, under the name of the misconception that it stands for, if any."""
    if option.feedback is None:
        return ()
    text = filler.fill(option.feedback)
    if option.misconception is None:
        return (Feedback(text),)
    believed = misconception(option.misconception)
    return (Feedback(text, believed.id, words(believed.name), words(believed.lecture)),)


def _out_of_order(items: list[Item], chance: Chance) -> tuple[Item, ...]:
    while True:
        shuffled = chance.shuffled(items)
        if shuffled != items:
            return tuple(shuffled)


def _matching(task: WrittenMatch, filler: _Filler, chance: Chance) -> Matching:
    items = [Item(f"item-{n}", filler.fill(left)) for n, (left, _) in enumerate(task.pairs, start=1)]
    partners: dict[Text, Item] = {}
    for text in (*(right for _, right in task.pairs), *task.spare):
        # Two items may have the same partner: it is shown once.
        partners.setdefault(text, Item(f"partner-{len(partners) + 1}", filler.fill(text)))
    right = {item.key: partners[text].key for item, (_, text) in zip(items, task.pairs, strict=True)}
    return Matching(tuple(chance.shuffled(items)), tuple(chance.shuffled(list(partners.values()))), right)


def _wrong_values(
    question: Question, task: ComputedAnswer, evaluator: Evaluator, values: Mapping[str, Any], filler: _Filler
) -> list[tuple[str, Any, Feedback]]:
    """Every wrong value of this draw, with its key and what is said to it; those that fail are left out."""
    found: list[tuple[str, Any, Feedback]] = []
    for id_ in task.misconceptions:
        try:
            believed = misconception(id_)
        except GradienteError as error:
            at = _line_naming(question, id_)
            raise GradienteError(f"{question.path}, line {at}: {error}") from None
        try:
            value = evaluator.compute(task.answer, values, believed.wrong)
        except GradienteError:
            continue  # the wrong function refuses or breaks on these numbers: nobody gets a value from it
        feedback = Feedback(words(believed.explanation), id_, words(believed.name), words(believed.lecture))
        found.append((id_, value, feedback))
    for own in task.wrong:
        value = evaluator.compute(own.value, values)
        found.append((own.key, value, Feedback(filler.fill(own.feedback))))
    return found


def _line_naming(question: Question, text: str) -> int:
    for number, line in enumerate(question.path.read_text(encoding="utf-8").splitlines(), start=1):
        if text in line:
            return number
    return 1


def _numeric(question: Question, task: ComputedAnswer, answer: Any, wrong: list[tuple[str, Any, Feedback]]) -> Numeric:
    if not _is_number(answer):
        raise GradienteError(
            f"{question.path}, line {task.answer.line}: the answer is {answer!r}, not a finite number."
        )
    recognised: list[WrongNumber] = []
    for key, value, feedback in wrong:
        # Told apart means that no typed number lies within the tolerance of both; rounding may not blur that.
        if not _is_number(value) or _close(value, answer, task):
            continue
        for at, other in enumerate(recognised):
            if _close(value, other.value, task):
                both = (*other.feedback, feedback)
                recognised[at] = WrongNumber(f"{other.key}+{key}", other.value, other.shown, both)
                break
        else:
            recognised.append(WrongNumber(key, float(value), _shown(value, task), (feedback,)))
    return Numeric(float(answer), task.tolerance, task.decimals, _shown(answer, task), task.unit, tuple(recognised))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _close(one: float, other: float, task: ComputedAnswer) -> bool:
    rounding = 0.5 * 10.0**-task.decimals if task.decimals is not None else 0.0
    return abs(one - other) <= 2 * max(task.tolerance, rounding) * (1 + 1e-9)


def _rounded(value: Any, decimals: int | None) -> Any:
    if isinstance(value, float):
        return round(value, decimals) if decimals is not None else value
    if isinstance(value, list | tuple):
        return type(value)(_rounded(item, decimals) for item in value)
    return value


def _shown(value: Any, task: ComputedAnswer) -> Text:
    form = f".{task.decimals}f" if task.decimals is not None else ""
    return Text(in_text(value, "es", form), in_text(value, "en", form))


def _computed_choice(
    task: ComputedAnswer, answer: Any, wrong: list[tuple[str, Any, Feedback]], chance: Chance
) -> Choice:
    shown: dict[Text, Option] = {}
    right = _shown(answer, task)
    for key, value, feedback in wrong:
        text = _shown(value, task)
        if text == right:
            continue
        before = shown.get(text)
        if before:
            shown[text] = Option(f"{before.key}+{key}", text, False, (*before.feedback, feedback))
        else:
            shown[text] = Option(key, text, False, (feedback,))
    wanted = (task.choices or 2) - 1
    if len(shown) < wanted:
        raise _DegenerateError
    options = [Option("right", right, True, ()), *chance.sample(list(shown.values()), wanted)]
    return Choice(tuple(chance.shuffled(options)), several=False)
