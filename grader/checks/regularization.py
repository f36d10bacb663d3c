"""Hidden checks of exercise 07: regularization.

Numbers are multiples of 1/8 up to 4, and strengths and rates multiples of 1/8 too, which float32 holds exactly. In the
gradient of ridge regression large terms may cancel; there the number of samples is a power of two, so that float32
makes no error at all.
"""

from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis.extra.numpy import array_shapes, arrays
from hypothesis.strategies import SearchStrategy, composite, integers, lists, nothing, one_of, sampled_from

import cnn_reference.misconceptions.regularization as misconceptions
import cnn_reference.regularization as reference
from gradiente.checking import agrees_with, assert_agrees, assert_inputs_unchanged, read_only

MISCONCEPTIONS = misconceptions.MISCONCEPTIONS

eighths = integers(-32, 32).map(lambda n: n / 8)
STRENGTHS = sampled_from([0.5, 1.0, 0.25, 1.5, 0.75, 2.0])
RATES = sampled_from([0.5, 0.25, 0.125])
BOXES = array_shapes(min_dims=1, max_dims=4, min_side=1, max_side=3)


@cache
def numbers(shape: Any, dtype: Any = np.float64) -> SearchStrategy[np.ndarray]:
    return arrays(dtype, shape, elements=eighths, fill=nothing())


def layers(shapes: Any = BOXES, dtype: Any = np.float64, most: int = 3) -> SearchStrategy[list[np.ndarray]]:
    return lists(numbers(shapes, dtype), min_size=1, max_size=most)


@composite
def regressions(draw: Any, dtype: Any = np.float64, biases: Any = eighths) -> tuple[Any, ...]:
    """The arguments x, y, w and b of a regression of 1, 2 or 4 samples."""
    n, d = draw(sampled_from([2, 1, 4])), draw(integers(1, 4))
    return draw(numbers((n, d), dtype)), draw(numbers(n, dtype)), draw(numbers(d, dtype)), draw(biases)


TWO_LAYERS = [np.array([[3.0, -4.0]]), np.array([1.0, 2.0])]
TWO_SAMPLES = (np.array([[1.0], [2.0]]), np.array([0.0, 4.0]), np.array([1.0]), 1.0)
THREE_SAMPLES = (
    np.array([[1.0, -2.0], [0.5, 0.0], [-1.5, 3.0]]),
    np.array([0.5, -1.0, 2.0]),
    np.array([2.0, -0.5]),
    -1.25,
)
FORMS_OF_B = one_of(integers(-3, 3), eighths.map(np.array), eighths.map(np.float32), eighths.map(np.float64))


# l2_penalty


@pytest.mark.points("l2_penalty", 1.0)
@pytest.mark.says(
    es="La penalización es strength / 2 por la suma de todos los cuadrados, de todos los arrays de la lista.",
    en="The penalty is strength / 2 times the sum of all squares, of all arrays of the list.",
)
@given(weights=layers(), strength=STRENGTHS)
@example(weights=TWO_LAYERS, strength=0.5)
@example(weights=[np.array([[2.0]])], strength=1.0)
@example(weights=[np.array([[0.5, -0.25], [3.0, 1.0]])], strength=1.0)
@agrees_with(reference.l2_penalty)
def test_penalty_on_any_layers(weights, strength):
    return weights, strength


@pytest.mark.points("l2_penalty", 0.25)
@pytest.mark.says(es="Los vectores también se penalizan.", en="Vectors are penalised too.")
@given(weights=layers(integers(1, 5)), strength=STRENGTHS)
@example(weights=[np.array([3.0, 4.0])], strength=1.0)
@agrees_with(reference.l2_penalty)
def test_penalty_on_vectors(weights, strength):
    return weights, strength


@pytest.mark.points("l2_penalty", 0.25)
@pytest.mark.says(
    es="weights puede ser una tupla, y los arrays, float32.",
    en="weights may be a tuple, and the arrays float32.",
)
@given(weights=layers(dtype=np.float32).map(tuple), strength=STRENGTHS)
@agrees_with(reference.l2_penalty)
def test_penalty_on_a_tuple_of_float32(weights, strength):
    return weights, strength


