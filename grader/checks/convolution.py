"""Hidden checks of exercise 15: convolution, max pooling and flattening.

Numbers are halves between -3 and 3, so that every product and every sum of a convolution is a multiple of 1/4 below
2**20: float32 holds it exactly, in whatever order it is added up. Images, kernels and gradients are filled from a
drawn seed; what is drawn and shrunk are the sides.
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis.strategies import composite, integers, just, sampled_from

from cnn_reference import convolution as reference
from cnn_reference.misconceptions import convolution as misconceptions
from cnn_reference.parameters import conv2d_output_shape
from gradiente.checking import agrees_with, assert_agrees, assert_inputs_unchanged, read_only

MISCONCEPTIONS = misconceptions.MISCONCEPTIONS

seeds = integers(0, 99)
few = integers(1, 2)
strides = integers(2, 3)
paddings = integers(1, 2)
ONE = just(1)
NO_PADDING = just(0)
BY_NAME = {"stride": 2, "padding": 1}

# Whoever goes from window to window takes a while for each image; the convolutions that are written down below show
# every mistake that has a name.
FEWER = settings(max_examples=15)


def halves(shape, seed, part=0):
    """Fill a shape with halves between -3 and 3; `part` tells the arrays of one call apart."""
    return np.random.default_rng((seed, part)).integers(-6, 7, shape) / 2


def all_different(shape, seed):
    """Fill a shape with halves, no two alike, about 0."""
    count = int(np.prod(shape))
    return (np.random.default_rng(seed).permutation(count).reshape(shape) - count // 2) / 2


# The calls of the two functions of a convolution


def forward_call(shape, kernel, stride=1, padding=0, seed=0):
    """Build x, w, b, stride and padding for images `shape` and a kernel (kh, kw, F)."""
    kh, kw, filters = kernel
    x, w = halves(shape, seed), halves((kh, kw, shape[-1], filters), seed, 1)
    return x, w, halves(filters, seed, 2), stride, padding


def backward_call(shape, kernel, stride=1, padding=0, seed=0):
    """Build dy, x, w, stride and padding for images `shape` and a kernel (kh, kw, F)."""
    x, w, _, _, _ = forward_call(shape, kernel, stride, padding, seed)
    kh, kw, filters = kernel
    dy = halves((len(x), *conv2d_output_shape(shape[1:], filters, (kh, kw), stride, padding)), seed, 3)
    return dy, x, w, stride, padding


@composite
def convolutions(draw: Any, strides: Any = ONE, paddings: Any = NO_PADDING) -> tuple[Any, ...]:
    """Draw a convolution whose kernel fits into the padded image, as the arguments of the two builders above."""
    stride, padding = draw(strides), draw(paddings)
    kernel = draw(integers(1, 3)), draw(integers(1, 3)), draw(few)
    height, width = (max(side - 2 * padding, 1) + draw(integers(0, 3)) for side in kernel[:2])
    return (draw(few), height, width, draw(few)), kernel, stride, padding, draw(seeds)


def in_float32(call):
    """Turn the arrays of a call into float32."""
    return tuple(item.astype(np.float32) if isinstance(item, np.ndarray) else item for item in call)


def is_part(got, want, part):
    """Assert one of several results, after a look at how many there are."""
    if not isinstance(got, (tuple, list)) or len(got) != len(want):
        assert_agrees(got, want)
    assert_agrees(got[part], want[part])


# Sides that differ, kernels of both parities, one and several images, channels and filters.
PLAIN = ((2, 4, 5, 3), (3, 2, 2))
ONE_PIXEL = ((2, 3, 2, 2), (1, 1, 3))
AS_LARGE = ((1, 3, 2, 2), (3, 2, 1))
ROWS_LEFT_OVER = ((1, 6, 4, 1), (3, 2, 2), 2)
STEPS_OVER_PIXELS = ((2, 7, 5, 1), (1, 2, 1), 3)
SAME = ((1, 3, 4, 2), (3, 3, 1), 1, 1)
EVEN_KERNEL = ((2, 3, 2, 1), (2, 2, 2), 1, 1)
WIDE_FRAME = ((1, 2, 3, 1), (2, 3, 1), 1, 2)
LARGER_THAN_THE_IMAGE = ((1, 2, 1, 2), (4, 3, 2), 1, 1)
STRIDE_AND_FRAME = ((2, 5, 4, 2), (3, 3, 2), 2, 1)
TO_THE_EDGE = ((1, 4, 6, 1), (2, 3, 1), 3, 2)


# conv2d_forward


@pytest.mark.points("conv2d_forward", 0.75)
@pytest.mark.says(
    es="Cada salida es la suma de los productos de su ventana por el filtro, tal cual, más el sesgo.",
    en="Each output is the sum of the products of its window and the kernel, as it is, plus the bias.",
)
@FEWER
@given(drawn=convolutions())
@example(drawn=PLAIN)
@example(drawn=ONE_PIXEL)
@example(drawn=AS_LARGE)
@agrees_with(reference.conv2d_forward)
def test_convolution_of_any_images(drawn):
    return forward_call(*drawn)[:3]


@pytest.mark.points("conv2d_forward", 0.5)
@pytest.mark.says(
    es="La ventana avanza `stride` píxeles en los dos ejes, también si es más que el lado del filtro.",
    en="The window moves by `stride` pixels along both axes, also if that is more than the side of the kernel.",
)
@FEWER
@given(drawn=convolutions(strides=strides))
@example(drawn=ROWS_LEFT_OVER)
@example(drawn=STEPS_OVER_PIXELS)
@agrees_with(reference.conv2d_forward)
def test_convolution_with_a_stride(drawn):
    return forward_call(*drawn)[:4]


@pytest.mark.points("conv2d_forward", 0.5)
@pytest.mark.says(
    es="`padding` pone un marco de ceros por los cuatro lados de cada imagen.",
    en="`padding` puts a frame of zeros on all four sides of every image.",
)
@FEWER
@given(drawn=convolutions(paddings=paddings))
@example(drawn=SAME)
@example(drawn=EVEN_KERNEL)
@example(drawn=WIDE_FRAME)
@agrees_with(reference.conv2d_forward)
def test_convolution_with_padding(drawn):
    return forward_call(*drawn)


@pytest.mark.points("conv2d_forward", 0.375)
@pytest.mark.says(
    es="Paso y relleno van juntos: el paso se cuenta desde la esquina del marco.",
    en="Stride and padding go together: the stride is counted from the corner of the frame.",
)
@FEWER
@given(drawn=convolutions(strides=strides, paddings=paddings))
@example(drawn=STRIDE_AND_FRAME)
@example(drawn=TO_THE_EDGE)
@agrees_with(reference.conv2d_forward)
def test_convolution_with_stride_and_padding(drawn):
    return forward_call(*drawn)


@pytest.mark.points("conv2d_forward", 0.25)
@pytest.mark.says(
    es="El filtro puede ser mayor que la imagen, si cabe en ella con su relleno.",
    en="The kernel may be larger than the image, if it fits into it with its padding.",
)
@given(seed=seeds, stride=integers(1, 2))
@agrees_with(reference.conv2d_forward)
def test_convolution_with_a_kernel_larger_than_the_image(seed, stride):
    shape, kernel, _, padding = LARGER_THAN_THE_IMAGE
    return forward_call(shape, kernel, stride, padding, seed)


@pytest.mark.points("conv2d_forward", 0.125)
@pytest.mark.says(
    es="`stride` y `padding` se pueden dar por su nombre, los dos o uno solo.",
    en="`stride` and `padding` may be given by name, both or one of them.",
)
@pytest.mark.parametrize("names", [("padding", "stride"), ("stride",), ("padding",)])
def test_convolution_with_named_arguments(student, names):
    named = {name: BY_NAME[name] for name in names}
    x, w, b, _, _ = forward_call(*STRIDE_AND_FRAME)
    assert_agrees(student.conv2d_forward(x, w, b, **named), reference.conv2d_forward(x, w, b, **named))


@pytest.mark.points("conv2d_forward", 0.25)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@FEWER
@given(drawn=convolutions(strides=integers(1, 2), paddings=integers(0, 1)))
@agrees_with(reference.conv2d_forward)
def test_convolution_of_float32(drawn):
    return in_float32(forward_call(*drawn))


@pytest.mark.points("conv2d_forward", 0.25)
@pytest.mark.says(
    es="Los arrays que recibe quedan como estaban, y pueden ser de solo lectura.",
    en="The arrays that it gets are left as they were, and may be read-only.",
)
@pytest.mark.parametrize("padding", [0, 1])
def test_convolution_leaves_its_inputs(student, padding):
    x, w, b, _, _ = forward_call(*PLAIN)
    want = reference.conv2d_forward(x, w, b, 1, padding)
    got = assert_inputs_unchanged(student, "conv2d_forward", x.copy(), w.copy(), b.copy(), 1, padding)
    assert_agrees(got, want)
    assert_agrees(student.conv2d_forward(read_only(x), read_only(w), read_only(b), 1, padding), want)


# conv2d_backward


@pytest.mark.points("conv2d_backward", 0.5)
@pytest.mark.says(
    es="Los tres gradientes, sumados sobre todas las ventanas y todas las imágenes.",
    en="The three gradients, added up over all windows and all images.",
)
@FEWER
@given(drawn=convolutions())
@example(drawn=PLAIN)
@example(drawn=ONE_PIXEL)
@example(drawn=AS_LARGE)
@agrees_with(reference.conv2d_backward)
def test_gradients_of_any_images(drawn):
    return backward_call(*drawn)[:3]


@pytest.mark.points("conv2d_backward", 0.5)
@pytest.mark.says(
    es="Con un paso mayor que 1 cada gradiente llega a su ventana, y los píxeles que ninguna ventana mira reciben 0.",
    en="With a stride above 1 each gradient arrives at its window, and pixels that no window sees get 0.",
)
@FEWER
@given(drawn=convolutions(strides=strides))
@example(drawn=ROWS_LEFT_OVER)
@example(drawn=STEPS_OVER_PIXELS)
@agrees_with(reference.conv2d_backward)
def test_gradients_with_a_stride(drawn):
    return backward_call(*drawn)[:4]


@pytest.mark.points("conv2d_backward", 0.5)
@pytest.mark.says(
    es="Con relleno, dw cuenta con los ceros del marco y dx tiene la forma de x, sin él.",
    en="With padding, dw takes the zeros of the frame into account and dx has the shape of x, without it.",
)
@FEWER
@given(drawn=convolutions(paddings=paddings))
@example(drawn=SAME)
@example(drawn=EVEN_KERNEL)
@example(drawn=WIDE_FRAME)
@example(drawn=LARGER_THAN_THE_IMAGE)
@agrees_with(reference.conv2d_backward)
def test_gradients_with_padding(drawn):
    return backward_call(*drawn)


@pytest.mark.points("conv2d_backward", 0.25)
@pytest.mark.says(
    es="Paso y relleno van juntos: el paso se cuenta desde la esquina del marco.",
    en="Stride and padding go together: the stride is counted from the corner of the frame.",
)
@FEWER
@given(drawn=convolutions(strides=strides, paddings=paddings))
@example(drawn=STRIDE_AND_FRAME)
@example(drawn=TO_THE_EDGE)
@agrees_with(reference.conv2d_backward)
def test_gradients_with_stride_and_padding(drawn):
    return backward_call(*drawn)


# Whoever has one of the three right is paid for it. Without stride and padding, which have checks of their own.


@pytest.mark.points("conv2d_backward", 0.5)
@pytest.mark.says(
    es="dx, el gradiente de las imágenes, que llega a cada píxel desde todas sus ventanas.",
    en="dx, the gradient of the images, which comes to each pixel from all its windows.",
)
@pytest.mark.parametrize("drawn", [PLAIN, AS_LARGE])
def test_the_gradient_of_the_images(student, drawn):
    call = backward_call(*drawn)[:3]
    is_part(student.conv2d_backward(*call), reference.conv2d_backward(*call), 0)


@pytest.mark.points("conv2d_backward", 0.5)
@pytest.mark.says(
    es="dw, el gradiente de los filtros, que suma todas las ventanas.",
    en="dw, the gradient of the kernels, which adds up all windows.",
)
@pytest.mark.parametrize("drawn", [PLAIN, AS_LARGE])
def test_the_gradient_of_the_kernels(student, drawn):
    call = backward_call(*drawn)[:3]
    is_part(student.conv2d_backward(*call), reference.conv2d_backward(*call), 1)


@pytest.mark.points("conv2d_backward", 0.25)
@pytest.mark.says(
    es="db, el gradiente de los sesgos, un número por filtro.",
    en="db, the gradient of the biases, one number per filter.",
)
@pytest.mark.parametrize("drawn", [PLAIN, AS_LARGE])
def test_the_gradient_of_the_biases(student, drawn):
    call = backward_call(*drawn)[:3]
    is_part(student.conv2d_backward(*call), reference.conv2d_backward(*call), 2)


@pytest.mark.points("conv2d_backward", 0.125)
@pytest.mark.says(
    es="`stride` y `padding` se pueden dar por su nombre, los dos o uno solo.",
    en="`stride` and `padding` may be given by name, both or one of them.",
)
@pytest.mark.parametrize("names", [("padding", "stride"), ("stride",), ("padding",)])
def test_gradients_with_named_arguments(student, names):
    named = {name: BY_NAME[name] for name in names}
    shape, kernel, *_ = STRIDE_AND_FRAME
    dy, x, w, _, _ = backward_call(shape, kernel, named.get("stride", 1), named.get("padding", 0))
    assert_agrees(student.conv2d_backward(dy, x, w, **named), reference.conv2d_backward(dy, x, w, **named))


@pytest.mark.points("conv2d_backward", 0.125)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@FEWER
@given(drawn=convolutions(strides=integers(1, 2), paddings=integers(0, 1)))
@agrees_with(reference.conv2d_backward)
def test_gradients_of_float32(drawn):
    return in_float32(backward_call(*drawn))


@pytest.mark.points("conv2d_backward", 0.25)
@pytest.mark.says(
    es="Los arrays que recibe quedan como estaban, y pueden ser de solo lectura.",
    en="The arrays that it gets are left as they were, and may be read-only.",
)
@pytest.mark.parametrize("padding", [0, 1])
def test_gradients_leave_their_inputs(student, padding):
    dy, x, w, _, _ = backward_call(*PLAIN, 1, padding)
    want = reference.conv2d_backward(dy, x, w, 1, padding)
    got = assert_inputs_unchanged(student, "conv2d_backward", dy.copy(), x.copy(), w.copy(), 1, padding)
    assert_agrees(got, want)
    assert_agrees(student.conv2d_backward(read_only(dy), read_only(x), read_only(w), 1, padding), want)


# The calls of the two functions of a pooling layer


@composite
def image_shapes(draw: Any, size: Any) -> tuple[Any, ...]:
    """Draw images into which a window fits, with rows and columns left over as often as not, and the size."""
    size = draw(size)
    height, width = (size + draw(integers(0, size + 1)) for _ in range(2))
    return (draw(few), height, width, draw(few)), size, draw(seeds)


@composite
def whole_windows(draw: Any) -> tuple[Any, ...]:
    """Draw images of nothing but whole windows of 2, and the size."""
    return (draw(few), 2 * draw(few), 2 * draw(few), draw(few)), 2, draw(seeds)


def pooled(shape, size):
    """Give the shape of what comes out of a pooling layer."""
    samples, height, width, channels = shape
    return samples, height // size, width // size, channels


def pool_gradient(shape, size, seed):
    """Fill the output's shape with gradients, none of them 0."""
    gradient = halves(pooled(shape, size), seed, 3)
    return np.where(gradient == 0, 4, gradient)


