"""What the student's commands print."""

from __future__ import annotations

from typing import Any

from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.markup import escape
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Line

from gradiente.results import Evidence, Verdict
from gradiente.student.examples import ExampleResult, NamedMistake, TopicCheck
from gradiente.student.kit import KitFunction
from gradiente.student.progress import Hint, TopicProgress
from gradiente.texts import say
from gradiente.texts.numbers import decimal
from gradiente.texts.sentences import Sentence, full_sentence, loading_sentence
from gradiente.texts.visible import visible

_LONGEST = 2000


def make_console() -> Console:
    """Return a console that colours on a terminal alone, and breaks no line where nobody looks."""
    console = Console(highlight=False, soft_wrap=False)
    return console if console.is_terminal else Console(highlight=False, width=120)


def sentence_of(example: ExampleResult, language: str) -> str:
    """Say why an example did not pass."""
    evidence = example.evidence or Evidence("property")
    function = evidence.details.get("function", example.function)
    if example.verdict is Verdict.OUT_OF_MEMORY:
        return _worded(Sentence("evidence.out-of-memory", {"function": function}), language)
    return _worded(full_sentence(evidence, function), language)


def _worded(sentence: Sentence, language: str) -> str:
    return say(sentence.key, language, **sentence.worded(language)).replace("`", "")


def topic_table(rows: list[TopicProgress], language: str) -> Table:
    """Return the table of `list`."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", justify="right")
    table.add_column(say("student.list-topic", language))
    table.add_column(say("student.list-title", language), style="dim")
    for key in ("list-written", "list-examples", "list-within-reach", "list-points"):
        table.add_column(say(f"student.{key}", language), justify="right")
    for row in rows:
        topic = row.topic
        sign = "*" if row.is_stale else ""
        table.add_row(
            f"{topic.number:02d}",
            Line(topic.topic, "green" if row.is_done else "bold" if row.is_started else ""),
            topic.title.in_language(language),
            f"{row.written}/{len(topic.functions)}",
            f"{sign}{row.passed}/{row.examples}" if row.examples else "–",
            f"{sign}{decimal(f'{row.within_reach:g}', language)}",
            decimal(f"{topic.points:g}", language),
        )
    table.add_section()
    reach = sum(row.within_reach for row in rows)
    points = sum(row.topic.points for row in rows)
    written = sum(row.written for row in rows)
    functions = sum(len(row.topic.functions) for row in rows)
    total = say("student.list-total", language)
    cells = (f"{written}/{functions}", "", decimal(f"{reach:g}", language), decimal(f"{points:g}", language))
    table.add_row("", total, "", *cells, style="bold")
    return table


def show_check(console: Console, found: TopicCheck, language: str) -> None:
    """Print what a check has found: a line for each function, and of each the first example that fails."""
    topic = found.topic
    console.print(Rule(f"[bold]{topic.topic}[/] · {escape(topic.title.in_language(language))}", align="left"))
    whole = _of_the_whole_file(found, language)
    if whole is not None:
        console.print(Line("✗ ", "red"), Line(whole), sep="")
        if found.load_error is not None and found.load_error.traceback:
            console.print(Padding(Line(visible(found.load_error.traceback, _LONGEST)), (0, 0, 0, 4)))
    else:
        for function in topic.functions:
            console.print(_function_block(found, function, language))
        if found.passed:
            console.print(Line(say("student.check-all-passed", language), "dim"))
    if found.printed.strip():
        console.print(Line(say("student.check-printed", language), "dim"))
        console.print(Padding(Line(visible(found.printed.rstrip(), _LONGEST), "dim"), (0, 0, 0, 4)))


def _of_the_whole_file(found: TopicCheck, language: str) -> str | None:
    """Say in a sentence why nothing of a topic could be run."""
    topic = found.topic
    if found.file is None:
        return say("student.check-no-file", language, file=f"{topic.folder}/{topic.topic}.py")
    if found.lacks_library is not None:
        return say("student.check-lacks-library", language, library=found.lacks_library)
    if found.load_error is None:
        return None
    if found.load_error.details.get("got") == "JSONDecodeError" and found.file.suffix == ".ipynb":
        return say("student.check-broken-notebook", language, file=found.file.name)
    return _worded(loading_sentence(found.load_error), language)


def _function_block(found: TopicCheck, function: KitFunction, language: str) -> RenderableType:
    own = found.of_function(function.name)
    failed = [example for example in own if not example.passed]
    if not failed:
        count = say("student.check-passed", language, count=len(own))
        return _head("✓", "green", function.name, count)
    first = next((one for one in failed if not one.is_absent), failed[0])
    kind = first.evidence.kind if first.evidence is not None else ""
    if kind == "not-written-yet":
        return _head("·", "dim", function.name, say("student.check-unwritten", language))
    if kind == "missing-function" and (guess := found.did_you_mean.get(function.name)):
        text = say("student.check-did-you-mean", language, function=function.name, found=guess).replace("`", "")
        return Group(_head("✗", "red", function.name, say("student.check-missing", language)), _inside(Line(text)))
    passed = say("student.check-some", language, passed=len(own) - len(failed), count=len(own))
    parts: list[RenderableType] = [_head("✗", "red", function.name, passed)]
    if not first.is_absent:
        parts.append(_inside(Line(f"«{first.says.in_language(language)}»", "italic")))
    parts.append(_inside(Line(sentence_of(first, language))))
    if first.evidence is not None and not first.is_absent:
        parts.append(_inside(_values(first.evidence, language)))
    for mistake in found.named.get(function.name, ()):
        parts.append(_inside(_mistake(mistake, language)))
    return Group(*parts)


def _head(sign: str, style: str, name: str, rest: str) -> Line:
    return Line.assemble((f"{sign} ", style), (f"{name:34}", "bold" if style == "red" else ""), (f" {rest}", "dim"))


def _inside(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, 4), expand=False)


def _values(evidence: Evidence, language: str) -> RenderableType:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    rows = (("call", evidence.call), ("got", evidence.got), ("want", evidence.want), ("your-lines", evidence.traceback))
    for key, value in rows:
        if value:
            table.add_row(say(f"student.check-{key}", language), Line(visible(value, _LONGEST)))
    return table


def _mistake(mistake: NamedMistake, language: str) -> RenderableType:
    name = mistake.name.in_language(language)
    return Group(
        Line.assemble((say("student.check-named", language), ""), (f" {name}.", "bold yellow")),
        Markdown(mistake.explanation.in_language(language)),
        Line(say("student.check-in-the-lecture", language, lecture=mistake.lecture.in_language(language)), "dim"),
    )


def show_hint(console: Console, hint: Hint, language: str) -> None:
    """Print a function's hints so far, the latest one last."""
    count = len(hint.function.hints[language])
    for number, step in enumerate(hint.steps, start=1):
        head = say("student.hint-of", language, function=hint.function.name, number=number, count=count)
        is_new = number == len(hint.steps)
        console.print(Line(head, "bold" if is_new else "dim"))
        console.print(_inside(Line(step, "" if is_new else "dim")))
    if hint.is_last_again:
        lecture = hint.topic.lecture.in_language(language)
        console.print(Line(say("student.hint-no-more", language, function=hint.function.name, lecture=lecture), "dim"))


