"""The commonest form of a check: agrees with the reference on inputs drawn from a strategy.

Inputs and expected outcomes of such a check do not depend on the student. The judge draws them once for a
class, sends them over the wall in one message and compares; from a disagreement it goes to simpler inputs. Run by
plain pytest the same check is an ordinary test.
"""

from __future__ import annotations

import copy
import functools
import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gradiente.checking.comparisons import Difference, difference
from gradiente.checking.evidence import Disagreement
from gradiente.checking.iterators import drawn
from gradiente.worker.generators import LaterSeeds, generator_in, is_writable

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Returned:
    """A call came back with a value."""

    value: Any


@dataclass(frozen=True)
class Raised:
    """A call ended in an exception.

    Attributes
    ----------
    type_name : str
        Name of the exception's class.
    message : str
        Its text.
    mro : tuple of str
        Names of the built-in classes that it derives from, itself included.
    traceback : str
        The lines of the student's own file that it passed through.
    """

    type_name: str
    message: str
    mro: tuple[str, ...] = ()
    traceback: str = ""


@dataclass(frozen=True)
class Refused:
    """A call that the wall refused: there is no such function, or its value cannot cross.

    Attributes
    ----------
    kind : str
        `missing-function`, `not-callable`, `refused-type`, `too-large`, `too-deep`.
    detail : str
        What it names.
    """

    kind: str
    detail: str


Outcome = Returned | Raised | Refused


@dataclass(frozen=True)
class Agreement:
    """What the judge knows of an agreement check.

    Attributes
    ----------
    function : str
        The student's function.
    reference : callable
        The right answer.
    arguments : callable
        Turns what the strategies drew into the positional arguments of the call.
    tolerance : float or None
        An absolute tolerance instead of the course's.
    """

    function: str
    reference: Callable[..., Any]
    arguments: Callable[..., tuple[Any, ...]]
    tolerance: float | None = None

    def expected(self, arguments: tuple[Any, ...]) -> Outcome:
        """What a right answer does with these arguments; they are left as they are."""
        return outcome_of(self.reference, arguments)


def outcome_of(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Outcome:
    """Call a function on a copy of the arguments; NumPy's warnings are not its outcome."""
    try:
        with np.errstate(all="ignore"):
            return Returned(drawn(function(*fresh(arguments))))
    except Exception as error:
        return raised(error)


def raised(error: Exception) -> Raised:
    """Describe an exception as an outcome."""
    names = tuple(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins")
    return Raised(type(error).__name__, str(error), names)


def fresh(arguments: Any) -> Any:
    """Copy arguments so that whoever gets them may spoil them; a read-only array stays read-only.

    A callable keeps its own way to be copied (`copy.deepcopy` returns plain functions unchanged).
    """
    if isinstance(arguments, np.ndarray):
        copied = arguments.copy(order="K")
        copied.flags.writeable = arguments.flags.writeable
        return copied
    if isinstance(arguments, (tuple, list)):
        return type(arguments)(fresh(item) for item in arguments)
    if isinstance(arguments, dict):
        return {key: fresh(item) for key, item in arguments.items()}
    if type(arguments) is np.random.Generator and is_writable(arguments):
        bits: Any = arguments.bit_generator
        seeds = LaterSeeds.like(bits.seed_seq)
        if seeds is not None:  # a tenth of what `copy.deepcopy` takes
            return generator_in(bits.state, seeds)
    return copy.deepcopy(arguments)


def disagreement(got: Outcome, want: Outcome, tolerance: float | None = None) -> Difference | None:
    """Say how a student's outcome differs from the expected one, or None if it agrees."""
    if isinstance(got, Refused):
        return Difference(got.kind, {"name": got.detail})
    if isinstance(want, Refused):
        raise TypeError("the reference cannot be refused")
    if isinstance(got, Raised) and "NotImplementedError" in got.mro:
        return Difference("not-written-yet", {})
    if isinstance(got, Raised) and "MemoryError" in got.mro:
        return Difference("out-of-memory", {})
    if isinstance(want, Raised):
        if isinstance(got, Returned):
            return Difference("not-refused", {"want": want.type_name})
        if want.type_name not in (got.mro or (got.type_name,)):
            return Difference("raised", {"got": got.type_name, "want": want.type_name})
        return None if got.message.strip() else Difference("silent-refusal", {"want": want.type_name})
    if isinstance(got, Raised):
        return Difference("raised", {"got": got.type_name, "message": got.message})
    return difference(got.value, want.value, tolerance)


def agrees_with(
    reference: Callable[..., Any], *, function: str | None = None, tolerance: float | None = None
) -> Callable[[Callable[..., tuple[Any, ...]]], Callable[..., None]]:
    """Make a check out of a reference function and a page that builds the arguments of a call.

    Stands directly on the function, below `given` or `parametrize`::

        @pytest.mark.points("circle_area", 2)
        @pytest.mark.says(es="Cualquier círculo.", en="Any circle.")
        @given(radius=floats(0, 100))
        @agrees_with(reference.circle_area)
        def test_any_circle(radius):
            return (radius,)

    Where the reference raises ValueError the student must raise one too, with a message.

    Parameters
    ----------
    reference : callable
        The right answer.
    function : str, optional
        The student's function, if its name is not the reference's.
    tolerance : float, optional
        An absolute tolerance instead of the course's.

    Returns
    -------
    callable
        A decorator; the check it makes takes `student` and what the decorated function takes.
    """

    def decorate(arguments: Callable[..., tuple[Any, ...]]) -> Callable[..., None]:
        agreement = Agreement(function or reference.__name__, reference, arguments, tolerance)

        @functools.wraps(arguments)
        def check(student: Any, *inputs: Any, **named: Any) -> None:
            call = agreement.arguments(*inputs, **named)
            want = agreement.expected(call)
            got = outcome_of(getattr(student, agreement.function), call)
            found = disagreement(got, want, tolerance)
            if found is not None:
                raise Disagreement(got, want, found)

        parameters = list(inspect.signature(arguments).parameters.values())
        student = inspect.Parameter("student", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        check.__signature__ = inspect.Signature([student, *parameters])  # type: ignore[attr-defined]
        check.agreement = agreement  # type: ignore[attr-defined]
        del check.__wrapped__
        return check

    return decorate
