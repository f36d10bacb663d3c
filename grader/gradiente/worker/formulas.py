"""Functions of the judge's that cross the wall as data: one expression over named arguments, constants and NumPy."""

from __future__ import annotations

import ast
import builtins
import inspect
import types
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.random  # not there unless it is asked for

# Taken down before any student's code runs: whoever replaces `numpy.exp` replaces it for themselves alone.
_NUMPY = types.SimpleNamespace(**{name: value for name, value in vars(np).items() if not name.startswith("_")})
_ALLOWED = {
    *("abs", "all", "any", "bool", "dict", "enumerate", "float", "int", "isinstance", "len", "list", "map", "max"),
    *("min", "next", "range", "reversed", "round", "sorted", "str", "sum", "tuple", "zip"),
}
# All of them, since NumPy imports what it needs late by the caller's `__import__`.
_GLOBALS = {"__builtins__": dict(vars(builtins)), "__name__": "formula", "np": _NUMPY}
_array, _errstate, _ndarray, _generic = np.array, np.errstate, np.ndarray, np.generic


class Formula:
    """A function given by one expression, which the other side of the wall can compute for itself.

    A student's code calls it without asking the judge. It gives what a function of the judge's would give over the
    wall: plain numbers, and arrays of its own, so that nobody can spoil a constant; an iterator that it is handed is a
    list to it. NumPy's warnings are off while it is computed, and its NumPy is the one that was there before the
    student's code was.

    Parameters
    ----------
    arguments : str
        Names, as in a function's definition: ``"p"``, ``"shape, rng=None"``.
    expression : str
        What it returns, in terms of them, of the constants, of ``np`` and of Python's simplest functions. It changes
        none of them.
    text : str, optional
        What a student reads in its place; else arguments and expression.
    **constants : object
        Numbers, text, None, arrays, other formulas, and lists, tuples and dicts of them. Whoever calls the function
        can read them.

    Attributes
    ----------
    constants : dict
        Not to be changed; arrays are read-only.

    Raises
    ------
    ValueError
        If the expression is none, uses a name that nobody has given it, or one that begins with an underscore.
    TypeError
        If a constant is no data.

    Examples
    --------
    >>> gradient = Formula("p", "2 * (p - minimum)", minimum=3.0)
    >>> gradient(4.0)
    2.0
    >>> gradient
    p -> 2 * (p - minimum)
    """

    constants: dict[str, Any]
    encoded: bytes | None = None  # its parts as they cross, once they have

    def __init__(self, arguments: str, expression: str, /, *, text: str | None = None, **constants: Any) -> None:
        _look_over(arguments, expression, tuple(constants))
        constants = {name: _kept(value) for name, value in constants.items()}
        self._fill(arguments, expression, f"{arguments} -> {expression}" if text is None else text, constants)

    def _fill(self, arguments: str, expression: str, text: str, constants: dict[str, Any]) -> None:
        self._arguments, self._expression, self._text, self.constants = arguments, expression, text, constants
        self._function: Callable[..., Any] = _compiled(arguments, expression, tuple(constants))(**constants)
        self._function.__name__ = self._function.__qualname__ = "function"  # as its errors call it
        self.__name__ = text

    @classmethod
    def of_parts(cls, parts: list[Any]) -> Formula:
        """Make one of what `parts` returned; in the judge, of nothing that came over the wall."""
        formula = cls.__new__(cls)
        formula._fill(*parts)
        return formula

    def parts(self) -> list[Any]:
        """What it consists of, as data: arguments, expression, text, constants."""
        return [self._arguments, self._expression, self._text, self.constants]

    def __call__(self, /, *arguments: Any, **named: Any) -> Any:
        """Compute it."""
        with _errstate(all="ignore"):
            return _given(self._function(*map(_taken, arguments), **{name: _taken(one) for name, one in named.items()}))

    def __repr__(self) -> str:
        """Return what a student reads in its place."""
        return self._text

    @property
    def __signature__(self) -> inspect.Signature:
        """Its arguments, for whoever asks `inspect`."""
        return inspect.signature(self._function)

    def __copy__(self) -> Formula:
        """Return itself: there is nothing in it that changes."""
        return self

    def __deepcopy__(self, memo: Mapping[int, Any]) -> Formula:
        """Return itself: there is nothing in it that changes."""
        return self

    def __reduce__(self) -> tuple[Callable[[list[Any]], Formula], tuple[list[Any]]]:
        """Be pickled by its parts."""
        return Formula.of_parts, (self.parts(),)


def _taken(value: Any) -> Any:
    """What is computed with in place of an argument: the items of an iterator, as over the wall."""
    return list(value) if isinstance(value, Iterator) else value


def _given(value: Any) -> Any:
    """What a caller gets of a result: nothing that is a constant, an argument, or a view of one."""
    if isinstance(value, _ndarray):
        return _array(value)
    if isinstance(value, _generic):
        return value.item()
    if type(value) is list or type(value) is tuple:
        return type(value)([_given(item) for item in value])
    return value


def _kept(value: Any) -> Any:
    """Copy a constant, so that nobody else can change it; TypeError if it is no data."""
    if type(value) is np.ndarray:
        copied = value.copy(order="K")
        copied.flags.writeable = False
        return copied
    if type(value) is list or type(value) is tuple:
        return type(value)(map(_kept, value))
    if type(value) is dict:
        return {key: _kept(item) for key, item in value.items()}
    if isinstance(value, np.generic):
        return value.item()
    if value is None or type(value) in (bool, int, float, complex, str, Formula):
        return value
    raise TypeError(f"a {type(value).__name__} cannot be a constant of a formula")


@lru_cache(maxsize=512)
def _compiled(arguments: str, expression: str, constants: tuple[str, ...]) -> Callable[..., Any]:
    """Return what makes the function of its constants."""
    source = f"lambda {', '.join(constants)}: lambda {arguments}: ({expression})"
    made: Callable[..., Any] = eval(compile(source, "<formula>", "eval", dont_inherit=True), _GLOBALS)
    return made


@lru_cache(maxsize=512)
def _look_over(arguments: str, expression: str, constants: tuple[str, ...]) -> None:
    """Find out now, and not when a student calls it, that something is wrong with a formula."""
    try:
        ast.parse(expression.strip(), mode="eval")
        function = ast.parse(f"lambda {arguments}: ({expression})", mode="eval").body
    except SyntaxError as error:
        raise ValueError(f"the formula {arguments} -> {expression}: {error.msg}") from None
    if not isinstance(function, ast.Lambda):
        raise ValueError(f"{arguments} are no arguments")
    nodes = list(ast.walk(function))
    own = {one.arg for one in nodes if isinstance(one, ast.arg)}
    own |= {one.id for one in nodes if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    if taken := sorted(set(constants) & (own | {"np"})):
        raise ValueError(f"the formula {arguments} -> {expression} gives another meaning to {', '.join(taken)}")
    used = {one.id for one in nodes if isinstance(one, ast.Name)}
    if unknown := sorted(used - own - {"np", *constants} - _ALLOWED):
        raise ValueError(f"the formula {arguments} -> {expression} does not say what {', '.join(unknown)} is")
    private = sorted({one.attr for one in nodes if isinstance(one, ast.Attribute) and one.attr.startswith("_")})
    if private:
        raise ValueError(f"the formula {arguments} -> {expression} uses {', '.join(private)}, which is no one else's")