@pytest.mark.points("l2_penalty", 0.25)
@pytest.mark.says(es="Con intensidad 0 la penalización es 0.", en="With strength 0 the penalty is 0.")
@given(weights=layers(most=2), strength=sampled_from([0.0, 0]))
@agrees_with(reference.l2_penalty)
def test_penalty_of_no_strength(weights, strength):
    return weights, strength


@pytest.mark.points("l2_penalty", 0.25)
@pytest.mark.says(
    es="Los pesos quedan como estaban, y pueden ser de solo lectura.",
    en="The weights are left as they were, and may be read-only.",
)
def test_penalty_leaves_the_weights(student):
    weights = [np.array([[1.5, -2.0], [0.25, 3.0]]), np.array([0.5, -1.0])]
    want = reference.l2_penalty(weights, 0.5)
    assert_agrees(assert_inputs_unchanged(student, "l2_penalty", weights, 0.5), want)
    assert_agrees(student.l2_penalty([read_only(w) for w in weights], 0.5), want)


# l2_gradient


@pytest.mark.points("l2_gradient", 0.75)
@pytest.mark.says(
    es="Para cada array sale otro de su forma, con la derivada de la penalización respecto a cada peso.",
    en="For each array comes another of its shape, with the derivative of the penalty with respect to each weight.",
)
@given(weights=layers(), strength=one_of(STRENGTHS, sampled_from([0.0])))
@example(weights=TWO_LAYERS, strength=0.5)
@example(weights=[np.array([[3.0]])], strength=1.0)
@example(weights=[np.array([[0.5, 0.0], [-3.0, 1.0]])], strength=1.0)
@agrees_with(reference.l2_gradient)
def test_gradient_of_any_layers(weights, strength):
    return weights, strength


@pytest.mark.points("l2_gradient", 0.25)
@pytest.mark.says(es="Los vectores también tienen su gradiente.", en="Vectors have their gradient too.")
@given(weights=layers(integers(1, 5)), strength=STRENGTHS)
@example(weights=[np.array([3.0, 4.0])], strength=1.0)
@agrees_with(reference.l2_gradient)
def test_gradient_of_vectors(weights, strength):
    return weights, strength


@pytest.mark.points("l2_gradient", 0.25)
@pytest.mark.says(
    es="weights puede ser una tupla, y los arrays, float32.",
    en="weights may be a tuple, and the arrays float32.",
)
@given(weights=layers(dtype=np.float32).map(tuple), strength=STRENGTHS)
@agrees_with(reference.l2_gradient)
def test_gradient_of_a_tuple_of_float32(weights, strength):
    return weights, strength


@pytest.mark.points("l2_gradient", 0.25)
@pytest.mark.says(
    es="Los pesos quedan como estaban, y pueden ser de solo lectura.",
    en="The weights are left as they were, and may be read-only.",
)
def test_gradient_leaves_the_weights(student):
    weights = [np.array([[1.5, -2.0], [0.25, 3.0]]), np.array([0.5, -1.0])]
    want = reference.l2_gradient(weights, 0.5)
    assert_agrees(assert_inputs_unchanged(student, "l2_gradient", weights, 0.5), want)
    assert_agrees(student.l2_gradient([read_only(w) for w in weights], 0.5), want)


# ridge_loss


@pytest.mark.points("ridge_loss", 1.0)
@pytest.mark.says(
    es="El coste es el error cuadrático medio de x @ w + b más la penalización de w, también con una sola muestra.",
    en="The loss is the mean squared error of x @ w + b plus the penalty on w, for a single sample too.",
)
@given(data=regressions(), strength=STRENGTHS)
@example(data=TWO_SAMPLES, strength=0.5)
@example(data=THREE_SAMPLES, strength=1.0)
@example(data=(np.array([[2.0, 1.0]]), np.array([1.0]), np.array([1.0, -2.0]), 0.5), strength=1.0)
@agrees_with(reference.ridge_loss)
def test_loss_of_any_regression(data, strength):
    return *data, strength


