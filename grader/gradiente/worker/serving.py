"""The worker: load a student's file and answer calls, one at a time."""

from __future__ import annotations

import contextlib
import contextvars
import gc
import hashlib
import mmap
import os
import socket
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any

import msgpack
import numpy as np

from .blocks import Block
from .codec import NO_MEMORY_LEFT, Codec, Handles, RefusedValueError, keep_part
from .generators import generators_among, set_states
from .hearing import heard
from .lockdown import Lock, Lockdown
from .printing import CappedWriter
from .submission import describe_error, load

_HEADER = struct.Struct("<I")
_CHUNK = 1 << 16
_A_MOMENT_S = 0.02
_RESERVE = 4 << 20  # bytes
_REHEARSALS = 40


class Channel:
    """Whole messages over a stream, read and written as many at a time as there are."""

    def __init__(self, channel: socket.socket) -> None:
        self._socket = channel
        self._arrived = bytearray()
        self._waiting: list[bytes] = []
        self._block = Block()
        self._nonce = b""
        self._flushed = 0.0
        self.codec: Codec

    def receive(self) -> Any:
        """Wait for the judge's next message; the end of the channel is the end of the worker."""
        self.flush()
        (size,) = _HEADER.unpack(self._exactly(_HEADER.size))
        return self.codec.decode(self._exactly(size))

    def _exactly(self, size: int) -> bytes:
        while len(self._arrived) < size:
            data = self._socket.recv(max(_CHUNK, size - len(self._arrived)))
            if not data:
                os._exit(0)
            self._arrived += data
        wanted = bytes(self._arrived[:size])
        del self._arrived[:size]
        return wanted

    def send(self, *message: Any) -> None:
        """Send one message; a value that cannot cross raises RefusedValueError and nothing is sent."""
        data = self.codec.encode(list(message))
        self._gather()
        self._waiting += (_HEADER.pack(len(data)), data)
        self.flush()

    def send_soon(self, nonce: bytes, kind: str, *content: Any) -> None:
        """Send the answer to one of many calls, which may wait a moment for others to travel together.

        The judge answers for a call that does not come back by asking again, one call at a time.
        """
        self._nonce = nonce
        before = self._block.mark()
        try:
            if kind != "value" or content[1] is not None or not self._block.add_value(content[0]):
                # What describes an error is text of ours: it needs no codec.
                data = msgpack.packb([kind, *content]) if kind == "error" else self.codec.encode([kind, *content])
                if len(data) > _CHUNK:  # together with others it could be more than one message holds
                    self.flush()
                    before = self._block.mark()
                self._block.add(data)
        except BaseException:
            self._block.back_to(before)  # there will be another answer to this call: that this one failed
            raise

    def add_value(self, nonce: bytes, value: Any) -> bool:
        """Send soon the answer to one of many calls, if it is one that needs no code of the student's to be written."""
        self._nonce = nonce
        before = self._block.mark()
        try:
            return self._block.add_value(value)
        except BaseException:
            self._block.back_to(before)
            raise

    def flush_if_due(self) -> None:
        """Send what is waiting if there is much, or if it has waited for a moment."""
        if self._block.size > _CHUNK or time.monotonic() - self._flushed > _A_MOMENT_S:
            self.flush()

    def flush(self) -> None:
        """Send what is waiting."""
        self._gather()
        if self._waiting:
            self._socket.sendall(b"".join(self._waiting))
            self._waiting.clear()
            self._flushed = time.monotonic()

    def _gather(self) -> None:
        """Make one message of the answers that are waiting."""
        if self._block.forms:
            data = msgpack.packb(["block", self._nonce, *self._block.message()])
            self._waiting += (_HEADER.pack(len(data)), data)
            self._block = Block()


class RemoteCallable:
    """A function that stays with the judge; calling it asks the judge.

    `__name__` and the text are all that is known of it here.
    """

    def __init__(self, worker: Worker, number: int, text: str) -> None:
        self.gradiente_handle = number
        self._worker, self._text = worker, text
        self.__name__ = text

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call the judge's function and return or raise what it does."""
        return self._worker.ask_back(self.gradiente_handle, arguments, named)

    def __repr__(self) -> str:
        """Return the text that the judge gave."""
        return self._text


