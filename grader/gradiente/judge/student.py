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
        if name.startswith("__"):
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
        values = []
        for arguments, outcome in zip(calls, outcomes, strict=True):
            self._last = LastCall(function, _as_given(arguments))
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
        if operation == "run" or self._last is None:
            self._last = LastCall("model", _as_given(arguments[1:]))
        return self._value(self._session.operate(operation, arguments))

    def global_random_state(self) -> str:
        """Fingerprint of NumPy's global random state over there."""
        return self._session.random_state()

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


def _as_given(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """Copy arguments for whoever reads about the call; a generator is slow to copy, and its state is not read about."""
    return tuple(item if isinstance(item, np.random.Generator) else fresh(item) for item in arguments)


def last_call(student: Student) -> LastCall | None:
    """Return the latest call; a function, so that no name of ours hides one of the student's."""
    return student._last


@cache
def _error_class(ancestors: tuple[str, ...]) -> type[StudentError]:
    for name in ancestors:
        found = getattr(builtins, name, None)
        if isinstance(found, type) and issubclass(found, Exception) and found is not Exception:
            try:
                found("text")
                return type("StudentError", (StudentError, found), {})
            except TypeError:  # a built-in that wants more than a text, or cannot be combined
                continue
    return StudentError
