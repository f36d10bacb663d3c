"""A whole class: every submission in every topic, on all processors, resumed where it stopped."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial

from gradiente.course import Course, Exercise
from gradiente.intake import ChangedError, SourceText
from gradiente.judge.assembly import Assembler
from gradiente.judge.digests import judge_digest, versions
from gradiente.judge.record import CheckRecord, TopicRecord
from gradiente.judge.suite import load_suite
from gradiente.judges import ClusterJudges, JudgeEndedError, Judges, LocalJudges, Seating
from gradiente.results import Evidence, TopicResult, Verdict
from gradiente.store import Store
from gradiente.wall.launch import Level

_ATTEMPTS = 2

Content = bytes | SourceText


@dataclass(frozen=True, slots=True)
class Task:
    """One submission in one topic.

    Attributes
    ----------
    topic : str
    main : str or None
        The student's file; None if none was handed in.
    files : mapping of str to bytes or SourceText
        That file and the student's other ones; those that stay where they lie are read when they are judged.
    """

    topic: str
    main: str | None
    files: Mapping[str, Content] = field(repr=False)

    def read(self) -> dict[str, bytes]:
        """Return what the files say.

        Raises
        ------
        ChangedError
            If one is no longer what it was.
        """
        return {name: text if isinstance(text, bytes) else text.read() for name, text in self.files.items()}


@dataclass(frozen=True)
class Plan:
    """What a verdict depends on beside the submission.

    Attributes
    ----------
    course : Course
    seed : str
    level : Level
    """

    course: Course
    seed: str
    level: Level
    _assemblers: dict[str, Assembler] = field(default_factory=dict, init=False, repr=False, compare=False)

    def assembler(self, topic: str) -> Assembler:
        """Return what completes the records of a topic; its checks are read when it is first asked for."""
        if topic not in self._assemblers:
            self._assemblers[topic] = Assembler(load_suite(self.course.exercise(topic)))
        return self._assemblers[topic]

    def key(self, task: Task) -> str:
        """Name a record by everything that it depends on beside the checks."""
        exercise = self.course.exercise(task.topic)
        content = hashlib.sha256()
        parts = [task.topic, task.main or "", self.seed, self.level, judge_digest(), *versions().values()]
        for part in (*parts, str(exercise.limits), *exercise.libraries):
            content.update(part.encode() + b"\0")
        for name, text in sorted(task.files.items()):
            content.update(name.encode() + b"\0" + _digest(text))
        return content.hexdigest()


def _digest(text: Content) -> bytes:
    return hashlib.sha256(text).digest() if isinstance(text, bytes) else text.digest


def grade_tasks(
    plan: Plan,
    tasks: Sequence[Iterable[Task]],
    store: Store,
    *,
    processes: int,
    cluster: str | None = None,
    on_result: Callable[[Task, TopicResult, bool], None] = lambda *_: None,
) -> Iterator[tuple[Task, TopicResult]]:
    """Grade tasks, each at most once for the same content, and store every record as it comes.

    Of a submission that was judged before, only the checks that have changed since are judged again. Tasks are taken
    as judges become free, so none is held that has its result. To make a topic ready takes a judge a second or two:
    each begins with a topic that no other is at, and helps with another's when there is none left.

    Parameters
    ----------
    plan : Plan
    tasks : sequence of iterable of Task
        The tasks of each topic.
    store : Store
    processes : int
        Judges at work at once on this machine.
    cluster : str, optional
        Address of a Dask scheduler whose workers judge instead.
    on_result : callable
        Called with the task, its result, and whether it was known already.

    Yields
    ------
    (Task, TopicResult)
        As they become known.
    """
    book = _OrderBook(plan, store)
    for order, record in _judged(plan, [book.orders(of_a_topic) for of_a_topic in tasks], cluster, processes):
        known = order.known is record
        result = book.result(order, record) if known else book.enter(order, record)
        for task in book.who_waits_for(order):
            on_result(task, result, known)
            yield task, result


@dataclass(frozen=True)
class _Order:
    """One submission that may have to be judged.

    Attributes
    ----------
    key : str
    task : Task
    known : TopicRecord
        What needs no judgement.
    is_known : bool
        Whether that is everything.
    """

    key: str
    task: Task
    known: TopicRecord
    is_known: bool


class _OrderBook:
    """Which tasks have to be judged, and which of them at the same time are the same."""

    def __init__(self, plan: Plan, store: Store) -> None:
        self._plan, self._store = plan, store
        self._waiting: dict[str, list[Task]] = {}
        self._faulty: dict[str, TopicRecord] = {}  # which the store does not keep

    def orders(self, tasks: Iterable[Task]) -> Iterator[_Order]:
        """Look up each task when it is asked for; the same file from two students is one order."""
        for task in tasks:
            key = self._plan.key(task)
            if key in self._waiting:
                self._waiting[key].append(task)
                continue
            self._waiting[key] = [task]
            digests = self._plan.assembler(task.topic).digests
            known = self._faulty.get(key) or self._store.get(key, digests) or TopicRecord()
            yield _Order(key, task, known, known.checks.keys() == digests.keys())

    def enter(self, order: _Order, record: TopicRecord) -> TopicResult:
        """Store what was judged."""
        if order.known.checks:  # it was loaded again, but not all of it was called again
            record = replace(record, printed=order.known.printed)
        self._store.put(order.key, record, self._plan.assembler(order.task.topic).digests)
        if record.has_faults:
            self._faulty[order.key] = record
        return self.result(order, record)

    def result(self, order: _Order, record: TopicRecord) -> TopicResult:
        """Complete a record."""
        return self._plan.assembler(order.task.topic).topic_result(record, order.task.main, self._plan.level)

    def who_waits_for(self, order: _Order) -> list[Task]:
        """Return the tasks that an order stands for, once."""
        return self._waiting.pop(order.key)


class _Dealer:
    """Deals orders out to judges; each stays with its topic as long as there are any.

    Parameters
    ----------
    topics : sequence of iterator of _Order
    """

    def __init__(self, topics: Sequence[Iterator[_Order]]) -> None:
        self._untouched = deque(topics)
        self._at: dict[int, Iterator[_Order]] = {}

    def next(self, seat: int) -> _Order | None:
        """Return the next order for the judge in that seat, or None if there are no more."""
        while True:
            topic = self._at.get(seat) or self._another()
            if topic is None:
                return None
            self._at[seat] = topic
            order = next(topic, None)
            if order is not None:
                return order
            self._at = {other: its for other, its in self._at.items() if its is not topic}

    def _another(self) -> Iterator[_Order] | None:
        if self._untouched:
            return self._untouched.popleft()
        seated = list(self._at.values())
        return min(seated, key=seated.count, default=None)


def _judged(
    plan: Plan, topics: Sequence[Iterator[_Order]], cluster: str | None, processes: int
) -> Iterator[tuple[_Order, TopicRecord]]:
    """Have orders judged, those that are known apart; a judge that dies costs nobody else anything."""
    dealer = _Dealer(topics)
    suspects: deque[_Order] = deque()
    attempts: Counter[str] = Counter()
    while True:
        # After an accident the suspects go one by one, so that the next accident has one cause.
        one_by_one = bool(suspects)
        source = _Dealer([_taken_from(suspects)]) if one_by_one else dealer
        running: dict[Future[TopicRecord], _Order] = {}
        try:
            seats = 1 if one_by_one or cluster else processes
            seated = partial(_judges, plan, cluster, seats)
            yield from _judged_until_an_accident(plan, source, running, seated, seats, one_by_one=one_by_one)
        except JudgeEndedError:
            for order in running.values():
                attempts[order.key] += 1
                if attempts[order.key] > _ATTEMPTS:
                    yield order, _given_up(plan, order.task, "the judge itself ended while it graded this file")
                else:
                    suspects.append(order)
        else:
            if not one_by_one:
                return


def _taken_from(orders: deque[_Order]) -> Iterator[_Order]:
    while orders:
        yield orders.popleft()


def _judged_until_an_accident(
    plan: Plan,
    dealer: _Dealer,
    running: dict[Future[TopicRecord], _Order],
    seated: Callable[[], Judges],
    seats: int,
    *,
    one_by_one: bool,
) -> Iterator[tuple[_Order, TopicRecord]]:
    """Hand out orders; raises JudgeEndedError if a judge dies, over one of those that are `running`."""
    judges: Judges | None = None  # for a class that is known nobody need come
    at_work = [0] * seats
    seat_of: dict[Future[TopicRecord], int] = {}
    with ExitStack() as stack:
        while True:
            for seat in range(seats):
                while judges is None or at_work[seat] < (1 if one_by_one else judges.ahead):
                    order = dealer.next(seat)
                    if order is None:
                        break
                    if order.is_known:
                        yield order, order.known
                        continue
                    try:
                        files = order.task.read()
                    except ChangedError as error:
                        yield order, _given_up(plan, order.task, str(error))
                        continue
                    judges = judges or stack.enter_context(seated())
                    task = order.task
                    future = judges.submit(seat, task.topic, task.main, files, order.known.checks)
                    running[future], seat_of[future] = order, seat
                    at_work[seat] += 1
            if judges is None or not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                record = judges.record_of(future)
                at_work[seat_of.pop(future)] -= 1
                yield running.pop(future), record


def _judges(plan: Plan, cluster: str | None, processes: int) -> Judges:
    seating = Seating(str(plan.course.folder), plan.seed, plan.level.value)
    return ClusterJudges(seating, cluster) if cluster else LocalJudges(seating, processes)


def _given_up(plan: Plan, task: Task, why: str) -> TopicRecord:
    """This submission cannot be judged: our fault, for a person to see."""
    fault = CheckRecord(Verdict.GRADER_FAULT, Evidence("grader-fault", {"message": why}))
    return TopicRecord(dict.fromkeys(plan.assembler(task.topic).digests, fault))


def default_processes() -> int:
    """One judge a processor: a judge and its worker take turns."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def task_for(exercise: Exercise, main: str | None, source: Content, helpers: Mapping[str, Content]) -> Task:
    """Make the task of one student's file; the file is loaded under the name of its topic.

    Parameters
    ----------
    exercise : Exercise
    main : str or None
        Name of the file as it was handed in.
    source : bytes or SourceText
    helpers : mapping of str to bytes or SourceText
        The student's other files.
    """
    if main is None:
        return Task(exercise.topic, None, {})
    name = f"{exercise.topic}.py"
    return Task(exercise.topic, name, {**helpers, name: source})
