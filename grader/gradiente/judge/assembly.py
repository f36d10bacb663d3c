"""From the records of a submission's checks to its result: points, clauses and names."""

from __future__ import annotations

from gradiente.judge.record import CheckRecord, TopicRecord
from gradiente.judge.suite import Check, Suite
from gradiente.results import (
    CheckResult,
    Evidence,
    NamedMisconception,
    Text,
    TopicResult,
    Verdict,
)


class Assembler:
    """Completes records of one topic from its suite.

    Parameters
    ----------
    suite : Suite
    """

    def __init__(self, suite: Suite) -> None:
        self._suite = suite
        self._misconceptions = {one.id: one for one in suite.misconceptions}
        # Most results are the same: shared, a class of ten thousand has one of each.
        self._passed = {check.name: _result(check, Verdict.PASSED, None) for check in suite.checks}
        self._all_passed = tuple(self._passed.values())

    @property
    def digests(self) -> dict[str, str]:
        """Digests of the checks, by name."""
        return {check.name: check.digest for check in self._suite.checks}

    def topic_result(self, record: TopicRecord, file: str | None, isolation: str) -> TopicResult:
        """Complete a record.

        Parameters
        ----------
        record : TopicRecord
            Of every check of the suite.
        file : str or None
            Name of the student's file.
        isolation : str
            The level in which it ran.

        Returns
        -------
        TopicResult
        """
        checks = tuple(self._check_result(check, record.checks[check.name]) for check in self._suite.checks)
        if all(one.verdict is Verdict.PASSED for one in checks):
            checks = self._all_passed
        else:
            checks = self._withholding_clauses(checks, record)
        return TopicResult(
            self._suite.exercise.topic,
            file,
            checks,
            tuple(self._named(*pair) for pair in record.named if pair[1] in self._misconceptions),
            record.load_error,
            record.printed,
            isolation,
        )

    def _check_result(self, check: Check, record: CheckRecord) -> CheckResult:
        if record.passed:
            return self._passed[check.name]
        return _result(check, record.verdict, record.evidence)

    def _withholding_clauses(self, checks: tuple[CheckResult, ...], record: TopicRecord) -> tuple[CheckResult, ...]:
        """Give no points for a clause to a function that computes nothing right.

        Leaving its inputs alone and refusing what is invalid are clauses of a contract: `raise ValueError` alone
        would meet them all. They count where at least one check of the function's values has passed.
        """
        values: dict[str, list[bool]] = {}
        for check in self._suite.checks:
            known = record.checks[check.name]
            if check.points > 0 and not known.clause and known.verdict is not Verdict.GRADER_FAULT:
                values.setdefault(check.function, []).append(known.passed)
        nothing_right = {function for function, passed in values.items() if not any(passed)}
        return tuple(
            _result(check, Verdict.NOT_RUN, Evidence("clause", {"name": check.function}))
            if check.function in nothing_right and check.points > 0 and result.verdict is Verdict.PASSED
            else result
            for check, result in zip(self._suite.checks, checks, strict=True)
        )

    def _named(self, function: str, name: str) -> NamedMisconception:
        one = self._misconceptions[name]
        texts = (Text(es=text.es, en=text.en) for text in (one.name, one.explanation, one.lecture))
        return NamedMisconception(name, function, *texts)


def _result(check: Check, verdict: Verdict, evidence: Evidence | None) -> CheckResult:
    return CheckResult(check.name, check.function, check.points, check.visibility, check.says, verdict, evidence)
