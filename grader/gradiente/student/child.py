"""What runs in the subprocess: one topic's public examples on one file, told line by line to the process that waits.

    python -P -m gradiente.student.child        (the request is read from standard input)

The other side (`examples`) keeps the time: no signal and no thread of ours interrupts anything here, so this works on
every system. Whatever the student prints is kept apart from what is told.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TextIO

import numpy as np

from gradiente.checking.agreement import Agreement, Outcome, Raised, Refused, disagreement, fresh
from gradiente.checking.evidence import Disagreement, Log, recording
from gradiente.judge.saying import say_call, say_outcome, say_value
from gradiente.student.at_home import RefusedAtHomeError, Student, is_theirs, last_call, outcome_of_call
from gradiente.student.naming import GRIDS, on_grid
from gradiente.student.workspace import source_of
from gradiente.worker.printing import CappedWriter
from gradiente.worker.submission import describe_error, load

_WITHOUT_A_NAME = frozenset({"missing-function", "not-callable", "not-written-yet", "out-of-memory", "left"})


@dataclass(frozen=True)
class Example:
    """A public check.

    Attributes
    ----------
    name, function : str
    says : dict of str to str
        What it states, by language.
    test : callable
        The pytest function.
    cases : tuple of dict
        What `parametrize` gives it; one empty case without.
    uses : tuple of str
        Other functions of the student's that it calls.
    """

    name: str
    function: str
    says: dict[str, str]
    test: Any
    cases: tuple[dict[str, Any], ...]
    uses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seen:
    """What became of an example.

    Attributes
    ----------
    verdict : str
        A value of `gradiente.results.Verdict`.
    evidence : dict or None
        The fields of a `gradiente.results.Evidence`.
    on_grids : tuple of str or None
        What was seen, for `naming`; None if it can have no name.
    is_clause : bool
        Whether it asks for nothing but that inputs be refused.
    """

    verdict: str
    evidence: dict[str, Any] | None = None
    on_grids: tuple[str, ...] | None = ("passed",) * GRIDS
    is_clause: bool = False


def examples_of(path: Path) -> tuple[Example, ...]:
    """Collect the checks of a page of public examples.

    Parameters
    ----------
    path : Path
    """
    module = _module(path)
    return tuple(_examples(module))


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gradiente_public_examples", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # no __pycache__ among a student's files
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module


def _examples(module: ModuleType) -> Iterator[Example]:
    for name, test in vars(module).items():
        if not name.startswith("test_") or not callable(test):
            continue
        marks = {mark.name: mark for mark in getattr(test, "pytestmark", ())}
        if "points" not in marks:
            continue
        says = dict(marks["says"].kwargs) if "says" in marks else dict.fromkeys(("es", "en"), name)
        uses = tuple(marks["uses"].args) if "uses" in marks else ()
        yield Example(name, marks["points"].args[0], says, test, cases_of(test), uses)


def cases_of(test: Any) -> tuple[dict[str, Any], ...]:
    """Return what `parametrize` gives to a check, case by case; one empty case if there is no such mark."""
    cases: list[dict[str, Any]] = [{}]
    for mark in getattr(test, "pytestmark", ()):
        if mark.name == "parametrize":
            names, rows = mark.args[:2]
            keys = [key.strip() for key in names.split(",")] if isinstance(names, str) else list(names)
            values = [getattr(row, "values", row) if not isinstance(row, dict) else row for row in rows]
            rows = [
                value if len(keys) > 1 or hasattr(row, "values") else (value,)
                for row, value in zip(rows, values, strict=True)
            ]
            cases = [{**case, **dict(zip(keys, row, strict=True))} for case in cases for row in rows]
    return tuple(cases)


def see(example: Example, student: Student) -> Seen:
    """Run an example, all its cases; of those that fail the one that is shortest to read is told.

    Parameters
    ----------
    example : Example
    student : Student
    """
    failed: list[Seen] = []
    measured: list[str] = [""] * GRIDS
    tells = True
    agreement: Agreement | None = getattr(example.test, "agreement", None)
    for case in example.cases:
        if agreement is not None:
            found, pieces = _see_agreement(agreement, case, student)
        else:
            found, pieces = _see_live(example, case, student)
        if found is not None:
            failed.append(found)
            tells = tells and found.on_grids is not None
        measured = [f"{before}|{piece}" for before, piece in zip(measured, pieces, strict=True)]
    is_clause = agreement is not None and all(_is_refused(agreement, case) for case in example.cases)
    if not failed:
        return Seen("passed", is_clause=is_clause)
    smallest = min(failed, key=lambda one: len((one.evidence or {}).get("call") or ""))
    return Seen(smallest.verdict, smallest.evidence, tuple(measured) if tells else None, is_clause)


def _is_refused(agreement: Agreement, case: Mapping[str, Any]) -> bool:
    return isinstance(agreement.expected(agreement.arguments(**_own(case))), Raised)


def _see_agreement(
    agreement: Agreement, case: Mapping[str, Any], student: Student
) -> tuple[Seen | None, tuple[str, ...]]:
    arguments = agreement.arguments(**_own(case))
    want = agreement.expected(arguments)
    got = outcome_of_call(student, agreement.function, arguments)
    found = disagreement(got, want, agreement.tolerance)
    pieces = tuple(_outcome_on_grid(got, grid) for grid in range(GRIDS))
    if found is None:
        return None, pieces
    shown = _evidence(found.kind, found.details, student, say_outcome(got), say_outcome(want))
    named = None if found.kind in _WITHOUT_A_NAME else pieces
    return Seen(_verdict(got), shown, named), pieces


def _see_live(example: Example, case: Mapping[str, Any], student: Student) -> tuple[Seen | None, tuple[str, ...]]:
    found: Seen | None = None
    with recording() as log:
        try:
            with np.errstate(all="ignore"):
                example.test(student=student, **_own(case))
        except Disagreement as error:
            want = error.want if isinstance(error.want, str) or error.want is None else say_value(error.want)
            got = None if error.got is None else say_value(error.got)
            found = Seen("failed", _evidence(error.difference.kind, error.difference.details, student, got, want), ())
        except RefusedAtHomeError as error:
            kind, named = error.outcome.kind, {"name": error.outcome.detail}
            found = Seen(_verdict(error.outcome), _evidence(kind, named, student), None)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            found = _their_exception(example, error, student, log)
    pieces = tuple(_log_on_grid(log, grid) for grid in range(GRIDS))
    is_drawn = hasattr(example.test, "hypothesis")  # what is measured then depends on where Hypothesis went
    if found is not None and (is_drawn or not log.measurements):
        found = Seen(found.verdict, found.evidence, None)
    return found, pieces


def _their_exception(example: Example, error: BaseException, student: Student, log: Log) -> Seen:
    """What an exception says that came out of a check: the student's, or a fault of ours."""
    last = last_call(student)
    outcome = last[2] if last is not None else None
    if not is_theirs(student, error) or last is None or not isinstance(outcome, Raised):
        if isinstance(error, AssertionError):
            return Seen("failed", _evidence("property", {}, student), None)
        shown = {"kind": "grader-fault", "details": {"message": f"{type(error).__name__}: {error}"[:500]}}
        return Seen("grader fault", shown, None)
    details = {"got": outcome.type_name, "message": outcome.message}
    kind = "raised"
    if "NotImplementedError" in outcome.mro:
        kind, details = "not-written-yet", {}
    elif "MemoryError" in outcome.mro:
        kind, details = "out-of-memory", {}
    elif "SystemExit" in outcome.mro:
        kind, details = "left", {"status": outcome.message}
    log.note_exception(outcome.type_name, outcome.message)
    if last[0] != example.function and last[0] in example.uses:
        return Seen("not run", _evidence(kind, {**details, "function": last[0]}, student, say_outcome(outcome)), None)
    return Seen(
        "failed", _evidence(kind, details, student, say_outcome(outcome)), None if kind in _WITHOUT_A_NAME else ()
    )


