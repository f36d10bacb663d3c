"""The common work: what is right, 15 examples and 6 properties, for every grader the same.

A check is a function of `student`, an object with the three functions. Each grader wraps these 21 in its own form;
ours states them in its own form (`course/grader/checks/common_work.py`) with the same numbers and strategies.
"""

from functools import partial

import numpy as np
from hypothesis import given, settings
from hypothesis.extra.numpy import array_shapes, arrays
from hypothesis.strategies import floats, tuples

EXAMPLES_A_PROPERTY = 100
EPS = 1e-5


def mean_squared_error(y_pred, y_true):
    return float(np.mean((y_pred - y_true) ** 2))


def standardize(x):
    return (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + EPS)


def layer_norm(x, gamma, beta):
    mean = x.mean(axis=1, keepdims=True)
    variance = x.var(axis=1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(variance + EPS) + beta


def scaled(variance):
    """What a deviation is divided by."""
    return np.sqrt(variance + EPS)


def array(*rows):
    return np.array(rows, dtype=np.float64)


ONES, ZEROS = np.ones(2), np.zeros(2)
# Worked by hand: the name, the function, its arguments, what is expected.
EXAMPLES = [
    ("mse_of_equal", "mean_squared_error", (array(1, 2), array(1, 2)), 0.0),
    ("mse_of_one", "mean_squared_error", (array(3), array(0)), 9.0),
    ("mse_of_four", "mean_squared_error", (array(1, 2, 3, 4), array(1, 0, 3, 8)), 5.0),
    ("mse_of_negative", "mean_squared_error", (array(-1, -3), array(1, 1)), 10.0),
    ("mse_of_a_matrix", "mean_squared_error", (array([1, 2], [3, 4]), array([0, 0], [0, 0])), 7.5),
    ("standardize_two", "standardize", (array([1], [3]),), array([-1], [1]) / scaled(1)),
    ("standardize_four", "standardize", (array([0], [0], [4], [4]),), array([-2], [-2], [2], [2]) / scaled(4)),
    ("standardize_columns", "standardize", (array([1, 0], [3, 10]),), array([-1, -5], [1, 5]) / scaled(array(1, 25))),
    ("standardize_a_constant", "standardize", (array([7], [7], [7]),), array([0], [0], [0])),
    ("standardize_one_sample", "standardize", (array([5, 6]),), array([0, 0])),
    ("layer_norm_of_two", "layer_norm", (array([1, 3]), ONES, ZEROS), array([-1, 1]) / scaled(1)),
    ("layer_norm_of_rows", "layer_norm", (array([1, 3], [0, 10]), ONES, ZEROS),
     array([-1, 1], [-5, 5]) / scaled(array([1], [25]))),
    ("layer_norm_scales", "layer_norm", (array([1, 3]), array(2, 4), ZEROS), array([-2, 4]) / scaled(1)),
    ("layer_norm_shifts", "layer_norm", (array([1, 3]), ONES, array(10, 20)), array([-1, 1]) / scaled(1) + (10, 20)),
    ("layer_norm_of_a_constant", "layer_norm", (array([4, 4]), ONES, array(1, 2)), array([1, 2])),
]  # fmt: skip


def numbers(shape, size):
    return arrays(np.float64, shape, elements=floats(-size, size, width=32))


def with_an_offset(x, offset):
    return x + offset


MATRICES = array_shapes(min_dims=2, max_dims=2, max_side=6)
PAIRS = MATRICES.flatmap(lambda shape: tuples(numbers(shape, 8), numbers(shape, 8)))
WIDE_PAIRS = array_shapes(min_dims=1, max_dims=1, max_side=12).flatmap(
    lambda shape: tuples(numbers(shape, 1024), numbers(shape, 1024))
)
COLUMNS = tuples(MATRICES.flatmap(lambda shape: numbers(shape, 8)))
FAR_COLUMNS = tuples(MATRICES.flatmap(lambda shape: numbers(shape, 8)).map(partial(with_an_offset, offset=1000.0)))
ROWS = MATRICES.flatmap(lambda shape: tuples(numbers(shape, 8), numbers(shape[1:], 2), numbers(shape[1:], 2)))
PLAIN_ROWS = MATRICES.flatmap(lambda shape: numbers(shape, 8).map(lambda x: (x, np.ones(shape[1]), np.zeros(shape[1]))))
# The name, what is right, the strategy of the arguments.
PROPERTIES = [
    ("mse_of_any_pair", mean_squared_error, PAIRS),
    ("mse_of_wide_vectors", mean_squared_error, WIDE_PAIRS),
    ("standardize_any_columns", standardize, COLUMNS),
    ("standardize_far_from_zero", standardize, FAR_COLUMNS),
    ("layer_norm_of_any_rows", layer_norm, ROWS),
    ("layer_norm_without_scale", layer_norm, PLAIN_ROWS),
]


def assert_close(got, want):
    """The same shape, and ``|got - want| <= 1e-6 + 1e-5 max|want|``."""
    if isinstance(want, float):
        assert isinstance(got, (float, np.floating)), f"expected a float, got {type(got).__name__}"
    else:
        assert isinstance(got, np.ndarray), f"expected an array, got {type(got).__name__}"
        assert got.shape == want.shape, f"expected shape {want.shape}, got {got.shape}"
    tolerance = 1e-6 + 1e-5 * np.abs(want).max()
    assert np.all(np.abs(got - want) <= tolerance), f"expected {want}, got {got}"


def check_example(student, function, arguments, want):
    assert_close(getattr(student, function)(*arguments), want)


def check_property(student, right, strategy):
    # Without `report_multiple_bugs=False` two different failures come as a group that shows no example at all.
    @settings(max_examples=EXAMPLES_A_PROPERTY, deadline=None, database=None, report_multiple_bugs=False)
    @given(strategy)
    def agrees(arguments):
        assert_close(getattr(student, right.__name__)(*arguments), right(*arguments))

    agrees()


CHECKS = {
    **{name: partial(check_example, function=function, arguments=arguments, want=want)
       for name, function, arguments, want in EXAMPLES},
    **{name: partial(check_property, right=right, strategy=strategy) for name, right, strategy in PROPERTIES},
}  # fmt: skip