@pytest.mark.points("ridge_loss", 0.25)
@pytest.mark.says(
    es="El sesgo no se penaliza, por grande que sea.",
    en="The bias is not penalised, however large it is.",
)
@given(data=regressions(biases=integers(8, 40).map(float)), strength=STRENGTHS)
@example(data=(np.zeros((2, 1)), np.array([3.0, 3.0]), np.array([0.0]), 3.0), strength=1.0)
@agrees_with(reference.ridge_loss)
def test_loss_of_a_large_bias(data, strength):
    return *data, strength


@pytest.mark.points("ridge_loss", 0.25)
@pytest.mark.says(
    es="Con intensidad 0 queda el error cuadrático medio.",
    en="With strength 0 the mean squared error is left.",
)
@given(data=regressions(), strength=sampled_from([0.0, 0]))
@agrees_with(reference.ridge_loss)
def test_loss_of_no_strength(data, strength):
    return *data, strength


@pytest.mark.points("ridge_loss", 0.25)
@pytest.mark.says(
    es="Los arrays pueden ser float32, y b un entero, un número de NumPy o un array de 0 ejes.",
    en="The arrays may be float32, and b an integer, a NumPy number or a 0-d array.",
)
@given(data=regressions(dtype=sampled_from([np.float32, np.float64]), biases=FORMS_OF_B), strength=STRENGTHS)
@agrees_with(reference.ridge_loss)
def test_loss_of_other_types(data, strength):
    return *data, strength


@pytest.mark.points("ridge_loss", 0.25)
@pytest.mark.says(
    es="x, y y w quedan como estaban, y pueden ser de solo lectura.",
    en="x, y and w are left as they were, and may be read-only.",
)
def test_loss_leaves_its_inputs(student):
    x, y, w, b = THREE_SAMPLES
    want = reference.ridge_loss(x, y, w, b, 0.5)
    assert_agrees(assert_inputs_unchanged(student, "ridge_loss", x.copy(), y.copy(), w.copy(), b, 0.5), want)
    assert_agrees(student.ridge_loss(read_only(x), read_only(y), read_only(w), b, 0.5), want)


# ridge_gradient


@pytest.mark.points("ridge_gradient", 1.25)
@pytest.mark.says(
    es="dw y db son las derivadas del coste respecto a los pesos y al sesgo, también con una sola muestra.",
    en="dw and db are the derivatives of the loss with respect to weights and bias, for a single sample too.",
)
@given(data=regressions(), strength=STRENGTHS)
@example(data=TWO_SAMPLES, strength=0.5)
@example(data=THREE_SAMPLES, strength=1.0)
@example(data=(np.array([[2.0, 1.0]]), np.array([1.0]), np.array([1.0, -2.0]), 0.5), strength=1.0)
@agrees_with(reference.ridge_gradient)
def test_gradient_of_any_regression(data, strength):
    return *data, strength


@pytest.mark.points("ridge_gradient", 0.5)
@pytest.mark.says(
    es="Donde el error es 0, dw es el gradiente de la penalización y db es 0, por grande que sea el sesgo.",
    en="Where the error is 0, dw is the gradient of the penalty and db is 0, however large the bias is.",
)
@given(data=regressions(biases=integers(8, 40).map(float)), strength=STRENGTHS)
@agrees_with(reference.ridge_gradient)
def test_gradient_of_a_perfect_fit(data, strength):
    x, _, w, b = data
    return x, x @ w + b, w, b, strength


@pytest.mark.points("ridge_gradient", 0.25)
@pytest.mark.says(
    es="Con intensidad 0 queda el gradiente del error cuadrático medio.",
    en="With strength 0 the gradient of the mean squared error is left.",
)
@given(data=regressions(), strength=sampled_from([0.0, 0]))
@agrees_with(reference.ridge_gradient)
def test_gradient_of_no_strength(data, strength):
    return *data, strength


@pytest.mark.points("ridge_gradient", 0.25)
@pytest.mark.says(
    es="Los arrays pueden ser float32, y b un entero, un número de NumPy o un array de 0 ejes.",
    en="The arrays may be float32, and b an integer, a NumPy number or a 0-d array.",
)
@given(data=regressions(dtype=sampled_from([np.float32, np.float64]), biases=FORMS_OF_B), strength=STRENGTHS)
@agrees_with(reference.ridge_gradient)
def test_gradient_of_other_types(data, strength):
    return *data, strength


