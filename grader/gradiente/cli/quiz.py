"""`gradiente quiz`."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gradiente.cli import options

if TYPE_CHECKING:
    from gradiente.quizzes.bank import Bank
    from gradiente.quizzes.bundle import Bundle


@click.command(name="quiz")
@click.argument("topic", required=False)
@click.option("--seed", type=click.IntRange(0), help="Which variants; else drawn, and said at the end.")
@click.option("--count", type=click.IntRange(1), help="How many questions at most; else all.")
@click.option("--code", "codes", multiple=True, help="Ask the variant of this code, ID.VERSION.SEED; may be repeated.")
@click.option(
    "--from",
    "bundle",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A file of variants, made by `gradiente quizzes bundle`, in place of the course's questions.",
)
@click.option("--certainty", is_flag=True, help="State how certain you are; honest certainty is worth most.")
@click.option("--student", help="Your key, for the file of results.")
@click.option("--save", "save_to", type=click.Path(path_type=Path, dir_okay=False), help="Write the results as JSON.")
@click.option("--list", "listing", is_flag=True, help="List the topics and how many questions each has.")
@click.option("--lang", type=click.Choice(["es", "en"]), help="Language of the questions; else the locale's.")
@options.course
def command(
    topic: str | None,
    seed: int | None,
    count: int | None,
    codes: tuple[str, ...],
    bundle: Path | None,
    certainty: bool,
    student: str | None,
    save_to: Path | None,
    listing: bool,
    lang: str | None,
    course: Path | None,
) -> None:
    """Ask yourself the questions of a topic, or of all, in the terminal.

    A first wrong answer gets feedback and a hint, a second one the explanation. The first one counts.

    In a workspace they are those of the kit.

    \b
    Examples:
      gradiente quiz losses
      gradiente quiz --count 10 --certainty --save results.json
      gradiente quiz --code conv-parameters.1.42
    """
    import secrets
    from datetime import UTC, datetime

    from rich.console import Console

    from gradiente.quizzes.chance import Chance
    from gradiente.quizzes.records import save, to_json
    from gradiente.quizzes.terminal import Quiz
    from gradiente.student.workspace import find_workspace
    from gradiente.texts import say

    if topic and codes:
        raise click.UsageError("A topic and --code cannot be combined.")
    workspace = find_workspace() if bundle is None and course is None else None
    source = _source(workspace.quizzes if workspace is not None else bundle, course)
    if listing:
        for name in source.topics:
            click.echo(f"{name:24}{len(source.of_topic(name)):3}")
        return
    language = lang or (workspace.language if workspace is not None else options.language_of_locale())
    seed = secrets.randbelow(10_000) if seed is None else seed
    if codes:
        variants = [source.from_code(code) for code in codes]
    else:
        variants = source.draw(topic, seed)
        if count is not None:
            variants = Chance(f"quiz/{seed}").shuffled(variants)[:count]

    def read(prompt: str) -> str:
        try:
            return input(prompt)
        except EOFError:
            return "q"

    quiz = Quiz(Console(highlight=False), language, source.gallery, with_certainty=certainty, read=read)
    attempts = quiz.run(variants)
    quiz.sum_up(attempts)
    if not codes:
        click.echo(say("quiz.repeat", language, seed=seed))
    if save_to is not None:
        save(save_to, to_json(attempts, language, student, datetime.now(UTC)))
        click.echo(say("quiz.saved", language, path=save_to))


def _source(bundle: Path | None, course: Path | None) -> Bank | Bundle:
    """Return the questions: of a file of variants, or of a course."""
    if bundle is not None:
        from gradiente.quizzes.bundle import read_bundle

        return read_bundle(bundle)
    if find_spec("gradiente.course") is None:  # a student's installation
        from gradiente.errors import GradienteError
        from gradiente.texts import say

        raise GradienteError(say("student.no-workspace", options.language_of_locale()))
    from gradiente.course import find_course
    from gradiente.quizzes.bank import Bank

    return Bank(find_course(course).folder / "quizzes")
