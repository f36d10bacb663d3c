"""Grade again beside what is published, and put it in its place when it is wanted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gradiente.store import FILE_NAME, Store

FOLDER = ".regrade"


@contextmanager
def beside(store: Store) -> Iterator[Store]:
    """Open a second store that holds all that the first one knows: what is graded there changes nothing here.

    It stays when the block ends: stopped at any moment, the same grading goes on there.

    Parameters
    ----------
    store : Store

    Yields
    ------
    Store
    """
    folder = store.path.parent / FOLDER
    with Store(folder) as second:
        second.execute("ATTACH DATABASE ? AS published", str(store.path))
        try:
            second.execute("INSERT OR REPLACE INTO facts SELECT * FROM published.facts")
            second.execute("INSERT OR IGNORE INTO records SELECT * FROM published.records")
        finally:
            second.execute("DETACH DATABASE published")
        yield second


def adopt(store: Store) -> None:
    """Take over every verdict of the second store."""
    second = store.path.parent / FOLDER / FILE_NAME
    store.execute("ATTACH DATABASE ? AS graded", str(second))
    try:
        store.execute("INSERT OR REPLACE INTO records SELECT * FROM graded.records")
    finally:
        store.execute("DETACH DATABASE graded")


def discard(out: Path) -> None:
    """Remove the second store."""
    shutil.rmtree(out / FOLDER, ignore_errors=True)
