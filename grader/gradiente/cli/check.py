"""`gradiente check`."""

from __future__ import annotations

import click

from gradiente.cli import options


@click.command(name="check")
@click.argument("topics", nargs=-1, metavar="[TOPIC]...")
@options.language
@options.as_json
def command(topics: tuple[str, ...], lang: str | None, as_json: bool) -> None:
    """Run the public examples of a topic on your file; without TOPIC, of every topic that you have begun.

    Of each function that fails, the smallest input is shown, and the mistake is named where what you get is just what a
    known mistake gives. Your code runs in a process of its own with a time limit; nothing is sent anywhere.

    \b
    Examples:
      gradiente check losses
      gradiente check
    """
    from gradiente.errors import ExitCode, GradienteError
    from gradiente.student.progress import checked
    from gradiente.student.workspace import need_workspace
    from gradiente.texts import say

    workspace = need_workspace(lang, options.language_of_locale())
    language, kit = workspace.language, workspace.kit
    wanted = [kit.topic(name, language) for name in topics]
    wanted = wanted or [topic for topic in kit.topics if workspace.is_started(topic)]
    if not wanted:
        raise GradienteError(say("student.check-nothing-started", language, topic=kit.topics[0].topic))
    all_passed, found = True, []
    for topic in dict.fromkeys(one.topic for one in wanted):
        result = checked(workspace, kit.topic(topic, language))
        all_passed = all_passed and result.passed
        found.append(result)
        if not as_json:
            from gradiente.student.showing import make_console, show_check

            show_check(make_console(), result, language)
    if as_json:
        import json

        from gradiente.student.showing import check_json

        click.echo(json.dumps([check_json(one, language) for one in found], ensure_ascii=False, indent=1))
    click.get_current_context().exit(ExitCode.ALL_PASSED if all_passed else ExitCode.SOMETHING_FAILED)
