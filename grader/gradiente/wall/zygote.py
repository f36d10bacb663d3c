"""The judge's handle on a zygote: start it, have it fork a worker, have the worker killed."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
from dataclasses import dataclass
from typing import Any

import msgpack

from gradiente.errors import GraderFaultError
from gradiente.wall.launch import CONTROL, Launch

_PATIENCE_S = 120.0  # to import torch on a busy machine; only ever waited for in full if the machine is broken


@dataclass(frozen=True)
class Allowance:
    """What one worker may use up.

    Attributes
    ----------
    memory_mib : int
        Beyond what the interpreter and the libraries take.
    cpu_s : int
        Processor seconds, a last resort behind the judge's clock.
    """

    memory_mib: int = 256
    cpu_s: int = 60


class Zygote:
    """One clean interpreter that forks workers, at most one alive at a time.

    Parameters
    ----------
    start : Launch
        How to start it.

    Attributes
    ----------
    processors : set of int
        On which the next workers may run; empty: wherever this process might when the zygote was started.
    """

    def __init__(self, start: Launch) -> None:
        self._start = start
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._has_worker = False
        self.processors: set[int] = set()

    def spawn(self, allowance: Allowance) -> socket.socket:
        """Fork a worker and return the way to it; a worker that is still there ends first.

        Raises
        ------
        GraderFaultError
            If the zygote cannot be started or does not answer.
        """
        if self._has_worker:
            self.end_worker()
        if self._control is None:
            self._begin()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            request = [
                "spawn",
                allowance.memory_mib,
                allowance.cpu_s,
                list(self._start.readable),
                self._start.locked,
                sorted(self.processors),
            ]
            try:
                assert self._control is not None
                socket.send_fds(self._control, [msgpack.packb(request)], [theirs.fileno()])
                self._answer("spawned")
            except (OSError, GraderFaultError) as error:
                ours.close()
                self.close()
                raise GraderFaultError(f"the worker could not be started: {error}") from error
        self._has_worker = True
        return ours

    def end_worker(self) -> int:
        """Kill the worker and return its exit code, negative for a signal; -9 if it was still alive."""
        self._has_worker = False
        try:
            assert self._control is not None
            self._control.send(msgpack.packb(["end"]))
            return int(self._answer("ended")[1])
        except (OSError, GraderFaultError) as error:
            self.close()
            raise GraderFaultError(f"the worker could not be ended: {error}") from error

    def queued_s(self) -> float:
        """Seconds that the worker has been ready to run while others had the processors; 0 where it is not counted."""
        if not self._has_worker:
            return 0.0
        try:
            assert self._control is not None
            self._control.send(msgpack.packb(["queued"]))
            return int(self._answer("queued")[1]) / 1e9
        except (OSError, GraderFaultError) as error:
            self.close()
            raise GraderFaultError(f"the zygote could not be asked: {error}") from error

    def close(self) -> None:
        """End the zygote and whatever it forked."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            try:  # its channel has ended, and so does it
                self._process.wait(1)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            if self._process.stderr is not None:
                self._process.stderr.close()
            self._process = None
        self._has_worker = False

    def _begin(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.settimeout(_PATIENCE_S)
        try:
            with theirs:
                self._process = subprocess.Popen(
                    [part.replace(CONTROL, str(theirs.fileno())) for part in self._start.command],
                    env=self._start.environment,
                    pass_fds=(theirs.fileno(),),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    cwd="/",
                )
        except OSError as error:
            ours.close()
            raise GraderFaultError(f"the worker's interpreter could not be started: {error}") from error
        self._control = ours
        try:
            threads = self._answer("ready")[1]
            if threads != 1:
                raise GraderFaultError(f"the zygote has {threads} threads; it could hang when it forks")
        except GraderFaultError:
            self.close()
            raise

    def _answer(self, kind: str) -> list[Any]:
        assert self._control is not None
        try:
            data = self._control.recv(1 << 16)
        except TimeoutError:
            raise GraderFaultError("the zygote does not answer") from None
        if not data:
            raise GraderFaultError(f"the zygote ended: {self._last_words()}")
        answer: list[Any] = msgpack.unpackb(data)
        if answer[0] != kind:
            raise GraderFaultError(f"the zygote answered {answer[0]!r} instead of {kind!r}")
        return answer

    def _last_words(self) -> str:
        if self._process is None or self._process.stderr is None:
            return "it said nothing"
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(2)
        os.set_blocking(self._process.stderr.fileno(), False)
        said = (self._process.stderr.read() or b"").decode("utf-8", "replace").strip()
        return said.splitlines()[-1][:300] if said else "it said nothing"
