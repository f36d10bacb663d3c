"""The errors that a person is told about in one sentence."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command says to the shell."""

    ALL_PASSED = 0
    SOMETHING_FAILED = 1
    WRONG_USAGE = 2
    GRADER_FAULT = 3


class GradienteError(Exception):
    """Something the person who runs the command can mend; the message says what and how."""

    exit_code = ExitCode.WRONG_USAGE


class GraderFaultError(GradienteError):
    """Our own failure; it never costs a student a point."""

    exit_code = ExitCode.GRADER_FAULT