def tied(shape, seed):
    """Fill a shape with 0, 1 and 2, so that most windows have several largest."""
    return np.random.default_rng(seed).integers(0, 3, shape).astype(np.float64)


other_sizes = sampled_from([3, 1, 4])
ODD_SIDES = ((2, 5, 3, 2), 2, 0)
EVEN_SIDES = ((1, 4, 6, 3), 2, 0)
ONE_WINDOW = ((1, 2, 2, 1), 2, 0)


# max_pool_forward


@pytest.mark.points("max_pool_forward", 0.5)
@pytest.mark.says(
    es="El máximo de cada ventana de 2x2, en cada canal; las ventanas incompletas no cuentan.",
    en="The maximum of each 2x2 window, in each channel; incomplete windows do not count.",
)
@given(drawn=image_shapes(just(2)))
@example(drawn=ODD_SIDES)
@example(drawn=EVEN_SIDES)
@example(drawn=ONE_WINDOW)
@agrees_with(reference.max_pool_forward)
def test_pooling_of_any_images(drawn):
    shape, _, seed = drawn
    return (all_different(shape, seed),)


@pytest.mark.points("max_pool_forward", 0.25)
@pytest.mark.says(
    es="Con otro `size`, las ventanas tienen ese lado y avanzan lo mismo.",
    en="With another `size` the windows have that side and move by as much.",
)
@given(drawn=image_shapes(other_sizes))
@example(drawn=((1, 6, 8, 1), 3, 0))
@example(drawn=((2, 2, 3, 2), 1, 0))
@agrees_with(reference.max_pool_forward)
def test_pooling_with_another_size(drawn):
    shape, size, seed = drawn
    return all_different(shape, seed), size


