"""`gradiente hint`."""

from __future__ import annotations

import click

from gradiente.cli import options


@click.command(name="hint")
@click.argument("what", required=False, metavar="[TOPIC|FUNCTION]")
@options.language
def command(what: str | None, lang: str | None) -> None:
    """Give a hint for a function, one step more each time.

    Of a topic, it is for the first function that did not pass its examples when you last checked; without either, for
    the first such function of a topic that you have begun.

    \b
    Examples:
      gradiente hint softmax
      gradiente hint
    """
    from gradiente.student.progress import function_for_hint, next_hint
    from gradiente.student.showing import make_console, show_hint
    from gradiente.student.workspace import need_workspace

    workspace = need_workspace(lang, options.language_of_locale())
    show_hint(make_console(), next_hint(workspace, *function_for_hint(workspace, what)), workspace.language)
