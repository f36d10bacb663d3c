"""The reference of topic 10 against numbers worked by hand, properties, central differences and torch."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.extra.numpy import arrays
from hypothesis.strategies import floats, integers, tuples
from numpy.testing import assert_allclose, assert_array_equal

from cnn_reference.batch_normalization import (
    batch_norm_backward,
    batch_norm_forward,
    batch_norm_inference,
    rescale,
    standardize,
    update_running,
)

EXACT = {"rtol": 1e-12, "atol": 1e-12}  # a few roundings of float64
SHAPES = [(5, 3), (4, 1), (3, 4, 2, 3), (1, 3, 2, 2), (2, 1, 1, 4)]
X = np.array([[1.0, 0.0], [1.0, 4.0], [3.0, 4.0], [3.0, 0.0]])
GAMMA, BETA = np.array([2.0, 1.0]), np.array([10.0, 0.0])

unhurried = settings(deadline=None, max_examples=40)
volumes = arrays(np.float64, tuples(integers(1, 4), integers(1, 4), integers(1, 3)), elements=floats(-10, 10, width=32))


@pytest.fixture(autouse=True)
def _numpy_raises():
    """Nothing divides by zero or makes a NaN; the square of a tiny number may round to 0."""
    with np.errstate(all="raise", under="ignore"):
        yield


def a_pass(shape, seed=1):
    rng = np.random.default_rng(seed)
    channels = shape[-1]
    return (rng.normal(1, 2, shape), rng.normal(size=channels), rng.normal(size=channels)), rng.normal(size=shape)


def axes_of(x):
    return tuple(range(x.ndim - 1))


def central_differences(function, at, step=1e-6):
    gradient = np.zeros(at.shape)
    for index in np.ndindex(at.shape):
        nudge = np.zeros(at.shape)
        nudge[index] = step
        gradient[index] = (function(at + nudge) - function(at - nudge)) / (2 * step)
    return gradient


# Numbers worked by hand


def test_rescale_two_channels():
    # 2, 4, 6 to 0, 1/2, 1; the constant 7 to 0; -1, 3, 0 to 0, 1, 1/4
    volume = np.array([[[2.0, 7.0, -1.0], [4.0, 7.0, 3.0], [6.0, 7.0, 0.0]]])
    assert_array_equal(rescale(volume), [[[0, 0, 0], [0.5, 0, 1], [1, 0, 0.25]]])


def test_standardize_two_channels():
    # 1, 3: mean 2, variance 1, with eps = 3 the root is 2; 0, 8: mean 4, variance 16, the root of 19
    volume = np.array([[[1.0, 0.0]], [[3.0, 8.0]]])
    assert_allclose(standardize(volume, 3.0)[..., 0].ravel(), [-0.5, 0.5], **EXACT)
    assert_allclose(standardize(volume, 3.0)[..., 1].ravel(), [-4 / np.sqrt(19), 4 / np.sqrt(19)], **EXACT)


def test_forward_of_four_samples():
    # means 2 and 2, variances 1 and 4, x_hat -1, -1, 1, 1 and -1, 1, 1, -1
    y, cache = batch_norm_forward(X, GAMMA, BETA, eps=0.0)
    assert_allclose(y, [[8, -1], [8, 1], [12, 1], [12, -1]], **EXACT)
    assert repr(cache) == "cache"


def test_forward_of_images_has_one_mean_per_channel():
    # 1, 3, 5, 7: mean 4, variance (9 + 1 + 1 + 9) / 4 = 5, with eps = 4 the root is 3
    images = np.array([1.0, 3.0, 5.0, 7.0]).reshape(2, 1, 2, 1)
    y, _ = batch_norm_forward(images, np.ones(1), np.zeros(1), eps=4.0)
    assert_allclose(y.ravel(), [-1, -1 / 3, 1 / 3, 1], **EXACT)


def test_backward_of_four_samples():
    # 2 / 1 * (dy - 1/4 + x_hat / 4) with dy = 1, 0, 0, 0 and x_hat = -1, -1, 1, 1
    _, cache = batch_norm_forward(X, GAMMA, BETA, eps=0.0)
    dy = np.zeros((4, 2))
    dy[0, 0] = 1.0

    dx, dgamma, dbeta = batch_norm_backward(dy, cache)

    assert_allclose(dx, [[1, 0], [-1, 0], [0, 0], [0, 0]], **EXACT)
    assert_allclose(dgamma, [-1, 0], **EXACT)
    assert_allclose(dbeta, [1, 0], **EXACT)


def test_update_with_four_samples():
    # 0.9 * 0 + 0.1 * 2 twice; 0.9 * 11 + 0.1 * 1 and 0.9 * 4 + 0.1 * 4
    mean, var = update_running(np.zeros(2), np.array([11.0, 4.0]), X)
    assert_allclose(mean, [0.2, 0.2], **EXACT)
    assert_allclose(var, [10, 4], **EXACT)


@pytest.mark.parametrize(("momentum", "mean", "var"), [(1.0, 5.0, 7.0), (0.0, 2.0, 1.0), (0.5, 3.5, 4.0)])
def test_momentum_is_what_is_kept_of_the_old(momentum, mean, var):
    got = update_running(np.array([5.0]), np.array([7.0]), X[:, :1], momentum)
    assert_allclose(got, ([mean], [var]), **EXACT)


def test_inference_of_one_sample():
    # 4 * (3 - 2) / sqrt(1 + 3) + 10
    y = batch_norm_inference(np.array([[3.0]]), *(np.array([v]) for v in (4.0, 10.0, 2.0, 1.0)), eps=3.0)
    assert_array_equal(y, [[12.0]])


# Extremes


@pytest.mark.parametrize("shape", [(1, 3), (1, 1, 1, 2)])
def test_a_single_value_a_channel_gives_beta_and_no_gradient(shape):
    (x, gamma, beta), dy = a_pass(shape)

    y, cache = batch_norm_forward(x, gamma, beta)
    dx, dgamma, dbeta = batch_norm_backward(dy, cache)

    assert_array_equal(y, np.broadcast_to(beta, shape))
    assert_array_equal(dx, np.zeros(shape))
    assert_array_equal(dgamma, np.zeros(shape[-1]))
    assert_array_equal(dbeta, dy.reshape(-1))


def test_a_constant_channel_is_zero_and_no_nan():
    volume = np.full((2, 3, 2), 0.1)
    assert_array_equal(rescale(volume), np.zeros((2, 3, 2)))
    assert_allclose(standardize(volume), 0, atol=1e-12)


def test_inference_without_variance_is_finite():
    ones, zeros = np.ones(1), np.zeros(1)
    assert_allclose(batch_norm_inference(np.full((1, 1), 1e-3), ones, zeros, zeros, zeros), [[1e-3 / np.sqrt(1e-5)]])


def test_inputs_may_be_read_only_and_float32_and_results_are_float64():
    (x, gamma, beta), dy = a_pass((5, 3))
    given_arrays = [one.astype(np.float32) for one in (x, gamma, beta, dy, np.abs(gamma))]
    for array in given_arrays:
        array.flags.writeable = False
    x, gamma, beta, dy, var = given_arrays

    y, cache = batch_norm_forward(x, gamma, beta)
    results = [y, *batch_norm_backward(dy, cache), *update_running(beta, var, x)]
    results += [batch_norm_inference(x, gamma, beta, beta, var), rescale(x[None]), standardize(x[None])]

    assert {result.dtype for result in results} == {np.dtype(np.float64)}
    assert [result.shape for result in results] == [(5, 3), (5, 3), *[(3,)] * 4, (5, 3), (1, 5, 3), (1, 5, 3)]


# Properties


@unhurried
@given(volumes)
def test_rescaled_channels_run_from_0_to_1_or_are_0(volume):
    rescaled = rescale(volume)
    smallest, largest = rescaled.min(axis=(0, 1)), rescaled.max(axis=(0, 1))
    assert_array_equal(smallest, 0)
    assert_array_equal(largest, np.ptp(volume, axis=(0, 1)) > 0)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_output_has_mean_beta_and_variance_gamma_squared(shape):
    (x, gamma, beta), _ = a_pass(shape)

    y, _ = batch_norm_forward(x, gamma, beta, eps=0.0)

    assert_allclose(y.mean(axis=axes_of(x)), beta, **EXACT)
    assert_allclose(y.var(axis=axes_of(x)), gamma**2, **EXACT)


@pytest.mark.parametrize("shape", SHAPES)
def test_scale_and_shift_of_the_input_do_not_change_the_output(shape):
    (x, gamma, beta), _ = a_pass(shape)
    y, _ = batch_norm_forward(x, gamma, beta, eps=0.0)
    assert_allclose(batch_norm_forward(3 * x - 5, gamma, beta, eps=0.0)[0], y, atol=1e-10)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_gradient_is_orthogonal_to_shifting_and_to_stretching(shape):
    (x, gamma, beta), dy = a_pass(shape)
    _, cache = batch_norm_forward(x, gamma, beta, eps=0.0)

    dx, _, _ = batch_norm_backward(dy, cache)

    assert_allclose(dx.sum(axis=axes_of(x)), 0, atol=1e-10)
    assert_allclose((dx * cache.x_hat).sum(axis=axes_of(x)), 0, atol=1e-10)


def test_standardizing_a_volume_is_normalizing_a_batch_of_one_image():
    (x, _, _), _ = a_pass((1, 4, 3, 2))
    y, _ = batch_norm_forward(x, np.ones(2), np.zeros(2), eps=0.1)
    assert_allclose(standardize(x[0], 0.1), y[0], **EXACT)


def test_inference_with_the_statistics_of_the_batch_is_the_forward_pass():
    (x, gamma, beta), _ = a_pass((4, 3, 2, 3))
    mean, var = update_running(np.zeros(3), np.zeros(3), x, momentum=0.0)
    assert_allclose(batch_norm_inference(x, gamma, beta, mean, var), batch_norm_forward(x, gamma, beta)[0], **EXACT)


def test_inference_of_a_sample_does_not_depend_on_the_others():
    (x, gamma, beta), _ = a_pass((4, 3, 2, 3))
    statistics = np.zeros(3), np.ones(3)
    whole = batch_norm_inference(x, gamma, beta, *statistics)
    assert_array_equal(batch_norm_inference(x[1:2], gamma, beta, *statistics), whole[1:2])


# Central differences: with a step of 1e-6 their own error is about 1e-9


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("eps", [1e-5, 0.5])
def test_backward_is_the_derivative(shape, eps):
    (x, gamma, beta), dy = a_pass(shape)
    _, cache = batch_norm_forward(x, gamma, beta, eps)

    dx, dgamma, dbeta = batch_norm_backward(dy, cache)

    def weighted(x, gamma, beta):
        return float(np.sum(dy * batch_norm_forward(x, gamma, beta, eps)[0]))

    assert_allclose(dx, central_differences(lambda at: weighted(at, gamma, beta), x), atol=1e-6)
    assert_allclose(dgamma, central_differences(lambda at: weighted(x, at, beta), gamma), atol=1e-7)
    assert_allclose(dbeta, central_differences(lambda at: weighted(x, gamma, at), beta), atol=1e-7)


# A second opinion. torch has the channel on axis 1.


@pytest.mark.parametrize("shape", [(5, 3), (3, 4, 2, 3)])
def test_torch_agrees_on_the_layer_and_its_gradient(shape):
    torch = pytest.importorskip("torch")
    (x, gamma, beta), dy = a_pass(shape)
    theirs = [torch.tensor(one, requires_grad=True) for one in (np.moveaxis(x, -1, 1), gamma, beta)]

    out = torch.nn.functional.batch_norm(theirs[0], None, None, theirs[1], theirs[2], training=True, eps=0.1)
    out.backward(torch.tensor(np.moveaxis(dy, -1, 1)))
    y, cache = batch_norm_forward(x, gamma, beta, eps=0.1)
    dx, dgamma, dbeta = batch_norm_backward(dy, cache)

    assert_allclose(y, np.moveaxis(out.detach().numpy(), 1, -1), **EXACT)
    assert_allclose(dx, np.moveaxis(theirs[0].grad.numpy(), 1, -1), **EXACT)
    assert_allclose(dgamma, theirs[1].grad.numpy(), **EXACT)
    assert_allclose(dbeta, theirs[2].grad.numpy(), **EXACT)


@pytest.mark.parametrize("shape", [(5, 3), (3, 4, 2, 3)])
def test_torch_agrees_on_inference(shape):
    torch = pytest.importorskip("torch")
    (x, gamma, beta), _ = a_pass(shape)
    statistics = np.array([0.5, -1.0, 2.0]), np.array([0.25, 1.0, 3.0])

    theirs = [torch.tensor(one) for one in (np.moveaxis(x, -1, 1), *statistics, gamma, beta)]
    out = torch.nn.functional.batch_norm(*theirs, training=False, eps=1e-5).numpy()

    assert_allclose(batch_norm_inference(x, gamma, beta, *statistics), np.moveaxis(out, 1, -1), **EXACT)


@pytest.mark.parametrize("shape", [(5, 3), (3, 4, 2, 3)])
def test_torch_agrees_on_the_running_statistics_but_for_its_sample_variance(shape):
    torch = pytest.importorskip("torch")
    (x, _, _), _ = a_pass(shape)
    mean, var = np.array([0.5, -1.0, 2.0]), np.array([0.25, 1.0, 3.0])
    m = x.size // 3

    layer = (torch.nn.BatchNorm1d if x.ndim == 2 else torch.nn.BatchNorm2d)(3, momentum=0.1).double()
    layer.running_mean.copy_(torch.tensor(mean))
    layer.running_var.copy_(torch.tensor(var))
    layer(torch.tensor(np.moveaxis(x, -1, 1)))
    new_mean, new_var = update_running(mean, var, x, momentum=0.9)

    assert_allclose(new_mean, layer.running_mean.numpy(), **EXACT)
    corrected = 0.9 * var + (new_var - 0.9 * var) * m / (m - 1)
    assert_allclose(corrected, layer.running_var.numpy(), **EXACT)