@pytest.mark.points("max_pool_forward", 0.125)
@pytest.mark.says(
    es="Si todos los números son negativos, el máximo también lo es.",
    en="If all numbers are negative, so is the maximum.",
)
@given(drawn=image_shapes(just(2)))
@example(drawn=ODD_SIDES)
@agrees_with(reference.max_pool_forward)
def test_pooling_of_negative_numbers(drawn):
    shape, _, seed = drawn
    return (all_different(shape, seed) - np.prod(shape),)


@pytest.mark.points("max_pool_forward", 0.125)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(drawn=image_shapes(integers(1, 3)))
@agrees_with(reference.max_pool_forward)
def test_pooling_of_float32(drawn):
    shape, size, seed = drawn
    return halves(shape, seed).astype(np.float32), size


@pytest.mark.points("max_pool_forward", 0.25)
@pytest.mark.says(
    es="El array que recibe queda como estaba y puede ser de solo lectura; `size` se puede dar por su nombre.",
    en="The array that it gets is left as it was and may be read-only; `size` may be given by name.",
)
def test_pooling_leaves_its_input(student):
    x = all_different((2, 5, 4, 2), 0)
    assert_agrees(assert_inputs_unchanged(student, "max_pool_forward", x.copy()), reference.max_pool_forward(x))
    assert_agrees(student.max_pool_forward(read_only(x), size=3), reference.max_pool_forward(x, 3))


