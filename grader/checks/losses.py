"""Hidden checks of exercise 02: losses.

Numbers are drawn as multiples of 1/64, which float32 holds exactly, and logits stay within 4 of 0: a student who
computes in float32 stays inside the tolerance. Large logits are whole thousands, no two alike in a row. Two equal
ones at 10,000 would cost log 2, and float32 rounds 10,000 + log 2 before 10,000 is subtracted. The one check that
needs float64 inside is `binary_cross_entropy` at a probability of exactly 1, because 1 - 1e-12 is 1 in float32.
"""

from functools import cache

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis.strategies import integers, lists, sampled_from, tuples

from cnn_reference import losses as reference
from cnn_reference.misconceptions import losses as misconceptions
from gradiente.checking import agrees_with, assert_agrees, assert_inputs_unchanged, read_only

MISCONCEPTIONS = misconceptions.MISCONCEPTIONS

numbers = integers(-128, 128).map(lambda n: n / 64)
probabilities = integers(1, 63).map(lambda n: n / 64)
soft_labels = integers(0, 64).map(lambda n: n / 64)
hard_labels = sampled_from([0.0, 1.0])
class_counts = integers(2, 4)


def batches(predictions, targets):
    """Draw a batch of pairs (prediction, target)."""
    return lists(tuples(predictions, targets), min_size=1, max_size=6)


def columns(pairs, dtype=np.float64):
    """Turn a batch of pairs into the arrays (N,) of a call."""
    y_pred, y_true = zip(*pairs, strict=True)
    return np.array(y_pred, dtype=dtype), np.array(y_true, dtype=dtype)


def rows_of(numbers, targets):
    """Draw a batch of pairs (K numbers, a target made for K classes)."""

    @cache
    def of_classes(k):
        return lists(tuples(lists(numbers, min_size=k, max_size=k), targets(k)), min_size=1, max_size=5)

    return class_counts.flatmap(of_classes)


def one_class(k):
    """Draw a class among k."""
    return integers(0, k - 1)


@cache
def weights_of_classes(k):
    """Draw k whole weights, at least one of them above 0."""
    return lists(integers(0, 4), min_size=k, max_size=k).filter(any)


def shares(weights):
    """Turn rows of weights into rows of probabilities."""
    weights = np.array(weights, dtype=np.float64)
    return weights / weights.sum(axis=1, keepdims=True)


def one_hot(labels, k):
    """Turn classes into one-hot rows."""
    return np.eye(k)[list(labels)]


def predicted_and_one_hot(rows):
    """Turn pairs (weights, class) into the arrays (N, K) of a call."""
    weights, labels = zip(*rows, strict=True)
    return shares(weights), one_hot(labels, len(weights[0]))


def logits_and_labels(rows, dtype=np.float64):
    """Turn pairs (logits, class) into the arrays (N, K) and (N,) of a call."""
    logits, labels = zip(*rows, strict=True)
    return np.array(logits, dtype=dtype), np.array(labels)


@cache
def large_rows(k):
    """Draw k logits that are whole thousands up to 10,000 on either side of 0, no two alike."""
    thousands = sampled_from([sign * 1000.0 * n for n in range(1, 11) for sign in (1, -1)])
    return lists(thousands, min_size=k, max_size=k, unique=True)


class_weights = integers(1, 16)
logit_batches = rows_of(numbers.map(lambda x: 2 * x), one_class)
probability_batches = rows_of(class_weights, one_class)
large_batches = class_counts.flatmap(lambda k: lists(tuples(large_rows(k), one_class(k)), min_size=1, max_size=4))

VECTORS_THAT_DIFFER = [((3, 1), (3,)), ((3,), (3, 1)), ((3,), (4,)), ((3,), (1,)), ((1,), (3,))]
MATRICES_THAT_DIFFER = [((2, 3), (2, 4)), ((2, 3), (1, 3)), ((2, 3), (2, 1)), ((3, 3), (3,)), ((2, 3), (3, 2))]
LABELS_THAT_DIFFER = [(2, 1), (3,), (1,), (2, 3)]


def halves(shape):
    """Fill a shape with a number that is a good probability and a good target."""
    return np.full(shape, 0.5)


# mean_squared_error


