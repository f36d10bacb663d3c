"""Grade the exercises of a lecture on training convolutional networks, with student code behind a wall."""

__version__ = "0.1.0"