def check_json(found: TopicCheck, language: str) -> dict[str, Any]:
    """Return what a check has found as plain data, sentences in a language."""
    examples = [
        {
            "check": one.check,
            "function": one.function,
            "says": one.says.in_language(language),
            "verdict": one.verdict.value,
            "why": None if one.passed else sentence_of(one, language),
            "call": one.evidence.call if one.evidence else None,
            "got": one.evidence.got if one.evidence else None,
            "want": one.evidence.want if one.evidence else None,
            "your_lines": one.evidence.traceback if one.evidence else "",
        }
        for one in found.examples
    ]
    named = {
        function: [
            {"id": one.id, "name": one.name.in_language(language), "explanation": one.explanation.in_language(language)}
            for one in mistakes
        ]
        for function, mistakes in found.named.items()
        if mistakes
    }
    return {
        "topic": found.topic.topic,
        "file": str(found.file) if found.file else None,
        "passed": found.passed,
        "problem": _of_the_whole_file(found, language),
        "examples": examples,
        "misconceptions": named,
        "did_you_mean": found.did_you_mean,
        "printed": found.printed,
    }


def progress_json(row: TopicProgress) -> dict[str, Any]:
    """Return a line of the table as plain data."""
    return {
        "number": row.topic.number,
        "topic": row.topic.topic,
        "points": row.topic.points,
        "started": row.is_started,
        "functions": len(row.topic.functions),
        "written": row.written,
        "examples_passed": row.passed,
        "examples": row.examples,
        "points_within_reach": row.within_reach,
        "changed_since": row.is_stale,
    }