@pytest.mark.points("mean_squared_error", 0.4)
@pytest.mark.says(
    es="El coste es la media de las diferencias al cuadrado, también con una sola muestra.",
    en="The loss is the mean of the squared differences, for a single sample too.",
)
@given(pairs=batches(numbers, numbers))
@example(pairs=[(1.5, -0.5)])
@example(pairs=[(1.0, 0.0), (0.0, 2.0), (-1.0, 1.0)])
@agrees_with(reference.mean_squared_error)
def test_mean_squared_error_of_any_batch(pairs):
    return columns(pairs)


@pytest.mark.points("mean_squared_error", 0.1)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(pairs=batches(numbers, numbers))
@agrees_with(reference.mean_squared_error)
def test_mean_squared_error_of_float32(pairs):
    return columns(pairs, np.float32)


@pytest.mark.points("mean_squared_error", 0.1)
@pytest.mark.says(
    es="Los arrays que recibe quedan como estaban, y pueden ser de solo lectura.",
    en="The arrays that it gets are left as they were, and may be read-only.",
)
def test_mean_squared_error_leaves_its_inputs(student):
    y_pred, y_true = np.array([1.5, -0.25, 0.75]), np.array([1.0, 0.5, -1.25])
    want = reference.mean_squared_error(y_pred, y_true)
    assert_agrees(assert_inputs_unchanged(student, "mean_squared_error", y_pred.copy(), y_true.copy()), want)
    assert_agrees(student.mean_squared_error(read_only(y_pred), read_only(y_true)), want)


@pytest.mark.points("mean_squared_error", 0.2)
@pytest.mark.says(
    es="Formas distintas, como (N, 1) y (N,), se rechazan con ValueError.",
    en="Shapes that differ, such as (N, 1) and (N,), are refused with ValueError.",
)
@pytest.mark.parametrize(("pred_shape", "true_shape"), VECTORS_THAT_DIFFER)
@agrees_with(reference.mean_squared_error)
def test_mean_squared_error_of_other_shapes(pred_shape, true_shape):
    return halves(pred_shape), halves(true_shape)


@pytest.mark.points("mean_squared_error", 0.2)
@pytest.mark.says(es="Un lote vacío se rechaza con ValueError.", en="An empty batch is refused with ValueError.")
@pytest.mark.parametrize("shape", [(0,)])
@agrees_with(reference.mean_squared_error)
def test_mean_squared_error_of_no_sample(shape):
    return np.zeros(shape), np.zeros(shape)


# mean_squared_error_gradient


@pytest.mark.points("mean_squared_error_gradient", 0.4)
@pytest.mark.says(
    es="El gradiente tiene la forma de las predicciones y es la derivada de la media, también con una sola muestra.",
    en="The gradient has the shape of the predictions and is the derivative of the mean, for a single sample too.",
)
@given(pairs=batches(numbers, numbers))
@example(pairs=[(1.5, -0.5)])
@example(pairs=[(1.0, 0.0), (0.0, 2.0), (-1.0, 1.0)])
@agrees_with(reference.mean_squared_error_gradient)
def test_mean_squared_error_gradient_of_any_batch(pairs):
    return columns(pairs)


@pytest.mark.points("mean_squared_error_gradient", 0.1)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(pairs=batches(numbers, numbers))
@agrees_with(reference.mean_squared_error_gradient)
def test_mean_squared_error_gradient_of_float32(pairs):
    return columns(pairs, np.float32)


@pytest.mark.points("mean_squared_error_gradient", 0.1)
@pytest.mark.says(
    es="Los arrays que recibe quedan como estaban, y pueden ser de solo lectura.",
    en="The arrays that it gets are left as they were, and may be read-only.",
)
def test_mean_squared_error_gradient_leaves_its_inputs(student):
    y_pred, y_true = np.array([1.5, -0.25, 0.75]), np.array([1.0, 0.5, -1.25])
    want = reference.mean_squared_error_gradient(y_pred, y_true)
    got = assert_inputs_unchanged(student, "mean_squared_error_gradient", y_pred.copy(), y_true.copy())
    assert_agrees(got, want)
    assert_agrees(student.mean_squared_error_gradient(read_only(y_pred), read_only(y_true)), want)


