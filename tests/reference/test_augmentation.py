"""The reference of topic 11 against numbers worked by hand, numpy.rot90, and torch."""

import numpy as np
import pytest

from cnn_reference.augmentation import (
    augment,
    bilinear,
    brightness,
    flip_horizontal,
    flip_vertical,
    random_crop,
    resize,
    rotate,
    translate,
)


@pytest.fixture
def rng():
    return np.random.default_rng(11)


@pytest.fixture
def image(rng):
    """A 4x5 image of two channels."""
    return rng.random((4, 5, 2))


def one_channel(rows):
    return np.array(rows)[..., None]


TWO_BY_THREE = [[1, 2, 3], [4, 5, 6]]


def test_flips_of_worked_images():
    image = one_channel(TWO_BY_THREE)

    np.testing.assert_array_equal(flip_horizontal(image)[..., 0], [[3, 2, 1], [6, 5, 4]])
    np.testing.assert_array_equal(flip_vertical(image)[..., 0], [[4, 5, 6], [1, 2, 3]])


@pytest.mark.parametrize("flip", [flip_horizontal, flip_vertical])
@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.uint8])
def test_two_flips_give_the_image_back_in_its_dtype(flip, image, dtype):
    image = (255 * image).astype(dtype)

    twice = flip(flip(image))

    np.testing.assert_array_equal(twice, image)
    assert twice.dtype == dtype


def test_both_flips_are_half_a_turn(image):
    np.testing.assert_array_equal(flip_horizontal(flip_vertical(image)), rotate(image, 180))


@pytest.mark.parametrize(
    ("dx", "dy", "want"),
    [
        (0, 0, TWO_BY_THREE),
        (1, 0, [[9, 1, 2], [9, 4, 5]]),  # to the right
        (-1, 0, [[2, 3, 9], [5, 6, 9]]),
        (0, 1, [[9, 9, 9], [1, 2, 3]]),  # down
        (0, -1, [[4, 5, 6], [9, 9, 9]]),
        (-2, 1, [[9, 9, 9], [3, 9, 9]]),
        (3, 0, [[9, 9, 9], [9, 9, 9]]),  # as large as the image
        (0, -2, [[9, 9, 9], [9, 9, 9]]),
        (-7, 9, [[9, 9, 9], [9, 9, 9]]),
    ],
)
def test_shifts_of_a_worked_image(dx, dy, want):
    np.testing.assert_array_equal(translate(one_channel(TWO_BY_THREE), dx, dy, 9)[..., 0], want)


def test_fill_of_a_byte_image_keeps_its_decimals():
    shifted = translate(np.full((2, 2, 1), 255, np.uint8), 1, 0, 0.5)

    np.testing.assert_array_equal(shifted[..., 0], [[0.5, 255.0], [0.5, 255.0]])


@pytest.mark.parametrize("quarters", range(-5, 6))
@pytest.mark.parametrize("side", [1, 2, 3, 6])
def test_quarter_turns_of_a_square_are_those_of_numpy(quarters, side, rng):
    image = rng.random((side, side, 3))

    np.testing.assert_allclose(rotate(image, 90 * quarters), np.rot90(image, quarters), atol=1e-12)


def test_a_positive_angle_turns_counter_clockwise():
    # A bright pixel to the right of the centre goes up: towards row 0.
    image = np.zeros((5, 5, 1))
    image[2, 4] = 1.0

    turned = rotate(image, 45)[..., 0]

    # It lands at 2 / sqrt(2) = 1.41 to the right of and above (2, 2): shared by the pixels around (0.59, 3.41).
    assert np.unravel_index(turned.argmax(), turned.shape) == (1, 3)
    assert turned[3:].max() == 0


def test_eighth_of_a_turn_of_a_worked_image():
    # Pixel (0, 1) of 3x3 comes from 1 above the centre turned back clockwise: (1 - s, 1 + s), s = sqrt(1/2). Its
    # fractional parts are 1 - s and s, so with the only bright pixel at (0, 2) it gets s * s = 1/2.
    image = np.zeros((3, 3, 1))
    image[0, 2] = 1.0

    turned = rotate(image, 45)[..., 0]

    assert turned[0, 1] == pytest.approx(0.5)
    assert turned[0, 0] == 0  # from (1, 1 - 1.41), outside


