"""What each misconception does on the public examples, sealed, so that a student at home can be told its name."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from gradiente.course import Exercise
from gradiente.judge.suite import Misconception, Suite
from gradiente.student.at_home import Student
from gradiente.student.child import Example, cases_of, see
from gradiente.student.naming import sealed_entry, telling

_Seen = dict[str, Sequence[str]]


def sealed_mistakes(suite: Suite) -> list[dict[str, Any]]:
    """Run every misconception of a topic on the public examples; returns the entries of the kit.

    Parameters
    ----------
    suite : Suite

    Returns
    -------
    list of dict
        Of each misconception and function that fails an example, and does the same at a second run.
    """
    entries = []
    with _in_one_thread(suite.exercise):
        for misconception in suite.misconceptions:
            for function, wrong in sorted(misconception.wrong.items()):
                seen = _seen(suite, function, wrong)
                if seen is not None and seen == _seen(suite, function, wrong):
                    entries.append(sealed_entry(suite.exercise.topic, function, seen, text_of(misconception)))
    return entries


@contextmanager
def _in_one_thread(exercise: Exercise) -> Iterator[None]:
    """Have torch compute in one thread: for models this small, threads only wait for each other."""
    if "torch" not in exercise.libraries:
        yield
        return
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def text_of(misconception: Misconception) -> dict[str, Any]:
    """Return what is said to who holds a misconception."""
    texts = {name: getattr(misconception, name) for name in ("name", "explanation", "lecture")}
    return {"id": misconception.id, **{name: {"es": text.es, "en": text.en} for name, text in texts.items()}}


def _seen(suite: Suite, function: str, wrong: Callable[..., Any]) -> _Seen | None:
    """Return what a wrong function does on its examples; None if it passes them all or what it does tells nothing."""
    found: dict[str, tuple[tuple[str, ...] | None, bool, bool]] = {}
    for example, uses in _examples(suite, function):
        student = Student({**uses, function: wrong}, suite.exercise.keeps)
        _seed(suite.exercise)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            seen = see(example, student)
        found[example.name] = (seen.on_grids, seen.verdict == "passed", seen.is_clause)
    return telling(found)


def _examples(suite: Suite, function: str) -> list[tuple[Example, Mapping[str, Callable[..., Any]]]]:
    return [
        (
            Example(
                check.name,
                function,
                {"es": check.says.es, "en": check.says.en},
                check.test,
                cases_of(check.test),
                tuple(check.uses),
            ),
            check.uses,
        )
        for check in suite.checks
        if check.visibility.value == "public" and check.function == function
    ]


def _seed(exercise: Exercise) -> None:
    """Begin each run alike: a wrong function may draw from a global generator."""
    random.seed(0)
    np.random.seed(0)
    if "torch" in exercise.libraries:
        import torch

        torch.manual_seed(0)
