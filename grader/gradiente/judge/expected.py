"""What answers must look like on the wire to be right: then all of a check are compared in one step, unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np

from gradiente.checking.comparisons import tolerance_of, within
from gradiente.wall.answers import Answers
from gradiente.worker.arrays import KIND, TABLE, dtype_of
from gradiente.worker.blocks import NUMBER, Block
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
        self._dtypes = _dtypes_among(block.flags)
        # How many answers so far hold a number that stands alone, and can only be a float of 64 bits.
        self._numbers_alone = [0, *accumulate(NUMBER in form for form in block.forms)]
        sizes = [0, *accumulate(map(len, block.numbers))]
        self._begins = [sizes[leaf] for leaf in self._leaves]
        self._numbers = [
            _Numbers.among(block, place, self._leaves, tolerance) for place in sorted(set(self._dtypes.tolist()))
        ]

    def agree(self, first: int, answers: Answers) -> bool:
        """Whether it is certain that these answers, the first of them to the call at that place, agree."""
        last = first + answers.count
        if last > len(self._forms) or answers.forms != b"".join(self._forms[first:last]):
            return False
        begin, end = self._begins[first], self._begins[last]
        dtypes = _dtypes_among(answers.flags)
        if len(answers.numbers) != end - begin or not np.array_equal(
            dtypes, self._dtypes[self._leaves[first] : self._leaves[last]]
        ):
            return self._agree_in_another_dtype(first, last, dtypes, answers)
        got = np.frombuffer(answers.numbers, dtype=np.uint8)
        return all(numbers.agree(first, last, begin, end, got) for numbers in self._numbers)

    def _agree_in_another_dtype(self, first: int, last: int, dtypes: np.ndarray, answers: Answers) -> bool:
        """Whether arrays of floats, all of one dtype, agree that have another one than expected: float32, mostly."""
        leaves = self._leaves[last] - self._leaves[first]
        if len(self._numbers) != 1 or len(dtypes) != leaves or not leaves or (dtypes != dtypes[0]).any():
            return False
        if self._numbers_alone[last] > self._numbers_alone[first] or dtypes[0] >= len(TABLE):
            return False
        return self._numbers[0].agree_in(TABLE[dtypes[0]], first, last, answers.numbers)


@dataclass(frozen=True)
class _Numbers:
    """All numbers of one dtype that are expected.

    Attributes
    ----------
    dtype : dtype
    where : ndarray of bool or None
        Which bytes are theirs; None: all.
    want : ndarray
    within : ndarray or None
        How far they may be off; None: not at all.
    begins : sequence of int
        How many of them stand before each answer.
    """

    dtype: np.dtype
    where: np.ndarray | None
    want: np.ndarray
    within: np.ndarray | None
    begins: Sequence[int]

    @staticmethod
    def among(block: Block, place: int, leaves: Sequence[int], tolerance: float | None) -> _Numbers:
        """Take those of one dtype out of a block of which each answer ends at a leaf."""
        is_theirs = _dtypes_among(block.flags) == place
        dtype = dtype_of(int(block.flags[int(np.argmax(is_theirs))]))
        mine = [np.frombuffer(one, dtype) for one, theirs in zip(block.numbers, is_theirs, strict=True) if theirs]
        counts = [len(one) // dtype.itemsize * theirs for one, theirs in zip(block.numbers, is_theirs, strict=True)]
        before = [0, *accumulate(counts)]
        where = None if is_theirs.all() else np.repeat(is_theirs, [len(one) for one in block.numbers])
        within = None
        if dtype.kind == "f":
            mine = [one.astype(np.float64) for one in mine]
            within = np.concatenate([np.full(one.size, tolerance_of(one, tolerance)) for one in mine])
        return _Numbers(dtype, where, np.concatenate(mine), within, [before[leaf] for leaf in leaves])

    def agree(self, first: int, last: int, begin: int, end: int, got: np.ndarray) -> bool:
        """Whether the numbers of these answers, among these bytes of them all, agree."""
        bytes_of_mine = got if self.where is None else got[self.where[begin:end]]
        return self._agree(bytes_of_mine.view(self.dtype), slice(self.begins[first], self.begins[last]))

    def agree_in(self, dtype: np.dtype, first: int, last: int, got: bytes) -> bool:
        """Whether the numbers of these answers, none but floats, agree although they are of another dtype."""
        mine = slice(self.begins[first], self.begins[last])
        if self.within is None or dtype.kind not in "iuf" or len(got) != (mine.stop - mine.start) * dtype.itemsize:
            return False
        return self._agree(np.frombuffer(got, dtype), mine)

    def _agree(self, numbers: np.ndarray, mine: slice) -> bool:
        if self.within is None:
            return np.array_equal(numbers, self.want[mine])
        return bool(np.all(within(numbers.astype(np.float64, copy=False), self.want[mine], self.within[mine])))


def _dtypes_among(flags: bytes | bytearray) -> np.ndarray:
    return np.frombuffer(bytes(flags), dtype=np.uint8) >> KIND


def _nothing(*_: Any) -> Any:
    raise AssertionError("nothing is decoded here")
