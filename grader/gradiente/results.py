"""What grading finds out: verdicts and what stands behind them, as plain frozen data.

Everything here can be written to JSON and read back unchanged; rendering knows these classes and nothing of
how they arose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import overload

from gradiente.intake.notes import ASKS_FOR_A_PERSON


class Verdict(StrEnum):
    """What became of one check."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not run"
    TIMED_OUT = "timed out"
    CRASHED = "crashed"
    OUT_OF_MEMORY = "out of memory"
    REFUSED_VALUE = "refused value"
    GRADER_FAULT = "grader fault"


class Visibility(StrEnum):
    """Whether a student may see the inputs of a check."""

    PUBLIC = "public"
    HIDDEN = "hidden"


class Feedback(StrEnum):
    """How much the instructor lets a student read about a hidden check."""

    FULL = "full"
    HINT = "hint"
    SCORE = "score"


@dataclass(frozen=True)
class Text:
    """A text in both languages."""

    es: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the text in `es` or `en`."""
        return self.es if language == "es" else self.en


@dataclass(frozen=True)
class Evidence:
    """Why a check did not pass, on the smallest input that was found.

    Attributes
    ----------
    kind : str
        Key of the sentence that says what is wrong (`value`, `shape`, `raised`, `not-refused`, ...).
    details : dict of str to str
        What the sentence names.
    call, got, want : str or None
        The call as Python would write it, what came back, what was expected; None where there is nothing
        to show.
    traceback : str
        The lines of the student's own file that an exception passed through, or "".
    """

    kind: str
    details: dict[str, str] = field(default_factory=dict)
    call: str | None = None
    got: str | None = None
    want: str | None = None
    traceback: str = ""


@dataclass(frozen=True)
class CheckResult:
    """The verdict on one check.

    Attributes
    ----------
    check : str
        Name of the check, unique in its topic.
    function : str
        The student's function that pays for it.
    points : float
        What the check is worth.
    visibility : Visibility
    says : Text
        The property that it states.
    verdict : Verdict
    evidence : Evidence or None
        None if it passed.
    """

    check: str
    function: str
    points: float
    visibility: Visibility
    says: Text
    verdict: Verdict
    evidence: Evidence | None = None

    @property
    def earned(self) -> float:
        """Points earned: all or none."""
        return self.points if self.verdict is Verdict.PASSED else 0.0


@dataclass(frozen=True)
class Override:
    """A mark that a person has put in place of the grader's.

    Attributes
    ----------
    part : str
        A function or a check of the topic; "" stands for the whole topic.
    mark : float or None
        Out of 10 for a topic, points for a function or a check; None stands for all that can be had.
    judged : float or None
        What the grader had given in the same unit when the override was made.
    reason, who : str
    when : str
        UTC, as ISO 8601 writes it.
    """

    part: str
    mark: float | None
    judged: float | None
    reason: str
    who: str
    when: str

    def counts_as(self, full: float) -> float:
        """Return the mark or the points that count, of at most so many."""
        return full if self.mark is None else min(self.mark, full)


@dataclass(frozen=True)
class NamedMisconception:
    """A misconception whose outputs are those of the student's function on every input tried."""

    id: str
    function: str
    name: Text
    explanation: Text
    lecture: Text


