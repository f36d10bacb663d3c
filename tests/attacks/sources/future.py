# A flag of the compiler that is not the worker's own.
# mark: 10
from __future__ import annotations
"""The model answer: a scalar, an array, a list, a callable argument and a random generator."""

import numpy as np


def scale(x, factor):
    """Return ``factor x + 1``."""
    return factor * x + 1.0


def normalise(v):
    """Subtract the mean."""
    return v - v.mean()


def running(values):
    """Return the running sums as a list; raise ValueError if there are no values."""
    if not values:
        raise ValueError("values is empty")
    return np.cumsum(values).tolist()


def slope(f, p):
    """Approximate the derivative of f by a central difference of step 1/1024."""
    h = 1 / 1024
    return (f(p + h) - f(p - h)) / (2 * h)


def jitter(v, rng):
    """Add standard normal noise from `rng`."""
    return v + rng.standard_normal(v.shape)