def _own(case: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fresh(value) for name, value in case.items()}


def _verdict(outcome: Outcome) -> str:
    if isinstance(outcome, Raised) and "MemoryError" in outcome.mro:
        return "out of memory"
    if isinstance(outcome, Refused) and outcome.kind not in ("missing-function", "not-callable"):
        return "refused value"
    return "failed"


def _evidence(
    kind: str, details: Mapping[str, str], student: Student, got: str | None = None, want: str | None = None
) -> dict[str, Any]:
    last = last_call(student)
    outcome = last[2] if last is not None else None
    if got is None and outcome is not None:
        got = say_outcome(outcome)
    return {
        "kind": kind,
        "details": dict(details),
        "call": say_call(last[0], last[1]) if last is not None else None,
        "got": got,
        "want": want,
        "traceback": outcome.traceback if isinstance(outcome, Raised) else "",
    }


def _outcome_on_grid(outcome: Outcome, grid: int) -> str:
    if isinstance(outcome, Raised):
        return f"raised {outcome.type_name}"
    return outcome.kind if isinstance(outcome, Refused) else on_grid(outcome.value, None, grid)


def _log_on_grid(log: Log, grid: int) -> str:
    return "; ".join(on_grid(value, tolerance, grid) for value, tolerance in log.measurements)


