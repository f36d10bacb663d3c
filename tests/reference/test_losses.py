"""The reference of topic 02 against numbers worked by hand, properties, central differences and torch."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.strategies import floats, integers, lists, tuples
from numpy.testing import assert_allclose, assert_array_equal

from cnn_reference.losses import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    cross_entropy,
    cross_entropy_from_logits,
    mean_squared_error,
    mean_squared_error_gradient,
    softmax,
    softmax_cross_entropy_gradient,
)

LOG_2 = 0.6931471805599453
EXACT = {"rtol": 1e-12, "atol": 1e-12}  # a few roundings of float64

unhurried = settings(deadline=None, max_examples=50)
pairs = lists(tuples(floats(-10, 10), floats(-10, 10)), min_size=1, max_size=8)
probability_pairs = lists(tuples(floats(0.01, 0.99), floats(0, 1)), min_size=1, max_size=8)
labelled_rows = integers(2, 5).flatmap(
    lambda k: lists(tuples(lists(floats(-20, 20), min_size=k, max_size=k), integers(0, k - 1)), min_size=1, max_size=6)
)


@pytest.fixture(autouse=True)
def _numpy_raises():
    """Nothing overflows, divides by zero or makes a NaN; exp() of a very negative number may round to 0."""
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        yield


def columns(drawn):
    first, second = zip(*drawn, strict=True)
    return np.array(first), np.array(second)


def one_hot(labels, classes):
    return np.eye(classes)[labels]


def central_differences(loss, at, step=1e-6):
    gradient = np.zeros(at.shape)
    for index in np.ndindex(at.shape):
        nudge = np.zeros(at.shape)
        nudge[index] = step
        gradient[index] = (loss(at + nudge) - loss(at - nudge)) / (2 * step)
    return gradient


def binary_batch(rng, n=7):
    return rng.uniform(0.05, 0.95, n), rng.uniform(0, 1, n)


def logit_batch(rng, n=5, k=4):
    return rng.normal(0, 2, (n, k)), rng.integers(0, k, n)


# Numbers worked by hand


def test_mean_squared_error_of_four_samples():
    # differences 0, 2, 0, -4; (0 + 4 + 0 + 16) / 4
    assert mean_squared_error(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 0.0, 3.0, 8.0])) == 5.0


def test_mean_squared_error_gradient_of_four_samples():
    # 2/4 of the differences 0, 2, 0, -4
    gradient = mean_squared_error_gradient(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 0.0, 3.0, 8.0]))
    assert_array_equal(gradient, [0.0, 1.0, 0.0, -2.0])


def test_binary_cross_entropy_of_two_samples():
    # -log 0.5 = 0.693147 and -log(1 - 0.25) = 0.287682; their mean is 0.490415
    loss = binary_cross_entropy(np.array([0.5, 0.25]), np.array([1.0, 0.0]))
    assert loss == pytest.approx(0.490415, abs=1e-6)


def test_binary_cross_entropy_of_a_soft_target():
    # -(0.25 log 0.5 + 0.75 log 0.5) = log 2
    assert binary_cross_entropy(np.array([0.5]), np.array([0.25])) == pytest.approx(LOG_2, abs=1e-12)


def test_binary_cross_entropy_has_the_prediction_inside_the_logarithm():
    # -log 0.9 = 0.105361; with the slide's symbols, 0.1 * 27.6310 = 2.763102
    assert binary_cross_entropy(np.array([0.9]), np.array([1.0])) == pytest.approx(0.105361, abs=1e-6)


@pytest.mark.parametrize(("p", "t"), [(0.0, 1.0), (1.0, 0.0)])
def test_a_certain_mistake_costs_minus_log_of_the_clip(p, t):
    # 12 log 10 = 27.631021; 1 - (1 - 1e-12) is 1.00009e-12 in float64, which moves the fourth decimal
    assert binary_cross_entropy(np.array([p]), np.array([t])) == pytest.approx(27.631021, abs=1e-4)


@pytest.mark.parametrize("p", [0.0, 1.0])
def test_a_certain_hit_costs_nothing(p):
    assert binary_cross_entropy(np.array([p]), np.array([p])) == pytest.approx(0.0, abs=1e-11)


def test_binary_cross_entropy_gradient_of_two_samples():
    # -1/2 * 1/0.5 = -1 and 1/2 * 1/0.75 = 2/3
    gradient = binary_cross_entropy_gradient(np.array([0.5, 0.25]), np.array([1.0, 0.0]))
    assert_allclose(gradient, [-1.0, 2 / 3], **EXACT)


def test_softmax_of_logarithms_is_their_shares():
    # exp(log 1), exp(log 2), exp(log 5) are 1, 2, 5 of 8
    assert_allclose(softmax(np.log([[1.0, 2.0, 5.0]])), [[0.125, 0.25, 0.625]], **EXACT)


def test_cross_entropy_of_two_samples():
    # (-log 0.5 - log 0.25) / 2 = 1.5 log 2
    y_pred = np.array([[0.5, 0.25, 0.25], [0.25, 0.5, 0.25]])
    y_true = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])

    assert cross_entropy(y_pred, y_true) == pytest.approx(1.5 * LOG_2, abs=1e-12)


def test_cross_entropy_of_a_soft_target():
    # -(0.5 log 0.5 + 0.5 log 0.25) = 0.5 log 2 + log 2
    loss = cross_entropy(np.array([[0.5, 0.25, 0.25]]), np.array([[0.5, 0.5, 0.0]]))
    assert loss == pytest.approx(1.5 * LOG_2, abs=1e-12)


def test_cross_entropy_at_probability_zero_is_that_of_the_clip():
    # 12 log 10 = 27.631021 for the first sample, 0 for the second, although it holds a 0 too
    loss = cross_entropy(np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([[0.0, 1.0], [1.0, 0.0]]))
    assert loss == pytest.approx(27.631021 / 2, abs=1e-6)


def test_cross_entropy_from_logits_of_logarithms():
    # probabilities 1/4 and 3/4, label 0: log 4 = 2 log 2
    loss = cross_entropy_from_logits(np.log([[1.0, 3.0]]), np.array([0]))
    assert loss == pytest.approx(2 * LOG_2, abs=1e-12)


def test_softmax_cross_entropy_gradient_at_equal_logits():
    # softmax 0.25 everywhere; (0.25 - 1) / 2 = -0.375 and 0.25 / 2 = 0.125
    gradient = softmax_cross_entropy_gradient(np.zeros((2, 4)), np.array([0, 3]))
    assert_array_equal(gradient, [[-0.375, 0.125, 0.125, 0.125], [0.125, 0.125, 0.125, -0.375]])


# Extremes


def test_softmax_is_right_for_logits_of_size_ten_thousand():
    # e / (1 + e) = 0.7310586, at any height
    logits = np.array([[1e4, 1e4 - 1], [-1e4, -1e4 - 1], [1e4, -1e4]])
    assert_allclose(softmax(logits), [[0.7310586, 0.2689414], [0.7310586, 0.2689414], [1, 0]], atol=1e-7)


def test_cross_entropy_from_logits_is_exact_for_logits_of_size_ten_thousand():
    # log 2, then a difference of 20000
    loss = cross_entropy_from_logits(np.array([[1e4, 1e4], [1e4, -1e4]]), np.array([0, 1]))
    assert loss == pytest.approx((LOG_2 + 20000) / 2, rel=1e-12)


def test_gradient_is_right_for_logits_of_size_ten_thousand():
    gradient = softmax_cross_entropy_gradient(np.array([[1e4, -1e4], [-1e4, 1e4]]), np.array([1, 1]))
    assert_array_equal(gradient, [[0.5, -0.5], [0.0, 0.0]])


@pytest.mark.parametrize("k", [2, 3, 10, 43])
def test_a_uniform_prediction_costs_log_of_the_number_of_classes(k):
    labels = np.array([0, k - 1])

    assert cross_entropy(np.full((2, k), 1 / k), one_hot(labels, k)) == pytest.approx(np.log(k), abs=1e-12)
    assert cross_entropy_from_logits(np.full((2, k), 2.5), labels) == pytest.approx(np.log(k), abs=1e-12)


def test_losses_are_python_floats_and_gradients_float64_even_of_float32():
    half = np.full(2, 0.5, dtype=np.float32)
    logits = np.zeros((2, 3), dtype=np.float32)
    labels = np.array([0, 2])

    assert type(mean_squared_error(half, half)) is float
    assert type(binary_cross_entropy(half, half)) is float
    assert type(cross_entropy(softmax(logits), softmax(logits))) is float
    assert type(cross_entropy_from_logits(logits, labels)) is float
    assert mean_squared_error_gradient(half, half).dtype == np.float64
    assert binary_cross_entropy_gradient(half, half).dtype == np.float64
    assert softmax_cross_entropy_gradient(logits, labels).dtype == np.float64


def test_float32_at_probability_one_is_finite():
    one, zero = np.ones(1, dtype=np.float32), np.zeros(1, dtype=np.float32)
    assert binary_cross_entropy(one, zero) == pytest.approx(27.631021, abs=1e-4)


# What is refused


@pytest.mark.parametrize(
    "function",
    [mean_squared_error, mean_squared_error_gradient, binary_cross_entropy, binary_cross_entropy_gradient],
)
@pytest.mark.parametrize(("pred_shape", "true_shape"), [((3, 1), (3,)), ((3,), (3, 1)), ((3,), (4,)), ((1,), (3,))])
def test_vectors_of_other_shapes_are_refused(function, pred_shape, true_shape):
    with pytest.raises(ValueError, match="one shape"):
        function(np.full(pred_shape, 0.5), np.full(true_shape, 0.5))


@pytest.mark.parametrize("true_shape", [(2, 4), (1, 3), (2, 1), (3,)])
def test_matrices_of_other_shapes_are_refused(true_shape):
    with pytest.raises(ValueError, match="one shape"):
        cross_entropy(np.full((2, 3), 0.5), np.full(true_shape, 0.5))


@pytest.mark.parametrize("function", [cross_entropy_from_logits, softmax_cross_entropy_gradient])
@pytest.mark.parametrize("shape", [(2, 1), (3,), (1,), (2, 3)])
def test_labels_of_other_shapes_are_refused(function, shape):
    with pytest.raises(ValueError, match=r"labels \(N,\)"):
        function(np.zeros((2, 3)), np.zeros(shape, dtype=int))


@pytest.mark.parametrize("function", [cross_entropy_from_logits, softmax_cross_entropy_gradient])
@pytest.mark.parametrize("label", [-1, 3])
def test_labels_outside_the_classes_are_refused(function, label):
    with pytest.raises(ValueError, match=r"labels in 0\.\.2"):
        function(np.zeros((2, 3)), np.array([0, label]))


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (mean_squared_error, (np.zeros(0), np.zeros(0))),
        (mean_squared_error_gradient, (np.zeros(0), np.zeros(0))),
        (binary_cross_entropy, (np.zeros(0), np.zeros(0))),
        (binary_cross_entropy_gradient, (np.zeros(0), np.zeros(0))),
        (softmax, (np.zeros((0, 3)),)),
        (cross_entropy, (np.zeros((0, 3)), np.zeros((0, 3)))),
        (cross_entropy_from_logits, (np.zeros((0, 3)), np.zeros(0, dtype=int))),
        (softmax_cross_entropy_gradient, (np.zeros((0, 3)), np.zeros(0, dtype=int))),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_empty_batch_is_refused(function, arguments):
    with pytest.raises(ValueError, match="empty batch"):
        function(*arguments)


def test_read_only_inputs_are_enough():
    logits, labels, vector = np.zeros((2, 3)), np.array([0, 2]), np.array([0.5, 0.25])
    for array in (logits, labels, vector):
        array.flags.writeable = False

    softmax(logits)
    cross_entropy(logits, logits)
    cross_entropy_from_logits(logits, labels)
    softmax_cross_entropy_gradient(logits, labels)
    for function in (
        mean_squared_error,
        mean_squared_error_gradient,
        binary_cross_entropy,
        binary_cross_entropy_gradient,
    ):
        function(vector, vector)


# Properties


@unhurried
@given(pairs)
def test_mean_squared_error_does_not_care_which_is_the_target(drawn):
    y_pred, y_true = columns(drawn)
    assert mean_squared_error(y_pred, y_true) == mean_squared_error(y_true, y_pred)


@unhurried
@given(pairs)
def test_a_batch_given_twice_costs_the_same(drawn):
    y_pred, y_true = columns(drawn)
    twice = mean_squared_error(np.tile(y_pred, 2), np.tile(y_true, 2))
    assert twice == pytest.approx(mean_squared_error(y_pred, y_true), rel=1e-12, abs=1e-12)


@unhurried
@given(probability_pairs)
def test_binary_cross_entropy_is_the_same_with_the_classes_exchanged(drawn):
    p, t = columns(drawn)
    assert binary_cross_entropy(1 - p, 1 - t) == pytest.approx(binary_cross_entropy(p, t), rel=1e-9)


@unhurried
@given(probability_pairs)
def test_binary_cross_entropy_is_cross_entropy_of_two_classes(drawn):
    p, t = columns(drawn)
    both = cross_entropy(np.stack([1 - p, p], axis=1), np.stack([1 - t, t], axis=1))
    assert both == pytest.approx(binary_cross_entropy(p, t), rel=1e-12)


@unhurried
@given(probability_pairs)
def test_no_prediction_is_cheaper_than_the_target_itself(drawn):
    p, t = columns(drawn)
    assert binary_cross_entropy(p, t) >= binary_cross_entropy(t, t) - 1e-10


@unhurried
@given(labelled_rows)
def test_rows_of_softmax_are_probabilities(drawn):
    logits, _ = columns(drawn)

    p = softmax(logits)

    assert np.all(p >= 0)
    assert_allclose(p.sum(axis=1), 1, **EXACT)


@unhurried
@given(labelled_rows, integers(-10_000, 10_000))
def test_softmax_does_not_change_when_a_row_is_shifted(drawn, shift):
    logits, _ = columns(drawn)
    # adding 10,000 rounds a logit to 2e-12
    assert_allclose(softmax(logits + shift), softmax(logits), atol=1e-11)


@unhurried
@given(labelled_rows)
def test_each_row_of_softmax_depends_on_itself_alone(drawn):
    logits, _ = columns(drawn)
    assert_allclose(softmax(logits)[:1], softmax(logits[:1]), **EXACT)


@unhurried
@given(labelled_rows)
def test_the_loss_of_logits_is_the_cross_entropy_of_their_softmax(drawn):
    # differences of up to 40 would reach the clip at exp(-27.6), so the logits are halved
    logits, labels = columns(drawn)
    logits = logits / 2
    composed = cross_entropy(softmax(logits), one_hot(labels, logits.shape[1]))
    assert composed == pytest.approx(cross_entropy_from_logits(logits, labels), rel=1e-9, abs=1e-12)


@unhurried
@given(labelled_rows)
def test_rows_of_the_softmax_gradient_add_up_to_zero(drawn):
    gradient = softmax_cross_entropy_gradient(*columns(drawn))
    assert_allclose(gradient.sum(axis=1), 0, atol=1e-12)


@unhurried
@given(labelled_rows)
def test_descent_raises_the_true_logit_and_lowers_the_others(drawn):
    logits, labels = columns(drawn)
    gradient = softmax_cross_entropy_gradient(logits, labels)
    true_class = one_hot(labels, logits.shape[1]) == 1
    assert np.all(gradient[true_class] <= 0)
    assert np.all(gradient[~true_class] >= 0)


# Central differences: with a step of 1e-6 their own error is about 1e-9


def test_mean_squared_error_gradient_is_the_derivative():
    rng = np.random.default_rng(0)
    y_pred, y_true = rng.normal(size=7), rng.normal(size=7)

    measured = central_differences(lambda p: mean_squared_error(p, y_true), y_pred)

    assert_allclose(mean_squared_error_gradient(y_pred, y_true), measured, atol=1e-8)


def test_binary_cross_entropy_gradient_is_the_derivative():
    p, t = binary_batch(np.random.default_rng(1))

    measured = central_differences(lambda at: binary_cross_entropy(at, t), p)

    assert_allclose(binary_cross_entropy_gradient(p, t), measured, atol=1e-7)


def test_softmax_cross_entropy_gradient_is_the_derivative():
    logits, labels = logit_batch(np.random.default_rng(2))

    measured = central_differences(lambda at: cross_entropy_from_logits(at, labels), logits)

    assert_allclose(softmax_cross_entropy_gradient(logits, labels), measured, atol=1e-8)


# A second opinion


def test_torch_agrees_on_mean_squared_error_and_its_gradient():
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(3)
    y_pred, y_true = rng.normal(size=9), rng.normal(size=9)

    theirs = torch.tensor(y_pred, requires_grad=True)
    loss = torch.nn.functional.mse_loss(theirs, torch.tensor(y_true))
    loss.backward()

    assert mean_squared_error(y_pred, y_true) == pytest.approx(loss.item(), rel=1e-12)
    assert_allclose(mean_squared_error_gradient(y_pred, y_true), theirs.grad.numpy(), **EXACT)


def test_torch_agrees_on_binary_cross_entropy_and_its_gradient():
    torch = pytest.importorskip("torch")
    p, t = binary_batch(np.random.default_rng(4))

    theirs = torch.tensor(p, requires_grad=True)
    loss = torch.nn.functional.binary_cross_entropy(theirs, torch.tensor(t))
    loss.backward()

    assert binary_cross_entropy(p, t) == pytest.approx(loss.item(), rel=1e-12)
    # torch adds an epsilon to the denominator p (1 - p)
    assert_allclose(binary_cross_entropy_gradient(p, t), theirs.grad.numpy(), rtol=1e-9)


def test_torch_agrees_on_softmax_cross_entropy_and_its_gradient():
    torch = pytest.importorskip("torch")
    logits, labels = logit_batch(np.random.default_rng(5))

    theirs = torch.tensor(logits, requires_grad=True)
    loss = torch.nn.functional.cross_entropy(theirs, torch.tensor(labels))
    loss.backward()

    assert_allclose(softmax(logits), torch.softmax(theirs, dim=1).detach().numpy(), **EXACT)
    assert cross_entropy_from_logits(logits, labels) == pytest.approx(loss.item(), rel=1e-12)
    assert_allclose(softmax_cross_entropy_gradient(logits, labels), theirs.grad.numpy(), **EXACT)


def test_torch_agrees_on_soft_targets():
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(6)
    logits, targets = rng.normal(size=(5, 4)), softmax(rng.normal(size=(5, 4)))

    loss = torch.nn.functional.cross_entropy(torch.tensor(logits), torch.tensor(targets))

    assert cross_entropy(softmax(logits), targets) == pytest.approx(loss.item(), rel=1e-12)
