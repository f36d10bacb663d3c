"""Arrays as bytes: which may cross the wall, and how one is rebuilt from what came over it."""

from __future__ import annotations

from typing import Any

import numpy as np

MAX_MESSAGE = 32 << 20  # bytes of one message

# Extended precision does not exist everywhere: it crosses as float64.
DTYPES = {
    np.dtype(code).str: np.dtype(code)
    for code in ("?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16")
}
CODES = {dtype: code for code, dtype in DTYPES.items()}


class WireError(ValueError):
    """Bytes that are no message of ours."""


def rebuilt_array(content: list[Any]) -> np.ndarray:
    """Make an array of dtype, shape, order, whether it can be written to, and bytes; WireError for anything else."""
    if len(content) != 5:
        raise WireError("not an array")
    dtype_text, shape, order, writeable, data = content
    # Types one by one: a list of them to compare would cost as much as the array itself.
    if type(dtype_text) is not str or type(shape) is not list or type(order) is not str:
        raise WireError("not an array")
    if type(writeable) is not bool or type(data) is not bytes:
        raise WireError("not an array")
    dtype = DTYPES.get(dtype_text)
    if dtype is None or order not in ("C", "F") or len(shape) > 32:
        raise WireError("not an array")
    size = dtype.itemsize
    for side in shape:
        if type(side) is not int or not 0 <= side <= MAX_MESSAGE:
            raise WireError("not the shape of an array")
        size *= side
    if size != len(data):
        raise WireError("an array whose shape and bytes disagree")
    if dtype.kind == "b" and data.strip(b"\x00\x01"):
        raise WireError("a boolean array with other bytes")
    array: np.ndarray = np.ndarray(shape, dtype, bytearray(data), order="F" if order == "F" else "C")
    if not writeable:
        array.flags.writeable = False
    return array