def test_rotation_keeps_a_plane_a_plane():
    # Bilinear interpolation is exact where values are linear in row and column.
    row, column = np.mgrid[0:9, 0:11].astype(float)
    image = (0.04 * row + 0.05 * column)[..., None]

    turned = rotate(image, 30)[..., 0]

    # One to the right of the centre (4, 5) comes from half a row down and cos 30 = 0.866 to the right.
    assert turned[4, 5] == pytest.approx(0.04 * 4 + 0.05 * 5)
    assert turned[4, 6] == pytest.approx(0.04 * 4.5 + 0.05 * 5.866, abs=1e-4)


def test_rotation_there_and_back_keeps_the_middle(rng):
    row, column = np.mgrid[0:15, 0:13]
    image = np.sin(row / 4)[..., None] * np.cos(column / 5)[..., None] / 2 + 0.5

    back = rotate(rotate(image, 17), -17)

    np.testing.assert_allclose(back[5:10, 4:9], image[5:10, 4:9], atol=0.02)


def test_outside_is_zero():
    turned = rotate(np.ones((9, 9, 1)), 45)[..., 0]

    # The corner is 5.66 from the centre, beyond the edge at 4; the middle of a side is within.
    assert turned[0, 0] == turned[8, 8] == 0
    assert turned[4, 4] == turned[4, 0] == pytest.approx(1)


def test_bilinear_of_a_worked_point():
    image = one_channel([[1.0, 2.0], [3.0, 4.0]])

    # A quarter down, half across: 0.75 * 1.5 + 0.25 * 3.5
    assert bilinear(image, np.array([[0.25]]), np.array([[0.5]]))[0, 0, 0] == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("width", "want"),
    [
        (1, [1.5]),  # the middle
        (2, [0.5, 2.5]),  # 0.5 * 2 - 0.5 and 1.5 * 2 - 0.5
        (4, [0, 1, 2, 3]),
        (8, [0, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3]),
    ],
)
def test_sizes_of_a_worked_row(width, want):
    row = np.array([0.0, 1.0, 2.0, 3.0])[None, :, None]

    np.testing.assert_allclose(resize(row, 1, width)[0, :, 0], want)
    np.testing.assert_allclose(resize(row.swapaxes(0, 1), width, 1)[:, 0, 0], want)


def test_resized_byte_image_has_decimals_and_does_not_wrap():
    image = np.array([250, 3], np.uint8)[None, :, None]

    np.testing.assert_allclose(resize(image, 1, 4)[0, :, 0], [250, 188.25, 64.75, 3])


@pytest.mark.parametrize("size", [(4, 5), (8, 10), (3, 2), (7, 1), (1, 9)])
def test_torch_agrees_on_resize(image, size):
    torch = pytest.importorskip("torch")

    theirs = torch.nn.functional.interpolate(
        torch.tensor(image).permute(2, 0, 1)[None], size=size, mode="bilinear", align_corners=False
    )

    np.testing.assert_allclose(resize(image, *size), theirs[0].permute(1, 2, 0).numpy(), atol=1e-12)


@pytest.mark.parametrize("degrees", [20, -33.5, 120])
@pytest.mark.parametrize("shape", [(8, 8, 2), (7, 10, 1)])
def test_torch_agrees_on_rotate(degrees, shape, rng):
    torch = pytest.importorskip("torch")
    image = rng.random(shape)
    height, width = shape[:2]
    sine, cosine = np.sin(np.deg2rad(degrees)), np.cos(np.deg2rad(degrees))
    # torch's coordinates go from -1 to 1 over each side, so the sides' ratio enters.
    theta = torch.tensor(
        [[[cosine, -sine * (height - 1) / (width - 1), 0], [sine * (width - 1) / (height - 1), cosine, 0]]]
    )
    grid = torch.nn.functional.affine_grid(theta, (1, shape[2], height, width), align_corners=True)
    batch = torch.tensor(image).permute(2, 0, 1)[None]

    theirs = torch.nn.functional.grid_sample(batch, grid, align_corners=True)[0].permute(1, 2, 0).numpy()

    # torch fades out within one pixel of the edge where we cut; a point is inside where its weight is whole.
    whole = torch.nn.functional.grid_sample(torch.ones_like(batch), grid, align_corners=True)[0, 0].numpy() > 1 - 1e-9
    assert whole.sum() > shape[0] * shape[1] / 3
    np.testing.assert_allclose(rotate(image, degrees)[whole], theirs[whole], atol=1e-9)


