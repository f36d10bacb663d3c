"""The reference of topic 12 against numbers worked by hand, statistics, central differences, and torch."""

import math

import numpy as np
import pytest

from cnn_reference.dropout import (
    channel_max_drop,
    dropout_backward,
    dropout_forward,
    feature_max_drop,
    spatial_dropout,
    stochastic_dropout,
)

DROPS = [dropout_forward, spatial_dropout, feature_max_drop, channel_max_drop]


@pytest.fixture
def rng():
    return np.random.default_rng(12)


def sigmas(share, n):
    """Six standard errors of a share of n."""
    return 6 * math.sqrt(share * (1 - share) / n)


# -- dropout ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("p", [0.125, 0.5, 0.75])
def test_an_element_is_kept_with_chance_one_minus_p(p, rng):
    _, mask = dropout_forward(np.ones((200, 300)), p, rng)

    assert mask.dtype == np.bool_
    assert mask.mean() == pytest.approx(1 - p, abs=sigmas(p, 60_000))


def test_survivors_of_a_quarter_are_multiplied_by_four_thirds(rng):
    # 1 / (1 - 0.25) = 4 / 3: of 3 is made 4.
    y, mask = dropout_forward(np.full((50, 4), 3.0), 0.25, rng)

    np.testing.assert_allclose(y, np.where(mask, 4.0, 0.0))
    assert 0 < mask.sum() < mask.size


def test_dropout_keeps_the_mean(rng):
    # One element is 0 or 2 with p = 0.5: standard deviation 1, of the mean of 60,000 1 / 245.
    y, _ = dropout_forward(np.ones((200, 300)), 0.5, rng)

    assert y.mean() == pytest.approx(1.0, abs=6 / math.sqrt(60_000))


def test_elements_are_drawn_by_themselves(rng):
    # Of two neighbours with p = 0.5 both are kept in a quarter of the cases.
    _, mask = dropout_forward(np.ones((200, 300)), 0.5, rng)

    for both in (mask[::2] & mask[1::2], mask[:, ::2] & mask[:, 1::2]):
        assert both.mean() == pytest.approx(0.25, abs=sigmas(0.25, both.size))
    assert len(set(mask.sum(axis=0))) > 1
    assert len(set(mask.sum(axis=1))) > 1


@pytest.mark.parametrize("shape", [(), (5,), (3, 4), (2, 3, 4, 5), (0, 3)])
def test_mask_has_the_shape_of_x(shape, rng):
    y, mask = dropout_forward(np.ones(shape), 0.5, rng)

    assert y.shape == mask.shape == shape


@pytest.mark.parametrize("p", [0.0, 0.5])
def test_inference_changes_nothing_and_draws_nothing(p, rng):
    before = rng.bit_generator.state
    x = np.array([[1.0, -2.0, 0.5]])

    y, mask = dropout_forward(x, p, rng, training=False)

    np.testing.assert_array_equal(y, x)
    assert mask.all()
    assert mask.dtype == np.bool_
    assert rng.bit_generator.state == before


@pytest.mark.parametrize("drop", DROPS)
def test_nothing_is_dropped_with_chance_zero(drop, rng):
    x = rng.standard_normal((3, 4, 5, 2))

    y, mask = drop(x, 0.0, rng)

    np.testing.assert_array_equal(y, x)
    assert mask.all()


def test_backward_of_worked_numbers():
    # p = 0.75 scales by 4; the dropped element passes nothing back.
    dy = np.array([[1.0, -2.0], [0.5, 3.0]])
    mask = np.array([[True, False], [True, True]])

    np.testing.assert_array_equal(dropout_backward(dy, mask, 0.75), [[4.0, 0.0], [2.0, 12.0]])


def test_backward_is_the_derivative_of_forward():
    # With one seed the mask is one and the same, so that central differences of sum(dy * y) are meant.
    rng = np.random.default_rng(1)
    x, dy = rng.standard_normal((3, 4)), rng.standard_normal((3, 4))

    def weighted(x):
        return float(np.sum(dy * dropout_forward(x, 0.25, np.random.default_rng(2))[0]))

    _, mask = dropout_forward(x, 0.25, np.random.default_rng(2))
    numerical = np.empty_like(x)
    for index in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[index] = 1e-5
        numerical[index] = (weighted(x + step) - weighted(x - step)) / 2e-5

    assert not mask.all()
    np.testing.assert_allclose(dropout_backward(dy, mask, 0.25), numerical, atol=1e-8)


# -- whole maps and largest activations ---------------------------------------------------------------------


