"""A suite made ready for a class: inputs drawn and right answers computed once, for all students."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import hypothesis
import numpy as np
from hypothesis.control import current_build_context

from gradiente.checking.agreement import Outcome, Returned, disagreement, fresh, outcome_of
from gradiente.checking.comparisons import Expectations
from gradiente.checking.evidence import Log, recording
from gradiente.errors import GraderFaultError
from gradiente.judge.ahead import Batch, Question, batches_of, questions_of
from gradiente.judge.expected import ExpectedAnswers
from gradiente.judge.hypothesis_profile import drawing
from gradiente.judge.saying import say_call
from gradiente.judge.suite import Check, Misconception, Suite
from gradiente.results import Visibility
from gradiente.wall.answers import Agreed, Answers
from gradiente.wall.link import Calls
from gradiente.worker.codec import RefusedValueError

if TYPE_CHECKING:
    from gradiente.judge.simpler import Simpler

Measurement = tuple[Any, float | None]
SameMeasurement = Callable[[int, Measurement], bool]
"""Whether a measurement, the one at that place, is the same as another's there."""


@dataclass(frozen=True)
class Case:
    """One call of an agreement check.

    Attributes
    ----------
    arguments : tuple
        Never handed out themselves; see `fresh`.
    want : Outcome
    function : str
        The student's function.
    row : int
        Which of the check's `cases` it was made of.
    choices : tuple
        What Hypothesis chose to draw it, from which it can draw it again; empty if it was not drawn.
    """

    arguments: tuple[Any, ...]
    want: Outcome
    function: str = ""
    row: int = 0
    choices: tuple[Any, ...] = ()

    @cached_property
    def said(self) -> str:
        """The call, for whoever reads about it; an array is long to write, so each is written once."""
        return say_call(self.function, self.arguments)

    @property
    def size(self) -> tuple[int, str]:
        """How long it is to read."""
        return len(self.said), self.said


