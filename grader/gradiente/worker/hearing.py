"""Hear what a call warns about."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

MAX_WARNINGS = 20
MAX_TEXT = 200


def heard(
    function: Callable[..., Any], arguments: Sequence[Any], named: Mapping[str, Any] | None = None
) -> tuple[Any, list[str]]:
    """Call a function as if nobody had touched NumPy's error settings or Python's warning filters.

    What the function itself sets while it runs, in `numpy.errstate` or `warnings.catch_warnings`, holds.

    Parameters
    ----------
    function : callable
    arguments : sequence
    named : mapping, optional

    Returns
    -------
    result : object
        What it returned.
    warned : list of str
        The texts of its first warnings.
    """
    with (
        warnings.catch_warnings(record=True) as caught,
        np.errstate(divide="warn", over="warn", under="ignore", invalid="warn"),
    ):
        warnings.simplefilter("always")
        result = function(*arguments, **(named or {}))
    return result, [str(one.message)[:MAX_TEXT] for one in caught[:MAX_WARNINGS]]
