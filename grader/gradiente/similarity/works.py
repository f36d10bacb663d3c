"""What a class handed in, cut into parts, runs of words and fingerprints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gradiente.course import Exercise
from gradiente.intake import Submission
from gradiente.similarity.tokens import Token, parts_of, tokens_of
from gradiente.similarity.winnowing import hashes, winnow


@dataclass(frozen=True)
class Work:
    """One student's file of one topic.

    Attributes
    ----------
    student : str
        Key.
    path : str
    source : str
    parts : dict of str to list of Token
        By function; `REST` has what lies outside of them.
    """

    student: str
    path: str
    source: str
    parts: dict[str, list[Token]]


def one_a_group(submissions: Sequence[Submission]) -> list[Submission]:
    """Keep of each group the first member: what they handed in together nobody copied.

    Parameters
    ----------
    submissions : sequence of Submission

    Returns
    -------
    list of Submission
        Those of students alone are all there, in the order that they had.
    """
    kept: dict[str, Submission] = {}
    for submission in submissions:
        kept.setdefault(f"group {submission.group}" if submission.group else f"student {submission.key}", submission)
    return list(kept.values())


def functions_of(exercise: Exercise) -> tuple[str, ...]:
    """Name the functions of an exercise.

    Parameters
    ----------
    exercise : Exercise

    Returns
    -------
    tuple of str
    """
    return tuple(function.name for function in exercise.functions)


def works_of(submissions: Sequence[Submission], exercise: Exercise) -> dict[str, Work]:
    """Read the files of one topic.

    Parameters
    ----------
    submissions : sequence of Submission
    exercise : Exercise

    Returns
    -------
    dict of str to Work
        By student; who handed in nothing of the topic is not there.
    """
    found: dict[str, Work] = {}
    cut: dict[bytes, tuple[str, dict[str, list[Token]]]] = {}  # the same file of several students is cut once
    for submission in submissions:
        for file in submission.files:
            if file.topic != exercise.topic:
                continue
            if file.text.digest not in cut:
                source = file.text.read().decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
                cut[file.text.digest] = source, parts_of(source, functions_of(exercise), tokens_of(source))
            found[submission.key] = Work(submission.key, file.path, *cut[file.text.digest])
    return found


def fingerprints_of(work: Work | None, part: str, known: frozenset[int]) -> set[int]:
    """Choose the fingerprints of a part of somebody's work.

    Parameters
    ----------
    work : Work or None
        None for somebody who handed in nothing.
    part : str
    known : frozenset of int
        Runs that nobody wrote; see `runs_of`.

    Returns
    -------
    set of int
    """
    return chosen_of(work.parts.get(part, []), known) if work is not None else set()


def chosen_of(tokens: list[Token], known: frozenset[int]) -> set[int]:
    """Choose the fingerprints of some tokens.

    Parameters
    ----------
    tokens : list of Token
    known : frozenset of int
        Runs of words that are left out.

    Returns
    -------
    set of int
    """
    return winnow([value for value in hashes([token.word for token in tokens]) if value not in known])


def runs_of(sources: Sequence[str]) -> frozenset[int]:
    """Find all runs of words.

    Parameters
    ----------
    sources : sequence of str

    Returns
    -------
    frozenset of int
        Their hashes.
    """
    return frozenset(value for source in sources for value in hashes([token.word for token in tokens_of(source)]))


def holders_of(works: Iterable[Work]) -> dict[int, int]:
    """Count who has each run of words.

    Parameters
    ----------
    works : iterable of Work
        Each of another student.

    Returns
    -------
    dict of int to int
        How many have it, by its hash.
    """
    counts: dict[int, int] = {}
    for work in works:
        mine = {value for tokens in work.parts.values() for value in hashes([token.word for token in tokens])}
        for value in mine:
            counts[value] = counts.get(value, 0) + 1
    return counts
