"""Inputs that are simpler than one on which a function disagrees: drawn once, for all students who get there.

Simpler is what is shorter to read: small shapes and round numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import numpy as np

from gradiente.checking.agreement import fresh
from gradiente.judge.prepared import Case, PreparedCheck, fresh_case
from gradiente.judge.redrawing import Choices, Drawn, is_permitted, names_of, redraw, redraw_all, simplest
from gradiente.judge.suite import Check

BATCH = 8  # calls of a student's in one message
_BATCHES = 5
# Of one case. With 30 the inputs found for batch_normalization and regularization are 2 % shorter to read, for twice
# the inputs that are drawn; most of these are drawn where nothing is simpler any more.
_TRIES = 21
_NARROW = 16  # a whole number with fewer choices is a size, a class, a place in a list
_MOST = 6  # choices and elements of an argument that are tried one by one
_SHOWN = 40  # numbers of an array or a list that are all written out
_CASES_KEPT = 500  # of a check

CallChoices = tuple[Choices, ...]
"""By which choices each argument of a call is drawn."""

Key = tuple[int, str]
"""A case of a check: its row, and its choices written out, for True is no 1 and -0.0 no 0.0."""


def simplicity(case: Case) -> tuple[int, int, str]:
    """How much there is to read: first of all nothing that is cut short."""
    return (_unwritten(case.arguments), *case.size)


def _unwritten(value: Any) -> int:
    if isinstance(value, np.ndarray):
        return value.size if value.size > _SHOWN else 0
    if isinstance(value, (tuple, list)):
        return sum(map(_unwritten, value)) + (len(value) if len(value) > _SHOWN else 0)
    return 0


class Simpler:
    """What is simpler than the cases of one check.

    Parameters
    ----------
    check : Check
        An agreement check.
    """

    def __init__(self, check: Check) -> None:
        self._check = check
        self._cases: dict[Key, Case | None] = {}
        self._begun: dict[Key, tuple[Iterator[PreparedCheck], list[PreparedCheck]]] = {}

    def than(self, case: Case) -> Iterator[PreparedCheck]:
        """Give the same check with simpler cases, a few at a time, bold steps first."""
        key = case.row, repr(case.choices)
        if key not in self._begun:
            if len(self._begun) * BATCH > _CASES_KEPT:  # they can be drawn again
                self._begun.clear()
                self._cases.clear()
            self._begun[key] = self._batches(case), []
        more, known = self._begun[key]
        for place in range(_BATCHES):
            if place == len(known):
                found = next(more, None)
                if found is None:
                    return
                known.append(found)
            yield known[place]

    def _batches(self, case: Case) -> Iterator[PreparedCheck]:
        drawn = redraw_all(self._check, case.choices)
        if drawn is None:
            return
        cases = self._simpler_cases(case, drawn)
        while found := tuple(islice(cases, BATCH)):
            yield PreparedCheck(self._check, found)

    def _simpler_cases(self, case: Case, drawn: tuple[Drawn, ...]) -> Iterator[Case]:
        size, seen = simplicity(case), {case.said}
        tried = {tuple(one.choices for one in drawn)}
        for call in islice(_bold(drawn), _TRIES):
            if call in tried:
                continue
            tried.add(call)
            found = self._drawn(case.row, drawn, call)
            if found is not None and found.said not in seen and simplicity(found) < size:
                seen.add(found.said)
                yield found

    def _drawn(self, row: int, before: tuple[Drawn, ...], call: CallChoices) -> Case | None:
        names = names_of(self._check)
        drawn = []
        for name, own, one in zip(names, call, before, strict=True):
            new = one if own == one.choices else redraw(self._check, name, own)
            if new is None:
                return None
            drawn.append(new)
        choices = tuple(choice for one in drawn for choice in one.choices)
        key = row, repr(choices)
        if key not in self._cases:
            values = {name: fresh(one.value) for name, one in zip(names, drawn, strict=True)}
            self._cases[key] = self._case(row, values, choices)
        return self._cases[key]

    def _case(self, row: int, drawn: dict[str, Any], choices: Choices) -> Case | None:
        agreement = self._check.agreement
        assert agreement is not None
        try:
            arguments = agreement.arguments(**fresh_case(self._check.cases[row]), **drawn)
        except Exception:  # an input that the page was never given: the disagreement that is known stands
            return None
        return Case(fresh(arguments), agreement.expected(arguments), agreement.function, row, choices)


# -- which choices to try -----------------------------------------------------------------------------

Change = Callable[[Any], Any]  # of one choice


def _bold(drawn: tuple[Drawn, ...]) -> Iterator[CallChoices]:
    """Give other choices for a call, those first that change much."""

    def of_all(change: Change, most: int | None = None) -> CallChoices:
        return tuple(_changed(one, change, most) for one in drawn)

    yield of_all(_sizes(simplest, _unit), 1)
    yield of_all(_sizes(_tiny, _unit), 2)
    yield of_all(_unit)
    yield of_all(_sizes(_same, _unit), 1)
    yield of_all(_sizes(_tiny, _tiny), 2)
    yield of_all(_rounded)
    yield of_all(_sizes(simplest, _same))
    yield of_all(_sizes(_tiny, _same), 2)
    yield of_all(_same, 1)
    yield of_all(_same, 2)
    for place, one in enumerate(drawn):
        for own in _of_one(one):
            yield (*(other.choices for other in drawn[:place]), own, *(other.choices for other in drawn[place + 1 :]))


def _of_one(one: Drawn) -> Iterator[Choices]:
    """Give other choices for an argument."""
    yield ()
    groups = list(dict.fromkeys(map(_group, one.nodes)))[:_MOST]
    for group in groups:
        yield _changed(one, _of(group, simplest))
    for group in groups:
        yield _changed(one, _of(group, _unit))
    for elements in one.lists[:_MOST]:
        for left_out in elements[: _MOST if len(elements) > 1 else 0]:
            yield _without(one, set(left_out))
    for at, node in enumerate(one.nodes):
        yield (*one.choices[:at], simplest(node), *one.choices[at + 1 :])


def _of(group: tuple[str, str], change: Change) -> Change:
    return lambda node: change(node) if _group(node) == group else node.value


def _changed(one: Drawn, change: Change, most: int | None = None) -> Choices:
    """Change all choices, and leave at most so many elements in each list."""
    without: set[int] = set()
    if most is not None:
        for elements in one.lists:
            without.update(place for element in elements[most:] for place in element)
    asked = {element.start for elements in one.lists for element in elements}
    return tuple(
        node.value if place in asked else change(node) for place, node in enumerate(one.nodes) if place not in without
    )


def _without(one: Drawn, places: set[int]) -> Choices:
    return tuple(choice for place, choice in enumerate(one.choices) if place not in places)


def _group(node: Any) -> tuple[str, str]:
    return node.type, repr(node.constraints)


def _is_narrow(node: Any) -> bool:
    if node.type == "boolean":
        return True
    bounds = node.constraints
    return (
        node.type == "integer"
        and None not in (bounds["min_value"], bounds["max_value"])
        and bounds["max_value"] - bounds["min_value"] < _NARROW
    )


def _sizes(narrow: Change, other: Change) -> Change:
    """Change what is probably a size, a class or a place in one way and every other number in another."""
    return lambda node: narrow(node) if _is_narrow(node) else other(node)


def _same(node: Any) -> Any:
    return node.value


def _permitted(value: Any, node: Any) -> Any:
    return value if is_permitted(value, node) else node.value


def _tiny(node: Any) -> Any:
    """The simplest choice, or the next on the side where it was."""
    least = simplest(node)
    if node.value == least or node.type not in ("integer", "float"):
        return least
    return _permitted(least + type(least)(_sign(node.value - least)), node)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _grain(node: Any) -> int:
    """A power of two, about half of the largest number that can be drawn."""
    bounds: list[int] = [
        abs(node.constraints[name]) for name in ("min_value", "max_value") if node.constraints[name] is not None
    ]
    largest = max([*bounds, int(abs(node.value))])
    return 1 << max((10 * largest // 19).bit_length() - 1, 0)


def _unit(node: Any) -> Any:
    """A number of which there are few: it is round, whatever a check divides it by."""
    if node.type != "integer" or _is_narrow(node):
        return _tiny(node)
    if node.value == 0:
        return 0
    return _permitted(_sign(node.value) * _grain(node), node)


def _rounded(node: Any) -> Any:
    """A quarter as round, and none of the numbers that are not 0 becomes 0."""
    if node.type == "float":
        return _permitted(float(round(node.value)) if math.isfinite(node.value) else node.value, node)
    if node.type != "integer" or _is_narrow(node):
        return node.value
    grain = max(_grain(node) // 4, 1)
    return _permitted(-(_sign(node.value) * grain) * (-abs(node.value) // grain), node)
