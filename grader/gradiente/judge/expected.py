"""What answers must look like on the wire to be right: then all of a check are compared in one step, unread."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np

from gradiente.checking.comparisons import tolerance_of, within
from gradiente.wall.answers import Answers
from gradiente.worker.blocks import Block
from gradiente.worker.codec import Codec, Handles, RefusedValueError


class ExpectedAnswers:
    """The answers of a student who returns what is expected, as they would cross.

    It can only say that answers agree. An array in place of a list, an integer for a float and whatever else is right
    in another form is left to `gradiente.checking.comparisons.difference`.

    Parameters
    ----------
    wants : sequence
        The expected values, one a call.
    tolerance : float, optional
        An absolute tolerance instead of the course's.

    Raises
    ------
    RefusedValueError
        If one of them cannot cross.
    """

    def __init__(self, wants: Sequence[Any], tolerance: float | None = None) -> None:
        block = Block()
        leaves = []
        for want in wants:
            plain = want.item() if isinstance(want, (np.ndarray, np.generic)) and want.ndim == 0 else want
            if not block.add_value(plain):
                codec = Codec(Handles(), _nothing, own_objects=False)
                block.add(codec.encode(["value", plain, None]))
                if codec.gave_numbers:
                    raise RefusedValueError("refused-type", "what stays with the student is never the same")
            leaves.append(len(block.numbers))
        self._forms = block.forms
        self._leaves = [0, *leaves]
        numbers = [np.frombuffer(one, dtype=np.float64) for one in block.numbers]
        sizes = [0, *accumulate(map(len, numbers))]
        self._begins = [sizes[leaf] for leaf in self._leaves]
        self._want = np.concatenate([*numbers, np.empty(0)])
        self._within = np.concatenate(
            [*(np.full(one.size, tolerance_of(one, tolerance)) for one in numbers), np.empty(0)]
        )

    def agree(self, first: int, answers: Answers) -> bool:
        """Whether it is certain that these answers, the first of them to the call at that place, agree."""
        last = first + answers.count
        if last > len(self._forms) or len(answers.flags) != self._leaves[last] - self._leaves[first]:
            return False
        begin, end = self._begins[first], self._begins[last]
        if len(answers.numbers) != 8 * (end - begin) or answers.forms != b"".join(self._forms[first:last]):
            return False
        got = np.frombuffer(answers.numbers, dtype=np.float64)
        return bool(np.all(within(got, self._want[begin:end], self._within[begin:end])))


def _nothing(*_: Any) -> Any:
    raise AssertionError("nothing is decoded here")
