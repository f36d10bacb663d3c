"""Stubs: the model answer without its solution regions, in the student's language."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

from gradiente.authoring.marks import without_solution
from gradiente.course import Exercise
from gradiente.errors import GradienteError

LANGUAGES = ("es", "en")
_NOT_WRITTEN = {"es": "escribe {name}", "en": "write {name}"}


def make_stub(exercise: Exercise, language: str) -> str:
    """Make the file that a student fills in.

    Parameters
    ----------
    exercise : Exercise
    language : str
        `es` or `en`.

    Returns
    -------
    str
        The model answer with every solution region replaced: in a function by
        ``raise NotImplementedError``, at the top level by nothing. Its docstrings are in the language asked for.

    Raises
    ------
    GradienteError
        With file and line, for a region that does not end, or a docstring that was not translated.
    """
    source = exercise.solution.read_text(encoding="utf-8")
    if language != "en":
        source = _translated(source, exercise.solution, language)
    header = f"# gradiente: {exercise.topic} · {language}\n"
    return header + _without_solutions(source, exercise.solution, language)


def _without_solutions(source: str, path: Path, language: str) -> str:
    text = "\n".join(without_solution(source, path, _NOT_WRITTEN[language]).lines) + "\n"
    try:
        ast.parse(text)
    except SyntaxError as error:
        raise GradienteError(f"{path}: without its solution the file is no Python ({error}).") from None
    return re.sub(r"\n{4,}", "\n\n\n", text)


def _translated(source: str, path: Path, language: str) -> str:
    """Put the docstrings of another language in place of the model answer's own."""
    table_path = path.parent / f"docstrings.{language}.toml"
    try:
        table = tomllib.loads(table_path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise GradienteError(f"{table_path} is missing: {path.name} has no docstrings in {language!r}.") from None
    except tomllib.TOMLDecodeError as error:
        raise GradienteError(f"{table_path}: {error}") from None
    lines = source.splitlines()
    pieces: list[tuple[int, int, str]] = []
    used: set[str] = set()
    tree = ast.parse(source)
    hidden = without_solution(source, path, _NOT_WRITTEN[language]).hidden
    for node in [tree, *(item for item in tree.body if isinstance(item, ast.FunctionDef | ast.ClassDef))]:
        key = "module" if isinstance(node, ast.Module) else node.name
        if ast.get_docstring(node) is None or (not isinstance(node, ast.Module) and node.lineno in hidden):
            continue
        if key not in table:
            raise GradienteError(f"{table_path}: the docstring of {key} is not translated.")
        used.add(key)
        constant = node.body[0]
        indent = "" if isinstance(node, ast.Module) else "    "
        pieces.append((constant.lineno, constant.end_lineno or constant.lineno, _docstring(table[key], indent)))
    if unknown := sorted(set(table) - used):
        raise GradienteError(f"{table_path}: {unknown[0]} has no docstring in {path.name}.")
    for first, last, text in sorted(pieces, reverse=True):
        lines[first - 1 : last] = text.splitlines()
    return "\n".join(lines) + "\n"


def _docstring(text: str, indent: str) -> str:
    import inspect

    text = inspect.cleandoc(text)
    opening = 'r"""' if "\\" in text else '"""'
    if "\n" not in text:
        return f'{indent}{opening}{text}"""'
    body = "\n".join(f"{indent}{line}" if line else "" for line in text.splitlines())
    return f'{indent}{opening}{body.removeprefix(indent)}\n{indent}"""'
