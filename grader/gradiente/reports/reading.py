"""Read results back from JSON's types: what `gradiente.reports.plain` writes."""

from __future__ import annotations

from typing import Any

from gradiente.results import (
    CheckResult,
    Evidence,
    GradedFunction,
    Lateness,
    NamedMisconception,
    Override,
    StudentResult,
    Text,
    TopicGuide,
    TopicResult,
    Verdict,
    Visibility,
)

Notes = tuple[tuple[str, dict[str, str]], ...]


class TopicsRead:
    """The topics of a class as they stand once in its results, and the students that name them.

    Parameters
    ----------
    plain : list of dict
        What stands under `topics`.
    """

    def __init__(self, plain: list[dict[str, Any]]) -> None:
        self.titles = tuple((one["topic"], Text(**one["title"])) for one in plain)
        self.guides = tuple(_guide(one) for one in plain if one["lecture"] is not None)
        self._checks = {one["topic"]: {check["check"]: _check(check) for check in one["checks"]} for one in plain}
        self._named = {one["topic"]: {named["id"]: named for named in one["misconceptions"]} for one in plain}

    def student(self, plain: dict[str, Any]) -> StudentResult:
        """Return one student's results.

        Parameters
        ----------
        plain : dict
            An entry of `students`.

        Raises
        ------
        KeyError, TypeError, ValueError
            If it is not what `student_plain` writes.
        """
        return StudentResult(
            key=plain["key"],
            name=plain["name"],
            language=plain["language"],
            topics=tuple(map(self._topic, plain["topics"])),
            notes=notes_read(plain["notes"]),
            late=tuple(Lateness(**late) for late in plain["late"]),
        )

    def _topic(self, plain: dict[str, Any]) -> TopicResult:
        checks, named = self._checks[plain["topic"]], self._named[plain["topic"]]
        return TopicResult(
            topic=plain["topic"],
            file=plain["file"],
            checks=tuple(_verdict(checks[one["check"]], one) for one in plain["checks"]),
            misconceptions=tuple(_misconception(named[one["id"]], one["function"]) for one in plain["misconceptions"]),
            load_error=_evidence(plain["load_error"]),
            printed=plain["printed"],
            isolation=plain["isolation"],
            overrides=tuple(map(_override, plain["overrides"])),
        )


def notes_read(plain: list[dict[str, Any]]) -> Notes:
    """Return remarks on files."""
    return tuple((one["kind"], one["details"]) for one in plain)


def odd_files_read(plain: list[dict[str, Any]]) -> tuple[tuple[str, str, dict[str, str]], ...]:
    """Return the files of no student."""
    return tuple((one["path"], one["kind"], one["details"]) for one in plain)


def _guide(plain: dict[str, Any]) -> TopicGuide:
    functions = (
        GradedFunction(one["name"], one["points"], Text(**one["hint"]) if one["hint"] else None)
        for one in plain["functions"]
    )
    return TopicGuide(plain["topic"], Text(**plain["lecture"]), tuple(functions))


def _check(plain: dict[str, Any]) -> CheckResult:
    """Return a check that passed: the students' entries say how it really went."""
    visibility, says = Visibility(plain["visibility"]), Text(**plain["says"])
    return CheckResult(plain["check"], plain["function"], plain["points"], visibility, says, Verdict.PASSED)


def _verdict(check: CheckResult, plain: dict[str, Any]) -> CheckResult:
    verdict = Verdict(plain["verdict"])
    if verdict is Verdict.PASSED:
        return check  # shared by all who passed it
    return CheckResult(
        check.check, check.function, check.points, check.visibility, check.says, verdict, _evidence(plain["evidence"])
    )


def _misconception(plain: dict[str, Any], function: str) -> NamedMisconception:
    texts = (Text(**plain[key]) for key in ("name", "explanation", "lecture"))
    return NamedMisconception(plain["id"], function, *texts)


def _override(plain: dict[str, Any]) -> Override:
    return Override(**{key: value for key, value in plain.items() if key != "is_outdated"})


def _evidence(plain: dict[str, Any] | None) -> Evidence | None:
    return None if plain is None else Evidence(**plain)
