"""What one student reads, arranged by function: the same for the page and for the terminal."""

from __future__ import annotations

from dataclasses import dataclass

from gradiente import texts
from gradiente.reports.disclosure import (
    ABSENT,
    sentence_of,
    shows_everything,
    shows_property,
)
from gradiente.results import (
    CheckResult,
    ClassResult,
    Evidence,
    Feedback,
    GradedFunction,
    NamedMisconception,
    StudentResult,
    Text,
    TopicGuide,
    TopicResult,
    Verdict,
)
from gradiente.texts.sentences import Sentence, loading_sentence


@dataclass(frozen=True)
class Case:
    """A check that did not pass, and the call and the values where the student may see them."""

    check: CheckResult
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Finding:
    """One or more checks of a function that did not pass for the same reason.

    Attributes
    ----------
    verdict : Verdict
    sentence : Sentence
        The reason.
    cases : tuple of Case
    is_absence : bool
        Whether there is no such function yet, so that what its checks state is of little help.
    """

    verdict: Verdict
    sentence: Sentence
    cases: tuple[Case, ...]
    is_absence: bool = False


@dataclass(frozen=True)
class FunctionOverview:
    """One function of one student.

    Attributes
    ----------
    name : str
    earned, points : float
        Points earned, and what could be earned.
    unjudged : float
        Points that our own fault left out of both.
    findings : tuple of Finding
    passed : tuple of CheckResult
        Those that the student may read of.
    misconceptions : tuple of NamedMisconception
    hint : Text or None
    withholds : bool
        Whether there are checks of which the student reads nothing.
    has_passed : bool
        Whether every check passed.
    """

    name: str
    earned: float
    points: float
    unjudged: float
    findings: tuple[Finding, ...]
    passed: tuple[CheckResult, ...]
    misconceptions: tuple[NamedMisconception, ...]
    hint: Text | None
    withholds: bool
    has_passed: bool


@dataclass(frozen=True)
class TopicOverview:
    """One topic of one student.

    Attributes
    ----------
    result : TopicResult
    title : Text
    lecture : Text or None
    functions : tuple of FunctionOverview
    reason : Sentence or None
        Why nothing was run, if that is so for the whole topic.
    traceback : str
        The student's own lines that belong to the reason.
    """

    result: TopicResult
    title: Text
    lecture: Text | None
    functions: tuple[FunctionOverview, ...]
    reason: Sentence | None = None
    traceback: str = ""

    @property
    def is_right(self) -> bool:
        """Whether every check passed."""
        return self.reason is None and all(function.has_passed for function in self.functions)

    @property
    def is_unwritten(self) -> bool:
        """Whether no function of the topic has been written."""
        return bool(self.functions) and all(
            function.findings and all(finding.is_absence for finding in function.findings) and not function.earned
            for function in self.functions
        )


def topics_of(student: StudentResult, result: ClassResult, feedback: Feedback) -> tuple[TopicOverview, ...]:
    """Arrange what a student may read.

    Parameters
    ----------
    student : StudentResult
    result : ClassResult
        The class, for the titles and the hints.
    feedback : Feedback

    Returns
    -------
    tuple of TopicOverview
    """
    titles = dict(result.topics)
    guides = {guide.topic: guide for guide in result.guides}
    return tuple(
        _topic(one, titles.get(one.topic, Text(one.topic, one.topic)), guides.get(one.topic), feedback)
        for one in student.topics
    )


def _topic(topic: TopicResult, title: Text, guide: TopicGuide | None, feedback: Feedback) -> TopicOverview:
    checks: dict[str, list[CheckResult]] = {}
    for check in topic.checks:
        checks.setdefault(check.function, []).append(check)
    functions = tuple(
        _function(topic, function, checks.get(function.name, []), feedback)
        for function in (guide.functions if guide else _functions_in(topic))
    )
    lecture = guide.lecture if guide else None
    if topic.load_error is not None:
        error = topic.load_error
        return TopicOverview(topic, title, lecture, functions, loading_sentence(error), error.traceback)
    if topic.file is None and not topic.faults:
        return TopicOverview(topic, title, lecture, functions, Sentence("evidence.file-missing"))
    return TopicOverview(topic, title, lecture, functions)


def _functions_in(topic: TopicResult) -> tuple[GradedFunction, ...]:
    names = dict.fromkeys(check.function for check in topic.checks)
    return tuple(GradedFunction(name, 0.0) for name in names)


def _function(
    topic: TopicResult, function: GradedFunction, checks: list[CheckResult], feedback: Feedback
) -> FunctionOverview:
    """Arrange one function, given its checks."""
    readable = [check for check in checks if shows_property(check, feedback)]
    earned, judged = topic.points_of(function.name)
    misconceptions = tuple(one for one in topic.misconceptions if one.function == function.name)
    return FunctionOverview(
        name=function.name,
        earned=_clean(earned),
        points=_clean(judged),
        unjudged=_clean(sum([check.points for check in checks]) - judged),
        findings=_findings(readable, feedback),
        passed=tuple([check for check in readable if check.verdict is Verdict.PASSED]),
        # A misconception tells how the hidden checks failed.
        misconceptions=() if feedback is Feedback.SCORE else misconceptions,
        hint=function.hint,
        withholds=len(readable) < len(checks),
        has_passed=all(check.verdict is Verdict.PASSED for check in checks),
    )


def _clean(points: float) -> float:
    """Return points without the dust of binary fractions."""
    return round(points, 6)


def _findings(checks: list[CheckResult], feedback: Feedback) -> tuple[Finding, ...]:
    """Say once what is the same for several checks."""
    found: dict[object, Finding] = {}
    for check in checks:
        if check.verdict is Verdict.PASSED:
            continue
        sentence = sentence_of(check, feedback)
        key = (check.verdict, texts.say(sentence.key, "en", **sentence.worded("en")))
        is_absence = check.evidence is not None and check.evidence.kind in ABSENT
        is_shown = shows_everything(check, feedback) and _is_worth_showing(check)
        cases = found[key].cases if key in found else ()
        case = Case(check, check.evidence if is_shown else None)
        found[key] = Finding(check.verdict, sentence, (*cases, case), is_absence)
    return tuple(found.values())


# What came back and what was expected are not always that.
_LABELS = {
    "inputs-changed": ("after", "before"),
    "not-reproducible": ("second-time", "first-time"),
}


def shown_values(evidence: Evidence) -> tuple[tuple[str, str], ...]:
    """Return what is shown of a check beside the sentence: the key of a label, and a text.

    Parameters
    ----------
    evidence : Evidence
        Of a check that the student may see.
    """
    got, want = _LABELS.get(evidence.kind, ("got", "want"))
    values = [("call", evidence.call), (got, evidence.got), (want, evidence.want)]
    if evidence.kind == "measured":  # the sentence says both numbers
        values = values[:1]
    values.append(("your-lines", evidence.traceback))
    return tuple((label, text) for label, text in values if text)


def _is_worth_showing(check: CheckResult) -> bool:
    """Whether the call and the values say more than the sentence."""
    evidence = check.evidence
    if evidence is None or evidence.kind in ABSENT or check.verdict in (Verdict.GRADER_FAULT, Verdict.NOT_RUN):
        return False
    return any((evidence.call, evidence.got, evidence.want, evidence.traceback))
