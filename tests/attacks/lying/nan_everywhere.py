# NaN and infinities, which compare with nothing and could slip through a comparison written the wrong way round.
# mark: 0
# says: failed
import numpy as np


def scale(x, factor): return float("nan")
def normalise(v): return np.full(v.shape, np.nan)
def running(values): return [float("inf")] * len(values)
def slope(f, p): return float("-inf")
def jitter(v, rng): return np.full(v.shape, np.nan)
