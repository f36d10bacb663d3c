"""What a submission may use up."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The limits of one topic; they stand in its `exercise.toml`.

    Attributes
    ----------
    call_s, load_s : float
        Seconds for one call, and for loading the file.
    submission_s : float
        Seconds for all calls of a submission in this topic together.
    memory_mib : int
        Memory beyond what the libraries need.
    """

    call_s: float = 2.0
    load_s: float = 3.0
    submission_s: float = 20.0
    memory_mib: int = 256
