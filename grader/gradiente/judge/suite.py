"""The checks of a topic, collected from its pages."""

from __future__ import annotations

import importlib.util
import inspect
import itertools
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

import pytest

from gradiente.checking.agreement import Agreement
from gradiente.course import Exercise
from gradiente.errors import GradienteError
from gradiente.judge.digests import check_digests
from gradiente.judge.hypothesis_profile import load_profile
from gradiente.results import Text, Visibility


class BilingualText(Protocol):
    """A text of the reference's."""

    es: str
    en: str


class Misconception(Protocol):
    """A wrong answer with a name, as the reference describes it."""

    id: str
    name: BilingualText
    explanation: BilingualText
    lecture: BilingualText
    wrong: dict[str, Callable[..., Any]]


@dataclass(frozen=True)
class Check:
    """One check.

    Attributes
    ----------
    name : str
        Unique in the topic.
    function : str
        The student's function that pays for it.
    points : float
    visibility : Visibility
    says : Text
    test : callable
        The pytest function.
    digest : str
        Changes with everything that it depends on: its own lines, what it shares with others on its page, the
        reference.
    cases : tuple of dict
        What `parametrize` gives it; one empty case without.
    uses : dict of str to callable
        Other functions of the student's that it calls, with what stands in for them beside a misconception: the
        reference's.
    """

    name: str
    function: str
    points: float
    visibility: Visibility
    says: Text
    test: Callable[..., Any] = field(repr=False)
    digest: str = ""
    cases: tuple[dict[str, Any], ...] = ({},)
    uses: dict[str, Callable[..., Any]] = field(default_factory=dict)

    @property
    def agreement(self) -> Agreement | None:
        """What it agrees with, if it has that form."""
        inner = self.inner
        found: Agreement | None = getattr(inner, "agreement", None)
        return found

    @property
    def inner(self) -> Callable[..., Any]:
        """The function below `given`, or the function itself."""
        handle = getattr(self.test, "hypothesis", None)
        return handle.inner_test if handle is not None else self.test

    @property
    def is_drawn(self) -> bool:
        """Whether Hypothesis draws its inputs."""
        return hasattr(self.test, "hypothesis")


@dataclass(frozen=True)
class Suite:
    """All checks of a topic, and its misconceptions.

    Attributes
    ----------
    exercise : Exercise
    checks : tuple of Check
        Public ones first.
    misconceptions : tuple of Misconception
    """

    exercise: Exercise
    checks: tuple[Check, ...]
    misconceptions: tuple[Misconception, ...]


def load_suite(exercise: Exercise) -> Suite:
    """Collect the checks of a topic.

    Parameters
    ----------
    exercise : Exercise

    Raises
    ------
    GradienteError
        If a page is missing, cannot be run, or its marks and points do not fit `exercise.toml`.
    """
    load_profile()
    public = _page(exercise.public_checks, f"gradiente_public_checks_{exercise.topic}")
    hidden = _page(exercise.hidden_checks, f"gradiente_hidden_checks_{exercise.topic}")
    stand_ins = getattr(hidden, "STAND_INS", {})
    checks = (
        *_checks(public, exercise.public_checks, Visibility.PUBLIC, stand_ins),
        *_checks(hidden, exercise.hidden_checks, Visibility.HIDDEN, stand_ins),
    )
    misconceptions = tuple(getattr(hidden, "MISCONCEPTIONS", ()))
    _insist_on_points(exercise, checks)
    return Suite(exercise, checks, misconceptions)


def _page(path: Path, name: str) -> ModuleType:
    if not path.is_file():
        raise GradienteError(f"The checks {path} are missing.")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise GradienteError(f"The checks {path} cannot be run: {type(error).__name__}: {error}") from error
    return module


def _checks(
    module: ModuleType, path: Path, default: Visibility, stand_ins: Mapping[str, Callable[..., Any]]
) -> Iterator[Check]:
    digests = check_digests(path)
    for name, test in vars(module).items():
        if not name.startswith("test_") or not callable(test):
            continue
        marks = {mark.name: mark for mark in getattr(test, "pytestmark", ())}
        if "points" not in marks:
            raise GradienteError(f"{path}: {name} has no points(function, points) mark.")
        function, points = marks["points"].args
        says = Text(**marks["says"].kwargs) if "says" in marks else Text(*[(test.__doc__ or name).strip()] * 2)
        visibility = default
        for one in Visibility:
            if one.value in marks:
                visibility = one
        cases = _cases(test, path, name)
        names = marks["uses"].args if "uses" in marks else ()
        if unknown := [used for used in names if used not in stand_ins]:
            raise GradienteError(f"{path}: {name} uses {unknown[0]}, which STAND_INS of the hidden checks lacks.")
        uses = {used: stand_ins[used] for used in names}
        yield Check(name, function, float(points), visibility, says, test, digests[name], cases, uses)


def _cases(test: Callable[..., Any], path: Path, name: str) -> tuple[dict[str, Any], ...]:
    tables: list[list[dict[str, Any]]] = []
    for mark in getattr(test, "pytestmark", ()):
        if mark.name == "parametrize":
            names, rows = mark.args[:2]
            keys = [key.strip() for key in names.split(",")] if isinstance(names, str) else list(names)
            values = [
                row.values if isinstance(row, pytest.ParameterSet) else row if len(keys) > 1 else (row,) for row in rows
            ]
            tables.append([dict(zip(keys, row, strict=True)) for row in values])
    cases = tuple({key: value for part in parts for key, value in part.items()} for parts in itertools.product(*tables))
    wanted = set(inspect.signature(test).parameters) - {"student"} - set(cases[0])
    if wanted:
        raise GradienteError(f"{path}: {name} asks for {', '.join(sorted(wanted))}, which nothing gives it.")
    return cases


def _insist_on_points(exercise: Exercise, checks: tuple[Check, ...]) -> None:
    names = [check.name for check in checks]
    for name in names:
        if names.count(name) > 1:
            raise GradienteError(f"Two checks of {exercise.topic} are called {name}.")
    paid = {function.name: 0.0 for function in exercise.functions}
    for check in checks:
        if check.function not in paid:
            raise GradienteError(
                f"{exercise.hidden_checks}: {check.name} belongs to {check.function!r}, "
                "which is no function of the exercise."
            )
        paid[check.function] += check.points
    for function in exercise.functions:
        if abs(paid[function.name] - function.points) > 1e-6:
            raise GradienteError(
                f"{exercise.hidden_checks}: the checks of {function.name} are worth {paid[function.name]:g} "
                f"points together; exercise.toml gives it {function.points:g}."
            )
