"""Augmentation of whole batches against the textbook's, image by image."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from cnn_reference.augmentation import augment, flip_horizontal
from cnn_reference.network import ShapeError
from cnn_reference.network.augmentations import chained, each_image, rotate_and_shift


@pytest.mark.parametrize("shape", [(9, 32, 32, 3), (3, 7, 10, 1), (2, 1, 5, 2)])
@pytest.mark.parametrize(("max_degrees", "max_shift"), [(20, 5), (180, 0), (0, 3), (90, 40)])
def test_a_batch_is_rotated_and_shifted_exactly_as_the_textbook_does_it(shape, max_degrees, max_shift):
    images = np.random.default_rng(0).random(shape)
    one_by_one = each_image(lambda image, rng: augment(image, rng, max_degrees, max_shift))
    at_once = rotate_and_shift(max_degrees, max_shift)

    expected, got = one_by_one(images, np.random.default_rng(1)), at_once(images, np.random.default_rng(1))

    assert_allclose(got, expected, rtol=0, atol=1e-12)


def test_bytes_do_not_wrap_and_float32_stays_float32():
    images = np.random.default_rng(0).integers(0, 256, (4, 8, 8, 3)).astype(np.uint8)
    turn = rotate_and_shift()

    assert_allclose(
        turn(images, np.random.default_rng(1)), turn(images.astype(float), np.random.default_rng(1)), atol=1e-9
    )
    single = turn(images.astype(np.float32), np.random.default_rng(1))
    assert single.dtype == np.float32
    assert_allclose(single, turn(images, np.random.default_rng(1)), atol=1e-3)  # of 255, in float32


def test_vectors_are_no_images():
    with pytest.raises(ShapeError, match=r"expected images \(N, H, W, C\), got \(3, 4\)"):
        rotate_and_shift()(np.zeros((3, 4)), np.random.default_rng(0))


def test_a_chain_goes_from_the_first_to_the_last():
    images = np.random.default_rng(0).random((3, 4, 4, 1))
    both = chained(each_image(lambda image, rng: flip_horizontal(image)), rotate_and_shift(30, 1))

    expected = rotate_and_shift(30, 1)(images[:, :, ::-1], np.random.default_rng(2))
    assert_array_equal(both(images, np.random.default_rng(2)), expected)