@pytest.mark.points("mean_squared_error_gradient", 0.2)
@pytest.mark.says(
    es="Formas distintas, como (N, 1) y (N,), se rechazan con ValueError.",
    en="Shapes that differ, such as (N, 1) and (N,), are refused with ValueError.",
)
@pytest.mark.parametrize(("pred_shape", "true_shape"), VECTORS_THAT_DIFFER)
@agrees_with(reference.mean_squared_error_gradient)
def test_mean_squared_error_gradient_of_other_shapes(pred_shape, true_shape):
    return halves(pred_shape), halves(true_shape)


@pytest.mark.points("mean_squared_error_gradient", 0.2)
@pytest.mark.says(es="Un lote vacío se rechaza con ValueError.", en="An empty batch is refused with ValueError.")
@pytest.mark.parametrize("shape", [(0,)])
@agrees_with(reference.mean_squared_error_gradient)
def test_mean_squared_error_gradient_of_no_sample(shape):
    return np.zeros(shape), np.zeros(shape)


# binary_cross_entropy


@pytest.mark.points("binary_cross_entropy", 0.3)
@pytest.mark.says(
    es="Con etiquetas 0 y 1 el coste es la media de -log(p) en las positivas y -log(1 - p) en las negativas.",
    en="With targets 0 and 1 the loss is the mean of -log(p) for positives and -log(1 - p) for negatives.",
)
@given(pairs=batches(probabilities, hard_labels))
@example(pairs=[(0.25, 1.0)])
@example(pairs=[(0.25, 0.0), (0.75, 1.0), (0.5, 0.0)])
@agrees_with(reference.binary_cross_entropy)
def test_binary_cross_entropy_of_hard_labels(pairs):
    return columns(pairs)


@pytest.mark.points("binary_cross_entropy", 0.2)
@pytest.mark.says(
    es="Las etiquetas también pueden estar entre 0 y 1.",
    en="Targets may lie between 0 and 1 too.",
)
@given(pairs=batches(probabilities, soft_labels))
@example(pairs=[(0.25, 0.75), (0.5, 0.125)])
@agrees_with(reference.binary_cross_entropy)
def test_binary_cross_entropy_of_soft_labels(pairs):
    return columns(pairs)


@pytest.mark.points("binary_cross_entropy", 0.1)
@pytest.mark.says(
    es="Una predicción de 0.5 cuesta log 2, sea cual sea la etiqueta.",
    en="A prediction of 0.5 costs log 2, whatever the target.",
)
@given(labels=lists(soft_labels, min_size=1, max_size=6))
@agrees_with(reference.binary_cross_entropy)
def test_binary_cross_entropy_of_one_half(labels):
    return np.full(len(labels), 0.5), np.array(labels)


@pytest.mark.points("binary_cross_entropy", 0.2)
@pytest.mark.says(
    es="Una probabilidad de exactamente 0 da un coste finito, el de la probabilidad recortada.",
    en="A probability of exactly 0 gives a finite loss, that of the clipped probability.",
)
@given(pairs=batches(sampled_from([0.0, 0.0, 0.25]), hard_labels))
@example(pairs=[(0.0, 0.0)])
@example(pairs=[(0.0, 1.0)])
@agrees_with(reference.binary_cross_entropy)
def test_binary_cross_entropy_at_probability_0(pairs):
    return columns(pairs)


@pytest.mark.points("binary_cross_entropy", 0.2)
@pytest.mark.says(
    es="Una probabilidad de exactamente 1 (en float64) da un coste finito, el de la probabilidad recortada.",
    en="A probability of exactly 1 (in float64) gives a finite loss, that of the clipped probability.",
)
@given(pairs=batches(sampled_from([1.0, 1.0, 0.75]), hard_labels))
@example(pairs=[(1.0, 1.0)])
@example(pairs=[(1.0, 0.0)])
@agrees_with(reference.binary_cross_entropy)
def test_binary_cross_entropy_at_probability_1(pairs):
    return columns(pairs)


@pytest.mark.points("binary_cross_entropy", 0.1)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(pairs=batches(probabilities, hard_labels))
@agrees_with(reference.binary_cross_entropy)
def test_binary_cross_entropy_of_float32(pairs):
    return columns(pairs, np.float32)


