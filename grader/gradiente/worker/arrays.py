"""Arrays as bytes: which may cross the wall, and how one is rebuilt from what came over it.

An array crosses as a head (the place of its dtype in a table, flags, how many sides, each of them) and its numbers. The
head is of fixed fields: MessagePack within MessagePack would cost both sides as much as a small array itself.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Literal

import numpy as np

MAX_MESSAGE = 32 << 20  # bytes of one message

# Extended precision does not exist everywhere: it crosses as float64.
TABLE = tuple(
    np.dtype(code) for code in ("?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16")
)
DTYPES = {dtype.str: dtype for dtype in TABLE}
CODES = {dtype: code for code, dtype in DTYPES.items()}
_PLACES = {dtype: place for place, dtype in enumerate(TABLE)}
_BOOL = TABLE[0]

MAX_DIMENSIONS = 32
_HEADS = [struct.Struct(f"<BBB{dimensions}I") for dimensions in range(MAX_DIMENSIONS + 1)]
FORTRAN, WRITEABLE = 1, 2
_F_CONTIGUOUS, _CONTIGUOUS, _WRITEABLE = 0x2, 0x3, 0x400  # bits of `ndarray.flags.num`, as NumPy's C API has them
KIND = 2  # bits: in one byte the place of a dtype stands above the flags
FLOAT64 = _PLACES[np.dtype(np.float64)] << KIND


class WireError(ValueError):
    """Bytes that are no message of ours."""


def flags_of(array: np.ndarray) -> int:
    """Say whether an array lies in Fortran's order and can be written to."""
    flags = array.flags.num
    return (FORTRAN if flags & _CONTIGUOUS == _F_CONTIGUOUS else 0) | (WRITEABLE if flags & _WRITEABLE else 0)


def kind_flags_of(array: np.ndarray) -> int | None:
    """Say the same and the dtype in one byte; None if it is none that may cross as it is."""
    place = _PLACES.get(array.dtype)
    return None if place is None else flags_of(array) | place << KIND


def dtype_of(flags: int) -> np.dtype:
    """Read the dtype out of that byte; WireError if there is no such."""
    place = flags >> KIND
    if place >= len(TABLE):
        raise WireError("not the dtype of an array")
    return TABLE[place]


def bytes_of_array(array: np.ndarray) -> bytes | None:
    """Write down an array; None if its dtype is none that may cross."""
    dtype = array.dtype
    place = _PLACES.get(dtype)
    if place is None:
        dtype = dtype.newbyteorder("<")
        place = _PLACES.get(dtype)
        if place is None:
            return None
        array = array.astype(dtype)
    flags, dimensions = flags_of(array), array.ndim
    if dimensions > MAX_DIMENSIONS or max(array.shape, default=0) > MAX_MESSAGE:
        return None
    head = _HEADS[dimensions].pack(place, flags, dimensions, *array.shape)
    return head + array.tobytes("F" if flags & FORTRAN else "C")


def rebuilt_array(body: bytes) -> np.ndarray:
    """Make the array that was written down; WireError for anything else."""
    if len(body) < 3 or body[0] >= len(TABLE) or body[1] > FORTRAN | WRITEABLE or body[2] > MAX_DIMENSIONS:
        raise WireError("not an array")
    head = _HEADS[body[2]]
    if len(body) < head.size:
        raise WireError("not an array")
    place, flags, _, *shape = head.unpack_from(body)
    dtype = TABLE[place]
    size = dtype.itemsize
    for side in shape:
        if side > MAX_MESSAGE:
            raise WireError("not the shape of an array")
        size *= side
    if size != len(body) - head.size:
        raise WireError("an array whose shape and bytes disagree")
    insist_on_booleans(dtype, body[head.size :])
    return copied(shape, dtype, body, head.size, flags)


def insist_on_booleans(dtype: np.dtype, numbers: bytes | bytearray) -> None:
    """Raise WireError for booleans that are neither 0 nor 1."""
    if dtype is _BOOL and numbers.strip(b"\x00\x01"):
        raise WireError("a boolean array with other bytes")


def copied(shape: Sequence[int], dtype: np.dtype, numbers: bytes, begin: int, flags: int) -> np.ndarray:
    """Copy an array, with memory of its own, out of the bytes of a message.

    Parameters
    ----------
    shape : sequence of int
    dtype : dtype
    numbers : bytes
    begin : int
        Where its own begin; there are enough of them.
    flags : int
        As `flags_of` says them.
    """
    order: Literal["C", "F"] = "F" if flags & FORTRAN else "C"
    view: np.ndarray = np.ndarray(shape, dtype, numbers, begin, None, order)
    array = view.copy(order)
    if not flags & WRITEABLE:
        array.flags.writeable = False
    return array


def in_its_order(array: np.ndarray, flags: int) -> np.ndarray:
    """Return an array that lies in C's order as its flags say that it is."""
    if flags & FORTRAN:
        array = array.copy("F")
    if not flags & WRITEABLE:
        array.flags.writeable = False
    return array
