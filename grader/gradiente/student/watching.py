"""Check a topic whenever it is saved; keys for what comes next.

The files are looked at a few times a second instead of asking the system to tell of changes: there are few of them, it
works on network drives and under every system, and it needs nothing that has to be compiled.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rich.console import Console

from gradiente.errors import GradienteError
from gradiente.student.kit import KitTopic
from gradiente.student.progress import checked, function_for_hint, next_function, next_hint, progress_of
from gradiente.student.showing import show_check, show_hint
from gradiente.student.workspace import EXAMPLES, Workspace
from gradiente.texts import say

_EVERY_S = 0.2
Keys = Callable[[float], str | None]  # waits so long for a key, and returns it


def watch(workspace: Workspace, console: Console, keys: Keys, topic: KitTopic | None = None) -> None:
    """Watch until somebody presses `q`.

    Parameters
    ----------
    workspace : Workspace
    console : Console
    keys : callable
    topic : KitTopic, optional
        Where to begin; else at the first function that does not pass.
    """
    _Watch(workspace, console, keys, topic).run()


class _Watch:
    def __init__(self, workspace: Workspace, console: Console, keys: Keys, topic: KitTopic | None) -> None:
        self._workspace, self._console, self._keys = workspace, console, keys
        self._language = workspace.language
        self._topic = topic
        self._saved = self._state()

    def run(self) -> None:
        """Answer keys and files until the end."""
        self._say("watch-begins", folder=self._workspace.folder)
        self._next()
        while True:
            key = self._keys(_EVERY_S)
            if key in ("q", "\x03", "\x04"):
                self._say("watch-ends")
                return
            if key == "n":
                self._next()
            elif key == "h":
                self._hint()
            elif key == "c":
                self._check(self._topic or self._workspace.kit.topics[0])
            state = self._state()
            for topic in self._workspace.kit.topics:
                if state[topic.topic] != self._saved[topic.topic]:
                    self._topic = topic
                    self._check(topic)
            self._saved = state

    def _state(self) -> dict[str, tuple[tuple[str, int, int], ...]]:
        """What tells one version of a topic's files from another."""
        return {topic.topic: tuple(self._files_of(topic)) for topic in self._workspace.kit.topics}

    def _files_of(self, topic: KitTopic) -> Iterator[tuple[str, int, int]]:
        folder = self._workspace.folder / topic.folder
        with suppress(OSError):
            for path in sorted(folder.iterdir()):
                if path.suffix in (".py", ".ipynb") and path.name != EXAMPLES:
                    with suppress(OSError):  # editors put a new file in the place of the old one
                        state = path.stat()
                        yield path.name, state.st_mtime_ns, state.st_size

    def _check(self, topic: KitTopic) -> None:
        if self._console.is_terminal:
            self._console.clear()
        show_check(self._console, checked(self._workspace, topic), self._language)
        self._bar()

    def _next(self) -> None:
        found = next_function(self._workspace, self._topic)
        if found is None:
            self._say("watch-done")
        else:
            self._topic, function = found
            path = self._workspace.work_of(self._topic)
            file = path.relative_to(self._workspace.folder) if path is not None else Path(self._topic.folder)
            self._say("watch-next", function=function.name, file=file)
        self._bar()

    def _hint(self) -> None:
        try:
            where = function_for_hint(self._workspace, self._topic.topic if self._topic is not None else None)
            show_hint(self._console, next_hint(self._workspace, *where), self._language)
        except GradienteError as error:
            self._console.print(str(error), markup=False)
        self._bar()

    def _bar(self) -> None:
        """How far everything is, and the keys."""
        rows = [progress_of(self._workspace, topic) for topic in self._workspace.kit.topics]
        passed = sum(row.within_reach for row in rows)
        points = sum(topic.points for topic in self._workspace.kit.topics)
        full = round(30 * passed / points)
        bar = f"[green]{'█' * full}[/][dim]{'░' * (30 - full)}[/] {passed:g}/{points:g}"
        self._console.print(f"\n{bar}   [dim]{say('student.watch-keys', self._language)}[/]")

    def _say(self, key: str, **details: object) -> None:
        self._console.print(say(f"student.{key}", self._language, **details), markup=False)


@contextmanager
def keys_of_terminal() -> Iterator[Keys]:
    """Read keys as they are pressed, on Windows and elsewhere; without a terminal there are none."""
    if not sys.stdin.isatty():
        yield _no_keys
        return
    try:
        import msvcrt
    except ImportError:
        with _unbuffered() as keys:
            yield keys
        return

    def pressed(wait_s: float) -> str | None:
        until = time.monotonic() + wait_s
        while time.monotonic() < until:
            if msvcrt.kbhit():  # type: ignore[attr-defined]
                return str(msvcrt.getwch()).lower()  # type: ignore[attr-defined]
            time.sleep(0.02)
        return None

    yield pressed


def _no_keys(wait_s: float) -> None:
    time.sleep(wait_s)


@contextmanager
def _unbuffered() -> Iterator[Keys]:
    """Have the terminal hand over each key at once, and put it back as it was."""
    import os
    import select
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)

    def pressed(wait_s: float) -> str | None:
        ready, _, _ = select.select([descriptor], [], [], wait_s)
        return os.read(descriptor, 1).decode("ascii", "replace").lower() or "q" if ready else None

    try:
        tty.setcbreak(descriptor)
        yield pressed
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