@pytest.mark.points("binary_cross_entropy", 0.1)
@pytest.mark.says(
    es="Los arrays que recibe quedan como estaban, y pueden ser de solo lectura.",
    en="The arrays that it gets are left as they were, and may be read-only.",
)
def test_binary_cross_entropy_leaves_its_inputs(student):
    y_pred, y_true = np.array([0.5, 0.25, 0.75]), np.array([1.0, 0.0, 1.0])
    want = reference.binary_cross_entropy(y_pred, y_true)
    assert_agrees(assert_inputs_unchanged(student, "binary_cross_entropy", y_pred.copy(), y_true.copy()), want)
    assert_agrees(student.binary_cross_entropy(read_only(y_pred), read_only(y_true)), want)


@pytest.mark.points("binary_cross_entropy", 0.2)
@pytest.mark.says(
    es="Formas distintas, como (N, 1) y (N,), se rechazan con ValueError.",
    en="Shapes that differ, such as (N, 1) and (N,), are refused with ValueError.",
)
@pytest.mark.parametrize(("pred_shape", "true_shape"), VECTORS_THAT_DIFFER)
@agrees_with(reference.binary_cross_entropy)
def test_binary_cross_entropy_of_other_shapes(pred_shape, true_shape):
    return halves(pred_shape), halves(true_shape)


@pytest.mark.points("binary_cross_entropy", 0.1)
@pytest.mark.says(es="Un lote vacío se rechaza con ValueError.", en="An empty batch is refused with ValueError.")
@pytest.mark.parametrize("shape", [(0,)])
@agrees_with(reference.binary_cross_entropy)
def test_binary_cross_entropy_of_no_sample(shape):
    return np.zeros(shape), np.zeros(shape)


# binary_cross_entropy_gradient


@pytest.mark.points("binary_cross_entropy_gradient", 0.3)
@pytest.mark.says(
    es="Con etiquetas 0 y 1 el gradiente es la derivada de la media respecto a cada probabilidad.",
    en="With targets 0 and 1 the gradient is the derivative of the mean with respect to each probability.",
)
@given(pairs=batches(probabilities, hard_labels))
@example(pairs=[(0.25, 1.0)])
@example(pairs=[(0.25, 0.0), (0.75, 1.0), (0.5, 0.0)])
@agrees_with(reference.binary_cross_entropy_gradient)
def test_binary_cross_entropy_gradient_of_hard_labels(pairs):
    return columns(pairs)


@pytest.mark.points("binary_cross_entropy_gradient", 0.2)
@pytest.mark.says(
    es="Las etiquetas también pueden estar entre 0 y 1.",
    en="Targets may lie between 0 and 1 too.",
)
@given(pairs=batches(probabilities, soft_labels))
@example(pairs=[(0.25, 0.75), (0.5, 0.125)])
@agrees_with(reference.binary_cross_entropy_gradient)
def test_binary_cross_entropy_gradient_of_soft_labels(pairs):
    return columns(pairs)


@pytest.mark.points("binary_cross_entropy_gradient", 0.1)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(pairs=batches(probabilities, hard_labels))
@agrees_with(reference.binary_cross_entropy_gradient)
def test_binary_cross_entropy_gradient_of_float32(pairs):
    return columns(pairs, np.float32)


@pytest.mark.points("binary_cross_entropy_gradient", 0.1)
@pytest.mark.says(
    es="Los arrays que recibe quedan como estaban, y pueden ser de solo lectura.",
    en="The arrays that it gets are left as they were, and may be read-only.",
)
def test_binary_cross_entropy_gradient_leaves_its_inputs(student):
    y_pred, y_true = np.array([0.5, 0.25, 0.75]), np.array([1.0, 0.0, 1.0])
    want = reference.binary_cross_entropy_gradient(y_pred, y_true)
    got = assert_inputs_unchanged(student, "binary_cross_entropy_gradient", y_pred.copy(), y_true.copy())
    assert_agrees(got, want)
    assert_agrees(student.binary_cross_entropy_gradient(read_only(y_pred), read_only(y_true)), want)


@pytest.mark.points("binary_cross_entropy_gradient", 0.2)
@pytest.mark.says(
    es="Formas distintas, como (N, 1) y (N,), se rechazan con ValueError.",
    en="Shapes that differ, such as (N, 1) and (N,), are refused with ValueError.",
)
@pytest.mark.parametrize(("pred_shape", "true_shape"), VECTORS_THAT_DIFFER)
@agrees_with(reference.binary_cross_entropy_gradient)
def test_binary_cross_entropy_gradient_of_other_shapes(pred_shape, true_shape):
    return halves(pred_shape), halves(true_shape)


