"""Inputs that a check hands to a student's function."""

from typing import Any

import numpy as np


def read_only(values: Any) -> np.ndarray:
    """Make an array that cannot be written to; over the wall it cannot either.

    Parameters
    ----------
    values : array_like
        The values, copied.

    Returns
    -------
    ndarray
    """
    array = np.array(values)
    array.flags.writeable = False
    return array
