"""The command line: each command converts arguments, calls one function and renders.

Nothing heavy is imported before a command needs it, so that `gradiente --help` answers at once.
"""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from gradiente import __version__
from gradiente.errors import ExitCode, GradienteError

# name: (module, one line of help)
_ALL = {
    "check": ("gradiente.cli.check", "Run the public examples of a topic on your file."),
    "data": ("gradiente.cli.data", "Say which data sets are here, and get those that are not."),
    "demo": ("gradiente.cli.demo", "Grade the sample class that comes with the course."),
    "doctor": ("gradiente.cli.doctor", "Say how well student code is isolated on this machine."),
    "exercises": ("gradiente.cli.exercises", "Make the students' files from the model answers."),
    "export": ("gradiente.cli.export", "Take the marks out: Moodle, Canvas, Gradescope, JUnit, CSV, JSON."),
    "grade": ("gradiente.cli.grade", "Grade submissions: a file, a folder, an archive, an LMS's download."),
    "hint": ("gradiente.cli.hint", "Give a hint for a function, one step more each time."),
    "lab": ("gradiente.cli.lab", "Repeat the lecture's experiments beside its numbers."),
    "list": ("gradiente.cli.list", "List the topics with their points, and how far you are."),
    "new": ("gradiente.cli.new", "Lay out a new exercise, or a course from nothing."),
    "override": ("gradiente.cli.override", "Put a mark of your own in place of the grader's, with a reason."),
    "quiz": ("gradiente.cli.quiz", "Ask yourself the questions of a topic, in the terminal."),
    "quizzes": ("gradiente.cli.quizzes", "Check the question bank, and make from it what others use."),
    "regrade": ("gradiente.cli.regrade", "Grade a class again; show whose mark changes, and why, before writing."),
    "release": ("gradiente.cli.release", "Build the kit that students get."),
    "report": ("gradiente.cli.report", "Write the pages and the marks of a graded class again, without grading."),
    "similar": ("gradiente.cli.similar", "Find submissions that are more alike than chance explains."),
    "start": ("gradiente.cli.start", "Make a workspace from a kit, or bring yours up to date."),
    "submit": ("gradiente.cli.submit", "Make the file that you upload, and a receipt."),
    "watch": ("gradiente.cli.watch", "Check a topic whenever you save it."),
}
# A student's installation holds only the student's commands.
_HERE = Path(__file__).parent
_COMMANDS = {name: entry for name, entry in _ALL.items() if (_HERE / f"{name}.py").is_file()}
_IS_THE_STUDENTS = "grade" not in _COMMANDS


class _LazyGroup(click.Group):
    """A group that imports a command when it is run or its own help is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(_COMMANDS[cmd_name][0])
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            import difflib

            close = difflib.get_close_matches(args[0], _COMMANDS, n=1)
            guess = f" Did you mean {close[0]}?" if close else ""
            ctx.fail(f"There is no command {args[0]!r}.{guess}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in sorted(_COMMANDS.items())])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except GradienteError as error:
            click.echo(f"gradiente: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            kept = "" if _IS_THE_STUDENTS else " what was graded is kept, the same command goes on."
            click.echo(f"\ngradiente: stopped;{kept}".rstrip(";"), err=True)
            ctx.exit(130)
        except OSError as error:
            # A disk that is full, a folder that went away: said in a sentence, whatever was being done.
            place = f" {error.filename}" if error.filename else ""
            click.echo(f"gradiente: {error.strerror or error}{place}.", err=True)
            ctx.exit(ExitCode.WRONG_USAGE)


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def command() -> None:
    """Auto-graded exercises on training convolutional networks.

    Example: gradiente grade entregas.zip --out report
    """


if _IS_THE_STUDENTS:
    command.help = (command.help or "").replace("grade entregas.zip --out report", "check losses")
