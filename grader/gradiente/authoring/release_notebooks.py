"""An exercise as a notebook: the statement in text cells, each function in a code cell, and a cell that checks."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator

from gradiente.authoring.stubs import make_stub
from gradiente.course import Exercise
from gradiente.texts import template


def make_notebook(exercise: Exercise, language: str, statement: str) -> str:
    """Make a notebook of format 4.5.

    Parameters
    ----------
    exercise : Exercise
    language : str
        `es` or `en`.
    statement : str
        The page of the exercise; its last section, on how to check, is replaced.

    Returns
    -------
    str
        JSON; the same at every run.
    """
    cells = [_text(part) for part in _parts(statement.rpartition("\n## ")[0])]
    cells += [_code(piece) for piece in _pieces(make_stub(exercise, language))]
    cells.append(_text(template("student.notebook-check", language).strip()))
    cells.append(_code(f"import sys\n\n!{{sys.executable}} -m gradiente check {exercise.topic} --lang {language}"))
    for number, cell in enumerate(cells, start=1):
        cell["id"] = f"{exercise.topic}-{number:02d}".replace("_", "-")
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    stored = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _parts(statement: str) -> Iterator[str]:
    """Cut a page at its sections."""
    first, *others = statement.strip().split("\n## ")
    yield first.strip()
    for part in others:
        yield f"## {part.strip()}"


def _pieces(stub: str) -> Iterator[str]:
    """Cut a stub: first all above its functions, then function by function, with what stands before each."""
    lines = stub.splitlines()
    starts = [
        min([node.lineno, *(one.lineno for one in node.decorator_list)]) - 1
        for node in ast.parse(stub).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]
    for begin, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        if piece := "\n".join(lines[begin:end]).strip("\n"):
            yield piece


def _text(source: str) -> dict[str, object]:
    return {"cell_type": "markdown", "metadata": {}, "source": _lines(source)}


def _code(source: str) -> dict[str, object]:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": _lines(source)}


def _lines(source: str) -> list[str]:
    return source.splitlines(keepends=True)
