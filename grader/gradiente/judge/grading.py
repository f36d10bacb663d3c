"""Judge one submission in one topic: every check, then the names of what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from hypothesis.errors import Flaky

from gradiente.checking.agreement import Outcome, Raised, disagreement, fresh
from gradiente.checking.comparisons import Difference
from gradiente.checking.evidence import Disagreement, Log, recording
from gradiente.errors import GraderFaultError
from gradiente.judge.naming import agreeing_measurements, agreeing_outcomes, name_misconceptions
from gradiente.judge.prepared import Case, PreparedCheck, PreparedSuite, fresh_case
from gradiente.judge.record import CheckRecord, TopicRecord
from gradiente.judge.saying import say_call, say_outcome, say_value
from gradiente.judge.session import CallLostError, LoadError, Session, verdict_of
from gradiente.judge.shrinking import Budget, smallest_disagreement
from gradiente.judge.student import Student, StudentError, last_call
from gradiente.judge.suite import Misconception
from gradiente.judge.watchdog import HungError, off_the_clock, watched
from gradiente.results import Evidence, Verdict, Visibility
from gradiente.wall.zygote import Zygote

_CALLS_TO_SHRINK = 240  # for all checks of a submission together, in some thirty messages
_CALLS_TO_SHRINK_A_CHECK = 48
_WATCHDOG_S = 60.0  # beyond the submission's own budget: a check of ours that hangs
_HUNG_CHECKS = 2  # of a submission; after them no other is begun


@dataclass
class _Judging:
    """One submission while it is judged."""

    suite: PreparedSuite
    session: Session
    records: dict[str, CheckRecord]
    disagreements: dict[str, list[tuple[Case, Outcome]]] = field(default_factory=dict)
    hung: int = 0

    @property
    def misconceptions(self) -> tuple[Misconception, ...]:
        """All of the topic."""
        return self.suite.suite.misconceptions


def grade_topic(
    suite: PreparedSuite,
    zygote: Zygote,
    main: str | None,
    files: dict[str, bytes],
    known: Mapping[str, CheckRecord] | None = None,
) -> TopicRecord:
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
    known : mapping of str to CheckRecord, optional
        Checks of which the outcome is known already, by name.

    Returns
    -------
    TopicRecord
        Of every check, whatever happens: a fault of ours is a verdict too.
    """
    if main is None:
        return TopicRecord(_all(suite, Verdict.NOT_RUN, Evidence("file-missing")))
    exercise = suite.suite.exercise
    session = Session(zygote, main, files, exercise.limits, exercise.keeps)
    try:
        return judge_session(suite, session, known or {})
    finally:
        _close(session, zygote)


def judge_session(
    suite: PreparedSuite, session: Session, known: Mapping[str, CheckRecord] | None = None
) -> TopicRecord:
    """Judge a submission to which there is a session; see `grade_topic`."""
    try:
        return _grade(_Judging(suite, session, dict(known or {})))
    except LoadError as error:
        checks = _all(suite, Verdict.NOT_RUN, Evidence("not-loaded"))
        return TopicRecord(checks, load_error=error.evidence, printed=session.printed())
    except GraderFaultError as error:
        message = str(error)
    except Exception as error:  # whatever it is, it is ours, and costs the rest of the class nothing
        message = f"{type(error).__name__}: {error}"[:500]
    return TopicRecord(_all(suite, Verdict.GRADER_FAULT, Evidence("grader-fault", {"message": message})))


def _close(session: Session, zygote: Zygote) -> None:
    try:
        session.close()
    except GraderFaultError:
        zygote.close()  # the next submission starts another


def _all(suite: PreparedSuite, verdict: Verdict, evidence: Evidence) -> dict[str, CheckRecord]:
    return {prepared.check.name: CheckRecord(verdict, evidence) for prepared in suite.checks}


def _grade(judging: _Judging) -> TopicRecord:
    session, suite = judging.session, judging.suite
    open_checks = [prepared for prepared in suite.checks if prepared.check.name not in judging.records]
    if open_checks:
        session.open()
    public = [prepared for prepared in open_checks if prepared.check.visibility is Visibility.PUBLIC]
    hidden = [prepared for prepared in open_checks if prepared.check.visibility is Visibility.HIDDEN]
    _judge_all(judging, public)
    # What a student prints or answers once hidden inputs have been seen could hold them: everything that a public
    # check shows is found before.
    _shrink(judging, public)
    printed = session.printed() if open_checks else ""
    _judge_all(judging, hidden)
    named = name_misconceptions(suite.checks, judging.records, judging.misconceptions)
    _shrink(judging, hidden)
    checks = {prepared.check.name: judging.records[prepared.check.name] for prepared in suite.checks}
    return TopicRecord(checks, named, printed=printed)


def _judge_all(judging: _Judging, checks: Sequence[PreparedCheck]) -> None:
    limit_s = judging.suite.suite.exercise.limits.submission_s + _WATCHDOG_S
    judging.session.ask_ahead(judging.suite.asked_ahead(checks))
    for prepared in checks:
        try:
            if judging.hung >= _HUNG_CHECKS:
                raise HungError
            with watched(limit_s):
                record = _judge(judging, prepared)
        except HungError:
            judging.hung += 1
            judging.session.abandon()  # nobody knows in the middle of what it was
            evidence = Evidence("grader-fault", {"message": "a check took too long"})
            record = CheckRecord(Verdict.GRADER_FAULT, evidence)
        judging.records[prepared.check.name] = record


