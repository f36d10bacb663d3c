"""Run a topic's public examples on a student's file: in a subprocess, watched from here.

NumPy is not imported on this side. The process is told from that what comes over its line; one that is silent for
longer than a call may take is ended, its example has run out of time, and another process goes on with the next one.
"""

from __future__ import annotations

import contextlib
import difflib
import json
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gradiente.errors import GraderFaultError
from gradiente.intake.members import UnreadableError
from gradiente.intake.names import code_stem
from gradiente.results import Evidence, Text, Verdict
from gradiente.student.kit import KitTopic
from gradiente.student.naming import open_entries, telling
from gradiente.student.workspace import EXAMPLES, Workspace, digest_of, source_of

_TO_BEGIN_S = 120.0  # importing NumPy or torch for the first time, on a slow disk
_SLACK_S = 0.5
_ABSENT = frozenset({"not-written-yet", "missing-function", "not-callable"})


@dataclass(frozen=True)
class ExampleResult:
    """What became of one example.

    Attributes
    ----------
    check, function : str
    says : Text
    verdict : Verdict
    evidence : Evidence or None
    on_grids : tuple of str or None
    is_clause : bool
        See `gradiente.student.child.Seen`.
    """

    check: str
    function: str
    says: Text
    verdict: Verdict
    evidence: Evidence | None = None
    on_grids: tuple[str, ...] | None = None
    is_clause: bool = False

    @property
    def passed(self) -> bool:
        """Whether it passed."""
        return self.verdict is Verdict.PASSED

    @property
    def is_absent(self) -> bool:
        """Whether the function is not there to be looked at."""
        return self.evidence is not None and self.evidence.kind in _ABSENT


@dataclass(frozen=True)
class NamedMistake:
    """A misconception that does on the examples just what the student's function does.

    Attributes
    ----------
    id : str
    name, explanation, lecture : Text
    """

    id: str
    name: Text
    explanation: Text
    lecture: Text


@dataclass
class TopicCheck:
    """What the examples of a topic say about a student's file.

    Attributes
    ----------
    topic : KitTopic
    file : Path or None
        None if there is none.
    digest : str
        Of the file.
    examples : list of ExampleResult
    load_error : Evidence or None
        Why the file could not be loaded.
    lacks_library : str or None
        A library that is not installed here.
    named : dict of str to list of NamedMistake
        By function.
    did_you_mean : dict of str to str
        By a function that is missing: what the student may have called it.
    printed : str
    """

    topic: KitTopic
    file: Path | None
    digest: str = ""
    examples: list[ExampleResult] = field(default_factory=list)
    load_error: Evidence | None = None
    lacks_library: str | None = None
    named: dict[str, list[NamedMistake]] = field(default_factory=dict)
    did_you_mean: dict[str, str] = field(default_factory=dict)
    printed: str = ""

    @property
    def passed(self) -> bool:
        """Whether every example passed."""
        return bool(self.examples) and all(example.passed for example in self.examples)

    def of_function(self, name: str) -> list[ExampleResult]:
        """Return the examples of a function."""
        return [example for example in self.examples if example.function == name]


def check_topic(workspace: Workspace, topic: KitTopic) -> TopicCheck:
    """Run the public examples of a topic.

    Parameters
    ----------
    workspace : Workspace
    topic : KitTopic

    Raises
    ------
    GraderFaultError
        If the subprocess does not come to life.
    """
    path = workspace.work_of(topic)
    if path is None:
        return TopicCheck(topic, None)
    found = TopicCheck(topic, path, digest_of(path.read_bytes()))
    try:
        source_of(path)
    except UnreadableError:
        found.load_error = Evidence("load-error", {"got": "JSONDecodeError", "message": path.name})
        return found
    _run(workspace.folder / topic.folder / EXAMPLES, found)
    for function in topic.functions:
        own = found.of_function(function.name)
        seen = telling({one.check: (one.on_grids, one.passed, one.is_clause) for one in own})
        if seen is not None:
            texts = open_entries(topic.misconceptions, topic.topic, function.name, seen)
            found.named[function.name] = [_mistake(text) for text in texts]
    return found


def _mistake(text: dict[str, Any]) -> NamedMistake:
    return NamedMistake(text["id"], Text(**text["name"]), Text(**text["explanation"]), Text(**text["lecture"]))


def _run(examples: Path, found: TopicCheck) -> None:
    """Fill in what the subprocess says; another one goes on after each that was lost."""
    assert found.file is not None
    hung: set[str] = set()
    lost = -1
    while lost < len(found.examples):  # each turn ends, or adds the example at which the process was lost
        lost = len(found.examples)
        request = {
            "examples": str(examples),
            "files": [str(found.file), *_helpers(found.file)],
            "libraries": list(found.topic.libraries),
            "keeps": found.topic.keeps,
            "known": [example.check for example in found.examples],
            "hung": sorted(hung),
        }
        with _Child(request, found.file.parent) as child:
            if _listen(child, found, hung):
                return


