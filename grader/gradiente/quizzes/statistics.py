"""What the answers of a class say about the questions, and about what the class believes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from gradiente.quizzes.given import Given

# Under so many students a correlation says nothing.
FEWEST = 5


@dataclass(frozen=True)
class ItemStatistics:
    """What is known of a question.

    Attributes
    ----------
    question : str
    answers : int
    facility : float
        Mean of the marks, from 0 to 1.
    discrimination : float or None
        Correlation with the mean of the student's other answers (corrected point-biserial); None for fewer than
        `FEWEST` students, or where all got the same.
    chosen : dict of str to int
        How often each key was answered, the most frequent first.
    misconceptions : dict of str to int
    variants : dict of str to dict
        Answers and facility, by code.
    """

    question: str
    answers: int
    facility: float
    discrimination: float | None
    chosen: dict[str, int]
    misconceptions: dict[str, int]
    variants: dict[str, dict[str, float]]


@dataclass(frozen=True)
class Reliability:
    """How far the questions measure one thing.

    Attributes
    ----------
    name : str
        `KR-20` where every mark is 0 or 1, else `alpha`.
    value : float or None
        None where it is not defined.
    students, questions : int
        Those counted: students who answered every question that is here.
    """

    name: str
    value: float | None
    students: int
    questions: int


@dataclass(frozen=True)
class QuizStatistics:
    """What is known of a quiz.

    Attributes
    ----------
    students : int
    items : tuple of ItemStatistics
    misconceptions : dict of str to int
        Students who showed each at least once, the most frequent first.
    reliability : Reliability
    """

    students: int
    items: tuple[ItemStatistics, ...]
    misconceptions: dict[str, int]
    reliability: Reliability

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {"format_version": 1, **asdict(self)}


def quiz_statistics(given: Sequence[Given]) -> QuizStatistics:
    """Compute the statistics of answers, of which a student has one to each question at most."""
    questions = list(dict.fromkeys(one.code.question for one in given))
    by_student: dict[str, dict[str, float]] = {}
    for one in given:
        by_student.setdefault(one.student, {})[one.code.question] = one.fraction
    items = tuple(
        _item(question, [one for one in given if one.code.question == question], by_student) for question in questions
    )
    shown = {(one.student, misconception) for one in given for misconception in one.misconceptions}
    believed = _counted(misconception for _, misconception in shown)
    return QuizStatistics(len(by_student), items, believed, _reliability(questions, by_student))


def _counted(keys: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(keys).items(), key=lambda one: (-one[1], one[0])))


def _item(question: str, given: Sequence[Given], by_student: dict[str, dict[str, float]]) -> ItemStatistics:
    variants: dict[str, list[float]] = {}
    for one in given:
        variants.setdefault(str(one.code), []).append(one.fraction)
    return ItemStatistics(
        question=question,
        answers=len(given),
        facility=float(np.mean([one.fraction for one in given])),
        discrimination=_discrimination(question, given, by_student),
        chosen=_counted(key for one in given for key in one.chosen or ()),
        misconceptions=_counted(key for one in given for key in one.misconceptions),
        variants={
            code: {"answers": len(own), "facility": float(np.mean(own))} for code, own in sorted(variants.items())
        },
    )


def _discrimination(question: str, given: Sequence[Given], by_student: dict[str, dict[str, float]]) -> float | None:
    pairs = []
    for one in given:
        # Without the question itself, which would agree with itself.
        rest = [mark for other, mark in by_student[one.student].items() if other != question]
        if rest:
            pairs.append((one.fraction, float(np.mean(rest))))
    if len(pairs) < FEWEST:
        return None
    own, rest_means = np.array(pairs).T
    if np.ptp(own) == 0 or np.ptp(rest_means) < 1e-12:
        return None
    return float(np.corrcoef(own, rest_means)[0, 1])


def _reliability(questions: Sequence[str], by_student: dict[str, dict[str, float]]) -> Reliability:
    """Cronbach's alpha, which is KR-20 where every mark is 0 or 1; with population variances, as KR-20 has them."""
    complete = [marks for marks in by_student.values() if len(marks) == len(questions)]
    table = np.array([[marks[question] for question in questions] for marks in complete])
    name = "KR-20" if np.isin(table, (0.0, 1.0)).all() else "alpha"
    count = len(questions)
    if len(complete) < 2 or count < 2 or np.ptp(table.sum(axis=1)) == 0:
        return Reliability(name, None, len(complete), count)
    value = count / (count - 1) * (1 - table.var(axis=0).sum() / table.sum(axis=1).var())
    return Reliability(name, float(value), len(complete), count)
