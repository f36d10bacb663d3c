"""The reference of topic 09 against numbers worked by hand, statistics, and torch."""

import math

import numpy as np
import pytest

from cnn_reference.initialization import (
    activation_spread,
    constant,
    fan_in_fan_out,
    he_normal,
    he_uniform,
    lecun_normal,
    small_normal,
    uniform,
    uniform_of_variance,
    xavier_normal,
    xavier_uniform,
)

DENSE = (100, 600)
CONVOLUTION = (3, 5, 100, 40)
RULES = [xavier_normal, xavier_uniform, lecun_normal, he_normal, he_uniform]
NORMALS = [small_normal, xavier_normal, lecun_normal, he_normal]

# Six standard errors of 60,000 draws: of the mean std / 245, of the standard deviation std / 346.
MEAN_ERROR = 6 / math.sqrt(60_000)
STD_ERROR = 6 / math.sqrt(2 * 60_000)


@pytest.fixture
def rng():
    return np.random.default_rng(9)


@pytest.mark.parametrize(
    ("shape", "fans"),
    [
        ((64, 10), (64, 10)),
        ((3, 3, 16, 32), (144, 288)),  # 9 * 16, 9 * 32
        ((1, 1, 8, 4), (8, 4)),  # a 1x1 convolution is a dense layer on channels
        ((5, 3, 1, 6), (15, 90)),  # 15 * 1, 15 * 6: LeNet's first layer with a 5x3 kernel
    ],
)
def test_fans_of_worked_shapes(shape, fans):
    assert fan_in_fan_out(shape) == fans


def test_product_of_channels_and_fans_is_the_number_of_weights_twice_over():
    # fan_in * C_out and fan_out * C_in both count every weight once.
    kh, kw, c_in, c_out = 3, 5, 7, 11

    fan_in, fan_out = fan_in_fan_out((kh, kw, c_in, c_out))

    assert fan_in * c_out == fan_out * c_in == kh * kw * c_in * c_out


@pytest.mark.parametrize("shape", [(), (5,), (2, 3), (2, 3, 4), (3, 3, 2, 4)])
def test_any_shape_can_be_filled_and_drawn(shape, rng):
    assert constant(shape).shape == shape
    assert small_normal(shape, rng).shape == shape
    assert uniform(shape, rng).shape == shape


def test_constant_is_zero_unless_told():
    np.testing.assert_array_equal(constant((2, 2)), [[0.0, 0.0], [0.0, 0.0]])
    np.testing.assert_array_equal(constant((3,), 0.25), [0.25, 0.25, 0.25])


def test_constant_of_an_integer_is_of_floats():
    assert constant((2,), 3).dtype == np.float64


@pytest.mark.parametrize(
    ("rule", "shape", "variance"),
    [
        (xavier_normal, DENSE, 2 / 700),  # 100 + 600
        (xavier_uniform, DENSE, 2 / 700),
        (lecun_normal, DENSE, 1 / 100),
        (he_normal, DENSE, 2 / 100),
        (he_uniform, DENSE, 2 / 100),
        (xavier_normal, CONVOLUTION, 2 / 2100),  # 15 * 100 + 15 * 40
        (xavier_uniform, CONVOLUTION, 2 / 2100),
        (lecun_normal, CONVOLUTION, 1 / 1500),
        (he_normal, CONVOLUTION, 2 / 1500),
        (he_uniform, CONVOLUTION, 2 / 1500),
    ],
)
def test_rules_have_their_variance_and_mean_zero(rule, shape, variance, rng):
    std = math.sqrt(variance)

    w = rule(shape, rng)

    assert w.shape == shape
    assert w.std() == pytest.approx(std, rel=STD_ERROR)
    assert w.mean() == pytest.approx(0.0, abs=std * MEAN_ERROR)


@pytest.mark.parametrize("scale", [0.01, 2.0])
def test_small_normal_has_its_scale_as_standard_deviation(scale, rng):
    w = small_normal((60_000,), rng, scale)

    assert w.std() == pytest.approx(scale, rel=STD_ERROR)
    assert w.mean() == pytest.approx(0.0, abs=scale * MEAN_ERROR)


def test_small_normal_is_of_one_hundredth_unless_told(rng):
    assert small_normal((60_000,), rng).std() == pytest.approx(0.01, rel=STD_ERROR)


@pytest.mark.parametrize("rule", NORMALS)
def test_normals_are_not_truncated(rule, rng):
    # 60,000 * P(|z| > 3) = 60,000 * 0.0027 = 162 draws beyond three standard deviations, give or take 12.7.
    w = rule(DENSE, rng)

    assert np.count_nonzero(np.abs(w) > 3 * w.std()) == pytest.approx(162, abs=6 * 12.7)


@pytest.mark.parametrize(
    ("rule", "limit"),
    [(xavier_uniform, math.sqrt(6 / 700)), (he_uniform, math.sqrt(6 / 100))],
)
def test_uniform_rules_fill_their_interval_and_end_there(rule, limit, rng):
    # All of 60,000 draws miss the last thousandth of the interval with a probability of exp(-60).
    w = rule(DENSE, rng)

    assert 0.998 * limit < w.max() < limit
    assert -limit <= w.min() < -0.998 * limit


def test_uniform_goes_from_zero_to_one_unless_told(rng):
    w = uniform((60_000,), rng)

    assert 0.0 <= w.min() < 0.001
    assert 0.999 < w.max() < 1.0


