"""Many values compared in one step: it never says that something agrees which the rules say does not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradiente.checking.comparisons import Expectations, difference

FLOATS = st.one_of(st.sampled_from([0.0, 1.0, 1.000001, 1.1, -1.0, np.inf, -np.inf, np.nan, 1e9]), st.floats())


def filled(shape, value, dtype):
    with np.errstate(all="ignore"):  # beyond float32 is infinite, and an integer is whatever becomes of it
        return np.full(shape, value if np.isfinite(value) or np.dtype(dtype).kind == "f" else 0).astype(dtype)


SHAPES = st.sampled_from([(1,), (2,), (1, 2), (2, 1), ()])
DTYPES = st.sampled_from([np.float64, np.float32, np.int64, np.bool_])
LEAVES = st.one_of(
    FLOATS,
    FLOATS.map(np.float64),
    st.integers(-2, 2),
    st.booleans(),
    st.none(),
    st.builds(filled, SHAPES, FLOATS, DTYPES),
)
VALUES = st.one_of(LEAVES, st.lists(LEAVES, max_size=2), st.tuples(LEAVES, LEAVES))


@given(st.lists(st.tuples(VALUES, VALUES), max_size=4), st.sampled_from([None, 0.5]))
def test_what_agrees_in_one_step_agrees_by_the_rules(pairs, tolerance):
    with np.errstate(all="ignore"):
        together = Expectations([want for _, want in pairs], tolerance).all_agree_with([got for got, _ in pairs])

    if together:
        assert all(difference(got, want, tolerance) is None for got, want in pairs)


ARRAYS = [np.array([1.0, 2.0]), np.array([[np.nan, np.inf]]), np.ones((2, 2), np.float32), np.zeros((0, 3))]


@pytest.mark.parametrize("want", [*ARRAYS, 0.5, [1.0, ARRAYS[0]], (ARRAYS[0], [ARRAYS[1], np.float64(2.0)])])
def test_floats_that_agree_are_seen_to_agree_in_one_step(want):
    got = [want[0] + 1e-7, want[1]] if isinstance(want, list) else want

    assert Expectations([want, want]).all_agree_with([got, want])


@pytest.mark.parametrize(
    ("got", "want"),
    [(np.ones(2), np.ones(3)), (1.0, np.ones(1)), (np.array([1.0, 2.1]), np.array([1.0, 2.0])), (1, 1.0), (True, 1.0)],
    ids=["shape", "number", "value", "integer", "boolean"],
)
def test_what_is_not_certain_is_left_to_the_rules(got, want):
    assert not Expectations([want]).all_agree_with([got])


def test_each_array_has_its_own_tolerance():
    large, small = np.array([1e6]), np.array([1.0])

    assert not Expectations([large, small]).all_agree_with([large, small + 1e-3])
    assert Expectations([large, small]).all_agree_with([large + 1e-3, small])


def test_a_value_too_few_does_not_agree():
    assert not Expectations([1.0, 2.0]).all_agree_with([1.0])
