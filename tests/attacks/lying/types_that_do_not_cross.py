# Values of types that are no data: a module, a lock, a class, an array of objects, a record array.
# mark: 0
# says: failed, refused value
import threading

import numpy as np


def scale(x, factor): return np
def normalise(v): return np.array([object()], dtype=object)
def running(values): return np.zeros(len(values), dtype=[("a", float)])
def slope(f, p): return threading.Lock()
def jitter(v, rng): return np.array(["2026-01-01"], dtype="datetime64[D]")
