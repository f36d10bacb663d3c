"""The examples of exercise 11 that you may see; the hidden checks look at more."""

import numpy as np
import pytest

from gradiente.checking import array_of, assert_agrees, assert_holds, assert_inputs_unchanged, called_often


def image_of(rows, dtype=np.float64):
    """Make an image of one channel from its rows."""
    return np.array(rows, dtype=dtype)[..., None]


SIX = [[0.0, 0.125, 0.25], [0.5, 0.75, 1.0]]
FOUR = [[0.25, 0.5], [0.75, 1.0]]


@pytest.mark.points("flip_horizontal", 0)
@pytest.mark.says(es="Una imagen de 2x3, de izquierda a derecha.", en="An image of 2x3, left to right.")
def test_flip_horizontal(student):
    want = image_of([[0.25, 0.125, 0.0], [1.0, 0.75, 0.5]])
    assert_agrees(student.flip_horizontal(image_of(SIX)), want)


@pytest.mark.points("flip_vertical", 0)
@pytest.mark.says(es="Una imagen de 2x3, de arriba abajo.", en="An image of 2x3, top to bottom.")
def test_flip_vertical(student):
    want = image_of([[0.5, 0.75, 1.0], [0.0, 0.125, 0.25]])
    assert_agrees(student.flip_vertical(image_of(SIX)), want)


@pytest.mark.points("translate", 0)
@pytest.mark.says(
    es="Una columna a la derecha; dos a la izquierda y una fila abajo; una fila arriba con relleno 0.5.",
    en="One column to the right; two to the left and one row down; one row up with fill 0.5.",
)
@pytest.mark.parametrize(
    ("arguments", "want"),
    [
        ((1, 0), [[0.0, 0.0, 0.125], [0.0, 0.5, 0.75]]),
        ((-2, 1), [[0.0, 0.0, 0.0], [0.25, 0.0, 0.0]]),
        ((0, -1, 0.5), [[0.5, 0.75, 1.0], [0.5, 0.5, 0.5]]),
    ],
)
def test_translate(student, arguments, want):
    assert_agrees(student.translate(image_of(SIX), *arguments), image_of(want))


@pytest.mark.points("translate", 0)
@pytest.mark.says(
    es="En una imagen uint8, un relleno de 0.5 sigue siendo 0.5.",
    en="In a uint8 image, a fill of 0.5 stays 0.5.",
)
def test_translate_bytes(student):
    assert_agrees(student.translate(image_of([[10, 20]], np.uint8), -1, 0, 0.5), image_of([[20.0, 0.5]]))


@pytest.mark.points("rotate", 0)
@pytest.mark.says(
    es="Un cuarto de vuelta, media vuelta y un cuarto en sentido contrario.",
    en="A quarter turn, half a turn, and a quarter the other way.",
)
@pytest.mark.parametrize(
    ("degrees", "want"),
    [(90, [[0.5, 1.0], [0.25, 0.75]]), (180, [[1.0, 0.75], [0.5, 0.25]]), (-90, [[0.75, 0.25], [1.0, 0.5]])],
)
def test_rotate(student, degrees, want):
    assert_agrees(student.rotate(image_of(FOUR), degrees), image_of(want))


@pytest.mark.points("rotate", 0)
@pytest.mark.says(
    es="Una imagen que crece hacia la derecha, girada 30 grados: junto al centro, los valores siguen la fórmula.",
    en="An image that grows to the right, turned by 30 degrees: near the centre the values follow the formula.",
)
def test_rotate_by_30_degrees(student):
    # Values are column / 8. From the centre (4, 4), pixel (4, 5) comes from column 4 + cos 30 = 4.866, and pixel (5, 4)
    # from column 4 - sin 30 = 3.5.
    image = np.ones((9, 1, 1)) * (np.arange(9.0) / 8)[:, None]
    turned = array_of(student.rotate(image, 30), (9, 9, 1))
    got = np.array([turned[4, 4, 0], turned[4, 5, 0], turned[5, 4, 0]], dtype=np.float64)
    assert_agrees(got, np.array([4.0, 4.866, 3.5]) / 8, 0.001)


@pytest.mark.points("resize", 0)
@pytest.mark.says(
    es="De dos columnas a cuatro, de cuatro a dos, y una imagen uint8.",
    en="From two columns to four, from four to two, and a uint8 image.",
)
@pytest.mark.parametrize(
    ("image", "size", "want"),
    [
        (image_of([[0.0, 1.0]]), (1, 4), [[0.0, 0.25, 0.75, 1.0]]),
        (image_of([[0.0, 0.25, 0.5, 1.0]]), (1, 2), [[0.125, 0.75]]),
        (image_of([[250, 3]], np.uint8), (1, 4), [[250.0, 188.25, 64.75, 3.0]]),
    ],
)
def test_resize(student, image, size, want):
    assert_agrees(student.resize(image, *size), image_of(want))


@pytest.mark.points("random_crop", 0)
@pytest.mark.says(
    es="Los recortes de 2x2 de una imagen de 2x3 son dos, y en 50 llamadas salen los dos.",
    en="An image of 2x3 has two crops of 2x2, and 50 calls give both.",
)
def test_random_crop(student):
    image, rng = image_of(SIX), np.random.default_rng(1)
    crops = [array_of(crop, (2, 2, 1)) for crop in called_often(student, "random_crop", [(image, 2, 2, rng)] * 50)]
    for window in (image[:, :2], image[:, 1:]):
        found = any(np.array_equal(crop, window) for crop in crops)
        assert_holds(found, "property", crops[0], window, false_alarm=0.5**50)


@pytest.mark.points("brightness", 0)
@pytest.mark.says(
    es="0.25 más y 0.25 menos, sin salir de [0, 1] ni cambiar la imagen.",
    en="0.25 more and 0.25 less, without leaving [0, 1] or changing the image.",
)
def test_brightness(student):
    image = image_of([[0.0, 0.5, 1.0]])
    assert_agrees(assert_inputs_unchanged(student, "brightness", image.copy(), 0.25), image_of([[0.25, 0.75, 1.0]]))
    assert_agrees(assert_inputs_unchanged(student, "brightness", image.copy(), -0.25), image_of([[0.0, 0.25, 0.75]]))


@pytest.mark.points("augment", 0)
@pytest.mark.says(
    es="La misma semilla da la misma imagen; dos llamadas seguidas, imágenes distintas.",
    en="The same seed gives the same image; two calls in a row, different ones.",
)
def test_augment(student):
    image = np.arange(108.0).reshape(6, 6, 3) / 128
    one, other = (array_of(student.augment(image, np.random.default_rng(2), 20, 1), image.shape) for _ in range(2))
    assert_holds(np.array_equal(one, other), "not-reproducible", other, one)
    rng = np.random.default_rng(2)
    crops = [array_of(student.augment(image, rng, 20, 1), image.shape) for _ in range(6)]
    # Angles of float32 have 2**24 values: five others equal the first with probability 2**-120.
    differ = any(not np.array_equal(crop, crops[0]) for crop in crops)
    assert_holds(differ, "same-draws", crops[1], false_alarm=2.0**-120)