# max_pool_backward


@pytest.mark.points("max_pool_backward", 0.5)
@pytest.mark.says(
    es="El mayor número de cada ventana de 2x2 recibe el gradiente; los demás, 0.",
    en="The largest number of each 2x2 window gets the gradient; the others get 0.",
)
@given(drawn=whole_windows())
@example(drawn=EVEN_SIDES)
@example(drawn=ONE_WINDOW)
@agrees_with(reference.max_pool_backward)
def test_gradient_of_whole_windows(drawn):
    shape, size, seed = drawn
    return pool_gradient(shape, size, seed), all_different(shape, seed)


@pytest.mark.points("max_pool_backward", 0.25)
@pytest.mark.says(
    es="Con otro `size`, las ventanas tienen ese lado y avanzan lo mismo.",
    en="With another `size` the windows have that side and move by as much.",
)
@given(drawn=image_shapes(other_sizes))
@example(drawn=((1, 6, 8, 1), 3, 0))
@example(drawn=((2, 2, 3, 2), 1, 0))
@agrees_with(reference.max_pool_backward)
def test_gradient_of_pooling_with_another_size(drawn):
    shape, size, seed = drawn
    return pool_gradient(shape, size, seed), all_different(shape, seed), size


@pytest.mark.points("max_pool_backward", 0.5)
@pytest.mark.says(
    es="De varios números iguales, solo el primero por filas recibe el gradiente.",
    en="Of several equal numbers only the first one row by row gets the gradient.",
)
@given(drawn=image_shapes(integers(2, 3)))
@example(drawn=((1, 4, 4, 2), 2, 0))
@example(drawn=((2, 6, 3, 1), 3, 0))
@agrees_with(reference.max_pool_backward)
def test_gradient_of_equal_numbers(drawn):
    shape, size, seed = drawn
    return pool_gradient(shape, size, seed), tied(shape, seed), size


