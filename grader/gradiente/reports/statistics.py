"""What the class did, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import fmean, median

from gradiente.results import (
    VERDICTS_FOR_A_PERSON,
    CheckResult,
    ClassResult,
    Lateness,
    NamedMisconception,
    Override,
    StudentResult,
    Text,
    TopicResult,
    Verdict,
)

PASS_MARK = 5.0
BEST_MARK = 10.0


@dataclass(frozen=True)
class TopicLine:
    """One topic of one student, without its checks.

    Attributes
    ----------
    topic : str
    mark : float or None
        The one that counts, less what lateness costs.
    is_handed_in, is_loaded : bool
    is_broken : bool
        Whether some verdict asks for a person.
    faults : int
        Checks that our own fault left unjudged.
    messages : tuple of str
        What we said of them.
    overrides : tuple of Override
        What a person decided.
    judged : dict of str to float or None
        What the grader gives to what a person decided about.
    mark_in_time : float or None
        The mark had it not been late.
    late : Lateness or None
    """

    topic: str
    mark: float | None
    is_handed_in: bool
    is_loaded: bool
    is_broken: bool
    faults: int
    messages: tuple[str, ...]
    overrides: tuple[Override, ...] = ()
    judged: dict[str, float | None] = field(default_factory=dict)

    def judged_of(self, part: str) -> float | None:
        """Return what the grader gives to something that a person decided about."""
        return self.judged.get(part)

    def is_outdated(self, override: Override) -> bool:
        """Whether the grader now gives something else than when the override was made."""
        return self.judged_of(override.part) != override.judged

    mark_in_time: float | None = None
    late: Lateness | None = None


@dataclass(frozen=True)
class StudentLine:
    """One student as the class page shows them: a class of ten thousand fits into memory so."""

    key: str
    name: str
    mark: float | None
    topics: tuple[TopicLine, ...]
    needs_a_look: tuple[str, ...]
    notes: tuple[tuple[str, dict[str, str]], ...]

    @property
    def is_late(self) -> bool:
        """Whether some topic was handed in late."""
        return any(topic.late for topic in self.topics)


@dataclass(frozen=True)
class TopicCount:
    """One topic over the class.

    Attributes
    ----------
    topic : str
    title : Text
    handed_in : int
        Students who handed in a file; the others are in none of the numbers below.
    mean, median : float or None
        Of the marks; None if there is none.
    at_best, below_pass : int
        Students at 10, and below 5.
    """

    topic: str
    title: Text
    handed_in: int
    mean: float | None
    median: float | None
    at_best: int
    below_pass: int


@dataclass(frozen=True)
class CheckCount:
    """How one check went.

    Attributes
    ----------
    topic : str
    check : CheckResult
        Of some student, for what it states.
    judged, not_passed : int
        Students whose file was loaded and who were judged, and those of them who did not pass.
    """

    topic: str
    check: CheckResult
    judged: int
    not_passed: int

    @property
    def share(self) -> float:
        """Share of those judged who did not pass."""
        return self.not_passed / self.judged if self.judged else 0.0


@dataclass(frozen=True)
class Belief:
    """A misconception and who holds it.

    Attributes
    ----------
    topic : str
    misconception : NamedMisconception
        Of some student.
    functions : tuple of str
        The functions in which it was met.
    holders : tuple of StudentLine
    handed_in : int
        Students who handed in the topic.
    """

    topic: str
    misconception: NamedMisconception
    functions: tuple[str, ...]
    holders: tuple[StudentLine, ...]
    handed_in: int

    @property
    def share(self) -> float:
        """Share of those who handed in the topic."""
        return len(self.holders) / self.handed_in if self.handed_in else 0.0


@dataclass(frozen=True)
class FunctionCount:
    """How one function went.

    Attributes
    ----------
    topic, function : str
    students : int
        Those whose file could be loaded and who were judged.
    share : float
        Of the points that they could have, as the grader sees it.
    """

    topic: str
    function: str
    students: int
    share: float


@dataclass(frozen=True)
class ClassCount:
    """The class in numbers.

    Attributes
    ----------
    mean, median : float or None
    histogram : tuple of int
        Eleven numbers of students: marks from 0 to below 1, ..., from 9 to below 10, and 10.
    topics : tuple of TopicCount
    hardest : tuple of CheckCount
        Checks that somebody did not pass, hardest first.
    functions : tuple of FunctionCount
        Those in which somebody lost points, hardest first.
    beliefs : tuple of Belief
        Commonest first.
    students : tuple of StudentLine
    verdicts : frozenset of Verdict
        Those that were met.
    """

    mean: float | None
    median: float | None
    histogram: tuple[int, ...]
    topics: tuple[TopicCount, ...]
    hardest: tuple[CheckCount, ...]
    functions: tuple[FunctionCount, ...]
    beliefs: tuple[Belief, ...]
    students: tuple[StudentLine, ...]
    verdicts: frozenset[Verdict]


def count_class(result: ClassResult) -> ClassCount:
    """Count everything that the class page and the terminal say.

    Parameters
    ----------
    result : ClassResult

    Returns
    -------
    ClassCount
    """
    counter = ClassCounter(result)
    for student in result.students:
        counter.add(student)
    return counter.count()


class ClassCounter:
    """Counts a class student by student, so that nobody's checks need be kept.

    Parameters
    ----------
    result : ClassResult
        For its topics.
    """

    def __init__(self, result: ClassResult) -> None:
        self._topics = result.topics
        self._students: list[StudentLine] = []
        self._verdicts: set[Verdict] = set()
        self._checks: list[dict[str, _Seen]] = [{} for _ in result.topics]
        self._named: list[dict[str, _Held]] = [{} for _ in result.topics]
        self._earned: list[dict[str, _Earned]] = [{} for _ in result.topics]

    def add(self, student: StudentResult) -> None:
        """Count one student."""
        line = StudentLine(
            student.key,
            student.name,
            student.mark,
            tuple(_line(topic, student) for topic in student.topics),
            student.needs_a_look,
            student.notes,
        )
        self._students.append(line)
        for place, topic in enumerate(student.topics):
            self._verdicts.update(check.verdict for check in topic.checks)
            # A file that could not be loaded says nothing about how hard a check is.
            if topic.file is not None and topic.load_error is None:
                self._add_checks(place, topic)
            for one in topic.misconceptions:
                held = self._named[place].setdefault(one.id, _Held(one))
                held.holders[line.key] = line
                held.functions[one.function] = None

    def _add_checks(self, place: int, topic: TopicResult) -> None:
        for check in topic.checks:
            if check.verdict is not Verdict.GRADER_FAULT:
                seen = self._checks[place].setdefault(check.check, _Seen(check))
                seen.judged += 1
                seen.not_passed += check.verdict is not Verdict.PASSED
                if check.points:
                    earned = self._earned[place].setdefault(check.function, _Earned())
                    earned.points += check.points
                    earned.earned += check.earned
                    earned.students = max(earned.students, seen.judged)

    def count(self) -> ClassCount:
        """Return what was counted."""
        marks = [student.mark for student in self._students if student.mark is not None]
        histogram = Counter(min(int(mark), 10) for mark in marks)
        return ClassCount(
            mean=fmean(marks) if marks else None,
            median=median(marks) if marks else None,
            histogram=tuple(histogram[at] for at in range(11)),
            topics=tuple(self._topic(place) for place in range(len(self._topics))),
            hardest=self._hardest(),
            functions=self._functions(),
            beliefs=self._beliefs(),
            students=tuple(self._students),
            verdicts=frozenset(self._verdicts),
        )

    def _topic(self, place: int) -> TopicCount:
        topic, title = self._topics[place]
        handed_in = [student.topics[place] for student in self._students if student.topics[place].is_handed_in]
        marks = [one.mark for one in handed_in if one.mark is not None]
        return TopicCount(
            topic,
            title,
            len(handed_in),
            fmean(marks) if marks else None,
            median(marks) if marks else None,
            sum(mark >= BEST_MARK for mark in marks),
            sum(mark < PASS_MARK for mark in marks),
        )

    def _hardest(self) -> tuple[CheckCount, ...]:
        counts = [
            CheckCount(topic, seen.check, seen.judged, seen.not_passed)
            for (topic, _), checks in zip(self._topics, self._checks, strict=True)
            for seen in checks.values()
            if seen.not_passed
        ]
        return tuple(sorted(counts, key=lambda count: -count.share))  # stable: in the order of the lecture

    def _functions(self) -> tuple[FunctionCount, ...]:
        counts = [
            FunctionCount(topic, name, earned.students, earned.earned / earned.points)
            for (topic, _), functions in zip(self._topics, self._earned, strict=True)
            for name, earned in functions.items()
            if earned.earned < earned.points - 1e-9
        ]
        return tuple(sorted(counts, key=lambda count: count.share))

    def _beliefs(self) -> tuple[Belief, ...]:
        beliefs = []
        for place, (topic, _) in enumerate(self._topics):
            handed_in = sum(student.topics[place].is_handed_in for student in self._students)
            beliefs += [
                Belief(topic, held.misconception, tuple(held.functions), tuple(held.holders.values()), handed_in)
                for held in self._named[place].values()
            ]
        return tuple(sorted(beliefs, key=lambda belief: (-len(belief.holders), -belief.share, belief.misconception.id)))


@dataclass
class _Seen:
    """A check of some student, and how it went for all."""

    check: CheckResult
    judged: int = 0
    not_passed: int = 0


@dataclass
class _Earned:
    """A function's points over the class."""

    earned: float = 0.0
    points: float = 0.0
    students: int = 0


@dataclass
class _Held:
    """A misconception, who holds it and where."""

    misconception: NamedMisconception
    holders: dict[str, StudentLine] = field(default_factory=dict)
    functions: dict[str, None] = field(default_factory=dict)


def _line(topic: TopicResult, student: StudentResult) -> TopicLine:
    messages = dict.fromkeys(check.evidence.details.get("message", "") for check in topic.faults if check.evidence)
    return TopicLine(
        topic.topic,
        student.mark_in(topic),
        topic.file is not None,
        topic.load_error is None,
        any(check.verdict in VERDICTS_FOR_A_PERSON for check in topic.checks),
        len(topic.faults),
        tuple(filter(None, messages)),
        topic.overrides,
        {override.part: topic.judged_of(override.part) for override in topic.overrides},
        topic.mark,
        student.lateness_in(topic.topic),
    )
