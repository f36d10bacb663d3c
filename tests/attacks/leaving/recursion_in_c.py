# A recursion in C that runs over the stack: a chain of wrappers around wrappers.
# mark: 0
# says: crashed, failed, not run, timed out
import sys

sys.setrecursionlimit(10**9)


def scale(*arguments): return scale(*arguments)


def normalise(v):
    inner = ()
    for _ in range(3_000_000):
        inner = (inner,)
    return hash(inner)


running = slope = jitter = scale
