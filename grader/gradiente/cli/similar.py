"""`gradiente similar`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli import options


@click.command(name="similar")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the pages.")
@click.option("--topic", "topics", multiple=True, help="Compare this topic; else all that were handed in.")
@click.option(
    "--expected",
    type=click.FloatRange(min=0, min_open=True),
    default=1,
    show_default=True,
    help="List pairs so alike that a class of this size would have at most so many by chance.",
)
@click.option("--most", type=click.IntRange(min=1), default=50, show_default=True, help="List at most so many pairs.")
@options.course
@options.kept_lang
@options.as_json
def command(
    paths: tuple[Path, ...],
    out: Path,
    topics: tuple[str, ...],
    expected: float,
    most: int,
    course: Path | None,
    lang: str | None,
    as_json: bool,
) -> None:
    """Find pairs of submissions that are more alike than chance explains, and show them side by side.

    PATH is what `gradiente grade` takes. Nothing is run. Names, comments and the order of functions do not matter;
    what was handed out, and what everybody has to write alike, does not count. A person decides what a likeness means.

    \b
    Examples:
      gradiente similar entregas.zip --out parecidas
      gradiente similar entregas.zip --topic losses --expected 0.1 --out parecidas
    """
    from gradiente.cli.comparing import compare_and_report

    compare_and_report(
        list(paths),
        out,
        topics=topics,
        expected=expected,
        most=most,
        course_folder=course,
        language=lang,
        as_json=as_json,
    )
