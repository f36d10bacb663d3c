"""Turn what a learning platform gave the instructor into submissions.

Archives are read in memory and never extracted; no path, size, encoding or link in them is trusted, and no
student's source is parsed. What cannot be read costs one file and becomes a note for a person; nothing is
dropped in silence.
"""

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
