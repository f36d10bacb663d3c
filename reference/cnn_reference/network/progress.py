"""How a training shows itself: a bar while an epoch runs, and a line of figures after it."""

import sys
from types import TracebackType
from typing import Any, Self

__all__ = ["Progress"]


class Progress:
    """A bar over the updates of all epochs, drawn by rich on a terminal; elsewhere only the lines.

    Parameters
    ----------
    updates : int
        How many there will be at most.
    shown : bool
        False for silence.
    """

    def __init__(self, updates: int, shown: bool) -> None:
        self._bar: Any = None
        self._task: Any = None
        self._shown = shown
        if shown and sys.stderr.isatty():
            try:
                from rich.console import Console
                from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
                from rich.progress import Progress as Bar
            except ImportError:
                return
            self._bar = Bar(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task("", total=updates)

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def update(self, epoch: int, loss: float) -> None:
        """Tell that a batch is done.

        Parameters
        ----------
        epoch : int
            Counted from 0.
        loss : float
            Mean of the epoch so far.
        """
        if self._bar is not None:
            self._bar.update(self._task, advance=1, description=f"epoch {epoch} loss {loss:.4f}")

    def line(self, text: str) -> None:
        """Write a line that stays.

        Parameters
        ----------
        text : str
            The line.
        """
        if self._bar is not None:
            self._bar.console.print(text, highlight=False)
        elif self._shown:
            print(text, file=sys.stderr)
