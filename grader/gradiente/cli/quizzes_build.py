"""`gradiente quizzes build`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli.quizzes import bank_folder, course


@click.command(name="build")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/quizzes"),
    show_default=True,
    help="The folder that gets index.html.",
)
@click.option("--topic", "topics", multiple=True, help="Only this topic; may be repeated.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Of each question's first variant.")
@click.option("--variants", type=click.IntRange(1, 100), default=8, show_default=True, help="Of each dynamic question.")
@click.option("--lang", type=click.Choice(["es", "en"]), default="es", show_default=True, help="In which it opens.")
@course
def command(out: Path, topics: tuple[str, ...], seed: int, variants: int, lang: str, course: Path | None) -> None:
    """Build a web page on which students ask themselves the questions.

    One file that opens from disk and loads nothing. It holds both languages, marks answers and keeps progress in the
    browser. Answers do not stand in it readably; who takes the trouble can open them, as in any page without a server.

    \b
    Examples:
      gradiente quizzes build
      gradiente quizzes build --out web --topic losses --topic activations --variants 20
    """
    from gradiente.course import find_course
    from gradiente.quizzes.bank import Bank
    from gradiente.quizzes.page.building import build_page, write_page

    titles = {exercise.topic: exercise.title for exercise in find_course(course).exercises}
    bank = Bank(bank_folder(course))
    built = build_page(bank, titles, topics=topics, seed=seed, variants=variants, language=lang)
    path = out / "index.html"
    write_page(path, built.html)
    size = len(built.html.encode()) / 1e6
    click.echo(f"{path}: {built.questions} questions, {built.variants} variants, {size:.1f} MB")
