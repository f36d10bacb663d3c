"""Hidden checks of exercise 11: augmentation.

Images are small and hold multiples of 1/64, or whole numbers from 0 to 255, so that float32 loses nothing. Rotations
are compared where the contract compares them: on smooth images, to 0.02, where the source point lies two pixels or
more inside the image, or outside; quarter turns of squares everywhere.

What `augment` drew is recovered from images that say of every pixel where it comes from, with room for a rotation
that is a little off: most mistakes in `rotate` cost points there and not a second time here. Every statistic
states the probability with which it fails a right answer.
"""

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis.strategies import builds, integers, sampled_from

from cnn_reference import augmentation as reference
from cnn_reference.misconceptions import augmentation as misconceptions
from gradiente.checking import (
    agrees_with,
    array_of,
    assert_agrees,
    assert_holds,
    assert_inputs_unchanged,
    assert_leaves_global_random_state,
    assert_measures,
    assert_share,
    called_often,
    difference,
    read_only,
)

MISCONCEPTIONS = misconceptions.MISCONCEPTIONS

SEED = 110_011


def generator(number):
    """Make the generator of one check."""
    return np.random.default_rng((SEED, number))


def image_of(height, width, channels, step=11, dtype=np.float64):
    """Fill an image with numbers that do not repeat up to 64 (floats) or 256 (uint8) values."""
    counted = step * np.arange(1, height * width * channels + 1).reshape(height, width, channels)
    return (counted % 256).astype(np.uint8) if dtype is np.uint8 else (counted % 65 / 64).astype(dtype)


FLOATS = sampled_from([np.float64, np.float32])
SIDES = integers(1, 4)
CHANNELS = sampled_from([1, 3, 2])
STEPS = sampled_from([11, 1, 37])
FLOAT_IMAGES = builds(image_of, SIDES, SIDES, CHANNELS, STEPS, FLOATS)
BYTE_IMAGES = builds(image_of, SIDES, SIDES, CHANNELS, sampled_from([37, 1, 101]), sampled_from([np.uint8]))
TWO_BY_THREE = image_of(2, 3, 1, 1)


# -- flips --------------------------------------------------------------------------------------------------


@pytest.mark.points("flip_horizontal", 0.25)
@pytest.mark.says(
    es="Las columnas quedan en orden inverso; las filas y los canales, como estaban.",
    en="The columns come in reverse order; rows and channels stay as they were.",
)
@given(image=FLOAT_IMAGES)
@example(image=TWO_BY_THREE)
@example(image=image_of(3, 2, 3))
@agrees_with(reference.flip_horizontal)
def test_horizontal_flip_of_any_image(image):
    return (image,)


@pytest.mark.points("flip_horizontal", 0.125)
@pytest.mark.says(es="Sirve también para imágenes uint8.", en="It works for uint8 images too.")
@given(image=BYTE_IMAGES)
@agrees_with(reference.flip_horizontal)
def test_horizontal_flip_of_bytes(image):
    return (image,)


@pytest.mark.points("flip_horizontal", 0.125)
@pytest.mark.says(
    es="La imagen queda como estaba, y puede ser de solo lectura.",
    en="The image is left as it was, and may be read-only.",
)
def test_horizontal_flip_leaves_its_image(student):
    image = image_of(2, 3, 2)
    want = reference.flip_horizontal(image)
    assert_agrees(assert_inputs_unchanged(student, "flip_horizontal", image.copy()), want)
    assert_agrees(student.flip_horizontal(read_only(image)), want)


@pytest.mark.points("flip_vertical", 0.25)
@pytest.mark.says(
    es="Las filas quedan en orden inverso; las columnas y los canales, como estaban.",
    en="The rows come in reverse order; columns and channels stay as they were.",
)
@given(image=FLOAT_IMAGES)
@example(image=TWO_BY_THREE)
@example(image=image_of(3, 2, 3))
@agrees_with(reference.flip_vertical)
def test_vertical_flip_of_any_image(image):
    return (image,)


@pytest.mark.points("flip_vertical", 0.125)
@pytest.mark.says(es="Sirve también para imágenes uint8.", en="It works for uint8 images too.")
@given(image=BYTE_IMAGES)
@agrees_with(reference.flip_vertical)
def test_vertical_flip_of_bytes(image):
    return (image,)


@pytest.mark.points("flip_vertical", 0.125)
@pytest.mark.says(
    es="La imagen queda como estaba, y puede ser de solo lectura.",
    en="The image is left as it was, and may be read-only.",
)
def test_vertical_flip_leaves_its_image(student):
    image = image_of(2, 3, 2)
    want = reference.flip_vertical(image)
    assert_agrees(assert_inputs_unchanged(student, "flip_vertical", image.copy()), want)
    assert_agrees(student.flip_vertical(read_only(image)), want)


