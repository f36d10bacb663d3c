"""Turn what a learning platform gave the instructor into submissions.

Archives are read in memory and never extracted; no path, size, encoding or link in them is trusted, and no
student's source is parsed. What cannot be read costs one file and becomes a note for a person; nothing is
dropped in silence.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gradiente.intake.attempts import AttemptRule
    from gradiente.intake.choices import Choices
    from gradiente.intake.collecting import collect, collect_each
    from gradiente.intake.notes import ASKS_FOR_A_PERSON, NOTE_KINDS, NOTE_KINDS_ES, Note, sentence
    from gradiente.intake.submission import Intake, Limits, OddFile, Person, Submission, SubmittedFile, TopicNames
    from gradiente.intake.texts import ChangedError, SourceText

__all__ = [
    "ASKS_FOR_A_PERSON",
    "NOTE_KINDS",
    "NOTE_KINDS_ES",
    "AttemptRule",
    "ChangedError",
    "Choices",
    "Intake",
    "Limits",
    "Note",
    "OddFile",
    "Person",
    "SourceText",
    "Submission",
    "SubmittedFile",
    "TopicNames",
    "collect",
    "collect_each",
    "sentence",
]

# Imported when they are asked for: a student's installation reads one submission, and knows no learning platform.
_HOMES = {
    "AttemptRule": "gradiente.intake.attempts",
    "Choices": "gradiente.intake.choices",
    "collect": "gradiente.intake.collecting",
    "collect_each": "gradiente.intake.collecting",
    "ASKS_FOR_A_PERSON": "gradiente.intake.notes",
    "NOTE_KINDS": "gradiente.intake.notes",
    "NOTE_KINDS_ES": "gradiente.intake.notes",
    "Note": "gradiente.intake.notes",
    "sentence": "gradiente.intake.notes",
    "Intake": "gradiente.intake.submission",
    "Limits": "gradiente.intake.submission",
    "OddFile": "gradiente.intake.submission",
    "Person": "gradiente.intake.submission",
    "Submission": "gradiente.intake.submission",
    "SubmittedFile": "gradiente.intake.submission",
    "TopicNames": "gradiente.intake.submission",
    "ChangedError": "gradiente.intake.texts",
    "SourceText": "gradiente.intake.texts",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
