"""Hidden checks of exercise 04: activations.

Numbers are drawn as multiples of 1/64 within 8 of 0, which float32 holds exactly, and 0 itself is drawn often. Beyond
that stands only 1000 on either side, in float64: there an exponential overflows in either type, and a way out that fits
float64 (clipping at 500) may not fit float32. Silence is asked of `sigmoid` alone, and in float64 alone.
"""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis.extra.numpy import array_shapes, arrays
from hypothesis.strategies import SearchStrategy, integers, just, nothing, one_of, sampled_from

from cnn_reference import activations as reference
from cnn_reference.misconceptions import activations as misconceptions
from gradiente.checking import agrees_with, assert_agrees, assert_inputs_unchanged, assert_silent, read_only

MISCONCEPTIONS = misconceptions.MISCONCEPTIONS

sixty_fourths = integers(-512, 512).map(lambda n: n / 64)
numbers = one_of(sixty_fourths, sampled_from([0.0, 1.0, -1.0, 0.5, -0.5]))
large_numbers = one_of(sampled_from([-1000.0, 1000.0]), sampled_from([-1000.0, 1000.0, 0.0, -2.0, 2.0]))
slopes = sampled_from([0.25, 0.5, 0.125, 0.01, 0.2, 0.75])


def filled(shapes, elements=numbers, dtype=np.float64) -> SearchStrategy[np.ndarray]:
    """Draw an array of a drawn shape, every element by itself."""
    return arrays(dtype, shapes, elements=elements, fill=nothing())


any_shape = filled(array_shapes(min_dims=1, max_dims=4, max_side=3))
no_axes = filled(just(()))
of_float32 = filled(array_shapes(min_dims=1, max_dims=2, max_side=4), dtype=np.float32)
large = filled(array_shapes(min_dims=1, max_dims=2, max_side=3), elements=large_numbers)
with_zeros = filled(array_shapes(min_dims=1, max_dims=2, max_side=3), elements=sampled_from([0.0, 0.0, 1.5, -1.5]))

ROW = np.array([-2.0, -0.5, 0.0, 0.5, 2.0])
BOX = np.array([[[[0.25, -3.0]], [[2.0, -0.125]]], [[[-1.0, 0.5]], [[0.0, -4.0]]]])  # (2, 2, 1, 2)
BEYOND_EXP = np.array([[-1000.0, 0.5], [1000.0, -2.0]])
TINY = 2.0**-10


def leaves(student, function, *others):
    """Check that a function leaves z as it is, and that it need not be able to write into it."""
    for z in (np.array([0.5, -2.0, 0.0, 3.0]), np.array([[-0.25, 1.0], [-4.0, 0.75]]), np.array(-1.5)):
        want = getattr(reference, function)(z, *others)
        assert_agrees(assert_inputs_unchanged(student, function, z.copy(), *others), want)
        assert_agrees(getattr(student, function)(read_only(z), *others), want)


# sigmoid


@pytest.mark.points("sigmoid", 0.6)
@pytest.mark.says(
    es="Cada elemento pasa a ser 1 / (1 + exp(-z)), en un array de la misma forma, tenga los ejes que tenga.",
    en="Every element becomes 1 / (1 + exp(-z)), in an array of the same shape, however many axes it has.",
)
@given(z=any_shape)
@example(z=ROW)
@example(z=BOX)
@agrees_with(reference.sigmoid)
def test_sigmoid_of_any_shape(z):
    return (z,)


@pytest.mark.points("sigmoid", 0.2)
@pytest.mark.says(es="Acepta un array de 0 ejes.", en="It takes an array of 0 axes.")
@given(z=no_axes)
@example(z=np.array(-2.0))
@agrees_with(reference.sigmoid)
def test_sigmoid_of_no_axes(z):
    return (z,)


@pytest.mark.points("sigmoid", 0.2)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(z=of_float32)
@example(z=ROW.astype(np.float32))
@agrees_with(reference.sigmoid)
def test_sigmoid_of_float32(z):
    return (z,)