# -- translate ----------------------------------------------------------------------------------------------


@pytest.mark.points("translate", 0.5)
@pytest.mark.says(
    es="dx positivo mueve a la derecha, dy positivo hacia abajo; lo que entra vale 0 si no se dice otra cosa.",
    en="A positive dx moves to the right, a positive dy down; what comes in is 0 unless told otherwise.",
)
@given(image=FLOAT_IMAGES, dx=integers(-3, 3), dy=integers(-3, 3))
@example(image=image_of(4, 4, 1, 1), dx=1, dy=0)
@example(image=image_of(4, 4, 1, 1), dx=0, dy=1)
@example(image=image_of(3, 4, 2), dx=-1, dy=2)
@example(image=image_of(3, 4, 2), dx=2, dy=-1)
@example(image=image_of(3, 4, 2), dx=0, dy=0)
@agrees_with(reference.translate)
def test_shift_of_any_image(image, dx, dy):
    return image, dx, dy


@pytest.mark.points("translate", 0.25)
@pytest.mark.says(
    es="Si el desplazamiento es tan grande como la imagen, o mayor, solo queda `fill`.",
    en="If the shift is as large as the image, or larger, nothing is left but `fill`.",
)
@pytest.mark.parametrize(
    ("dx", "dy"),
    [(3, 0), (-3, 0), (0, 2), (0, -2), (5, 0), (-7, 1), (1, 5), (0, -9), (3, -2), (-1000, 1000), (2, 1), (-2, -1)],
)
@agrees_with(reference.translate)
def test_shift_out_of_the_image(dx, dy):
    return image_of(2, 3, 2), dx, dy, 0.25


@pytest.mark.points("translate", 0.25)
@pytest.mark.says(
    es="Los píxeles que entran valen `fill` en todos los canales.",
    en="The pixels that come in are `fill` in all channels.",
)
@given(image=FLOAT_IMAGES, dx=integers(-2, 2), dy=integers(-2, 2), fill=sampled_from([0.5, 1, 0.015625, 1.0]))
@example(image=image_of(3, 4, 3), dx=1, dy=-1, fill=0.5)
@agrees_with(reference.translate)
def test_shift_fills_with_any_number(image, dx, dy, fill):
    return image, dx, dy, fill


@pytest.mark.points("translate", 0.25)
@pytest.mark.says(
    es="En una imagen uint8 `fill` conserva sus decimales.",
    en="In a uint8 image `fill` keeps its decimals.",
)
@given(image=BYTE_IMAGES, dx=integers(-2, 2), dy=integers(-2, 2), fill=sampled_from([0.5, 127.25, 0, 254.75]))
@example(image=image_of(3, 4, 3, 37, np.uint8), dx=1, dy=-1, fill=0.5)
@agrees_with(reference.translate)
def test_shift_of_bytes(image, dx, dy, fill):
    return image, dx, dy, fill


@pytest.mark.points("translate", 0.25)
@pytest.mark.says(
    es="La imagen queda como estaba, y puede ser de solo lectura.",
    en="The image is left as it was, and may be read-only.",
)
def test_shift_leaves_its_image(student):
    image = image_of(3, 4, 2)
    for dx, dy in ((1, 2), (-1, 0), (0, 0)):
        want = reference.translate(image, dx, dy, 0.5)
        assert_agrees(assert_inputs_unchanged(student, "translate", image.copy(), dx, dy, 0.5), want)
        assert_agrees(student.translate(read_only(image), dx, dy, 0.5), want)


# -- rotate -------------------------------------------------------------------------------------------------


@pytest.mark.points("rotate", 0.5)
@pytest.mark.says(
    es="En una imagen cuadrada, los múltiplos de 90 grados, de cualquier signo, dan lo mismo que np.rot90.",
    en="On a square image, multiples of 90 degrees, of any sign, give what np.rot90 gives.",
)
@given(
    side=integers(1, 6),
    channels=CHANNELS,
    dtype=sampled_from([np.float64, np.float32, np.uint8]),
    quarters=integers(-8, 8),
    number=sampled_from([int, float]),
)
@example(side=2, channels=1, dtype=np.float64, quarters=1, number=int)
@example(side=4, channels=1, dtype=np.float64, quarters=2, number=int)
@example(side=5, channels=3, dtype=np.float64, quarters=-1, number=float)
@example(side=6, channels=1, dtype=np.float64, quarters=-3, number=int)
@example(side=6, channels=2, dtype=np.uint8, quarters=4, number=int)
@example(side=3, channels=2, dtype=np.float64, quarters=0, number=float)
@agrees_with(reference.rotate)
def test_quarter_turns_of_a_square(side, channels, dtype, quarters, number):
    return image_of(side, side, channels, 37, dtype), number(90 * quarters)


