"""Read a question's file; whatever is wrong is said with file and line."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from gradiente.quizzes.body import ARROW, Body, Entry, read_body
from gradiente.quizzes.question import (
    ComputedAnswer,
    Expression,
    Kind,
    Parameter,
    Question,
    Task,
    WrittenChoice,
    WrittenMatch,
    WrittenOpen,
    WrittenOption,
    WrittenOrder,
    WrongValue,
)
from gradiente.quizzes.source import Source, Table
from gradiente.results import Text

FORMAT_VERSION = 1
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NEEDED = {"format_version", "id", "version", "type", "title", "lecture", "minutes"}
_ALLOWED = {"tags", "uses", "parameters", "values", "constraints"}
_COMPUTED = {"answer", "tolerance", "decimals", "unit", "misconceptions", "wrong", "choices"}
# A list of parameters is drawn without looking at more than this many.
_MOST_CHOICES = 100_000


def read_question(path: Path) -> Question:
    """Read one question.

    Parameters
    ----------
    path : Path
        `TOPIC/ID.md`.

    Raises
    ------
    GradienteError
        With file and line.
    """
    source = Source.read(path)
    table = Table(source, "", source.front_matter(), 1)
    body = read_body(source)
    if (kind_name := table.entries.get("type")) not in list(Kind):
        raise table.error("type", f"is {kind_name!r}; known are {', '.join(Kind)}")
    kind = Kind(kind_name)
    computed = kind is Kind.NUMBER or (kind is Kind.SINGLE and "answer" in table.entries)
    extra = _COMPUTED if computed else {"keep_order", "believes"} if kind in (Kind.SINGLE, Kind.MULTIPLE) else set()
    table.keys(_NEEDED, _ALLOWED | extra)
    if table.entries["format_version"] != FORMAT_VERSION:
        raise table.error("format_version", f"must be {FORMAT_VERSION}")
    title, lecture = table.text("title"), table.text("lecture")
    if title is None or lecture is None:  # `keys` has seen them
        raise table.error("title", "is missing")
    return Question(
        id=_id(table, path),
        version=_at_least_one(table, "version"),
        kind=kind,
        topic=path.parent.name,
        title=title,
        lecture=lecture,
        minutes=_at_least_one(table, "minutes"),
        tags=table.texts("tags"),
        uses=table.texts("uses"),
        parameters=tuple(_parameter(table.table("parameters"), name) for name in table.get("parameters", dict, {})),
        values=_values(table.table("values")),
        constraints=tuple(_expression(source, text) for text in table.texts("constraints")),
        stem=_part(body, "stem") or Text("", ""),
        hint=_both(source, body, "hint"),
        explanation=_needed(source, body, "explanation"),
        task=_computed(table, kind, body) if computed else _written(table, kind, body),
        proof=body.proof,
        path=path,
        lines={
            f"{part}.{language}": line
            for language, section in body.sections.items()
            for part, line in section.lines.items()
        },
    )


def _id(table: Table, path: Path) -> str:
    name: str = table.get("id", str)
    if not KEBAB.fullmatch(name):
        raise table.error("id", f"is {name!r}; expected lower-case words joined by hyphens")
    if name != path.stem:
        raise table.error("id", f"is {name!r}, but the file is called {path.name}")
    return name


def _at_least_one(table: Table, key: str) -> int:
    value: int = table.get(key, int)
    if value < 1:
        raise table.error(key, "must be 1 or more")
    return value


def _expression(source: Source, text: str, line: int | None = None) -> Expression:
    line = line or source.line_holding(text)
    try:
        compile(text.strip(), "expression", "eval")
    except (SyntaxError, ValueError) as error:
        raise source.error(line, f"{text!r} is no Python expression: {error}") from None
    return Expression(text.strip(), line)


def _values(table: Table) -> tuple[tuple[str, Expression], ...]:
    found = []
    for name in table.entries:
        _name(table, name)
        found.append((name, _expression(table.source, table.get(name, str), table.source.line_of(name))))
    return tuple(found)


def _name(table: Table, name: str) -> None:
    if not name.isidentifier() or name.startswith("_"):
        raise table.error(name, "is no name that an expression could use")


def _parameter(table: Table, name: str) -> Parameter:
    """Read `{from, to, step}` or `{choices}`, and perhaps `{length, distinct}`."""
    _name(table, name)
    entry = table.table(name)
    ranged = "choices" not in entry.entries
    entry.keys({"from", "to"} if ranged else {"choices"}, {"length", "distinct"} | ({"step"} if ranged else set()))
    choices = _range(entry) if ranged else tuple(entry.get("choices", list))
    if len(set(choices)) != len(choices):
        raise table.error(name, "has the same choice twice")
    if any(isinstance(item, bool) or not isinstance(item, (int, float, str)) for item in choices):
        raise table.error(name, "may be drawn from numbers and texts only")
    length = entry.get("length", int)
    distinct: bool = entry.get("distinct", bool, False)
    if length is not None and (length < 1 or (distinct and length > len(choices))):
        raise table.error(name, f"cannot be a list of {length}")
    if len(choices) < 2:
        raise table.error(name, "has nothing to choose from")
    return Parameter(name, choices, length, distinct)


def _range(entry: Table) -> tuple[int | float, ...]:
    ends = [entry.entries[key] for key in ("from", "to")]
    step = entry.entries.get("step", 1)
    if any(isinstance(number, bool) or not isinstance(number, (int, float)) for number in (*ends, step)) or step <= 0:
        raise entry.error("from", "needs numbers, and a step above 0")
    whole = all(isinstance(number, int) for number in (*ends, step))
    # Decimal, because 0.1 + 0.1 + 0.1 is not 0.3 and students see these numbers.
    low, high, width = (Decimal(str(number)) for number in (*ends, step))
    count = int((high - low) / width) + 1 if high >= low else 0
    if not 0 < count <= _MOST_CHOICES or low + (count - 1) * width != high:
        raise entry.error("to", "is not reached from `from` in whole steps")
    return tuple((int if whole else float)(low + index * width) for index in range(count))


def _computed(table: Table, kind: Kind, body: Body) -> ComputedAnswer:
    _refuse_lists(table.source, body, ())
    if "answer" not in table.entries:
        raise table.error("answer", "is missing")
    decimals = table.get("decimals", int)
    tolerance = table.get("tolerance", float, 0.0)
    if tolerance < 0 or (decimals is not None and not 0 <= decimals <= 12):
        raise table.error("tolerance" if tolerance < 0 else "decimals", "is out of range")
    if decimals and tolerance == 0 and kind is Kind.NUMBER:
        raise table.error("decimals", "needs a tolerance: nobody types a rounded number exactly")
    choices = table.get("choices", int, 4) if kind is Kind.SINGLE else None
    if kind is Kind.NUMBER and "choices" in table.entries:
        raise table.error("choices", "is for single choices")
    if choices is not None and choices < 2:
        raise table.error("choices", "must be 2 or more")
    misconceptions = table.texts("misconceptions")
    if len(set(misconceptions)) != len(misconceptions):
        raise table.error("misconceptions", "names one twice")
    return ComputedAnswer(
        answer=_expression(table.source, table.get("answer", str), table.source.line_of("answer")),
        tolerance=tolerance,
        decimals=decimals,
        unit=table.text("unit"),
        misconceptions=misconceptions,
        wrong=_wrong_values(table),
        choices=choices,
    )


def _wrong_values(table: Table) -> tuple[WrongValue, ...]:
    found: list[WrongValue] = []
    for raw in table.get("wrong", list, []):
        at = table.source.line_holding(f'"{raw["key"]}"') if isinstance(raw, dict) and "key" in raw else 1
        entry = Table(table.source, "wrong", raw if isinstance(raw, dict) else {}, at)
        entry.keys({"key", "value", "es", "en"}, set())
        key: str = entry.get("key", str)
        if not KEBAB.fullmatch(key) or key in {one.key for one in found} or key == "right":
            raise table.source.error(at, f"wrong.key {key!r} must be lower-case words joined by hyphens, used once")
        value = entry.get("value", str)
        text = Text(entry.get("es", str).strip(), entry.get("en", str).strip())
        if not text.es or not text.en:
            raise table.source.error(at, f"wrong {key!r} is not explained in both languages")
        found.append(WrongValue(key, _expression(table.source, value), text))
    return tuple(found)


def _refuse_lists(source: Source, body: Body, known: tuple[str, ...]) -> None:
    kinds = {"options": "a task list", "items": "a numbered list", "pairs": "a list with →", "points": "points"}
    for section in body.sections.values():
        for name, what in kinds.items():
            entries: list[Entry] = getattr(section, name)
            if entries and name not in known:
                raise source.error(entries[0].line, f"a question of this type has no {what.removeprefix('a ')}")
        for part in ("model_answer",):
            if part in section.parts and "points" not in known:
                raise source.error(section.lines[part], "only open questions have a model answer")


def _written(table: Table, kind: Kind, body: Body) -> Task:
    source = table.source
    if kind in (Kind.SINGLE, Kind.MULTIPLE):
        _refuse_lists(source, body, ("options",))
        options = _with_misconceptions(table.table("believes"), _options(source, body, kind))
        return WrittenChoice(options, table.get("keep_order", bool, False))
    if kind is Kind.ORDER:
        _refuse_lists(source, body, ("items",))
        items = tuple(_text(es, en) for es, en in _pairs_of(source, body, "items", 3))
        return WrittenOrder(items)
    if kind is Kind.MATCH:
        _refuse_lists(source, body, ("pairs",))
        return _match(source, body)
    _refuse_lists(source, body, ("points",))
    points = tuple(_text(es, en) for es, en in _pairs_of(source, body, "points", 1))
    return WrittenOpen(_needed(source, body, "model_answer"), points)


def _pairs_of(source: Source, body: Body, name: str, fewest: int) -> list[tuple[Entry, Entry]]:
    es, en = (getattr(body.sections[language], name) for language in ("es", "en"))
    at = max(body.sections["es"].line, body.sections["en"].line)
    if len(es) != len(en):
        at = en[0].line if en else at
        raise source.error(at, f"es has {len(es)} {name}, en has {len(en)}")
    if len(es) < fewest:
        raise source.error(es[0].line if es else at, f"there are {len(es)} {name}; expected {fewest} or more")
    return list(zip(es, en, strict=True))


def _text(es: Entry, en: Entry) -> Text:
    return Text(es.text, en.text)


def _options(source: Source, body: Body, kind: Kind) -> tuple[WrittenOption, ...]:
    options = []
    for number, (es, en) in enumerate(_pairs_of(source, body, "options", 2), start=1):
        if es.ticked != en.ticked:
            raise source.error(en.line, f"option {number} is right in one language and wrong in the other")
        if bool(es.rest) != bool(en.rest):
            at = es.line if en.rest else en.line
            raise source.error(at, f"option {number} has feedback in the other language and none here")
        feedback = Text(es.rest, en.rest) if es.rest else None
        if not es.ticked and feedback is None:
            raise source.error(es.line, f"option {number} is wrong and has no feedback under it")
        options.append(WrittenOption(f"option-{number}", _text(es, en), bool(es.ticked), feedback, es.line))
    right = sum(option.right for option in options)
    if kind is Kind.SINGLE and right != 1:
        raise source.error(options[0].line, f"a single choice has one right option, this one has {right}")
    if kind is Kind.MULTIPLE and right in (0, len(options)):
        raise source.error(options[0].line, "a multiple choice has right options and wrong ones")
    return tuple(options)


def _with_misconceptions(believes: Table, options: tuple[WrittenOption, ...]) -> tuple[WrittenOption, ...]:
    """Note the misconceptions that wrong options stand for: `option-2 = "losses/sign-lost"`."""
    wrong = {option.key for option in options if not option.right}
    for key in believes.entries:
        if key not in wrong:
            raise believes.error(key, "is none of the wrong options")
    return tuple(replace(option, misconception=believes.get(option.key, str)) for option in options)


def _match(source: Source, body: Body) -> WrittenMatch:
    pairs: list[tuple[Text, Text]] = []
    spare: list[Text] = []
    for es, en in _pairs_of(source, body, "pairs", 2):
        (left_es, right_es), (left_en, right_en) = (_split(source, entry) for entry in (es, en))
        if bool(left_es) != bool(left_en):
            raise source.error(en.line, "this pair has a left side in one language only")
        if left_es:
            pairs.append((Text(left_es, left_en), Text(right_es, right_en)))
        else:
            spare.append(Text(right_es, right_en))
    if len(pairs) < 2:
        raise source.error(body.sections["es"].pairs[0].line, "there are fewer than two pairs")
    return WrittenMatch(tuple(pairs), tuple(spare))


def _split(source: Source, entry: Entry) -> tuple[str, str]:
    left, _, right = f" {entry.text} ".partition(ARROW)
    if ARROW in right or not right.strip():
        raise source.error(entry.line, "a pair is `- this → that`, with one arrow")
    return left.strip(), right.strip()


def _part(body: Body, name: str) -> Text | None:
    es, en = (body.sections[language].parts.get(name, "") for language in ("es", "en"))
    return Text(es, en) if es and en else None


def _both(source: Source, body: Body, name: str) -> Text | None:
    here = {language: name in section.parts for language, section in body.sections.items()}
    if any(here.values()) and not all(here.values()):
        missing = next(language for language, is_there in here.items() if not is_there)
        raise source.error(body.sections[missing].line, f"the part {name!r} is missing in {missing}")
    return _part(body, name)


def _needed(source: Source, body: Body, name: str) -> Text:
    text = _both(source, body, name)
    if text is None:
        raise source.error(body.sections["es"].line, f"the part {name!r} is missing")
    return text
