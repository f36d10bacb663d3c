"""The student's functions in this process, called as the judge would call them over its wall.

Arguments are copies, what comes back is rebuilt from numbers, text, lists and arrays, a generator is run to its end:
an example passes at home if and only if it passes when it is graded.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from gradiente.checking.agreement import Outcome, Raised, Refused, Returned, fresh
from gradiente.worker.codec import Codec, Handles, Opaque, RefusedValueError, Tensor, keep_part
from gradiente.worker.hearing import heard
from gradiente.worker.submission import describe_error


class RefusedAtHomeError(Exception):
    """There is no such function, or its value could not cross the judge's wall.

    Attributes
    ----------
    outcome : Refused
    """

    def __init__(self, outcome: Refused) -> None:
        super().__init__(outcome.kind)
        self.outcome = outcome


def _no_callable(_number: int, _text: str) -> None:
    """Stand for a callable that crosses: at home none does."""


class Student:
    """Stands in a check where the judge would put the student over the wall.

    Parameters
    ----------
    functions : mapping of str to object
        What the student's file defines.
    keeps : mapping of str to int, optional
        Which part of its result each function keeps for itself.
    sources : dict of str to str, optional
        Text of the student's files, for tracebacks.
    on_call : callable, optional
        Is told the name of every function that is about to be called.

    Notes
    -----
    Names of ours begin with an underscore or are the class's own operations, so that none hides a student's function.
    """

    def __init__(
        self,
        functions: Mapping[str, Any],
        keeps: Mapping[str, int] | None = None,
        sources: dict[str, str] | None = None,
        on_call: Callable[[str], None] | None = None,
    ) -> None:
        self._functions, self._keeps, self._sources = functions, dict(keeps or {}), sources or {}
        self._on_call = on_call or (lambda _: None)
        self._judge = Codec(Handles(), _no_callable, own_objects=False)
        self._worker = Codec(Handles(), _no_callable, own_objects=True)
        self._last: tuple[str, tuple[Any, ...], Outcome | None] | None = None
        self._error: BaseException | None = None

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return a function of the student's."""
        if name.startswith("_"):  # Python's and Hypothesis's own questions are not the student's
            raise AttributeError(name)
        return lambda *arguments, **named: self._value(self._outcome(name, arguments, named)[0])

    def call_and_look(self, function: str, *arguments: Any) -> tuple[Any, tuple[Any, ...]]:
        """Call a function and look at its arguments afterwards."""
        outcome, given = self._outcome(function, arguments, {})
        value = self._value(outcome)
        return value, tuple(self._crossed(item) if type(item).__name__ == "Tensor" else item for item in given)

    def called_often(self, function: str, calls: Iterable[tuple[Any, ...]]) -> list[Any]:
        """Call a function once for each of some arguments."""
        return [self._value(self._outcome(function, arguments, {})[0]) for arguments in calls]

    def call_and_listen(self, function: str, *arguments: Any) -> tuple[Any, list[str]]:
        """Call a function under NumPy's default error settings and hear its warnings."""
        warned: list[str] = []

        def listened(*given: Any) -> Any:
            result, texts = heard(self._functions[function], given)
            warned.extend(texts)
            return result

        value = self._value(self._outcome(function, arguments, {}, listened)[0])
        return value, warned

    def operate(self, operation: str, *arguments: Any) -> Any:
        """Do something with a torch model."""
        from gradiente.worker.models import OPERATIONS

        given = tuple(self._worker.decode(self._judge.encode(item)) for item in arguments)
        if operation != "run":
            return self._crossed(OPERATIONS[operation](*given))
        outcome, _ = self._outcome("model", arguments[1:], {}, lambda *_: OPERATIONS[operation](*given))
        return self._value(outcome)

    def global_random_state(self, *, stir: bool = False) -> str:
        """Fingerprint of NumPy's global random state, perhaps seeded anew first."""
        if stir:
            np.random.seed()
        return hashlib.sha256(pickle.dumps(np.random.get_state())).hexdigest()

    def _outcome(
        self,
        name: str,
        arguments: tuple[Any, ...],
        named: dict[str, Any],
        function: Callable[..., Any] | None = None,
    ) -> tuple[Outcome, tuple[Any, ...]]:
        """Call a function; returns what became of it, and the arguments as it left them."""
        self._on_call(name)
        given: tuple[Any, ...] = ()
        outcome: Outcome
        shown = tuple(item if isinstance(item, np.random.Generator) else fresh(item) for item in arguments)
        self._last = (name, (*shown, *named.values()), None)
        self._error = None
        if function is None:
            found = self._functions.get(name)
            if not callable(found):
                kind = "missing-function" if name not in self._functions else "not-callable"
                return self._noted(Refused(kind, name)), ()
            function = found
        try:
            given = tuple(map(self._given, arguments))
            with np.errstate():  # what a student sets for NumPy ends with the call
                result = function(*given, **named)
            outcome = Returned(self._crossed(keep_part(result, self._keeps.get(name))))
        except RefusedValueError as error:
            outcome = Refused(error.kind, error.detail)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            self._error = error
            type_name, ancestors, text, traceback = describe_error(error, self._sources)
            outcome = Raised(type_name, text, tuple(ancestors), traceback)
        return self._noted(outcome), given

    def _noted(self, outcome: Outcome) -> Outcome:
        assert self._last is not None
        self._last = (*self._last[:2], outcome)
        return outcome

    def _value(self, outcome: Outcome) -> Any:
        if isinstance(outcome, Returned):
            return outcome.value
        if isinstance(outcome, Refused):
            raise RefusedAtHomeError(outcome)
        assert self._error is not None
        raise self._error

    def _given(self, item: Any) -> Any:
        if isinstance(item, (Tensor, Opaque)):
            return self._worker.decode(self._judge.encode(item))
        # A generator goes on where it was and a callable stays, as over the wall; everything else is a copy.
        return item if callable(item) or isinstance(item, np.random.Generator) else fresh(item)

    def _crossed(self, value: Any) -> Any:
        return self._judge.decode(self._worker.encode(value))


def outcome_of_call(student: Student, function: str, arguments: tuple[Any, ...]) -> Outcome:
    """Call a student's function and return what became of it; a function, so that it hides no name of a student's."""
    return student._outcome(function, arguments, {})[0]


def last_call(student: Student) -> tuple[str, tuple[Any, ...], Outcome | None] | None:
    """Return function, arguments and outcome of the latest call."""
    return student._last


def is_theirs(student: Student, error: BaseException) -> bool:
    """Whether an exception is the one that the latest call of the student's ended in."""
    return student._error is error