def _judge(judging: _Judging, prepared: PreparedCheck) -> CheckRecord:
    """Judge one check, whatever happens in it."""
    try:
        if prepared.check.agreement is not None:
            return _judge_agreement(judging, prepared)
        return _judge_live(judging, prepared)
    except CallLostError as lost:
        return CheckRecord(lost.verdict, lost.evidence, lost=True)
    except GraderFaultError as error:
        evidence = Evidence("grader-fault", {"message": str(error)})
    except Exception as error:  # our check, our fault
        evidence = Evidence("grader-fault", {"message": f"{type(error).__name__}: {error}"[:500]})
    return CheckRecord(Verdict.GRADER_FAULT, evidence)


def _judge_agreement(judging: _Judging, prepared: PreparedCheck) -> CheckRecord:
    """Send all inputs in one message and compare what comes back."""
    agreement = prepared.check.agreement
    assert agreement is not None
    clause = all(isinstance(case.want, Raised) for case in prepared.cases)
    outcomes: list[Outcome] = []
    try:
        outcomes.extend(judging.session.call_many(agreement.function, prepared.calls, prepared.agrees))
    except CallLostError as lost:
        return replace(_lost_record(judging, prepared, lost, len(outcomes)), clause=clause)
    wrong = prepared.disagreements(outcomes)
    if not wrong:
        return CheckRecord(Verdict.PASSED, tells=True, clause=clause)
    judging.disagreements[prepared.check.name] = wrong
    return replace(
        _disagreement_record(prepared, *min(wrong, key=lambda pair: pair[0].size)),
        tells=True,
        clause=clause,
        agreeing=agreeing_outcomes(prepared, tuple(outcomes), judging.misconceptions),
    )


def _lost_record(judging: _Judging, prepared: PreparedCheck, lost: CallLostError, answered: int) -> CheckRecord:
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
    evidence = Evidence(lost.evidence.kind, lost.evidence.details, call=guilty.said, want=say_outcome(guilty.want))
    return CheckRecord(lost.verdict, evidence, lost=True)


def _disagreement_record(prepared: PreparedCheck, case: Case, got: Outcome) -> CheckRecord:
    agreement = prepared.check.agreement
    assert agreement is not None
    found = disagreement(got, case.want, agreement.tolerance)
    assert found is not None
    evidence = Evidence(
        found.kind,
        found.details,
        call=case.said,
        got=say_outcome(got),
        want=say_outcome(case.want),
        traceback=got.traceback if isinstance(got, Raised) else "",
    )
    return CheckRecord(verdict_of(got), evidence)


def _judge_live(judging: _Judging, prepared: PreparedCheck) -> CheckRecord:
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
            last = last_call(student)
            needed = last is not None and last.function in check.uses
            verdict = Verdict.NOT_RUN if needed else verdict_of(error.outcome)
            log.note_exception(error.outcome.type_name, error.outcome.message)
            details = {"got": error.outcome.type_name, "message": error.outcome.message}
            kind = _kind_of_error(error.outcome)
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
    return _live_record(judging, prepared, verdict, evidence, log)


def _kind_of_error(outcome: Raised) -> str:
    if "NotImplementedError" in outcome.mro:
        return "not-written-yet"
    return "out-of-memory" if "MemoryError" in outcome.mro else "raised"


def _live_record(
    judging: _Judging, prepared: PreparedCheck, verdict: Verdict, evidence: Evidence | None, log: Log
) -> CheckRecord:
    lost = verdict not in (Verdict.PASSED, Verdict.FAILED)
    # Where inputs are drawn, what is measured depends on where Hypothesis went: it tells nothing.
    tells = bool(log.measurements) and not prepared.check.is_drawn and not lost
    passed = verdict is Verdict.PASSED
    agreeing: tuple[str, ...] = ()
    if tells and not passed:
        with off_the_clock():
            agreeing = agreeing_measurements(prepared, log, passed, judging.misconceptions)
    return CheckRecord(
        verdict,
        evidence,
        tells=tells,
        clause=bool(log.measurements) and all(type(value) is bool for value, _ in log.measurements),
        lost=lost,
        agreeing=agreeing,
    )


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


def _shrink(judging: _Judging, checks: Sequence[PreparedCheck]) -> None:
    """Replace the inputs of failed agreement checks by the smallest that can be found within the budget."""
    left = _CALLS_TO_SHRINK
    for prepared in checks:
        name = prepared.check.name
        wrong = judging.disagreements.get(name)
        if wrong is None or judging.records[name].verdict is not Verdict.FAILED:
            continue
        evidence = judging.records[name].evidence
        if evidence is not None and evidence.kind in ("missing-function", "not-callable", "not-written-yet"):
            continue  # no input is smaller than another
        budget = Budget(min(left, _CALLS_TO_SHRINK_A_CHECK))
        before = budget.calls
        try:
            pair = smallest_disagreement(prepared, wrong, _asker(judging), budget)
        except GraderFaultError:
            return  # the disagreement itself stands
        left -= before - max(budget.calls, 0)
        found = _disagreement_record(prepared, *pair)
        judging.records[name] = replace(judging.records[name], verdict=found.verdict, evidence=found.evidence)


def _asker(judging: _Judging) -> Callable[[PreparedCheck], list[Outcome]]:
    def ask(prepared: PreparedCheck) -> list[Outcome]:
        agreement = prepared.check.agreement
        assert agreement is not None
        return list(judging.session.call_many(agreement.function, prepared.calls, prepared.agrees))

    return ask
