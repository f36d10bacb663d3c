"""`gradiente quizzes`: what authors do with the question bank."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from gradiente.cli import options

# name: (module, one line of help); a command is imported when it is run.
_COMMANDS = {
    "build": ("gradiente.cli.quizzes_build", "Build the web page on which students ask themselves."),
    "bundle": ("gradiente.cli.quizzes_bundle", "Write variants into a file, for students' kits."),
    "export": ("gradiente.cli.quizzes_export", "Write the questions for Moodle, Canvas, QTI, Anki or paper."),
    "figures": ("gradiente.cli.quizzes_figures", "Train what the figures show, and store the numbers."),
    "index": ("gradiente.cli.quizzes_index", "List all questions in quizzes/README.md."),
    "lint": ("gradiente.cli.quizzes_lint", "Say what is wrong with the questions, with file and line."),
    "prove": ("gradiente.cli.quizzes_prove", "Hold the questions against a second computation, over many seeds."),
    "results": ("gradiente.cli.quizzes_results", "Say how a class answered, question by question."),
}


class _Group(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        found: click.Command = importlib.import_module(_COMMANDS[cmd_name][0]).command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in sorted(_COMMANDS.items())])


@click.group(name="quizzes", cls=_Group)
def command() -> None:
    """Check the question bank, and make from it what others use.

    \b
    Example:
      gradiente quizzes lint
    """


def bank_folder(course: Path | None) -> Path:
    """Find the course's question bank."""
    from gradiente.course import find_course

    return find_course(course).folder / "quizzes"


course = options.course
