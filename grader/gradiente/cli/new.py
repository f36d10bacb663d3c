"""`gradiente new`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="new")
@click.argument("topic")
@click.option("--number", type=click.IntRange(1, 99), help="Its place in the course; else the next one.")
@click.option("--title-es", help="Title in Spanish; else made from the topic's name.")
@click.option("--title-en", help="Title in English; else made from the topic's name.")
@click.option(
    "--course",
    type=click.Path(path_type=Path, file_okay=False),
    help="The course's folder, or an empty one that becomes a course; else the course around.",
)
def command(topic: str, number: int | None, title_es: str | None, title_en: str | None, course: Path | None) -> None:
    """Lay out a new exercise: every file that it needs, with a small exercise in them that works.

    Solution regions are marked as you are used to: ### BEGIN SOLUTION, # BEGIN SOLUTION, or # SOLUTION at a line's
    end, with NO PROMPT or without.

    \b
    Examples:
      gradiente new padding --title-es "Relleno" --title-en "Padding"
      gradiente new averages --course my-course
    """
    from gradiente.authoring.new import lay_out
    from gradiente.course import find_course

    made = lay_out(topic, course or find_course(None).folder, number=number, title_es=title_es, title_en=title_en)
    for path in made.written:
        click.echo(path)
    click.echo(f"{made.course.folder / 'exercises' / made.folder} is what students get.")
    where = f" --course {course}" if course else ""
    click.echo("\nWrite over the sample, room by room, in this order. After each change:")
    click.echo(f"  gradiente exercises{where}")
    if made.has_reference:
        click.echo(f"  python -m pytest tests/reference/test_{topic}.py")
        click.echo(f"  python -m pytest tests/judge -k {topic}")
        click.echo("Then add its line to the tables of README.md and README.es.md.")
    else:
        click.echo(f"  python -m pytest {made.course.folder / 'tests'}")
