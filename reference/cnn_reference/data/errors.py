"""What can go wrong with data, each with a name of its own; the message says what to do."""

__all__ = ["DataError", "MissingDataError"]


class DataError(ValueError):
    """A file is not what it should be."""


class MissingDataError(DataError):
    """A data set, or a library that reads it, is not there."""
