"""The reference of regularization against numbers worked by hand, its properties, and torch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import array_shapes, arrays
from hypothesis.strategies import floats, integers, lists

from cnn_reference.gradient_descent import numerical_gradient
from cnn_reference.misconceptions.regularization import MISCONCEPTIONS
from cnn_reference.regularization import l2_gradient, l2_penalty, ridge_gradient, ridge_loss, weight_decay_step

NUMBERS = floats(-4, 4)
LAYERS = lists(arrays(np.float64, array_shapes(max_dims=4, max_side=3), elements=NUMBERS), min_size=1, max_size=3)
STRENGTHS = floats(0, 2)
X, Y, W, B = np.array([[1.0], [2.0]]), np.array([0.0, 4.0]), np.array([1.0]), 1.0


@pytest.fixture
def data():
    rng = np.random.default_rng(7)
    return rng.normal(size=(6, 3)), rng.normal(size=6), rng.normal(size=3), 0.7


# l2_penalty, l2_gradient


def test_penalty_is_half_the_strength_times_all_squares():
    # 0.5 / 2 * (9 + 16 + 1) = 6.5
    assert l2_penalty([np.array([[3.0, -4.0]]), np.array([1.0])], 0.5) == 6.5


def test_gradient_is_the_strength_times_the_weight():
    gradients = l2_gradient([np.array([[3.0, -4.0]]), np.array([1.0])], 0.5)

    np.testing.assert_array_equal(gradients[0], [[1.5, -2.0]])
    np.testing.assert_array_equal(gradients[1], [0.5])


@given(weights=LAYERS, strength=STRENGTHS)
def test_penalty_grows_with_the_square_of_the_weights(weights, strength):
    once = l2_penalty(weights, strength)

    assert once >= 0
    assert l2_penalty([-2 * w for w in weights], strength) == pytest.approx(4 * once, rel=1e-12)
    assert l2_penalty([*weights, *weights], strength) == pytest.approx(2 * once, rel=1e-12)
    assert l2_penalty(weights, 3 * strength) == pytest.approx(3 * once, rel=1e-12)


@given(weights=LAYERS, strength=STRENGTHS)
def test_gradient_of_the_penalty_agrees_with_central_differences(weights, strength):
    gradients = l2_gradient(weights, strength)

    for i, w in enumerate(weights):
        # A parabola: central differences are exact for any h. Rounding of up to 2.6e3, times 2^-52, over h = 0.25.
        measured = numerical_gradient(
            lambda w, i=i: l2_penalty([*weights[:i], w, *weights[i + 1 :]], strength), w, 0.25
        )
        np.testing.assert_allclose(gradients[i], measured, atol=1e-10)


def test_weights_in_float32_are_summed_in_float64():
    # 2^24 + 1 is no float32: in single precision the second weight would be lost
    assert l2_penalty([np.array([4096.0, 1.0], dtype=np.float32)], 2.0) == 2.0**24 + 1


def test_weights_are_not_changed_and_shared_with_nobody():
    w = np.array([1.0, 2.0])
    w.flags.writeable = False

    (gradient,) = l2_gradient([w], 1.0)

    assert not np.shares_memory(gradient, w)


# ridge_loss, ridge_gradient


def test_loss_is_the_mean_squared_error_plus_the_penalty():
    # errors 2 and -1: (4 + 1) / 2 + 0.5 / 2 * 1
    assert ridge_loss(X, Y, W, B, 0.5) == 2.75
    assert ridge_loss(X, Y, W, B, 0.0) == 2.5


def test_gradient_of_the_example():
    # dw = 2/2 (2 * 1 - 1 * 2) + 0.5 = 0.5; db = 2/2 (2 - 1) = 1
    dw, db = ridge_gradient(X, Y, W, B, 0.5)

    np.testing.assert_array_equal(dw, [0.5])
    assert db == 1.0


def test_bias_costs_nothing():
    assert ridge_loss(np.zeros((2, 1)), np.full(2, 3.0), np.zeros(1), 3.0, 1.0) == 0.0
    assert ridge_gradient(np.zeros((2, 1)), np.full(2, 3.0), np.zeros(1), 3.0, 1.0)[1] == 0.0


@given(shift=integers(-5, 5))
def test_shifting_targets_and_bias_alike_changes_nothing(shift):
    rng = np.random.default_rng(7)
    x, y, w = rng.normal(size=(6, 3)), rng.normal(size=6), rng.normal(size=3)

    assert ridge_loss(x, y + shift, w, 0.5 + shift, 0.3) == pytest.approx(ridge_loss(x, y, w, 0.5, 0.3), rel=1e-12)


def test_every_sample_twice_does_not_change_the_balance(data):
    x, y, w, b = data

    twice = ridge_loss(np.tile(x, (2, 1)), np.tile(y, 2), w, b, 0.3)

    assert twice == pytest.approx(ridge_loss(x, y, w, b, 0.3), rel=1e-14)


@pytest.mark.parametrize("strength", [0.0, 0.3])
def test_ridge_gradient_agrees_with_central_differences(data, strength):
    x, y, w, b = data

    dw, db = ridge_gradient(x, y, w, b, strength)

    measured = numerical_gradient(lambda w: ridge_loss(x, y, w, b, strength), w, 0.1)
    np.testing.assert_allclose(dw, measured, atol=1e-12)
    measured = numerical_gradient(lambda b: ridge_loss(x, y, w, float(b[0]), strength), np.array([b]), 0.1)
    assert db == pytest.approx(measured[0], abs=1e-12)


def test_gradient_vanishes_at_the_solution_of_ridge_regression(data):
    # With centred data (2/N x^T x + strength) w = 2/N x^T y, and b makes the mean error 0.
    x, y, _, _ = data
    strength, n = 0.3, len(y)
    centred = x - x.mean(axis=0)
    w = np.linalg.solve(2 / n * centred.T @ centred + strength * np.eye(3), 2 / n * centred.T @ (y - y.mean()))
    b = y.mean() - x.mean(axis=0) @ w

    dw, db = ridge_gradient(x, y, w, b, strength)

    np.testing.assert_allclose([*dw, db], 0.0, atol=1e-14)


def test_larger_strength_gives_smaller_weights(data):
    x, y, w0, b0 = data
    sizes = []
    for strength in (0.0, 0.1, 1.0):
        w, b = w0, b0
        for _ in range(500):
            dw, db = ridge_gradient(x, y, w, b, strength)
            w, b = w - 0.05 * dw, b - 0.05 * db
        sizes.append(np.linalg.norm(w))

    assert sizes[0] > sizes[1] > sizes[2]


def test_ridge_gradient_agrees_with_torch(data):
    torch = pytest.importorskip("torch")
    x, y, w, b = (torch.tensor(part, dtype=torch.float64) for part in data)
    w.requires_grad_(), b.requires_grad_()
    (torch.nn.functional.mse_loss(x @ w + b, y) + 0.3 / 2 * (w**2).sum()).backward()

    dw, db = ridge_gradient(*data, 0.3)

    np.testing.assert_allclose(dw, w.grad.numpy(), rtol=1e-12)
    assert db == pytest.approx(b.grad.item(), rel=1e-12)


# weight_decay_step


def test_step_shrinks_first_and_then_goes_down():
    # 0.75 * 2 - 0.5 * 1 and 0.75 * (-4)
    step = weight_decay_step(np.array([2.0, -4.0]), np.array([1.0, 0.0]), 0.5, 0.5)

    np.testing.assert_array_equal(step, [1.0, -3.0])


@given(strength=STRENGTHS, learning_rate=floats(0, 1))
def test_step_is_gradient_descent_on_loss_plus_penalty(strength, learning_rate):
    rng = np.random.default_rng(7)
    w, gradient = rng.normal(size=(2, 3)), rng.normal(size=(2, 3))

    step = weight_decay_step(w, gradient, learning_rate, strength)

    want = w - learning_rate * (gradient + l2_gradient([w], strength)[0])
    np.testing.assert_allclose(step, want, rtol=1e-12, atol=1e-14)


def test_decay_without_a_gradient_is_geometric():
    w = np.array([8.0])
    for _ in range(3):
        w = weight_decay_step(w, np.zeros(1), 0.5, 1.0)

    np.testing.assert_array_equal(w, [1.0])


def test_step_agrees_with_torchs_weight_decay():
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(7)
    w, gradient = rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    parameter = torch.nn.Parameter(torch.tensor(w))
    parameter.grad = torch.tensor(gradient)
    torch.optim.SGD([parameter], lr=0.1, weight_decay=0.3).step()

    np.testing.assert_allclose(weight_decay_step(w, gradient, 0.1, 0.3), parameter.detach().numpy(), rtol=1e-13)


def test_step_makes_new_weights():
    w = np.array([1.0, 2.0])
    w.flags.writeable = False

    assert not np.shares_memory(weight_decay_step(w, np.zeros(2), 0.5, 0.0), w)


# The misconceptions


def test_misconceptions_have_unique_ids_of_this_topic():
    ids = [misconception.id for misconception in MISCONCEPTIONS]

    assert len(set(ids)) == len(ids)
    assert all(name.startswith("regularization/") for name in ids)


def claims():
    """The numbers that the explanations give to the student."""
    wrong = {m.id.removeprefix("regularization/"): m.wrong for m in MISCONCEPTIONS}
    a = np.array
    one = (a([[1.0]]), a([0.0]), a([2.0]), 0.0)
    two = (a([[1.0], [1.0]]), a([0.0, 0.0]), a([2.0]), 0.0)
    shifted = (a([[0.0]]), a([3.0]))

    def of(name, function, *arguments):
        return wrong[name][function](*arguments)

    return {
        "half-forgotten": (of("half-forgotten", "l2_penalty", [a([2.0])], 1), 4),
        "gradient-doubled": (of("gradient-doubled", "l2_gradient", [a([3.0])], 1)[0], 6),
        "gradient-halved": (of("gradient-halved", "l2_gradient", [a([3.0])], 1)[0], 1.5),
        "exponent-overlooked": (of("exponent-overlooked", "l2_penalty", [a([3.0, -4.0])], 1), 3.5),
        "l1-instead-of-l2": (of("l1-instead-of-l2", "l2_penalty", [a([3.0, -4.0])], 1), 7),
        "l1-instead-of-l2, gradient": (of("l1-instead-of-l2", "l2_gradient", [a([3.0, -4.0])], 1)[0], [1, -1]),
        "mean-of-squares": (of("mean-of-squares", "l2_penalty", [a([3.0, 4.0])], 1), 6.25),
        "norm-not-squared": (of("norm-not-squared", "l2_penalty", [a([3.0, 4.0])], 1), 2.5),
        "last-array-only": (of("last-array-only", "l2_penalty", [a([3.0]), a([4.0])], 2), 16),
        "vectors-taken-for-biases": (of("vectors-taken-for-biases", "l2_penalty", [a([3.0, 4.0])], 1), 0),
        "bias-penalised": (of("bias-penalised", "ridge_loss", *shifted, a([0.0]), 3, 1), 4.5),
        "penalty-divided-by-n": (of("penalty-divided-by-n", "ridge_loss", 0 * two[0], two[1], two[2], 0, 1), 1),
        "sum-of-errors": (of("sum-of-errors", "ridge_loss", *two, 0), 8),
        "error-halved": (of("error-halved", "ridge_loss", *one, 0), 2),
        "error-halved, gradient": (of("error-halved", "ridge_gradient", *one, 0)[0], 2),
        "error-the-wrong-way-round": (of("error-the-wrong-way-round", "ridge_gradient", *one, 0)[0], -4),
        # The error -3 costs 9, and w = 1 half of the strength.
        "bias-left-out": (of("bias-left-out", "ridge_loss", *shifted, a([1.0]), 3, 0), 9),
        "sign-of-the-penalty": (of("sign-of-the-penalty", "weight_decay_step", a([2.0]), a([0.0]), 0.5, 0.5), 2.5),
        "decay-without-the-rate": (
            of("decay-without-the-rate", "weight_decay_step", a([2.0]), a([0.0]), 0.5, 0.5),
            1,
        ),
        "decays-after-the-step": (
            of("decays-after-the-step", "weight_decay_step", a([2.0]), a([2.0]), 0.5, 0.5),
            0.75,
        ),
        "ascends": (of("ascends", "weight_decay_step", a([2.0]), a([2.0]), 0.5, 0), 3),
        "changes-the-weights-in-place": (
            of("changes-the-weights-in-place", "l2_gradient", [a([2.0])], 0.5)[0],
            1,
        ),
    }


@pytest.mark.parametrize("name", claims())
def test_explanation_tells_the_number_that_the_wrong_answer_gives(name):
    got, told = claims()[name]

    np.testing.assert_allclose(got, np.reshape(told, np.shape(got)), rtol=1e-12)
