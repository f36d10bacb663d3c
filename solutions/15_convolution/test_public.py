"""Public examples of exercise 15: numbers that can be followed by hand."""

import numpy as np
import pytest

from gradiente.checking import assert_agrees, assert_inputs_unchanged


def one_channel(rows):
    """Make a batch of one image of one channel."""
    return np.array(rows, dtype=np.float64)[np.newaxis, :, :, np.newaxis]


IMAGE = one_channel([[1, 2, 0], [0, 1, 3], [2, 0, 1]])
KERNEL = np.array([[1.0, 2.0], [0.0, -1.0]]).reshape(2, 2, 1, 1)
TWO_PIXELS = np.array([[[[2.0, 3.0]]]])
TWO_FILTERS = np.array([[[[10.0, 1.0], [100.0, -1.0]]]])


@pytest.mark.points("conv2d_forward", 0)
@pytest.mark.says(
    es="El ejemplo del enunciado: un filtro de 2x2 sobre una imagen de 3x3, con sesgo 10.",
    en="The example of the statement: a 2x2 kernel on a 3x3 image, with bias 10.",
)
def test_the_convolution_of_the_statement(student):
    y = assert_inputs_unchanged(student, "conv2d_forward", IMAGE.copy(), KERNEL.copy(), np.array([10.0]))
    assert_agrees(y, one_channel([[14, 9], [12, 16]]))


@pytest.mark.points("conv2d_forward", 0)
@pytest.mark.says(
    es="Un píxel de dos canales, 2 y 3, y dos filtros: 2 · 10 + 3 · 100 + 0.5 y 2 · 1 - 3 · 1 - 0.5.",
    en="One pixel of two channels, 2 and 3, and two filters: 2 · 10 + 3 · 100 + 0.5 and 2 · 1 - 3 · 1 - 0.5.",
)
def test_a_convolution_of_two_channels(student):
    y = student.conv2d_forward(TWO_PIXELS, TWO_FILTERS, np.array([0.5, -0.5]))
    assert_agrees(y, np.array([[[[320.5, -1.5]]]]))


@pytest.mark.points("conv2d_forward", 0)
@pytest.mark.says(
    es="Con paso 2 y relleno 1, un filtro de 3x1 sobre la fila 1, 2, 3 ve en su centro 0, 2 y 0.",
    en="With stride 2 and padding 1 a 3x1 kernel on the row 1, 2, 3 sees 0, 2 and 0 in its middle.",
)
def test_a_convolution_with_stride_and_padding(student):
    kernel = np.array([1.0, 10.0, 100.0]).reshape(3, 1, 1, 1)
    y = student.conv2d_forward(one_channel([[1, 2, 3]]), kernel, np.zeros(1), stride=2, padding=1)
    assert_agrees(y, one_channel([[0, 20, 0]]))


@pytest.mark.points("conv2d_backward", 0)
@pytest.mark.says(
    es="El ejemplo del enunciado: los gradientes de la imagen, del filtro y del sesgo.",
    en="The example of the statement: the gradients of the image, the kernel and the bias.",
)
def test_the_gradients_of_the_statement(student):
    got = student.conv2d_backward(one_channel([[1, 0], [0, 2]]), IMAGE, KERNEL)
    dw = np.array([[3.0, 8.0], [0.0, 3.0]]).reshape(2, 2, 1, 1)
    assert_agrees(got, (one_channel([[1, 2, 0], [0, 1, 4], [0, 0, -2]]), dw, np.array([3.0])))


@pytest.mark.points("conv2d_backward", 0)
@pytest.mark.says(
    es="Un filtro de un solo peso, 5, sobre un solo píxel, 2, con relleno 1: de las nueve salidas solo la central, "
    "con gradiente 5, ve el píxel.",
    en="A kernel of a single weight, 5, on a single pixel, 2, with padding 1: of the nine outputs only the middle "
    "one, with gradient 5, sees the pixel.",
)
def test_the_gradients_of_a_padded_pixel(student):
    dy = one_channel([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    got = student.conv2d_backward(dy, one_channel([[2]]), np.full((1, 1, 1, 1), 5.0), padding=1)
    assert_agrees(got, (one_channel([[25]]), np.full((1, 1, 1, 1), 10.0), np.array([45.0])))


@pytest.mark.points("max_pool_forward", 0)
@pytest.mark.says(
    es="Ventanas de 2x2 sobre 3 filas y 5 columnas: la última fila y la última columna no cuentan.",
    en="Windows of 2x2 on 3 rows and 5 columns: the last row and the last column do not count.",
)
def test_the_pooling_of_the_statement(student):
    x = one_channel([[1, 3, 2, 0, 9], [3, 0, 5, 4, 9], [9, 9, 9, 9, 9]])
    assert_agrees(assert_inputs_unchanged(student, "max_pool_forward", x), one_channel([[3, 5]]))


@pytest.mark.points("max_pool_backward", 0)
@pytest.mark.says(
    es="El gradiente va al mayor de cada ventana; de dos iguales, al primero por filas.",
    en="The gradient goes to the largest of each window; of two equal ones, to the first row by row.",
)
def test_the_gradient_of_the_pooling_of_the_statement(student):
    x = one_channel([[1, 3, 2, 0, 9], [3, 0, 5, 4, 9], [9, 9, 9, 9, 9]])
    dx = student.max_pool_backward(one_channel([[7, 8]]), x)
    assert_agrees(dx, one_channel([[0, 7, 0, 0, 0], [0, 0, 8, 0, 0], [0, 0, 0, 0, 0]]))


@pytest.mark.points("flatten", 0)
@pytest.mark.says(
    es="Dos imágenes de 1x2 píxeles y dos canales dan dos filas: 1 2 3 4 y 5 6 7 8.",
    en="Two images of 1x2 pixels and two channels give two rows: 1 2 3 4 and 5 6 7 8.",
)
def test_flatten_of_two_images(student):
    x = np.arange(1.0, 9.0).reshape(2, 1, 2, 2)
    assert_agrees(student.flatten(x), np.array([[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]))
