"""Options that several commands share."""

from __future__ import annotations

import locale
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from gradiente.results import Feedback

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def language_of_locale() -> str:
    """Return `es` if the locale is Spanish, else `en`."""
    import os

    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    name = name or (locale.getlocale()[0] or "")
    return "es" if name.lower().startswith(("es", "spanish")) else "en"


course = click.option(
    "--course",
    type=click.Path(path_type=Path, file_okay=False),
    help="The course's folder; else the one around, or GRADIENTE_COURSE.",
)
lang = click.option(
    "--lang",
    type=click.Choice(["es", "en"]),
    help="Language of pages whose student did not choose one; else the locale's.",
)
jobs = click.option("--jobs", type=click.IntRange(1, 512), help="Judges at work at once; else one a processor.")
feedback = click.option(
    "--feedback",
    type=click.Choice([level.value for level in Feedback]),
    default=Feedback.HINT.value,
    show_default=True,
    help="How much a student reads about hidden checks.",
)
kept_feedback = click.option(
    "--feedback",
    type=click.Choice([level.value for level in Feedback]),
    help="How much a student reads about hidden checks; else as in the grading.",
)
kept_lang = click.option("--lang", type=click.Choice(["es", "en"]), help="Language; else as in the grading.")
quiz_results = click.option(
    "--quiz-results",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Results of a quiz, as `quizzes results` reads them, for the class page; may be given several times.",
)
unsandboxed = click.option(
    "--unsandboxed", is_flag=True, help="Go on where student code cannot be isolated: only if you trust it."
)
isolation = click.option(
    "--isolation",
    type=click.Choice(["full", "locked"]),
    help="Isolate at this level instead of the strongest: all workers of a cluster must offer the same.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print the results as JSON instead of text.")
language = click.option(
    "--lang", type=click.Choice(["es", "en"]), help="Language; else that of the workspace, else the locale's."
)
