"""What a misconception is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Text:
    """A text that a student reads, in both languages of the course."""

    es: str
    en: str


@dataclass(frozen=True)
class Misconception:
    """A wrong answer that students really give, with a name.

    Attributes
    ----------
    id : str
        `topic/name-in-kebab-case`; never changes once published.
    name : Text
        A few words that complete "you seem to have ..." and "parece que has ...": they begin with a participle, e.g.
        "summed instead of averaging", "sumado en vez de promediar".
    explanation : Text
        What was probably done, why it is wrong with the smallest example, and what to look at.
    lecture : Text
        Where the lecture treats it.
    wrong : mapping of str to callable
        For each function that it distorts, a wrong implementation with that function's signature. Apart from
        the one mistake it is right: it refuses what the right function refuses.
    """

    id: str
    name: Text
    explanation: Text
    lecture: Text
    wrong: Mapping[str, Callable[..., Any]]
