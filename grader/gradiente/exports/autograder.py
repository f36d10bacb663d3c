"""Gradescope's `autograder.zip`: the course and the grader, for a container that reaches a package index and no more.

The hidden checks are in it. In the container they lie on the grader's side of the wall: a student's code runs in a
worker that can read neither them nor the results. Where the container lets no wall be built nothing is run.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from gradiente import __version__
from gradiente.course import Course, Exercise
from gradiente.course_policy import FILE as POLICY
from gradiente.errors import GradienteError
from gradiente.results import Feedback

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of zips: the same course gives the same bytes
_JUNK = frozenset({"__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"})


def autograder_zip(
    course: Course,
    topics: Sequence[str],
    seed: str,
    *,
    feedback: Feedback,
    language: str,
    points: float,
    unsandboxed: bool = False,
) -> bytes:
    """Pack an autograder.

    Parameters
    ----------
    course : Course
    topics : sequence of str
        To grade; none stands for all.
    seed : str
        Secret; every student's inputs are drawn from it, so that a submission gets the same mark again.
    feedback : Feedback
    language : str
        Of students whose files do not say.
    points : float
        That the assignment gives.
    unsandboxed : bool
        Whether to go on where the container lets no wall be built.

    Returns
    -------
    bytes
        The same for the same arguments and files.

    Raises
    ------
    GradienteError
        If a topic does not exist, or the course is installed without its grader's source.
    """
    exercises = [course.exercise(topic) for topic in topics] or list(course.exercises)
    needs_torch = any("torch" in exercise.libraries for exercise in exercises)
    settings = {
        "GRADIENTE_SEED": seed,
        "GRADIENTE_TOPICS": " ".join(exercise.topic for exercise in exercises),
        "GRADIENTE_FEEDBACK": feedback.value,
        "GRADIENTE_LANG": language,
        "GRADIENTE_POINTS": f"{points:g}",
        "GRADIENTE_UNSANDBOXED": "1" if unsandboxed else "",
        "GRADIENTE_EXTRAS": "[torch]" if needs_torch else "",
    }
    templates = files("gradiente.exports").joinpath("container")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("setup.sh", "run_autograder"):
            _add(archive, name, templates.joinpath(name).read_bytes(), executable=True)
        lines = [f"{name}='{value}'\n" for name, value in settings.items()]
        _add(archive, "settings.sh", "".join(lines).encode())
        for path, name in [*_grader(), *_course(course, exercises)]:
            _add(archive, name, path.read_bytes())
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes, *, executable: bool = False) -> None:
    info = zipfile.ZipInfo(name, _FIRST_DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = (0o755 if executable else 0o644) << 16
    archive.writestr(info, content)


def _grader() -> Iterator[tuple[Path, str]]:
    """Return the project as pip installs it: the packages' sources and what says how to build them."""
    package = Path(str(files("gradiente")))
    root = package.parents[1]
    if not (root / "pyproject.toml").is_file():
        raise GradienteError(
            f"Gradiente {__version__} is installed without its source; pack the autograder from a checkout of it."
        )
    for name in ("pyproject.toml", "README.md", "LICENSE", "constraints.txt"):
        if (root / name).is_file():
            yield root / name, f"gradiente/{name}"
    for folder in (package, root / "reference" / "cnn_reference"):
        for path in _files(folder):
            yield path, f"gradiente/{path.relative_to(root).as_posix()}"


def _course(course: Course, exercises: Sequence[Exercise]) -> Iterator[tuple[Path, str]]:
    """Return what grading these exercises needs of the course: no other exercise's checks leave the house."""
    checks = course.folder / "grader" / "checks"
    wanted = {exercise.topic for exercise in exercises}
    others = {checks / f"{one.topic}.py" for one in course.exercises if one.topic not in wanted}
    folders = [course.folder / "solutions" / exercise.folder for exercise in exercises]
    for path in (path for folder in (checks, *folders) for path in _files(folder)):
        if path not in others:
            yield path, f"course/{path.relative_to(course.folder).as_posix()}"
    policy = course.folder / POLICY
    if policy.is_file():
        yield policy, f"course/{POLICY}"


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not _JUNK.intersection(path.parts) and path.suffix != ".pyc":
            yield path
