"""Judge one submission in one topic: every check, then the names of what went wrong."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from hypothesis.errors import Flaky

from gradiente.checking.agreement import Outcome, Raised, disagreement, fresh
from gradiente.checking.comparisons import Difference
from gradiente.checking.evidence import Disagreement, recording
from gradiente.errors import GraderFaultError
from gradiente.judge.naming import Observation, agrees_here, name_misconceptions
from gradiente.judge.prepared import Case, PreparedCheck, PreparedSuite, fresh_case
from gradiente.judge.saying import say_call, say_outcome, say_value
from gradiente.judge.session import CallLostError, LoadError, Session, verdict_of
from gradiente.judge.shrinking import size_of, smallest_disagreement
from gradiente.judge.student import Student, StudentError, last_call
from gradiente.results import (
    CheckResult,
    Evidence,
    NamedMisconception,
    Text,
    TopicResult,
    Verdict,
    Visibility,
)
from gradiente.wall.zygote import Zygote

_SHRINKING_S = 1.0  # for all checks of a submission together
_WATCHDOG_S = 60.0  # beyond the submission's own budget: a check of ours that hangs


class _WatchdogError(BaseException):
    """A check of ours took far too long."""


@dataclass
class _Judging:
    """One submission while it is judged."""

    suite: PreparedSuite
    session: Session
    observations: list[Observation] = field(default_factory=list)
    disagreements: dict[str, list[tuple[Case, Outcome]]] = field(default_factory=dict)


def grade_topic(
    suite: PreparedSuite, zygote: Zygote, main: str | None, files: dict[str, bytes], isolation: str
) -> TopicResult:
    """Judge one submission in one topic.

    Parameters
    ----------
    suite : PreparedSuite
    zygote : Zygote
        Where its worker comes from.
    main : str or None
        Name of the student's file for this topic; None if none was handed in.
    files : dict of str to bytes
        That file and the student's other ones.
    isolation : str
        The level, for the record.

    Returns
    -------
    TopicResult
        Whatever happens: a fault of ours is a verdict too.
    """
    topic = suite.suite.exercise.topic
    if main is None:
        checks = _all(suite, Verdict.NOT_RUN, Evidence("file-missing"))
        return TopicResult(topic, None, checks, isolation=isolation)
    session = Session(zygote, main, files, suite.suite.exercise.limits)
    try:
        return judge_session(suite, session, main, isolation)
    finally:
        _close(session, zygote)


def judge_session(suite: PreparedSuite, session: Session, main: str, isolation: str) -> TopicResult:
    """Judge a submission to which there is a session; see `grade_topic`."""
    topic = suite.suite.exercise.topic
    try:
        return _grade(_Judging(suite, session), main, isolation)
    except LoadError as error:
        checks = _all(suite, Verdict.NOT_RUN, Evidence("not-loaded"))
        printed = session.printed()
        return TopicResult(topic, main, checks, load_error=error.evidence, printed=printed, isolation=isolation)
    except (GraderFaultError, _WatchdogError) as error:
        checks = _all(suite, Verdict.GRADER_FAULT, Evidence("grader-fault", {"message": str(error)}))
        return TopicResult(topic, main, checks, isolation=isolation)


def _close(session: Session, zygote: Zygote) -> None:
    try:
        session.close()
    except GraderFaultError:
        zygote.close()  # the next submission starts another


def _all(suite: PreparedSuite, verdict: Verdict, evidence: Evidence) -> tuple[CheckResult, ...]:
    return tuple(_result(prepared, verdict, evidence) for prepared in suite.checks)


def _result(prepared: PreparedCheck, verdict: Verdict, evidence: Evidence | None) -> CheckResult:
    check = prepared.check
    return CheckResult(check.name, check.function, check.points, check.visibility, check.says, verdict, evidence)


def _grade(judging: _Judging, main: str, isolation: str) -> TopicResult:
    session, suite = judging.session, judging.suite
    session.open()
    results: dict[str, CheckResult] = {}
    printed: str | None = None
    # Public checks come first: what is printed in a hidden one could hold its inputs, and is not fetched.
    for prepared in sorted(suite.checks, key=lambda item: item.check.visibility is Visibility.HIDDEN):
        if printed is None and prepared.check.visibility is Visibility.HIDDEN:
            printed = session.printed()
        with _watchdog(suite.suite.exercise.limits.submission_s + _WATCHDOG_S):
            results[prepared.check.name] = _judge(judging, prepared)
    _withhold_clauses(judging, results)
    named = name_misconceptions(judging.observations, suite.suite.misconceptions)
    _shrink(judging, results, named)
    misconceptions = tuple(
        NamedMisconception(one.id, function, _text(one.name), _text(one.explanation), _text(one.lecture))
        for function, one in named
    )
    checks = tuple(results[prepared.check.name] for prepared in suite.checks)
    return TopicResult(
        suite.suite.exercise.topic,
        main,
        checks,
        misconceptions,
        printed=printed or "",
        isolation=isolation,
    )


def _withhold_clauses(judging: _Judging, results: dict[str, CheckResult]) -> None:
    """Give no points for a clause to a function that computes nothing right.

    Leaving its inputs alone and refusing what is invalid are clauses of a contract: `raise ValueError` alone
    would meet them all. They count where at least one check of the function's values has passed.
    """
    by_function: dict[str, list[Observation]] = {}
    for seen in judging.observations:
        if seen.prepared.check.points > 0:
            by_function.setdefault(seen.prepared.check.function, []).append(seen)
    for all_seen in by_function.values():
        values = [seen for seen in all_seen if not seen.is_clause]
        if not values or any(seen.passed for seen in values):
            continue
        for seen in all_seen:
            if seen.is_clause and seen.passed:
                evidence = Evidence("clause", {"name": seen.prepared.check.function})
                results[seen.prepared.check.name] = _result(seen.prepared, Verdict.NOT_RUN, evidence)


def _text(text: Any) -> Text:
    return Text(es=text.es, en=text.en)


@contextmanager
def _watchdog(seconds: float) -> Iterator[None]:
    """Interrupt a check of ours that hangs; only the main thread of a process can be interrupted so."""

    def bark(*_: object) -> None:
        raise _WatchdogError("a check took too long")

    try:
        before = signal.signal(signal.SIGALRM, bark)
    except (ValueError, AttributeError):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _judge(judging: _Judging, prepared: PreparedCheck) -> CheckResult:
    """Judge one check, whatever happens in it."""
    try:
        if prepared.check.agreement is not None:
            return _judge_agreement(judging, prepared)
        return _judge_live(judging, prepared)
    except CallLostError as lost:
        judging.observations.append(Observation(prepared, passed=False, lost=True))
        return _result(prepared, lost.verdict, lost.evidence)
    except GraderFaultError as error:
        evidence = Evidence("grader-fault", {"message": str(error)})
    except Exception as error:  # our check, our fault
        evidence = Evidence("grader-fault", {"message": f"{type(error).__name__}: {error}"[:500]})
    return _result(prepared, Verdict.GRADER_FAULT, evidence)


def _judge_agreement(judging: _Judging, prepared: PreparedCheck) -> CheckResult:
    """Send all inputs in one message and compare what comes back."""
    agreement = prepared.check.agreement
    assert agreement is not None
    outcomes: list[Outcome] = []
    try:
        outcomes.extend(judging.session.call_many(agreement.function, prepared.calls))
    except CallLostError as lost:
        judging.observations.append(Observation(prepared, passed=False, lost=True))
        return _lost_result(judging, prepared, lost, len(outcomes))
    wrong = [
        (case, got)
        for case, got in zip(prepared.cases, outcomes, strict=True)
        if disagreement(got, case.want, agreement.tolerance) is not None
    ]
    judging.observations.append(Observation(prepared, not wrong, tuple(outcomes)))
    if not wrong:
        return _result(prepared, Verdict.PASSED, None)
    judging.disagreements[prepared.check.name] = wrong
    return _disagreement_result(prepared, *min(wrong, key=lambda pair: size_of(pair[0])))


def _lost_result(judging: _Judging, prepared: PreparedCheck, lost: CallLostError, answered: int) -> CheckResult:
    """Find the call that did not come back: answers travel together, so the last ones before it are lost too."""
    agreement = prepared.check.agreement
    assert agreement is not None
    suspects = prepared.cases[answered:]
    guilty = suspects[0]
    if lost.verdict in (Verdict.CRASHED, Verdict.TIMED_OUT) and len(suspects) > 1:
        for case in suspects:
            guilty = case
            try:
                judging.session.call(agreement.function, fresh(case.arguments), {})
            except CallLostError as again:
                lost = again if again.verdict is not Verdict.NOT_RUN else lost
                break
    call = say_call(agreement.function, guilty.arguments)
    evidence = Evidence(lost.evidence.kind, lost.evidence.details, call=call, want=say_outcome(guilty.want))
    return _result(prepared, lost.verdict, evidence)


def _disagreement_result(prepared: PreparedCheck, case: Case, got: Outcome) -> CheckResult:
    agreement = prepared.check.agreement
    assert agreement is not None
    found = disagreement(got, case.want, agreement.tolerance)
    assert found is not None
    evidence = Evidence(
        found.kind,
        found.details,
        call=say_call(agreement.function, case.arguments),
        got=say_outcome(got),
        want=say_outcome(case.want),
        traceback=got.traceback if isinstance(got, Raised) else "",
    )
    return _result(prepared, verdict_of(got), evidence)


def _judge_live(judging: _Judging, prepared: PreparedCheck) -> CheckResult:
    """Run a check that is an ordinary test, the student over the wall."""
    student = Student(judging.session)
    check = prepared.check
    verdict, evidence = Verdict.PASSED, None
    with recording() as log:
        try:
            with np.errstate(all="ignore"):
                for case in check.cases:
                    check.test(student=student, **fresh_case(case))
        except CallLostError as lost:
            verdict, evidence = lost.verdict, _with_call(lost.evidence, student)
        except Disagreement as found:
            verdict = Verdict.FAILED
            evidence = _live_evidence(found.difference, student, say_value(found.got), found.want)
        except StudentError as error:
            verdict = verdict_of(error.outcome)
            details = {"got": error.outcome.type_name, "message": error.outcome.message}
            kind = "not-written-yet" if "NotImplementedError" in error.outcome.mro else "raised"
            found_difference = Difference(kind, details if kind == "raised" else {})
            evidence = _live_evidence(found_difference, student, say_outcome(error.outcome), None)
        except Flaky:
            # Hypothesis saw the same input go wrong and then right: the student's function is not one.
            verdict = Verdict.FAILED
            evidence = _live_evidence(Difference("not-reproducible", {}), student, None, None)
        except AssertionError as error:
            verdict = Verdict.FAILED
            evidence = _live_evidence(Difference("property", {}), student, None, None)
            del error
    passed = verdict is Verdict.PASSED
    lost = verdict not in (Verdict.PASSED, Verdict.FAILED)
    judging.observations.append(Observation(prepared, passed, measurements=tuple(log.measurements), lost=lost))
    return _result(prepared, verdict, evidence)


def _with_call(evidence: Evidence, student: Student) -> Evidence:
    last = last_call(student)
    call = say_call(last.function, last.arguments) if last else None
    return Evidence(evidence.kind, evidence.details, call=call, traceback=evidence.traceback)


def _live_evidence(found: Difference, student: Student, got: str | None, want: Any) -> Evidence:
    last = last_call(student)
    call = say_call(last.function, last.arguments) if last else None
    outcome = last.outcome if last else None
    if got is None and outcome is not None:
        got = say_outcome(outcome)
    traceback = outcome.traceback if isinstance(outcome, Raised) else ""
    expected = want if isinstance(want, str) or want is None else say_value(want)
    return Evidence(found.kind, found.details, call=call, got=got, want=expected, traceback=traceback)


def _shrink(judging: _Judging, results: dict[str, CheckResult], named: list[tuple[str, Any]]) -> None:
    """Replace the inputs of failed agreement checks by the smallest that can be found in the time."""
    left_s = _SHRINKING_S
    for prepared in judging.suite.checks:
        known = judging.disagreements.get(prepared.check.name)
        if known is None or results[prepared.check.name].verdict is not Verdict.FAILED:
            continue
        evidence = results[prepared.check.name].evidence
        if evidence is not None and evidence.kind in ("missing-function", "not-callable", "not-written-yet"):
            continue  # no input is smaller than another
        seen = next(item for item in judging.observations if item.prepared is prepared)
        name = next((one.id for function, one in named if function == prepared.check.function
                     and agrees_here(one, seen)), None)  # fmt: skip
        began = time.monotonic()
        try:
            pair = _known_smallest(judging, prepared, name) or smallest_disagreement(
                prepared, known, judging.session, left_s
            )
        except GraderFaultError:
            return  # the disagreement itself stands
        left_s = max(left_s - (time.monotonic() - began), 0.05)
        if name is not None:
            prepared.smallest.setdefault(name, pair[0])
        results[prepared.check.name] = _disagreement_result(prepared, *pair)


def _known_smallest(judging: _Judging, prepared: PreparedCheck, name: str | None) -> tuple[Case, Outcome] | None:
    """Try the input on which an earlier student with the same misconception failed."""
    case = prepared.smallest.get(name) if name is not None else None
    agreement = prepared.check.agreement
    if case is None or agreement is None:
        return None
    try:
        got = judging.session.call(agreement.function, fresh(case.arguments), {})
    except CallLostError:
        return None
    return (case, got) if disagreement(got, case.want, agreement.tolerance) is not None else None
