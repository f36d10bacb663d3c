"""The examples of exercise 14 that you may see; the hidden checks look at more."""

import numpy as np
import pytest

from gradiente.checking import array_of, assert_agrees, assert_holds


@pytest.mark.points("to_grayscale", 0)
@pytest.mark.says(
    es="Rojo, verde, azul y un gris, en una imagen de 1x4.",
    en="Red, green, blue and a grey, in an image of 1x4.",
)
def test_to_grayscale(student):
    image = np.array([[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.5, 0.5, 0.5]]])
    assert_agrees(student.to_grayscale(image), np.array([[[0.299], [0.587], [0.114], [0.5]]]))


@pytest.mark.points("rgb_to_yuv", 0)
@pytest.mark.says(
    es="Azul puro, amarillo y un gris.",
    en="Pure blue, yellow and a grey.",
)
def test_rgb_to_yuv(student):
    image = np.array([[[0.0, 0.0, 1.0], [1.0, 1.0, 0.0], [0.25, 0.25, 0.25]]])
    blue = [0.114, 0.492 * (1 - 0.114), 0.877 * (0 - 0.114)]
    yellow = [0.886, 0.492 * (0 - 0.886), 0.877 * (1 - 0.886)]
    assert_agrees(student.rgb_to_yuv(image), np.array([[blue, yellow, [0.25, 0.0, 0.0]]]))


@pytest.mark.points("fit_normalizer", 0)
@pytest.mark.says(
    es="Dos imágenes de 1x2 y dos canales: en el canal 0, los valores 0, 1, 0 y 1; el canal 1 es constante.",
    en="Two images of 1x2 and two channels: in channel 0 the values 0, 1, 0 and 1; channel 1 is constant.",
)
def test_fit_normalizer(student):
    train = np.array([[[[0.0, 0.25], [1.0, 0.25]]], [[[0.0, 0.25], [1.0, 0.25]]]])
    assert_agrees(student.fit_normalizer(train), (np.array([0.5, 0.25]), np.array([0.5, 0.0])))


@pytest.mark.points("normalize", 0)
@pytest.mark.says(
    es="Con las estadísticas dadas, no con las de la propia imagen.",
    en="With the statistics that are given, not with those of the image itself.",
)
def test_normalize(student):
    images = np.array([[[[0.75, 0.5], [0.25, 0.5]]]])
    got = student.normalize(images, np.array([0.25, 0.75]), np.array([0.25, 0.5]))
    assert_agrees(got, np.array([[[[2.0, -0.5], [0.0, -0.5]]]]))


@pytest.mark.points("local_contrast", 0)
@pytest.mark.says(
    es="El ejemplo del enunciado, con radius = 1, y una imagen constante.",
    en="The example of the statement, with radius = 1, and a constant image.",
)
def test_local_contrast(student):
    corner = (0 - 4 / 9) / (np.sqrt(20) / 9 + 0.01)
    image = np.array([[0.0, 1.0], [1.0, 0.0]])[..., None]
    assert_agrees(student.local_contrast(image, 1), np.array([[corner, -corner], [-corner, corner]])[..., None])
    assert_agrees(student.local_contrast(np.full((3, 4, 1), 0.5)), np.zeros((3, 4, 1)))


@pytest.mark.points("class_counts", 0)
@pytest.mark.says(
    es="Las etiquetas 0, 2 y 2, con cuatro clases.",
    en="The labels 0, 2 and 2, with four classes.",
)
def test_class_counts(student):
    assert_agrees(student.class_counts(np.array([0, 2, 2]), 4), np.array([1, 0, 2, 0]))


@pytest.mark.points("balanced_indices", 0)
@pytest.mark.says(
    es="Tres muestras de la clase 0 y una de la 1, que tiene que aparecer tres veces.",
    en="Three samples of class 0 and one of class 1, which has to be there three times.",
)
def test_balanced_indices(student):
    indices = array_of(student.balanced_indices(np.array([0, 0, 0, 1]), np.random.default_rng(1)), (6,))
    assert_holds(np.array_equal(np.sort(indices), [0, 1, 2, 3, 3, 3]), "property", indices, [0, 1, 2, 3, 3, 3])


@pytest.mark.points("stratified_split", 0)
@pytest.mark.says(
    es="Ocho muestras de la clase 0 y dos de la 1, un cuarto para test: la clase 1 está en los dos lados.",
    en="Eight samples of class 0 and two of class 1, a quarter for the test: class 1 is on both sides.",
)
def test_stratified_split(student):
    sides = student.stratified_split(np.array([0, 0, 0, 0, 0, 0, 0, 0, 1, 1]), 0.25, np.random.default_rng(2))
    assert_holds(isinstance(sides, (tuple, list)) and len(sides) == 2, "property", sides)
    train, test = (array_of(side).ravel() for side in sides)
    every_one_once = np.array_equal(np.sort(np.concatenate([train, test])), np.arange(10))
    assert_holds(every_one_once, "property", (train, test))
    for side in (train, test):
        assert_agrees(np.count_nonzero(side >= 8), 1)