@pytest.mark.points("binary_cross_entropy_gradient", 0.1)
@pytest.mark.says(es="Un lote vacío se rechaza con ValueError.", en="An empty batch is refused with ValueError.")
@pytest.mark.parametrize("shape", [(0,)])
@agrees_with(reference.binary_cross_entropy_gradient)
def test_binary_cross_entropy_gradient_of_no_sample(shape):
    return np.zeros(shape), np.zeros(shape)


# softmax


@pytest.mark.points("softmax", 0.4)
@pytest.mark.says(
    es="Cada fila se convierte por separado en probabilidades que suman 1, también si es la única.",
    en="Each row becomes probabilities that add up to 1 on its own, also if it is the only one.",
)
@given(rows=logit_batches)
@example(rows=[([0.0, 1.0, -1.0], 0)])
@example(rows=[([0.0, 1.0], 0), ([2.0, 0.5], 0), ([1.0, 1.0], 0)])
@agrees_with(reference.softmax)
def test_softmax_of_any_batch(rows):
    return logits_and_labels(rows)[:1]


@pytest.mark.points("softmax", 0.3)
@pytest.mark.says(
    es="Es correcta con logits de tamaño 1e4, positivos y negativos.",
    en="It is right for logits of size 1e4, positive and negative.",
)
@given(rows=large_batches)
@example(rows=[([10000.0, 9000.0], 0), ([-10000.0, -9000.0], 0)])
@agrees_with(reference.softmax)
def test_softmax_of_large_logits(rows):
    return logits_and_labels(rows)[:1]


@pytest.mark.points("softmax", 0.1)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(rows=logit_batches)
@agrees_with(reference.softmax)
def test_softmax_of_float32(rows):
    return logits_and_labels(rows, np.float32)[:1]


@pytest.mark.points("softmax", 0.1)
@pytest.mark.says(
    es="Los logits que recibe quedan como estaban, y pueden ser de solo lectura.",
    en="The logits that it gets are left as they were, and may be read-only.",
)
def test_softmax_leaves_its_input(student):
    logits = np.array([[0.5, 2.0, -1.0], [1.0, 0.25, 0.0]])
    want = reference.softmax(logits)
    assert_agrees(assert_inputs_unchanged(student, "softmax", logits.copy()), want)
    assert_agrees(student.softmax(read_only(logits)), want)


@pytest.mark.points("softmax", 0.1)
@pytest.mark.says(es="Un lote vacío se rechaza con ValueError.", en="An empty batch is refused with ValueError.")
@pytest.mark.parametrize("shape", [(0, 3)])
@agrees_with(reference.softmax)
def test_softmax_of_no_sample(shape):
    return (np.zeros(shape),)


# cross_entropy


@pytest.mark.points("cross_entropy", 0.3)
@pytest.mark.says(
    es="Con etiquetas one-hot el coste es la media de -log de la probabilidad de la clase verdadera.",
    en="With one-hot targets the loss is the mean of -log of the probability of the true class.",
)
@given(rows=probability_batches)
@example(rows=[([1, 2, 1], 1)])
@example(rows=[([1, 3], 0), ([1, 1], 1), ([7, 1], 1)])
@agrees_with(reference.cross_entropy)
def test_cross_entropy_of_one_hot_targets(rows):
    return predicted_and_one_hot(rows)


@pytest.mark.points("cross_entropy", 0.3)
@pytest.mark.says(
    es="Las filas de etiquetas también pueden ser probabilidades.",
    en="The rows of targets may be probabilities too.",
)
@given(rows=rows_of(class_weights, weights_of_classes))
@example(rows=[([1, 3], [1, 1]), ([1, 1], [3, 1])])
@agrees_with(reference.cross_entropy)
def test_cross_entropy_of_soft_targets(rows):
    predicted, targets = zip(*rows, strict=True)
    return shares(predicted), shares(targets)


