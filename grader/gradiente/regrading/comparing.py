"""Two gradings of a class beside each other: whose marks differ, and why."""

from __future__ import annotations

from dataclasses import dataclass

from gradiente.overrides import Decision, with_overrides
from gradiente.regrading.causes import changed_sources
from gradiente.results import CheckResult, StudentResult, TopicResult
from gradiente.snapshot import Snapshot


@dataclass(frozen=True)
class CheckChange:
    """A check that went otherwise than before.

    Attributes
    ----------
    check, function : str
    before, after : str or None
        The verdicts; None where there was, or is, no such check.
    earned_before, earned_after : float
        Points.
    causes : tuple of str
        What it depends on that has changed: see `changed_sources`, and "submission", "points", "versions",
        "isolation", "new check", "removed check", "another check" (it withholds or gives the points of a clause);
        empty if nothing has, as where a time limit was met by chance.
    """

    check: str
    function: str
    before: str | None
    after: str | None
    earned_before: float
    earned_after: float
    causes: tuple[str, ...]


@dataclass(frozen=True)
class MarkChange:
    """A student's topic that is not what it was.

    Attributes
    ----------
    student, name, topic : str
    before, after : float or None
        The mark that counts, with what a person decided and less what lateness costs.
    judged_before, judged_after : float or None
        The grader's.
    is_overridden : bool
        Whether a person decided something in this topic.
    checks : tuple of CheckChange
    """

    student: str
    name: str
    topic: str
    before: float | None
    after: float | None
    judged_before: float | None
    judged_after: float | None
    is_overridden: bool
    checks: tuple[CheckChange, ...]


@dataclass(frozen=True)
class CheckEdit:
    """A check that is not what it was, and what that did to the class.

    Attributes
    ----------
    topic, check : str
    sources : tuple of str
        What has changed of it: see `changed_sources`, and "text", "points", "new check", "removed check".
    gained, lost : int
        Students who pass it now and did not, and the other way round.
    """

    topic: str
    check: str
    sources: tuple[str, ...]
    gained: int
    lost: int


