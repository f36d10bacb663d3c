"""Hidden checks of exercise 01: parameters and shapes.

All numbers stay far below 2^31, so that whatever integer a student computes with is exact.
"""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis.strategies import (
    DrawFn,
    SearchStrategy,
    booleans,
    composite,
    integers,
    just,
    lists,
    none,
    sampled_from,
    tuples,
)

import cnn_reference.misconceptions.parameters as misconceptions
import cnn_reference.parameters as reference
from gradiente.checking import agrees_with, assert_inputs_unchanged

MISCONCEPTIONS = misconceptions.MISCONCEPTIONS

UNITS = integers(1, 4096)
CHANNELS = integers(1, 64)
SIDES = integers(1, 7)
ZERO, ONE, NONE = just(0), just(1), none()


def pairs(sizes: SearchStrategy[int]) -> SearchStrategy[tuple[int, int]]:
    """Sizes along the height and along the width."""
    return tuples(sizes, sizes)


def ints_or_pairs(sizes: SearchStrategy[int]) -> SearchStrategy[Any]:
    """A size in both of its forms."""
    return sizes | pairs(sizes)


# A fully connected layer.


@pytest.mark.points("dense_parameters", 0.5)
@pytest.mark.says(
    es="Una capa densa tiene un peso por cada par entrada-salida y un sesgo por salida.",
    en="A dense layer has one weight per input-output pair and one bias per output.",
)
@given(n_inputs=UNITS, n_outputs=UNITS)
@example(n_inputs=1, n_outputs=1)
@example(n_inputs=1, n_outputs=10)
@agrees_with(reference.dense_parameters)
def test_dense_layer(n_inputs, n_outputs):
    return n_inputs, n_outputs


@pytest.mark.points("dense_parameters", 0.5)
@pytest.mark.says(
    es="El argumento `bias` de una capa densa decide si se cuentan los sesgos.",
    en="The argument `bias` of a dense layer decides whether the biases are counted.",
)
@given(n_inputs=UNITS, n_outputs=UNITS, bias=booleans())
@example(n_inputs=3, n_outputs=2, bias=False)
@example(n_inputs=3, n_outputs=2, bias=True)
@agrees_with(reference.dense_parameters)
def test_dense_layer_with_the_bias_asked_for(n_inputs, n_outputs, bias):
    return n_inputs, n_outputs, bias


# A convolution.


@pytest.mark.points("conv2d_parameters", 0.75)
@pytest.mark.says(
    es="Una convolución con un filtro cuadrado: cada filtro cubre todos los canales de entrada y tiene un sesgo.",
    en="A convolution with a square kernel: each filter covers all input channels and has one bias.",
)
@given(in_channels=CHANNELS, out_channels=CHANNELS, kernel_size=SIDES)
@example(in_channels=5, out_channels=2, kernel_size=3)
@example(in_channels=3, out_channels=7, kernel_size=1)
@agrees_with(reference.conv2d_parameters)
def test_convolution_with_a_square_kernel(in_channels, out_channels, kernel_size):
    return in_channels, out_channels, kernel_size


@pytest.mark.points("conv2d_parameters", 0.75)
@pytest.mark.says(
    es="Una convolución con un filtro dado como (alto, ancho).",
    en="A convolution with a kernel given as (height, width).",
)
@given(in_channels=CHANNELS, out_channels=CHANNELS, kernel_size=pairs(SIDES))
@example(in_channels=5, out_channels=2, kernel_size=(1, 7))
@example(in_channels=5, out_channels=2, kernel_size=(7, 1))
@agrees_with(reference.conv2d_parameters)
def test_convolution_with_any_kernel(in_channels, out_channels, kernel_size):
    return in_channels, out_channels, kernel_size


@pytest.mark.points("conv2d_parameters", 0.5)
@pytest.mark.says(
    es="El argumento `bias` de una convolución decide si se cuentan los sesgos.",
    en="The argument `bias` of a convolution decides whether the biases are counted.",
)
@given(in_channels=CHANNELS, out_channels=CHANNELS, kernel_size=ints_or_pairs(SIDES), bias=booleans())
@example(in_channels=3, out_channels=2, kernel_size=5, bias=False)
@example(in_channels=3, out_channels=2, kernel_size=5, bias=True)
@agrees_with(reference.conv2d_parameters)
def test_convolution_with_the_bias_asked_for(in_channels, out_channels, kernel_size, bias):
    return in_channels, out_channels, kernel_size, bias


# Batch normalization.


