"""A generator is judged by its items, with a wall and without one."""

from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from gradiente.checking import (
    Disagreement,
    agrees_with,
    assert_inputs_unchanged,
    assert_leaves_global_random_state,
    items_of,
)
from gradiente.checking.iterators import drawn
from gradiente.pytest_plugin import Student


def halves(x):
    """The two halves of an array, one at a time; an odd array has none."""
    if len(x) % 2:
        raise ValueError(f"an even number of items is needed, got {len(x)}")
    yield x[: len(x) // 2]
    yield x[len(x) // 2 :]


@agrees_with(halves)
def any_halves(n):
    return (np.arange(n),)


@pytest.mark.parametrize(
    "answer",
    [halves, lambda x: list(halves(x)), lambda x: tuple(halves(x)), lambda x: map(np.copy, halves(x))],
    ids=["generator", "list", "tuple", "map"],
)
@pytest.mark.parametrize("n", [4, 3], ids=["items", "exception"])
def test_a_generator_agrees_with_any_form_of_the_same_items(answer, n):
    any_halves(SimpleNamespace(halves=answer), n)


@pytest.mark.parametrize("n", [4, 3], ids=["items", "exception"])
def test_other_items_do_not_agree(n):
    with pytest.raises(Disagreement):
        any_halves(SimpleNamespace(halves=lambda x: iter([x])), n)


def test_items_are_those_that_a_loop_would_see():
    def refilled():
        array = np.zeros(1)
        for array[0] in (1.0, 2.0):
            yield array

    assert items_of(refilled()) == [np.array([1.0]), np.array([2.0])]
    assert drawn(7) == 7


@pytest.mark.parametrize("value", [None, 3, np.arange(3), "abc", {}], ids=repr)
def test_what_has_no_items_is_a_finding(value):
    with pytest.raises(Disagreement) as caught:
        items_of(value)

    assert caught.value.difference.kind == "type"


def test_an_endless_iterator_ends_somewhere():
    assert len(items_of(iter(int, 1))) == 10_000


def test_what_a_generator_does_to_its_inputs_and_to_the_global_state_is_seen():
    def spoils(x):
        x[0] = 7.0
        np.random.random()
        yield x

    with pytest.raises(Disagreement, match="inputs-changed"):
        assert_inputs_unchanged(SimpleNamespace(f=spoils), "f", np.zeros(2))
    with pytest.raises(Disagreement, match="global-state"):
        assert_leaves_global_random_state(SimpleNamespace(f=spoils), "f", np.zeros(2))


def test_a_run_by_plain_pytest_sees_a_generator_as_the_wall_does():
    module = ModuleType("answer")
    module.halves, module.limit, module.Kind = halves, 7, int

    student = Student(module)

    assert [half.tolist() for half in student.halves(np.arange(4))] == [[0, 1], [2, 3]]
    assert (student.limit, student.Kind) == (7, int)
    with pytest.raises(ValueError, match="even number"):
        student.halves(np.arange(3))