def _helpers(main: Path) -> list[str]:
    """The student's other modules: the Python files beside."""
    return [
        str(path)
        for path in sorted(main.parent.glob("*.py"))
        if path.name != EXAMPLES and path.stem != code_stem(main.name)
    ]


def _listen(child: _Child, found: TopicCheck, hung: set[str]) -> bool:
    """Take in what a process tells; returns whether it came to its end."""
    limits = found.topic
    wait_s, begun = _TO_BEGIN_S, dict[str, Any]()
    stage = "beginning"
    while True:
        try:
            event = child.next_event(wait_s)
        except TimeoutError:
            child.kill()
            if stage == "beginning":
                raise GraderFaultError(
                    f"the process that runs examples did not begin within {_TO_BEGIN_S:g} s"
                ) from None
            if stage == "loading":
                found.load_error = Evidence("load-timed-out", {"seconds": f"{limits.load_s:g}"})
                return True
            hung.add(begun["function"])
            evidence = Evidence("timed-out", {"seconds": f"{limits.call_s:g}"})
            found.examples.append(_result(begun, Verdict.TIMED_OUT, evidence))
            return False
        if event is None:
            return _ended(child, found, stage, begun)
        found.printed = (found.printed + event.get("printed", ""))[:4000]
        if "fault" in event:
            raise GraderFaultError(event["fault"])
        if "absent" in event:
            found.lacks_library = event["absent"]
            return True
        if "loading" in event:
            stage, wait_s = "loading", limits.load_s + _SLACK_S
        elif "load_error" in event:
            found.load_error = Evidence(**event["load_error"])
            return True
        elif "loaded" in event:
            stage, wait_s = "running", limits.call_s + _SLACK_S
            found.did_you_mean = _guesses(event["loaded"], found.topic)
        elif "begins" in event:
            begun = {"check": event["begins"], "function": event["function"], "says": event["says"]}
        elif "seen" in event:
            seen = event["seen"]
            why = Evidence(**seen["evidence"]) if seen["evidence"] else None
            on_grids = tuple(seen["on_grids"]) if seen["on_grids"] else None
            result = _result(seen, Verdict(seen["verdict"]), why)
            found.examples.append(replace(result, on_grids=on_grids, is_clause=seen["is_clause"]))
        elif "done" in event:
            return True


def _ended(child: _Child, found: TopicCheck, stage: str, begun: dict[str, Any]) -> bool:
    """Say what a process died of."""
    status = child.status()
    if stage == "beginning":
        raise GraderFaultError(f"the process that runs examples ended at once: {child.complaint()}")
    if status >= 0:
        evidence, verdict = Evidence("left", {"status": str(status)}), Verdict.CRASHED
    else:
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = str(-status)
        evidence, verdict = Evidence("crashed", {"signal": name}), Verdict.CRASHED
    if stage == "loading":
        found.load_error = evidence
        return True
    found.examples.append(_result(begun, verdict, evidence))
    return False


def _result(told: dict[str, Any], verdict: Verdict, evidence: Evidence | None) -> ExampleResult:
    return ExampleResult(told["check"], told["function"], Text(**told["says"]), verdict, evidence)


def _guesses(defined: list[str], topic: KitTopic) -> dict[str, str]:
    """Guess how a student has called a function that is missing."""
    wanted = [function.name for function in topic.functions]
    free = [name for name in defined if name not in wanted]
    found = {}
    for name in wanted:
        if name not in defined and (close := difflib.get_close_matches(name, free, n=1, cutoff=0.7)):
            found[name] = close[0]
    return found


class _Child:
    """The process that runs examples, and its line to us."""

    def __init__(self, request: dict[str, Any], folder: Path) -> None:
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the rest
        command = [sys.executable, "-P", "-X", "utf8", "-m", "gradiente.student.child"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints, cwd=folder
        )
        self._events: queue.Queue[bytes | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # it may be dead already, which the line tells
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.close()

    def __enter__(self) -> _Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self._complaints.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._lines():
            self._events.put(line)
        self._events.put(None)

    def _lines(self) -> Iterator[bytes]:
        assert self._process.stdout is not None
        with self._process.stdout as stream, contextlib.suppress(OSError, ValueError):
            yield from stream

    def next_event(self, wait_s: float) -> dict[str, Any] | None:
        """Return what is told next; None at the end. TimeoutError if nothing comes."""
        try:
            line = self._events.get(timeout=wait_s)
        except queue.Empty:
            raise TimeoutError from None
        if line is None:
            return None
        event: dict[str, Any] = json.loads(line)
        return event

    def status(self) -> int:
        """Return how it ended."""
        return self._process.wait()

    def complaint(self) -> str:
        """Return the last line that it wrote to its standard error."""
        self._complaints.seek(0)
        lines = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else f"status {self._process.poll()}"

    def kill(self) -> None:
        """End it."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