@pytest.mark.points("batch_norm_parameters", 1)
@pytest.mark.says(
    es="«Batch normalization» aprende γ y β de cada canal, y nada más.",
    en="Batch normalization trains γ and β of each channel, and nothing else.",
)
@given(channels=UNITS)
@example(channels=1)
@agrees_with(reference.batch_norm_parameters)
def test_batch_normalization(channels):
    return (channels,)


# The shape after a convolution.


@composite
def convolutions(
    draw: DrawFn,
    kernels: SearchStrategy[Any],
    strides: SearchStrategy[Any] = ONE,
    paddings: SearchStrategy[Any] = ZERO,
) -> tuple[Any, ...]:
    """Arguments of `conv2d_output_shape` with a kernel that fits, sometimes only just."""
    kernel_size, stride, padding = draw(kernels), draw(strides), draw(paddings)
    (kh, kw), (ph, pw) = reference.pair(kernel_size), reference.pair(padding)
    height = draw(integers(max(1, kh - 2 * ph), kh + 24))
    width = draw(integers(max(1, kw - 2 * pw), kw + 24))
    return (height, width, draw(integers(1, 8))), draw(integers(1, 16)), kernel_size, stride, padding


@pytest.mark.points("conv2d_output_shape", 0.25)
@pytest.mark.says(
    es="La forma tras una convolución «valid» con paso 1, en imágenes cuadradas o no.",
    en="The shape after a valid convolution with stride 1, on square images and others.",
)
@given(arguments=convolutions(ints_or_pairs(SIDES)))
@example(arguments=((5, 9, 3), 4, 5))
@example(arguments=((1, 1, 3), 4, 1))
@agrees_with(reference.conv2d_output_shape)
def test_shape_after_a_valid_convolution(arguments):
    return arguments[:3]


@pytest.mark.points("conv2d_output_shape", 0.5)
@pytest.mark.says(
    es="La forma tras una convolución con paso y relleno, iguales en los dos ejes.",
    en="The shape after a convolution with stride and padding, the same along both axes.",
)
@given(arguments=convolutions(SIDES, strides=integers(1, 4), paddings=integers(0, 3)))
@example(arguments=((8, 8, 3), 5, 3, 2, 1))
@example(arguments=((8, 11, 3), 5, 3, 1, 1))
@agrees_with(reference.conv2d_output_shape)
def test_shape_after_a_convolution_with_stride_and_padding(arguments):
    return arguments


@pytest.mark.points("conv2d_output_shape", 0.25)
@pytest.mark.says(
    es="Filtro, paso y relleno pueden ser, cada uno, un entero o un par (alto, ancho).",
    en="Kernel, stride and padding can each be an int or a pair (height, width).",
)
@given(
    arguments=convolutions(
        ints_or_pairs(SIDES), strides=ints_or_pairs(integers(1, 4)), paddings=ints_or_pairs(integers(0, 3))
    )
)
@example(arguments=((9, 12, 3), 8, (3, 5), (2, 3), (1, 0)))
@example(arguments=((9, 12, 3), 8, 3, (1, 4), 2))
@example(arguments=((9, 12, 3), 8, (5, 2), 3, (0, 3)))
@agrees_with(reference.conv2d_output_shape)
def test_shape_after_a_convolution_with_pairs(arguments):
    return arguments


@composite
def padded_until_they_fit(draw: DrawFn) -> tuple[Any, ...]:
    """Arguments of `conv2d_output_shape` whose kernel is larger than the image, but not than the padded image."""
    padding = draw(integers(1, 3))
    side = draw(integers(1, 6))
    kernel_size = side + draw(integers(1, 2 * padding))
    return (side, side + draw(integers(0, 3)), draw(integers(1, 4))), 2, kernel_size, 1, padding


@pytest.mark.points("conv2d_output_shape", 0.25)
@pytest.mark.says(
    es="Un filtro mayor que la imagen se acepta si cabe en la imagen con su relleno.",
    en="A kernel larger than the image is accepted if it fits into the padded image.",
)
@given(arguments=padded_until_they_fit())
@example(arguments=((1, 1, 1), 2, 3, 1, 1))
@agrees_with(reference.conv2d_output_shape)
def test_padding_counts_before_a_kernel_is_refused(arguments):
    return arguments


@composite
def too_large_kernels(draw: DrawFn) -> tuple[Any, ...]:
    """Arguments of `conv2d_output_shape` whose kernel does not fit along the height, the width or both."""
    height, width, padding = draw(integers(1, 6)), draw(integers(1, 6)), draw(integers(0, 2))
    stride = draw(integers(1, 5))
    excess = draw(integers(1, 4))
    too_high, too_wide = draw(sampled_from([(True, False), (False, True), (True, True)]))
    kernel_size = (
        height + 2 * padding + excess if too_high else 1,
        width + 2 * padding + excess if too_wide else 1,
    )
    return (height, width, 3), 4, kernel_size, stride, padding


