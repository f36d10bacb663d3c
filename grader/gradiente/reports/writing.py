"""Write everything into the output folder; a file is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gradiente.errors import GradienteError
from gradiente.reports.class_page import class_page
from gradiente.reports.file_names import page_names
from gradiente.reports.marks import marks_csv
from gradiente.reports.plain import ResultsWriter
from gradiente.reports.quiz_items import read_items
from gradiente.reports.rendering import GENERATED
from gradiente.reports.statistics import ClassCount, ClassCounter
from gradiente.reports.student_page import student_page
from gradiente.results import ClassResult, Feedback

STUDENTS = "students"


def write_reports(result: ClassResult, out: Path, feedback: Feedback, language: str) -> ClassCount:
    """Write marks, results and pages; nothing is graded for it.

    Every student is looked at once and then let go: memory does not grow with what is known of each.

    Parameters
    ----------
    result : ClassResult
    out : Path
        Made if it is not there; what it keeps of a quiz is on the class page. Students' pages of an earlier report
        that are not in this one are removed.
    feedback : Feedback
        How much students read of hidden checks.
    language : str
        Of the class page and the marks.

    Returns
    -------
    ClassCount
        The class in numbers.

    Raises
    ------
    GradienteError
        If the folder cannot be written to.
    """
    quiz = read_items(out)
    names = page_names(result.keys)
    counter, results = ClassCounter(result), ResultsWriter(result)
    try:
        folder = out / STUDENTS
        folder.mkdir(parents=True, exist_ok=True)
        with whole_file(out / "results.json") as write:
            write(results.head())
            for student in result.students:
                counter.add(student)
                write(results.entry(student))
                write_whole(folder / names[student.key], student_page(student, result, feedback))
            write(results.tail())
        remove_others(folder, set(names.values()))
        count = counter.count()
        write_whole(out / "marks.csv", marks_csv(result, count, language))
        links = {key: f"{STUDENTS}/{name}" for key, name in names.items()}
        # The class page comes last: its links lead somewhere.
        write_whole(out / "index.html", class_page(result, links, feedback, language, count, quiz))
    except OSError as error:
        place = error.filename or out
        raise GradienteError(f"The report cannot be written: {place}: {error.strerror or error}.") from None
    return count


def write_whole(path: Path, text: str) -> None:
    """Write a file that is there whole or not at all."""
    with whole_file(path) as write:
        write(text)


@contextmanager
def whole_file(path: Path) -> Iterator[Callable[[str | bytes], object]]:
    """Write a file under another name, and give it its own when it is whole."""
    handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            # What a lone surrogate stands for is not known; a question mark says so.
            yield lambda text: file.write(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Return the mask for new files: mkstemp ignores it, and a page is for others to read."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def remove_others(folder: Path, names: set[str]) -> None:
    """Remove pages of an earlier report: handed back, they would show marks that no longer hold."""
    for path in folder.glob("*.html"):
        if path.name not in names and path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                is_ours = GENERATED.encode() in file.read(1000)
            if is_ours:
                path.unlink()
