"""One submission before the judge: its worker, replaced when it is lost, and the time it has left."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gradiente.checking.agreement import Outcome, Raised, Refused
from gradiente.errors import GraderFaultError
from gradiente.judge.ahead import Answered, AnsweredAhead, Batch
from gradiente.judge.limits import Limits
from gradiente.judge.watchdog import allow
from gradiente.results import Evidence, Verdict
from gradiente.wall.answers import Agrees
from gradiente.wall.link import Calls, Clock, Link, LiveCalls, WorkerEndedError
from gradiente.wall.zygote import Allowance, Zygote
from gradiente.worker.codec import NO_MEMORY_LEFT
from gradiente.worker.generators import generators_among

_PATIENCE = 9  # times the limits of a submission: so long it may wait for a processor in all


class CallLostError(BaseException):
    """A call from which nothing came back that a check could look at.

    It derives from BaseException so that it passes through a check and through Hypothesis to the judge.

    Attributes
    ----------
    verdict : Verdict
    evidence : Evidence
    """

    def __init__(self, verdict: Verdict, evidence: Evidence) -> None:
        super().__init__(verdict)
        self.verdict, self.evidence = verdict, evidence


class LoadError(Exception):
    """The student's file could not be loaded.

    Attributes
    ----------
    verdict : Verdict
    evidence : Evidence
    """

    def __init__(self, verdict: Verdict, evidence: Evidence) -> None:
        super().__init__(verdict)
        self.verdict, self.evidence = verdict, evidence


class Session:
    """A conversation with a submission that survives the death of its worker.

    Parameters
    ----------
    zygote : Zygote
        Where workers come from.
    main : str
        The student's file.
    files : dict of str to bytes
        All their files.
    limits : Limits
    keeps : mapping of str to int, optional
        For each function part of whose result is the student's own (a cache), its position in the tuple. It stays
        with the worker, whatever it is, and comes back to the student's functions as the very same object.
    """

    def __init__(
        self,
        zygote: Zygote,
        main: str,
        files: dict[str, bytes],
        limits: Limits,
        keeps: Mapping[str, int] | None = None,
    ) -> None:
        self._zygote, self._main, self._files, self._limits, self._keeps = zygote, main, files, limits, keeps
        self._clock = Clock(limits.submission_s)
        self._queued_s, self._may_be_queued_s = 0.0, _PATIENCE * limits.submission_s
        self._link: Link | None = None
        self._hung: dict[str, int] = {}
        self._ahead, self._has_lost_ahead = AnsweredAhead(), False

    def open(self) -> None:
        """Have a worker with the file loaded.

        Raises
        ------
        LoadError
            If the file cannot be loaded.
        GraderFaultError
            If no worker can be had.
        """
        if self._link is not None:
            return
        allowance = Allowance(self._limits.memory_mib, cpu_s=int(self._limits.submission_s * 2) + 10)
        link = Link(self._zygote.spawn(allowance), self._clock, self._more_time)
        self._queued_s = 0.0
        try:
            locked, reason = link.await_locked(10.0)
        except WorkerEndedError as ended:
            link.close()
            raise GraderFaultError(f"a worker did not come to life ({ended.kind})") from None
        if not locked:
            link.close()
            raise GraderFaultError(f"a worker could not lock itself in: {reason}")
        self._link = link
        try:
            outcome = link.load(self._main, self._files, self._limits.load_s, self._keeps)
        except WorkerEndedError as ended:
            verdict, evidence = self._lost(ended, self._limits.load_s)
            if evidence.kind == "timed-out":
                evidence = Evidence("load-timed-out", evidence.details)
            raise LoadError(verdict, evidence) from None
        if isinstance(outcome, Raised):
            self.close()
            raise LoadError(*_load_error(outcome))

    def call(self, function: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Outcome:
        """Call a function of the student's; see `look`."""
        return self.look(function, arguments, named, look=False)[0]

    def look(
        self, function: str, arguments: tuple[Any, ...], named: dict[str, Any], *, look: bool
    ) -> tuple[Outcome, Any]:
        """Call a function of the student's, and perhaps look at the arguments afterwards.

        Raises
        ------
        CallLostError
            If nothing came back; the worker is then replaced at the next call.
        """
        answered = self._answered_ahead(function, arguments, named, look=look)
        if answered is not None:
            return answered
        link = self._ready(function)
        try:
            return link.call(function, arguments, named, self._limits.call_s, look=look)
        except WorkerEndedError as ended:
            raise self._call_lost(function, ended) from None

    def ask_ahead(self, batches: Iterable[Batch]) -> None:
        """Ask questions that checks are going to ask; `look` then has the answers.

        If one gets no answer all are asked again when it is their turn, and the time is given back: whoever hangs is
        treated as if nobody had asked ahead. Nothing more is then asked ahead, so that this takes a call's limit once.
        """
        self._ahead.clear()
        if self._has_lost_ahead:
            return
        left_s = self._clock.left_s
        for batch in batches:
            try:
                link = self._ready("")
            except CallLostError:
                return
            calls = batch.calls
            if calls.encoded is None:  # generators are each student's own: what is sent is kept, to be found again
                calls = LiveCalls([tuple(one) for one in calls.for_one_student()])
            answers = link.call_together(calls, self._limits.call_s)
            try:
                for question, (_, arguments, named, _), (outcome, after) in zip(
                    batch.questions, calls.arguments, answers, strict=True
                ):
                    self._ahead.put(question, Answered(outcome, after, generators_among(arguments, named)))
            except WorkerEndedError as ended:
                self._lost(ended, self._limits.call_s)
                self._clock.left_s = left_s
                self._has_lost_ahead = True
                return

    def _answered_ahead(
        self, function: str, arguments: tuple[Any, ...], named: dict[str, Any], *, look: bool
    ) -> tuple[Outcome, Any] | None:
        link = self._link
        if link is None:
            return None
        generators = generators_among(arguments, named)
        if any(map(link.codec.knows, generators)):  # it goes on from where the student left it
            return None
        answered = self._ahead.take(function, arguments, named, look=look)
        if answered is None:
            return None
        for mine, sent in zip(generators, answered.generators, strict=True):
            link.codec.give_in_place_of(mine, sent)
        return answered.outcome, answered.after

    def listen(self, function: str, arguments: tuple[Any, ...]) -> tuple[Outcome, Any]:
        """Call a function of the student's under NumPy's default error settings, and hear its warnings.

        Raises
        ------
        CallLostError
            If nothing came back.
        """
        link = self._ready(function)
        try:
            return link.listen(function, arguments, self._limits.call_s)
        except WorkerEndedError as ended:
            raise self._call_lost(function, ended) from None

    def call_many(self, function: str, calls: Calls, agrees: Agrees | None = None) -> Iterator[Outcome]:
        """Call a function of the student's often; yields the outcomes in order, see `Link.call_many`.

        Raises
        ------
        CallLostError
            If nothing came back from a call.
        """
        link = self._ready(function)
        try:
            for some in link.call_many(function, calls, self._limits.call_s, agrees):
                yield from some
        except WorkerEndedError as ended:
            raise self._call_lost(function, ended) from None

    def operate(self, operation: str, arguments: tuple[Any, ...], function: str = "") -> Outcome:
        """Do something with a torch model on the student's side, on behalf of a check of one of their functions."""
        try:
            return self._ready(function).operate(operation, arguments, self._limits.call_s)
        except WorkerEndedError as ended:
            raise self._call_lost(function, ended) from None

    def random_state(self, *, stir: bool = False) -> str:
        """Fingerprint of NumPy's global random state in the worker, perhaps seeded anew first."""
        try:
            return self._ready("").random_state(self._limits.call_s, stir=stir)
        except WorkerEndedError as ended:
            raise self._call_lost("", ended) from None

    def printed(self) -> str:
        """Fetch what was printed since the last time; nothing, if the worker is gone."""
        if self._link is None:
            return ""
        try:
            text, lost = self._link.printed(self._limits.call_s)
        except WorkerEndedError as ended:
            self._lost(ended, self._limits.call_s)
            return ""
        return f"{text}\n[+ {lost}]" if lost else text

    def close(self) -> None:
        """End the conversation and the worker."""
        if self._link is not None:
            self._link.close()
            self._link = None
            self._zygote.end_worker()

    def abandon(self) -> None:
        """Begin with another worker of another zygote: a conversation was broken off at nobody knows which point."""
        if self._link is not None:
            self._link.close()
            self._link = None
        self._zygote.close()

    def _ready(self, function: str) -> Link:
        if self._hung.get(function, 0) >= 2:
            evidence = Evidence("function-hung-before", {"name": function})
            raise CallLostError(Verdict.NOT_RUN, evidence)
        if self._clock.left_s <= 0 and not (self._link is not None and self._more_time() > 0):
            raise CallLostError(Verdict.TIMED_OUT, Evidence("budget-spent", self._seconds("submission_s")))
        try:
            self.open()
        except LoadError as error:  # it loaded once: what it does at the second time is its own affair
            raise CallLostError(error.verdict, error.evidence) from None
        assert self._link is not None
        return self._link

    def _more_time(self) -> float:
        """Give back what the worker spent in the queue for a processor since this was last asked.

        Limits are of the clock, since a function that sleeps must end, too. But on a busy machine others have the
        processors for most of the time, which is no student's fault. What was waited in earlier calls is given back
        to the first one that needs it.
        """
        queued_s = self._zygote.queued_s()
        more_s = min(queued_s - self._queued_s, self._may_be_queued_s)
        self._queued_s = queued_s
        self._may_be_queued_s -= more_s
        self._clock.spend(-more_s)
        allow(more_s)
        return more_s

    def _seconds(self, limit: str) -> dict[str, str]:
        return {"seconds": f"{getattr(self._limits, limit):g}"}

    def _call_lost(self, function: str, ended: WorkerEndedError) -> CallLostError:
        verdict, evidence = self._lost(ended, self._limits.call_s)
        if evidence.kind == "timed-out":
            self._hung[function] = self._hung.get(function, 0) + 1
        return CallLostError(verdict, evidence)

    def _lost(self, ended: WorkerEndedError, limit_s: float) -> tuple[Verdict, Evidence]:
        """Bury the worker, and say what happened to it."""
        self._ahead.clear()
        if self._link is not None:
            self._link.close()
            self._link = None
        status = self._zygote.end_worker()
        if ended.kind == "timed-out":
            return Verdict.TIMED_OUT, Evidence("timed-out", {"seconds": f"{limit_s:g}"})
        if ended.kind == "budget-spent":
            return Verdict.TIMED_OUT, Evidence("budget-spent", self._seconds("submission_s"))
        if ended.kind == "protocol" or status == -signal.SIGKILL:
            # It spoke out of turn, or closed the channel and lived on.
            return Verdict.CRASHED, Evidence("protocol")
        if status == -signal.SIGXCPU:
            return Verdict.TIMED_OUT, Evidence("budget-spent", self._seconds("submission_s"))
        if status == NO_MEMORY_LEFT:
            return Verdict.OUT_OF_MEMORY, Evidence("out-of-memory")
        if status >= 0:
            return Verdict.CRASHED, Evidence("left", {"status": str(status)})
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = str(-status)
        return Verdict.CRASHED, Evidence("crashed", {"signal": name})


def _load_error(outcome: Raised) -> tuple[Verdict, Evidence]:
    text = {"message": outcome.message}
    if "SyntaxError" in outcome.mro:
        return Verdict.FAILED, Evidence("syntax-error", text, traceback=outcome.traceback)
    if "ImportError" in outcome.mro:
        return Verdict.FAILED, Evidence("import-error", text, traceback=outcome.traceback)
    if "MemoryError" in outcome.mro:
        return Verdict.OUT_OF_MEMORY, Evidence("out-of-memory", traceback=outcome.traceback)
    if "SystemExit" in outcome.mro:
        return Verdict.CRASHED, Evidence("left", {"status": outcome.message}, traceback=outcome.traceback)
    details = {"got": outcome.type_name, **text}
    return Verdict.FAILED, Evidence("load-error", details, traceback=outcome.traceback)


def verdict_of(outcome: Outcome) -> Verdict:
    """Verdict on an outcome that a check does not accept."""
    if isinstance(outcome, Raised) and "MemoryError" in outcome.mro:
        return Verdict.OUT_OF_MEMORY
    if isinstance(outcome, Refused) and outcome.kind not in ("missing-function", "not-callable"):
        return Verdict.REFUSED_VALUE
    return Verdict.FAILED
