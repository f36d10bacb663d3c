"""Public examples of exercise 08: numbers that can be followed by hand."""

import numpy as np
import pytest

from gradiente.checking import assert_agrees, assert_inputs_unchanged

Y_TRUE = np.array([0, 0, 0, 1, 1, 2])
Y_PRED = np.array([0, 0, 1, 1, 2, 2])


@pytest.mark.points("accuracy", 0)
@pytest.mark.says(
    es="Cuatro aciertos de seis son 0.6667, y las etiquetas quedan como estaban.",
    en="Four hits of six are 0.6667, and the labels are left as they were.",
)
def test_accuracy_of_six_samples(student):
    assert_agrees(assert_inputs_unchanged(student, "accuracy", Y_TRUE.copy(), Y_PRED.copy()), 4 / 6)


@pytest.mark.points("confusion_matrix", 0)
@pytest.mark.says(
    es="De las tres muestras de la clase 0, dos se reconocen y una se toma por la clase 1: la primera fila es 2, 1, 0.",
    en="Of the three samples of class 0 two are recognised and one is taken for class 1: the first row is 2, 1, 0.",
)
def test_confusion_matrix_of_six_samples(student):
    assert_agrees(student.confusion_matrix(Y_TRUE, Y_PRED, 3), np.array([[2, 1, 0], [0, 1, 1], [0, 0, 1]]))


@pytest.mark.points("confusion_matrix", 0)
@pytest.mark.says(
    es="Con cuatro clases la matriz es (4, 4), aunque la clase 3 no aparezca.",
    en="With four classes the matrix is (4, 4), even if class 3 does not appear.",
)
def test_confusion_matrix_with_an_absent_class(student):
    want = np.array([[2, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 0], [0, 0, 0, 0]])
    assert_agrees(student.confusion_matrix(Y_TRUE, Y_PRED, 4), want)


@pytest.mark.points("per_class_accuracy", 0)
@pytest.mark.says(
    es="2 de 3, 1 de 2 y 1 de 1; de la clase 3 no hay muestras, y su valor es NaN.",
    en="2 of 3, 1 of 2 and 1 of 1; of class 3 there are no samples, and its value is NaN.",
)
def test_per_class_accuracy_of_six_samples(student):
    assert_agrees(student.per_class_accuracy(Y_TRUE, Y_PRED, 4), np.array([2 / 3, 1 / 2, 1.0, np.nan]))


@pytest.mark.points("smooth", 0)
@pytest.mark.says(
    es="[4, 2, 3, 7] con ventana 2 da [4, 3, 2.5, 5]; con ventana 10, [4, 3, 3, 4].",
    en="[4, 2, 3, 7] with window 2 gives [4, 3, 2.5, 5]; with window 10, [4, 3, 3, 4].",
)
def test_smooth_four_values(student):
    curve = np.array([4.0, 2.0, 3.0, 7.0])
    assert_agrees(student.smooth(curve, 2), np.array([4.0, 3.0, 2.5, 5.0]))
    assert_agrees(student.smooth(curve, 10), np.array([4.0, 3.0, 3.0, 4.0]))


@pytest.mark.points("best_epoch", 0)
@pytest.mark.says(
    es="Con pérdidas 1, 0.75, 0.875, 0.75, 0.5 la mejor época es la 1 con patience = 2, y la 4 con patience = 4.",
    en="With losses 1, 0.75, 0.875, 0.75, 0.5 the best epoch is 1 with patience = 2, and 4 with patience = 4.",
)
def test_best_epoch_of_the_statement(student):
    losses = np.array([1.0, 0.75, 0.875, 0.75, 0.5])
    assert_agrees(student.best_epoch(losses, 2), 1)
    assert_agrees(student.best_epoch(losses, 4), 4)


@pytest.mark.points("diagnose", 0)
@pytest.mark.says(
    es="Objetivo 0.875 y tolerancia 0.125: con 0.5 en entrenamiento es «underfitting»; con 1 y 0.75, «overfitting»; "
    "con 1 y 0.875, justo en el límite, «good fit».",
    en="Target 0.875 and tolerance 0.125: with 0.5 in training it is “underfitting”; with 1 and 0.75, “overfitting”; "
    "with 1 and 0.875, right at the limit, “good fit”.",
)
def test_diagnose_three_trainings(student):
    start = np.array([0.25, 0.5])
    for train, validation, want in ((0.5, 0.25, "underfitting"), (1.0, 0.75, "overfitting"), (1.0, 0.875, "good fit")):
        got = student.diagnose(np.append(start, train), np.append(start, validation), 0.875, 0.125)
        assert_agrees(got, want)


@pytest.mark.points("bias_variance", 0)
@pytest.mark.says(
    es="Predicciones 1 y 3 donde la verdad es 1, y dos aciertos: sesgo al cuadrado 0.5 y varianza 0.5.",
    en="Predictions 1 and 3 where the truth is 1, and two right ones: squared bias 0.5 and variance 0.5.",
)
def test_bias_variance_of_two_models(student):
    # Mean predictions 2 and 5: ((2 - 1)^2 + 0) / 2. Variances 1 and 0: (1 + 0) / 2.
    predictions = np.array([[1.0, 5.0], [3.0, 5.0]])
    assert_agrees(student.bias_variance(predictions, np.array([1.0, 5.0])), (0.5, 0.5))
    # With a third model the two differ: mean predictions 2 and 4, squared biases 1 and 0, variances 2/3 and 2.
    predictions = np.array([[1.0, 5.0], [3.0, 5.0], [2.0, 2.0]])
    assert_agrees(student.bias_variance(predictions, np.array([1.0, 4.0])), (0.5, 4 / 3))
