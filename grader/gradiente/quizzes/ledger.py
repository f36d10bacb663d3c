"""The ids that were ever given: none is used again, and none changes its answer without a new version.

`quizzes/ids.txt` holds a line a question: id, topic, type, version, and a digest of the answer and the options. Lines
stay when a question goes, because students' results and imported courses still name it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gradiente.errors import GradienteError
from gradiente.quizzes.question import (
    ComputedAnswer,
    Question,
    WrittenChoice,
    WrittenMatch,
    WrittenOpen,
    WrittenOrder,
)

NAME = "ids.txt"
_HEADING = (
    "# Every id that was ever given; `gradiente quizzes lint --note` adds the new ones. Lines are never removed.\n"
)


@dataclass(frozen=True)
class Line:
    """What was noted of a question.

    Attributes
    ----------
    id, topic, kind : str
    version : int
    digest : str
    """

    id: str
    topic: str
    kind: str
    version: int
    digest: str

    def __str__(self) -> str:
        """Write the line."""
        return f"{self.id} {self.topic} {self.kind} {self.version} {self.digest}"


def line_of(question: Question) -> Line:
    """Return what is to be noted of a question."""
    content = repr((question.parameters, [_source(one) for one in question.values], _answer(question)))
    digest = hashlib.sha256(content.encode()).hexdigest()[:12]
    return Line(question.id, question.topic, question.kind.value, question.version, digest)


def _source(named: tuple[str, Any]) -> tuple[str, str]:
    return named[0], named[1].source


def _answer(question: Question) -> Any:
    """Whatever an answer is compared with; explanations and lines may change freely."""
    constraints = [one.source for one in question.constraints]
    match question.task:
        case ComputedAnswer() as task:
            wrong = [(one.key, one.value.source) for one in task.wrong]
            computed = (task.answer.source, task.tolerance, task.decimals, task.misconceptions, wrong, task.choices)
            return (constraints, computed)
        case WrittenChoice() as task:
            return (constraints, [(one.text, one.right) for one in task.options], task.keep_order)
        case WrittenOrder() as task:
            return (constraints, task.items)
        case WrittenMatch() as task:
            return (constraints, task.pairs, task.spare)
        case WrittenOpen() as task:
            return (constraints, task.points)


def read_ledger(folder: Path) -> dict[str, Line]:
    """Read the ledger of a bank, by id; empty where there is none."""
    path = folder / NAME
    if not path.is_file():
        return {}
    found: dict[str, Line] = {}
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not text.strip() or text.startswith("#"):
            continue
        parts = text.split()
        if len(parts) != 5 or not parts[3].isdigit() or parts[0] in found:
            raise GradienteError(f"{path}, line {number}: expected id, topic, type, version and digest, each id once.")
        found[parts[0]] = Line(parts[0], parts[1], parts[2], int(parts[3]), parts[4])
    return found


def disagreements(questions: Iterable[Question], noted: dict[str, Line]) -> Iterator[tuple[Question, str]]:
    """Questions that are not what the ledger says, and what is wrong."""
    for question in questions:
        now, then = line_of(question), noted.get(question.id)
        if then is None:
            yield question, f"the id {question.id!r} is new: note it with `gradiente quizzes lint --note`"
        elif (now.topic, now.kind) != (then.topic, then.kind):
            yield (
                question,
                f"the id {question.id!r} was given to a {then.kind} question on {then.topic}: choose another",
            )
        elif now.version < then.version:
            yield question, f"the version went back from {then.version} to {now.version}"
        elif now.version == then.version and now.digest != then.digest:
            yield question, f"the answer or the options have changed: raise the version to {then.version + 1}"
        elif now.version > then.version:
            yield question, f"version {now.version} is new: note it with `gradiente quizzes lint --note`"


def note(folder: Path, questions: Iterable[Question]) -> list[str]:
    """Add new ids and new versions to the ledger; returns the ids. What is wrong is left for the lint to say."""
    noted = read_ledger(folder)
    added = []
    for question in questions:
        now, then = line_of(question), noted.get(question.id)
        same = then is None or (now.topic, now.kind) == (then.topic, then.kind)
        if then is None or (same and now.version > then.version):
            noted[question.id] = now
            added.append(question.id)
    if added:
        lines = "".join(f"{noted[name]}\n" for name in sorted(noted))
        (folder / NAME).write_text(_HEADING + lines, encoding="utf-8")
    return added
