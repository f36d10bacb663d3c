"""Misconceptions: wrong answers that have a name, one module a topic."""

from cnn_reference.misconceptions.misconception import Misconception, Text

__all__ = ["Misconception", "Text"]
