"""What `grade` prints about a graded class: the class at a glance, or one student's failing checks."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from gradiente import texts
from gradiente.reports.overview import Finding, FunctionOverview, TopicOverview, shown_values, topics_of
from gradiente.reports.statistics import ClassCount
from gradiente.results import ClassResult, Feedback, Lateness, Verdict
from gradiente.texts import numbers
from gradiente.texts.sentences import Sentence
from gradiente.texts.visible import visible

_LONGEST_VALUE = 600
_LONGEST_LABEL = 13


def sum_up(
    result: ClassResult, count: ClassCount, out: Path, feedback: Feedback, language: str, console: Console
) -> None:
    """Print the class at a glance; of a single student, everything that failed.

    Parameters
    ----------
    result : ClassResult
    count : ClassCount
    out : Path
        Where the report lies.
    feedback : Feedback
        How much of hidden checks is printed of a single student.
    language : str
    console : Console
    """

    def say(key: str, **details: object) -> str:
        return texts.say(f"terminal.{key}", language, **details)

    if len(result.students) == 1:
        _print_student(result, feedback, language, console)
    else:
        console.print(_table(count, language))
    looks = sum(bool(student.needs_a_look) for student in count.students)
    if looks:
        console.print(say("looks", count=looks))
    if result.odd_files:
        console.print(say("odd-files", count=len(result.odd_files)))
    console.print(say("isolation", level=result.isolation))
    for key, name in (("class-page", "index.html"), ("marks", "marks.csv")):
        console.print(say(key, path=out / name), soft_wrap=True, markup=False, highlight=False)


def _table(count: ClassCount, language: str) -> Table:
    title = texts.say("terminal.students", language, count=len(count.students))
    table = Table(title=title, title_justify="left")
    table.add_column(texts.say("terminal.column-topic", language))
    for heading in ("handed-in", "mean", "median", "best", "below"):
        table.add_column(texts.say(f"terminal.column-{heading}", language), justify="right")
    for topic in count.topics:
        table.add_row(
            escape(f"{topic.topic} ({topic.title.in_language(language)})"),
            str(topic.handed_in),
            numbers.mark(topic.mean, language),
            numbers.mark(topic.median, language),
            str(topic.at_best),
            str(topic.below_pass),
        )
    return table


def _print_student(result: ClassResult, feedback: Feedback, language: str, console: Console) -> None:
    printer = _Printer(language, console)
    student = result.students[0]
    for topic in topics_of(student, result, feedback):
        printer.topic(topic, student.lateness_in(topic.result.topic), student.mark_in(topic.result))


class _Printer:
    """Prints what a student reads; text of the student's acts on no terminal."""

    def __init__(self, language: str, console: Console) -> None:
        self._language, self._console = language, console

    def topic(self, topic: TopicOverview, late: Lateness | None, counts: float | None) -> None:
        mark = numbers.mark(topic.result.mark, self._language)
        self._print(f"{topic.title.in_language(self._language)}  {mark}", style="bold")
        if late is not None:
            self._late(late, mark, numbers.mark(counts, self._language))
        if topic.reason is not None:
            self._print(self._sentence(topic.reason), indent=2)
            self._block("your-lines", topic.traceback)
        elif topic.is_unwritten:
            self._print(texts.say("terminal.unwritten", self._language), indent=2)
        else:
            for function in topic.functions:
                if not function.has_passed:
                    self._function(function)

    def _late(self, late: Lateness, before: str, after: str) -> None:
        def say(key: str, **details: object) -> str:
            return texts.say(f"pages.late-{key}", self._language, **details)

        times = {"submitted": numbers.moment(late.submitted), "deadline": numbers.moment(late.deadline)}
        share = numbers.percent(late.penalty, self._language)
        costs = say("cut-off") if late.is_cut_off else say("costs", share=share)
        marks = say("marks", before=before, after=after)
        self._print(f"{say('by', count=late.days, **times)} {costs} {marks}", indent=2, style="yellow")

    def _function(self, function: FunctionOverview) -> None:
        earned, points = (numbers.points(value, self._language) for value in (function.earned, function.points))
        worth = texts.say("terminal.points", self._language, earned=earned, points=points, count=function.points)
        self._print(f"{function.name}  {worth}", indent=2, style="bold")
        for one in function.misconceptions:
            name = one.name.in_language(self._language)
            self._print(texts.say("terminal.misconception", self._language, name=name), indent=4, style="yellow")
        for finding in function.findings:
            self._finding(finding)
        if function.withholds:
            self._print(texts.say("terminal.withheld", self._language), indent=4)

    def _finding(self, finding: Finding) -> None:
        word = texts.say(f"verdicts.{finding.verdict.value}", self._language)
        style = "magenta" if finding.verdict is Verdict.GRADER_FAULT else None
        self._print(f"{word}: {self._sentence(finding.sentence)}", indent=4, style=style)
        for case in () if finding.is_absence else finding.cases:
            self._print(f"- {case.check.says.in_language(self._language)}", indent=6)
            for label, text in shown_values(case.evidence) if case.evidence else ():
                self._block(label, text)

    def _sentence(self, sentence: Sentence) -> str:
        return texts.say(sentence.key, self._language, **sentence.worded(self._language))

    def _block(self, label: str, text: str) -> None:
        if text:
            heading = texts.say(f"terminal.{label}", self._language) + ":"
            for line in visible(text, _LONGEST_VALUE, lines=True).splitlines():
                self._print(f"{heading:<{_LONGEST_LABEL}} {line}", indent=8)
                heading = ""

    def _print(self, text: str, indent: int = 0, style: str | None = None) -> None:
        self._console.print(
            f"{' ' * indent}{text}", style=style, soft_wrap=True, markup=False, highlight=False, emoji=False
        )
