"""`gradiente list`."""

from __future__ import annotations

import click

from gradiente.cli import options


@click.command(name="list")
@options.language
@options.as_json
def command(lang: str | None, as_json: bool) -> None:
    """List the topics of your workspace with their points, and how far you are.

    \b
    Example:
      gradiente list
    """
    from gradiente.student.progress import progress_of
    from gradiente.student.workspace import need_workspace
    from gradiente.texts import say

    workspace = need_workspace(lang, options.language_of_locale())
    rows = [progress_of(workspace, topic) for topic in workspace.kit.topics]
    if as_json:
        import json

        from gradiente.student.showing import progress_json

        click.echo(json.dumps([progress_json(row) for row in rows], indent=1))
        return
    from gradiente.student.showing import make_console, topic_table

    console = make_console()
    console.print(topic_table(rows, workspace.language))
    console.print(say("student.list-legend", workspace.language), style="dim", markup=False)