@pytest.mark.points("conv2d_output_shape", 0.25)
@pytest.mark.says(
    es="Un filtro mayor que la imagen con su relleno se rechaza con ValueError.",
    en="A kernel larger than the padded image is refused with ValueError.",
)
@given(arguments=too_large_kernels())
@example(arguments=((4, 4, 3), 8, 5, 1, 0))
@example(arguments=((4, 4, 3), 8, 5, 2, 0))
@example(arguments=((4, 9, 3), 8, 7, 3, 1))
@example(arguments=((9, 4, 3), 8, 7, 3, 1))
@agrees_with(reference.conv2d_output_shape)
def test_a_kernel_that_does_not_fit_is_refused(arguments):
    return arguments


@pytest.mark.points("conv2d_output_shape", 0.25)
@pytest.mark.says(
    es="Un paso menor que 1, en cualquiera de los ejes, se rechaza con ValueError.",
    en="A stride below 1, along either axis, is refused with ValueError.",
)
@pytest.mark.parametrize("stride", [0, -1, -3, (0, 1), (1, 0), (-2, 1), (2, -1)])
@agrees_with(reference.conv2d_output_shape)
def test_a_stride_below_one_is_refused(stride):
    return (8, 10, 3), 4, 3, stride, 1


@pytest.mark.points("conv2d_output_shape", 0.25)
@pytest.mark.says(
    es="Un relleno negativo, en cualquiera de los ejes, se rechaza con ValueError.",
    en="A negative padding, along either axis, is refused with ValueError.",
)
@pytest.mark.parametrize("padding", [-1, -2, (-1, 0), (0, -1), (2, -2)])
@agrees_with(reference.conv2d_output_shape)
def test_a_negative_padding_is_refused(padding):
    return (10, 12, 3), 4, 3, 1, padding


# The shape after max pooling.


@composite
def poolings(draw: DrawFn, windows: SearchStrategy[Any], strides: SearchStrategy[Any] = NONE) -> tuple[Any, ...]:
    """Arguments of `max_pool_output_shape` with a window that fits, sometimes only just."""
    pool_size, stride = draw(windows), draw(strides)
    kh, kw = reference.pair(pool_size)
    height, width = draw(integers(kh, kh + 24)), draw(integers(kw, kw + 24))
    return (height, width, draw(integers(1, 16))), pool_size, stride


@pytest.mark.points("max_pool_output_shape", 0.25)
@pytest.mark.says(
    es="Sin más argumentos, las ventanas son de 2x2 y no se solapan; si sobra una fila, no se usa.",
    en="Without further arguments windows are 2x2 and do not overlap; a row left over is not used.",
)
@given(arguments=poolings(just(2)))
@example(arguments=((2, 2, 1),))
@example(arguments=((5, 8, 3),))
@example(arguments=((8, 5, 3),))
@agrees_with(reference.max_pool_output_shape)
def test_shape_after_pooling_by_two(arguments):
    return arguments[:1]


@pytest.mark.points("max_pool_output_shape", 0.25)
@pytest.mark.says(
    es="Sin paso, la ventana avanza su propio tamaño, también si es un par (alto, ancho).",
    en="Without a stride the window moves by its own size, also if that is a pair (height, width).",
)
@given(arguments=poolings(ints_or_pairs(integers(1, 5))))
@example(arguments=((7, 7, 2), 3))
@example(arguments=((7, 12, 2), (2, 3)))
@example(arguments=((3, 5, 2), (3, 5)))
@agrees_with(reference.max_pool_output_shape)
def test_shape_after_pooling_without_a_stride(arguments):
    return arguments[:2]


@pytest.mark.points("max_pool_output_shape", 0.25)
@pytest.mark.says(
    es="Con un paso propio, las ventanas pueden solaparse o dejar huecos; None es el tamaño de la ventana.",
    en="With a stride of its own, windows can overlap or leave gaps; None is the size of the window.",
)
@given(arguments=poolings(ints_or_pairs(integers(1, 5)), strides=ints_or_pairs(integers(1, 5)) | NONE))
@example(arguments=((9, 8, 2), 3, 2))
@example(arguments=((9, 8, 2), 3, None))
@example(arguments=((9, 8, 2), (3, 2), 1))
@example(arguments=((9, 14, 2), 2, (3, 5)))
@agrees_with(reference.max_pool_output_shape)
def test_shape_after_pooling_with_a_stride(arguments):
    return arguments