def test_crops_are_windows_and_every_position_is_drawn(rng):
    image = np.arange(3 * 4 * 2).reshape(3, 4, 2)
    windows = [image[i : i + 2, j : j + 3] for i in range(2) for j in range(2)]
    seen = np.zeros(4)

    for _ in range(400):
        crop = random_crop(image, 2, 3, rng)
        seen[[np.array_equal(crop, window) for window in windows].index(True)] += 1

    # 100 each expected, give or take sqrt(400 * 3/16) = 8.7: six of them
    assert np.all(np.abs(seen - 100) < 52)


def test_a_crop_of_the_whole_image_is_the_image(image, rng):
    np.testing.assert_array_equal(random_crop(image, 4, 5, rng), image)


@pytest.mark.parametrize("size", [(5, 5), (4, 6), (9, 9)])
def test_a_window_larger_than_the_image_is_refused(image, rng, size):
    with pytest.raises(ValueError, match="larger than the image"):
        random_crop(image, *size, rng)


def test_brightness_of_worked_values():
    image = one_channel([[0.0, 0.25, 0.75, 1.0]])

    np.testing.assert_array_equal(brightness(image, 0.5)[..., 0], [[0.5, 0.75, 1.0, 1.0]])
    np.testing.assert_array_equal(brightness(image, -0.5)[..., 0], [[0.0, 0.0, 0.25, 0.5]])


def test_augment_without_degrees_is_a_shift(rng):
    image = one_channel(np.arange(1.0, 31.0).reshape(5, 6))
    shifts = {(dx, dy): translate(image, dx, dy) for dx in range(-2, 3) for dy in range(-2, 3)}

    def shift_of(result):
        return next(shift for shift, want in shifts.items() if np.array_equal(result, want))

    drawn = [shift_of(augment(image, rng, 0, 2)) for _ in range(500)]

    # Each of the five values of dx and of dy is expected 100 times, give or take sqrt(500 * 4/25) = 8.9.
    for axis in (0, 1):
        counts = [sum(shift[axis] == value for shift in drawn) for value in range(-2, 3)]
        assert all(abs(count - 100) < 54 for count in counts)


def test_augment_without_shift_is_a_rotation_up_to_the_largest_angle(rng):
    image = np.linspace(0, 1, 9)[:, None, None] * np.ones((1, 9, 1))

    # Along the middle row the value rises by sin(angle) / 8 a column.
    slopes = np.array([augment(image, rng, 30, 0)[4, 3:6, 0] @ [-0.5, 0, 0.5] for _ in range(500)])

    assert np.abs(slopes).max() <= 0.5 / 8 + 1e-12
    # Of 500 uniform angles none is within 1.5 degrees of an end with probability 0.95 ** 500 < 1e-11.
    assert slopes.min() < -np.sin(np.deg2rad(28.5)) / 8
    assert slopes.max() > np.sin(np.deg2rad(28.5)) / 8


@pytest.mark.parametrize("function", [lambda image, rng: random_crop(image, 1, 1, rng), augment])
def test_draws_come_from_the_given_generator(function, rng):
    image = rng.random((20, 20, 1))
    before = np.random.get_state()[1].copy()

    rng = np.random.default_rng(3)
    first, second = function(image, rng), function(image, rng)

    np.testing.assert_array_equal(first, function(image, np.random.default_rng(3)))
    assert not np.array_equal(first, second)
    np.testing.assert_array_equal(np.random.get_state()[1], before)


@pytest.mark.parametrize(
    "call",
    [
        flip_horizontal,
        flip_vertical,
        lambda image: translate(image, 1, -1),
        lambda image: rotate(image, 30),
        lambda image: resize(image, 3, 7),
        lambda image: random_crop(image, 2, 2, np.random.default_rng(0)),
        lambda image: brightness(image, 0.5),
        lambda image: augment(image, np.random.default_rng(0)),
    ],
)
def test_the_image_is_left_as_it_was(call, image):
    before = image.copy()

    result = call(image)
    result += 1

    np.testing.assert_array_equal(image, before)