@pytest.mark.points("sigmoid", 0.4)
@pytest.mark.says(
    es="En 1000 vale 1 y en -1000 vale 0, también al lado de números pequeños.",
    en="At 1000 it is 1 and at -1000 it is 0, beside small numbers too.",
)
@given(z=large)
@example(z=np.array([-1000.0]))
@example(z=np.array([1000.0]))
@example(z=BEYOND_EXP)
@agrees_with(reference.sigmoid)
def test_sigmoid_of_large_numbers(z):
    return (z,)


@pytest.mark.points("sigmoid", 0.4)
@pytest.mark.says(
    es="En 1000 y -1000 no da ningún aviso con la configuración de errores que NumPy trae por defecto.",
    en="At 1000 and -1000 it gives no warning under NumPy's default error settings.",
)
def test_sigmoid_of_large_numbers_is_silent(student):
    for z in (np.array([-1000.0, 1000.0]), BEYOND_EXP, np.array(-1000.0), np.array(1000.0)):
        assert_agrees(assert_silent(student, "sigmoid", z.copy()), reference.sigmoid(z))


@pytest.mark.points("sigmoid", 0.2)
@pytest.mark.says(
    es="El array que recibe queda como estaba, y puede ser de solo lectura.",
    en="The array that it gets is left as it was, and may be read-only.",
)
def test_sigmoid_leaves_its_input(student):
    leaves(student, "sigmoid")


# sigmoid_derivative


@pytest.mark.points("sigmoid_derivative", 0.6)
@pytest.mark.says(
    es="Es la pendiente de la sigmoide en cada z, el valor antes de la activación, con la misma forma.",
    en="It is the slope of the sigmoid at every z, the value before the activation, in the same shape.",
)
@given(z=any_shape)
@example(z=ROW)
@example(z=BOX)
@agrees_with(reference.sigmoid_derivative)
def test_sigmoid_derivative_of_any_shape(z):
    return (z,)


@pytest.mark.points("sigmoid_derivative", 0.2)
@pytest.mark.says(es="Acepta un array de 0 ejes.", en="It takes an array of 0 axes.")
@given(z=no_axes)
@example(z=np.array(-2.0))
@agrees_with(reference.sigmoid_derivative)
def test_sigmoid_derivative_of_no_axes(z):
    return (z,)


@pytest.mark.points("sigmoid_derivative", 0.2)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(z=of_float32)
@example(z=ROW.astype(np.float32))
@agrees_with(reference.sigmoid_derivative)
def test_sigmoid_derivative_of_float32(z):
    return (z,)


@pytest.mark.points("sigmoid_derivative", 0.3)
@pytest.mark.says(es="En 1000 y en -1000 vale 0, no nan.", en="At 1000 and at -1000 it is 0, not nan.")
@given(z=large)
@example(z=np.array([-1000.0]))
@example(z=np.array([1000.0]))
@example(z=BEYOND_EXP)
@agrees_with(reference.sigmoid_derivative)
def test_sigmoid_derivative_of_large_numbers(z):
    return (z,)


@pytest.mark.points("sigmoid_derivative", 0.2)
@pytest.mark.says(
    es="El array que recibe queda como estaba, y puede ser de solo lectura.",
    en="The array that it gets is left as it was, and may be read-only.",
)
def test_sigmoid_derivative_leaves_its_input(student):
    leaves(student, "sigmoid_derivative")


# tanh


@pytest.mark.points("tanh", 0.4)
@pytest.mark.says(
    es="Cada elemento pasa a ser su tangente hiperbólica, en un array de la misma forma.",
    en="Every element becomes its hyperbolic tangent, in an array of the same shape.",
)
@given(z=any_shape)
@example(z=ROW)
@example(z=BOX)
@agrees_with(reference.tanh)
def test_tanh_of_any_shape(z):
    return (z,)