@dataclass(frozen=True)
class TopicResult:
    """What one submission did in one topic.

    Attributes
    ----------
    topic : str
    file : str or None
        Name of the student's file; None if none was handed in.
    checks : tuple of CheckResult
    misconceptions : tuple of NamedMisconception
    load_error : Evidence or None
        Why the file could not be loaded, if it could not.
    printed : str
        What the file printed while it was loaded and in public checks, cut short.
    isolation : str
        The level of isolation in which it ran.
    overrides : tuple of Override
        What a person decided. The one of the whole topic comes before those of functions, and the one of a function
        before those of its checks.
    """

    topic: str
    file: str | None
    checks: tuple[CheckResult, ...]
    misconceptions: tuple[NamedMisconception, ...] = ()
    load_error: Evidence | None = None
    printed: str = ""
    isolation: str = ""
    overrides: tuple[Override, ...] = ()

    @cached_property
    def mark(self) -> float | None:
        """Mark out of 10, to two decimals, with what a person has decided; None if there is none yet."""
        if not self.overrides:
            return self.judged_mark
        whole = self.override_of("")
        if whole is not None:
            return round(whole.counts_as(MOST), 2)
        earned = judged = 0.0
        for function in dict.fromkeys(check.function for check in self.checks):
            of_function = self.points_of(function)
            earned, judged = earned + of_function[0], judged + of_function[1]
        return _share(earned, judged)

    @cached_property
    def judged_mark(self) -> float | None:
        """Mark out of 10, to two decimals, as the grader sees it; None if no check could be judged.

        Checks that our own fault left unjudged neither give nor cost points: the mark is the share earned of
        the points that were judged, and the report lists the submission for a person.
        """
        judged = sum(check.points for check in self.checks if check.verdict is not Verdict.GRADER_FAULT)
        return _share(sum(check.earned for check in self.checks), judged)

    def override_of(self, part: str) -> Override | None:
        """Return what a person decided about a function or a check, or with "" about the topic."""
        return next((one for one in self.overrides if one.part == part), None)

    def points_of(self, function: str) -> tuple[float, float]:
        """Return a function's points earned and judged, with what a person has decided about it and its checks."""
        checks = [check for check in self.checks if check.function == function]
        of_function = self.override_of(function)
        if of_function is not None:
            full = sum(check.points for check in checks)
            return of_function.counts_as(full), full
        earned = judged = 0.0
        for check in checks:
            one = self.override_of(check.check) if self.overrides else None
            if one is not None or check.verdict is not Verdict.GRADER_FAULT:
                earned += check.earned if one is None else one.counts_as(check.points)
                judged += check.points
        return earned, judged

    def judged_of(self, part: str) -> float | None:
        """Return what the grader gives to the topic, a function or a check; None if there is no such part."""
        if not part:
            return self.judged_mark
        earned = [check.earned for check in self.checks if part in (check.function, check.check)]
        return round(sum(earned), 6) if earned else None

    def is_outdated(self, override: Override) -> bool:
        """Whether the grader now gives something else than when the override was made."""
        return self.judged_of(override.part) != override.judged

    @cached_property
    def faults(self) -> tuple[CheckResult, ...]:
        """The checks that our own fault left unjudged."""
        return tuple(check for check in self.checks if check.verdict is Verdict.GRADER_FAULT)


MOST = 10.0


def _share(earned: float, judged: float) -> float | None:
    return round(MOST * earned / judged + 1e-9, 2) if judged > 0 else None


@dataclass(frozen=True)
class Lateness:
    """How late a topic was handed in, and what it costs.

    Attributes
    ----------
    topic : str
    submitted, deadline : str
        ISO 8601, in the course's time zone.
    days : int
        Days begun since the deadline.
    penalty : float
        Share of the mark that is lost.
    is_cut_off : bool
        Whether it came so late that it counts nothing.
    """

    topic: str
    submitted: str
    deadline: str
    days: int
    penalty: float
    is_cut_off: bool = False