@pytest.mark.points("max_pool_output_shape", 0.25)
@pytest.mark.says(
    es="Una ventana mayor que la imagen, en cualquiera de los ejes, se rechaza con ValueError.",
    en="A window larger than the image, along either axis, is refused with ValueError.",
)
@pytest.mark.parametrize(
    "arguments",
    [
        ((1, 1, 3),),
        ((1, 8, 3),),
        ((8, 1, 3),),
        ((4, 4, 3), 5),
        ((4, 9, 3), 5),
        ((9, 4, 3), 5),
        ((4, 9, 3), (5, 2)),
        ((4, 9, 3), (2, 10)),
        ((4, 4, 3), 5, 1),
        ((4, 4, 3), 6, 2),
        ((4, 9, 3), (6, 2), (3, 2)),
    ],
)
@agrees_with(reference.max_pool_output_shape)
def test_a_window_that_does_not_fit_is_refused(arguments):
    return arguments


# A whole network.

LENET = [
    ("conv", 5, 5, 6),
    ("max_pool", 2),
    ("relu",),
    ("conv", 5, 5, 16),
    ("max_pool", 2),
    ("relu",),
    ("flatten",),
    ("dense", 120),
    ("relu",),
    ("dense", 43),
]
LENET_DOUBLED = [
    ("conv", 5, 5, 12),
    ("max_pool", 2),
    ("relu",),
    ("conv", 5, 5, 32),
    ("max_pool", 2),
    ("relu",),
    ("flatten",),
    ("dense", 240),
    ("relu",),
    ("dense", 43),
]


@composite
def networks(draw: DrawFn, batch_norm: bool = False) -> tuple[Any, ...]:
    """An image shape and layers that fit on it: convolutions and poolings, flatten, dense layers."""
    shape = (draw(integers(6, 24)), draw(integers(6, 24)), draw(integers(1, 4)))
    layers: list[tuple[Any, ...]] = []
    current: tuple[int, ...] = shape
    for _ in range(draw(integers(0, 3))):
        side = min(current[:2])
        layer = ("conv", draw(integers(1, min(side, 5))), draw(integers(1, min(side, 5))), draw(integers(1, 8)))
        layers.append(layer)
        current = reference.layer_output_shape(current, layer)
        if batch_norm:
            layers.append(("batch_norm",))
        if draw(booleans()):
            layers.append(("relu",))
        if min(current[:2]) >= 2 and draw(booleans()):
            layer = ("max_pool", draw(integers(2, min(*current[:2], 3))))
            layers.append(layer)
            current = reference.layer_output_shape(current, layer)
    layers.append(("flatten",))
    for units in draw(lists(integers(1, 40), min_size=1, max_size=3)):
        layers.append(("dense", units))
        if batch_norm:
            layers.append(("batch_norm",))
    return shape, layers


@pytest.mark.points("network_parameters", 1)
@pytest.mark.says(
    es="Una cuenta por capa en redes con convoluciones, «max pooling», ReLU y capas densas.",
    en="One count per layer in networks of convolutions, max pooling, ReLU and dense layers.",
)
@given(network=networks())
@example(network=((32, 32, 3), LENET))
@example(network=((32, 32, 3), LENET_DOUBLED))
@example(network=((28, 28, 1), [("conv", 3, 3, 8), ("max_pool", 2), ("conv", 3, 3, 16), ("max_pool", 2)]))
@example(network=((11, 15, 2), [("conv", 3, 2, 4), ("max_pool", 2), ("flatten",), ("dense", 5)]))
@example(network=((5, 7, 3), [("conv", 5, 7, 4), ("flatten",), ("dense", 3)]))
@example(network=((8, 9, 2), [("flatten",), ("dense", 6), ("dense", 7)]))
@agrees_with(reference.network_parameters)
def test_convolutional_network(network):
    return network


@pytest.mark.points("network_parameters", 0.5)
@pytest.mark.says(
    es="«Batch normalization» cuenta sobre el último eje: los canales o, tras `flatten`, las unidades.",
    en="Batch normalization counts over the last axis: the channels or, after `flatten`, the units.",
)
@given(network=networks(batch_norm=True))
@example(network=((8, 9, 2), [("batch_norm",), ("conv", 3, 3, 5), ("batch_norm",), ("relu",)]))
@example(network=((4, 3, 2), [("flatten",), ("batch_norm",), ("dense", 5), ("batch_norm",), ("dense", 2)]))
@example(network=((8, 8, 2), [("conv", 3, 3, 4), ("max_pool", 2), ("batch_norm",), ("flatten",), ("dense", 3)]))
@agrees_with(reference.network_parameters)
def test_network_with_batch_normalization(network):
    return network


