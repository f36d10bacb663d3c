"""The reference of gradient descent against numbers worked by hand, its properties, and torch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import array_shapes, arrays
from hypothesis.strategies import floats, integers, sampled_from

from cnn_reference.gradient_descent import (
    fit_proportional,
    gradient_descent,
    gradient_descent_until,
    numerical_gradient,
)
from cnn_reference.misconceptions.gradient_descent import MISCONCEPTIONS

POINTS = arrays(np.float64, array_shapes(min_dims=0, max_dims=3, max_side=3), elements=floats(-8, 8))
RATES = sampled_from([0.5, 0.25, 0.1])


def bowl(p):
    """Gradient of the sum of (p - 3)^2."""
    return 2 * (p - 3)


# numerical_gradient


def test_central_difference_of_a_cube_is_three_p_squared_plus_h_squared():
    # ((1 + 0.5)^3 - (1 - 0.5)^3) / (2 * 0.5) = (3.375 - 0.125) / 1 = 3.25 = 3 * 1^2 + 0.5^2
    measured = numerical_gradient(lambda p: float(p[0] ** 3), np.array([1.0]), h=0.5)

    np.testing.assert_allclose(measured, [3.25], rtol=1e-15)


def test_each_coordinate_is_moved_on_its_own():
    # f = p_1 p_2 + 2 p_2 at (3, 5): (p_2, p_1 + 2) = (5, 5); at (3, 7) (7, 5)
    def f(p):
        return float(p[0] * p[1] + 2 * p[1])

    np.testing.assert_allclose(numerical_gradient(f, np.array([3.0, 7.0])), [7.0, 5.0], rtol=1e-9)


def test_measured_derivatives_stand_where_their_coordinates_stand():
    weights = np.arange(6.0).reshape(3, 2)

    measured = numerical_gradient(lambda p: float(np.sum(weights * p)), np.ones((3, 2)))

    np.testing.assert_allclose(measured, weights, atol=1e-9)


def test_point_may_be_read_only_and_is_not_changed():
    p = np.array([0.1, 0.7])
    p.flags.writeable = False

    numerical_gradient(lambda p: float(p @ p), p)

    np.testing.assert_array_equal(p, [0.1, 0.7])


@given(p=POINTS, h=sampled_from([1e-3, 0.1, 1.0]))
def test_central_difference_of_a_parabola_is_exact_for_any_h(p, h):
    # ((p + h)^2 - (p - h)^2) / (2h) = 4ph / (2h) = 2p; what remains is rounding, at most ~500 * 2^-52 / h.
    measured = numerical_gradient(lambda p: float(np.sum(p**2)), p, h)

    assert measured.shape == p.shape
    np.testing.assert_allclose(measured, 2 * p, atol=3e-9)


def test_measured_gradient_agrees_with_torch():
    torch = pytest.importorskip("torch")
    p = np.array([[0.3, -1.2], [0.7, 2.0]])
    leaf = torch.tensor(p, requires_grad=True)
    (torch.sin(leaf).prod() + torch.exp(leaf[0]).sum()).backward()

    measured = numerical_gradient(lambda p: float(np.sin(p).prod() + np.exp(p[0]).sum()), p)

    # The error of central differences is h^2 / 6 times the third derivative, and rounding 2^-52 / h.
    np.testing.assert_allclose(measured, leaf.grad.numpy(), atol=1e-9)


# gradient_descent


def test_path_down_a_parabola_halves_the_distance():
    # 0 - 0.25 * 2 * (0 - 3) = 1.5; 1.5 + 0.25 * 3 = 2.25; 2.25 + 0.25 * 1.5 = 2.625
    np.testing.assert_array_equal(gradient_descent(bowl, 0.0, 0.25, 3), [0.0, 1.5, 2.25, 2.625])


def test_path_of_a_matrix_has_the_steps_as_its_first_axis():
    path = gradient_descent(bowl, np.array([[0.0, 1.0, 3.0]]), 0.5, 1)

    # With rate 0.5 one step leads to the minimum: p - 0.5 * 2 (p - 3) = 3
    np.testing.assert_array_equal(path, [[[0.0, 1.0, 3.0]], [[3.0, 3.0, 3.0]]])


def test_too_large_a_rate_climbs_out_of_the_parabola():
    # The distance to 3 is multiplied by 1 - 2 * 1.5 = -2: from -1 to 2, to -4
    np.testing.assert_array_equal(gradient_descent(bowl, 2.0, 1.5, 2), [2.0, 5.0, -1.0])


@pytest.mark.parametrize("start", [0, np.array(0), np.float32(0), np.array(0.0)], ids=repr)
def test_number_gives_a_path_of_numbers(start):
    path = gradient_descent(bowl, start, 0.25, 2)

    assert path.shape == (3,)
    assert path.dtype == np.float64
    np.testing.assert_array_equal(path, [0.0, 1.5, 2.25])


def test_integers_do_not_truncate_the_path():
    np.testing.assert_array_equal(gradient_descent(bowl, np.array([0, 2]), 0.25, 1), [[0.0, 2.0], [1.5, 2.5]])


def test_no_steps_leave_the_start_alone():
    np.testing.assert_array_equal(gradient_descent(bowl, np.array([1.0, 2.0]), 0.25, 0), [[1.0, 2.0]])


def test_start_is_not_changed_and_the_path_shares_no_memory_with_it():
    start = np.array([1.0, 2.0])

    path = gradient_descent(bowl, start, 0.25, 3)

    np.testing.assert_array_equal(start, [1.0, 2.0])
    assert not np.shares_memory(path, start)


@given(steps=integers(0, 9))
def test_gradient_is_asked_for_once_a_step(steps):
    asked = []

    gradient_descent(lambda p: asked.append(p) or bowl(p), np.zeros(2), 0.1, steps)

    assert len(asked) == steps


@given(p0=POINTS, learning_rate=RATES, steps=integers(0, 8))
def test_distance_to_the_minimum_of_a_parabola_is_a_geometric_sequence(p0, learning_rate, steps):
    path = gradient_descent(bowl, p0, learning_rate, steps)

    shrink = (1 - 2 * learning_rate) ** np.arange(steps + 1).reshape(-1, *[1] * p0.ndim)
    np.testing.assert_allclose(path, 3 + (p0 - 3) * shrink, atol=1e-13)


def test_path_agrees_with_torch_sgd():
    torch = pytest.importorskip("torch")
    p0 = np.array([0.5, -1.5, 2.0])
    leaf = torch.tensor(p0, requires_grad=True)
    optimiser = torch.optim.SGD([leaf], lr=0.05)
    path = [p0]
    for _ in range(10):
        optimiser.zero_grad()
        (leaf**4).sum().backward()
        optimiser.step()
        path.append(leaf.detach().numpy().copy())

    np.testing.assert_allclose(gradient_descent(lambda p: 4 * p**3, p0, 0.05, 10), path, rtol=1e-12, atol=1e-12)


# gradient_descent_until


@pytest.mark.parametrize(
    ("tolerance", "max_steps", "outcome"),
    [
        # Gradients on the way 0, 1.5, 2.25, 2.625: -6, -3, -1.5, -0.75
        (1.0, 9, (2.625, 3, True)),
        (1.0, 3, (2.625, 3, True)),
        (1.0, 2, (2.25, 2, False)),
        (1.5, 9, (2.25, 2, True)),
        (6.0, 0, (0.0, 0, True)),
        (5.0, 0, (0.0, 0, False)),
    ],
    ids=["arrives", "arrives-with-the-last-step", "runs-out", "equal-is-enough", "start", "start-too-steep"],
)
def test_descent_stops_at_the_first_small_gradient(tolerance, max_steps, outcome):
    assert gradient_descent_until(bowl, 0.0, 0.25, tolerance, max_steps) == outcome


def test_minimum_is_recognised_without_a_step():
    p, steps, converged = gradient_descent_until(bowl, np.array([3, 3]), 0.25, 0.0, 0)

    np.testing.assert_array_equal(p, [3.0, 3.0])
    assert (steps, converged) == (0, True)


@pytest.mark.parametrize(("tolerance", "steps"), [(5.0, 0), (4.9, 1)], ids=["norm", "below-the-norm"])
def test_size_of_a_gradient_is_its_euclidean_norm(tolerance, steps):
    # The gradient at (3, 4) is (3, 4): sqrt(9 + 16) = 5, although no component is larger than 4
    outcome = gradient_descent_until(lambda p: p, np.array([3.0, 4.0]), 0.5, tolerance, 5)

    assert outcome[1:] == (steps, True)


def test_norm_is_that_of_all_the_numbers_of_a_matrix():
    # sqrt(9 + 16) = 5 for the numbers of diag(3, 4), whose spectral norm is 4
    outcome = gradient_descent_until(lambda p: p, np.diag([3.0, 4.0]), 0.5, 4.5, 0)

    assert outcome[1:] == (0, False)


def test_step_that_leaves_the_numbers_is_counted_and_ends_the_descent():
    # 1 -> 3 -> NaN: the second step leads to it
    def gradient(p):
        return np.where(p > 2, np.nan, -2.0)

    p, steps, converged = gradient_descent_until(gradient, np.array([1.0, 0.0]), 1.0, 0.1, 9)

    np.testing.assert_array_equal(p, [np.nan, 4.0])
    assert (steps, converged) == (2, False)


def test_infinite_p_is_judged_before_its_gradient():
    # exp(-p) is flat at infinity, where its gradient would pass for that of a minimum
    with np.errstate(over="ignore"):
        outcome = gradient_descent_until(lambda p: -np.exp(-p), -1000.0, 1.0, 0.1, 9)

    assert outcome == (np.inf, 1, False)


def test_descent_does_not_change_its_start():
    start = np.array([0.0, 1.0])
    start.flags.writeable = False

    gradient_descent_until(bowl, start, 0.25, 0.1, 9)

    np.testing.assert_array_equal(start, [0.0, 1.0])


@given(p0=POINTS, learning_rate=RATES, max_steps=integers(0, 8))
def test_descent_ends_on_the_path_of_gradient_descent(p0, learning_rate, max_steps):
    p, steps, converged = gradient_descent_until(bowl, p0, learning_rate, 0.5, max_steps)

    path = gradient_descent(bowl, p0, learning_rate, max_steps)
    norms = [np.linalg.norm(bowl(point)) for point in path]
    np.testing.assert_array_equal(p, path[steps])
    assert converged == (norms[steps] <= 0.5)
    assert all(norm > 0.5 for norm in norms[:steps])
    assert converged or steps == max_steps


# fit_proportional


def test_fit_of_two_points_comes_nearer_by_half():
    # L'(0) = (2 / 2) (-2 * 1 - 4 * 2) = -10, L'(1) = -1 - 4 = -5, L'(1.5) = -0.5 - 2 = -2.5; times 0.1
    path = fit_proportional(np.array([1.0, 2.0]), np.array([2.0, 4.0]), 0, 0.1, 3)

    np.testing.assert_allclose(path, [0.0, 1.0, 1.5, 1.75], rtol=1e-15)


def test_fit_to_one_point_uses_the_inner_derivative():
    # (2p - 2)^2 at p = 0: 2 * (-2) * 2 = -8, so 0 + 0.125 * 8 = 1, which is the minimum
    path = fit_proportional(np.array([2.0]), np.array([2.0]), np.array(0), 0.125, 2)

    np.testing.assert_array_equal(path, [0.0, 1.0, 1.0])


@given(
    x=arrays(np.float64, 4, elements=floats(-2, 2)),
    y=arrays(np.float64, 4, elements=floats(-4, 4)),
    p0=floats(-2, 2),
)
def test_every_point_twice_does_not_change_the_fit(x, y, p0):
    once = fit_proportional(x, y, p0, 0.1, 4)

    np.testing.assert_allclose(fit_proportional(np.tile(x, 2), np.tile(y, 2), p0, 0.1, 4), once, atol=1e-12)


@given(x=arrays(np.float64, 3, elements=floats(0.5, 2)), y=arrays(np.float64, 3, elements=floats(-4, 4)))
def test_fit_arrives_at_least_squares(x, y):
    # The lecture compares with least squares: p = sum(x y) / sum(x^2). 1 - 0.2 mean(x^2) <= 0.95, ^400 < 2e-9.
    path = fit_proportional(x, y, 0.0, 0.1, 400)

    np.testing.assert_allclose(path[-1], x @ y / (x @ x), atol=1e-7)


def test_derivative_of_the_fit_agrees_with_torch():
    torch = pytest.importorskip("torch")
    x, y = np.array([0.5, -1.0, 2.0]), np.array([1.0, 0.0, -3.0])
    p = torch.tensor(0.7, dtype=torch.float64, requires_grad=True)
    torch.nn.functional.mse_loss(torch.tensor(x) * p, torch.tensor(y)).backward()

    path = fit_proportional(x, y, 0.7, 1.0, 1)

    np.testing.assert_allclose(path[0] - path[1], p.grad.item(), rtol=1e-14)


# The misconceptions


def test_misconceptions_have_unique_ids_of_this_topic():
    ids = [misconception.id for misconception in MISCONCEPTIONS]

    assert len(set(ids)) == len(ids)
    assert all(name.startswith("gradient_descent/") for name in ids)


def claims():
    """The numbers that the explanations give to the student."""
    wrong = {m.id.removeprefix("gradient_descent/"): m.wrong for m in MISCONCEPTIONS}
    one = np.array([1.0])
    return {
        "ascends": (wrong["ascends"]["gradient_descent"](bowl, 0.0, 0.25, 1)[1], -1.5),
        "missing-two": (wrong["missing-two"]["fit_proportional"](one, one, 0, 1.0, 1)[1], 1.0),
        "missing-inner-derivative": (
            wrong["missing-inner-derivative"]["fit_proportional"](2 * one, 2 * one, 0, 1.0, 1)[1],
            4.0,
        ),
        "truncates-to-integers": (
            wrong["truncates-to-integers"]["gradient_descent"](lambda p: -0.75, 0, 1.0, 1)[1],
            0,
        ),
        "forward-difference": (
            wrong["forward-difference"]["numerical_gradient"](lambda p: float(p[0] ** 2), one, 0.1)[0],
            2.1,
        ),
        "divides-by-h": (
            wrong["divides-by-h"]["numerical_gradient"](lambda p: float(p[0]), 0 * one, 0.1)[0],
            2.0,
        ),
        "moves-every-coordinate-at-once": (
            wrong["moves-every-coordinate-at-once"]["numerical_gradient"](
                lambda p: float(p[0] + 2 * p[1]), np.zeros(2), 0.1
            )[0],
            3.0,
        ),
        "counts-looks-as-steps": (
            wrong["counts-looks-as-steps"]["gradient_descent_until"](bowl, 3.0, 0.25, 0.1, 5)[1],
            1,
        ),
    }


@pytest.mark.parametrize("name", claims())
def test_explanation_tells_the_number_that_the_wrong_answer_gives(name):
    got, told = claims()[name]

    assert got == pytest.approx(told, rel=1e-12)
