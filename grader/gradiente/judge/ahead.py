"""Calls that a check makes before it looks at any answer, asked of a student together.

An example that comes alone costs a message there and one back, each of which wakes a process. Which calls a check makes
before it looks at an answer does not depend on the student: they are found out once a class, by running the check with
answers at which nobody can look. They travel together, and when the check makes one of them its answer is there. What
it does not make, or makes with other arguments, is not used.

What travels together lies in the student's process together. Questions of public checks may: every student has the
answers. Of hidden ones only those of one function may, since an argument of another could be its right answer; and no
question of which an argument is the right answer to one beside it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from gradiente.checking.agreement import Outcome, fresh
from gradiente.checking.comparisons import LookedAtError, Unseen
from gradiente.checking.evidence import recording
from gradiente.judge.suite import Check
from gradiente.wall.link import Calls
from gradiente.worker.codec import Codec, Handles, Opaque, RefusedValueError
from gradiente.worker.formulas import Formula
from gradiente.worker.generators import generators_among

_MOST_OF_A_CHECK = 64
_LARGEST = 1 << 16  # bytes: beyond, a message more is not what a call costs
_LARGEST_MESSAGE = 1 << 20  # bytes


@dataclass(frozen=True)
class Question:
    """One call, as a check makes it.

    Attributes
    ----------
    function : str
    arguments : tuple
        Never handed out themselves.
    named : dict
    look : bool
        Whether the arguments are looked at afterwards.
    key : bytes
        The same for every call that is the same.
    wants : list
        What the check holds to be its answer, as far as it says so.
    """

    function: str
    arguments: tuple[Any, ...] = field(repr=False)
    named: dict[str, Any] = field(repr=False)
    look: bool
    key: bytes = field(repr=False)
    wants: list[Any] = field(repr=False)


def key_of(arguments: tuple[Any, ...], named: dict[str, Any], *, look: bool) -> bytes | None:
    """What tells a call from others of its function; None if it holds more than data and generators."""
    codec = Codec(Handles(), _nothing, own_objects=False)
    try:
        key = codec.encode([list(arguments), named, look])
    except RefusedValueError:
        return None
    return None if len(codec.callables) or len(codec.objects) else key


def questions_of(check: Check) -> tuple[Question, ...]:
    """Find out which calls a check makes before it looks at an answer.

    Parameters
    ----------
    check : Check

    Returns
    -------
    tuple of Question
        None of a check that is an agreement, or whose inputs Hypothesis draws: it has its own way.
    """
    if check.agreement is not None or check.is_drawn:
        return ()
    found: list[Question] = []
    for case in check.cases:
        asker = _Asker(_MOST_OF_A_CHECK - len(found))
        with recording(), np.errstate(all="ignore"):
            try:
                check.test(student=asker, **{key: fresh(value) for key, value in case.items()})
            except LookedAtError:
                pass
            except Exception:
                pass
        found += vars(asker)["questions"]
    return tuple(found)


class _Asker:
    """Stands in the student's place and writes down what it is asked."""

    def __init__(self, most: int) -> None:
        self.questions: list[Question] = []
        self._most = most
        self._generators: list[np.random.Generator] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)

        def ask(*arguments: Any, **named: Any) -> Unseen:
            return self._note(name, arguments, named, look=False)

        return ask

    def call_and_look(self, function: str, *arguments: Any) -> tuple[Unseen, tuple[Any, ...]]:
        return self._note(function, arguments, {}, look=True), tuple(Unseen() for _ in arguments)

    def called_often(self, *_: Any) -> Any:
        raise LookedAtError

    call_and_listen = operate = global_random_state = called_often

    def _note(self, function: str, arguments: tuple[Any, ...], named: dict[str, Any], *, look: bool) -> Unseen:
        key = key_of(arguments, named, look=look)
        generators = generators_among(arguments, named)
        if key is None or len(key) > _LARGEST or len(self.questions) >= self._most or self._have_drawn(generators):
            raise LookedAtError
        self._generators += generators
        unseen = Unseen()
        self.questions.append(Question(function, fresh(arguments), fresh(named), look, key, unseen.wants))
        return unseen

    def _have_drawn(self, generators: list[np.random.Generator]) -> bool:
        """Whether a call before may have left one of them in a state that only the student knows."""
        return any(one is other for one in generators for other in self._generators)


