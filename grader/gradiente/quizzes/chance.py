"""Chance that is the same on every machine and for ever: drawn from SHA-256, not from a library's generator.

A variant that a student has written down must be the same after an update of Python or NumPy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Drawn = TypeVar("Drawn")


class Chance:
    """A stream of draws that its name determines.

    Parameters
    ----------
    name : str
        The code of a variant, and what is drawn.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0

    def below(self, n: int) -> int:
        """Draw a whole number from 0 to n - 1, each equally likely."""
        # The part of the 64-bit range that n divides; what lies beyond is drawn again.
        limit = (1 << 64) // n * n
        while True:
            digest = hashlib.sha256(f"{self._name}/{self._count}".encode()).digest()
            self._count += 1
            number = int.from_bytes(digest[:8], "big")
            if number < limit:
                return number % n

    def choice(self, items: Sequence[Drawn]) -> Drawn:
        """Draw one of some items."""
        return items[self.below(len(items))]

    def sample(self, items: Sequence[Drawn], n: int) -> list[Drawn]:
        """Draw n different items, in random order."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(n)]

    def shuffled(self, items: Sequence[Drawn]) -> list[Drawn]:
        """Return the items in a random order, every order equally likely."""
        return self.sample(items, len(items))