@pytest.mark.points("max_pool_backward", 0.25)
@pytest.mark.says(
    es="dx tiene la forma de x: las filas y columnas que no están en ninguna ventana reciben 0.",
    en="dx has the shape of x: rows and columns that are in no window get 0.",
)
@given(drawn=whole_windows(), more=sampled_from([(1, 0), (0, 1), (1, 1)]))
@agrees_with(reference.max_pool_backward)
def test_gradient_of_numbers_in_no_window(drawn, more):
    (samples, height, width, channels), size, seed = drawn
    shape = (samples, height + more[0], width + more[1], channels)
    return pool_gradient(shape, size, seed), all_different(shape, seed)


@pytest.mark.points("max_pool_backward", 0.125)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(drawn=image_shapes(integers(1, 3)))
@agrees_with(reference.max_pool_backward)
def test_gradient_of_pooling_of_float32(drawn):
    shape, size, seed = drawn
    return pool_gradient(shape, size, seed).astype(np.float32), all_different(shape, seed).astype(np.float32), size


@pytest.mark.points("max_pool_backward", 0.125)
@pytest.mark.says(
    es="Los arrays que recibe quedan como estaban y pueden ser de solo lectura; `size` se puede dar por su nombre.",
    en="The arrays that it gets are left as they were and may be read-only; `size` may be given by name.",
)
def test_gradient_of_pooling_leaves_its_inputs(student):
    shape = (2, 6, 4, 2)
    x, dy = all_different(shape, 0), pool_gradient(shape, 2, 0)
    want = reference.max_pool_backward(dy, x)
    assert_agrees(assert_inputs_unchanged(student, "max_pool_backward", dy.copy(), x.copy()), want)
    assert_agrees(student.max_pool_backward(read_only(dy), read_only(x), size=2), want)


