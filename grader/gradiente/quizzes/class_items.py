"""What the report of a class says of a quiz, as plain data: `quiz.json` beside the marks.

It is kept in the report's folder, so that whoever writes the report again needs neither the answers nor the bank.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from gradiente.errors import GradienteError
from gradiente.quizzes.bank import Bank
from gradiente.quizzes.content import misconception
from gradiente.quizzes.figure_kinds import both
from gradiente.quizzes.given import Given, read_given
from gradiente.quizzes.statistics import quiz_statistics
from gradiente.reports.quiz_items import FILE_NAME, FORMAT_VERSION
from gradiente.results import Text


def keep_items(paths: Sequence[Path], bank: Bank, out: Path) -> None:
    """Read results of quizzes and keep in a report's folder what its class page says of them.

    Parameters
    ----------
    paths : sequence of Path
        As `read_given` takes them.
    bank : Bank
        For the titles of questions.
    out : Path
        Made if it is not there.

    Raises
    ------
    GradienteError
        If a file is no file of results, or the folder cannot be written to.
    """
    data = items_of_class(read_given(paths, bank), bank)
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / FILE_NAME).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise GradienteError(f"The report cannot be written: {error.filename or out}: {error.strerror}.") from None


def items_of_class(given: Sequence[Given], bank: Bank) -> dict[str, Any]:
    """Return what a class page says of the answers to a quiz.

    Parameters
    ----------
    given : sequence of Given
        One answer of a student to a question at most.
    bank : Bank
    """
    statistics = quiz_statistics(given)
    questions = {question.id: question for question in bank.questions}
    holders: dict[str, dict[str, None]] = {id_: {} for id_ in statistics.misconceptions}
    for one in given:
        for id_ in one.misconceptions:
            holders[id_][one.student] = None
    return {
        "format_version": FORMAT_VERSION,
        "students": statistics.students,
        "reliability": asdict(statistics.reliability),
        "items": [
            {
                "question": item.question,
                # A question that has left the bank since is still counted, under its id.
                "title": both(questions[item.question].title if item.question in questions else _same(item.question)),
                "answers": item.answers,
                "facility": item.facility,
                "discrimination": item.discrimination,
                "misconceptions": item.misconceptions,
            }
            for item in statistics.items
        ],
        "misconceptions": [
            {"id": id_, "name": both(_name(id_)), "students": list(students)} for id_, students in holders.items()
        ],
    }


def _same(id_: str) -> Text:
    return Text(id_, id_)


def _name(id_: str) -> Text:
    try:
        name = misconception(id_).name
    except GradienteError:  # it, or what its topic needs, is not here any more
        return _same(id_)
    return Text(name.es, name.en)
