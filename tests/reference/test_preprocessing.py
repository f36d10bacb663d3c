"""The reference of topic 14 against numbers worked by hand, properties, and torch."""

import math

import numpy as np
import pytest

from cnn_reference.preprocessing import (
    balanced_indices,
    class_counts,
    fit_normalizer,
    local_contrast,
    normalize,
    rgb_to_yuv,
    stratified_split,
    to_grayscale,
)


@pytest.fixture
def rng():
    return np.random.default_rng(14)


@pytest.mark.parametrize(
    ("rgb", "luma"),
    [([1, 0, 0], 0.299), ([0, 1, 0], 0.587), ([0, 0, 1], 0.114), ([1, 1, 0], 0.886), ([0.25, 0.25, 0.25], 0.25)],
)
def test_luma_of_worked_colours(rgb, luma):
    assert to_grayscale(np.array(rgb, dtype=float)) == pytest.approx(np.array([luma]))


@pytest.mark.parametrize("shape", [(3,), (5, 3), (4, 2, 3), (2, 3, 4, 3)])
def test_only_the_last_axis_changes(shape, rng):
    images = rng.random(shape)

    assert to_grayscale(images).shape == (*shape[:-1], 1)
    assert rgb_to_yuv(images).shape == shape


@pytest.mark.parametrize(
    ("rgb", "yuv"),
    [
        ([1, 0, 0], [0.299, 0.492 * -0.299, 0.877 * 0.701]),
        ([0, 1, 0], [0.587, 0.492 * -0.587, 0.877 * -0.587]),
        ([0, 0, 1], [0.114, 0.492 * 0.886, 0.877 * -0.114]),
        ([0.5, 0.5, 0.5], [0.5, 0, 0]),
    ],
)
def test_yuv_of_worked_colours(rgb, yuv):
    np.testing.assert_allclose(rgb_to_yuv(np.array(rgb, dtype=float)), yuv, atol=1e-12)


def test_yuv_can_be_turned_back_into_colours(rng):
    rgb = rng.random((4, 5, 3))

    y, u, v = np.moveaxis(rgb_to_yuv(rgb), -1, 0)

    red, blue = y + v / 0.877, y + u / 0.492
    green = (y - 0.299 * red - 0.114 * blue) / 0.587
    np.testing.assert_allclose(np.stack([red, green, blue], axis=-1), rgb, atol=1e-12)


def test_largest_colour_differences_are_those_of_the_standard():
    corners = np.array(np.meshgrid([0.0, 1.0], [0.0, 1.0], [0.0, 1.0])).reshape(3, 8).T

    _, u, v = rgb_to_yuv(corners).T

    assert np.abs(u).max() == pytest.approx(0.436, abs=5e-4)
    assert np.abs(v).max() == pytest.approx(0.615, abs=5e-4)


def test_statistics_of_worked_images():
    # Channel 0: 0, 1, 0, 3; mean 1, squared deviations 1, 0, 1, 4, variance 6/4. Channel 1 is constant.
    train = np.array([[[[0.0, 2.0], [1.0, 2.0]]], [[[0.0, 2.0], [3.0, 2.0]]]])

    mean, std = fit_normalizer(train)

    np.testing.assert_allclose(mean, [1.0, 2.0])
    np.testing.assert_allclose(std, [math.sqrt(1.5), 0.0])


def test_normalized_training_set_has_mean_0_and_std_1(rng):
    train = rng.normal([1.0, -2.0, 5.0], [0.5, 1.0, 3.0], (7, 4, 5, 3))

    mean, std = fit_normalizer(normalize(train, *fit_normalizer(train)))

    np.testing.assert_allclose(mean, 0, atol=1e-7)
    np.testing.assert_allclose(std, 1, atol=1e-7)


def test_normalize_uses_the_statistics_that_it_is_given():
    images = np.array([[[[1.0, 4.0]]]])

    got = normalize(images, np.array([0.5, 2.0]), np.array([0.25, 0.0]), eps=0.5)

    np.testing.assert_allclose(got, [[[[0.5 / 0.75, 2.0 / 0.5]]]])


@pytest.mark.parametrize("shape", [(6, 4, 5, 3), (1, 2, 2, 1)])
def test_torch_agrees_on_statistics(shape, rng):
    torch = pytest.importorskip("torch")
    train = rng.random(shape)

    std, mean = torch.std_mean(torch.tensor(train), dim=(0, 1, 2), correction=0)

    ours = fit_normalizer(train)
    np.testing.assert_allclose(ours[0], mean.numpy())
    np.testing.assert_allclose(ours[1], std.numpy())