SMOOTH_SHAPES = ((11, 13), (12, 9), (10, 10))
ANGLES = (17, -33.5, 60.0, 135, -100.25, 200, 0, 345.5)


def smooth_image(height, width):
    """Make an image that rises with the rows in one channel, with the columns in the next, and is curved in the third.

    Bilinear interpolation is exact in the first two and off by 0.005 in the third; the nearest pixel is off by 0.03
    and more.
    """
    row, column = np.mgrid[0:height, 0:width] / 64
    waves = 0.5 + 0.25 * (np.sin(20 * row) + np.cos(16 * column))
    return np.stack([4 * row + column, 4.5 * column, waves], axis=-1)


def bytes_rising(height, width):
    """Make a uint8 image that rises with the rows in one channel and falls with rows and columns in the other."""
    row, column = np.mgrid[0:height, 0:width]
    return np.stack([9 * row + 5 * column, 250 - 9 * column - 4 * row], axis=-1).astype(np.uint8)


def source_of(height, width, degrees):
    """Say from which row and column of the image every pixel of the rotated one comes."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    y, x = y - (height - 1) / 2, x - (width - 1) / 2
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return (height - 1) / 2 + x * sine + y * cosine, (width - 1) / 2 + x * cosine - y * sine


def well_inside(height, width, degrees):
    """Mark the pixels whose source lies two pixels or more inside the image."""
    rows, columns = source_of(height, width, degrees)
    return (rows >= 2) & (rows <= height - 3) & (columns >= 2) & (columns <= width - 3)


def well_outside(height, width, degrees):
    """Mark the pixels whose source lies two pixels or more outside the image."""
    rows, columns = source_of(height, width, degrees)
    return (rows <= -2) | (rows >= height + 1) | (columns <= -2) | (columns >= width + 1)


def assert_rotated(student, image, degrees, where):
    """Assert that the marked pixels of a rotated image are right to 0.02."""
    assert_turned(student.rotate(image, degrees), image, degrees, where)


def assert_turned(turned, image, degrees, where):
    """Assert it of what came back."""
    turned = array_of(turned, image.shape).astype(np.float64)
    marked = where(*image.shape[:2], degrees)
    assert_agrees(turned[marked], reference.rotate(image, degrees)[marked], 0.02)


@pytest.mark.points("rotate", 0.75)
@pytest.mark.says(
    es="La imagen gira en sentido contrario a las agujas del reloj alrededor de su centro, con interpolación "
    "bilineal, también si no es cuadrada.",
    en="The image turns counter-clockwise about its centre, with bilinear interpolation, also if it is not square.",
)
@pytest.mark.parametrize("shape", SMOOTH_SHAPES)
def test_rotation_of_smooth_images(student, shape):
    image = smooth_image(*shape)
    for degrees, turned in zip(
        ANGLES, called_often(student, "rotate", [(image, angle) for angle in ANGLES]), strict=True
    ):
        assert_turned(turned, image, degrees, well_inside)
    assert_rotated(student, smooth_image(*shape).astype(np.float32), 25, well_inside)


@pytest.mark.points("rotate", 0.25)
@pytest.mark.says(
    es="Los píxeles que vienen de fuera de la imagen valen 0.",
    en="Pixels that come from outside the image are 0.",
)
@pytest.mark.parametrize("shape", [(11, 13), (12, 9)])
def test_rotation_brings_in_zeros(student, shape):
    for degrees in (45, -50.5, 95):
        assert_rotated(student, np.ones((*shape, 2)), degrees, well_outside)


@pytest.mark.points("rotate", 0.25)
@pytest.mark.says(
    es="En una imagen uint8 los valores son los de un cálculo con floats: con decimales y sin desbordarse.",
    en="In a uint8 image the values are those of a computation with floats: with decimals, without overflow.",
)
def test_rotation_of_bytes(student):
    for degrees in (30, -75.5, 160):
        assert_rotated(student, bytes_rising(11, 13), degrees, well_inside)


@pytest.mark.points("rotate", 0.25)
@pytest.mark.says(
    es="La imagen queda como estaba, y puede ser de solo lectura.",
    en="The image is left as it was, and may be read-only.",
)
def test_rotation_leaves_its_image(student):
    image = image_of(4, 4, 2)
    want = reference.rotate(image, 180)
    assert_agrees(assert_inputs_unchanged(student, "rotate", image.copy(), 180), want)
    assert_agrees(student.rotate(read_only(image), 180), want)


# -- resize -------------------------------------------------------------------------------------------------


@pytest.mark.points("resize", 0.5)
@pytest.mark.says(
    es="Al ampliar, cada píxel viene de (i + 0.5) · H / height - 0.5, llevado al intervalo [0, H - 1].",
    en="In growing, each pixel comes from (i + 0.5) · H / height - 0.5, brought into [0, H - 1].",
)
@given(image=FLOAT_IMAGES, more_rows=integers(0, 4), more_columns=integers(0, 4))
@example(image=image_of(1, 2, 1, 37), more_rows=0, more_columns=2)
@example(image=image_of(2, 1, 1, 37), more_rows=2, more_columns=0)
@example(image=image_of(3, 3, 2), more_rows=3, more_columns=3)
@example(image=image_of(3, 4, 3), more_rows=2, more_columns=1)
@agrees_with(reference.resize)
def test_resizing_up(image, more_rows, more_columns):
    return image, image.shape[0] + more_rows, image.shape[1] + more_columns


@pytest.mark.points("resize", 0.5)
@pytest.mark.says(
    es="Al reducir vale la misma fórmula, sin suavizar la imagen antes.",
    en="In shrinking the same formula holds, and the image is not smoothed first.",
)
@given(
    rows=integers(2, 7),
    columns=integers(2, 7),
    height=integers(1, 3),
    width=integers(1, 3),
    step=STEPS,
    dtype=FLOATS,
)
@example(rows=2, columns=4, height=1, width=2, step=11, dtype=np.float64)
@example(rows=7, columns=5, height=2, width=3, step=11, dtype=np.float64)
@example(rows=6, columns=7, height=1, width=1, step=37, dtype=np.float64)
@agrees_with(reference.resize)
def test_resizing_down(rows, columns, height, width, step, dtype):
    return image_of(rows, columns, 2, step, dtype), min(height, rows), min(width, columns)


@pytest.mark.points("resize", 0.25)
@pytest.mark.says(
    es="Un lado puede crecer mientras el otro se reduce, y los lados de un solo píxel también sirven.",
    en="One side may grow while the other shrinks, and sides of a single pixel will do.",
)
@pytest.mark.parametrize("shape", [(4, 2, 1), (1, 5, 3), (1, 1, 2), (5, 1, 1)])
@pytest.mark.parametrize("size", [(2, 5), (7, 1), (1, 1), (6, 3)])
@agrees_with(reference.resize)
def test_resizing_one_side_up_and_the_other_down(shape, size):
    return image_of(*shape), *size


@pytest.mark.points("resize", 0.5)
@pytest.mark.says(
    es="En una imagen uint8 los valores son los de un cálculo con floats: con decimales y sin desbordarse.",
    en="In a uint8 image the values are those of a computation with floats: with decimals, without overflow.",
)
@given(image=BYTE_IMAGES, height=integers(1, 6), width=integers(1, 6))
@example(image=np.array([[[250], [3]]], dtype=np.uint8), height=1, width=4)
@example(image=np.array([[[255], [255]], [[254], [0]]], dtype=np.uint8), height=3, width=3)
@agrees_with(reference.resize)
def test_resizing_of_bytes(image, height, width):
    return image, height, width


@pytest.mark.points("resize", 0.25)
@pytest.mark.says(
    es="La imagen queda como estaba, y puede ser de solo lectura.",
    en="The image is left as it was, and may be read-only.",
)
def test_resizing_leaves_its_image(student):
    image = image_of(3, 4, 2)
    for size in ((5, 6), (3, 4)):
        want = reference.resize(image, *size)
        assert_agrees(assert_inputs_unchanged(student, "resize", image.copy(), *size), want)
        assert_agrees(student.resize(read_only(image), *size), want)


# -- random_crop --------------------------------------------------------------------------------------------


def windows_of(image, height, width):
    """All windows of an image, by row and by column of their first pixel."""
    return np.lib.stride_tricks.sliding_window_view(image, (height, width), (0, 1)).transpose(0, 1, 3, 4, 2)


def places_of(crops, image):
    """Find where windows were cut out of an image whose values do not repeat, and how far off the worst of them is."""
    windows = windows_of(image, *crops[0].shape[:2]).astype(np.float64)
    rows, columns = windows.shape[:2]
    gaps = np.abs(windows.reshape(1, rows * columns, -1) - np.reshape(crops, (len(crops), 1, -1))).max(axis=2)
    nearest = np.argmin(gaps, axis=1)
    return np.stack(np.divmod(nearest, columns), axis=1), float(gaps.min(axis=1).max())


def drawn_until_clear(draw, middle):
    """Draw 150 pairs of one of three numbers each, and 450 more where they might be those of somebody who rounds.

    Whoever rounds draws the middle number half of the time, in place of a third. Of 300 numbers it is then 120 or
    fewer with a probability of 0.0003, and of a right answer more with 0.6 %: 150 pairs are enough for nearly all of
    them. 600 are enough to reject.

    Parameters
    ----------
    draw : callable
        Draws so many pairs; returns a row for each.
    middle : int
        The middle number.
    """
    pairs = draw(150)
    return pairs if np.count_nonzero(pairs == middle) <= 120 else np.concatenate([pairs, draw(450)])


@pytest.mark.points("random_crop", 0.25)
@pytest.mark.says(
    es="El resultado es una ventana de la imagen, del tamaño pedido y con todos sus canales.",
    en="The result is a window of the image, of the size asked for and with all its channels.",
)
@pytest.mark.parametrize(
    ("shape", "size", "dtype"),
    [
        ((4, 5, 1), (2, 3), np.float64),
        ((5, 4, 2), (4, 1), np.float32),
        ((3, 6, 3), (2, 4), np.uint8),
        ((5, 3, 1), (4, 2), np.float64),
    ],
)
def test_crop_is_a_window(student, shape, size, dtype):
    rng, image = generator(1), image_of(*shape, 37, dtype)
    crops = [
        array_of(crop, (*size, shape[2])) for crop in called_often(student, "random_crop", [(image, *size, rng)] * 5)
    ]
    assert_measures(places_of(crops, image)[1], 0.0, 1e-5, "max|crop - image[i:i+h, j:j+w]|")


@pytest.mark.points("random_crop", 0.375)
@pytest.mark.says(
    es="Todas las posiciones son igual de probables, la primera y la última incluidas, y cada llamada sortea de nuevo.",
    en="All positions are equally likely, the first and the last included, and each call draws anew.",
)
def test_crop_positions_are_equally_likely(student):
    # Three rows times three columns; both sides of the window divide the image's, so that the rest of that division
    # is not the number of steps that the window can take. Equal neighbours of a uniform draw are independent of one
    # another.
    rng, image = generator(2), image_of(3, 4, 1, 1)

    def draw(n):
        crops = [array_of(crop, (1, 2, 1)) for crop in called_often(student, "random_crop", [(image, 1, 2, rng)] * n)]
        places, worst = places_of(crops, image)
        assert_measures(worst, 0.0, 1e-5, "max|crop - image[i:i+h, j:j+w]|")
        return places

    places = drawn_until_clear(draw, 1)
    rows, columns = places.T
    n = len(places)
    assert_holds(np.ptp(rows) + np.ptp(columns) > 0, "same-draws", places[1], false_alarm=9.0**-149)
    # Both axes together first: the last position, never drawn by some; then the middle, which is drawn half of the
    # time by those who round.
    for first in (2, 1):
        hits = np.count_nonzero(columns == first) + np.count_nonzero(rows == first)
        assert_share(hits, 2 * n, 1 / 3, f"P(left = {first}, top = {first})", looks=2)
    for first in range(3):
        assert_share(np.count_nonzero(columns == first), n, 1 / 3, f"P(left = {first})", looks=2)
        assert_share(np.count_nonzero(rows == first), n, 1 / 3, f"P(top = {first})", looks=2)
    assert_share(np.count_nonzero(rows == columns), n, 1 / 3, "P(top = left)", looks=2)
    again = (rows[1:] == rows[:-1]) & (columns[1:] == columns[:-1])
    assert_share(np.count_nonzero(again), n - 1, 1 / 9, "P(position[t + 1] = position[t])", looks=2)


@pytest.mark.points("random_crop", 0.125)
@pytest.mark.says(
    es="Una ventana tan grande como la imagen es la imagen.",
    en="A window as large as the image is the image.",
)
def test_crop_of_the_whole_image(student):
    for shape in ((2, 3, 2), (1, 1, 1)):
        image = image_of(*shape)
        assert_agrees(student.random_crop(image, *shape[:2], generator(3)), image)


@pytest.mark.points("random_crop", 0.25)
@pytest.mark.says(
    es="Una ventana más alta o más ancha que la imagen se rechaza con ValueError.",
    en="A window higher or wider than the image is refused with ValueError.",
)
@pytest.mark.parametrize(
    ("shape", "size"), [((3, 4, 1), (4, 4)), ((3, 4, 1), (3, 5)), ((3, 4, 2), (9, 9)), ((3, 4, 1), (4, 2))]
)
@agrees_with(reference.random_crop)
def test_crop_larger_than_the_image(shape, size):
    return image_of(*shape), *size, generator(4)


@pytest.mark.points("random_crop", 0.125)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_crop_draws_from_rng(student):
    image = np.arange(441.0).reshape(21, 21, 1) / 512
    assert_leaves_global_random_state(student, "random_crop", image, 1, 1, generator(5))

    def crops(rng):
        drawn = called_often(student, "random_crop", [(image, 1, 1, rng)] * 8)
        return np.stack([array_of(crop, (1, 1, 1)) for crop in drawn])

    rng = generator(6)
    first, second, again = crops(rng), crops(rng), crops(generator(6))
    assert_holds(np.array_equal(first, again), "not-reproducible", again, first)
    middle = np.all(np.abs(first - image[10, 10, 0]) < 1e-5)
    assert_holds(not middle, "property", first[0], false_alarm=441.0**-8)
    assert_holds(not np.array_equal(first, second), "same-draws", second, false_alarm=441.0**-8)


@pytest.mark.points("random_crop", 0.125)
@pytest.mark.says(
    es="La imagen queda como estaba, y puede ser de solo lectura.",
    en="The image is left as it was, and may be read-only.",
)
def test_crop_leaves_its_image(student):
    image = image_of(3, 4, 2)
    array_of(assert_inputs_unchanged(student, "random_crop", image.copy(), 2, 2, generator(7)), (2, 2, 2))
    array_of(student.random_crop(read_only(image), 2, 2, generator(8)), (2, 2, 2))


# -- brightness ---------------------------------------------------------------------------------------------

SIXTY_FOURTHS = integers(-64, 64).map(lambda n: n / 64)


@pytest.mark.points("brightness", 0.25)
@pytest.mark.says(
    es="A cada valor se le suma `delta`, positivo o negativo, y el resultado se recorta a [0, 1].",
    en="`delta`, positive or negative, is added to every value and the result clipped to [0, 1].",
)
@given(image=FLOAT_IMAGES, delta=SIXTY_FOURTHS)
@example(image=image_of(2, 3, 2), delta=0.25)
@example(image=image_of(2, 3, 2), delta=-0.25)
@example(image=image_of(2, 3, 2), delta=0.0)
@agrees_with(reference.brightness)
def test_brightness_of_any_image(image, delta):
    return image, delta


@pytest.mark.points("brightness", 0.25)
@pytest.mark.says(
    es="Por mucho que se sume o se reste, ningún valor sale de [0, 1].",
    en="However much is added or subtracted, no value leaves [0, 1].",
)
@given(image=FLOAT_IMAGES, delta=sampled_from([2, -2, 1.0, -1.0, 0.75, -0.75, 300]))
@example(image=np.array([[[0.0], [0.5], [1.0]]]), delta=1.0)
@example(image=np.array([[[0.0], [0.5], [1.0]]]), delta=-1.0)
@agrees_with(reference.brightness)
def test_brightness_stays_between_black_and_white(image, delta):
    return image, delta


@pytest.mark.points("brightness", 0.25)
@pytest.mark.says(
    es="La imagen queda como estaba, y puede ser de solo lectura.",
    en="The image is left as it was, and may be read-only.",
)
def test_brightness_leaves_its_image(student):
    image = image_of(2, 3, 2)
    for delta in (0.25, -0.5):
        want = reference.brightness(image, delta)
        assert_agrees(assert_inputs_unchanged(student, "brightness", image.copy(), delta), want)
        assert_agrees(student.brightness(read_only(image), delta), want)


# -- augment ------------------------------------------------------------------------------------------------


def shifts_of(results, image):
    """Find the dy and dx, of -1 to 1, by which an image was shifted each time, or None if it once was not."""
    shifts = [(dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    shifted = np.stack([reference.translate(image, dx, dy) for dy, dx in shifts])
    got = np.stack(results).astype(np.float64)
    gaps = np.abs(got[:, np.newaxis] - shifted).max(axis=(2, 3, 4))
    nearest = np.argmin(gaps, axis=1)
    return np.array(shifts)[nearest] if difference(got, shifted[nearest]) is None else None


@pytest.mark.points("augment", 0.375)
@pytest.mark.says(
    es="dx y dy son enteros de -max_shift a max_shift, todos igual de probables e independientes; lo que entra vale 0.",
    en="dx and dy are integers from -max_shift to max_shift, equally likely and independent; what comes in is 0.",
)
def test_augment_shifts_by_equally_likely_integers(student):
    rng, image = generator(20), np.arange(1.0, 21.0).reshape(4, 5, 1) / 32

    def draw(n):
        results = [array_of(one, image.shape) for one in called_often(student, "augment", [(image, rng, 0, 1)] * n)]
        shifts = shifts_of(results, image)
        assert_holds(shifts is not None, "property")
        return shifts

    shifts = drawn_until_clear(draw, 0)
    dy, dx = shifts.T
    n = len(shifts)
    assert_holds(np.ptp(dx) + np.ptp(dy) > 0, "same-draws", shifts[1], false_alarm=9.0**-149)
    # Both axes together first: 1, never drawn by some; then 0, which is drawn half of the time by those who round.
    for shift in (1, 0):
        hits = np.count_nonzero(dx == shift) + np.count_nonzero(dy == shift)
        assert_share(hits, 2 * n, 1 / 3, f"P(dx = {shift}, dy = {shift})", looks=2)
    for shift in (-1, 0, 1):
        assert_share(np.count_nonzero(dx == shift), n, 1 / 3, f"P(dx = {shift})", looks=2)
        assert_share(np.count_nonzero(dy == shift), n, 1 / 3, f"P(dy = {shift})", looks=2)
    assert_share(np.count_nonzero(dx == dy), n, 1 / 3, "P(dx = dy)", looks=2)
    assert_share(np.count_nonzero(dx == -dy), n, 1 / 3, "P(dx = -dy)", looks=2)
    assert_share(np.count_nonzero(dx[1:] == dx[:-1]), n - 1, 1 / 3, "P(dx[t + 1] = dx[t])", looks=2)


def map_image(height, width):
    """Make an image whose first two channels say the row and the column of every pixel; the third is 1 everywhere."""
    row, column = np.mgrid[0:height, 0:width].astype(np.float64)
    return np.stack([row / (height - 1), column / (width - 1), np.ones((height, width))], axis=-1)


def motion_of(result):
    """Recover angle and shift from an augmented map, or None if it is no rotation with a shift.

    The source point is a linear function of the pixel. Rotated first, pixel p comes from c + R (p - d - c); shifted
    first, from c + R (p - c) - d. Both shifts are computed, and the one nearer to whole numbers is the student's.

    Returns
    -------
    (float, ndarray) or None
        Degrees, and (dy, dx) as they were measured.
    """
    height, width = result.shape[:2]
    i, j = np.nonzero(result[..., 2] > 0.999)
    if len(i) < 20 or not np.all(np.isfinite(result)):
        return None
    centre = np.array([(height - 1) / 2, (width - 1) / 2])
    pixels = np.stack([i, j], axis=1) - centre
    sources = result[i, j, :2] * [height - 1, width - 1] - centre
    design = np.column_stack([np.ones(len(pixels)), pixels])
    solved, _, rank, _ = np.linalg.lstsq(design, sources, rcond=None)
    if rank < 3 or np.abs(design @ solved - sources).max() > 1.0:
        return None
    offset, matrix = solved[0], solved[1:].T  # source - c = offset + matrix (p - c)
    angle = math.atan2(matrix[0, 1] - matrix[1, 0], matrix[0, 0] + matrix[1, 1])
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    if np.abs(matrix - turn).max() > 0.25:
        return None
    candidates = -offset, -turn.T @ offset
    return math.degrees(angle), min(candidates, key=lambda shift: float(np.abs(shift - np.round(shift)).max()))


@pytest.mark.points("augment", 0.375)
@pytest.mark.says(
    es="El ángulo es uniforme en el intervalo [-max_degrees, max_degrees].",
    en="The angle is uniform in the interval [-max_degrees, max_degrees].",
)
def test_augment_turns_by_a_uniform_angle(student):
    n, rng, image = 100, generator(21), map_image(10, 9)
    results = called_often(student, "augment", [(image, rng, 30, 1)] * n)
    motions = [motion_of(array_of(result, image.shape).astype(float)) for result in results]
    assert_holds(None not in motions, "property")
    degrees = np.array([angle for angle, _ in motions])
    # Angles of float32 have 2**24 values; the angle itself is recovered to some millionths of a degree.
    assert_holds(float(np.ptp(degrees)) > 1e-3, "same-draws", float(degrees[0]), false_alarm=1e-3**99)
    # None of 100 uniform angles lies within the last quarter with probability 0.75**100; half a degree is for rounding.
    assert_measures(float(np.abs(degrees).max()), 26.5, 4.0, "max|degrees|", false_alarm=0.75**100)
    assert_share(np.count_nonzero(degrees > 0), n, 1 / 2, "P(degrees > 0)")
    assert_share(np.count_nonzero(np.abs(degrees) > 15), n, 1 / 2, "P(|degrees| > 15)")
    fraction = np.abs(degrees - np.round(degrees))
    assert_share(np.count_nonzero(fraction < 0.25), n, 1 / 2, "P(|degrees - round(degrees)| < 1/4)")


@pytest.mark.points("augment", 0.25)
@pytest.mark.says(
    es="Si no se dice otra cosa gira hasta 20 grados y desplaza hasta 5 píxeles, enteros, en cada sentido.",
    en="Unless told otherwise it turns by up to 20 degrees and shifts by up to 5 whole pixels either way.",
)
def test_augment_is_the_recipe_of_the_lecture(student):
    n, rng, image = 75, generator(22), map_image(14, 15)
    by_default = array_of(student.augment(image, generator(23)), image.shape)
    as_told = array_of(student.augment(image, generator(23), 20, 5), image.shape)
    assert_holds(difference(by_default, as_told) is None, "property", by_default, as_told)
    results = called_often(student, "augment", [(image, rng)] * n)
    motions = [motion_of(array_of(result, image.shape).astype(float)) for result in results]
    assert_holds(None not in motions, "property")
    degrees, shifts = np.array([angle for angle, _ in motions]), np.array([shift for _, shift in motions])
    assert_holds(float(np.ptp(degrees)) > 1e-3, "same-draws", float(degrees[0]), false_alarm=1e-3**74)
    # The same again: 0.65**75 and, for 150 shifts of which 9 of 11 are below 5, (9 / 11)**150.
    assert_measures(float(np.abs(degrees).max()), 16.75, 3.75, "max|degrees|", false_alarm=0.65**75)
    assert_measures(float(np.abs(shifts - np.round(shifts)).max()), 0.0, 0.25, "max|shift - round(shift)|")
    assert_measures(float(np.abs(np.round(shifts)).max()), 5.0, 0.0, "max|shift|", false_alarm=(9 / 11) ** 150)
    # Half of the angles are beyond 10 degrees, whatever dx is: the two events agree half of the time.
    together = (np.abs(np.round(shifts[:, 1])) > 2) == (np.abs(degrees) > 10)
    assert_share(np.count_nonzero(together), n, 1 / 2, "P(|dx| > 2 ⇔ |degrees| > 10)")


@pytest.mark.points("augment", 0.25)
@pytest.mark.says(
    es="Una imagen uint8 da lo mismo que la misma imagen en float: con decimales y sin desbordarse.",
    en="A uint8 image gives the same as that image in floats: with decimals, without overflow.",
)
def test_augment_of_bytes(student):
    image = bytes_rising(10, 11)
    for number in (30, 31, 32):
        of_floats = array_of(student.augment(image / 256, generator(number)), image.shape)
        of_bytes = array_of(student.augment(image, generator(number)), image.shape)
        want = 256 * of_floats.astype(np.float64)
        assert_holds(difference(of_bytes, want) is None, "property", of_bytes, want)


@pytest.mark.points("augment", 0.125)
@pytest.mark.says(
    es="El azar sale solo de `rng`: se repite con la misma semilla y cambia de una llamada a otra.",
    en="Randomness comes from `rng` alone: it repeats with the seed and changes from call to call.",
)
def test_augment_draws_from_rng(student):
    image = smooth_image(8, 7)
    assert_leaves_global_random_state(student, "augment", image, generator(40))

    def augmented(rng):
        drawn = called_often(student, "augment", [(image, rng, 20, 2)] * 4)
        return np.stack([array_of(one, image.shape) for one in drawn])

    rng = generator(41)
    first, second, again = augmented(rng), augmented(rng), augmented(generator(41))
    assert_holds(np.array_equal(first, again), "not-reproducible", again, first)
    # Angles of float32 have 2**24 values: four pairs are equal with probability 2**-96 at most.
    assert_holds(not np.array_equal(first, second), "same-draws", second, false_alarm=2.0**-96)


@pytest.mark.points("augment", 0.125)
@pytest.mark.says(
    es="La imagen queda como estaba, y puede ser de solo lectura.",
    en="The image is left as it was, and may be read-only.",
)
def test_augment_leaves_its_image(student):
    image = smooth_image(6, 7)
    array_of(assert_inputs_unchanged(student, "augment", image.copy(), generator(50)), image.shape)
    array_of(student.augment(read_only(image), generator(51)), image.shape)