@pytest.mark.points("cross_entropy", 0.2)
@pytest.mark.says(
    es="Una probabilidad de exactamente 0 da un coste finito: el de la probabilidad recortada si es la clase "
    "verdadera, y nada si no lo es.",
    en="A probability of exactly 0 gives a finite loss: that of the clipped probability if the class is the true "
    "one, and nothing if it is not.",
)
@given(rows=class_counts.flatmap(lambda k: lists(tuples(weights_of_classes(k), one_class(k)), min_size=1, max_size=5)))
@example(rows=[([1, 0], 0)])
@example(rows=[([1, 0], 1)])
@example(rows=[([0, 1, 0], 2), ([0, 1, 1], 1)])
@agrees_with(reference.cross_entropy)
def test_cross_entropy_at_probability_0(rows):
    return predicted_and_one_hot(rows)


@pytest.mark.points("cross_entropy", 0.1)
@pytest.mark.says(
    es="Una predicción que reparte la probabilidad por igual entre K clases cuesta log K.",
    en="A prediction that shares the probability equally among K classes costs log K.",
)
@given(k=sampled_from([2, 4, 8, 16]), labels=lists(integers(0, 1), min_size=1, max_size=5))
@agrees_with(reference.cross_entropy)
def test_cross_entropy_of_a_uniform_prediction(k, labels):
    return np.full((len(labels), k), 1 / k), one_hot(labels, k)


@pytest.mark.points("cross_entropy", 0.1)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(rows=probability_batches)
@agrees_with(reference.cross_entropy)
def test_cross_entropy_of_float32(rows):
    y_pred, y_true = predicted_and_one_hot(rows)
    return y_pred.astype(np.float32), y_true.astype(np.float32)


@pytest.mark.points("cross_entropy", 0.1)
@pytest.mark.says(
    es="Los arrays que recibe quedan como estaban, y pueden ser de solo lectura.",
    en="The arrays that it gets are left as they were, and may be read-only.",
)
def test_cross_entropy_leaves_its_inputs(student):
    y_pred, y_true = np.array([[0.5, 0.25, 0.25], [0.125, 0.75, 0.125]]), np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    want = reference.cross_entropy(y_pred, y_true)
    assert_agrees(assert_inputs_unchanged(student, "cross_entropy", y_pred.copy(), y_true.copy()), want)
    assert_agrees(student.cross_entropy(read_only(y_pred), read_only(y_true)), want)


@pytest.mark.points("cross_entropy", 0.2)
@pytest.mark.says(
    es="Formas distintas se rechazan con ValueError, aunque NumPy sepa operar con ellas.",
    en="Shapes that differ are refused with ValueError, even if NumPy can compute with them.",
)
@pytest.mark.parametrize(("pred_shape", "true_shape"), MATRICES_THAT_DIFFER)
@agrees_with(reference.cross_entropy)
def test_cross_entropy_of_other_shapes(pred_shape, true_shape):
    return halves(pred_shape), halves(true_shape)


@pytest.mark.points("cross_entropy", 0.2)
@pytest.mark.says(es="Un lote vacío se rechaza con ValueError.", en="An empty batch is refused with ValueError.")
@pytest.mark.parametrize("shape", [(0, 3)])
@agrees_with(reference.cross_entropy)
def test_cross_entropy_of_no_sample(shape):
    return np.zeros(shape), np.zeros(shape)


# cross_entropy_from_logits


@pytest.mark.points("cross_entropy_from_logits", 0.4)
@pytest.mark.says(
    es="El coste es la media de log-sum-exp de cada fila menos el logit de su clase, también con una sola muestra.",
    en="The loss is the mean of log-sum-exp of each row minus the logit of its class, for a single sample too.",
)
@given(rows=logit_batches)
@example(rows=[([0.0, 1.0, -1.0], 1)])
@example(rows=[([0.0, 1.0], 0), ([2.0, 0.5], 1), ([1.0, 1.0], 0)])
@agrees_with(reference.cross_entropy_from_logits)
def test_cross_entropy_from_logits_of_any_batch(rows):
    return logits_and_labels(rows)


@pytest.mark.points("cross_entropy_from_logits", 0.3)
@pytest.mark.says(
    es="Es finito y exacto con logits de tamaño 1e4, positivos y negativos.",
    en="It is finite and exact for logits of size 1e4, positive and negative.",
)
@given(rows=large_batches)
@example(rows=[([10000.0, -10000.0], 1)])
@example(rows=[([10000.0, 9000.0], 0), ([-10000.0, -9000.0], 0)])
@agrees_with(reference.cross_entropy_from_logits)
def test_cross_entropy_from_logits_of_large_logits(rows):
    return logits_and_labels(rows)


