"""The store: every record is written the moment it is known, so that nothing graded is ever lost."""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from gradiente.errors import GradienteError
from gradiente.judge.record import TopicRecord, from_plain, to_plain

FILE_NAME = "grading.sqlite"
PATIENCE_S = 10.0  # for another program that reads the store
_FORMAT = "2"


class Store:
    """Records of judgements by what they depend on: submission, checks, seed and versions.

    Parameters
    ----------
    folder : Path
        The output folder; made if it is not there.

    Raises
    ------
    GradienteError
        If the folder cannot be written to, another grader uses it, or the file is not a store.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = _only_grader(folder)
        except OSError as error:
            raise GradienteError(f"{folder} cannot be written to ({error.strerror}).") from None
        self._connection: sqlite3.Connection | None = None
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def _open(self) -> None:
        with self._explained():
            self._connection = sqlite3.connect(self.path, timeout=PATIENCE_S, isolation_level=None)
            self._execute("PRAGMA journal_mode = WAL")
            self._execute("PRAGMA synchronous = NORMAL")
            self._execute("CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT)")
            self._execute("CREATE TABLE IF NOT EXISTS records (key TEXT PRIMARY KEY, record TEXT)")
        if self.fact("format", _FORMAT) != _FORMAT:
            raise GradienteError(f"{self.path} was written by another version: choose another --out folder.")

    def _execute(self, statement: str, *values: str) -> sqlite3.Cursor:
        assert self._connection is not None
        return self._connection.execute(statement, values)

    def __enter__(self) -> Store:
        """Use the store in a with statement."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Close the file and let others use it."""
        if self._connection is not None:
            self._connection.close()
        os.close(self._lock)

    def fact(self, name: str, default: str) -> str:
        """Return what was once stored under a name; the first default given stays."""
        with self._explained():
            self._execute("INSERT OR IGNORE INTO facts VALUES (?, ?)", name, default)
            row = self._execute("SELECT value FROM facts WHERE name = ?", name).fetchone()
        return str(row[0])

    def secret_seed(self) -> str:
        """The seed of this course offering, made at the first grading and kept."""
        return self.fact("seed", secrets.token_hex(16))

    def get(self, key: str, digests: dict[str, str]) -> TopicRecord | None:
        """Return what is known of a submission.

        Parameters
        ----------
        key : str
            Names the submission, and everything that its record depends on beside the checks.
        digests : dict of str to str
            Of the checks by name; what is known of another version of a check is left out.

        Returns
        -------
        TopicRecord or None
        """
        with self._explained():
            row = self._execute("SELECT record FROM records WHERE key = ?", key).fetchone()
        if row is None:
            return None
        try:
            return from_plain(json.loads(row[0]), digests)
        except (ValueError, KeyError, TypeError, AttributeError):
            return None  # a damaged entry is judged again

    def put(self, key: str, record: TopicRecord, digests: dict[str, str]) -> None:
        """Keep a record, at once; see `get`."""
        text = json.dumps(to_plain(record, digests), ensure_ascii=False, sort_keys=True)
        with self._explained():
            self._execute("INSERT OR REPLACE INTO records VALUES (?, ?)", key, text)

    def execute(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a statement on a table that another module keeps in this file, and return its rows."""
        assert self._connection is not None
        with self._explained():
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Have everything within happen, or nothing of it."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.execute("ROLLBACK")
            raise
        self.execute("COMMIT")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise GradienteError(
                f"The store {self.path} cannot be used ({error}). What was graded is still in it: free the disk or "
                "choose another --out folder, and run the same command again."
            ) from None


def _only_grader(folder: Path) -> int:
    """Hold the folder's lock, which ends with the process whatever becomes of it."""
    handle = os.open(folder / ".grading.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        import fcntl
    except ImportError:  # Windows
        return handle
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise GradienteError(
            f"Another grader is at work in {folder}: wait for it, or choose another --out folder."
        ) from None
    return handle
