"""What a call did besides returning: to its arguments, to NumPy's global random state, and whether it warned.

Over the wall these are looked at where the student's code runs, so a hostile student could fake them.
They tell an honest student about a mistake; no property that matters to a forger rests on them alone.
"""

import hashlib
import pickle
from collections.abc import Iterable
from typing import Any

import numpy as np

from gradiente.checking.agreement import fresh
from gradiente.checking.comparisons import difference
from gradiente.checking.evidence import assert_holds
from gradiente.checking.iterators import drawn
from gradiente.worker.hearing import heard


def call_and_look(student: Any, function: str, *arguments: Any) -> tuple[Any, tuple[Any, ...]]:
    """Call a student's function and look at the arguments afterwards.

    Parameters
    ----------
    student : object
        The student, over the wall or a module in this process.
    function : str
        Name of the function.
    *arguments : object
        What it is called with.

    Returns
    -------
    result : object
        What it returned.
    after : tuple
        The arguments as the student's function left them.
    """
    over_the_wall = getattr(type(student), "call_and_look", None)
    if over_the_wall is not None:
        return over_the_wall(student, function, *arguments)  # type: ignore[no-any-return]
    return drawn(getattr(student, function)(*arguments)), arguments


def called_often(student: Any, function: str, calls: Iterable[tuple[Any, ...]]) -> list[Any]:
    """Call a student's function once for each of some arguments, in order; returns what it returned.

    Over the wall all calls travel together, which costs a tenth of going one by one: for statistics of many draws.
    A generator that several calls share goes on from one to the next, as it would.

    Parameters
    ----------
    student : object
        The student, over the wall or a module in this process.
    function : str
        Name of the function.
    calls : iterable of tuple
        The arguments of each call.

    Returns
    -------
    list
    """
    over_the_wall = getattr(type(student), "called_often", None)
    if over_the_wall is not None:
        return over_the_wall(student, function, list(calls))  # type: ignore[no-any-return]
    return [drawn(getattr(student, function)(*map(_own, arguments))) for arguments in calls]


def _own(item: Any) -> Any:
    """What a call gets of an argument over the wall: a copy, but the very generator."""
    return item if isinstance(item, np.random.Generator) else fresh(item)


def assert_inputs_unchanged(student: Any, function: str, *arguments: Any) -> Any:
    """Assert that a function leaves its arguments, and their elements, as they were.

    Parameters
    ----------
    student : object
        The student.
    function : str
        Name of the function.
    *arguments : object
        What it is called with; callables and generators are not looked at.

    Returns
    -------
    object
        What the function returned.
    """
    given = fresh(arguments)
    result, after = call_and_look(student, function, *arguments)
    unchanged = all(
        callable(before) or isinstance(before, np.random.Generator) or difference(now, before, tolerance=0.0) is None
        for before, now in zip(given, after, strict=True)
    )
    assert_holds(unchanged, "inputs-changed", after, given)
    return result


def global_random_state(student: Any, *, stir: bool = False) -> str:
    """Fingerprint of NumPy's global random state where the student's code runs.

    Parameters
    ----------
    student : object
        The student.
    stir : bool
        Seed it anew first: a function that always seeds it with the same number leaves it changed only so.

    Returns
    -------
    str
    """
    over_the_wall = getattr(type(student), "global_random_state", None)
    if over_the_wall is not None:
        return over_the_wall(student, stir=stir)  # type: ignore[no-any-return]
    if stir:
        np.random.seed()
    return hashlib.sha256(pickle.dumps(np.random.get_state())).hexdigest()


def assert_leaves_global_random_state(student: Any, function: str, *arguments: Any) -> Any:
    """Assert that a function neither reads nor changes NumPy's global random state.

    Parameters
    ----------
    student : object
        The student.
    function : str
        Name of the function.
    *arguments : object
        What it is called with.

    Returns
    -------
    object
        What the function returned.
    """
    before = global_random_state(student, stir=True)
    result = drawn(getattr(student, function)(*arguments))
    assert_holds(global_random_state(student) == before, "global-state")
    return result


def call_and_listen(student: Any, function: str, *arguments: Any) -> tuple[Any, list[str]]:
    """Call a student's function under NumPy's default error settings and hear its warnings.

    Parameters
    ----------
    student : object
        The student, over the wall or a module in this process.
    function : str
        Name of the function.
    *arguments : object
        What it is called with.

    Returns
    -------
    result : object
        What it returned.
    warned : list of str
        The texts of the warnings.
    """
    over_the_wall = getattr(type(student), "call_and_listen", None)
    if over_the_wall is not None:
        return over_the_wall(student, function, *arguments)  # type: ignore[no-any-return]
    return heard(getattr(student, function), arguments)


def assert_silent(student: Any, function: str, *arguments: Any) -> Any:
    """Assert that a function gives no warning under NumPy's default error settings.

    What a file sets for the whole process when it is loaded (`numpy.seterr`, `warnings.simplefilter`) is not in
    force during the call; what the function sets while it runs (`numpy.errstate`) is.

    Parameters
    ----------
    student : object
        The student.
    function : str
        Name of the function.
    *arguments : object
        What it is called with.

    Returns
    -------
    object
        What the function returned.
    """
    result, warned = call_and_listen(student, function, *arguments)
    assert_holds(not warned, "property", warned[0] if warned else None)
    return result
