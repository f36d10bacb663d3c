"""Keep BLAS to one thread while our own threads do the work.

Two Python threads that each ask for two BLAS threads share two processors among four. With threadpoolctl this is one
line; without it the OpenBLAS that NumPy's wheels bring is asked directly. Any other BLAS is left alone: results are
the same, only slower unless OMP_NUM_THREADS=1 or its like is set.
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

__all__ = ["one_blas_thread"]

# The names of the same pair of functions in the builds of OpenBLAS that are about.
PREFIXES = ("scipy_openblas", "openblas")
SUFFIXES = ("64_", "")


@cache
def _openblas() -> tuple[Callable[[], int], Callable[[int], Any]] | None:
    """Find the functions that get and set the number of threads of NumPy's OpenBLAS."""
    package = Path(np.__file__).parent
    folders = (package.parent / "numpy.libs", package / ".libs", package / ".dylibs")
    for library in sorted(path for folder in folders for path in folder.glob("*openblas*")):
        try:
            loaded = ctypes.CDLL(str(library))  # it is loaded already: this gives the same one
        except OSError:
            continue
        for prefix in PREFIXES:
            for suffix in SUFFIXES:
                get = getattr(loaded, f"{prefix}_get_num_threads{suffix}", None)
                put = getattr(loaded, f"{prefix}_set_num_threads{suffix}", None)
                if get is not None and put is not None:
                    return get, put
    return None


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Let BLAS use one thread inside the block, and as many as before after it."""
    found = _openblas()
    if found is not None:
        get, put = found
        before = get()
        put(1)
        try:
            yield
        finally:
            put(before)
        return
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:
        yield
        return
    with threadpool_limits(limits=1, user_api="blas"):
        yield