@pytest.mark.points("ridge_gradient", 0.25)
@pytest.mark.says(
    es="x, y y w quedan como estaban, y pueden ser de solo lectura.",
    en="x, y and w are left as they were, and may be read-only.",
)
def test_gradient_leaves_its_inputs(student):
    x, y, w, b = THREE_SAMPLES
    want = reference.ridge_gradient(x, y, w, b, 0.5)
    assert_agrees(assert_inputs_unchanged(student, "ridge_gradient", x.copy(), y.copy(), w.copy(), b, 0.5), want)
    assert_agrees(student.ridge_gradient(read_only(x), read_only(y), read_only(w), b, 0.5), want)


# weight_decay_step


@composite
def steps(draw: Any, shapes: Any, dtype: Any = np.float64) -> tuple[np.ndarray, np.ndarray]:
    """The arguments w and gradient, of one shape."""
    shape = draw(shapes)
    return draw(numbers(shape, dtype)), draw(numbers(shape, dtype))


VECTORS = integers(1, 5)


@pytest.mark.points("weight_decay_step", 0.75)
@pytest.mark.says(
    es="El paso encoge los pesos y resta learning_rate por el gradiente del coste.",
    en="The step shrinks the weights and subtracts learning_rate times the gradient of the loss.",
)
@given(call=steps(VECTORS), learning_rate=RATES, strength=STRENGTHS)
@example(call=(np.array([2.0, -4.0]), np.array([1.0, 0.0])), learning_rate=0.5, strength=0.5)
@example(call=(np.array([2.0]), np.array([2.0])), learning_rate=0.5, strength=0.5)
@example(call=(np.array([2.0, 0.0, -3.0]), np.array([2.0, 1.0, 0.5])), learning_rate=0.25, strength=1.0)
@agrees_with(reference.weight_decay_step)
def test_step_of_any_vector(call, learning_rate, strength):
    return *call, learning_rate, strength


@pytest.mark.points("weight_decay_step", 0.5)
@pytest.mark.says(
    es="Los pesos pueden tener cualquier forma, y ser float32.",
    en="The weights may have any shape, and be float32.",
)
@given(call=steps(BOXES, sampled_from([np.float64, np.float32])), learning_rate=RATES, strength=STRENGTHS)
@agrees_with(reference.weight_decay_step)
def test_step_of_any_shape(call, learning_rate, strength):
    return *call, learning_rate, strength


@pytest.mark.points("weight_decay_step", 0.25)
@pytest.mark.says(
    es="Sin gradiente, los pesos solo se encogen, con un factor que depende de las dos constantes.",
    en="Without a gradient the weights do nothing but shrink, by a factor that depends on both constants.",
)
@given(w=numbers(VECTORS), learning_rate=RATES, strength=STRENGTHS)
@example(w=np.array([2.0]), learning_rate=0.5, strength=0.5)
@agrees_with(reference.weight_decay_step)
def test_step_of_no_gradient(w, learning_rate, strength):
    return w, np.zeros_like(w), learning_rate, strength


@pytest.mark.points("weight_decay_step", 0.25)
@pytest.mark.says(
    es="Con intensidad 0 es un paso de descenso por gradiente.",
    en="With strength 0 it is a step of gradient descent.",
)
@given(call=steps(VECTORS), learning_rate=RATES, strength=sampled_from([0.0, 0]))
@agrees_with(reference.weight_decay_step)
def test_step_of_no_strength(call, learning_rate, strength):
    return *call, learning_rate, strength


@pytest.mark.points("weight_decay_step", 0.25)
@pytest.mark.says(
    es="w y gradient quedan como estaban, y pueden ser de solo lectura.",
    en="w and gradient are left as they were, and may be read-only.",
)
def test_step_leaves_its_inputs(student):
    w, gradient = np.array([[1.5, -2.0], [0.25, 3.0]]), np.array([[0.5, 1.0], [-1.0, 2.0]])
    want = reference.weight_decay_step(w, gradient, 0.25, 0.5)
    assert_agrees(assert_inputs_unchanged(student, "weight_decay_step", w.copy(), gradient.copy(), 0.25, 0.5), want)
    assert_agrees(student.weight_decay_step(read_only(w), read_only(gradient), 0.25, 0.5), want)