@pytest.mark.points("tanh", 0.1)
@pytest.mark.says(es="Acepta un array de 0 ejes.", en="It takes an array of 0 axes.")
@given(z=no_axes)
@example(z=np.array(-2.0))
@agrees_with(reference.tanh)
def test_tanh_of_no_axes(z):
    return (z,)


@pytest.mark.points("tanh", 0.1)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(z=of_float32)
@example(z=ROW.astype(np.float32))
@agrees_with(reference.tanh)
def test_tanh_of_float32(z):
    return (z,)


@pytest.mark.points("tanh", 0.3)
@pytest.mark.says(es="En 1000 vale 1 y en -1000 vale -1, no nan.", en="At 1000 it is 1 and at -1000 it is -1, not nan.")
@given(z=large)
@example(z=np.array([-1000.0]))
@example(z=np.array([1000.0]))
@example(z=BEYOND_EXP)
@agrees_with(reference.tanh)
def test_tanh_of_large_numbers(z):
    return (z,)


@pytest.mark.points("tanh", 0.1)
@pytest.mark.says(
    es="El array que recibe queda como estaba, y puede ser de solo lectura.",
    en="The array that it gets is left as it was, and may be read-only.",
)
def test_tanh_leaves_its_input(student):
    leaves(student, "tanh")


# tanh_derivative


@pytest.mark.points("tanh_derivative", 0.6)
@pytest.mark.says(
    es="Es la pendiente de tanh en cada z, el valor antes de la activación, con la misma forma.",
    en="It is the slope of tanh at every z, the value before the activation, in the same shape.",
)
@given(z=any_shape)
@example(z=ROW)
@example(z=BOX)
@agrees_with(reference.tanh_derivative)
def test_tanh_derivative_of_any_shape(z):
    return (z,)


@pytest.mark.points("tanh_derivative", 0.2)
@pytest.mark.says(es="Acepta un array de 0 ejes.", en="It takes an array of 0 axes.")
@given(z=no_axes)
@example(z=np.array(-2.0))
@agrees_with(reference.tanh_derivative)
def test_tanh_derivative_of_no_axes(z):
    return (z,)


@pytest.mark.points("tanh_derivative", 0.2)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(z=of_float32)
@example(z=ROW.astype(np.float32))
@agrees_with(reference.tanh_derivative)
def test_tanh_derivative_of_float32(z):
    return (z,)


@pytest.mark.points("tanh_derivative", 0.3)
@pytest.mark.says(es="En 1000 y en -1000 vale 0, no nan.", en="At 1000 and at -1000 it is 0, not nan.")
@given(z=large)
@example(z=np.array([-1000.0]))
@example(z=np.array([1000.0]))
@example(z=BEYOND_EXP)
@agrees_with(reference.tanh_derivative)
def test_tanh_derivative_of_large_numbers(z):
    return (z,)


@pytest.mark.points("tanh_derivative", 0.2)
@pytest.mark.says(
    es="El array que recibe queda como estaba, y puede ser de solo lectura.",
    en="The array that it gets is left as it was, and may be read-only.",
)
def test_tanh_derivative_leaves_its_input(student):
    leaves(student, "tanh_derivative")


# relu


@pytest.mark.points("relu", 0.5)
@pytest.mark.says(
    es="Lo positivo queda igual y lo demás pasa a ser 0, elemento a elemento y con la misma forma.",
    en="What is positive stays and the rest becomes 0, element by element and in the same shape.",
)
@given(z=one_of(any_shape, large))
@example(z=ROW)
@example(z=BOX)
@agrees_with(reference.relu)
def test_relu_of_any_shape(z):
    return (z,)


@pytest.mark.points("relu", 0.15)
@pytest.mark.says(es="Acepta un array de 0 ejes.", en="It takes an array of 0 axes.")
@given(z=no_axes)
@example(z=np.array(-2.0))
@agrees_with(reference.relu)
def test_relu_of_no_axes(z):
    return (z,)