class Batch:
    """Questions that travel together.

    Parameters
    ----------
    questions : sequence of Question
    """

    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions = tuple(questions)
        self.calls = Calls([(one.function, list(one.arguments), one.named, _looked_at(one)) for one in questions])


def _looked_at(question: Question) -> list[int] | None:
    return list(range(len(question.arguments))) if question.look else None


def batches_of(questions: Sequence[Question], *, public: bool) -> tuple[Batch, ...]:
    """Put together what may travel together; a single question is not worth it.

    Parameters
    ----------
    questions : sequence of Question
    public : bool
        Whether they are of public checks, to which every student has the right answers: then all of them.
    """
    if public:
        together = [list(questions)]
    else:
        by_function: dict[str, list[Question]] = {}
        for question in questions:
            by_function.setdefault(question.function, []).append(question)
        together = [_without_answers(own) for own in by_function.values()]
    return tuple(Batch(own) for all_own in together for own in _of_one_message(all_own) if len(own) > 1)


def _of_one_message(questions: list[Question]) -> Iterator[list[Question]]:
    """Part questions that are too large together."""
    some: list[Question] = []
    size = 0
    for question in questions:
        if size + len(question.key) > _LARGEST_MESSAGE:
            yield some
            some, size = [], 0
        some.append(question)
        size += len(question.key)
    yield some


def _without_answers(questions: list[Question]) -> list[Question]:
    """Leave out questions of which an argument is the answer to one of the others."""
    answers = [leaf for question in questions for want in question.wants for leaf in _leaves(want)]
    return [
        question
        for question in questions
        if not any(
            _are_equal(leaf, answer) for leaf in _leaves([question.arguments, question.named]) for answer in answers
        )
    ]


def _leaves(value: Any) -> Iterator[np.ndarray]:
    """The numbers and arrays that a value consists of."""
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _leaves(item)
    elif isinstance(value, dict):
        yield from _leaves(list(value.values()))
    elif isinstance(value, Formula):
        yield from _leaves(value.constants)
    elif isinstance(value, (np.ndarray, np.generic, float, int)):
        yield np.asarray(value)


def _are_equal(one: np.ndarray, other: np.ndarray) -> bool:
    if one.size != other.size or one.dtype.kind not in "biuf" or other.dtype.kind not in "biuf":
        return False
    return np.allclose(one.ravel(), other.ravel(), rtol=1e-5, atol=1e-8, equal_nan=True)


@dataclass(frozen=True)
class Answered:
    """What came back.

    Attributes
    ----------
    outcome : Outcome
    after : object
        The arguments afterwards, if they were looked at.
    generators : list of Generator
        Those that were sent, in order.
    """

    outcome: Outcome
    after: Any
    generators: list[np.random.Generator]


class AnsweredAhead:
    """Answers that nobody has asked for yet."""

    def __init__(self) -> None:
        self._answers: dict[str, dict[bytes, deque[Answered]]] = {}

    def put(self, question: Question, answered: Answered) -> None:
        """Keep one."""
        of_function = self._answers.setdefault(question.function, {})
        of_function.setdefault(question.key, deque()).append(answered)

    def take(self, function: str, arguments: tuple[Any, ...], named: dict[str, Any], *, look: bool) -> Answered | None:
        """Hand one out, if there is one to this call."""
        of_function = self._answers.get(function)
        if not of_function or any(isinstance(item, Opaque) for item in arguments):
            return None
        key = key_of(arguments, named, look=look)
        waiting = of_function.get(key) if key is not None else None
        return waiting.popleft() if waiting else None

    def clear(self) -> None:
        """Forget all."""
        self._answers.clear()


def _nothing(*_: Any) -> Any:
    raise AssertionError("nothing is decoded here")
