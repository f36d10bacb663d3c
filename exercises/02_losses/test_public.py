"""Public examples of exercise 02: numbers that can be followed by hand."""

import numpy as np
import pytest

from gradiente.checking import agrees_with, assert_agrees, assert_inputs_unchanged

Y_PRED = np.array([1.0, 2.0, 3.0, 4.0])
Y_TRUE = np.array([1.0, 0.0, 3.0, 8.0])


def a_refusal(*_arguments):
    """What is expected of a function whose arguments do not fit."""
    raise ValueError("the arguments do not fit together")


@pytest.mark.points("mean_squared_error", 0)
@pytest.mark.says(
    es="Con diferencias 0, 2, 0 y -4 el coste es (0 + 4 + 0 + 16) / 4 = 5.",
    en="With differences 0, 2, 0 and -4 the loss is (0 + 4 + 0 + 16) / 4 = 5.",
)
def test_mean_squared_error_of_four_samples(student):
    assert_agrees(student.mean_squared_error(Y_PRED, Y_TRUE), 5.0)


@pytest.mark.points("mean_squared_error", 0)
@pytest.mark.says(
    es="Una columna (4, 1) y un vector (4,) no casan: ValueError. Un lote vacío, tampoco.",
    en="A column (4, 1) and a vector (4,) do not match: ValueError. An empty batch is refused too.",
)
@pytest.mark.parametrize(("y_pred", "y_true"), [(Y_PRED[:, np.newaxis], Y_TRUE), (Y_PRED[:0], Y_TRUE[:0])])
@agrees_with(a_refusal, function="mean_squared_error")
def test_mean_squared_error_refuses(y_pred, y_true):
    return y_pred, y_true


@pytest.mark.points("mean_squared_error_gradient", 0)
@pytest.mark.says(
    es="Con diferencias 0, 2, 0 y -4 el gradiente es 2/4 de cada una: 0, 1, 0 y -2.",
    en="With differences 0, 2, 0 and -4 the gradient is 2/4 of each: 0, 1, 0 and -2.",
)
def test_mean_squared_error_gradient_of_four_samples(student):
    assert_agrees(student.mean_squared_error_gradient(Y_PRED, Y_TRUE), np.array([0.0, 1.0, 0.0, -2.0]))


@pytest.mark.points("binary_cross_entropy", 0)
@pytest.mark.says(
    es="Un 0.5 para una muestra positiva y un 0.25 para una negativa: (0.6931 + 0.2877) / 2 = 0.4904.",
    en="A 0.5 for a positive sample and a 0.25 for a negative one: (0.6931 + 0.2877) / 2 = 0.4904.",
)
def test_binary_cross_entropy_of_two_samples(student):
    # (-log 0.5 - log 0.75) / 2
    assert_agrees(student.binary_cross_entropy(np.array([0.5, 0.25]), np.array([1.0, 0.0])), 0.490414627)


@pytest.mark.points("binary_cross_entropy", 0)
@pytest.mark.says(
    es="Una predicción de 0 para una muestra positiva cuesta -log(1e-12) = 27.631, no infinito.",
    en="A prediction of 0 for a positive sample costs -log(1e-12) = 27.631, not infinity.",
)
def test_binary_cross_entropy_of_a_certain_mistake(student):
    assert_agrees(student.binary_cross_entropy(np.array([0.0]), np.array([1.0])), 27.631021116)


@pytest.mark.points("binary_cross_entropy_gradient", 0)
@pytest.mark.says(
    es="Un 0.5 para una muestra positiva y un 0.25 para una negativa: -1/2 · 1/0.5 y 1/2 · 1/0.75.",
    en="A 0.5 for a positive sample and a 0.25 for a negative one: -1/2 · 1/0.5 and 1/2 · 1/0.75.",
)
def test_binary_cross_entropy_gradient_of_two_samples(student):
    gradient = student.binary_cross_entropy_gradient(np.array([0.5, 0.25]), np.array([1.0, 0.0]))
    assert_agrees(gradient, np.array([-1.0, 2 / 3]))


@pytest.mark.points("softmax", 0)
@pytest.mark.says(
    es="Los logits 0, log 2 y log 5 dan 1/8, 2/8 y 5/8, y los logits que recibes no cambian.",
    en="The logits 0, log 2 and log 5 give 1/8, 2/8 and 5/8, and the logits that you get are not changed.",
)
def test_softmax_of_logarithms(student):
    logits = np.log([[1.0, 2.0, 5.0], [3.0, 3.0, 2.0]])
    probabilities = assert_inputs_unchanged(student, "softmax", logits)
    assert_agrees(probabilities, np.array([[0.125, 0.25, 0.625], [0.375, 0.375, 0.25]]))


@pytest.mark.points("softmax", 0)
@pytest.mark.says(
    es="Un logit de 10000 junto a otro de 0 da probabilidades 1 y 0, sin nan.",
    en="A logit of 10000 beside one of 0 gives the probabilities 1 and 0, without nan.",
)
def test_softmax_of_a_large_logit(student):
    assert_agrees(student.softmax(np.array([[10000.0, 0.0]])), np.array([[1.0, 0.0]]))


@pytest.mark.points("cross_entropy", 0)
@pytest.mark.says(
    es="Probabilidades 0.5 y 0.25 en las clases verdaderas: (0.6931 + 1.3863) / 2 = 1.0397.",
    en="Probabilities 0.5 and 0.25 for the true classes: (0.6931 + 1.3863) / 2 = 1.0397.",
)
def test_cross_entropy_of_the_statement(student):
    y_pred = np.array([[0.5, 0.25, 0.25], [0.25, 0.5, 0.25]])
    y_true = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])

    assert_agrees(student.cross_entropy(y_pred, y_true), 1.039720771)


@pytest.mark.points("cross_entropy_from_logits", 0)
@pytest.mark.says(
    es="Los logits [0, 0] y [10000, 0] con etiquetas 1 y 1: (0.6931 + 10000) / 2 = 5000.3466.",
    en="The logits [0, 0] and [10000, 0] with labels 1 and 1: (0.6931 + 10000) / 2 = 5000.3466.",
)
def test_cross_entropy_from_the_logits_of_the_statement(student):
    logits = np.array([[0.0, 0.0], [10000.0, 0.0]])

    assert_agrees(student.cross_entropy_from_logits(logits, np.array([1, 1])), 5000.34657359)


@pytest.mark.points("cross_entropy_from_logits", 0)
@pytest.mark.says(
    es="Con dos clases, las etiquetas 2 y -1 no existen: ValueError.",
    en="With two classes there is no label 2 and no label -1: ValueError.",
)
@pytest.mark.parametrize("label", [2, -1])
@agrees_with(a_refusal, function="cross_entropy_from_logits")
def test_cross_entropy_from_logits_refuses(label):
    return np.array([[0.5, 0.0], [0.0, 0.5]]), np.array([0, label])


@pytest.mark.points("softmax_cross_entropy_gradient", 0)
@pytest.mark.says(
    es="Con cuatro logits iguales por fila y dos filas: (0.25 - 1) / 2 en la clase verdadera y 0.25 / 2 en las demás.",
    en="With four equal logits a row and two rows: (0.25 - 1) / 2 for the true class and 0.25 / 2 for the others.",
)
def test_gradient_at_equal_logits(student):
    gradient = student.softmax_cross_entropy_gradient(np.zeros((2, 4)), np.array([0, 3]))
    assert_agrees(gradient, np.array([[-0.375, 0.125, 0.125, 0.125], [0.125, 0.125, 0.125, -0.375]]))
