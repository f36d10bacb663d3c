# More memory than there is, in one piece.
# mark: 0
# says: out of memory
# evidence: out-of-memory
import numpy as np


def scale(x, factor): return np.ones(10**10)
def normalise(v): return bytearray(1 << 40)
def running(values): return [0] * 10**11
def slope(f, p): return np.zeros((1 << 15, 1 << 15))
def jitter(v, rng): return "x" * (1 << 36)