@pytest.mark.points("cross_entropy_from_logits", 0.1)
@pytest.mark.says(
    es="Con K logits iguales cada muestra cuesta log K.",
    en="With K equal logits every sample costs log K.",
)
@given(k=integers(2, 10), height=numbers, labels=lists(integers(0, 1), min_size=1, max_size=5))
@agrees_with(reference.cross_entropy_from_logits)
def test_cross_entropy_from_logits_of_equal_logits(k, height, labels):
    return np.full((len(labels), k), height), np.array(labels)


@pytest.mark.points("cross_entropy_from_logits", 0.1)
@pytest.mark.says(es="Acepta logits float32.", en="It takes float32 logits.")
@given(rows=logit_batches)
@agrees_with(reference.cross_entropy_from_logits)
def test_cross_entropy_from_logits_of_float32(rows):
    return logits_and_labels(rows, np.float32)


@pytest.mark.points("cross_entropy_from_logits", 0.1)
@pytest.mark.says(
    es="Los arrays que recibe quedan como estaban, y pueden ser de solo lectura.",
    en="The arrays that it gets are left as they were, and may be read-only.",
)
def test_cross_entropy_from_logits_leaves_its_inputs(student):
    logits, labels = np.array([[0.5, 2.0, -1.0], [1.0, 0.25, 0.0]]), np.array([2, 0])
    want = reference.cross_entropy_from_logits(logits, labels)
    got = assert_inputs_unchanged(student, "cross_entropy_from_logits", logits.copy(), labels.copy())
    assert_agrees(got, want)
    assert_agrees(student.cross_entropy_from_logits(read_only(logits), read_only(labels)), want)


@pytest.mark.points("cross_entropy_from_logits", 0.2)
@pytest.mark.says(
    es="Si no hay exactamente una etiqueta por fila, en forma (N,), lanza ValueError.",
    en="Unless there is exactly one label per row, in shape (N,), it raises ValueError.",
)
@pytest.mark.parametrize("shape", LABELS_THAT_DIFFER)
@agrees_with(reference.cross_entropy_from_logits)
def test_cross_entropy_from_logits_of_other_shapes(shape):
    return halves((2, 3)), np.zeros(shape, dtype=int)


@pytest.mark.points("cross_entropy_from_logits", 0.1)
@pytest.mark.says(
    es="Con K clases la etiqueta K ya no existe: ValueError.",
    en="With K classes there is no label K: ValueError.",
)
@given(rows=logit_batches, excess=integers(0, 2))
@agrees_with(reference.cross_entropy_from_logits)
def test_cross_entropy_from_logits_of_a_label_too_large(rows, excess):
    logits, labels = logits_and_labels(rows)
    labels[-1] = logits.shape[1] + excess
    return logits, labels


@pytest.mark.points("cross_entropy_from_logits", 0.1)
@pytest.mark.says(
    es="Una etiqueta negativa se rechaza con ValueError: no cuenta desde el final.",
    en="A negative label is refused with ValueError: it does not count from the end.",
)
@given(rows=logit_batches, label=integers(-3, -1))
@agrees_with(reference.cross_entropy_from_logits)
def test_cross_entropy_from_logits_of_a_negative_label(rows, label):
    logits, labels = logits_and_labels(rows)
    labels[0] = label
    return logits, labels


@pytest.mark.points("cross_entropy_from_logits", 0.1)
@pytest.mark.says(es="Un lote vacío se rechaza con ValueError.", en="An empty batch is refused with ValueError.")
@pytest.mark.parametrize("shape", [(0, 3)])
@agrees_with(reference.cross_entropy_from_logits)
def test_cross_entropy_from_logits_of_no_sample(shape):
    return np.zeros(shape), np.zeros(shape[:1], dtype=int)


# softmax_cross_entropy_gradient


