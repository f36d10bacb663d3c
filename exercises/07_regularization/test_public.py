"""Public examples of exercise 07: numbers that can be followed by hand."""

import numpy as np
import pytest

from gradiente.checking import assert_agrees, assert_inputs_unchanged


def two_samples():
    """The data of the statement: x, y, w, b."""
    return np.array([[1.0], [2.0]]), np.array([0.0, 4.0]), np.array([1.0]), 1.0


@pytest.mark.points("l2_penalty", 0)
@pytest.mark.says(
    es="La penalización de [[3, -4]] y [1] con intensidad 0.5 es 0.25 · 26 = 6.5.",
    en="The penalty on [[3, -4]] and [1] with strength 0.5 is 0.25 · 26 = 6.5.",
)
def test_penalty_on_two_layers(student):
    assert_agrees(student.l2_penalty([np.array([[3.0, -4.0]]), np.array([1.0])], 0.5), 6.5)


@pytest.mark.points("l2_gradient", 0)
@pytest.mark.says(
    es="El gradiente es una lista con un array por capa, de su forma; los pesos no se cambian.",
    en="The gradient is a list with an array for each layer, of its shape; the weights are not changed.",
)
def test_gradient_of_two_layers(student):
    weights = [np.array([[3.0, -4.0]]), np.array([1.0])]
    gradients = assert_inputs_unchanged(student, "l2_gradient", weights, 0.5)
    assert_agrees(gradients, [np.array([[1.5, -2.0]]), np.array([0.5])])


@pytest.mark.points("ridge_loss", 0)
@pytest.mark.says(
    es="Con los errores 2 y -1, w = 1 e intensidad 0.5, el coste es 2.5 + 0.25.",
    en="With the errors 2 and -1, w = 1 and strength 0.5 the loss is 2.5 + 0.25.",
)
def test_loss_of_the_statement(student):
    assert_agrees(student.ridge_loss(*two_samples(), 0.5), 2.75)


@pytest.mark.points("ridge_loss", 0)
@pytest.mark.says(
    es="Sin intensidad, el coste es el error cuadrático medio.",
    en="With strength 0 the loss is the mean squared error.",
)
def test_loss_without_a_penalty(student):
    assert_agrees(student.ridge_loss(*two_samples(), 0.0), 2.5)


@pytest.mark.points("ridge_gradient", 0)
@pytest.mark.says(
    es="En el ejemplo del enunciado, dw es [0.5] y db es 1.",
    en="In the example of the statement dw is [0.5] and db is 1.",
)
def test_gradient_of_the_statement(student):
    assert_agrees(student.ridge_gradient(*two_samples(), 0.5), (np.array([0.5]), 1.0))


@pytest.mark.points("weight_decay_step", 0)
@pytest.mark.says(
    es="Con tasa e intensidad 0.5, [2, -4] pasa con el gradiente [1, 0] a [1, -3], en un array nuevo.",
    en="With rate and strength 0.5, [2, -4] goes with the gradient [1, 0] to [1, -3], in a new array.",
)
def test_step_of_the_statement(student):
    w, gradient = np.array([2.0, -4.0]), np.array([1.0, 0.0])
    step = assert_inputs_unchanged(student, "weight_decay_step", w, gradient, 0.5, 0.5)
    assert_agrees(step, np.array([1.0, -3.0]))
