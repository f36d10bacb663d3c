"""What intake finds: submissions and odd files, as plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from gradiente.intake.notes import Note
from gradiente.intake.texts import SourceText


@dataclass(frozen=True)
class TopicNames:
    """What is needed to tell a topic's file from others: its name, its number and its functions."""

    topic: str
    number: int
    functions: tuple[str, ...]


@dataclass(frozen=True)
class Limits:
    """How much is read of what others made.

    Attributes
    ----------
    file_bytes : int
        Of one Python file.
    student_bytes : int
        Of all Python files of a student.
    student_files : int
        Python files and archives of a student that are read.
    total_bytes : int
        Of all students' Python files that are graded or imported.
    members : int
        Files and folders in one path given by the instructor.
    unpacked_bytes : int
        Of a tarball given by the instructor, unpacked.
    archive_bytes : int
        Of all archives inside a submission; of a tarball inside one, unpacked.
    archive_members : int
        Files and folders in an archive inside a submission.
    archive_depth : int
        Archives inside one another in a submission.
    ratio : int
        How many times its packed size a file larger than 64 KiB may have.
    """

    file_bytes: int = 1 << 20
    student_bytes: int = 16 << 20
    student_files: int = 200
    total_bytes: int = 2 << 30
    members: int = 500_000
    unpacked_bytes: int = 4 << 30
    archive_bytes: int = 64 << 20
    archive_members: int = 10_000
    archive_depth: int = 3
    ratio: int = 200


@dataclass(frozen=True, slots=True)
class Person:
    """A student by key and name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """The file that a student hands in for a topic.

    Attributes
    ----------
    topic : str
    path : str
        Where it lies in the submission, made safe to show.
    text : SourceText
        What it says.
    digest : str
        SHA-256 of the bytes as they came, in hexadecimal.
    """

    topic: str
    path: str
    text: SourceText
    digest: str


@dataclass(frozen=True, slots=True)
class Submission:
    """What one student, or one team, handed in.

    Attributes
    ----------
    key : str
        The LMS's id where there is one, else the name of the folder or file; unique in an `Intake`.
    name : str
        As the LMS gives it, else the folder's name.
    language : str or None
        `es` or `en` if the header of most of the files says so.
    files : tuple of SubmittedFile
        At most one a topic, in the order of the topics.
    helpers : dict of str to SourceText
        The student's other modules, by file name (`tools.py`). A graded file that others import under a name
        which is not its topic's is here too.
    notes : tuple of Note
    submitted : datetime or None
        When, in whatever time zone; None if nobody who knows has said it.
    is_flagged_late : bool
        Whether the LMS calls it late by a due date of its own, without saying how late.
    group : str
        Name of the group that handed it in for each of its members; "" for a student alone.
    attempt : str
        Name of the attempt, if there are several.
    attempts : tuple of Submission
        The earlier ones, if the best is to count.
    """

    key: str
    name: str
    language: str | None = None
    files: tuple[SubmittedFile, ...] = ()
    helpers: dict[str, SourceText] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    submitted: datetime | None = None
    is_flagged_late: bool = False
    group: str = ""
    attempt: str = ""
    attempts: tuple[Submission, ...] = ()


@dataclass(frozen=True)
class OddFile:
    """A file that nobody grades or imports, and why; `student` is a key, or None where it is nobody's."""

    path: str
    note: Note
    student: str | None = None


@dataclass(frozen=True)
class Intake:
    """All that was found.

    Attributes
    ----------
    submissions : tuple of Submission
        Sorted by key.
    odd : tuple of OddFile
        Sorted by student and path.
    notes : tuple of Note
        About no student in particular.
    """

    submissions: tuple[Submission, ...] = ()
    odd: tuple[OddFile, ...] = ()
    notes: tuple[Note, ...] = ()