@dataclass
class PreparedCheck:
    """One check, with what does not depend on the student.

    Attributes
    ----------
    check : Check
    cases : tuple of Case
        For an agreement check; empty for the others.
    simpler : Simpler or None
        Inputs that are simpler than its cases, once somebody needed one.
    """

    check: Check
    cases: tuple[Case, ...]
    simpler: Simpler | None = None
    _outcomes_of: dict[str, list[Outcome]] = field(default_factory=dict)
    _passed_by: dict[str, bool] = field(default_factory=dict)
    _runs: dict[str, tuple[bool, Log]] = field(default_factory=dict)
    _begun: dict[str, tuple[Measurement, ...]] = field(default_factory=dict)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What it asks before it looks at an answer, if it is no agreement."""
        return questions_of(self.check)

    @cached_property
    def calls(self) -> Calls:
        """The calls of all cases, as one message."""
        return Calls([case.arguments for case in self.cases])

    @cached_property
    def _expectations(self) -> Expectations | None:
        """What is expected of all cases together, unless a case is to be refused."""
        wants = [case.want.value for case in self.cases if isinstance(case.want, Returned)]
        if self.check.agreement is None or len(wants) < len(self.cases):
            return None
        return Expectations(wants, self.check.agreement.tolerance)

    @cached_property
    def _expected(self) -> ExpectedAnswers | None:
        """The same as it would come over the wall, unless it is such as stays with the student."""
        wants = [case.want.value for case in self.cases if isinstance(case.want, Returned)]
        if self.check.agreement is None or len(wants) < len(self.cases):
            return None
        try:
            return ExpectedAnswers(wants, self.check.agreement.tolerance)
        except RefusedValueError:
            return None

    def agrees(self, first: int, answers: Answers) -> bool:
        """Whether it is certain that answers, the first of them to the case at that place, agree."""
        return self._expected is not None and self._expected.agree(first, answers)

    def outcomes_of(self, misconception: Misconception) -> Iterator[Outcome]:
        """What a misconception makes of the cases, one after the other: most are told apart by the first."""
        known = self._outcomes_of.setdefault(misconception.id, [])
        wrong = misconception.wrong[self.check.function]
        for place, case in enumerate(self.cases):
            if place == len(known):
                known.append(outcome_of(wrong, case.arguments))
            yield known[place]

    def run_as(self, misconception: Misconception) -> tuple[bool, Log]:
        """Run a check that is no agreement with a misconception in the student's place.

        Returns
        -------
        passed : bool
        log : Log
            What the check measured.
        """
        known = self._runs.get(misconception.id)
        if known is None:
            with recording() as log:
                passed = _passes(self.check, self._stand_in(misconception), log)
            known = passed, log
            self._runs[misconception.id] = known
            self._begun.pop(misconception.id, None)
        return known

    def measures_as(self, misconception: Misconception, same: SameMeasurement) -> tuple[bool, Log] | None:
        """Run it as `run_as` does, but only as far as it measures what a student's run measured.

        Parameters
        ----------
        misconception : Misconception
        same : callable
            Whether a measurement, the one at that place, is the student's.

        Returns
        -------
        tuple of (bool, Log) or None
            What `run_as` returns; None if a measurement was another.
        """
        if misconception.id not in self._runs:
            # How far another student's run went is known, and often enough.
            if not all(same(place, one) for place, one in enumerate(self._begun.get(misconception.id, ()))):
                return None
            measurements = _MeasuredAs(same)
            with recording() as log:
                log.measurements = measurements
                try:
                    passed = _passes(self.check, self._stand_in(misconception), log)
                except _AnotherMeasurementError:
                    self._begun[misconception.id] = tuple(measurements)
                    return None
            self._runs[misconception.id] = passed, Log(list(measurements), log.false_alarm)
        passed, log = self._runs[misconception.id]
        return (passed, log) if all(same(place, one) for place, one in enumerate(log.measurements)) else None

    def _stand_in(self, misconception: Misconception) -> SimpleNamespace:
        wrong = {self.check.function: misconception.wrong[self.check.function]}
        return SimpleNamespace(**{**self.check.uses, **wrong})

    def is_passed_by(self, misconception: Misconception) -> bool:
        """Whether the check would pass a misconception."""
        if self.check.agreement is None:
            return self.run_as(misconception)[0]
        known = self._passed_by.get(misconception.id)
        if known is None:
            outcomes = zip(self.cases, self.outcomes_of(misconception), strict=True)
            known = not any(self.disagrees(case, got) for case, got in outcomes)
            self._passed_by[misconception.id] = known
        return known

    def disagreements(self, outcomes: Sequence[Outcome]) -> list[tuple[Case, Outcome]]:
        """Return the cases of an agreement check on which these outcomes, one a case, disagree."""
        if all(type(got) is Agreed for got in outcomes):
            return []
        values = [got.value for got in outcomes if isinstance(got, Returned)]
        if self._expectations is not None and self._expectations.all_agree_with(values):
            return []
        return [(case, got) for case, got in zip(self.cases, outcomes, strict=True) if self.disagrees(case, got)]

    def disagrees(self, case: Case, got: Outcome) -> bool:
        """Whether an outcome disagrees with what is expected of a case."""
        assert self.check.agreement is not None
        return disagreement(got, case.want, self.check.agreement.tolerance) is not None


class _AnotherMeasurementError(BaseException):
    """Ends a check that measures something else than it did of the student; it passes through the check."""


class _MeasuredAs(list[Measurement]):
    """Measurements, each the same as a student's."""

    def __init__(self, same: SameMeasurement) -> None:
        super().__init__()
        self._same = same

    def append(self, one: Measurement) -> None:
        """Take one more, the last if it is another."""
        super().append(one)
        if not self._same(len(self) - 1, one):
            raise _AnotherMeasurementError


