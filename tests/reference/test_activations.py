"""The reference of topic 04 against numbers worked by hand, properties, central differences and torch."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.extra.numpy import array_shapes, arrays
from hypothesis.strategies import floats
from numpy.testing import assert_allclose, assert_array_equal

from cnn_reference.activations import (
    leaky_relu,
    leaky_relu_derivative,
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative,
    tanh,
    tanh_derivative,
)

EXACT = {"rtol": 1e-12, "atol": 1e-12}  # a few roundings of float64
LOG_2, LOG_3 = 0.6931471805599453, 1.0986122886681098
PAIRS = [
    (sigmoid, sigmoid_derivative),
    (tanh, tanh_derivative),
    (relu, relu_derivative),
    (leaky_relu, leaky_relu_derivative),
]
ALL = [function for pair in PAIRS for function in pair]

unhurried = settings(deadline=None, max_examples=50)
moderate = arrays(np.float64, array_shapes(min_dims=0, max_dims=4, max_side=3), elements=floats(-20, 20))
any_size = arrays(np.float64, array_shapes(min_dims=1, max_dims=2, max_side=4), elements=floats(-1e5, 1e5))


@pytest.fixture(autouse=True)
def _numpy_raises():
    """Nothing overflows, divides by zero or makes a NaN; exp() of a very negative number may round to 0."""
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        yield


# Numbers worked by hand


@pytest.mark.parametrize(
    ("function", "z", "want"),
    [
        # exp(-log 3) = 1/3: 1 / (1 + 1/3); exp(log 3) = 3: 1 / (1 + 3)
        (sigmoid, [0.0, LOG_3, -LOG_3], [0.5, 0.75, 0.25]),
        # 1/2 * 1/2, 3/4 * 1/4 and 1/4 * 3/4
        (sigmoid_derivative, [0.0, LOG_3, -LOG_3], [0.25, 0.1875, 0.1875]),
        # (2 - 1/2) / (2 + 1/2)
        (tanh, [0.0, LOG_2, -LOG_2], [0.0, 0.6, -0.6]),
        # 1 - 0.36
        (tanh_derivative, [0.0, LOG_2, -LOG_2], [1.0, 0.64, 0.64]),
        (relu, [-2.0, -0.25, 0.0, 0.25, 3.0], [0.0, 0.0, 0.0, 0.25, 3.0]),
        (relu_derivative, [-2.0, -0.25, 0.0, 0.25, 3.0], [0.0, 0.0, 0.0, 1.0, 1.0]),
        # 0.01 of -2
        (leaky_relu, [-2.0, 0.0, 3.0], [-0.02, 0.0, 3.0]),
        (leaky_relu_derivative, [-2.0, 0.0, 3.0], [0.01, 0.01, 1.0]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_values_worked_by_hand(function, z, want):
    assert_allclose(function(np.array(z)), want, **EXACT)


def test_slope_is_that_of_the_negative_side():
    z = np.array([-4.0, 0.0, 4.0])

    assert_array_equal(leaky_relu(z, 0.25), [-1.0, 0.0, 4.0])
    assert_array_equal(leaky_relu_derivative(z, 0.25), [0.25, 0.25, 1.0])


# Extremes


@pytest.mark.parametrize(
    ("function", "want"),
    [
        (sigmoid, [0.0, 1.0]),
        (sigmoid_derivative, [0.0, 0.0]),
        (tanh, [-1.0, 1.0]),
        (tanh_derivative, [0.0, 0.0]),
        (relu, [0.0, 1000.0]),
        (relu_derivative, [0.0, 1.0]),
        (leaky_relu, [-10.0, 1000.0]),
        (leaky_relu_derivative, [0.01, 1.0]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_values_at_a_thousand_are_exact_and_silent(function, want):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with np.errstate(divide="warn", over="warn", under="ignore", invalid="warn"):
            got = function(np.array([-1000.0, 1000.0]))

    assert_allclose(got, want, rtol=1e-15, atol=0)


def test_sigmoid_keeps_its_relative_precision_where_it_is_tiny():
    # exp(-40) / (1 + exp(-40)) is exp(-40) to 17 digits
    assert sigmoid(np.array(-40.0)) == pytest.approx(4.248354255291589e-18, rel=1e-14)


@pytest.mark.parametrize("function", ALL)
@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 3), (2, 1, 3), (2, 2, 1, 3), (0,), (0, 3)])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_result_has_the_shape_of_z_and_is_float64(function, shape, dtype):
    result = function(np.full(shape, -0.5, dtype=dtype))

    assert isinstance(result, np.ndarray)
    assert result.shape == shape
    assert result.dtype == np.float64


@pytest.mark.parametrize("function", ALL)
def test_input_is_left_as_it_was_and_may_be_read_only_or_strided(function):
    z = np.array([[-1.0, 0.0, 2.0], [3.0, -0.5, 0.25]])
    want = function(z.copy())
    z.flags.writeable = False

    assert_array_equal(function(z), want)
    assert_array_equal(function(z.T), want.T)
    assert_array_equal(function(z[:, ::2]), want[:, ::2])


# Properties


@unhurried
@given(any_size)
def test_sigmoid_of_minus_z_is_what_is_missing_to_one(z):
    assert_allclose(sigmoid(-z), 1 - sigmoid(z), **EXACT)


@unhurried
@given(any_size)
def test_tanh_is_a_stretched_sigmoid(z):
    assert_allclose(tanh(z), 2 * sigmoid(2 * z) - 1, **EXACT)


@unhurried
@given(any_size)
def test_derivatives_of_sigmoid_and_tanh_are_even_and_bounded(z):
    assert_allclose(sigmoid_derivative(z), sigmoid_derivative(-z), **EXACT)
    assert_allclose(tanh_derivative(z), tanh_derivative(-z), **EXACT)
    assert np.all((sigmoid_derivative(z) >= 0) & (sigmoid_derivative(z) <= 0.25))
    assert np.all((tanh_derivative(z) >= 0) & (tanh_derivative(z) <= 1))


@unhurried
@given(moderate)
def test_sigmoid_solves_for_its_argument(z):
    p = sigmoid(z)
    # 1 - p loses up to exp(20) roundings
    assert_allclose(np.log(p) - np.log1p(-p), z, atol=1e-6)


@unhurried
@given(any_size)
def test_relu_is_leaky_relu_of_slope_zero(z):
    assert_array_equal(relu(z), leaky_relu(z, 0.0))
    assert_array_equal(relu_derivative(z), leaky_relu_derivative(z, 0.0))


@unhurried
@given(any_size)
def test_relus_are_their_derivative_times_z(z):
    assert_allclose(relu(z), relu_derivative(z) * z, **EXACT)
    assert_allclose(leaky_relu(z, 0.25), leaky_relu_derivative(z, 0.25) * z, **EXACT)


@unhurried
@given(moderate)
def test_every_element_depends_on_itself_alone(z):
    for function in ALL:
        one_by_one = [float(function(np.array(element))) for element in z.ravel()]
        # NumPy's vectorised exp and tanh may round the last bit otherwise
        assert_allclose(function(z).ravel(), one_by_one, rtol=1e-14, atol=0)


# Central differences: with a step of 1e-6 their own error is about 1e-10


@pytest.mark.parametrize(("function", "derivative"), PAIRS)
def test_derivative_is_the_slope_of_the_function(function, derivative):
    z = np.random.default_rng(0).normal(0, 2, (4, 5))
    z = z[np.abs(z) > 1e-3]  # away from the corner

    measured = (function(z + 1e-6) - function(z - 1e-6)) / 2e-6

    assert_allclose(derivative(z), measured, atol=1e-8)


# A second opinion


@pytest.mark.parametrize(
    ("name", "function", "derivative"),
    [
        ("sigmoid", sigmoid, sigmoid_derivative),
        ("tanh", tanh, tanh_derivative),
        ("relu", relu, relu_derivative),
        ("leaky_relu", leaky_relu, leaky_relu_derivative),
    ],
)
def test_torch_agrees_at_the_corner_too(name, function, derivative):
    torch = pytest.importorskip("torch")
    z = np.concatenate([np.random.default_rng(1).normal(0, 3, 20), [0.0, -1000.0, 1000.0]])

    theirs = torch.tensor(z, requires_grad=True)
    activation = getattr(torch.nn.functional, name)(theirs)
    activation.sum().backward()

    assert_allclose(function(z), activation.detach().numpy(), **EXACT)
    assert_allclose(derivative(z), theirs.grad.numpy(), **EXACT)
