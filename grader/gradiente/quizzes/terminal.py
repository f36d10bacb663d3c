"""A quiz in the terminal: the same variants, marks and texts as everywhere, by keyboard."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text as Line

from gradiente.quizzes.attempt import Attempt
from gradiente.quizzes.certainty import RIGHT_MARKS, WRONG_MARKS, calibration
from gradiente.quizzes.figures import FIGURE, Figures
from gradiente.quizzes.filling import places
from gradiente.quizzes.marking import Marked, Response
from gradiente.quizzes.mathematics import as_text
from gradiente.quizzes.terminal_figures import figure_panel
from gradiente.quizzes.typed import UnreadableNumberError
from gradiente.quizzes.variant import Choice, Feedback, Matching, Numeric, Open, Ordering, Variant
from gradiente.texts import say
from gradiente.texts.numbers import decimal, percent

LETTERS = string.ascii_lowercase
GIVE_UP, QUIT = "?", "q"
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


class QuitError(Exception):
    """The student has had enough."""


class _GiveUpError(Exception):
    """The student asks for the solution."""


class _UnreadableError(Exception):
    """What was typed is no answer; the message says what would be one."""


class Quiz:
    """Asks variants, one after another.

    Parameters
    ----------
    console : Console
    language : str
        `es` or `en`.
    gallery : Figures
        The figures.
    with_certainty : bool
        Whether the student states a certainty.
    read : callable
        Gives the next line that the student types, after a prompt.
    """

    def __init__(
        self,
        console: Console,
        language: str,
        gallery: Figures,
        *,
        with_certainty: bool = False,
        read: Callable[[str], str],
    ) -> None:
        self._console = console
        self._language = language
        self._gallery = gallery
        self._with_certainty = with_certainty
        self._read = read

    def run(self, variants: Iterable[Variant]) -> list[Attempt]:
        """Ask every variant, until the student ends it.

        Returns
        -------
        list of Attempt
            Those that were answered, or given up.
        """
        todo = list(variants)
        attempts: list[Attempt] = []
        for number, variant in enumerate(todo, start=1):
            attempt = Attempt(variant)
            heading = self._say("question-of", number=number, count=len(todo))
            try:
                self._ask(attempt, heading)
            except QuitError:
                if attempt.tries:
                    attempts.append(attempt)
                break
            attempts.append(attempt)
        return attempts

    def _say(self, key: str, **details: Any) -> str:
        return say(f"quiz.{key}", self._language, **details)

    def _ask(self, attempt: Attempt, heading: str) -> None:
        variant = attempt.variant
        self._console.print()
        self._console.print(Rule(Line(f"{heading} · {variant.title.in_language(self._language)}", "bold")))
        about = (self._say("code", code=variant.code), self._say("minutes", count=variant.minutes))
        self._console.print(Line(" · ".join(about), "dim"))
        self._console.print()
        self._console.print(self._markdown(variant.stem.in_language(self._language)))
        self._console.print(self._choices(variant))
        self._console.print(Line(self._say("keys"), "dim"))
        while not attempt.is_over:
            try:
                self._one_try(attempt)
            except _GiveUpError:
                attempt.give_up()
        self._close(attempt)

    def _one_try(self, attempt: Attempt) -> None:
        first = not attempt.tries
        response = self._response(attempt.variant)
        try:
            # An unreadable number is said before a certainty is asked for.
            certainty = self._certainty(attempt, response) if first else None
            marked = attempt.answer(response, certainty)
        except UnreadableNumberError as error:
            self._console.print(Line(self._say(error.kind), "yellow"))
            return
        self._verdict(marked)
        for feedback in marked.feedback:
            self._feedback(feedback)
        if not attempt.is_over:
            if attempt.variant.hint and first:
                hint = self._markdown(attempt.variant.hint.in_language(self._language))
                self._console.print(Panel(hint, title=self._say("hint"), title_align="left"))
            self._console.print(Line(self._say("again"), "dim"))

    def _certainty(self, attempt: Attempt, response: Response) -> int | None:
        if not self._with_certainty or isinstance(attempt.variant.asked, Open):
            return None
        if isinstance(response, str):
            from gradiente.quizzes.marking import mark

            mark(attempt.variant, response)
        while True:
            typed = self._line(self._say("ask-certainty"))
            if typed in ("1", "2", "3"):
                return int(typed)
            self._console.print(Line(self._say("no-certainty"), "yellow"))

    def _line(self, prompt: str) -> str:
        typed = self._read(f"{prompt}: ").strip()
        if typed.lower() == QUIT:
            raise QuitError
        if typed == GIVE_UP:
            raise _GiveUpError
        return typed

    def _response(self, variant: Variant) -> Response:
        while True:
            try:
                return self._read_response(variant)
            except _UnreadableError as error:
                self._console.print(Line(str(error), "yellow"))

    def _read_response(self, variant: Variant) -> Response:
        asked = variant.asked
        match asked:
            case Numeric():
                unit = f" ({asked.unit.in_language(self._language)})" if asked.unit else ""
                return self._line(self._say("ask-number") + unit)
            case Choice():
                keys = [option.key for option in asked.options]
                typed = self._line(self._say("ask-multiple" if asked.several else "ask-single"))
                chosen = self._letters(typed, keys)
                if not asked.several and len(chosen) != 1:
                    raise _UnreadableError(self._say("one-letter", letters=_span(keys)))
                return chosen
            case Ordering():
                keys = [item.key for item in asked.items]
                chosen = self._letters(self._line(self._say("ask-order")), keys)
                if len(chosen) != len(keys):
                    raise _UnreadableError(self._say("all-letters", letters=_span(keys)))
                return chosen
            case Matching():
                return self._pairs(self._line(self._say("ask-match")), asked)
            case Open():
                self._line(self._say("ask-open"))
                return self._points(asked)

    def _letters(self, typed: str, keys: list[str], fewest: int = 1) -> list[str]:
        """Keys behind the letters typed, in that order; with or without spaces and commas between them."""
        letters = re.findall(r"[^\W\d_]", typed.lower())
        known = dict(zip(LETTERS, keys, strict=False))
        others = re.sub(r"[\s,;]", "", typed.lower())
        if len(letters) < fewest or len(others) != len(letters) or any(letter not in known for letter in letters):
            raise _UnreadableError(self._say("no-letters", letters=_span(keys)))
        return list(dict.fromkeys(known[letter] for letter in letters))

    def _pairs(self, typed: str, asked: Matching) -> Mapping[str, str]:
        example = " ".join(f"{letter}{number}" for number, letter in enumerate(LETTERS[: len(asked.items)], start=1))
        found = re.findall(r"([a-z])\W*(\d+)", typed.lower())
        items = dict(zip(LETTERS, asked.items, strict=False))
        partners = {str(number): partner for number, partner in enumerate(asked.partners, start=1)}
        pairs = {letter: number for letter, number in found if letter in items and number in partners}
        if not len(found) == len(pairs) == len(items):
            raise _UnreadableError(self._say("no-pairs", example=example))
        return {items[letter].key: partners[number].key for letter, number in pairs.items()}

    def _points(self, asked: Open) -> list[str]:
        answer = self._markdown(asked.model_answer.in_language(self._language))
        self._console.print(Panel(answer, title=self._say("model-answer"), title_align="left"))
        self._console.print(self._list((point.text.in_language(self._language) for point in asked.points), LETTERS))
        keys = [point.key for point in asked.points]
        while True:
            try:
                return self._letters(self._line(self._say("ask-points")), keys, fewest=0)
            except _UnreadableError as error:
                self._console.print(Line(str(error), "yellow"))

    def _verdict(self, marked: Marked) -> None:
        if marked.is_right:
            self._console.print(Line(f"✔ {self._say('right')}", "bold green"))
        elif marked.fraction:
            share = percent(marked.fraction, self._language)
            self._console.print(Line(f"◐ {self._say('partly', percent=share)}", "bold yellow"))
        else:
            self._console.print(Line(f"✘ {self._say('wrong')}", "bold red"))

    def _feedback(self, feedback: Feedback) -> None:
        parts: list[RenderableType] = []
        if feedback.name:
            name = feedback.name.in_language(self._language)
            parts.append(Line(self._say("you-seem-to-have", name=name), "bold"))
        parts.append(self._markdown(feedback.text.in_language(self._language)))
        if feedback.lecture:
            lecture = feedback.lecture.in_language(self._language)
            parts.append(Line(self._say("in-the-lecture", lecture=lecture), "dim"))
        self._console.print(Padding(Group(*parts), (0, 0, 0, 2)))

    def _close(self, attempt: Attempt) -> None:
        """Show what is right, where the student did not find it, and why."""
        variant = attempt.variant
        parts: list[RenderableType] = []
        if not isinstance(variant.asked, Open) and not (attempt.tries and attempt.tries[-1].marked.is_right):
            parts += [Line(self._say("solution"), "bold"), self._solution(variant), Line()]
        elif isinstance(variant.asked, Open) and not attempt.tries:
            parts += [self._markdown(variant.asked.model_answer.in_language(self._language)), Line()]
        parts.append(self._markdown(variant.explanation.in_language(self._language)))
        lecture = variant.lecture.in_language(self._language)
        parts.append(Line(self._say("in-the-lecture", lecture=lecture), "dim"))
        self._console.print(Panel(Group(*parts), title=self._say("explanation"), title_align="left"))

    def _solution(self, variant: Variant) -> RenderableType:
        asked, language = variant.asked, self._language
        match asked:
            case Numeric():
                unit = f" {asked.unit.in_language(language)}" if asked.unit else ""
                return Line(asked.shown.in_language(language) + unit)
            case Choice():
                return self._list((one.text.in_language(language) for one in asked.options if one.right), "•" * 20)
            case Ordering():
                texts = {item.key: item.text.in_language(language) for item in asked.items}
                return self._list((texts[key] for key in asked.right), "123456789")
            case Matching():
                partners = {partner.key: partner.text.in_language(language) for partner in asked.partners}
                pairs = (
                    f"{item.text.in_language(language)} → {partners[asked.right[item.key]]}" for item in asked.items
                )
                return self._list(pairs, "•" * 20)
            case Open():
                return Line()

    def _choices(self, variant: Variant) -> RenderableType:
        asked, language = variant.asked, self._language
        match asked:
            case Choice():
                return self._list((option.text.in_language(language) for option in asked.options), LETTERS)
            case Ordering():
                return self._list((item.text.in_language(language) for item in asked.items), LETTERS)
            case Matching():
                items = self._list((item.text.in_language(language) for item in asked.items), LETTERS)
                numbers = [str(number) for number in range(1, len(asked.partners) + 1)]
                return Group(
                    items, Line(), self._list((one.text.in_language(language) for one in asked.partners), numbers)
                )
            case _:
                return Line()

    def _list(self, texts: Iterable[str], labels: Iterable[str]) -> RenderableType:
        from rich.table import Table

        table = Table.grid(padding=(0, 1))
        table.add_column(justify="right", style="bold")
        table.add_column()
        for label, text in zip(labels, texts, strict=False):
            table.add_row(f"  {label})" if label.isalnum() else f"  {label}", self._markdown(text))
        return table

    def _markdown(self, text: str) -> RenderableType:
        """Render a text: formulas as a line, figures as curves and words."""
        parts: list[RenderableType] = []
        at = 0
        for figure in FIGURE.finditer(text):
            parts.append(_rendered(text[at : figure.start()]))
            parts.append(figure_panel(self._gallery.figure(figure[1]), self._language))
            at = figure.end()
        parts.append(_rendered(text[at:]))
        return Group(*parts) if len(parts) > 1 else parts[0]

    def sum_up(self, attempts: list[Attempt]) -> None:
        """Print what came out, by certainty too, and what is worth another look."""
        if not attempts:
            return
        self._console.print()
        points = decimal(f"{sum(attempt.fraction for attempt in attempts):.4g}", self._language)
        self._console.print(Rule(Line(self._say("result", points=points, count=len(attempts)), "bold")))
        certain = [one for one in attempts if one.certainty is not None]
        if certain:
            marks = sum(one.certainty_mark or 0.0 for one in certain)
            low, high = (decimal(f"{len(certain) * ends[3]:g}", self._language) for ends in (WRONG_MARKS, RIGHT_MARKS))
            shown = decimal(f"{marks:.4g}", self._language)
            self._console.print(self._say("result-certainty", points=shown, low=low, high=high))
            for level in calibration((one.fraction, one.certainty or 1) for one in certain):
                if level.share is not None:
                    share = percent(level.share, self._language)
                    said = self._say("calibration", certainty=level.certainty, answers=level.answers, percent=share)
                    self._console.print(f"{said}: {self._say(f'calibration-{level.judgement.value}')}")
        missed = {one.variant.lecture.in_language(self._language) for one in attempts if one.fraction < 1}
        if missed:
            self._console.print(Line(self._say("review"), "bold"))
            for lecture in sorted(missed):
                self._console.print(f"  • {lecture}", markup=False)


def _span(keys: list[str]) -> str:
    return f"a-{LETTERS[len(keys) - 1]}"


def _rendered(text: str) -> Markdown:
    """Markdown whose formulas have become text; nothing in a formula is taken for Markdown."""
    pieces = [
        _SPECIAL.sub(r"\\\1", as_text(piece.strip("$"))) if place == "math" else piece for place, piece in places(text)
    ]
    return Markdown("".join(pieces).strip(), hyperlinks=False)
