"""Pages that nobody writes by hand: every exercise, every named mistake, every command, every module.

They are made from the course and the packages each time the site is built, so none can be missing and none can be old.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gradiente.cli import command as gradiente
from gradiente.course import Course, find_course

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "generated"
# What is meant to be imported by whoever writes exercises, beside the reference: the rest of the grader is its own.
GRADER_MODULES = ("gradiente.checking", "gradiente.checking.models", "gradiente.pytest_plugin", "gradiente.results")


def exercises_page(course: Course) -> str:
    """List every exercise with its functions and points."""
    parts = [
        "# The exercises\n",
        "Each has ten points. The statements are in `exercises/`, in Spanish and English.\n",
        *(
            f"## {exercise.number:02d} {exercise.topic}\n\n"
            f"{exercise.title.en} · *{exercise.title.es}*\n\n"
            f"In the lecture: {exercise.lecture.en}\n\n"
            "| function | points |\n|---|---|\n"
            + "\n".join(f"| `{function.name}` | {function.points:g} |" for function in exercise.functions)
            + "\n"
            for exercise in course.exercises
        ),
    ]
    return "\n".join(parts)


def mistakes_page(course: Course) -> str:
    """List every misconception with what a student reads about it."""
    parts = [
        "# The named mistakes\n",
        "What a student is told whose function does exactly the same, and what the class report counts.\n",
    ]
    for exercise in course.exercises:
        module = importlib.import_module(f"cnn_reference.misconceptions.{exercise.topic}")
        parts.append(f"## {exercise.topic}\n")
        for misconception in module.MISCONCEPTIONS:
            functions = ", ".join(f"`{name}`" for name in misconception.wrong)
            parts.append(f"### {misconception.id.partition('/')[2]}\n\n{functions}\n")
            parts.append(f"{misconception.explanation.en}\n\n*{misconception.explanation.es}*\n")
    return "\n".join(parts)


def command_pages() -> Iterator[tuple[str, str]]:
    """Give every command a page from its own help."""
    names = gradiente.list_commands(click.Context(gradiente))
    yield (
        "commands/index.md",
        "# Commands\n\n"
        "Exit codes of all of them: 0 all passed, 1 something failed, 2 wrong usage, 3 a fault of the grader's.\n\n"
        "```{toctree}\n:maxdepth: 1\n\n" + "\n".join(names) + "\n```\n",
    )
    for name in names:
        yield (
            f"commands/{name}.rst",
            f".. click:: {_module_of(name)}:command\n   :prog: gradiente {name}\n   :nested: full\n",
        )


def _module_of(name: str) -> str:
    """Name the module of a command; its object there is called `command`, as everywhere."""
    found = gradiente.get_command(click.Context(gradiente), name)
    assert found is not None
    assert found.callback is not None
    return found.callback.__module__


def module_pages() -> Iterator[tuple[str, str]]:
    """Give every module of the reference, and the authors' vocabulary of the grader, a page from its docstrings."""
    import cnn_reference

    found = [name for _, name, _ in pkgutil.walk_packages(cnn_reference.__path__, "cnn_reference.")]
    # The mistakes of the topics are data, and have a page of their own.
    data = "cnn_reference.misconceptions."
    found = [name for name in found if not name.startswith(data) or name == f"{data}misconception"]
    modules = [*sorted(found), *GRADER_MODULES]
    yield (
        "api/index.md",
        "# Modules\n\n```{toctree}\n:maxdepth: 1\n\n" + "\n".join(modules) + "\n```\n",
    )
    for module in modules:
        # What a package hands on is indexed where it is written.
        index = "   :no-index:\n" if hasattr(importlib.import_module(module), "__path__") else ""
        yield (
            f"api/{module}.md",
            f"# {module}\n\n```{{eval-rst}}\n.. automodule:: {module}\n   :members:\n{index}```\n",
        )


def write_pages(app: Sphinx) -> None:
    """Write all of them into the sources, where they have changed."""
    course = find_course()
    pages = {
        "exercises.md": exercises_page(course),
        "mistakes.md": mistakes_page(course),
        **dict(command_pages()),
        **dict(module_pages()),
    }
    folder = Path(app.srcdir) / FOLDER
    for name, text in pages.items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for path in sorted(folder.rglob("*.*")):
        if str(path.relative_to(folder)) not in pages:
            path.unlink()


def mend_docstring(_app: object, what: str, _name: str, _thing: object, _options: object, lines: list[str]) -> None:
    """Keep the star of `(N, *shape)` from beginning an emphasis, and a module's references from being a label."""
    for number, line in enumerate(lines):
        if what == "module" and line == "References" and lines[number + 1].startswith("---"):
            lines[number : number + 2] = ["**References**", ""]
        outside = re.sub(r"`+[^`]*`+|\*\*", "", line)
        if outside.count("*") % 2:
            lines[number] = re.sub(r"(?<![\\*`\w])\*(?=\w)", r"\\*", line)


def escape_stars(_app: object, _context: object, lines: list[str]) -> None:
    """Keep the star of `results/*.json` in a command's help from beginning an emphasis."""
    lines[:] = [re.sub(r"(?<!\\)\*", r"\\*", line) for line in lines]


def setup(app: Sphinx) -> dict[str, bool]:
    """Have the pages written before Sphinx looks for sources."""
    app.connect("config-inited", lambda app, _: write_pages(app))
    app.connect("autodoc-process-docstring", mend_docstring, priority=900)  # after numpydoc
    app.connect("sphinx-click-process-description", escape_stars)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
