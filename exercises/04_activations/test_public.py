"""Public examples of exercise 04: numbers that can be followed by hand."""

import numpy as np
import pytest

from gradiente.checking import assert_agrees, assert_inputs_unchanged, assert_silent

LOG_2, LOG_3 = np.log(2.0), np.log(3.0)


def around_the_corner():
    """A matrix with both signs and a zero."""
    return np.array([[-2.0, 0.0, 3.0], [0.5, -0.25, -4.0]])


@pytest.mark.points("sigmoid", 0)
@pytest.mark.says(
    es="En 0, log 3 y -log 3 la sigmoide vale 0.5, 0.75 y 0.25.",
    en="At 0, log 3 and -log 3 the sigmoid is 0.5, 0.75 and 0.25.",
)
def test_sigmoid_of_logarithms(student):
    assert_agrees(student.sigmoid(np.array([0.0, LOG_3, -LOG_3])), np.array([0.5, 0.75, 0.25]))


@pytest.mark.points("sigmoid", 0)
@pytest.mark.says(
    es="En -1000 y 1000 la sigmoide vale 0 y 1, sin avisos de NumPy.",
    en="At -1000 and 1000 the sigmoid is 0 and 1, without a warning of NumPy's.",
)
def test_sigmoid_of_a_thousand(student):
    assert_agrees(assert_silent(student, "sigmoid", np.array([-1000.0, 1000.0])), np.array([0.0, 1.0]))


@pytest.mark.points("sigmoid_derivative", 0)
@pytest.mark.says(
    es="En z = 0 la derivada es 0.5 · 0.5; en log 3, 0.75 · 0.25. Lo que se recibe es z, no la activación.",
    en="At z = 0 the derivative is 0.5 · 0.5; at log 3 it is 0.75 · 0.25. What is given is z, not the activation.",
)
def test_sigmoid_derivative_of_logarithms(student):
    assert_agrees(student.sigmoid_derivative(np.array([0.0, LOG_3])), np.array([0.25, 0.1875]))


@pytest.mark.points("tanh", 0)
@pytest.mark.says(
    es="En 0, log 2 y 1000 la tangente hiperbólica vale 0, 0.6 y 1.",
    en="At 0, log 2 and 1000 the hyperbolic tangent is 0, 0.6 and 1.",
)
def test_tanh_of_logarithms(student):
    assert_agrees(student.tanh(np.array([0.0, LOG_2, 1000.0])), np.array([0.0, 0.6, 1.0]))


@pytest.mark.points("tanh_derivative", 0)
@pytest.mark.says(
    es="En z = 0 la derivada es 1; en log 2 y -log 2, 1 - 0.36.",
    en="At z = 0 the derivative is 1; at log 2 and -log 2 it is 1 - 0.36.",
)
def test_tanh_derivative_of_logarithms(student):
    assert_agrees(student.tanh_derivative(np.array([0.0, LOG_2, -LOG_2])), np.array([1.0, 0.64, 0.64]))


@pytest.mark.points("relu", 0)
@pytest.mark.says(
    es="La ReLU de una matriz (2, 3) es otra matriz (2, 3), y la que recibes no cambia.",
    en="ReLU of a (2, 3) matrix is another (2, 3) matrix, and the one that you get is not changed.",
)
def test_relu_of_a_matrix(student):
    activation = assert_inputs_unchanged(student, "relu", around_the_corner())
    assert_agrees(activation, np.array([[0.0, 0.0, 3.0], [0.5, 0.0, 0.0]]))


@pytest.mark.points("relu", 0)
@pytest.mark.says(
    es="Un array de 0 ejes también es una forma: la ReLU de -2 es 0.",
    en="An array of 0 axes is a shape too: ReLU of -2 is 0.",
)
def test_relu_of_a_number(student):
    assert_agrees(student.relu(np.array(-2.0)), 0.0)


@pytest.mark.points("relu_derivative", 0)
@pytest.mark.says(
    es="La derivada vale 1 donde z es positivo y 0 en lo demás, también en z = 0. Son números, no booleanos.",
    en="The derivative is 1 where z is positive and 0 elsewhere, at z = 0 too. These are numbers, not booleans.",
)
def test_relu_derivative_of_a_matrix(student):
    assert_agrees(student.relu_derivative(around_the_corner()), np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]))


@pytest.mark.points("leaky_relu", 0)
@pytest.mark.says(
    es="Con pendiente 0.25 los valores negativos se quedan en la cuarta parte; sin decir cuál, en la centésima.",
    en="With slope 0.25 negative values shrink to a quarter; with none given, to a hundredth.",
)
def test_leaky_relu_of_a_matrix(student):
    assert_agrees(student.leaky_relu(around_the_corner(), 0.25), np.array([[-0.5, 0.0, 3.0], [0.5, -0.0625, -1.0]]))
    assert_agrees(student.leaky_relu(around_the_corner()), np.array([[-0.02, 0.0, 3.0], [0.5, -0.0025, -0.04]]))


@pytest.mark.points("leaky_relu_derivative", 0)
@pytest.mark.says(
    es="La derivada vale 1 donde z es positivo y la pendiente en lo demás, también en z = 0.",
    en="The derivative is 1 where z is positive and the slope elsewhere, at z = 0 too.",
)
def test_leaky_relu_derivative_of_a_matrix(student):
    assert_agrees(
        student.leaky_relu_derivative(around_the_corner(), 0.25), np.array([[0.25, 0.25, 1.0], [1.0, 0.25, 0.25]])
    )
