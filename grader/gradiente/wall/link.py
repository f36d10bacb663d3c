"""A conversation with one worker: whole messages, each reply within its time, nothing out of turn."""

from __future__ import annotations

import os
import select
import socket
import struct
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from gradiente.checking.agreement import Outcome, Raised, Refused, Returned, fresh
from gradiente.wall.answers import Agreed, Agrees, Answers
from gradiente.worker.arrays import MAX_MESSAGE, WireError
from gradiente.worker.codec import Codec, Handles, Opaque
from gradiente.worker.generators import generators_among, states_of

_HEADER = struct.Struct("<I")
_CHUNK = 1 << 18
_NOT_WORTH_WAITING_S = 0.001
_MOST_LOST = 1 << 62  # characters that may be said to be lost
_MAX_CALLBACKS = 100_000  # a student may call a function of ours this often in one call


class WorkerEndedError(Exception):
    """The worker can no longer be talked to.

    Attributes
    ----------
    kind : str
        `timed-out`, `budget-spent`, `gone` (the channel ended), `protocol`.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Clock:
    """How long a submission may still be waited for, all calls together.

    Parameters
    ----------
    budget_s : float
        Seconds on the judge's clock.
    """

    def __init__(self, budget_s: float) -> None:
        self.left_s = budget_s

    def spend(self, seconds: float) -> None:
        """Count what was waited."""
        self.left_s -= seconds


class Calls:
    """The arguments of many calls, encoded once for all students if they are data alone.

    Parameters
    ----------
    arguments : sequence of tuple
        One a call.

    Attributes
    ----------
    arguments : sequence of tuple
    encoded : bytes or None
        None if they hold what each conversation has anew.
    """

    def __init__(self, arguments: Sequence[tuple[Any, ...]]) -> None:
        self.arguments = arguments
        codec = Codec(Handles(), _no_callables, own_objects=False)
        encoded = codec.encode_calls([list(one) for one in arguments])
        # A callable or a generator gets its number in each conversation anew.
        self.encoded = None if codec.gave_numbers else encoded

    def __len__(self) -> int:
        """Return the number of calls."""
        return len(self.arguments)

    def for_one_student(self) -> list[list[Any]]:
        """Copy the arguments, so that what has a state begins anew."""
        return [list(fresh(one)) for one in self.arguments]


class LiveCalls(Calls):
    """The arguments of many calls for one student, handed over as they are: calls share what has a state.

    Parameters
    ----------
    arguments : sequence of tuple
        One a call.
    """

    def __init__(self, arguments: Sequence[tuple[Any, ...]]) -> None:
        self.arguments = arguments
        self.encoded = None

    def for_one_student(self) -> list[list[Any]]:
        """Return the arguments themselves."""
        return [list(one) for one in self.arguments]


class Link:
    """The judge's end.

    Parameters
    ----------
    channel : socket
        The way to the worker.
    clock : Clock
        Is charged for every wait.
    more_time : callable, optional
        Is asked when time is up; returns the seconds that the worker may be waited for beyond it, and has added them
        to the clock.
    """

    def __init__(self, channel: socket.socket, clock: Clock, more_time: Callable[[], float] = lambda: 0.0) -> None:
        self._socket = channel
        self._readable = select.poll()
        self._readable.register(channel, select.POLLIN)
        self._clock, self._more_time = clock, more_time
        self._deadline = 0.0
        self._has_looked_again = False
        self._reason = "timed-out"
        self._callbacks = 0
        self._arrived = bytearray()
        self.codec = Codec(Handles(), _no_callables, own_objects=False)

    def close(self) -> None:
        """End the conversation."""
        self._socket.close()

    def await_locked(self, limit_s: float) -> tuple[bool, str]:
        """Wait until the worker has locked itself in; returns whether it did, and else why not.

        A student has no part in it: no clock of theirs is charged, nor does it matter what is left on it.
        """
        self._reason, self._began = "timed-out", time.monotonic()
        self._deadline = self._began + limit_s
        kind, detail, *_ = self._receive()
        return kind == "locked", str(detail)

    def load(
        self, main: str, files: dict[str, bytes], limit_s: float, keeps: Mapping[str, int] | None = None
    ) -> Outcome:
        """Have the worker run the student's file; `keeps` says which part of a function's result stays there."""
        nonce = self._ask(limit_s, "load", main, files, dict(keeps or {}))
        return self._outcome(nonce)[0]

    def call(
        self, function: str, arguments: tuple[Any, ...], named: dict[str, Any], limit_s: float, *, look: bool
    ) -> tuple[Outcome, Any]:
        """Call a student's function.

        Parameters
        ----------
        function : str
        arguments : tuple
        named : dict
        limit_s : float
            Seconds for the whole reply.
        look : bool
            Whether the arguments are to be sent back as they are after the call.

        Returns
        -------
        outcome : Outcome
        after : list or None
            The arguments afterwards; None for callables and for what stays with the student.

        Raises
        ------
        WorkerEndedError
            If no outcome came.
        """
        seen = [place for place, item in enumerate(arguments) if not isinstance(item, Opaque)]
        nonce = self._ask(limit_s, "call", function, list(arguments), named, seen if look else None)
        return self._outcome(nonce)

    def listen(self, function: str, arguments: tuple[Any, ...], limit_s: float) -> tuple[Outcome, Any]:
        """Call a student's function under NumPy's default error settings; returns its warnings too."""
        nonce = self._ask(limit_s, "listen", function, list(arguments))
        return self._outcome(nonce)

    def call_many(
        self, function: str, calls: Calls, limit_s: float, agrees: Agrees | None = None
    ) -> Iterator[Sequence[Outcome]]:
        """Call a function often, in one message; yields the outcomes of the calls in order, some at a time.

        Answers may travel together; the first that has not come yet must come within the limit. Those of which
        `agrees` says that they are as they should be are `Agreed`.
        """
        nonce = self._ask(limit_s, "many", function, calls)
        for first, answers in self._some_at_a_time(nonce, len(calls), limit_s):
            if isinstance(answers, Answers) and agrees is not None and agrees(first, answers):
                yield [Agreed(answers, place) for place in range(answers.count)]
            else:
                yield [outcome for outcome, _ in self._read_some(answers)]

    def call_together(self, calls: Calls, limit_s: float) -> Iterator[tuple[Outcome, Any]]:
        """Make several calls in one message; yields what `call` returns for each.

        Of each call there are the function, the arguments, the named ones, and the places of what is to be looked at.
        """
        nonce = self._ask(limit_s, "together", calls)
        for _, answers in self._some_at_a_time(nonce, len(calls), limit_s):
            yield from self._read_some(answers)

    def operate(self, operation: str, arguments: tuple[Any, ...], limit_s: float) -> Outcome:
        """Have the worker do something with a torch model; see `gradiente.worker.models`."""
        nonce = self._ask(limit_s, "operate", operation, list(arguments))
        return self._outcome(nonce)[0]

    def printed(self, limit_s: float) -> tuple[str, int]:
        """Fetch what was printed since the last time: the beginning, and how many characters were lost."""
        nonce = self._ask(limit_s, "printed")
        match self._answer(nonce):
            case ["printed", str(text), int(lost)]:
                self._rest()
                return text[:4000], min(max(lost, 0), _MOST_LOST)
        raise WorkerEndedError("protocol")

    def random_state(self, limit_s: float, *, stir: bool = False) -> str:
        """Fingerprint of NumPy's global random state over there, perhaps seeded anew first."""
        nonce = self._ask(limit_s, "random state", stir)
        match self._answer(nonce):
            case ["value", str(text)]:
                self._rest()
                return text
        raise WorkerEndedError("protocol")

    # -- one exchange ---------------------------------------------------------------------------------

    def _ask(self, limit_s: float, kind: str, *content: Any) -> bytes:
        self._refuse_what_nobody_asked_for()
        self._begin(limit_s)
        self._callbacks = 0
        # Nobody can answer a question before it is asked: the answer must repeat this number.
        nonce = os.urandom(8)
        self._send(kind, nonce, *content)
        return nonce

    def _begin(self, limit_s: float) -> None:
        if self._clock.left_s <= 0 and self._more_time() <= 0:
            raise WorkerEndedError("budget-spent")
        self._reason = "timed-out" if limit_s <= self._clock.left_s else "budget-spent"
        self._began = time.monotonic()
        self._deadline = self._began + min(limit_s, self._clock.left_s)
        self._has_looked_again = False

    def _rest(self) -> None:
        now = time.monotonic()
        self._clock.spend(now - self._began)
        self._began = now  # what was counted is not counted again

    def _outcome(self, nonce: bytes) -> tuple[Outcome, Any]:
        found = self._read(self._answer_to_call(nonce))
        self._rest()
        return found

    def _some_at_a_time(self, nonce: bytes, count: int, limit_s: float) -> Iterator[tuple[int, Answers | list[Any]]]:
        """Wait for the answers to many calls; yields the place of the first call and what came of answers together."""
        first = 0
        while first < count:
            self._begin(limit_s)
            answers: Answers | list[Any]
            match self._answer_to_call(nonce, around=2):
                case ["several", list(several)] if 0 < len(several) <= count - first:
                    answers, came = several, len(several)
                case ["block", bytes(flags), bytes(numbers), int(came), bytes(forms)] if 0 < came <= count - first:
                    answers = Answers(flags, numbers, came, forms)
                case answer:
                    answers, came = [answer], 1
            self._rest()
            yield first, answers
            first += came

    def _read_some(self, answers: Answers | list[Any]) -> list[tuple[Outcome, Any]]:
        return [self._read(answer) for answer in (self._unfolded(answers) if isinstance(answers, Answers) else answers)]

    def _answer_to_call(self, nonce: bytes, around: int = 0) -> list[Any]:
        """Receive the next message that is no question of the student's."""
        while True:
            answer = self._answer(nonce, around)
            match answer:
                case ["callback", int(number), list(arguments), dict(named)]:
                    self._answer_callback(number, arguments, named)
                case _:
                    return answer

    def _unfolded(self, block: Answers) -> list[Any]:
        try:
            return block.read_by(self.codec)
        except WireError:
            self._rest()
            raise WorkerEndedError("protocol") from None

    def _read(self, answer: Any) -> tuple[Outcome, Any]:
        """Read what became of one call, and its arguments afterwards."""
        if type(answer) is not list or not answer or type(answer[0]) is not str:
            answer = []  # types first: an array compared with anything is an array
        match answer:
            case ["value", value, *rest] if len(rest) <= 1:
                return Returned(value), rest[0] if rest else None
            case ["error", str(name), list(ancestors), str(text), str(trace)]:
                names = tuple(item for item in ancestors if type(item) is str)[:20]
                return Raised(name[:80], text[:1000], names, trace[:4000]), None
            case ["refused", str(kind), str(detail)]:
                return Refused(kind if kind in _REFUSALS else "refused-type", detail[:200]), None
        self._rest()
        raise WorkerEndedError("protocol")

    def _answer_callback(self, number: int, arguments: list[Any], named: dict[str, Any]) -> None:
        self._callbacks += 1
        if self._callbacks > _MAX_CALLBACKS:
            self._rest()
            raise WorkerEndedError("timed-out")
        try:
            function = self.codec.callables[number]
        except WireError:
            raise WorkerEndedError("protocol") from None
        try:
            value = function(*arguments, **named)
            # Each generator crossed in its present state; now it goes back in the one where we left it.
            answer = ["return", b"", value, states_of(generators_among(arguments, named))]
            data = self.codec.encode(answer)
        except Exception as error:  # whatever the student's arguments provoke is theirs to see: a result too large, too
            data = self.codec.encode(["raise", b"", f"{type(error).__name__}: {error}"[:300]])
        self._transmit(data)

    def _send(self, *message: Any) -> None:
        *head, last = message
        if isinstance(last, Calls):
            data = self.codec.encode_with(head, last.encoded or self.codec.encode_calls(last.for_one_student()))
        else:
            data = self.codec.encode(list(message))
        self._transmit(data)

    def _transmit(self, data: bytes) -> None:
        left = memoryview(_HEADER.pack(len(data)) + data)
        while left:
            try:
                self._socket.settimeout(max(self._deadline - time.monotonic(), 0.001))
                left = left[self._socket.send(left) :]
            except TimeoutError:
                if self._is_given_more_time():
                    continue
                self._rest()
                raise WorkerEndedError(self._reason) from None
            except OSError:
                self._rest()
                raise WorkerEndedError("gone") from None

    def _answer(self, nonce: bytes, around: int = 0) -> list[Any]:
        """Receive an answer that repeats the number of its question; returned without it."""
        kind, answered, *content = self._receive(around)
        # Types first: an array compared with anything is an array.
        if type(answered) is not bytes or answered != nonce:
            self._rest()
            raise WorkerEndedError("protocol")
        return [kind, *content]

    def _receive(self, around: int = 0) -> list[Any]:
        (size,) = _HEADER.unpack(self._exactly(_HEADER.size))
        if size > MAX_MESSAGE:
            self._rest()
            raise WorkerEndedError("protocol")
        try:
            message = self.codec.decode(self._exactly(size), around)
        except WireError:
            self._rest()
            raise WorkerEndedError("protocol") from None
        if type(message) is not list or len(message) < 2 or type(message[0]) is not str:
            self._rest()
            raise WorkerEndedError("protocol")
        return message

    def _exactly(self, size: int) -> bytes:
        arrived = self._arrived
        while len(arrived) < size:
            left = self._deadline - time.monotonic()
            if left <= 0:
                if self._has_looked_again:
                    if self._is_given_more_time():
                        continue
                    self._rest()
                    raise WorkerEndedError(self._reason)
                # On a busy machine it may be the judge who comes late: what is there already came in time.
                self._has_looked_again, left = True, 0.0
            try:
                self._socket.settimeout(left)
                data = self._socket.recv(_CHUNK)
            except (TimeoutError, BlockingIOError):
                continue
            except OSError:
                data = b""
            if not data:
                self._rest()
                raise WorkerEndedError("gone")
            arrived += data
        wanted = bytes(arrived[:size])
        del arrived[:size]
        return wanted

    def _is_given_more_time(self) -> bool:
        """Move the deadline by what the worker could not help."""
        more_s = self._more_time()
        if more_s < _NOT_WORTH_WAITING_S:
            return False
        self._deadline += more_s
        self._has_looked_again = False
        return True

    def _refuse_what_nobody_asked_for(self) -> None:
        if self._arrived:
            raise WorkerEndedError("protocol")
        if not self._readable.poll(0):
            return
        self._socket.setblocking(False)
        try:
            waiting = self._socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return
        except OSError:
            waiting = b""
        raise WorkerEndedError("protocol" if waiting else "gone")


_REFUSALS = frozenset({"missing-function", "not-callable", "refused-type", "too-large", "too-deep"})


def _no_callables(*_: Any) -> Any:
    raise WireError("the worker has no callables to give")
