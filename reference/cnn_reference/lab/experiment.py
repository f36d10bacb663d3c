"""What an experiment of the lecture is, and how it is run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from cnn_reference.lab.findings import Findings
from cnn_reference.lab.texts import Text

__all__ = ["Experiment", "LabError", "Settings", "run"]

Job = TypeVar("Job")


class LabError(ValueError):
    """An experiment cannot be run as it was asked for; the message says why."""


def _say_nothing(done: int, total: int, what: str) -> None:
    """Be told how far an experiment is, and keep it to oneself."""


@dataclass(frozen=True)
class Settings:
    """How an experiment is run.

    Attributes
    ----------
    seeds : tuple of int
        Each is one repetition.
    is_quick : bool
        Whether to try it out in seconds, on little data.
    data : Path or None
        Folder of the data sets; None for where `cnn_reference.data` looks.
    watch : callable
        ``watch(done, total, what)`` is told how far it is.
    keep : Path or None
        Folder, which is there, for what an experiment makes besides its findings: networks and pictures.
    """

    seeds: tuple[int, ...] = (0,)
    is_quick: bool = False
    data: Path | None = None
    watch: Callable[[int, int, str], None] = field(default=_say_nothing, compare=False)
    keep: Path | None = None

    def each(self, jobs: Sequence[Job]) -> Iterator[Job]:
        """Go through what there is to do, and tell whoever watches.

        Parameters
        ----------
        jobs : sequence
            The work, one piece after the other.

        Yields
        ------
        object
            Each of them.
        """
        for done, job in enumerate(jobs):
            self.watch(done, len(jobs), " ".join(map(str, job)) if isinstance(job, tuple) else str(job))
            yield job
        self.watch(len(jobs), len(jobs), "")


@dataclass(frozen=True)
class Experiment:
    """An experiment of the lecture.

    Attributes
    ----------
    name : str
        What it is called on the command line.
    title : Text
    section : str
        Where the lecture shows it, in the lecture's words.
    function : callable
        ``function(settings)`` does it.
    needs : Text
        What data it reads.
    seeds : int
        How many, where nothing else is asked for.
    evaluate : callable or None
        ``evaluate(model, settings)`` measures a saved model, where there is such a thing.
    """

    name: str
    title: Text
    section: str
    function: Callable[[Settings], Findings]
    needs: Text
    seeds: int = 5
    evaluate: Callable[[Path, Settings], Findings] | None = None


def run(experiment: Experiment, settings: Settings) -> Findings:
    """Do an experiment.

    Parameters
    ----------
    experiment : Experiment
        Which.
    settings : Settings
        How.

    Returns
    -------
    Findings
        With what they cost and how to repeat them.

    Raises
    ------
    LabError
        If there are no seeds.
    """
    if not settings.seeds:
        raise LabError("expected at least one seed")
    began = time.process_time()
    found = experiment.function(settings)
    command = f"gradiente lab {experiment.name} --seeds {len(settings.seeds)}"
    return replace(
        found,
        experiment=experiment.name,
        command=f"{command} --quick" if settings.is_quick else command,
        seeds=settings.seeds,
        is_quick=settings.is_quick,
        processor_seconds=round(time.process_time() - began, 1),
        versions={"numpy": np.__version__, **found.versions},
    )
