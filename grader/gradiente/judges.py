"""Where judges sit: in processes of this machine, or on a Dask cluster when a class outgrows it."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from gradiente.course import Course
from gradiente.errors import GradienteError
from gradiente.judge import desk
from gradiente.judge.digests import course_digest, judge_digest, versions
from gradiente.judge.record import CheckRecord, TopicRecord
from gradiente.wall.isolation import examine
from gradiente.wall.launch import Level

PATIENCE_S = 10  # how long the scheduler of a cluster may take to answer
_WAITING_PER_JUDGE = 4  # tasks handed out ahead, so that memory does not grow with the class


class JudgeEndedError(Exception):
    """A judge ended over a submission; whether over this one, its caller finds out."""


class Judges(Protocol):
    """Judges at work, until the `with` statement ends.

    Attributes
    ----------
    ahead : int
        How many submissions to hand out at once to each seat.
    """

    ahead: int

    def __enter__(self) -> Judges:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Send the judges home; what they have not begun is dropped."""

    def submit(
        self, seat: int, topic: str, main: str | None, files: dict[str, bytes], known: Mapping[str, CheckRecord]
    ) -> Future[TopicRecord]:
        """Have one submission judged by whoever sits there; see `record_of`."""

    def record_of(self, future: Future[TopicRecord]) -> TopicRecord:
        """Return what a judge found; raises JudgeEndedError if the judge did not survive it."""


@dataclass(frozen=True)
class Seating:
    """What a judge needs to know before the first submission.

    Attributes
    ----------
    course : str
        Folder of the course, where the judge sits.
    seed : str
        The secret of the course offering.
    level : str
        How workers are shut in.
    """

    course: str
    seed: str
    level: str


class LocalJudges:
    """Judges in processes of this machine, one a seat.

    Parameters
    ----------
    seating : Seating
    seats : int
    """

    def __init__(self, seating: Seating, seats: int) -> None:
        self.ahead = 1 if seats == 1 else _WAITING_PER_JUDGE
        # Judges are started, not forked: nothing of this process, and no thread of it, is theirs. Each comes when
        # there is something to judge.
        self._executors = [
            ProcessPoolExecutor(
                1,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=desk.take_seat,
                initargs=(seating.course, seating.seed, seating.level, os.getpid()),
            )
            for _ in range(seats)
        ]

    def __enter__(self) -> LocalJudges:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Send the judges home; after an interrupt nobody waits for them."""
        for executor in self._executors:
            executor.shutdown(wait=kind is None, cancel_futures=True)

    def submit(
        self, seat: int, topic: str, main: str | None, files: dict[str, bytes], known: Mapping[str, CheckRecord]
    ) -> Future[TopicRecord]:
        """Have one submission judged by whoever sits there."""
        try:
            return self._executors[seat].submit(desk.judge, topic, main, files, known)
        except BrokenProcessPool as error:  # over another one, just now
            broken: Future[TopicRecord] = Future()
            broken.set_exception(error)
            return broken

    def record_of(self, future: Future[TopicRecord]) -> TopicRecord:
        """Return what a judge found."""
        try:
            return future.result()
        except BrokenProcessPool:
            raise JudgeEndedError from None


class ClusterJudges:
    """Judges on a Dask cluster: one desk a worker thread, wherever the scheduler puts them; one seat for all.

    Parameters
    ----------
    seating : Seating
        The course's folder must be there on every machine of the cluster.
    address : str
        Of the scheduler, e.g. ``tcp://10.0.0.1:8786``.
    """

    def __init__(self, seating: Seating, address: str) -> None:
        self._client: Any = _client_of(address)
        self._seating = seating
        try:
            self.ahead = _WAITING_PER_JUDGE * self._threads(address)
            self._insist_on_equal_workers()
        except BaseException:
            self._client.close()
            raise
        self._executor: Executor = self._client.get_executor(pure=False)

    def _threads(self, address: str) -> int:
        workers = self._client.scheduler_info(n_workers=-1)["workers"].values()
        threads = sum(worker["nthreads"] for worker in workers)
        if not threads:
            raise GradienteError(f"The Dask scheduler at {address} has no workers: start some and try again.")
        return int(threads)

    def _insist_on_equal_workers(self) -> None:
        """Refuse a worker that would judge otherwise than this machine: the same bytes come out everywhere."""
        ours = what_judges(self._seating)
        for worker, theirs in self._client.run(what_judges, self._seating).items():
            for what, version in ours.items():
                if theirs.get(what) != version:
                    raise GradienteError(
                        f"The worker {worker} differs from this machine in {what}: {theirs.get(what)!r} there, "
                        f"{version!r} here. Install the same there and try again."
                    )

    def __enter__(self) -> ClusterJudges:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the cluster."""
        self._executor.shutdown(wait=False)
        self._client.close()

    def submit(
        self,
        seat: int,  # noqa: ARG002
        topic: str,
        main: str | None,
        files: dict[str, bytes],
        known: Mapping[str, CheckRecord],
    ) -> Future[TopicRecord]:
        """Have one submission judged by whoever is free."""
        return self._executor.submit(judge_at_a_desk, self._seating, topic, main, files, dict(known))

    def record_of(self, future: Future[TopicRecord]) -> TopicRecord:
        """Return what a judge found; Dask itself gives a task of a lost worker to another one, a few times."""
        from concurrent.futures import CancelledError

        from distributed.scheduler import KilledWorker

        try:
            return future.result()
        except (KilledWorker, CancelledError):
            raise JudgeEndedError from None


def _client_of(address: str) -> Any:
    try:
        import distributed
    except ImportError:
        raise GradienteError(
            'A cluster needs the package distributed: pip install "gradiente[cluster]", here and on its workers.'
        ) from None
    make: Any = distributed.Client
    try:
        return make(address, timeout=PATIENCE_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise GradienteError(f"No Dask scheduler answers at {address} ({error or 'timed out'}).") from None


def what_judges(seating: Seating) -> dict[str, str]:
    """Say what a verdict depends on, as it is on this machine.

    Parameters
    ----------
    seating : Seating

    Returns
    -------
    dict of str to str
        Versions, digests of the course and of the code that judges, and whether the level of isolation holds.
    """
    level, course = Level(seating.level), Path(seating.course)
    holds = level is Level.NONE or examine(level).granted
    return {
        **versions(),
        "the grader's own code": judge_digest(),
        f"the course in {seating.course}": course_digest(course),
        f"the isolation level {level}": "holds" if holds else "does not hold",
    }


_desks = threading.local()


def judge_at_a_desk(
    seating: Seating, topic: str, main: str | None, files: dict[str, bytes], known: Mapping[str, CheckRecord]
) -> TopicRecord:
    """Judge one submission at this thread's desk; runs on a worker of the cluster."""
    if getattr(_desks, "seating", None) != seating:
        if hasattr(_desks, "desk"):
            _desks.desk.close()
        _desks.desk = desk.Desk(Course(Path(seating.course)), seating.seed, Level(seating.level))
        _desks.seating = seating
    found: Any = _desks.desk.judge(topic, main, files, known)
    return found  # type: ignore[no-any-return]
