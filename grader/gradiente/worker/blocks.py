"""Many calls, and many answers, as one block: what is alike is said once, and the numbers travel together.

An extension for every array costs both sides as much as the calls of a check themselves. So the arguments of many
calls cross by columns, the numbers of an array behind those of the last one; and answers cross as their forms (types,
lengths, shapes) beside all their numbers. The judge knows which form a right answer has: if it has that one, byte by
byte, all numbers are compared in one step and no value is ever rebuilt.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgpack
import numpy as np

from .arrays import (
    CODES,
    DTYPES,
    FLOAT64,
    FORTRAN,
    MAX_DIMENSIONS,
    MAX_MESSAGE,
    WRITEABLE,
    WireError,
    dtype_of,
    flags_of,
    in_its_order,
    insist_on_booleans,
    kind_flags_of,
)

LEAF = 11  # a number, or an array of some shape, whose numbers stand elsewhere
_TUPLE = 2

_F8 = dtype_of(FLOAT64)
_BOOL = dtype_of(0)
_FLOAT = struct.Struct("<d")
_SIDE = struct.Struct("<I")

# Beyond these an answer is written like any other.
_LONGEST = 256  # items of a list
_DEEPEST = 6
_LARGEST = 1 << 20  # bytes of an array

_VALUE_BEGINS = b"\x93" + msgpack.packb("value")
_VALUE_ENDS = msgpack.packb(None)
_PACKER = msgpack.Packer()
NUMBER: bytes = msgpack.packb(msgpack.ExtType(LEAF, b""))
_PLAIN: dict[type, type] = {np.bool_: bool, np.float32: float}
_PLAIN |= dict.fromkeys((np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64), int)
_VALUE_IS_A_NUMBER = _VALUE_BEGINS + NUMBER + _VALUE_ENDS
_LEAST = 32  # bytes of an answer, more or less
_forms_of_arrays: dict[tuple[int, ...], bytes] = {}


class Block:
    """Answers that are gathered to travel together.

    Attributes
    ----------
    forms : list of bytes
        Each answer as MessagePack; its numbers may stand in `numbers`.
    numbers : list of bytes
        One item an array or a number, little-endian.
    flags : bytearray
        For each of them its dtype, and whether it is in Fortran's order and can be written to.
    size : int
        Bytes so far.
    """

    def __init__(self) -> None:
        self.forms: list[bytes] = []
        self.numbers: list[bytes] = []
        self.flags = bytearray()
        self.size = 0

    def add_value(self, value: Any) -> bool:
        """Add the answer that a call returned a value, if it consists of floats and their arrays; else do nothing."""
        kind = type(value)
        if kind is np.float64 or kind is float:  # the commonest
            self.forms.append(_VALUE_IS_A_NUMBER)
            self.numbers.append(_FLOAT.pack(value))
            self.flags.append(FLOAT64)
            self.size += _LEAST
            return True
        at = len(self.numbers)
        form = self._form(value, 0)
        if form is None:
            del self.numbers[at:], self.flags[at:]
            return False
        self.forms.append(_VALUE_BEGINS + form + _VALUE_ENDS)
        self.size += len(form) + sum(map(len, self.numbers[at:]))
        return True

    def add(self, encoded: bytes) -> None:
        """Add an answer that is encoded already."""
        self.forms.append(encoded)
        self.size += len(encoded)

    def mark(self) -> tuple[int, int, int]:
        """Say how much there is."""
        return len(self.forms), len(self.numbers), self.size

    def back_to(self, mark: tuple[int, int, int]) -> None:
        """Leave out what was added since, whole or in part."""
        forms, numbers, self.size = mark
        del self.forms[forms:], self.numbers[numbers:], self.flags[numbers:]

    def message(self) -> list[Any]:
        """Return what crosses."""
        return [bytes(self.flags), b"".join(self.numbers), len(self.forms), b"".join(self.forms)]

    def _form(self, value: Any, depth: int) -> bytes | None:
        kind = type(value)
        if kind is np.ndarray:
            flags = kind_flags_of(value)
            if flags is None or not value.ndim or value.nbytes > _LARGEST:
                return None
            self.numbers.append(value.tobytes())
            self.flags.append(flags)
            return _form_of_an_array(value.shape)
        if kind is float or kind is np.float64:
            self.numbers.append(_FLOAT.pack(value))
            self.flags.append(FLOAT64)
            return NUMBER
        if isinstance(value, np.generic) and kind in _PLAIN:
            value = _PLAIN[kind](value)
            kind = type(value)
            if kind is float:
                return self._form(value, depth)
        if value is None or kind is bool or (kind is int and -(1 << 63) <= value < 1 << 64):
            form: bytes = msgpack.packb(value)
            return form
        if kind is tuple or kind is list or kind is dict:
            return self._form_of_several(value, depth)
        return None

    def _form_of_several(self, value: Any, depth: int) -> bytes | None:
        if len(value) > _LONGEST or depth > _DEEPEST:
            return None
        kind = type(value)
        head = _PACKER.pack_map_header if kind is dict else _PACKER.pack_array_header
        parts: list[bytes] = [head(len(value))]
        for item in value:
            if kind is dict:
                if type(item) is not str or not item.isascii():
                    return None
                parts.append(msgpack.packb(item))
            part = self._form(value[item] if kind is dict else item, depth + 1)
            if part is None:
                return None
            parts.append(part)
        form = b"".join(parts)
        return msgpack.packb(msgpack.ExtType(_TUPLE, form)) if kind is tuple else form


def _form_of_an_array(shape: tuple[int, ...]) -> bytes:
    form = _forms_of_arrays.get(shape)
    if form is None:
        if len(_forms_of_arrays) > 1000:
            _forms_of_arrays.clear()
        form = msgpack.packb(msgpack.ExtType(LEAF, b"".join(map(_SIDE.pack, shape))))
        _forms_of_arrays[shape] = form
    return form


class Leaves:
    """The numbers of a block, taken one leaf after the other as its forms are read."""

    def __init__(self, flags: bytes, numbers: bytes) -> None:
        # One copy for all: each array is a part of it that belongs to nothing else.
        self._flags, self._numbers = flags, bytearray(numbers)
        self._leaf = self._at = 0

    def next(self, sides: bytes) -> float | np.ndarray:
        """Return the next number, or array of these sides; WireError if there is none."""
        if self._leaf >= len(self._flags):
            raise WireError("not a leaf of the block")
        flags = self._flags[self._leaf]
        dtype = dtype_of(flags)
        shape, items = _shape_of(sides)
        begin, self._at, self._leaf = self._at, self._at + items * dtype.itemsize, self._leaf + 1
        if self._at > len(self._numbers):
            raise WireError("a leaf without numbers")
        if not shape:
            if dtype is not _F8:
                raise WireError("a number that is no float")
            number: float = _FLOAT.unpack_from(self._numbers, begin)[0]
            return number
        if dtype is _BOOL:
            insist_on_booleans(dtype, self._numbers[begin : self._at])
        array: np.ndarray = np.ndarray(shape, dtype, self._numbers, begin)
        return in_its_order(array, flags)

    def columns(self, sides: Sequence[bytes], count: int) -> list[list[Any]] | None:
        """Return the leaves of answers that are all alike: all first ones, all second ones, and so on.

        Parameters
        ----------
        sides : sequence of bytes
            Those of each leaf of an answer.
        count : int
            How many answers there are.

        Returns
        -------
        list of list or None
            None if their dtypes are not alike, or if something is wrong: whoever reads leaf by leaf finds out.
        """
        if self._flags != self._flags[: len(sides)] * count or len(self._flags) != len(sides) * count:
            return None
        shapes = [_shape_of(one)[0] for one in sides]
        dtypes = [dtype_of(flags) for flags in self._flags[: len(sides)]]
        sizes = [_shape_of(one)[1] * dtype.itemsize for one, dtype in zip(sides, dtypes, strict=True)]
        step = sum(sizes)
        if len(self._numbers) != step * count or not step:
            return None
        found, begin = [], 0
        for shape, dtype, size, flags in zip(shapes, dtypes, sizes, self._flags, strict=False):
            if not size or (not shape and dtype is not _F8) or len(shape) >= MAX_DIMENSIONS:
                return None  # NumPy 1 has no room for one side more
            column = np.ndarray((count, size), np.uint8, self._numbers, begin, (step, 1))
            if step > size:
                column = column.copy()  # alone, and so where the processor likes numbers of this dtype to begin
            if dtype is _BOOL and column.max() > 1:
                return None
            whole = column.view(dtype).reshape(count, *shape)
            found.append([in_its_order(array, flags) for array in whole] if shape else whole.tolist())
            begin += size
        return found

    def end(self) -> None:
        """Raise WireError if some are left over."""
        if self._leaf != len(self._flags) or self._at != len(self._numbers):
            raise WireError("numbers that belong to nothing")


@lru_cache(maxsize=1024)
def _shape_of(sides: bytes) -> tuple[tuple[int, ...], int]:
    """The shape that is written down, and of how many numbers it is; WireError if there can be no such."""
    if len(sides) % 4 or len(sides) > 4 * MAX_DIMENSIONS:
        raise WireError("not a leaf of the block")
    shape = struct.unpack(f"<{len(sides) // 4}I", sides)
    if max(shape, default=0) > MAX_MESSAGE:
        raise WireError("not the shape of an array")
    return shape, math.prod(shape)


@dataclass(frozen=True)
class Place:
    """Stands for a leaf of an answer, the one of that number."""

    number: int


class Places:
    """Takes the place of `Leaves` to find out of which leaves an answer consists.

    Attributes
    ----------
    sides : list of bytes
        Those of each leaf.
    """

    def __init__(self) -> None:
        self.sides: list[bytes] = []

    def next(self, sides: bytes) -> Place:
        """Note the next leaf."""
        self.sides.append(sides)
        return Place(len(self.sides) - 1)

    def end(self) -> None:
        """Do nothing: nothing can be left over."""


def filled(answer: Any, leaves: Sequence[Any]) -> Any:
    """Put leaves where an answer has places for them."""
    kind = type(answer)
    if kind is Place:
        return leaves[answer.number]
    if kind is list or kind is tuple:
        return kind(filled(item, leaves) for item in answer)
    if kind is dict:
        return {key: filled(item, leaves) for key, item in answer.items()}
    return answer


def columns_of(calls: Sequence[Sequence[Any]]) -> list[Any] | None:
    """Say the arguments of many calls by columns; None if calls differ in how many there are.

    Parameters
    ----------
    calls : sequence of sequence
        The arguments of each call.

    Returns
    -------
    list or None
        A column of arrays of one dtype as `[dtype, dimensions, sides, flags, numbers]`, of anything else as `[values]`.
    """
    if not calls or not calls[0] or len({len(call) for call in calls}) > 1:
        return None
    return [_column(column) for column in zip(*calls, strict=True)]


def _column(values: tuple[Any, ...]) -> list[Any]:
    kinds = {value.dtype if type(value) is np.ndarray else None for value in values}
    dtype = kinds.pop()
    if kinds or dtype not in CODES:
        return [list(values)]
    sides: list[int] = []
    flags, numbers = bytearray(), []
    for array in values:
        flags.append(flags_of(array))
        sides += array.shape
        numbers.append(array.tobytes("F" if flags[-1] & FORTRAN else "C"))
    dimensions = bytes(array.ndim for array in values)
    return [CODES[dtype], dimensions, sides, bytes(flags), b"".join(numbers)]


def calls_of(columns: list[Any]) -> list[list[Any]]:
    """Rebuild the arguments of many calls, each array by itself."""
    return [list(call) for call in zip(*map(_values, columns), strict=True)]


def _values(column: list[Any]) -> list[Any]:
    if len(column) == 1:
        values: list[Any] = column[0]
        return values
    code, dimensions, sides, flags, together = column
    whole = np.frombuffer(together, DTYPES[code])
    found, side, begin = [], 0, 0
    for ndim, flag in zip(dimensions, flags, strict=True):
        shape = tuple(sides[side : side + ndim])
        end = begin + math.prod(shape)
        numbers = whole[begin:end]
        if flag & FORTRAN:
            array = numbers.reshape(shape, order="F").copy("F")
        else:
            array = numbers.copy() if ndim == 1 else numbers.reshape(shape).copy()
        if not flag & WRITEABLE:
            array.flags.writeable = False
        side, begin = side + ndim, end
        found.append(array)
    return found
