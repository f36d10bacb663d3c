"""A heap without holes: what comes next lies together."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or sys.implementation.name != "cpython", reason="of CPython's and glibc's allocators"
)

# In a process of its own: what is taken there stays taken.
PROGRAM = """
import ctypes, json, sys
from gradiente.worker.holes import fill_holes

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
chunks = [libc.malloc(200) for _ in range(6400)]
objects = [bytes(80) for _ in range(6400)]
for chunk in chunks[::64]: libc.free(chunk)
del objects[::64]
if "fill" in sys.argv: kept = fill_holes()
after = [bytes(80) for _ in range(50)]
print(json.dumps([[id(one) for one in after], [libc.malloc(200) for _ in range(50)]]))
"""


def pages(*arguments):
    """On how many pages 50 new objects of Python's and 50 new chunks of C's lie."""
    run = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True)
    return [len({address >> 12 for address in some}) for some in json.loads(run.stdout)]


def test_what_is_new_lies_together_once_the_holes_are_filled():
    objects, chunks = pages("fill")
    scattered_objects, scattered_chunks = pages()

    assert objects <= 6 < scattered_objects
    assert chunks <= 6 < scattered_chunks


def test_a_process_without_glibc_is_left_as_it_is(monkeypatch):
    from gradiente.worker import holes

    monkeypatch.setattr(holes.ctypes, "CDLL", lambda *_: object())

    assert holes.fill_holes()
