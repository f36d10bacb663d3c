"""What a student meets: a question with its numbers drawn, its options shuffled and its texts filled in.

Plain data in both languages: whoever renders, exports or marks it needs neither the question nor the reference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gradiente.errors import GradienteError
from gradiente.quizzes.question import Kind
from gradiente.results import Text

CODE = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.([1-9][0-9]*)\.(0|[1-9][0-9]*)")


@dataclass(frozen=True)
class Code:
    """What names a variant wherever it is seen: `ID.VERSION.SEED`.

    Attributes
    ----------
    question : str
    version : int
    seed : int
    """

    question: str
    version: int
    seed: int

    def __str__(self) -> str:
        """Write the code as it is printed."""
        return f"{self.question}.{self.version}.{self.seed}"

    @classmethod
    def read(cls, text: str) -> Code:
        """Read a code that somebody typed.

        Raises
        ------
        GradienteError
            If it is no code.
        """
        found = CODE.fullmatch(text.strip().lower())
        if found is None:
            raise GradienteError(f"{text!r} is no code of a question: expected ID.VERSION.SEED, as in no-bias.1.42.")
        return cls(found[1], int(found[2]), int(found[3]))


@dataclass(frozen=True)
class Feedback:
    """What a wrong (or right) answer is told.

    Attributes
    ----------
    text : Text
        Markdown.
    misconception : str or None
        Its id, where the text is a misconception's explanation.
    name : Text or None
        What completes "parece que has ..." and "you seem to have ...".
    lecture : Text or None
        Where the lecture treats it.
    """

    text: Text
    misconception: str | None = None
    name: Text | None = None
    lecture: Text | None = None


@dataclass(frozen=True)
class WrongNumber:
    """A wrong number that is recognised.

    Attributes
    ----------
    key : str
        The misconception's id or the name that the question gives it; with a `+` between them where
        the variant's numbers cannot tell two apart.
    value : float
    shown : Text
    feedback : tuple of Feedback
        One for each thing that gives this number.
    """

    key: str
    value: float
    shown: Text
    feedback: tuple[Feedback, ...]


@dataclass(frozen=True)
class Numeric:
    """A number to be typed.

    Attributes
    ----------
    answer : float
    tolerance : float
        Right is what differs by no more than this.
    decimals : int or None
        How many the answer is shown with; None for a whole number.
    shown : Text
        The answer as each language writes it.
    unit : Text or None
        Stands behind the field; whether a student types it as well does not matter.
    recognised : tuple of WrongNumber
        No two closer than twice `wrong_tolerance` to each other or to the answer.
    """

    answer: float
    tolerance: float
    decimals: int | None
    shown: Text
    unit: Text | None
    recognised: tuple[WrongNumber, ...]

    @property
    def wrong_tolerance(self) -> float:
        """How near a typed number has to come to a wrong one to be recognised as it.

        The tolerance, or half of the last place shown where that is more: a wrong number typed as it would be
        shown is always recognised.
        """
        rounding = 0.5 * 10.0**-self.decimals if self.decimals is not None else 0.0
        return max(self.tolerance, rounding)


@dataclass(frozen=True)
class Option:
    """An option of a choice.

    Attributes
    ----------
    key : str
        The same in every variant: `right`, a misconception's id, `option-2`.
    text : Text
        Markdown.
    right : bool
    feedback : tuple of Feedback
    """

    key: str
    text: Text
    right: bool
    feedback: tuple[Feedback, ...]


@dataclass(frozen=True)
class Choice:
    """Options, of which one or several are right.

    Attributes
    ----------
    options : tuple of Option
        In the order shown.
    several : bool
    """

    options: tuple[Option, ...]
    several: bool


@dataclass(frozen=True)
class Item:
    """Something to be ordered or matched.

    Attributes
    ----------
    key : str
        The same in every variant.
    text : Text
        Markdown.
    """

    key: str
    text: Text


@dataclass(frozen=True)
class Ordering:
    """Items to be put in order.

    Attributes
    ----------
    items : tuple of Item
        In the order shown, which is not the right one.
    right : tuple of str
        Their keys in the right order.
    """

    items: tuple[Item, ...]
    right: tuple[str, ...]


@dataclass(frozen=True)
class Matching:
    """Things to be paired.

    Attributes
    ----------
    items : tuple of Item
        Each needs a partner.
    partners : tuple of Item
        In the order shown; some may belong to nothing, one may belong to several.
    right : dict of str to str
        The key of each item's partner.
    """

    items: tuple[Item, ...]
    partners: tuple[Item, ...]
    right: dict[str, str]


@dataclass(frozen=True)
class Open:
    """A question answered in words, and marked by whoever answered it.

    Attributes
    ----------
    model_answer : Text
    points : tuple of Item
        What a full answer holds, one point each.
    """

    model_answer: Text
    points: tuple[Item, ...]


Asked = Numeric | Choice | Ordering | Matching | Open


@dataclass(frozen=True)
class Variant:
    """A question as it is asked.

    Attributes
    ----------
    code : Code
    kind : Kind
    topic : str
    title, lecture : Text
    minutes : int
    tags : tuple of str
    stem : Text
        Markdown, and so are the following.
    hint : Text or None
        Shown after a first wrong try.
    explanation : Text
    figures : tuple of str
        Names of the figures that the texts show.
    asked : Asked
    """

    code: Code
    kind: Kind
    topic: str
    title: Text
    lecture: Text
    minutes: int
    tags: tuple[str, ...]
    stem: Text
    hint: Text | None
    explanation: Text
    figures: tuple[str, ...]
    asked: Asked
