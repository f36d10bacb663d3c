"""`gradiente release`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli import options


@click.command(name="release")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The kit, a .zip.")
@click.option(
    "--lang",
    type=click.Choice(["es", "en", "both"]),
    default="both",
    show_default=True,
    help="Languages of statements, stubs and README.",
)
@click.option("--notebooks", is_flag=True, help="Notebooks in place of stubs and statements.")
@click.option("--topic", "topics", multiple=True, help="Only this topic; may be repeated.")
@click.option("--variants", type=click.IntRange(1, 1000), default=10, show_default=True, help="Of each quiz question.")
@options.course
def command(out: Path, lang: str, notebooks: bool, topics: tuple[str, ...], variants: int, course: Path | None) -> None:
    """Build the kit that students get: stubs, statements, examples, quizzes and the student's commands.

    Before anything is written, its whole content is searched for lines of hidden checks, solutions and reference. The
    same course gives the same bytes.

    \b
    Examples:
      gradiente release --out kit.zip
      gradiente release --out kit-es.zip --lang es --notebooks --topic losses --topic activations
    """
    from gradiente.authoring.release import make_release, write_release
    from gradiente.authoring.stubs import LANGUAGES
    from gradiente.course import find_course

    if out.suffix.lower() != ".zip":
        raise click.UsageError("--out must end in .zip.")
    languages = LANGUAGES if lang == "both" else (lang,)
    release = make_release(find_course(course), languages, topics, notebooks=notebooks, variants=variants)
    write_release(out, release)
    size_mb = out.stat().st_size / 1e6
    click.echo(f"{out}: {release.topics} topics, {release.questions} variants of questions, {size_mb:.1f} MB")
    click.echo(f"Named mistakes that it recognises at home: {release.mistakes}. Nothing hidden is in it.")
    if release.without_mistakes:
        click.echo(
            f"torch is not installed, so no mistakes are named in {', '.join(release.without_mistakes)}.", err=True
        )