def _passes(check: Check, student: Any, log: Log) -> bool:
    try:
        with np.errstate(all="ignore"):
            for case in check.cases:
                check.test(student=student, **fresh_case(case))
    except AssertionError:
        return False
    except Exception as error:
        log.note_exception(type(error).__name__, str(error))
        return False
    return True


def fresh_case(case: dict[str, Any]) -> dict[str, Any]:
    """Copy what `parametrize` gives a check, so that no student can spoil it for the next."""
    return {key: fresh(value) for key, value in case.items()}


class PreparedSuite:
    """All checks of a topic, made ready with the course's secret seed.

    Parameters
    ----------
    suite : Suite
    seed : str
        The secret of this course offering: all its students meet the same inputs, and nobody can guess them.
    """

    def __init__(self, suite: Suite, seed: str) -> None:
        self.suite = suite
        self._seed = seed
        self._batches: dict[tuple[str, ...], tuple[Batch, ...]] = {}

    @cached_property
    def checks(self) -> tuple[PreparedCheck, ...]:
        """Draw the inputs and compute the right answers."""
        return tuple(PreparedCheck(check, _cases(check, self._seed_of(check))) for check in self.suite.checks)

    def asked_ahead(self, checks: Iterable[PreparedCheck]) -> tuple[Batch, ...]:
        """What can be asked before these checks are judged."""
        checks = tuple(checks)
        names = tuple(prepared.check.name for prepared in checks)
        if names not in self._batches:
            public = all(prepared.check.visibility is Visibility.PUBLIC for prepared in checks)
            questions = [question for prepared in checks for question in prepared.questions]
            self._batches[names] = batches_of(questions, public=public)
        return self._batches[names]

    def of_function(self, function: str) -> PreparedSuite:
        """The same suite with the checks of one function alone; nothing is drawn anew."""
        part = PreparedSuite(self.suite, self._seed)
        part.__dict__["checks"] = tuple(one for one in self.checks if one.check.function == function)
        return part

    def _seed_of(self, check: Check) -> int:
        text = f"{self._seed}/{self.suite.exercise.topic}/{check.name}"
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")


def _cases(check: Check, seed: int) -> tuple[Case, ...]:
    if check.is_drawn:
        hypothesis.seed(seed)(check.test)
    agreement = check.agreement
    if agreement is None:
        return ()
    cases = []
    for row, parameters in enumerate(check.cases):
        for drawn, choices in _drawn(check, fresh_case(parameters)):
            call = agreement.arguments(**drawn)
            cases.append(Case(fresh(call), agreement.expected(call), agreement.function, row, choices))
    return tuple(cases)


def _drawn(check: Check, case: dict[str, Any]) -> list[tuple[dict[str, Any], tuple[Any, ...]]]:
    """What a check's strategies draw, in order, and by which choices; without `given`, the case itself."""
    if not check.is_drawn:
        return [(case, ())]
    drawn: list[tuple[dict[str, Any], tuple[Any, ...]]] = []
    signature = inspect.signature(check.inner)

    def collect(*arguments: Any, **named: Any) -> None:
        bound = dict(signature.bind(*arguments, **named).arguments)
        del bound["student"]
        drawn.append((bound, current_build_context().data.choices))  # none for what stands in `@example`

    with drawing(), replaced_inner(check, collect):
        check.test(student=None, **case)
    if not drawn:
        raise GraderFaultError(f"nothing could be drawn for {check.name}")
    return drawn


class replaced_inner:  # noqa: N801 - reads as a statement: `with replaced_inner(...)`
    """Have Hypothesis call something else with what it draws (its documented hook for test runners)."""

    def __init__(self, check: Check, instead: Callable[..., None]) -> None:
        self._handle, self._instead = check.test.hypothesis, instead  # type: ignore[attr-defined]

    def __enter__(self) -> None:
        self._original = self._handle.inner_test
        self._handle.inner_test = self._instead

    def __exit__(self, *_: object) -> None:
        self._handle.inner_test = self._original
