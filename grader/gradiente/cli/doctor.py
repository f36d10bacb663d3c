"""`gradiente doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gradiente.cli import options

if TYPE_CHECKING:
    from gradiente.wall.diagnosis import Diagnosis


@click.command(name="doctor")
@click.option("--lang", type=click.Choice(["es", "en"]), help="Language; else the locale's.")
@options.as_json
def command(lang: str | None, as_json: bool) -> None:
    """Say how well student code is isolated on this machine, and what to do for more.

    A canary takes the student's place and tries to break out; a level is granted if it cannot.

    \b
    Examples:
      gradiente doctor
      gradiente doctor --lang es
    """
    from gradiente.errors import ExitCode
    from gradiente.wall.diagnosis import diagnose
    from gradiente.wall.launch import Level

    diagnosis = diagnose()
    click.echo(_json(diagnosis) if as_json else _text(diagnosis, lang or options.language_of_locale()))
    if diagnosis.level is Level.NONE:
        click.get_current_context().exit(ExitCode.SOMETHING_FAILED)


def _text(diagnosis: Diagnosis, language: str) -> str:
    from gradiente.texts import say, template

    def of(key: str, **details: str) -> str:
        return say(f"doctor.{key}", language, **details)

    lines = [of(f"level-{diagnosis.level.value}"), ""]
    for layer in diagnosis.layers:
        detail = f" ({layer.detail})" if layer.detail else ""
        lines.append(f"  [{of('works' if layer.works else 'fails')}] {of(f'layer-{layer.name}')}{detail}")
    lines.append("")
    for finding in diagnosis.findings:
        if not finding.granted:
            lines.append(of("tried", level=finding.level.value, reason=finding.reason))
    if not diagnosis.causes:
        return "\n".join([*lines, of("nothing-to-do")])
    lines.append(of("what-to-do"))
    # The advice names nothing, and holds braces of a file to be written.
    lines += [f"- {template(f'doctor.advice-{cause}', language)}" for cause in diagnosis.causes]
    return "\n".join(lines)


def _json(diagnosis: Diagnosis) -> str:
    import json
    from dataclasses import asdict

    plain = {
        "level": diagnosis.level.value,
        "layers": [asdict(layer) for layer in diagnosis.layers],
        "findings": [asdict(finding) for finding in diagnosis.findings],
        "causes": list(diagnosis.causes),
    }
    return json.dumps(plain, indent=1)
