# A call into C that holds the interpreter's lock for ever.
# mark: 0
# says: timed out, not run, out of memory
import ctypes
import itertools
import re


def scale(x, factor): return sum(itertools.repeat(1, 10**18))
def normalise(v): return re.match(r"(a+)+$", "a" * 60 + "b")
def running(values): return 7 ** (7**15)
def slope(f, p): return ctypes.PyDLL(None).pause()
def jitter(v, rng): return sorted(itertools.repeat(0, 10**18))
