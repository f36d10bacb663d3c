"""`gradiente doctor`."""

from __future__ import annotations

import click

_MEANING = {
    "full": "bubblewrap's namespaces, Landlock, seccomp and limits. Student code sees an interpreter and the "
    "libraries of its exercise, and nothing else of this machine.",
    "locked": "Landlock, seccomp and limits. Student code can read nothing but its libraries, write nothing, "
    "start nothing and reach nobody; it could find out whether a path exists, and the host's name.",
}
_REPAIR = {
    "full": "To get it: install bubblewrap (Debian, Ubuntu: apt install bubblewrap). On Ubuntu 24.04 an AppArmor "
    "profile for /usr/bin/bwrap is needed too.",
    "locked": "To get it: a Linux kernel from 5.13 on with Landlock and seccomp, or a container on one "
    "(docker run --network none --read-only --cap-drop ALL).",
}


@click.command(name="doctor")
def command() -> None:
    r"""Say how well student code is isolated on this machine, and what to do for more.

    A canary takes the student's place and tries to break out; a level is granted if it cannot.

    \b
    Example:
      gradiente doctor
    """
    from gradiente.errors import ExitCode
    from gradiente.wall.isolation import findings

    granted = False
    for finding in findings():
        if finding.granted:
            granted = True
            click.echo(f"Isolation here is {finding.level.value}: {_MEANING[finding.level.value]}")
        else:
            click.echo(f"Not {finding.level.value}: {finding.reason} {_REPAIR[finding.level.value]}")
    if not granted:
        click.echo("Nothing isolates student code here: `gradiente grade` refuses unless told --unsandboxed.")
        click.get_current_context().exit(ExitCode.SOMETHING_FAILED)
