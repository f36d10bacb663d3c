"""Build the kit that students get: nothing hidden is in it, and the same course gives the same bytes."""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gradiente import __version__
from gradiente.authoring.handouts import make_statement
from gradiente.authoring.release_mistakes import sealed_mistakes, text_of
from gradiente.authoring.release_notebooks import make_notebook
from gradiente.authoring.release_proof import Secrets, strings_in
from gradiente.authoring.release_wheel import make_wheel, zipped
from gradiente.authoring.stubs import LANGUAGES, make_stub
from gradiente.course import Course, Exercise
from gradiente.errors import GraderFaultError, GradienteError
from gradiente.judge.suite import load_suite
from gradiente.student.kit import FORMAT_VERSION, KIT, QUIZZES, READMES, KitFunction, KitTopic, topic_to_json
from gradiente.student.workspace import write_whole
from gradiente.texts import template

FOLDER = "gradiente-kit"


@dataclass(frozen=True)
class Release:
    """A kit, before it is written.

    Attributes
    ----------
    files : dict of str to bytes
        By path in the kit.
    topics : int
    questions : int
        Variants of questions.
    mistakes : int
        Misconceptions that a student at home can be told of, each counted for each function.
    without_mistakes : tuple of str
        Topics whose misconceptions could not be run here, because a library is missing.
    """

    files: dict[str, bytes]
    topics: int
    questions: int
    mistakes: int
    without_mistakes: tuple[str, ...]


def make_release(
    course: Course,
    languages: Sequence[str] = LANGUAGES,
    topics: Sequence[str] = (),
    *,
    notebooks: bool = False,
    variants: int = 10,
) -> Release:
    """Make a kit.

    Parameters
    ----------
    course : Course
    languages : sequence of str
    topics : sequence of str
        Only these; else all.
    notebooks : bool
        Notebooks in place of stubs and statements.
    variants : int
        Of each question.

    Raises
    ------
    GraderFaultError
        If something hidden would be in it.
    """
    chosen = {course.exercise(topic).topic for topic in topics}
    exercises = [one for one in course.exercises if not chosen or one.topic in chosen]
    files: dict[str, bytes] = {}
    plain: dict[str, bytes] = {}  # what is sealed in the kit, for the proof
    kit_topics, without = [], []
    for exercise in exercises:
        for language in languages:
            for name, text in _workspace_files(exercise, language, notebooks).items():
                files[f"{language}/{exercise.folder}/{name}"] = text.encode()
        mistakes, texts = _mistakes(exercise)
        if mistakes is None:
            without.append(exercise.topic)
        plain[f"{KIT} ({exercise.topic})"] = "\n".join(texts).encode()
        kit_topics.append(topic_to_json(_kit_topic(exercise, mistakes or [])))
    wheel, content = make_wheel(_extra_requirements(exercises))
    files[wheel] = content
    questions = 0
    if (course.folder / "quizzes").is_dir():
        from gradiente.quizzes.bank import Bank
        from gradiente.quizzes.bundle import make_bundle, packed

        bundle = make_bundle(
            Bank(course.folder / "quizzes"), variants, {one.topic for one in exercises} if topics else None
        )
        questions = len(bundle["variants"])
        files[QUIZZES] = _json(packed(bundle))
    for language in languages:
        files[READMES[language]] = _readme(language, wheel, exercises, notebooks=notebooks).encode()
    version = _digest(files, kit_topics)
    stored = {"format_version": FORMAT_VERSION, "version": version, "gradiente": __version__}
    files[KIT] = _json({**stored, "languages": list(languages), "topics": kit_topics})
    if leaks := Secrets(course).found_in({**files, **plain}):
        raise GraderFaultError(f"The kit would hold what is hidden, and was not written: {'; '.join(leaks[:5])}.")
    mistakes_told = sum(len(topic["misconceptions"]) for topic in kit_topics)
    return Release(files, len(exercises), questions, mistakes_told, tuple(without))


def write_release(path: Path, release: Release) -> None:
    """Write a kit as a zip of one folder.

    Parameters
    ----------
    path : Path
        Ends in `.zip`.
    release : Release
    """
    if path.suffix.lower() != ".zip":
        raise GradienteError(f"{path} must end in .zip.")
    write_whole(path, zipped({f"{FOLDER}/{name}": content for name, content in release.files.items()}))


def _workspace_files(exercise: Exercise, language: str, notebooks: bool) -> dict[str, str]:
    examples = exercise.public_checks.read_text(encoding="utf-8")
    if notebooks:
        statement = make_statement(exercise, language, "")
        return {
            f"{exercise.topic}.ipynb": make_notebook(exercise, language, statement),
            "test_public.py": examples,
        }
    return {
        "README.md": make_statement(exercise, language, f"gradiente check {exercise.topic}"),
        f"{exercise.topic}.py": make_stub(exercise, language),
        "test_public.py": examples,
    }


def _mistakes(exercise: Exercise) -> tuple[list[dict[str, Any]] | None, list[str]]:
    """Return a topic's sealed misconceptions, None where they cannot be run, and all texts that are sealed."""
    try:
        suite = load_suite(exercise)
        sealed = sealed_mistakes(suite)
    except (ImportError, GradienteError) as error:
        if "torch" in exercise.libraries and "torch" in str(error):
            return None, []
        raise
    texts = [text for one in suite.misconceptions for text in strings_in(text_of(one))]
    return sealed, texts


def _kit_topic(exercise: Exercise, mistakes: list[dict[str, Any]]) -> KitTopic:
    return KitTopic(
        number=exercise.number,
        topic=exercise.topic,
        title=exercise.title,
        lecture=exercise.lecture,
        libraries=exercise.libraries,
        call_s=exercise.limits.call_s,
        load_s=exercise.limits.load_s,
        keeps=exercise.keeps,
        functions=tuple(KitFunction(one.name, one.points, one.hints) for one in exercise.functions),
        misconceptions=tuple(mistakes),
    )


def _extra_requirements(exercises: Sequence[Exercise]) -> list[str]:
    """Return what the public examples import that not every kit needs."""
    known = {"hypothesis": "hypothesis>=6.100", "scipy": "scipy>=1.11"}
    imported = set()
    for exercise in exercises:
        imported |= set(exercise.libraries)
        for node in ast.walk(ast.parse(exercise.public_checks.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").partition(".")[0])
    return [requirement for name, requirement in known.items() if name in imported]


def _readme(language: str, wheel: str, exercises: Sequence[Exercise], *, notebooks: bool) -> str:
    first = exercises[0]
    file = f"{first.folder}/{first.topic}.{'ipynb' if notebooks else 'py'}"
    pieces = [template("student.readme", language).format(wheel=wheel, topic=first.topic, file=file)]
    if torch := [exercise.topic for exercise in exercises if "torch" in exercise.libraries]:
        pieces.append(template("student.readme-torch", language).format(topics=", ".join(f"`{one}`" for one in torch)))
    rows = [
        f"| {exercise.number:02d} | `{exercise.topic}` | {exercise.title.in_language(language)} |"
        for exercise in exercises
    ]
    head = template("student.readme-topics", language)
    return "\n\n".join([*(piece.strip() for piece in pieces), "\n".join([head.strip(), *rows])]) + "\n"


def _json(stored: Any) -> bytes:
    return (json.dumps(stored, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n").encode()


def _digest(files: dict[str, bytes], topics: list[dict[str, Any]]) -> str:
    content = hashlib.sha256(_json(topics))
    for path in sorted(files):
        content.update(path.encode() + b"\0" + hashlib.sha256(files[path]).digest())
    return content.hexdigest()[:16]