@pytest.mark.points("network_parameters", 0.25)
@pytest.mark.says(
    es="Las capas que no tienen nada que aprender cuentan 0, y una red sin capas no tiene cuentas.",
    en="Layers that have nothing to train count 0, and a network without layers has no counts.",
)
@pytest.mark.parametrize(
    "layers",
    [
        [],
        [("relu",)],
        [("max_pool", 2)],
        [("flatten",)],
        [("max_pool", 6)],
        [("relu",), ("max_pool", 2), ("max_pool", 3), ("relu",), ("flatten",), ("relu",)],
    ],
)
@agrees_with(reference.network_parameters)
def test_layers_without_parameters(layers):
    return (6, 9, 2), layers


@pytest.mark.points("network_parameters", 0.25)
@pytest.mark.says(
    es="Una capa desconocida se rechaza con ValueError, esté donde esté.",
    en="An unknown layer is refused with ValueError, wherever it stands.",
)
@given(unknown=sampled_from([("softmax",), ("dropout", 0.5), ("sigmoid",)]), place=integers(0, len(LENET)))
@example(unknown=("softmax",), place=0)
@example(unknown=("softmax",), place=len(LENET))
@example(unknown=("average_pool", 2), place=0)
@example(unknown=("average_pool", 2), place=len(LENET))
@agrees_with(reference.network_parameters)
def test_an_unknown_layer_is_refused(unknown, place):
    return (32, 32, 3), [*LENET[:place], unknown, *LENET[place:]]


@pytest.mark.points("network_parameters", 0.25)
@pytest.mark.says(
    es="Una capa densa antes de `flatten` se rechaza con ValueError.",
    en="A dense layer before `flatten` is refused with ValueError.",
)
@pytest.mark.parametrize(
    "layers",
    [
        [("dense", 10)],
        [("conv", 3, 3, 4), ("dense", 10)],
        [("conv", 3, 3, 4), ("max_pool", 2), ("relu",), ("dense", 10), ("flatten",)],
        [("conv", 8, 9, 4), ("dense", 10)],
        [("dense", 10), ("flatten",), ("dense", 5)],
    ],
)
@agrees_with(reference.network_parameters)
def test_a_dense_layer_before_flatten_is_refused(layers):
    return (8, 9, 2), layers


@pytest.mark.points("network_parameters", 0.25)
@pytest.mark.says(
    es="Una convolución o un «max pooling» después de `flatten` se rechaza con ValueError.",
    en="A convolution or max pooling after `flatten` is refused with ValueError.",
)
@pytest.mark.parametrize(
    "layers",
    [
        [("flatten",), ("conv", 1, 1, 4)],
        [("flatten",), ("max_pool", 2)],
        [("flatten",), ("relu",), ("conv", 3, 3, 4)],
        [("conv", 3, 3, 4), ("flatten",), ("dense", 16), ("max_pool", 2)],
        [("conv", 3, 3, 4), ("flatten",), ("dense", 16), ("conv", 3, 3, 4), ("dense", 5)],
    ],
)
@agrees_with(reference.network_parameters)
def test_an_image_layer_after_flatten_is_refused(layers):
    return (8, 9, 2), layers


@pytest.mark.points("network_parameters", 0.25)
@pytest.mark.says(
    es="Un filtro o una ventana que no cabe en lo que llega a su capa se rechaza con ValueError.",
    en="A kernel or window that does not fit into what reaches its layer is refused with ValueError.",
)
@pytest.mark.parametrize(
    "layers",
    [
        [("conv", 9, 1, 4)],
        [("conv", 1, 10, 4)],
        [("max_pool", 9)],
        [("max_pool", 10), ("flatten",), ("dense", 5)],
        [("conv", 5, 5, 4), ("conv", 5, 5, 4)],
        [("conv", 3, 3, 4), ("relu",), ("max_pool", 7)],
        [("max_pool", 4), ("conv", 3, 3, 4)],
        [("max_pool", 4), ("relu",), ("max_pool", 4), ("flatten",)],
    ],
)
@agrees_with(reference.network_parameters)
def test_a_layer_that_does_not_fit_is_refused(layers):
    return (8, 9, 2), layers


@pytest.mark.points("network_parameters", 0.25)
@pytest.mark.says(
    es="La lista de capas queda como estaba.",
    en="The list of layers is left as it was.",
)
def test_the_layers_are_left_as_they_were(student):
    assert_inputs_unchanged(student, "network_parameters", (32, 32, 3), list(LENET))
