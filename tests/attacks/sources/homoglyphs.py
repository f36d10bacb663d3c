# Names that look like the ones asked for and are others.
# mark: 0
# says: failed
"""The model answer: a scalar, an array, a list, a callable argument and a random generator."""

import numpy as np


def ѕcale(x, factor):
    """Return ``factor x + 1``."""
    return factor * x + 1.0


def nоrmalise(v):
    """Subtract the mean."""
    return v - v.mean()


def runnіng(values):
    """Return the running sums as a list; raise ValueError if there are no values."""
    if not values:
        raise ValueError("values is empty")
    return np.cumsum(values).tolist()


def slоpe(f, p):
    """Approximate the derivative of f by a central difference of step 1/1024."""
    h = 1 / 1024
    return (f(p + h) - f(p - h)) / (2 * h)


def jіtter(v, rng):
    """Add standard normal noise from `rng`."""
    return v + rng.standard_normal(v.shape)
