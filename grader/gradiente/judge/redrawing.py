"""Draw an input of a check again by other choices, without running a test for it.

Hypothesis draws by making choices: whole numbers, truths, floats, texts, each within its bounds. Whoever gives it other
choices gets another input, and one that the check's strategies can draw: a choice outside of its bounds becomes the
simplest one, and so does what is missing at the end. Each argument is drawn from choices of its own, so that one which
needs fewer of them than before leaves the others as they were.

What is used of Hypothesis here is not its public interface. The lower bound in `pyproject.toml` is the first release
with which it works.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hypothesis.control import BuildContext
from hypothesis.errors import HypothesisException, StopTest
from hypothesis.internal.conjecture.choice import ChoiceNode, ChoiceTemplate, choice_from_index, choice_permitted
from hypothesis.internal.conjecture.data import ConjectureData
from hypothesis.internal.conjecture.utils import ONE_FROM_MANY_LABEL

from gradiente.judge.suite import Check

Choices = tuple[Any, ...]


@dataclass(frozen=True)
class Drawn:
    """One argument as it was drawn.

    Attributes
    ----------
    value : object
        Never handed out itself.
    nodes : tuple
        The choices with their bounds.
    lists : tuple of tuple of range
        For each list of free length, outer ones first, which choices each of its elements was made of; empty unless
        it was asked for.
    """

    value: Any
    nodes: tuple[ChoiceNode, ...]
    lists: tuple[tuple[range, ...], ...] = ()

    @cached_property
    def choices(self) -> Choices:
        """The choices alone."""
        return tuple(node.value for node in self.nodes)


def simplest(node: ChoiceNode) -> Any:
    """The simplest choice within the bounds of one."""
    return choice_from_index(0, node.type, node.constraints)


def is_permitted(value: Any, node: ChoiceNode) -> bool:
    """Whether a value is within the bounds of a choice."""
    return choice_permitted(value, node.constraints)


def names_of(check: Check) -> tuple[str, ...]:
    """Names of the arguments that are drawn, in order."""
    return tuple(_strategies(check))


def redraw(check: Check, name: str, choices: Choices) -> Drawn | None:
    """Draw an argument; None if nothing can be drawn by these choices."""
    return _draw(check, _strategies(check)[name], choices)


def redraw_all(check: Check, choices: Choices) -> tuple[Drawn, ...] | None:
    """Draw all arguments of a call by the choices of a test; None if they were for something else too."""
    drawn = []
    for strategy in _strategies(check).values():
        one = _draw(check, strategy, choices, with_lists=True)
        if one is None or one.choices != choices[: len(one.nodes)]:
            return None
        drawn.append(one)
        choices = choices[len(one.nodes) :]
    return None if choices else tuple(drawn)


def _strategies(check: Check) -> dict[str, Any]:
    strategies: dict[str, Any] = check.test.hypothesis._given_kwargs  # type: ignore[attr-defined]
    return strategies


def _draw(check: Check, strategy: Any, choices: Choices, *, with_lists: bool = False) -> Drawn | None:
    data = ConjectureData.for_choices((*choices, ChoiceTemplate("simplest", count=None)))
    try:
        with BuildContext(data, wrapped_test=check.test):
            value = data.draw(strategy)
    except (StopTest, HypothesisException):  # a filter or an assumption
        return None
    return Drawn(value, data.nodes, _lists(data) if with_lists else ())


def _lists(data: ConjectureData) -> tuple[tuple[range, ...], ...]:
    data.freeze()
    found: dict[int | None, list[range]] = {}
    for span in data.spans:
        # Of a list of free length it is asked first whether there is another element; a no stands alone.
        if span.label == ONE_FROM_MANY_LABEL and span.end - span.start > 1 and data.nodes[span.start].type == "boolean":
            found.setdefault(span.parent, []).append(range(span.start, span.end))
    return tuple(map(tuple, found.values()))
