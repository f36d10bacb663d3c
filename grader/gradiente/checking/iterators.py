"""What a student's generator gives, item by item.

Over the wall an iterator arrives as the list of its items. Where there is no wall (the reference, a misconception,
a run by plain pytest) it is drawn here, at the same moment and in the same way.
"""

import copy
import itertools
from collections.abc import Iterator
from typing import Any

from gradiente.checking.comparisons import Difference, kind_of
from gradiente.checking.evidence import Disagreement, record
from gradiente.worker.codec import MAX_DRAWN


def drawn(value: Any) -> Any:
    """Turn an iterator into the list of its items; anything else is returned as it is.

    Each item is copied as it comes, since a generator may fill one and the same array again and again.

    Parameters
    ----------
    value : object
        What a function returned.

    Returns
    -------
    object
    """
    if not isinstance(value, Iterator):
        return value
    return [copy.deepcopy(item) for item in itertools.islice(value, MAX_DRAWN)]


def items_of(value: Any) -> list[Any]:
    """Return what a student's generator gave, or fail with a difference that says what came in its place.

    Parameters
    ----------
    value : object
        What the student's function returned: an iterator, or a list or a tuple of the same items.

    Returns
    -------
    list
    """
    value = drawn(value)
    if not isinstance(value, (list, tuple)):
        record("not a list", None)
        raise Disagreement(value, "list", Difference("type", {"got": kind_of(value), "want": "list"}))
    return list(value)