# flatten


@pytest.mark.points("flatten", 0.25)
@pytest.mark.says(
    es="Una fila por imagen, con los canales de cada píxel seguidos, en orden por filas.",
    en="One row per image, the channels of each pixel side by side, in row-major order.",
)
@given(shape=sampled_from([(n, h, w, c) for n in (1, 2, 3) for h in (1, 2, 3) for w in (1, 2, 4) for c in (1, 2, 3)]))
@example(shape=(2, 1, 2, 2))
@example(shape=(3, 2, 4, 3))
@agrees_with(reference.flatten)
def test_flatten_of_any_images(shape):
    return (all_different(shape, 0),)


@pytest.mark.points("flatten", 0.125)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(shape=sampled_from([(2, 2, 3, 2), (1, 2, 2, 3), (3, 1, 1, 2)]))
@agrees_with(reference.flatten)
def test_flatten_of_float32(shape):
    return (all_different(shape, 1).astype(np.float32),)


@pytest.mark.points("flatten", 0.125)
@pytest.mark.says(
    es="El array que recibe queda como estaba, y puede ser de solo lectura.",
    en="The array that it gets is left as it was, and may be read-only.",
)
def test_flatten_leaves_its_input(student):
    x = all_different((2, 3, 2, 2), 0)
    assert_agrees(assert_inputs_unchanged(student, "flatten", x.copy()), reference.flatten(x))
    assert_agrees(student.flatten(read_only(x)), reference.flatten(x))