@dataclass(frozen=True)
class Comparison:
    """What grading again would change.

    Attributes
    ----------
    marks : tuple of MarkChange
        By student and topic; those whose points and verdicts stay are left out.
    checks : tuple of CheckEdit
        Those that are not what they were.
    outdated : tuple of Decision
        What a person decided about something that the grader now sees otherwise than it did then.
    arrived, left : tuple of str
        Names of students who are in one of the two gradings only.
    conditions : tuple of str
        What has changed for everybody: "versions", "isolation".
    students : int
        In the new grading.
    """

    marks: tuple[MarkChange, ...]
    checks: tuple[CheckEdit, ...]
    outdated: tuple[Decision, ...]
    arrived: tuple[str, ...]
    left: tuple[str, ...]
    conditions: tuple[str, ...]
    students: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change that a student or the instructor could see."""
        return not (self.marks or self.checks or self.arrived or self.left)


def compare(old: Snapshot, new: Snapshot, made: tuple[Decision, ...]) -> Comparison:
    """Compare two gradings of a class.

    Parameters
    ----------
    old, new : Snapshot
    made : tuple of Decision
        What a person decided; it counts in both.

    Returns
    -------
    Comparison
    """
    before, after = (with_overrides(one.result, made) for one in (old, new))
    places = {key: place for place, key in enumerate(before.keys)}
    judging = _Judging(old, new)
    marks: list[MarkChange] = []
    arrived = []
    outdated: list[Decision] = []
    for student in after.students:
        outdated += [
            Decision(student.key, topic.topic, override)
            for topic in student.topics
            for override in topic.overrides
            if topic.is_outdated(override)
        ]
        place = places.pop(student.key, None)
        if place is None:
            arrived.append(student.name)
        else:
            marks += judging.changes(before.students[place], student)
    return Comparison(
        marks=tuple(marks),
        checks=judging.edits(),
        outdated=tuple(outdated),
        arrived=tuple(arrived),
        left=tuple(before.students[place].name for place in places.values()),
        conditions=judging.everywhere,
        students=len(after.keys),
    )


class _Judging:
    """What has changed in how a class is judged, and for how many that mattered."""

    def __init__(self, old: Snapshot, new: Snapshot) -> None:
        self._old, self._new = old, new
        self._gained: dict[tuple[str, str], int] = {}
        self._lost: dict[tuple[str, str], int] = {}
        self._seen: tuple[dict[tuple[str, str], CheckResult], dict[tuple[str, str], CheckResult]] = ({}, {})
        self._sources: dict[tuple[str, str], tuple[str, ...]] = {}
        self.everywhere = (
            *(("versions",) if old.result.versions != new.result.versions else ()),
            *(("isolation",) if old.result.isolation != new.result.isolation else ()),
        )

    def changes(self, before: StudentResult, after: StudentResult) -> list[MarkChange]:
        """Return one student's topics that are not what they were."""
        old_topics = {topic.topic: topic for topic in before.topics}
        found = []
        for topic in after.topics:
            old = old_topics.pop(topic.topic, TopicResult(topic.topic, None, ()))
            found.append(self._mark(before, after, old, topic))
        found += [self._mark(before, after, old, TopicResult(old.topic, None, ())) for old in old_topics.values()]
        return [one for one in found if one.checks or one.before != one.after or one.judged_before != one.judged_after]

    def _mark(self, before: StudentResult, student: StudentResult, old: TopicResult, new: TopicResult) -> MarkChange:
        return MarkChange(
            student.key,
            student.name,
            new.topic,
            before.mark_in(old),
            student.mark_in(new),
            old.judged_mark,
            new.judged_mark,
            bool(new.overrides),
            self._checks(student.key, old, new),
        )

    def _checks(self, student: str, old: TopicResult, new: TopicResult) -> tuple[CheckChange, ...]:
        first, second = ({check.check: check for check in one.checks} for one in (old, new))
        for seen, checks in zip(self._seen, (first, second), strict=True):
            for name, check in checks.items():
                seen.setdefault((new.topic, name), check)
        everybody, mine = self.everywhere, [one.sources.get(student, {}) for one in (self._old, self._new)]
        if mine[0].get(new.topic) != mine[1].get(new.topic):
            everybody = ("submission", *everybody)
        changes = []
        for name in [*second, *(name for name in first if name not in second)]:
            before, after = first.get(name), second.get(name)
            if _standing(before) == _standing(after):
                continue
            passed = [one is not None and one.verdict == "passed" for one in (before, after)]
            if passed[0] != passed[1]:
                counter = self._gained if passed[1] else self._lost
                counter[new.topic, name] = counter.get((new.topic, name), 0) + 1
            causes = (*self._edits(new.topic, name, before, after), *everybody)
            is_clause = any(one and one.evidence and one.evidence.kind == "clause" for one in (before, after))
            some = after or before
            assert some is not None
            changes.append(
                CheckChange(
                    name,
                    some.function,
                    before.verdict.value if before else None,
                    after.verdict.value if after else None,
                    before.earned if before else 0.0,
                    after.earned if after else 0.0,
                    causes or (("another check",) if is_clause else ()),
                )
            )
        return tuple(changes)

    def _edits(self, topic: str, name: str, before: CheckResult | None, after: CheckResult | None) -> tuple[str, ...]:
        """Say what has changed of a check itself."""
        if before is None or after is None:
            return ("new check",) if before is None else ("removed check",)
        key = (topic, name)
        if key not in self._sources:
            old, new = self._old.origin.conditions, self._new.origin.conditions
            self._sources[key] = changed_sources(old, new, topic, name)
        return (
            *self._sources[key],
            *(("text",) if before.says != after.says else ()),
            *(("points",) if before.points != after.points else ()),
        )

    def edits(self) -> tuple[CheckEdit, ...]:
        """Return the checks that are not what they were, most consequential first."""
        first, second = self._seen
        found = []
        for key in [*second, *(key for key in first if key not in second)]:
            sources = self._edits(*key, first.get(key), second.get(key))
            if sources:
                found.append(CheckEdit(*key, sources, self._gained.get(key, 0), self._lost.get(key, 0)))
        return tuple(sorted(found, key=lambda one: -(one.gained + one.lost)))


def _standing(check: CheckResult | None) -> object:
    """What of a check can matter to a mark."""
    return None if check is None else (check.verdict, check.earned)