@dataclass(frozen=True)
class StudentResult:
    """One student, all topics.

    Attributes
    ----------
    key, name : str
        The key is unique in the class.
    language : str
        `es` or `en`.
    topics : tuple of TopicResult
        One per topic that is graded, in the order of the lecture.
    notes : tuple of (str, dict)
        What was noticed about the files: key of a sentence, and what it names.
    late : tuple of Lateness
        Of the topics that were handed in late.
    """

    key: str
    name: str
    language: str
    topics: tuple[TopicResult, ...]
    notes: tuple[tuple[str, dict[str, str]], ...] = ()
    late: tuple[Lateness, ...] = ()

    @cached_property
    def mark(self) -> float | None:
        """Mean mark over the topics out of 10, to two decimals; None if nothing could be judged."""
        return _mean(self.mark_in(topic) for topic in self.topics)

    @cached_property
    def mark_in_time(self) -> float | None:
        """The mark that it would be had nothing been late."""
        return _mean(topic.mark for topic in self.topics)

    def mark_in(self, topic: TopicResult) -> float | None:
        """Return the mark that counts in one of the topics: out of 10, to two decimals, less what lateness costs."""
        late = self.lateness_in(topic.topic)
        if late is None or topic.mark is None:
            return topic.mark
        return round(topic.mark * (1 - late.penalty) + 1e-9, 2)

    def lateness_in(self, topic: str) -> Lateness | None:
        """Return how late a topic was; None if it was not."""
        return next((late for late in self.late if late.topic == topic), None)

    @cached_property
    def needs_a_look(self) -> tuple[str, ...]:
        """Why a person should look at this student, as keys of sentences; empty if nobody needs to."""
        reasons = [kind for kind, _ in self.notes if kind in ASKS_FOR_A_PERSON]
        if any(topic.faults for topic in self.topics):
            reasons.append("grader-fault")
        if any(check.verdict in VERDICTS_FOR_A_PERSON for topic in self.topics for check in topic.checks):
            reasons.append("broken-worker")
        if any(topic.load_error is not None for topic in self.topics):
            reasons.append("not-loaded")
        if any(topic.is_outdated(one) for topic in self.topics for one in topic.overrides):
            reasons.append("override-outdated")
        return tuple(dict.fromkeys(reasons))


def _mean(marks: Iterable[float | None]) -> float | None:
    known = [mark for mark in marks if mark is not None]
    return round(sum(known) / len(known) + 1e-9, 2) if known else None


# A crash or a value that the wall refused is seldom an honest mistake; the rest of a verdict speaks for itself.
VERDICTS_FOR_A_PERSON = frozenset({Verdict.CRASHED, Verdict.REFUSED_VALUE, Verdict.OUT_OF_MEMORY})


@dataclass(frozen=True)
class GradedFunction:
    """A function that is graded, and the first step towards it.

    Attributes
    ----------
    name : str
    points : float
        What it is worth in its topic.
    hint : Text or None
    """

    name: str
    points: float
    hint: Text | None = None


@dataclass(frozen=True)
class TopicGuide:
    """Where a student who fails in a topic finds help.

    Attributes
    ----------
    topic : str
    lecture : Text
        The lecture's section.
    functions : tuple of GradedFunction
        In the order of the exercise.
    """

    topic: str
    lecture: Text
    functions: tuple[GradedFunction, ...]


class OnDemand(Sequence[StudentResult]):
    """The students of a class whose results are read when they are asked for, and not kept.

    Parameters
    ----------
    keys : sequence of str
        Their keys.
    read : callable
        Returns the student at a place.
    """

    def __init__(self, keys: Sequence[str], read: Callable[[int], StudentResult]) -> None:
        self.keys = tuple(keys)
        self._read = read

    def __len__(self) -> int:
        """Return the number of students."""
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> StudentResult: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[StudentResult, ...]: ...
    def __getitem__(self, place: int | slice) -> StudentResult | tuple[StudentResult, ...]:
        """Read one student, or some."""
        places = range(len(self))[place]
        return self._read(places) if isinstance(places, int) else tuple(map(self._read, places))


@dataclass(frozen=True)
class ClassResult:
    """A graded class.

    Attributes
    ----------
    students : sequence of StudentResult
        Sorted by key.
    topics : tuple of (str, Text)
        The topics graded and their titles, in the order of the lecture.
    odd_files : tuple of (str, str, dict)
        Files that belong to no student: path, key of a sentence, what it names. A student's own files that
        nobody grades are among the student's notes.
    isolation : str
        The weakest level of isolation in which a submission ran.
    versions : dict of str to str
        The versions that the results depend on.
    notes : tuple of (str, dict)
        What was noticed about files of no student in particular.
    guides : tuple of TopicGuide
        One per topic graded, in the same order.
    """

    students: Sequence[StudentResult]
    topics: tuple[tuple[str, Text], ...]
    odd_files: tuple[tuple[str, str, dict[str, str]], ...]
    isolation: str
    versions: dict[str, str]
    notes: tuple[tuple[str, dict[str, str]], ...] = ()
    guides: tuple[TopicGuide, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the students."""
        if isinstance(self.students, OnDemand):
            return self.students.keys
        return tuple(student.key for student in self.students)
