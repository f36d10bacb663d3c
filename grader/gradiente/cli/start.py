"""`gradiente start`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli import options


@click.command(name="start")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default="cnn")
@click.option("--kit", type=click.Path(path_type=Path), help="The kit's folder or zip; else the one that lies here.")
@options.language
def command(folder: Path, kit: Path | None, lang: str | None) -> None:
    """Make a workspace from a kit, or bring yours up to date. Your work is never written over.

    FOLDER is made if it is missing. Run again with a newer kit, this replaces what you have not touched; what you have
    stays, and the newer form is laid beside it.

    \b
    Examples:
      gradiente start ../cnn --lang es
      gradiente start ../cnn --kit kit.zip
    """
    from gradiente.errors import GradienteError
    from gradiente.student.kit import find_kit
    from gradiente.student.starting import BESIDE, start
    from gradiente.student.workspace import find_workspace
    from gradiente.texts import say

    there = find_workspace(folder) if folder.is_dir() else None
    own = there is not None and there.folder == folder.absolute()
    language = lang or (there.language if there is not None and own else options.language_of_locale())
    found = find_kit(kit, language)
    if language not in found.kit.languages:
        if lang is not None:
            raise GradienteError(say("student.kit-language", language, languages=", ".join(found.kit.languages)))
        language = found.kit.languages[0]
    started = start(folder, found, language)
    click.echo(say("student.started", language, folder=folder))
    for key in ("written", "updated", "kept"):
        if count := len(getattr(started, key)):
            click.echo("  " + say(f"student.started-{key}", language, count=count))
    for name in started.beside:
        click.echo("  " + say("student.started-beside", language, name=name, beside=name + BESIDE))
    if not (started.written or started.updated or started.beside):
        click.echo("  " + say("student.started-nothing", language))
    if started.written and not started.kept:
        first = found.kit.topics[0]
        files = [name for name in started.written if name.startswith(f"{first.folder}/{first.topic}.")]
        click.echo(say("student.started-next", language, folder=folder, file=files[0] if files else first.folder))