def test_local_contrast_of_a_worked_pixel():
    # A single 1 in the middle of 3x3 and radius 1: mean 1/9, variance 8/81.
    image = np.zeros((3, 3, 1))
    image[1, 1] = 1

    got = local_contrast(image, radius=1, eps=0.5)

    assert got.shape == (3, 3, 1)
    assert got[1, 1, 0] == pytest.approx((8 / 9) / (math.sqrt(8) / 9 + 0.5))
    # About the corner the mirror shows the middle four times: mean 4/9, variance 20/81.
    assert got[0, 0, 0] == pytest.approx((-4 / 9) / (math.sqrt(20) / 9 + 0.5))


def test_local_contrast_of_a_constant_image_is_0():
    np.testing.assert_array_equal(local_contrast(np.full((5, 6, 1), 0.25)), 0)


def test_a_window_of_one_pixel_leaves_nothing(rng):
    np.testing.assert_array_equal(local_contrast(rng.random((3, 4, 1)), radius=0), 0)


def test_local_contrast_does_not_see_brightness_and_hardly_contrast(rng):
    image = rng.random((7, 8, 1))

    plain = local_contrast(image, eps=0)

    np.testing.assert_allclose(local_contrast(3 * image + 5, eps=0), plain, atol=1e-9)


@pytest.mark.parametrize(("radius", "shape"), [(1, (4, 5)), (2, (3, 6)), (3, (7, 4))])
def test_torch_agrees_on_local_contrast(radius, shape, rng):
    torch = pytest.importorskip("torch")
    image = rng.random((*shape, 1))
    batch = torch.tensor(image).permute(2, 0, 1)[None]

    padded = torch.nn.functional.pad(batch, (radius,) * 4, mode="reflect")
    mean = torch.nn.functional.avg_pool2d(padded, 2 * radius + 1, stride=1)
    square = torch.nn.functional.avg_pool2d(padded**2, 2 * radius + 1, stride=1)
    theirs = (batch - mean) / ((square - mean**2).sqrt() + 0.01)

    np.testing.assert_allclose(local_contrast(image, radius)[..., 0], theirs[0, 0].numpy(), atol=1e-9)


def test_counts_include_classes_without_samples():
    np.testing.assert_array_equal(class_counts(np.array([3, 0, 3]), 5), [1, 0, 0, 2, 0])


LABELS = np.repeat([0, 1, 3, 7], [5, 1, 3, 4])


def test_balanced_classes_are_all_as_common_as_the_largest(rng):
    indices = balanced_indices(LABELS, rng)

    np.testing.assert_array_equal(class_counts(LABELS[indices], 8), [5, 5, 0, 5, 0, 0, 0, 5])
    np.testing.assert_array_equal(np.unique(indices), np.arange(13))
    # What repeats is spread evenly: five out of three is 2, 2, 1.
    assert sorted(class_counts(indices, 13)[6:9]) == [1, 2, 2]


def test_balancing_one_class_keeps_it_as_it_is(rng):
    assert sorted(balanced_indices(np.array([4, 4, 4]), rng)) == [0, 1, 2]


@pytest.mark.parametrize("fraction", [0.01, 0.2, 0.25, 0.5, 0.8, 0.99])
def test_a_split_loses_nothing_and_keeps_proportions(fraction, rng):
    train, test = stratified_split(LABELS, fraction, rng)

    np.testing.assert_array_equal(np.sort(np.concatenate([train, test])), np.arange(len(LABELS)))
    for one, n in ((0, 5), (1, 1), (3, 3), (7, 4)):
        in_test = np.count_nonzero(LABELS[test] == one)
        assert abs(in_test - fraction * n) <= 1
        assert n == 1 or 0 < in_test < n


def test_every_sample_of_a_class_is_as_likely_to_be_tested(rng):
    labels = np.repeat([0, 1], [4, 6])
    tested = sum(np.isin(np.arange(10), stratified_split(labels, 0.5, rng)[1]) for _ in range(600))

    # Half of 600, give or take sqrt(600 / 4) = 12.2: six of them.
    assert np.all(np.abs(tested - 300) < 74)


@pytest.mark.parametrize(
    "function",
    [balanced_indices, lambda labels, rng: stratified_split(labels, 0.5, rng)[1]],
)
def test_draws_come_from_the_given_generator(function):
    labels = np.repeat([0, 1], [40, 20])
    before = np.random.get_state()[1].copy()
    rng = np.random.default_rng(3)

    first, second = function(labels, rng), function(labels, rng)

    np.testing.assert_array_equal(first, function(labels, np.random.default_rng(3)))
    assert not np.array_equal(first, second)
    np.testing.assert_array_equal(np.random.get_state()[1], before)


@pytest.mark.parametrize(
    "call",
    [
        to_grayscale,
        rgb_to_yuv,
        lambda images: fit_normalizer(images)[0],
        lambda images: normalize(images, np.zeros(3), np.ones(3)),
        lambda images: local_contrast(images[0, ..., :1], 1),
    ],
)
def test_the_images_are_left_as_they_were(call, rng):
    images = rng.random((2, 3, 4, 3))
    before = images.copy()

    result = call(images)
    result += 1

    np.testing.assert_array_equal(images, before)