def test_uniform_has_mean_and_spread_of_its_limits(rng):
    # U(-1, 3): mean 1, standard deviation 4 / sqrt(12) = 1.1547.
    w = uniform((60_000,), rng, -1.0, 3.0)

    assert w.mean() == pytest.approx(1.0, abs=1.1547 * MEAN_ERROR)
    assert w.std() == pytest.approx(1.1547, rel=STD_ERROR)


def test_limit_of_a_uniform_of_variance_three_is_three(rng):
    # a**2 / 3 = 3 gives a = 3.
    w = uniform_of_variance(3.0, (60_000,), rng)

    assert 2.99 < np.abs(w).max() <= 3.0


@pytest.mark.parametrize("function", [small_normal, uniform, *RULES])
def test_draws_come_from_the_given_generator(function):
    before = np.random.get_state()[1].copy()
    rng = np.random.default_rng(3)

    first, second = function((4, 5), rng), function((4, 5), rng)

    np.testing.assert_array_equal(first, function((4, 5), np.random.default_rng(3)))
    assert not np.any(first == second)
    np.testing.assert_array_equal(np.random.get_state()[1], before)


def test_spread_asks_for_the_weights_of_each_layer_in_order(rng):
    asked = []

    def ones(shape, generator):
        asked.append((shape, generator is rng))
        return np.ones(shape)

    spread = activation_spread(ones, [6, 3, 5], np.tanh, rng, 10)

    assert asked == [((6, 3), True), ((3, 5), True)]
    assert len(spread) == 2
    assert all(type(number) is float for number in spread)


def test_spread_is_the_population_standard_deviation_of_all_units_together(rng):
    # Weights (1, -1) and the sign: each sample gives (1, -1) or (-1, 1), mean 0, standard deviation 1.
    # Divided by one value less it would be sqrt(2), unit by unit it would be 0.
    spread = activation_spread(lambda shape, _: np.array([[1.0, -1.0]]), [1, 2], np.sign, rng, n_samples=1)

    assert spread == [1.0]


def test_spread_is_taken_after_the_activation_of_every_layer(rng):
    # Step function on (1, -1): one unit of two is 1, standard deviation 0.5. Then the sum of both, 1, times
    # (1, 2, -4): after the step (1, 1, 0), standard deviation sqrt(2/3 - 4/9) = sqrt(2) / 3.
    weights = {(1, 2): np.array([[1.0, -1.0]]), (2, 3): np.array([[1.0, 2.0, -4.0]] * 2)}

    spread = activation_spread(lambda shape, _: weights[shape], [1, 2, 3], lambda z: 1.0 * (z > 0), rng, 7)

    assert spread == pytest.approx([0.5, math.sqrt(2) / 3])


def test_spread_of_the_input_is_one(rng):
    # 1000 samples of 60 units.
    spread = activation_spread(lambda shape, _: np.eye(*shape), [60, 60], np.positive, rng)

    assert spread == pytest.approx([1.0], rel=STD_ERROR)


def relu(z):
    return np.maximum(z, 0.0)


def test_he_keeps_the_signal_through_twenty_relu_layers_and_lecun_loses_it(rng):
    # Each ReLU layer multiplies E[a**2] by fan_in * Var(w) / 2: 1 for He, 1/2 for LeCun, 2**-20 in the end.
    sizes = [256] * 21

    he, lecun = (activation_spread(rule, sizes, relu, rng, 200) for rule in (he_normal, lecun_normal))

    assert 0.3 < he[-1] / he[0] < 3.0
    assert lecun[-1] / lecun[0] < 1e-2


def test_small_weights_lose_a_factor_of_ten_in_every_tanh_layer(rng):
    # 0.01 * sqrt(100) = 0.1; tanh(z) = z for small z.
    spread = activation_spread(small_normal, [100] * 5, np.tanh, rng)

    assert spread == pytest.approx([0.1, 0.01, 0.001, 0.0001], rel=0.1)


@pytest.mark.parametrize("shape", [DENSE, CONVOLUTION, (3, 3, 16, 32)])
def test_fans_are_those_of_torch(shape):
    torch = pytest.importorskip("torch")
    # torch keeps (out, in) and (C_out, C_in, kh, kw).
    theirs = torch.empty(shape[::-1] if len(shape) == 2 else (shape[3], shape[2], shape[0], shape[1]))

    assert fan_in_fan_out(shape) == torch.nn.init._calculate_fan_in_and_fan_out(theirs)


@pytest.mark.parametrize("shape", [DENSE, CONVOLUTION])
@pytest.mark.parametrize(
    ("ours", "name", "options"),
    [
        (xavier_normal, "xavier_normal_", {}),
        (xavier_uniform, "xavier_uniform_", {}),
        (lecun_normal, "kaiming_normal_", {"nonlinearity": "linear"}),
        (he_normal, "kaiming_normal_", {"nonlinearity": "relu"}),
        (he_uniform, "kaiming_uniform_", {"nonlinearity": "relu"}),
    ],
)
def test_spread_of_the_rules_is_that_of_torch(shape, ours, name, options, rng):
    torch = pytest.importorskip("torch")
    theirs = torch.empty(shape[::-1] if len(shape) == 2 else (shape[3], shape[2], shape[0], shape[1]))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(9)
        getattr(torch.nn.init, name)(theirs, **options)

    assert ours(shape, rng).std() == pytest.approx(theirs.double().numpy().std(), rel=2 * STD_ERROR)
