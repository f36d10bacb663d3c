"""Write everything into the output folder; a file is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from gradiente.errors import GradienteError
from gradiente.reports.class_page import class_page
from gradiente.reports.file_names import page_names
from gradiente.reports.marks import marks_csv
from gradiente.reports.plain import results_json
from gradiente.reports.rendering import GENERATED
from gradiente.reports.student_page import student_page
from gradiente.results import ClassResult, Feedback

STUDENTS = "students"


def write_reports(result: ClassResult, out: Path, feedback: Feedback, language: str) -> None:
    """Write marks, results and pages; nothing is graded for it.

    Parameters
    ----------
    result : ClassResult
    out : Path
        Made if it is not there. Students' pages of an earlier report that are not in this one are removed.
    feedback : Feedback
        How much students read of hidden checks.
    language : str
        Of the class page and the marks.

    Raises
    ------
    GradienteError
        If the folder cannot be written to.
    """
    names = page_names(student.key for student in result.students)
    try:
        folder = out / STUDENTS
        folder.mkdir(parents=True, exist_ok=True)
        _write(out / "marks.csv", marks_csv(result, language))
        _write(out / "results.json", results_json(result))
        for student in result.students:
            _write(folder / names[student.key], student_page(student, result, feedback))
        _remove_others(folder, set(names.values()))
        links = {key: f"{STUDENTS}/{name}" for key, name in names.items()}
        _write(out / "index.html", class_page(result, links, feedback, language))  # last: its links lead somewhere
    except OSError as error:
        place = error.filename or out
        raise GradienteError(f"The report cannot be written: {place}: {error.strerror or error}.") from None


def _write(path: Path, text: str) -> None:
    # What a lone surrogate stands for is not known; a question mark says so.
    data = text.encode("utf-8", "replace")
    handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
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


def _remove_others(folder: Path, names: set[str]) -> None:
    """Remove pages of an earlier report: handed back, they would show marks that no longer hold."""
    for path in folder.glob("*.html"):
        if path.name not in names and path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                is_ours = GENERATED.encode() in file.read(1000)
            if is_ours:
                path.unlink()
