"""`gradiente watch`."""

from __future__ import annotations

import click

from gradiente.cli import options


@click.command(name="watch")
@click.argument("topic", required=False)
@options.language
def command(topic: str | None, lang: str | None) -> None:
    """Check a topic whenever you save it: only what changed.

    Keys: n shows what comes next, h gives a hint, c checks again, q quits.

    \b
    Example:
      gradiente watch
    """
    from gradiente.student.showing import make_console
    from gradiente.student.watching import keys_of_terminal, watch
    from gradiente.student.workspace import need_workspace
    from gradiente.texts import say

    workspace = need_workspace(lang, options.language_of_locale())
    where = workspace.kit.topic(topic, workspace.language) if topic else None
    try:
        with keys_of_terminal() as keys:
            watch(workspace, make_console(), keys, where)
    except KeyboardInterrupt:
        click.echo(say("student.watch-ends", workspace.language))
