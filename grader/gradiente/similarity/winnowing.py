"""Fingerprints of a sequence, by winnowing.

Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

GRAM = 8
WINDOW = 5


def hashes(words: Sequence[str], gram: int = GRAM) -> list[int]:
    """Hash every run of `gram` words; the hash is the same in every process.

    Parameters
    ----------
    words : sequence of str
    gram : int

    Returns
    -------
    list of int
        One per place where a run begins.
    """
    return [
        zlib.crc32("\0".join(words[place : place + gram]).encode("utf-8", "replace"))
        for place in range(len(words) - gram + 1)
    ]


def winnow(values: Sequence[int], window: int = WINDOW) -> set[int]:
    """Choose fingerprints: the smallest of every `window` neighbours.

    Whatever two sequences share of at least ``window + gram - 1`` words in a row leaves a fingerprint that is in
    both, wherever it stands in them: the guarantee of the paper.

    Parameters
    ----------
    values : sequence of int
        Hashes in their order.
    window : int

    Returns
    -------
    set of int
    """
    if len(values) <= window:
        return {min(values)} if values else set()
    return {min(values[place : place + window]) for place in range(len(values) - window + 1)}
