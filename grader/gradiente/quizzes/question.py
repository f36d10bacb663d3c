"""What an author writes: one question of the bank, with everything that is still to be drawn or computed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from gradiente.results import Text


class Kind(StrEnum):
    """What a question asks for."""

    NUMBER = "number"
    SINGLE = "single"
    MULTIPLE = "multiple"
    ORDER = "order"
    MATCH = "match"
    OPEN = "open"


@dataclass(frozen=True)
class Expression:
    """A Python expression of the front matter.

    Attributes
    ----------
    source : str
    line : int
        Where it stands in the question's file.
    """

    source: str
    line: int


@dataclass(frozen=True)
class Parameter:
    """A number, a text or a list of them that is drawn from a finite set.

    Attributes
    ----------
    name : str
    choices : tuple
        Everything it can be, or everything that an element of it can be.
    length : int or None
        How many are drawn where the parameter is a list.
    distinct : bool
        Whether the elements of a list all differ.
    """

    name: str
    choices: tuple[int | float | str, ...]
    length: int | None = None
    distinct: bool = False


@dataclass(frozen=True)
class WrongValue:
    """A wrong answer that no misconception of the course computes.

    Attributes
    ----------
    key : str
        Its name in statistics; never changes.
    value : Expression
    feedback : Text
        Markdown.
    """

    key: str
    value: Expression
    feedback: Text


@dataclass(frozen=True)
class ComputedAnswer:
    """An answer computed by the reference, with wrong answers beside it: a number, or computed options.

    Attributes
    ----------
    answer : Expression
    tolerance : float
        Largest difference from the answer that is still right.
    decimals : int or None
        How many a number is shown with; None for whole numbers.
    unit : Text or None
    misconceptions : tuple of str
        Ids; each one's value is the answer with its wrong functions in place of the right ones.
    wrong : tuple of WrongValue
    choices : int or None
        How many options a single choice shows; None for a number that is typed.
    """

    answer: Expression
    tolerance: float
    decimals: int | None
    unit: Text | None
    misconceptions: tuple[str, ...]
    wrong: tuple[WrongValue, ...]
    choices: int | None


@dataclass(frozen=True)
class WrittenOption:
    """An option of a choice.

    Attributes
    ----------
    key : str
        `option-2` for the second one written; the same whatever the shuffle.
    text : Text
        Markdown.
    right : bool
    feedback : Text or None
    line : int
    misconception : str or None
        Its id, where whoever ticks the option has one that has a name.
    """

    key: str
    text: Text
    right: bool
    feedback: Text | None
    line: int
    misconception: str | None = None


@dataclass(frozen=True)
class WrittenChoice:
    """A single or multiple choice whose options are written out.

    Attributes
    ----------
    options : tuple of WrittenOption
    keep_order : bool
        Whether the options stay in the order of the file.
    """

    options: tuple[WrittenOption, ...]
    keep_order: bool


@dataclass(frozen=True)
class WrittenOrder:
    """Items to be put in order.

    Attributes
    ----------
    items : tuple of Text
        In the right order.
    """

    items: tuple[Text, ...]


@dataclass(frozen=True)
class WrittenMatch:
    """Things to be paired.

    Attributes
    ----------
    pairs : tuple of (Text, Text)
        What is asked about, and its partner.
    spare : tuple of Text
        Partners that belong to nothing.
    """

    pairs: tuple[tuple[Text, Text], ...]
    spare: tuple[Text, ...]


@dataclass(frozen=True)
class WrittenOpen:
    """A question answered in words, and marked by whoever answered it.

    Attributes
    ----------
    model_answer : Text
    points : tuple of Text
        What a full answer holds, one point each.
    """

    model_answer: Text
    points: tuple[Text, ...]


Task = ComputedAnswer | WrittenChoice | WrittenOrder | WrittenMatch | WrittenOpen


@dataclass(frozen=True)
class Proof:
    """A second computation of the answer, by other means than the reference.

    Attributes
    ----------
    source : str
        Python that defines `answer(...)`, which takes parameters and values by name.
    line : int
    """

    source: str
    line: int


@dataclass(frozen=True)
class Question:
    """One question of the bank.

    Attributes
    ----------
    id : str
        Unique in the bank; never changes.
    version : int
        Raised whenever the answer or the options change.
    kind : Kind
    topic : str
        The folder that it stands in.
    title, lecture : Text
        What lists call it, and the lecture's section.
    minutes : int
        How long a student who knows it needs.
    tags : tuple of str
    uses : tuple of str
        Other topics whose functions the expressions may call.
    parameters : tuple of Parameter
    values : tuple of (str, Expression)
        Computed from the parameters, in this order.
    constraints : tuple of Expression
        What a draw has to meet.
    stem : Text
        Markdown with placeholders, and so are the following.
    hint : Text or None
    explanation : Text
    task : Task
    proof : Proof or None
    path : Path
    lines : dict of str to int
        Where the parts of the file begin, for messages.
    """

    id: str
    version: int
    kind: Kind
    topic: str
    title: Text
    lecture: Text
    minutes: int
    tags: tuple[str, ...]
    uses: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    values: tuple[tuple[str, Expression], ...]
    constraints: tuple[Expression, ...]
    stem: Text
    hint: Text | None
    explanation: Text
    task: Task
    proof: Proof | None
    path: Path
    lines: dict[str, int]

    @property
    def is_dynamic(self) -> bool:
        """Whether the seed changes more than the order of the options."""
        return bool(self.parameters)