class JudgeCallError(Exception):
    """A function of the judge's did not accept what it was called with."""


class Worker:
    """One submission's life."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._functions: dict[str, Any] = {}
        self._sources: dict[str, str] = {}
        self._keeps: dict[str, int] = {}
        self._printed = CappedWriter()
        self._nonce = b""
        self._asking = threading.Lock()
        # Given up when a student has used up the rest, so that this can still be said.
        self._reserve = mmap.mmap(-1, _RESERVE)
        channel.codec = Codec(Handles(), lambda number, text: RemoteCallable(self, number, text), own_objects=True)

    def serve(self) -> None:
        """Answer the judge until it goes away."""
        sys.stdout = sys.stderr = self._printed
        while True:
            message = self._channel.receive()
            kind, self._nonce = message[0], message[1]
            if kind == "load":
                self._load(*message[2:])
            elif kind == "call":
                self._call(*message[2:])
            elif kind == "listen":
                name, arguments = message[2:]
                self._call(name, arguments, {}, None, listen=True)
            elif kind == "many":
                self._many(*message[2:])
            elif kind == "together":
                self._together(*message[2:])
            elif kind == "printed":
                self._channel.send("printed", self._nonce, *self._printed.take())
            elif kind == "operate":
                self._operate(*message[2:])
            elif kind == "random state":
                if message[2]:
                    np.random.seed()
                self._channel.send("value", self._nonce, _global_random_state())

    def _load(self, main: str, files: dict[str, bytes], keeps: dict[str, int]) -> None:
        self._keeps = keeps
        try:
            self._functions = load(main, files, self._sources)
        except BaseException as error:
            self._send_error(error)
        else:
            self._channel.send("value", self._nonce, None)

    def _call(
        self,
        name: str,
        arguments: list[Any],
        named: dict[str, Any],
        look: list[int] | None,
        *,
        soon: bool = False,
        listen: bool = False,
    ) -> None:
        answer = self._answer_soon if soon else self._answer
        function = self._functions.get(name)
        if function is None or not callable(function):
            kind = "missing-function" if name not in self._functions else "not-callable"
            answer("refused", kind, name)
            return
        try:
            after: list[Any] | None = None
            with np.errstate():  # what a student sets for NumPy ends with the call
                if listen:
                    result, after = heard(function, arguments, named)
                else:
                    result = function(*arguments, **named)
                if look is not None:
                    after = [item if at in look and not callable(item) else None for at, item in enumerate(arguments)]
                result = keep_part(result, self._keeps.get(name))
                # A generator runs only now, while it is written down; what it raises is the call's exception.
                answer("value", result, after)
        except RefusedValueError as error:
            answer("refused", error.kind, error.detail)
        except BaseException as error:
            self._send_error(error, answer)

    def _answer(self, kind: str, *content: Any) -> None:
        self._channel.send(kind, self._nonce, *content)

    def _answer_soon(self, kind: str, *content: Any) -> None:
        self._channel.send_soon(self._nonce, kind, *content)

    def _many(self, name: str, calls: list[list[Any]]) -> None:
        """Answer call after call, each as `_call` would."""
        functions, keep = self._functions, self._keeps.get(name)
        for arguments in calls:
            self._channel.flush_if_due()  # not below: if it fails, it is not this call that does
            function = functions.get(name)
            if function is None or not callable(function):
                self._call(name, arguments, {}, None, soon=True)
                continue
            settings = copy_of_settings()
            try:
                result = settings.run(function, *arguments)
                if keep is not None or not self._channel.add_value(self._nonce, result):
                    settings.run(self._answer_value, result, keep)
            except RefusedValueError as error:
                self._answer_soon("refused", error.kind, error.detail)
            except BaseException as error:
                self._send_error(error, self._answer_soon)
        self._channel.flush()

    def _together(self, calls: list[list[Any]]) -> None:
        """Answer call after call, of whatever functions."""
        for name, arguments, named, look in calls:
            self._channel.flush_if_due()
            self._call(name, arguments, named, look, soon=True)
        self._channel.flush()

    def _answer_value(self, result: Any, keep: int | None) -> None:
        self._answer_soon("value", keep_part(result, keep), None)

    def _operate(self, operation: str, arguments: list[Any]) -> None:
        """Do something with a torch model that a check cannot hold."""
        from .models import OPERATIONS

        try:
            result = OPERATIONS[operation](*arguments)
            self._channel.send("value", self._nonce, result, None)
        except RefusedValueError as error:
            self._channel.send("refused", self._nonce, error.kind, error.detail)
        except BaseException as error:
            self._send_error(error)

    def _send_error(self, error: BaseException, answer: Callable[..., None] | None = None) -> None:
        """Say what a student's code raised; if it used up the memory, make room to say so first."""
        if isinstance(error, MemoryError):
            traceback.clear_frames(error.__traceback__)
            self._reserve.close()
        (answer or self._answer)("error", *describe_error(error, self._sources))
        if self._reserve.closed:
            with contextlib.suppress(OSError, MemoryError):
                self._reserve = mmap.mmap(-1, _RESERVE)

    def ask_back(self, number: int, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Have the judge call one of its own functions.

        One question at a time: a student may ask from several threads at once, and the judge answers in order.
        """
        with self._asking:
            self._channel.send("callback", self._nonce, number, list(arguments), named)
            message = self._channel.receive()
            if message[0] == "return":
                set_states(generators_among(arguments, named), message[3])
                return message[2]
        raise JudgeCallError(message[2])


def _global_random_state() -> str:
    name, keys, position, *rest = np.random.get_state(legacy=True)
    text = f"{name} {position} {rest}".encode() + np.asarray(keys).tobytes()
    return hashlib.sha256(text).hexdigest()


class _Errstate:
    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        with np.errstate():
            return function(*arguments)


# What a student sets for NumPy ends with the call. Since NumPy 2 it is kept in a context variable, and a context costs
# a tenth of an errstate.
copy_of_settings = contextvars.copy_context if int(np.__version__.split(".")[0]) >= 2 else _Errstate


def rehearse() -> None:
    """Do often, before any worker is forked, what every worker does.

    The interpreter rewrites code that it runs often; a worker would do so for itself, on pages that it has to copy
    first. Everything that is made here is gone at the end.
    """
    near, far = socket.socketpair()
    with near, far:
        talk = Channel(far)
        worker = Worker(talk)
        worker._functions = {"echo": lambda *items: items[0], "refuse": _refuse}
        array = np.ones((2, 3))
        calls = [[array, 1.0], [(1, [2.0])], [np.float64(0.5)], [array.astype(np.float32)], ["text", None, True]]
        columns = [[array, 1.0, 2], [array.T, 0.5, 3], [array[0], 1.5, 4]]
        told = [["many", bytes(8), "echo", calls]]
        encoded = [talk.codec.encode(message) for message in told]
        encoded.append(talk.codec.encode_with(["many", bytes(8), "echo"], talk.codec.encode_calls(columns)))
        for _ in range(_REHEARSALS):
            for message in encoded:
                near.sendall(_HEADER.pack(len(message)) + message)
                _, _, name, many = talk.receive()
                worker._many(name, many)
                worker._call("echo", [array, 1.0], {}, None)
            worker._call("refuse", [], {}, None)
            near.recv(_CHUNK)


def _refuse() -> None:
    raise ValueError("rehearsal")


def work(channel: socket.socket, lock: Lock, rules: Lockdown) -> None:
    """Lock this process in, then serve the judge.

    Parameters
    ----------
    channel : socket
        The way to the judge, built before the filter forbids it.
    lock : Lock
    rules : Lockdown
        What is allowed.
    """
    talk = Channel(channel)
    worker = Worker(talk)
    try:
        lock.close(rules)
    except OSError as error:
        talk.send("unlocked", str(error))
        os._exit(3)
    gc.enable()
    talk.send("locked", lock.locked)
    try:
        worker.serve()
    except MemoryError:
        os._exit(NO_MEMORY_LEFT)