@pytest.mark.points("softmax_cross_entropy_gradient", 0.5)
@pytest.mark.says(
    es="El gradiente es la derivada de la media respecto a cada logit, también con una sola muestra.",
    en="The gradient is the derivative of the mean with respect to each logit, for a single sample too.",
)
@given(rows=logit_batches)
@example(rows=[([0.0, 1.0, -1.0], 1)])
@example(rows=[([0.0, 1.0], 0), ([2.0, 0.5], 1), ([1.0, 1.0], 0)])
@agrees_with(reference.softmax_cross_entropy_gradient)
def test_softmax_cross_entropy_gradient_of_any_batch(rows):
    return logits_and_labels(rows)


@pytest.mark.points("softmax_cross_entropy_gradient", 0.3)
@pytest.mark.says(
    es="Es correcto con logits de tamaño 1e4, positivos y negativos.",
    en="It is right for logits of size 1e4, positive and negative.",
)
@given(rows=large_batches)
@example(rows=[([10000.0, 9000.0], 0), ([-10000.0, -9000.0], 0)])
@agrees_with(reference.softmax_cross_entropy_gradient)
def test_softmax_cross_entropy_gradient_of_large_logits(rows):
    return logits_and_labels(rows)


@pytest.mark.points("softmax_cross_entropy_gradient", 0.1)
@pytest.mark.says(es="Acepta logits float32.", en="It takes float32 logits.")
@given(rows=logit_batches)
@agrees_with(reference.softmax_cross_entropy_gradient)
def test_softmax_cross_entropy_gradient_of_float32(rows):
    return logits_and_labels(rows, np.float32)


@pytest.mark.points("softmax_cross_entropy_gradient", 0.1)
@pytest.mark.says(
    es="Los arrays que recibe quedan como estaban, y pueden ser de solo lectura.",
    en="The arrays that it gets are left as they were, and may be read-only.",
)
def test_softmax_cross_entropy_gradient_leaves_its_inputs(student):
    logits, labels = np.array([[0.5, 2.0, -1.0], [1.0, 0.25, 0.0]]), np.array([2, 0])
    want = reference.softmax_cross_entropy_gradient(logits, labels)
    got = assert_inputs_unchanged(student, "softmax_cross_entropy_gradient", logits.copy(), labels.copy())
    assert_agrees(got, want)
    assert_agrees(student.softmax_cross_entropy_gradient(read_only(logits), read_only(labels)), want)


@pytest.mark.points("softmax_cross_entropy_gradient", 0.2)
@pytest.mark.says(
    es="Si no hay exactamente una etiqueta por fila, en forma (N,), lanza ValueError.",
    en="Unless there is exactly one label per row, in shape (N,), it raises ValueError.",
)
@pytest.mark.parametrize("shape", LABELS_THAT_DIFFER)
@agrees_with(reference.softmax_cross_entropy_gradient)
def test_softmax_cross_entropy_gradient_of_other_shapes(shape):
    return halves((2, 3)), np.zeros(shape, dtype=int)


@pytest.mark.points("softmax_cross_entropy_gradient", 0.1)
@pytest.mark.says(
    es="Con K clases la etiqueta K ya no existe: ValueError.",
    en="With K classes there is no label K: ValueError.",
)
@given(rows=logit_batches, excess=integers(0, 2))
@agrees_with(reference.softmax_cross_entropy_gradient)
def test_softmax_cross_entropy_gradient_of_a_label_too_large(rows, excess):
    logits, labels = logits_and_labels(rows)
    labels[-1] = logits.shape[1] + excess
    return logits, labels


@pytest.mark.points("softmax_cross_entropy_gradient", 0.1)
@pytest.mark.says(
    es="Una etiqueta negativa se rechaza con ValueError: no cuenta desde el final.",
    en="A negative label is refused with ValueError: it does not count from the end.",
)
@given(rows=logit_batches, label=integers(-3, -1))
@agrees_with(reference.softmax_cross_entropy_gradient)
def test_softmax_cross_entropy_gradient_of_a_negative_label(rows, label):
    logits, labels = logits_and_labels(rows)
    labels[0] = label
    return logits, labels


@pytest.mark.points("softmax_cross_entropy_gradient", 0.1)
@pytest.mark.says(es="Un lote vacío se rechaza con ValueError.", en="An empty batch is refused with ValueError.")
@pytest.mark.parametrize("shape", [(0, 3)])
@agrees_with(reference.softmax_cross_entropy_gradient)
def test_softmax_cross_entropy_gradient_of_no_sample(shape):
    return np.zeros(shape), np.zeros(shape[:1], dtype=int)
