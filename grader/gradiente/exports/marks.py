"""The mark that leaves: of a topic or the mean, on somebody else's scale, in somebody else's decimals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gradiente.errors import GradienteError
from gradiente.results import MOST, ClassResult, StudentResult


@dataclass(frozen=True)
class Matching:
    """Which students found their row, and what did not match.

    Attributes
    ----------
    filled : tuple of str
        Keys of students whose mark was written.
    replaced : tuple of str
        Those of them where another mark stood.
    without_row : tuple of (str, str)
        Students, by key and name, for whom there is no row.
    without_mark : tuple of (str, str)
        Students who have a row and no mark yet: it was left as it is.
    rows_left : tuple of str
        Rows for which there is no student: nothing was handed in, or the keys differ.
    """

    filled: tuple[str, ...]
    replaced: tuple[str, ...]
    without_row: tuple[tuple[str, str], ...]
    without_mark: tuple[tuple[str, str], ...]
    rows_left: tuple[str, ...]


@dataclass(frozen=True)
class Marked:
    """A student and the mark out of 10 that leaves."""

    student: StudentResult
    mark: float | None


def marked(result: ClassResult, topic: str | None) -> Iterator[Marked]:
    """Return each student's mark, in one topic or the mean over all, less what lateness costs.

    Raises
    ------
    GradienteError
        If the topic was not graded.
    """
    known = [name for name, _ in result.topics]
    if topic is not None and topic not in known:
        raise GradienteError(f"The topic {topic!r} was not graded; graded were {', '.join(known)}.")
    for student in result.students:
        if topic is None:
            yield Marked(student, student.mark)
        else:
            one = next(one for one in student.topics if one.topic == topic)
            yield Marked(student, student.mark_in(one))


def scaled(mark: float, most: float) -> float:
    """Return a mark out of 10 on a scale up to `most`, to two decimals."""
    return round(mark / MOST * most + 1e-9, 2)


def number(text: str) -> float | None:
    """Read a number in whichever decimal mark; None if it is none, or is not clear."""
    text = text.strip()
    if text.count(",") + text.count(".") > 1:  # thousands: nobody gives that many marks
        return None
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if text[:1].isdigit() or text[:1] in "-+" else None