def test_spatial_dropout_keeps_or_drops_whole_maps(rng):
    x = rng.standard_normal((40, 3, 4, 25))

    y, mask = spatial_dropout(x, 0.25, rng)

    np.testing.assert_array_equal(mask, np.broadcast_to(mask[:, :1, :1, :], x.shape))
    np.testing.assert_allclose(y, np.where(mask, x * 4 / 3, 0.0))
    assert mask[:, 0, 0, :].mean() == pytest.approx(0.75, abs=sigmas(0.25, 1000))
    assert mask.flags.writeable


def test_spatial_dropout_draws_once_for_each_sample_and_channel(rng):
    _, mask = spatial_dropout(np.ones((40, 2, 2, 30)), 0.5, rng)
    kept = mask[:, 0, 0, :]

    for both in (kept[::2] & kept[1::2], kept[:, ::2] & kept[:, 1::2]):
        assert both.mean() == pytest.approx(0.25, abs=sigmas(0.25, both.size))


# One sample of 2 x 2 with two channels; largest of channel 0 is 7 at (1, 1), of channel 1 it is 8 at (0, 1).
# Over the channels the largest are 3 at (0, 0), 8 at (0, 1), 4 at (1, 0) and 7 at (1, 1).
SMALL = np.array([[[3.0, -9.0], [1.0, 8.0]], [[-5.0, 4.0], [7.0, 6.0]]])[None]


def test_only_the_largest_of_a_map_can_be_dropped():
    seen = set()
    for n in range(50):
        _, mask = feature_max_drop(SMALL, 0.5, np.random.default_rng(n))
        seen.add(tuple(map(tuple, np.argwhere(~mask))))

    first, second = (0, 1, 1, 0), (0, 0, 1, 1)
    assert seen == {(), (first,), (second,), (second, first)}


def test_only_the_largest_of_a_position_can_be_dropped():
    dropped = np.zeros(SMALL.shape, dtype=int)
    for n in range(200):
        dropped += ~channel_max_drop(SMALL, 0.5, np.random.default_rng(n))[1]

    np.testing.assert_array_equal(dropped > 0, np.array([[[1, 0], [0, 1]], [[0, 1], [1, 0]]], dtype=bool)[None])
    assert dropped[dropped > 0] == pytest.approx(100, abs=6 * math.sqrt(50))


@pytest.mark.parametrize("drop", [feature_max_drop, channel_max_drop])
def test_what_a_max_drop_keeps_is_not_scaled(drop, rng):
    x = rng.standard_normal((10, 3, 4, 5))

    y, mask = drop(x, 0.75, rng)

    np.testing.assert_array_equal(y, np.where(mask, x, 0.0))
    assert not mask.all()


@pytest.mark.parametrize(("drop", "groups"), [(feature_max_drop, 40 * 25), (channel_max_drop, 40 * 3 * 4)])
def test_the_largest_is_dropped_with_chance_p(drop, groups, rng):
    _, mask = drop(rng.standard_normal((40, 3, 4, 25)), 0.25, rng)

    assert np.count_nonzero(~mask) == pytest.approx(groups / 4, abs=groups * sigmas(0.25, groups))


def test_of_tied_maxima_all_are_dropped_together(rng):
    for n in range(20):
        _, mask = feature_max_drop(np.ones((1, 2, 2, 1)), 0.5, np.random.default_rng(n))
        assert mask.all() or not mask.any()


# -- a rate that is drawn -----------------------------------------------------------------------------------


def rates(rng, n, *distribution):
    return np.array([stochastic_dropout(np.ones(1), rng, *distribution)[2] for _ in range(n)])


def test_normal_rates_have_their_mean_and_standard_deviation(rng):
    p = rates(rng, 2000, "normal", 0.5, 0.05)

    assert p.mean() == pytest.approx(0.5, abs=6 * 0.05 / math.sqrt(2000))
    assert p.std() == pytest.approx(0.05, rel=6 / math.sqrt(4000))


def test_uniform_rates_fill_their_interval(rng):
    # 2000 draws all miss the last hundredth with probability 0.99**2000 = 2e-9.
    p = rates(rng, 2000, "uniform", 0.1, 0.3)

    assert 0.1 <= p.min() < 0.102
    assert 0.298 < p.max() <= 0.3
    assert p.mean() == pytest.approx(0.2, abs=6 * 0.2 / math.sqrt(12 * 2000))


