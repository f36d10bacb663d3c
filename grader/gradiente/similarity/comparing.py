"""A class compared with itself: which pairs are more alike than chance explains."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gradiente.course import Exercise
from gradiente.intake import Submission
from gradiente.similarity.chance import likeness, shares, weights_of
from gradiente.similarity.findings import Findings, Pair
from gradiente.similarity.listing import FEWEST_PAIRS, Table, rare_together
from gradiente.similarity.tokens import REST, parts_of, tokens_of
from gradiente.similarity.works import chosen_of, fingerprints_of, functions_of, holders_of, runs_of, works_of


@dataclass(frozen=True)
class Topic:
    """What everybody was given in a topic, and how its author would answer.

    Attributes
    ----------
    exercise : Exercise
    stubs : tuple of str
        Sources that nobody wrote.
    answers : tuple of str
        Sources of people who are not in the class, as the model answer.
    """

    exercise: Exercise
    stubs: tuple[str, ...]
    answers: tuple[str, ...]


def find_pairs(submissions: Sequence[Submission], topics: Sequence[Topic], *, expected: float, most: int) -> Findings:
    """Find pairs that are more alike than chance explains.

    Parameters
    ----------
    submissions : sequence of Submission
    topics : sequence of Topic
    expected : float
        Pairs that may be listed by chance alone.
    most : int
        Pairs listed.

    Returns
    -------
    Findings
    """
    students = [submission.key for submission in submissions]
    works = {topic.exercise.topic: works_of(submissions, topic.exercise) for topic in topics}
    known = {topic.exercise.topic: runs_of(topic.stubs) for topic in topics}
    columns: list[tuple[str, str]] = []
    alike, common = [], []
    rare = {topic.exercise.topic: np.zeros((len(students),) * 2, dtype=np.int32) for topic in topics}
    for topic in topics:
        name, functions = topic.exercise.topic, functions_of(topic.exercise)
        answers = [parts_of(source, functions, tokens_of(source)) for source in topic.answers]
        for part in (*functions, REST):
            fingerprints = [fingerprints_of(works[name].get(key), part, known[name]) for key in students]
            others = [chosen_of(answer.get(part, []), known[name]) for answer in answers]
            weights = weights_of(fingerprints, others)
            found = likeness(fingerprints, weights)
            if np.isnan(found).all():
                continue
            columns.append((name, part))
            alike.append(found[np.triu_indices(len(students), 1)])
            common.append(shares(found))
            rare[name] += rare_together(fingerprints, others)
    holders = {name: holders_of(mine.values()) for name, mine in works.items()}
    others_than_two = math.comb(max(len(students) - 2, 0), 2)
    pairs: tuple[Pair, ...] = ()
    if columns:
        table = Table(students, columns, np.array(alike).T, np.array(common).T, rare)
        pairs = table.pairs(expected, most, is_large=others_than_two >= FEWEST_PAIRS)
    return Findings(pairs, works, holders, known, len(students), others_than_two)
