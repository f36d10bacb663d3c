"""The tries at one question: a first with feedback and hint, a second, then the explanation.

Marks count the first try. The second one is for learning, and so is giving up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gradiente.quizzes.certainty import certainty_mark
from gradiente.quizzes.marking import Marked, Response, mark
from gradiente.quizzes.question import Kind
from gradiente.quizzes.variant import Variant

MOST_TRIES = 2


@dataclass(frozen=True)
class Try:
    """One try.

    Attributes
    ----------
    response : Response
    marked : Marked
    """

    response: Response
    marked: Marked


@dataclass
class Attempt:
    """What a student does at one question.

    Attributes
    ----------
    variant : Variant
    certainty : int or None
        Stated with the first try, if at all.
    tries : list of Try
    gave_up : bool
    """

    variant: Variant
    certainty: int | None = None
    tries: list[Try] = field(default_factory=list)
    gave_up: bool = False

    def answer(self, response: Response, certainty: int | None = None) -> Marked:
        """Take an answer.

        Parameters
        ----------
        response : Response
        certainty : int, optional
            1, 2 or 3; only the first try's counts.

        Raises
        ------
        UnreadableNumberError
            If what was typed is no number; it costs no try.
        """
        if self.is_over:
            raise ValueError(f"{self.variant.code} has been answered")
        marked = mark(self.variant, response)
        if not self.tries:
            self.certainty = certainty
        self.tries.append(Try(response, marked))
        return marked

    def give_up(self) -> None:
        """Ask for the explanation."""
        self.gave_up = True

    @property
    def is_over(self) -> bool:
        """Whether the explanation is shown: right, out of tries, given up, or marked by the student."""
        if self.gave_up:
            return True
        most = 1 if self.variant.kind is Kind.OPEN else MOST_TRIES
        return bool(self.tries) and (self.tries[-1].marked.is_right or len(self.tries) >= most)

    @property
    def fraction(self) -> float:
        """What counts: the first try; nothing for giving up before it."""
        return self.tries[0].marked.fraction if self.tries else 0.0

    @property
    def certainty_mark(self) -> float | None:
        """The mark with certainty, where one was stated."""
        return None if self.certainty is None else certainty_mark(self.fraction, self.certainty)

    def to_json(self) -> dict[str, Any]:
        """Return what is kept of it, as documented in docs/quiz-results.md."""
        return {
            "code": str(self.variant.code),
            "topic": self.variant.topic,
            "type": self.variant.kind.value,
            "fraction": self.fraction,
            "certainty": self.certainty,
            "certainty_mark": self.certainty_mark,
            "gave_up": self.gave_up,
            "tries": [
                {
                    "response": _plain(one.response),
                    "fraction": one.marked.fraction,
                    "chosen": list(one.marked.chosen),
                    "misconceptions": list(one.marked.misconceptions),
                }
                for one in self.tries
            ],
        }


def _plain(response: Response) -> Any:
    if isinstance(response, str):
        return response
    return dict(response) if isinstance(response, Mapping) else list(response)