@pytest.mark.points("relu", 0.15)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(z=of_float32)
@example(z=ROW.astype(np.float32))
@agrees_with(reference.relu)
def test_relu_of_float32(z):
    return (z,)


@pytest.mark.points("relu", 0.2)
@pytest.mark.says(
    es="El array que recibe queda como estaba, y puede ser de solo lectura.",
    en="The array that it gets is left as it was, and may be read-only.",
)
def test_relu_leaves_its_input(student):
    leaves(student, "relu")


# relu_derivative


@pytest.mark.points("relu_derivative", 0.4)
@pytest.mark.says(
    es="Es 1 donde z es positivo y 0 donde es negativo: números, en la forma de z.",
    en="It is 1 where z is positive and 0 where it is negative: numbers, in the shape of z.",
)
@given(z=one_of(any_shape, large))
@example(z=np.array([-2.0, -TINY, TINY, 2.0]))
@example(z=BOX)
@agrees_with(reference.relu_derivative)
def test_relu_derivative_of_any_shape(z):
    return (z,)


@pytest.mark.points("relu_derivative", 0.2)
@pytest.mark.says(es="En z = 0 es 0.", en="At z = 0 it is 0.")
@given(z=with_zeros)
@example(z=np.array([0.0]))
@example(z=ROW)
@agrees_with(reference.relu_derivative)
def test_relu_derivative_at_zero(z):
    return (z,)


@pytest.mark.points("relu_derivative", 0.1)
@pytest.mark.says(es="Acepta un array de 0 ejes.", en="It takes an array of 0 axes.")
@given(z=no_axes)
@example(z=np.array(-2.0))
@agrees_with(reference.relu_derivative)
def test_relu_derivative_of_no_axes(z):
    return (z,)


@pytest.mark.points("relu_derivative", 0.1)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(z=of_float32)
@example(z=ROW.astype(np.float32))
@agrees_with(reference.relu_derivative)
def test_relu_derivative_of_float32(z):
    return (z,)


@pytest.mark.points("relu_derivative", 0.2)
@pytest.mark.says(
    es="El array que recibe queda como estaba, y puede ser de solo lectura.",
    en="The array that it gets is left as it was, and may be read-only.",
)
def test_relu_derivative_leaves_its_input(student):
    leaves(student, "relu_derivative")


# leaky_relu


@pytest.mark.points("leaky_relu", 0.2)
@pytest.mark.says(
    es="Si no se da la pendiente, lo negativo se multiplica por 0.01 y lo positivo queda igual.",
    en="If no slope is given, what is negative is multiplied by 0.01 and what is positive stays.",
)
@given(z=one_of(any_shape, large))
@example(z=ROW)
@example(z=BOX)
@agrees_with(reference.leaky_relu)
def test_leaky_relu_of_the_usual_slope(z):
    return (z,)


@pytest.mark.points("leaky_relu", 0.3)
@pytest.mark.says(
    es="Con otra pendiente se usa esa, en el lado negativo y con cualquier forma.",
    en="Another slope is used as given, on the negative side and for any shape.",
)
@given(z=any_shape, slope=slopes)
@example(z=ROW, slope=0.25)
@example(z=BOX, slope=0.5)
@agrees_with(reference.leaky_relu)
def test_leaky_relu_of_any_slope(z, slope):
    return z, slope


@pytest.mark.points("leaky_relu", 0.1)
@pytest.mark.says(es="Con pendiente 0 es la ReLU.", en="With slope 0 it is ReLU.")
@given(z=any_shape)
@example(z=ROW)
@agrees_with(reference.leaky_relu)
def test_leaky_relu_of_slope_zero(z):
    return z, 0.0


@pytest.mark.points("leaky_relu", 0.1)
@pytest.mark.says(es="Acepta un array de 0 ejes.", en="It takes an array of 0 axes.")
@given(z=no_axes, slope=slopes)
@example(z=np.array(-2.0), slope=0.25)
@agrees_with(reference.leaky_relu)
def test_leaky_relu_of_no_axes(z, slope):
    return z, slope