@pytest.mark.parametrize(
    ("distribution", "end"),
    [
        (("normal", 0.0, 0.2), 0.0),  # half of a normal lies below its mean
        (("normal", 0.95, 0.2), 0.95),
        (("uniform", -0.25, 0.25), 0.0),
        (("uniform", 0.9, 1.0), 0.95),
    ],
)
def test_half_of_the_rates_are_moved_to_the_end_of_their_range(distribution, end, rng):
    p = rates(rng, 1000, *distribution)

    assert np.mean(p == end) == pytest.approx(0.5, abs=sigmas(0.5, 1000))
    assert p.min() >= 0.0
    assert p.max() <= 0.95


def test_the_rate_returned_is_the_rate_used(rng):
    for _ in range(20):
        y, mask, p = stochastic_dropout(np.ones((100, 100)), rng, "uniform", 0.1, 0.9)

        np.testing.assert_allclose(y, mask / (1 - p))
        assert mask.mean() == pytest.approx(1 - p, abs=sigmas(p, 10_000))


# -- what all of them keep to -------------------------------------------------------------------------------


@pytest.mark.parametrize("p", [1.0, -0.01, 1.5, math.nan])
@pytest.mark.parametrize("drop", DROPS)
def test_a_rate_outside_of_zero_to_one_is_refused(drop, p, rng):
    with pytest.raises(ValueError, match="chance to drop"):
        drop(np.ones((1, 2, 2, 1)), p, rng)


@pytest.mark.parametrize("p", [1.0, -0.01])
def test_backward_and_inference_refuse_such_a_rate_too(p, rng):
    with pytest.raises(ValueError, match="chance to drop"):
        dropout_backward(np.ones(2), np.ones(2, dtype=bool), p)
    with pytest.raises(ValueError, match="chance to drop"):
        dropout_forward(np.ones(2), p, rng, training=False)


def test_an_unknown_distribution_is_refused(rng):
    with pytest.raises(ValueError, match="'cauchy'"):
        stochastic_dropout(np.ones(2), rng, "cauchy", 0.1, 0.2)


@pytest.mark.parametrize("drop", DROPS)
def test_draws_come_from_the_given_generator_and_x_is_left_alone(drop):
    x = np.random.default_rng(5).standard_normal((4, 3, 5, 6))
    x.flags.writeable = False
    before = np.random.get_state()[1].copy()
    rng = np.random.default_rng(3)

    (_, first), (_, second) = drop(x, 0.5, rng), drop(x, 0.5, rng)

    np.testing.assert_array_equal(first, drop(x, 0.5, np.random.default_rng(3))[1])
    assert not np.array_equal(first, second)
    np.testing.assert_array_equal(np.random.get_state()[1], before)


@pytest.mark.parametrize("drop", DROPS)
def test_float32_stays_float32(drop, rng):
    assert drop(np.ones((2, 2, 2, 2), dtype=np.float32), 0.25, rng)[0].dtype == np.float32


# -- torch --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("p", [0.0, 0.25, 0.75])
def test_survivors_and_gradients_are_those_of_torch(p):
    torch = pytest.importorskip("torch")
    x = torch.tensor(np.random.default_rng(7).standard_normal((30, 20)), requires_grad=True)
    dy = np.random.default_rng(8).standard_normal((30, 20))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(12)
        theirs = torch.nn.functional.dropout(x, p)
    theirs.backward(torch.tensor(dy))
    mask = theirs.detach().numpy() != 0

    # On torch's own mask: backward is linear in its first argument, and so is forward.
    np.testing.assert_allclose(dropout_backward(x.detach().numpy(), mask, p), theirs.detach().numpy())
    np.testing.assert_allclose(dropout_backward(dy, mask, p), x.grad.numpy())
    assert mask.mean() == pytest.approx(1 - p, abs=max(sigmas(p, 600), 1e-9))


def test_whole_maps_are_dropped_as_in_torch(rng):
    torch = pytest.importorskip("torch")
    x = np.abs(rng.standard_normal((30, 3, 4, 20)))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(12)
        theirs = torch.nn.functional.dropout2d(torch.tensor(x).permute(0, 3, 1, 2), 0.25)
    theirs = theirs.permute(0, 2, 3, 1).numpy()

    ours, _ = spatial_dropout(x, 0.25, rng)

    for y in (ours, theirs):
        factor = y / x
        np.testing.assert_allclose(factor, np.broadcast_to(factor[:, :1, :1, :], x.shape))
        assert np.unique(np.round(factor, 9)).tolist() == [0.0, 1.333333333]


def test_inference_is_that_of_torch(rng):
    torch = pytest.importorskip("torch")
    x = rng.standard_normal((3, 4))

    y, _ = dropout_forward(x, 0.5, rng, training=False)

    np.testing.assert_array_equal(y, torch.nn.functional.dropout(torch.tensor(x), 0.5, training=False).numpy())
