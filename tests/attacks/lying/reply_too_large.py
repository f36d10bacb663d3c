# Replies beyond what a message may hold.
# mark: 0
# says: refused value, out of memory, timed out
# evidence: too-large
import numpy as np


def scale(x, factor): return {n: n for n in range(5000)}
def normalise(v): return np.zeros(5 << 20)
def running(values): return [0] * ((1 << 20) + 1)
def slope(f, p): return "x" * (33 << 20)
def jitter(v, rng): return b"x" * (33 << 20)
