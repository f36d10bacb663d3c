"""Public examples of exercise 03: numbers that can be followed by hand."""

import numpy as np
import pytest

from gradiente.checking import Formula, assert_agrees, assert_inputs_unchanged, assert_measures

gradient = Formula("p", "2 * (p - 3)", text="gradient")  # of the sum of (p - 3)^2


@pytest.mark.points("numerical_gradient", 0)
@pytest.mark.says(
    es="El gradiente de p_1³ + 5 p_2 en (1, 2), con h = 0.5, es (3.25, 5).",
    en="The gradient of p_1^3 + 5 p_2 at (1, 2), with h = 0.5, is (3.25, 5).",
)
def test_measured_gradient_of_two_coordinates(student):
    # (1.5^3 - 0.5^3) / 1 = 3.375 - 0.125, and (5 * 2.5 - 5 * 1.5) / 1
    measured = student.numerical_gradient(Formula("p", "p[0] ** 3 + 5 * p[1]"), np.array([1.0, 2.0]), 0.5)
    assert_agrees(measured, np.array([3.25, 5.0]))


@pytest.mark.points("numerical_gradient", 0)
@pytest.mark.says(
    es="Para la suma de cuadrados de una matriz p, el gradiente es 2p, con la forma de p.",
    en="For the sum of squares of a matrix p, the gradient is 2p, in the shape of p.",
)
def test_measured_gradient_of_a_matrix(student):
    measured = student.numerical_gradient(Formula("p", "float(np.sum(p**2))"), np.array([[1.0, -2.0], [0.0, 3.0]]))
    assert_agrees(measured, np.array([[2.0, -4.0], [0.0, 6.0]]))


@pytest.mark.points("gradient_descent", 0)
@pytest.mark.says(
    es="Desde 0, con tasa 0.25, el camino hacia 3 es 0, 1.5, 2.25, 2.625.",
    en="From 0, with rate 0.25, the path towards 3 is 0, 1.5, 2.25, 2.625.",
)
def test_path_of_the_statement(student):
    assert_agrees(student.gradient_descent(gradient, 0.0, 0.25, 3), np.array([0.0, 1.5, 2.25, 2.625]))


@pytest.mark.points("gradient_descent", 0)
@pytest.mark.says(
    es="Un p0 de dos enteros da un camino de forma (steps + 1, 2), con decimales, y no se cambia.",
    en="A p0 of two integers gives a path of shape (steps + 1, 2), with decimals, and is not changed.",
)
def test_path_from_two_integers(student):
    path = assert_inputs_unchanged(student, "gradient_descent", gradient, np.array([0, 5]), 0.25, 2)
    assert_agrees(path, np.array([[0.0, 5.0], [1.5, 4.0], [2.25, 3.5]]))


@pytest.mark.points("gradient_descent", 0)
@pytest.mark.says(
    es="Para tres pasos se pide el gradiente tres veces.",
    en="For three steps the gradient is asked for three times.",
)
def test_three_steps_ask_for_three_gradients(student):
    asked = []

    def counted(p):
        asked.append(p)
        return gradient(p)

    student.gradient_descent(counted, np.array([0.0]), 0.25, 3)
    assert_measures(len(asked), 3, 0.0, "calls")


@pytest.mark.points("gradient_descent_until", 0)
@pytest.mark.says(
    es="Con tolerancia 1 se llega en el tercer paso, aunque solo haya tres.",
    en="With tolerance 1 the third step arrives, even if there are only three.",
)
def test_third_step_arrives(student):
    assert_agrees(student.gradient_descent_until(gradient, 0.0, 0.25, 1.0, 3), (2.625, 3, True))


@pytest.mark.points("gradient_descent_until", 0)
@pytest.mark.says(
    es="Con dos pasos todavía no se ha llegado.",
    en="Two steps are not enough to arrive.",
)
def test_two_steps_are_not_enough(student):
    assert_agrees(student.gradient_descent_until(gradient, 0.0, 0.25, 1.0, 2), (2.25, 2, False))


@pytest.mark.points("gradient_descent_until", 0)
@pytest.mark.says(
    es="En el mínimo no hace falta ningún paso, tampoco con max_steps = 0.",
    en="At the minimum no step is needed, with max_steps = 0 neither.",
)
def test_minimum_needs_no_step(student):
    start = np.array([3.0, 3.0])
    assert_agrees(student.gradient_descent_until(gradient, start, 0.25, 1.0, 0), (start, 0, True))


@pytest.mark.points("fit_proportional", 0)
@pytest.mark.says(
    es="Con x = (1, 2) e y = (2, 4), p va de 0 a 1, a 1.5 y a 1.75.",
    en="With x = (1, 2) and y = (2, 4), p goes from 0 to 1, to 1.5 and to 1.75.",
)
def test_fit_of_two_points(student):
    # dL/dp is -10, -5, -2.5: the distance to 2 halves with every step, and dL/dp with it.
    path = student.fit_proportional(np.array([1.0, 2.0]), np.array([2.0, 4.0]), 0.0, 0.1, 3)
    assert_agrees(path, np.array([0.0, 1.0, 1.5, 1.75]))