class _Telling:
    """The line to the process that waits, which nothing that the student prints can get into."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __call__(self, **event: Any) -> None:
        self._stream.write(json.dumps(event) + "\n")
        self._stream.flush()


def main() -> None:
    """Answer one request."""
    request = json.loads(sys.stdin.readline())
    tell = _Telling(os.fdopen(os.dup(1), "w", encoding="utf-8"))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    printed = CappedWriter()
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - for as long as the process lives
    sys.stdout = sys.stderr = printed
    for library in request["libraries"]:
        try:
            importlib.import_module(library)
        except ImportError:
            tell(absent=library)
            return
    try:
        examples = examples_of(Path(request["examples"]))
    except Exception as error:  # the page is ours, or somebody has changed it
        tell(fault=f"{Path(request['examples']).name}: {type(error).__name__}: {error}")
        return
    sources: dict[str, str] = {}
    files = {Path(path).stem + ".py": source_of(Path(path)) for path in request["files"]}
    tell(loading=True)
    try:
        functions = load(Path(request["files"][0]).stem + ".py", files, sources)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        tell(load_error=_load_error(error, sources), printed=_taken(printed))
        return
    tell(loaded=[name for name, value in functions.items() if callable(value) and not name.startswith("__")])
    student = Student(functions, request["keeps"], sources, lambda name: tell(call=name))
    for example in examples:
        if example.name in request["known"]:
            continue
        if example.function in request["hung"]:
            shown = {"kind": "function-hung-before", "details": {"name": example.function}}
            tell(seen=_told(example, Seen("not run", shown, None)))
            continue
        tell(begins=example.name, function=example.function, says=example.says)
        seen = see(example, student)
        tell(seen=_told(example, seen), printed=_taken(printed))
    tell(done=True)


def _told(example: Example, seen: Seen) -> dict[str, Any]:
    return {
        "check": example.name,
        "function": example.function,
        "says": example.says,
        "verdict": seen.verdict,
        "evidence": seen.evidence,
        "on_grids": seen.on_grids,
        "is_clause": seen.is_clause,
    }


def _load_error(error: BaseException, sources: dict[str, str]) -> dict[str, Any]:
    type_name, ancestors, text, traceback = describe_error(error, sources)
    details = {"message": text}
    kind = "load-error"
    for ancestor, known in (
        ("SyntaxError", "syntax-error"),
        ("ImportError", "import-error"),
        ("MemoryError", "out-of-memory"),
        ("SystemExit", "left"),
    ):
        if ancestor in ancestors:
            kind = known
    if kind == "load-error":
        details["got"] = type_name
    return {"kind": kind, "details": details, "traceback": traceback}


def _taken(printed: CappedWriter) -> str:
    text, lost = printed.take()
    return f"{text}\n[+ {lost}]" if lost else text


if __name__ == "__main__":
    main()
