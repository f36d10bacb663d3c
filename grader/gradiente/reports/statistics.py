"""What the class did, counted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean, median

from gradiente.results import CheckResult, ClassResult, NamedMisconception, StudentResult, Text, Verdict

PASS_MARK = 5.0
BEST_MARK = 10.0


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
    holders : tuple of StudentResult
    handed_in : int
        Students who handed in the topic.
    """

    topic: str
    misconception: NamedMisconception
    functions: tuple[str, ...]
    holders: tuple[StudentResult, ...]
    handed_in: int

    @property
    def share(self) -> float:
        """Share of those who handed in the topic."""
        return len(self.holders) / self.handed_in if self.handed_in else 0.0


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
    beliefs : tuple of Belief
        Commonest first.
    """

    mean: float | None
    median: float | None
    histogram: tuple[int, ...]
    topics: tuple[TopicCount, ...]
    hardest: tuple[CheckCount, ...]
    beliefs: tuple[Belief, ...]


def count_class(result: ClassResult) -> ClassCount:
    """Count everything that the class page and the terminal say.

    Parameters
    ----------
    result : ClassResult

    Returns
    -------
    ClassCount
    """
    marks = [student.mark for student in result.students if student.mark is not None]
    histogram = [0] * 11
    for mark in marks:
        histogram[min(int(mark), 10)] += 1
    return ClassCount(
        mean=fmean(marks) if marks else None,
        median=median(marks) if marks else None,
        histogram=tuple(histogram),
        topics=tuple(_count_topic(result, place) for place in range(len(result.topics))),
        hardest=_hardest(result),
        beliefs=_beliefs(result),
    )


def _count_topic(result: ClassResult, place: int) -> TopicCount:
    topic, title = result.topics[place]
    handed_in = [student.topics[place] for student in result.students if student.topics[place].file is not None]
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


def _hardest(result: ClassResult) -> tuple[CheckCount, ...]:
    counts = []
    for place, (topic, _) in enumerate(result.topics):
        seen: dict[str, list[CheckResult]] = defaultdict(list)
        for student in result.students:
            # A file that could not be loaded says nothing about how hard a check is.
            if student.topics[place].file is not None and student.topics[place].load_error is None:
                for check in student.topics[place].checks:
                    if check.verdict is not Verdict.GRADER_FAULT:
                        seen[check.check].append(check)
        for checks in seen.values():
            failed = sum(check.verdict is not Verdict.PASSED for check in checks)
            if failed:
                counts.append(CheckCount(topic, checks[0], len(checks), failed))
    return tuple(sorted(counts, key=lambda count: -count.share))  # stable: in the order of the lecture


def _beliefs(result: ClassResult) -> tuple[Belief, ...]:
    beliefs = []
    for place, (topic, _) in enumerate(result.topics):
        handed_in = sum(student.topics[place].file is not None for student in result.students)
        named: dict[str, NamedMisconception] = {}
        holders: dict[str, dict[str, StudentResult]] = defaultdict(dict)
        functions: dict[str, dict[str, None]] = defaultdict(dict)
        for student in result.students:
            for one in student.topics[place].misconceptions:
                named.setdefault(one.id, one)
                holders[one.id][student.key] = student
                functions[one.id][one.function] = None
        beliefs += [
            Belief(topic, one, tuple(functions[one.id]), tuple(holders[one.id].values()), handed_in)
            for one in named.values()
        ]
    return tuple(sorted(beliefs, key=lambda belief: (-len(belief.holders), -belief.share, belief.misconception.id)))
