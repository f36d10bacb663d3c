"""Answers to many calls as they came over the wall, read only where somebody wants to know what they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gradiente.checking.agreement import Returned
from gradiente.worker.arrays import WireError
from gradiente.worker.codec import Codec, Handles


@dataclass(frozen=True)
class Answers:
    """A block of answers; see `gradiente.worker.blocks.Block`.

    Attributes
    ----------
    flags, numbers : bytes
    count : int
    forms : bytes
    """

    flags: bytes
    numbers: bytes
    count: int
    forms: bytes

    def read_by(self, codec: Codec) -> list[Any]:
        """Rebuild every answer; WireError if they are none."""
        return codec.decode_block(self.flags, self.numbers, self.count, self.forms)

    @cached_property
    def values(self) -> list[Any]:
        """The values of answers that agree, and so are values and hold nothing that stayed with the worker."""
        return [answer[1] for answer in self.read_by(Codec(Handles(), _nothing, own_objects=False))]


Agrees = Callable[[int, Answers], bool]
"""Whether answers, the first of them at a place, are certain to be as they should be; False if it cannot be told."""


class Agreed(Returned):
    """A value of which it is known that it agrees with what is expected; it is rebuilt when it is looked at."""

    def __init__(self, answers: Answers, place: int) -> None:
        object.__setattr__(self, "_where", (answers, place))

    @property
    def value(self) -> Any:
        """What the call returned."""
        answers, place = self._where  # type: ignore[attr-defined]
        return answers.values[place]


def _nothing(*_: Any) -> Any:
    raise WireError("an agreed value holds nothing that stayed with the worker")
