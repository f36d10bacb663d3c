"""A session without a wall: functions of this process in the student's place, their values as they would cross."""

import hashlib
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from gradiente.checking.agreement import Outcome, Refused, Returned, fresh, raised
from gradiente.judge.assembly import Assembler
from gradiente.judge.grading import judge_session
from gradiente.judge.prepared import PreparedSuite
from gradiente.results import TopicResult
from gradiente.wall.link import Calls
from gradiente.worker.codec import Codec, Handles, Opaque, RefusedValueError, Tensor, keep_part
from gradiente.worker.hearing import heard


class InProcessSession:
    """Answers as `gradiente.judge.session.Session` does.

    Parameters
    ----------
    functions : mapping of str to callable
        The student's functions.
    keeps : mapping of str to int, optional
        Which part of its result each function keeps for itself.
    """

    def __init__(self, functions: Mapping[str, Callable[..., Any]], keeps: Mapping[str, int] | None = None) -> None:
        self._functions, self._keeps = functions, dict(keeps or {})
        self.called: set[str] = set()
        self._judge = Codec(Handles(), lambda number, text: None, own_objects=False)
        self._worker = Codec(Handles(), lambda number, text: None, own_objects=True)

    def open(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""

    def ask_ahead(self, batches: object) -> None:
        """Do nothing."""

    def abandon(self) -> None:
        """Do nothing."""

    def printed(self) -> str:
        """Nothing."""
        return ""

    def random_state(self, *, stir: bool = False) -> str:
        """Fingerprint of this process's global state."""
        if stir:
            np.random.seed()
        return hashlib.sha256(pickle.dumps(np.random.get_state())).hexdigest()

    def call(self, function: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Outcome:
        """Call a function."""
        return self.look(function, arguments, named, look=False)[0]

    def look(
        self, function: str, arguments: tuple[Any, ...], named: dict[str, Any], *, look: bool
    ) -> tuple[Outcome, Any]:
        """Call a function and look at the arguments."""
        self.called.add(function)
        if function not in self._functions:
            return Refused("missing-function", function), None
        try:
            given = tuple(map(self._given, arguments))
            with np.errstate(all="ignore"):
                result = self._functions[function](*given, **named)
            result = self._crossed(keep_part(result, self._keeps.get(function)))
            return Returned(result), list(map(self._afterwards, given))
        except RefusedValueError as error:
            return Refused(error.kind, error.detail), None
        except Exception as error:
            return raised(error), None

    def listen(self, function: str, arguments: tuple[Any, ...]) -> tuple[Outcome, Any]:
        """Call a function and hear its warnings."""
        self.called.add(function)
        if function not in self._functions:
            return Refused("missing-function", function), None
        try:
            result, warned = heard(self._functions[function], fresh(arguments))
            return Returned(self._crossed(result)), warned
        except RefusedValueError as error:
            return Refused(error.kind, error.detail), None
        except Exception as error:
            return raised(error), None

    def operate(self, operation: str, arguments: tuple[Any, ...], function: str = "") -> Outcome:
        """Do something with a torch model."""
        from gradiente.worker.models import OPERATIONS

        try:
            given = tuple(self._worker.decode(self._judge.encode(item)) for item in arguments)
            return Returned(self._crossed(OPERATIONS[operation](*given)))
        except Exception as error:
            return raised(error)

    def call_many(self, function: str, calls: Calls, _agrees: object = None) -> Iterator[Outcome]:
        """Call a function often."""
        for arguments in calls.for_one_student():
            yield self.call(function, tuple(arguments), {})

    def _given(self, item: Any) -> Any:
        if isinstance(item, (Tensor, Opaque)):
            return self._worker.decode(self._judge.encode(item))
        # A generator goes on where it was and a callable stays, as over the wall; everything else is a copy.
        return item if callable(item) or isinstance(item, np.random.Generator) else fresh(item)

    def _afterwards(self, item: Any) -> Any:
        return self._crossed(item) if type(item).__name__ == "Tensor" else item

    def _crossed(self, value: Any) -> Any:
        return self._judge.decode(self._worker.encode(value))


def judged(suite: PreparedSuite, functions: Mapping[str, Callable[..., Any]]) -> tuple[TopicResult, InProcessSession]:
    """Judge functions of this process by the checks that are made ready, and complete the result."""
    session = InProcessSession(functions, suite.suite.exercise.keeps)
    record = judge_session(suite, session)
    part = replace(suite.suite, checks=tuple(one.check for one in suite.checks))
    return Assembler(part).topic_result(record, "answer.py", "none"), session