@pytest.mark.points("leaky_relu", 0.1)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(z=of_float32, slope=slopes)
@example(z=ROW.astype(np.float32), slope=0.25)
@agrees_with(reference.leaky_relu)
def test_leaky_relu_of_float32(z, slope):
    return z, slope


@pytest.mark.points("leaky_relu", 0.2)
@pytest.mark.says(
    es="El array que recibe queda como estaba, y puede ser de solo lectura.",
    en="The array that it gets is left as it was, and may be read-only.",
)
def test_leaky_relu_leaves_its_input(student):
    leaves(student, "leaky_relu", 0.25)


# leaky_relu_derivative


@pytest.mark.points("leaky_relu_derivative", 0.1)
@pytest.mark.says(
    es="Si no se da la pendiente, es 0.01 donde z es negativo y 1 donde es positivo.",
    en="If no slope is given, it is 0.01 where z is negative and 1 where it is positive.",
)
@given(z=one_of(any_shape, large))
@example(z=np.array([-2.0, -TINY, TINY, 2.0]))
@example(z=BOX)
@agrees_with(reference.leaky_relu_derivative)
def test_leaky_relu_derivative_of_the_usual_slope(z):
    return (z,)


@pytest.mark.points("leaky_relu_derivative", 0.25)
@pytest.mark.says(
    es="Con otra pendiente es esa donde z es negativo, y 1 donde es positivo, con cualquier forma.",
    en="With another slope it is that one where z is negative, and 1 where it is positive, for any shape.",
)
@given(z=any_shape, slope=slopes)
@example(z=np.array([-2.0, -TINY, TINY, 2.0]), slope=0.25)
@example(z=BOX, slope=0.5)
@agrees_with(reference.leaky_relu_derivative)
def test_leaky_relu_derivative_of_any_slope(z, slope):
    return z, slope


@pytest.mark.points("leaky_relu_derivative", 0.2)
@pytest.mark.says(es="En z = 0 es la pendiente del lado negativo.", en="At z = 0 it is the slope of the negative side.")
@given(z=with_zeros, slope=slopes)
@example(z=np.array([0.0]), slope=0.25)
@example(z=ROW, slope=0.5)
@agrees_with(reference.leaky_relu_derivative)
def test_leaky_relu_derivative_at_zero(z, slope):
    return z, slope


@pytest.mark.points("leaky_relu_derivative", 0.1)
@pytest.mark.says(es="Con pendiente 0 es la de la ReLU.", en="With slope 0 it is that of ReLU.")
@given(z=any_shape)
@example(z=ROW)
@agrees_with(reference.leaky_relu_derivative)
def test_leaky_relu_derivative_of_slope_zero(z):
    return z, 0.0


@pytest.mark.points("leaky_relu_derivative", 0.1)
@pytest.mark.says(es="Acepta un array de 0 ejes.", en="It takes an array of 0 axes.")
@given(z=no_axes, slope=slopes)
@example(z=np.array(-2.0), slope=0.25)
@agrees_with(reference.leaky_relu_derivative)
def test_leaky_relu_derivative_of_no_axes(z, slope):
    return z, slope


@pytest.mark.points("leaky_relu_derivative", 0.1)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(z=of_float32, slope=slopes)
@example(z=ROW.astype(np.float32), slope=0.25)
@agrees_with(reference.leaky_relu_derivative)
def test_leaky_relu_derivative_of_float32(z, slope):
    return z, slope


@pytest.mark.points("leaky_relu_derivative", 0.15)
@pytest.mark.says(
    es="El array que recibe queda como estaba, y puede ser de solo lectura.",
    en="The array that it gets is left as it was, and may be read-only.",
)
def test_leaky_relu_derivative_leaves_its_input(student):
    leaves(student, "leaky_relu_derivative", 0.25)
