"""Gradescope's `results.json` of one student: a test a function, with what the student may read."""

from __future__ import annotations

import json
from typing import Any

from gradiente import texts
from gradiente.reports.overview import FunctionOverview, TopicOverview, shown_values, topics_of
from gradiente.results import MOST, ClassResult, Feedback, StudentResult
from gradiente.texts import numbers
from gradiente.texts.visible import visible

_LONGEST_VALUE = 2000


def gradescope_results(
    student: StudentResult, result: ClassResult, feedback: Feedback, points: float = MOST
) -> dict[str, Any] | None:
    """Return what Gradescope shows one student.

    Parameters
    ----------
    student : StudentResult
    result : ClassResult
        For titles and hints.
    feedback : Feedback
        How much the student reads about hidden checks.
    points : float
        That the assignment gives.

    Returns
    -------
    dict or None
        In JSON's types. None if there is no mark yet: without the file Gradescope says that the autograder failed,
        and with a mark of 0 it would say something false.
    """
    if student.mark is None:
        return None
    writer = _Writer(student.language)
    overviews = topics_of(student, result, feedback)
    share = points / (MOST * len(overviews))
    lines = [line for overview in overviews for line in writer.topic(overview, student)]
    lines += [texts.say(f"notes.{kind}", student.language, **details) for kind, details in student.notes]
    return {
        # It goes before the sum of the tests, which knows nothing of lateness or of a person's decision.
        "score": round(student.mark * points / MOST + 1e-9, 2),
        "output": "\n".join(lines),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [
            test for place, overview in enumerate(overviews, start=1) for test in writer.tests(overview, place, share)
        ],
    }


def to_json(results: dict[str, Any]) -> str:
    """Write results as ASCII, so that nothing that a student wrote can act on a terminal."""
    return json.dumps(results, indent=1, allow_nan=False) + "\n"


class _Writer:
    """Says results in a student's language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def topic(self, overview: TopicOverview, student: StudentResult) -> list[str]:
        """Return a topic's lines above the tests: its mark, why nothing was run, lateness."""
        topic = overview.result
        title = overview.title.in_language(self._language)
        lines = [f"{title}: {numbers.mark(student.mark_in(topic), self._language)}"]
        late = student.lateness_in(topic.topic)
        if late is not None:
            times = {"submitted": numbers.moment(late.submitted), "deadline": numbers.moment(late.deadline)}
            share = numbers.percent(late.penalty, self._language)
            costs = self._say("late-cut-off") if late.is_cut_off else self._say("late-costs", share=share)
            before, after = (numbers.mark(mark, self._language) for mark in (topic.mark, student.mark_in(topic)))
            lines.append(f"{self._say('late-by', count=late.days, **times)} {costs}")
            lines.append(self._say("late-marks", before=before, after=after))
        if overview.reason is not None:
            reason = overview.reason
            lines.append(texts.say(reason.key, self._language, **reason.worded(self._language)))
            lines += visible(overview.traceback, _LONGEST_VALUE, lines=True).splitlines()
        if topic.faults:
            lines.append(self._say("fault-for-student"))
        return lines

    def tests(self, overview: TopicOverview, place: int, share: float) -> list[dict[str, Any]]:
        """Return a test for each function; together they give what the topic gives in the assignment."""
        topic = overview.result
        total = sum(topic.points_of(function.name)[1] for function in overview.functions)
        scale = MOST * share / total if total else 0.0
        found = []
        for number, function in enumerate(overview.functions, start=1):
            earned, full = topic.points_of(function.name)
            found.append(
                {
                    "number": f"{place}.{number}",
                    "name": f"{topic.topic}: {function.name}",
                    "score": round(earned * scale, 4),
                    "max_score": round(full * scale, 4),
                    "status": "passed" if full and earned >= full else "failed",
                    "output": "\n".join(self._function(function)),
                    "tags": [topic.topic],
                }
            )
        return found

    def _function(self, function: FunctionOverview) -> list[str]:
        lines = []
        for one in function.misconceptions:
            name = one.name.in_language(self._language)
            lines += [self._say("misconception", name=name), one.explanation.in_language(self._language)]
        for finding in function.findings:
            word = texts.say(f"verdicts.{finding.verdict.value}", self._language)
            sentence = finding.sentence
            lines.append(f"{word}: {texts.say(sentence.key, self._language, **sentence.worded(self._language))}")
            for case in () if finding.is_absence else finding.cases:
                lines.append(f"- {case.check.says.in_language(self._language)}")
                for label, text in shown_values(case.evidence) if case.evidence else ():
                    shown = visible(text, _LONGEST_VALUE, lines=True).replace("\n", "\n    ")
                    lines.append(f"  {self._say(label)}: {shown}")
        if function.has_passed:
            lines.append(self._say("all-passed"))
        elif function.withholds:
            lines.append(self._say("withheld"))
        if function.hint and not function.has_passed:
            lines.append(f"{self._say('hint')}: {function.hint.in_language(self._language)}")
        return lines

    def _say(self, key: str, **details: object) -> str:
        return texts.say(f"pages.{key}", self._language, **details)
