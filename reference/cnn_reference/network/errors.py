"""What can go wrong with a network, each with a name of its own."""

__all__ = ["ModelFileError", "NetworkError", "ShapeError"]


class NetworkError(ValueError):
    """A network, or what it is asked to do, makes no sense."""


class ShapeError(NetworkError):
    """A layer does not fit what comes before it, or data do not fit the network."""


class ModelFileError(NetworkError):
    """A file is no saved network, or one that this version cannot read."""
