"""`gradiente override`."""

from __future__ import annotations

from pathlib import Path

import click

from gradiente.cli import options


@click.command(name="override")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("student", required=False)
@click.argument("target", required=False, metavar="TOPIC[/PART]")
@click.option("--mark", type=float, help="Out of 10 for a topic; points for a function or a check.")
@click.option("--pass", "passes", is_flag=True, help="Everything that the topic, function or check can give.")
@click.option("--reason", help="Why; the student reads it.")
@click.option("--by", metavar="NAME", help="Who decides; else the name you are logged in with.")
@click.option("--remove", is_flag=True, help="Let what the grader judged count again.")
@click.option("--list", "lists", is_flag=True, help="List what was decided.")
@options.as_json
def command(
    folder: Path,
    student: str | None,
    target: str | None,
    mark: float | None,
    passes: bool,
    reason: str | None,
    by: str | None,
    remove: bool,
    lists: bool,
    as_json: bool,
) -> None:
    """Put a mark of your own in place of the grader's, with a reason that the student reads.

    FOLDER holds the graded class. STUDENT is a key or a whole name. PART is one of the topic's functions or checks;
    without it the whole topic gets the mark. The report is written again at once, and the mark stays through
    every grading and regrading; if the grader later judges otherwise than now, the class page says so.

    \b
    Examples:
      gradiente override report 4101 losses/cross_entropy --mark 1.5 --reason "Right, but for an old NumPy."
      gradiente override report "Ana Gil" losses --pass --reason "Handed in on paper."
      gradiente override report 4101 losses/cross_entropy --remove
      gradiente override report --list
    """
    from gradiente.cli import overriding

    if lists:
        if student is not None or mark is not None or passes or remove:
            raise click.UsageError("--list stands alone.")
        overriding.show(folder, as_json=as_json)
        return
    if student is None or target is None:
        raise click.UsageError("Name a student and a topic, or ask for --list.")
    if sum((mark is not None, passes, remove)) != 1:
        raise click.UsageError("Give one of --mark, --pass and --remove.")
    if remove:
        overriding.remove(folder, student, target, as_json=as_json)
        return
    if not (reason or "").strip():
        raise click.UsageError("Say why with --reason: the student reads it.")
    overriding.decide(folder, student, target, mark, (reason or "").strip(), by, as_json=as_json)
