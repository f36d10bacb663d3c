"""Fill the holes of the heap before a fork, so that a child's new objects lie together.

What was freed while the libraries were imported lies scattered over all pages, between objects that stay. A child that
allocates there copies a page for every few objects, and each copy is a fault of two or three microseconds. So the
parent takes all holes first and keeps them: a child then allocates from pages that are new, one after the other.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

_POOL = 1 << 14  # bytes from which Python's allocator takes blocks of one size (PEP 445's default, since Python 3.10)
_POOL_BEGINS = 48  # bytes of its header
_LARGEST_BLOCK = 512
_STEP = 16
_EMPTY_BYTES = sys.getsizeof(b"")
_IN_A_ROW = 4  # blocks that lie one behind the other from the beginning of a pool: it was empty
_MOST_BLOCKS = 1 << 14  # of one size; more holes than that would cost more than they save

_LARGEST_CHUNK = 1 << 16  # bytes; the C library maps what is larger, or finds it at the end of the heap
_PAGE = 1 << 12


def fill_holes() -> list[Any]:
    """Take every hole of this process's heap.

    Returns
    -------
    list
        What lies in the holes of Python's own allocator: whoever drops it opens them again. Those of the C library
        stay taken.
    """
    sizes = range(_STEP * 3, _LARGEST_BLOCK + 1, _STEP)
    kept = [_fill_pools_of(size) for _ in range(2) for size in sizes]  # again: the lists left holes as they grew
    _fill_chunks()
    return kept


def _fill_pools_of(size: int) -> list[bytes]:
    """Take blocks of one size until they come from a pool that was empty."""
    kept: list[bytes] = []
    in_a_row = 0
    while in_a_row < _IN_A_ROW and len(kept) < _MOST_BLOCKS:
        block = bytes(size - _EMPTY_BYTES)
        kept.append(block)
        in_a_row = in_a_row + 1 if id(block) % _POOL == _POOL_BEGINS + in_a_row * size else 0
    return kept


def _fill_chunks() -> None:
    """Take chunks of every size until they come from the end of the heap; nothing without glibc."""
    try:
        libc = ctypes.CDLL(None)
        malloc, free, sbrk, trim = libc.malloc, libc.free, libc.sbrk, libc.malloc_trim
    except (AttributeError, OSError, TypeError):
        return
    malloc.restype, malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    free.restype, free.argtypes = None, [ctypes.c_void_p]
    sbrk.restype, sbrk.argtypes = ctypes.c_void_p, [ctypes.c_ssize_t]
    trim(0)  # the free end of the heap goes back: what is below its end now is a hole
    end = sbrk(0) - _PAGE
    for size in (*range(_LARGEST_CHUNK, 1024, -256), *range(1032, 8, -_STEP)):
        chunk = malloc(size)
        while chunk is not None and chunk < end:
            chunk = malloc(size)
        free(chunk)
