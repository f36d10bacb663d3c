"""The student as a check sees them: an object whose attributes are functions over the wall."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from gradiente.checking.agreement import Outcome, Raised, Refused, Returned, fresh
from gradiente.judge.session import CallLostError, Session, verdict_of
from gradiente.results import Evidence, Verdict
from gradiente.wall.link import LiveCalls
from gradiente.worker.codec import Opaque


class StudentError(Exception):
    """An exception of the student's, rebuilt on this side; it is also an instance of its built-in ancestors."""

    outcome: Raised


@dataclass
class LastCall:
    """The latest call of a check, for what a student reads.

    Attributes
    ----------
    function : str
    arguments : tuple
        As they were given.
    outcome : Outcome or None
        None if nothing came back.
    """

    function: str
    arguments: tuple[Any, ...]
    outcome: Outcome | None = None


class Student:
    """Stands in a check where plain pytest would put the student's module.

    Parameters
    ----------
    session : Session
        The conversation with the submission.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._last: LastCall | None = None

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return a function of the student's."""
        if name.startswith("_"):  # Python's and Hypothesis's own questions (`_repr_pretty_`) are not the student's
            raise AttributeError(name)

        def over_the_wall(*arguments: Any, **named: Any) -> Any:
            self._last = LastCall(name, _as_given((*arguments, *named.values())))
            outcome = self._session.call(name, arguments, named)
            return self._value(outcome)

        return over_the_wall

    def call_and_look(self, function: str, *arguments: Any) -> tuple[Any, tuple[Any, ...]]:
        """Call a function and look at its arguments afterwards."""
        self._last = LastCall(function, _as_given(arguments))
        outcome, after = self._session.look(function, arguments, {}, look=True)
        value = self._value(outcome)
        if not isinstance(after, list) or len(after) != len(arguments):
            raise CallLostError(Verdict.CRASHED, Evidence("protocol"))
        return value, tuple(after)

    def called_often(self, function: str, calls: list[tuple[Any, ...]]) -> list[Any]:
        """Call a function often, all calls in one message."""
        self._last = LastCall(function, _as_given(calls[0]) if calls else ())
        outcomes = list(self._session.call_many(function, LiveCalls(calls)))
        values: list[Any] = []
        for arguments, outcome in zip(calls, outcomes, strict=True):
            if isinstance(outcome, Returned) and len(values) < len(calls) - 1:
                values.append(outcome.value)
                continue
            self._last = LastCall(function, _as_given(arguments))  # one that failed, or the last: it is read about
            values.append(self._value(outcome))
        return values

    def call_and_listen(self, function: str, *arguments: Any) -> tuple[Any, list[str]]:
        """Call a function under NumPy's default error settings and hear its warnings."""
        self._last = LastCall(function, _as_given(arguments))
        outcome, warned = self._session.listen(function, arguments)
        value = self._value(outcome)
        if not isinstance(warned, list) or not all(type(text) is str for text in warned):
            raise CallLostError(Verdict.CRASHED, Evidence("protocol"))
        return value, warned

    def operate(self, operation: str, *arguments: Any) -> Any:
        """Do something with a torch model on the student's side."""
        function = self._last.function if self._last is not None else ""
        outcome = self._session.operate(operation, arguments, function)
        if isinstance(outcome, Returned) and not _ANSWERS.get(operation, _is_nothing)(outcome.value):
            raise CallLostError(Verdict.CRASHED, Evidence("protocol"))
        if operation != "run" and isinstance(outcome, Returned):
            return outcome.value  # looking is no call: the student's last one stays what it was
        if operation == "run" or self._last is None:
            self._last = LastCall("model", _as_given(arguments[1:]))
        return self._value(outcome)

    def global_random_state(self, *, stir: bool = False) -> str:
        """Fingerprint of NumPy's global random state over there, perhaps seeded anew first."""
        return self._session.random_state(stir=stir)

    def _value(self, outcome: Outcome) -> Any:
        assert self._last is not None
        self._last.outcome = outcome
        if isinstance(outcome, Returned):
            return outcome.value
        if isinstance(outcome, Refused):
            raise CallLostError(verdict_of(outcome), Evidence(outcome.kind, {"name": outcome.detail}))
        error = _error_class(outcome.mro)(outcome.message)
        error.outcome = outcome
        raise error


def _is_nothing(value: Any) -> bool:
    return value is None


def _is_flag(value: Any) -> bool:
    return type(value) is bool


def _is_text(value: Any) -> bool:
    return type(value) is str


def _is_model(value: Any) -> bool:
    return isinstance(value, Opaque)


def _is_numbers(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind in "iuf"


def _are_rows(*columns: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Whether a value is a list of tuples of these columns."""

    def are(value: Any) -> bool:
        return type(value) is list and all(
            type(row) is tuple
            and len(row) == len(columns)
            and all(fits(cell) for fits, cell in zip(columns, row, strict=True))
            for row in value
        )

    return are


_LOOK = {
    "parameters": _are_rows(_is_text, _is_numbers, _is_flag),
    "gradients": _are_rows(_is_text, lambda value: value is None or _is_numbers(value)),
    "buffers": _are_rows(_is_text, _is_numbers),
    "modules": _are_rows(_is_text, _is_text, _is_flag),
}


def _is_look(value: Any) -> bool:
    """Whether this is what `gradiente.worker.models.look` returns."""
    return (
        type(value) is dict
        and value.keys() == _LOOK.keys()
        and all(are_rows(value[name]) for name, are_rows in _LOOK.items())
    )


# Torch's operations run beside the student's code, which can make them say anything: a check relies on these forms.
_ANSWERS: dict[str, Callable[[Any], bool]] = {
    "make": _is_model,
    "part": _is_model,
    "is_model": _is_flag,
    "look": _is_look,
    "run": _is_numbers,
    "take_passes": _are_rows(_is_numbers, _is_flag, _is_flag, _is_flag, _is_flag),
}


def _as_given(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """Copy arguments for whoever reads about the call; a generator is slow to copy, and its state is not read about."""
    return tuple(item if isinstance(item, np.random.Generator) else fresh(item) for item in arguments)


def last_call(student: Student) -> LastCall | None:
    """Return the latest call; a function, so that no name of ours hides one of the student's."""
    return student._last


# Raised inside a generator of a check these would end it, or become an error of the check's own.
_ENDS_A_GENERATOR = frozenset({"StopIteration", "StopAsyncIteration"})


@cache
def _error_class(ancestors: tuple[str, ...]) -> type[StudentError]:
    for name in ancestors:
        if name in _ENDS_A_GENERATOR:
            return StudentError
        found = getattr(builtins, name, None)
        if isinstance(found, type) and issubclass(found, Exception) and found is not Exception:
            try:
                found("text")
                return type("StudentError", (StudentError, found), {})
            except TypeError:  # a built-in that wants more than a text, or cannot be combined
                continue
    return StudentError
