"""`gradiente submit`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli import options


@click.command(name="submit")
@click.argument("topics", nargs=-1, metavar="[TOPIC]...")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The zip; else one in the workspace.")
@click.option("--name", help="Your name; asked once and remembered.")
@click.option("--id", "identifier", help="Your identifier in the course; asked once and remembered.")
@click.option("--yes", is_flag=True, help="Hand in as it is, without a question.")
@click.option(
    "--verify",
    "receipt",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Say whether a receipt is whole and its zip is still the same.",
)
@options.language
def command(
    topics: tuple[str, ...],
    out: Path | None,
    name: str | None,
    identifier: str | None,
    yes: bool,
    receipt: Path | None,
    lang: str | None,
) -> None:
    """Make the one file that you upload, and a receipt; without TOPIC, of every topic that you have begun.

    What is missing is said before. Nothing is sent anywhere: upload the zip yourself.

    \b
    Examples:
      gradiente submit
      gradiente submit losses --name "Ana Ruiz" --id ana.ruiz
      gradiente submit --verify ana-ruiz-20261128-101500.receipt.json
    """
    import sys
    from datetime import UTC, datetime

    from gradiente.errors import ExitCode, GradienteError
    from gradiente.student.handing_in import hand_in, readiness, verify
    from gradiente.student.workspace import find_workspace, need_workspace
    from gradiente.texts import say

    if receipt is not None:
        around = find_workspace(receipt.absolute().parent) or find_workspace()
        verified = verify(receipt, lang or (around.language if around else options.language_of_locale()))
        click.echo("\n".join(verified.lines))
        click.get_current_context().exit(ExitCode.ALL_PASSED if verified.good else ExitCode.SOMETHING_FAILED)
    workspace = need_workspace(lang, options.language_of_locale())
    language = workspace.language
    ready = readiness(workspace, [workspace.kit.topic(one, language) for one in topics])
    if not ready.topics:
        raise GradienteError(" ".join([*ready.missing, say("student.submit-nothing", language)]))
    for line in ready.lines:
        click.echo(line)
    if ready.not_begun and not topics:
        click.echo(say("student.submit-not-begun", language, topics=", ".join(ready.not_begun)))
    for line in ready.missing:
        click.echo(f"! {line}")
    can_ask = sys.stdin.isatty()
    if ready.missing and not yes:
        if not can_ask:
            raise GradienteError(say("student.submit-needs-yes", language))
        if not click.confirm(say("student.submit-anyway", language), default=False):
            click.get_current_context().exit(ExitCode.SOMETHING_FAILED)
    settings = workspace.remembered("settings")
    who = {"name": name or settings.get("name"), "id": identifier or settings.get("id")}
    for key, value in who.items():
        if not value and can_ask:
            who[key] = click.prompt(say(f"student.submit-ask-{key}", language)).strip()
    if not all(who.values()):
        raise GradienteError(say("student.submit-who", language))
    workspace.remember("settings", {**settings, **who})
    now = datetime.now(UTC)
    handed_in = hand_in(workspace, ready.topics, str(who["name"]), str(who["id"]), out, now)
    for remark in handed_in.remarks:
        click.echo(f"! {remark}")
    click.echo(say("student.submit-written", language, path=handed_in.archive))
    place = handed_in.receipt
    click.echo(say("student.submit-receipt", language, path=place, code=handed_in.code, name=place.name))
