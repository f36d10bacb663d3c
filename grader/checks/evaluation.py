"""Hidden checks of exercise 08: evaluation.

Curves and predictions are drawn as multiples of 1/64 or coarser, which float32 holds exactly: every comparison in
`best_epoch` and `diagnose` has the same result in float32 as in float64. Narrow integer labels stay below 8, so that
a student who numbers the cells of the matrix, true * K + predicted, does not leave the range of their dtype.
"""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis.strategies import composite, integers, lists, sampled_from, tuples

from cnn_reference import evaluation as reference
from cnn_reference.misconceptions import evaluation as misconceptions
from gradiente.checking import agrees_with, assert_agrees, assert_inputs_unchanged, read_only

MISCONCEPTIONS = misconceptions.MISCONCEPTIONS

label_dtypes = sampled_from([np.uint8, np.int32, np.int8, np.int64])


def columns(pairs, true_dtype=np.int64, pred_dtype=np.int64):
    """Turn pairs (true class, predicted class) into the arrays (N,) of a call."""
    y_true, y_pred = zip(*pairs, strict=True)
    return np.array(y_true, dtype=true_dtype), np.array(y_pred, dtype=pred_dtype)


def pairs_of(classes, most=10):
    """Draw pairs (true class, predicted class)."""
    return lists(tuples(integers(0, classes - 1), integers(0, classes - 1)), min_size=1, max_size=most)


labelled = integers(2, 5).flatmap(lambda k: tuples(pairs_of(k), integers(k, k)))
crowded = integers(2, 3).flatmap(lambda k: tuples(pairs_of(k, most=24), integers(k, k)))


@composite
def with_absent_classes(draw):
    """Draw samples of some of the classes, the first, the last and one in between possibly missing."""
    classes = draw(integers(3, 6))
    present = draw(lists(integers(0, classes - 1), min_size=1, max_size=2, unique=True))
    return draw(lists(tuples(sampled_from(present), sampled_from(present)), min_size=1, max_size=8)), classes


@composite
def with_missed_classes(draw):
    """Draw samples some classes of which are never recognised and others never predicted."""
    classes = draw(integers(2, 4))
    favourite = draw(integers(0, classes - 1))
    trues = draw(lists(integers(0, classes - 1), min_size=1, max_size=8))
    return [(true, favourite) for true in trues], classes


# accuracy


@pytest.mark.points("accuracy", 0.5)
@pytest.mark.says(
    es="Es la fracción de aciertos, también con una sola muestra.",
    en="It is the share of hits, for a single sample too.",
)
@given(pairs=pairs_of(4))
@example(pairs=[(1, 1)])
@example(pairs=[(1, 0)])
@example(pairs=[(0, 0), (1, 2), (2, 2), (1, 1)])
@agrees_with(reference.accuracy)
def test_accuracy_of_any_samples(pairs):
    return columns(pairs)


@pytest.mark.points("accuracy", 0.2)
@pytest.mark.says(
    es="Es 1 si todo son aciertos y 0 si no hay ninguno.",
    en="It is 1 if all are hits and 0 if there is none.",
)
@given(labels=lists(integers(0, 4), min_size=1, max_size=8), shift=sampled_from([0, 1]))
@example(labels=[2, 0, 1], shift=0)
@example(labels=[2, 0, 1], shift=1)
@agrees_with(reference.accuracy)
def test_accuracy_of_hits_alone_and_of_errors_alone(labels, shift):
    return np.array(labels), np.array(labels) + shift


@pytest.mark.points("accuracy", 0.1)
@pytest.mark.says(
    es="Las etiquetas pueden ser enteros de cualquier tipo, uint8 incluido.",
    en="Labels may be integers of any type, uint8 included.",
)
@given(pairs=pairs_of(4), true_dtype=label_dtypes, pred_dtype=label_dtypes)
@agrees_with(reference.accuracy)
def test_accuracy_of_any_integers(pairs, true_dtype, pred_dtype):
    return columns(pairs, true_dtype, pred_dtype)


@pytest.mark.points("accuracy", 0.2)
@pytest.mark.says(
    es="Las etiquetas que recibe quedan como estaban, y pueden ser de solo lectura.",
    en="The labels that it gets are left as they were, and may be read-only.",
)
def test_accuracy_leaves_its_inputs(student):
    y_true, y_pred = np.array([2, 0, 1, 1, 2]), np.array([2, 1, 1, 1, 0])
    assert_agrees(assert_inputs_unchanged(student, "accuracy", y_true.copy(), y_pred.copy()), 0.6)
    assert_agrees(student.accuracy(read_only(y_true), read_only(y_pred)), 0.6)


# confusion_matrix


@pytest.mark.points("confusion_matrix", 0.5)
@pytest.mark.says(
    es="Las filas son la clase verdadera y las columnas la predicha; cada muestra cuenta 1.",
    en="Rows are the true class and columns the predicted one; every sample counts 1.",
)
@given(case=labelled)
@example(case=([(0, 1)], 2))
@example(case=([(0, 1), (1, 1), (2, 0), (2, 2)], 3))
@agrees_with(reference.confusion_matrix)
def test_confusion_matrix_of_any_samples(case):
    pairs, classes = case
    return *columns(pairs), classes


@pytest.mark.points("confusion_matrix", 0.3)
@pytest.mark.says(
    es="Una pareja de clases que se repite cuenta todas las veces.",
    en="A pair of classes that appears again counts every time.",
)
@given(case=crowded)
@example(case=([(0, 0), (0, 0)], 2))
@example(case=([(0, 1), (0, 1), (0, 1), (1, 1)], 2))
@example(case=([(0, 1)] * 300, 2))  # more than a uint8 counts
@agrees_with(reference.confusion_matrix)
def test_confusion_matrix_of_repeated_pairs(case):
    pairs, classes = case
    return *columns(pairs), classes


@pytest.mark.points("confusion_matrix", 0.3)
@pytest.mark.says(
    es="Siempre es (n_classes, n_classes): una clase que no aparece tiene ceros.",
    en="It is (n_classes, n_classes) always: a class that does not appear has zeros.",
)
@given(case=with_absent_classes())
@example(case=([(0, 0)], 3))
@example(case=([(2, 2), (0, 2)], 3))
@agrees_with(reference.confusion_matrix)
def test_confusion_matrix_with_absent_classes(case):
    pairs, classes = case
    return *columns(pairs), classes


@pytest.mark.points("confusion_matrix", 0.1)
@pytest.mark.says(
    es="Con 43 clases, como en el caso de estudio, cada muestra va a su celda.",
    en="With 43 classes, as in the case study, each sample goes to its cell.",
)
@given(pairs=pairs_of(43, most=6))
@example(pairs=[(42, 0), (0, 42), (42, 42)])
@agrees_with(reference.confusion_matrix)
def test_confusion_matrix_of_the_traffic_signs(pairs):
    return *columns(pairs), 43


@pytest.mark.points("confusion_matrix", 0.1)
@pytest.mark.says(
    es="Las etiquetas pueden ser enteros de cualquier tipo, uint8 incluido.",
    en="Labels may be integers of any type, uint8 included.",
)
@given(case=labelled, true_dtype=label_dtypes, pred_dtype=label_dtypes)
@agrees_with(reference.confusion_matrix)
def test_confusion_matrix_of_any_integers(case, true_dtype, pred_dtype):
    pairs, classes = case
    return *columns(pairs, true_dtype, pred_dtype), classes


@pytest.mark.points("confusion_matrix", 0.2)
@pytest.mark.says(
    es="Las etiquetas que recibe quedan como estaban, y pueden ser de solo lectura.",
    en="The labels that it gets are left as they were, and may be read-only.",
)
def test_confusion_matrix_leaves_its_inputs(student):
    y_true, y_pred = np.array([2, 0, 1, 1, 2]), np.array([2, 1, 1, 1, 0])
    want = reference.confusion_matrix(y_true, y_pred, 3)
    assert_agrees(assert_inputs_unchanged(student, "confusion_matrix", y_true.copy(), y_pred.copy(), 3), want)
    assert_agrees(student.confusion_matrix(read_only(y_true), read_only(y_pred), 3), want)


# per_class_accuracy


@pytest.mark.points("per_class_accuracy", 0.5)
@pytest.mark.says(
    es="Cada clase tiene la fracción de sus propias muestras que se ha reconocido.",
    en="Each class has the share of its own samples that was recognised.",
)
@given(case=labelled)
@example(case=([(0, 0), (0, 1), (1, 1)], 2))
@example(case=([(0, 1), (1, 1), (2, 0), (2, 2), (2, 2)], 3))
@agrees_with(reference.per_class_accuracy)
def test_per_class_accuracy_of_any_samples(case):
    pairs, classes = case
    return *columns(pairs), classes


@pytest.mark.points("per_class_accuracy", 0.4)
@pytest.mark.says(
    es="Una clase sin muestras tiene NaN, esté donde esté, y el resultado tiene siempre n_classes valores.",
    en="A class without samples has NaN, wherever it is, and the result always has n_classes values.",
)
@given(case=with_absent_classes())
@example(case=([(0, 0)], 3))
@example(case=([(2, 2), (0, 2)], 3))
@agrees_with(reference.per_class_accuracy)
def test_per_class_accuracy_with_absent_classes(case):
    pairs, classes = case
    return *columns(pairs), classes


@pytest.mark.points("per_class_accuracy", 0.2)
@pytest.mark.says(
    es="Una clase con muestras de las que no se reconoce ninguna tiene 0, no NaN.",
    en="A class with samples none of which is recognised has 0, not NaN.",
)
@given(case=with_missed_classes())
@example(case=([(1, 0)], 2))
@example(case=([(0, 0), (1, 0), (2, 0)], 3))
@agrees_with(reference.per_class_accuracy)
def test_per_class_accuracy_of_missed_classes(case):
    pairs, classes = case
    return *columns(pairs), classes


@pytest.mark.points("per_class_accuracy", 0.1)
@pytest.mark.says(
    es="Las muestras que se repiten cuentan todas las veces.",
    en="Samples that are alike count every time.",
)
@given(case=crowded)
@example(case=([(0, 0), (0, 0), (0, 1), (1, 1)], 2))
@agrees_with(reference.per_class_accuracy)
def test_per_class_accuracy_of_repeated_pairs(case):
    pairs, classes = case
    return *columns(pairs), classes


@pytest.mark.points("per_class_accuracy", 0.1)
@pytest.mark.says(
    es="Las etiquetas pueden ser enteros de cualquier tipo, uint8 incluido.",
    en="Labels may be integers of any type, uint8 included.",
)
@given(case=labelled, true_dtype=label_dtypes, pred_dtype=label_dtypes)
@agrees_with(reference.per_class_accuracy)
def test_per_class_accuracy_of_any_integers(case, true_dtype, pred_dtype):
    pairs, classes = case
    return *columns(pairs, true_dtype, pred_dtype), classes


@pytest.mark.points("per_class_accuracy", 0.2)
@pytest.mark.says(
    es="Las etiquetas que recibe quedan como estaban, y pueden ser de solo lectura.",
    en="The labels that it gets are left as they were, and may be read-only.",
)
def test_per_class_accuracy_leaves_its_inputs(student):
    y_true, y_pred = np.array([2, 0, 1, 1, 2]), np.array([2, 1, 1, 1, 0])
    want = reference.per_class_accuracy(y_true, y_pred, 3)
    assert_agrees(assert_inputs_unchanged(student, "per_class_accuracy", y_true.copy(), y_pred.copy(), 3), want)
    assert_agrees(student.per_class_accuracy(read_only(y_true), read_only(y_pred), 3), want)


# smooth

values = integers(-128, 128).map(lambda n: n / 64)


def curves(least=1, most=8):
    """Draw the values of a curve."""
    return lists(values, min_size=least, max_size=most)


@pytest.mark.points("smooth", 0.6)
@pytest.mark.says(
    es="Cada punto es la media de los últimos window valores, el suyo incluido.",
    en="Each point is the mean of the last window values, its own included.",
)
@given(curve=curves(), window=integers(1, 4))
@example(curve=[0.0, 1.0, 0.0, -1.0, 2.0], window=2)
@example(curve=[0.0, 1.0, 0.0, -1.0, 2.0], window=3)
@agrees_with(reference.smooth)
def test_smooth_any_curve(curve, window):
    return np.array(curve), window


@pytest.mark.points("smooth", 0.3)
@pytest.mark.says(
    es="Al principio se promedian los valores que hay, y el resultado es tan largo como la curva.",
    en="At the beginning the values that there are are averaged, and the result is as long as the curve.",
)
@given(curve=curves(least=4), window=integers(3, 4))
@example(curve=[1.0, 0.0, 0.0, 1.0], window=3)
@agrees_with(reference.smooth)
def test_smooth_the_beginning(curve, window):
    return np.array(curve), window


@pytest.mark.points("smooth", 0.2)
@pytest.mark.says(
    es="La ventana puede ser más larga que la curva.",
    en="The window may be longer than the curve.",
)
@given(curve=curves(most=4), more=integers(1, 20))
@example(curve=[1.0], more=1)
@example(curve=[1.0, 0.0, 2.0], more=1)
@agrees_with(reference.smooth)
def test_smooth_with_a_window_longer_than_the_curve(curve, more):
    return np.array(curve), len(curve) + more


@pytest.mark.points("smooth", 0.1)
@pytest.mark.says(
    es="Con ventana 1 la curva queda igual.",
    en="With window 1 the curve stays as it is.",
)
@given(curve=curves())
@example(curve=[1.0, 0.0])
@agrees_with(reference.smooth)
def test_smooth_with_window_1(curve):
    return np.array(curve), 1


@pytest.mark.points("smooth", 0.1)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(curve=curves(), window=integers(1, 4))
@agrees_with(reference.smooth)
def test_smooth_float32(curve, window):
    return np.array(curve, dtype=np.float32), window


@pytest.mark.points("smooth", 0.2)
@pytest.mark.says(
    es="La curva que recibe queda como estaba, y puede ser de solo lectura.",
    en="The curve that it gets is left as it was, and may be read-only.",
)
def test_smooth_leaves_its_input(student):
    curve = np.array([2.0, 0.5, 1.0, -0.25, 3.0])
    want = reference.smooth(curve, 3)
    assert_agrees(assert_inputs_unchanged(student, "smooth", curve.copy(), 3), want)
    assert_agrees(student.smooth(read_only(curve), 3), want)


# best_epoch


def losses(least=1, most=10):
    """Draw a curve of losses from a few values, so that ties are common."""
    return lists(integers(0, 6), min_size=least, max_size=most)


def as_losses(numbers, dtype=np.float64):
    """Turn whole numbers into quarters."""
    return np.array(numbers, dtype=dtype) / 4


@composite
def with_a_later_better_loss(draw):
    """Draw a curve that has its lowest loss after a stretch of about `patience` epochs without improvement."""
    patience = draw(integers(1, 4))
    start = draw(integers(3, 6))
    stretch = draw(lists(integers(start, 6), min_size=max(patience - 1, 0), max_size=patience + 1))
    return [*draw(lists(integers(start + 1, 7), max_size=1)), start, *stretch, start - draw(integers(1, 3))], patience


@composite
def with_ties(draw):
    """Draw a curve whose best loss appears more than once."""
    best = draw(integers(0, 3))
    rest = draw(lists(sampled_from([best, best + 1, best + 2]), min_size=1, max_size=6))
    return [*draw(lists(integers(best, 6), max_size=2)), best, *rest], draw(integers(1, 4))


@pytest.mark.points("best_epoch", 0.5)
@pytest.mark.says(
    es="Es el índice de la mejor pérdida vista cuando se para el entrenamiento, contado desde 0.",
    en="It is the index of the best loss seen when training stops, counted from 0.",
)
@given(numbers=losses(), patience=integers(1, 4))
@example(numbers=[4, 5, 3, 4, 2], patience=2)
@example(numbers=[1, 3, 2, 0], patience=2)
@example(numbers=[2, 1, 3, 3], patience=2)
@agrees_with(reference.best_epoch)
def test_best_epoch_of_any_curve(numbers, patience):
    return as_losses(numbers), patience


@pytest.mark.points("best_epoch", 0.5)
@pytest.mark.says(
    es="El entrenamiento se para tras patience épocas seguidas sin mejora, ni una antes ni una después.",
    en="Training stops after patience epochs in a row without improvement, not one earlier and not one later.",
)
@given(case=with_a_later_better_loss())
@example(case=([2, 3, 1], 1))
@example(case=([2, 3, 1], 2))
@example(case=([3, 5, 4, 4, 2], 3))
@agrees_with(reference.best_epoch)
def test_best_epoch_before_a_better_one(case):
    numbers, patience = case
    return as_losses(numbers), patience


@pytest.mark.points("best_epoch", 0.4)
@pytest.mark.says(
    es="Un empate no es una mejora: cuenta como espera y se queda la primera época.",
    en="A tie is no improvement: it counts as waiting, and the earliest epoch stays.",
)
@given(case=with_ties())
@example(case=([2, 2], 1))
@example(case=([2, 2, 1], 1))
@example(case=([2, 3, 2, 1], 2))
@agrees_with(reference.best_epoch)
def test_best_epoch_of_ties(case):
    numbers, patience = case
    return as_losses(numbers), patience


@pytest.mark.points("best_epoch", 0.2)
@pytest.mark.says(
    es="La curva puede acabar antes de que se agote la paciencia, y tener una sola época.",
    en="The curve may end before patience runs out, and have a single epoch.",
)
@given(numbers=losses(most=4), more=integers(0, 3))
@example(numbers=[3], more=0)
@example(numbers=[3, 2, 1], more=0)
@agrees_with(reference.best_epoch)
def test_best_epoch_of_a_short_curve(numbers, more):
    return as_losses(numbers), len(numbers) + more


@pytest.mark.points("best_epoch", 0.2)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(numbers=losses(), patience=integers(1, 4))
@agrees_with(reference.best_epoch)
def test_best_epoch_of_float32(numbers, patience):
    return as_losses(numbers, np.float32), patience


@pytest.mark.points("best_epoch", 0.2)
@pytest.mark.says(
    es="La curva que recibe queda como estaba, y puede ser de solo lectura.",
    en="The curve that it gets is left as it was, and may be read-only.",
)
def test_best_epoch_leaves_its_input(student):
    curve = np.array([2.0, 1.0, 1.5, 1.25, 0.5])
    assert_agrees(assert_inputs_unchanged(student, "best_epoch", curve.copy(), 2), 1)
    assert_agrees(student.best_epoch(read_only(curve), 3), 4)


# diagnose

shares = integers(0, 16).map(lambda n: n / 16)
tolerances = integers(0, 6).map(lambda n: n / 16)
earlier = lists(tuples(shares, shares), max_size=3)


def accuracies(before, train, validation, dtype=np.float64):
    """Turn pairs of earlier accuracies and the last two into the curves of a call."""
    curves = np.array([*before, (train, validation)], dtype=dtype)
    return curves[:, 0].copy(), curves[:, 1].copy()


@composite
def at_the_limits(draw):
    """Draw accuracies at a limit, or 1/16 beside it."""
    tolerance = draw(tolerances)
    target = draw(integers(8, 15)) / 16
    if draw(sampled_from([True, False])):
        train = target - tolerance + draw(integers(-1, 1)) / 16
        return train, draw(shares), target, tolerance
    train = target + draw(integers(0, 1)) / 16
    return train, min(train - tolerance + draw(integers(-1, 1)) / 16, 1.0), target, tolerance


@pytest.mark.points("diagnose", 0.3)
@pytest.mark.says(
    es="El entrenamiento se compara con target - tolerance, y su distancia a la validación con tolerance.",
    en="The training is compared with target - tolerance, and its distance from the validation with tolerance.",
)
@given(before=earlier, train=shares, validation=shares, target=shares, tolerance=tolerances)
@example(before=[], train=1.0, validation=0.5, target=0.875, tolerance=0.125)
@example(before=[], train=0.8125, validation=0.8125, target=0.875, tolerance=0.125)
@example(before=[], train=0.75, validation=1.0, target=0.5, tolerance=0.125)
@agrees_with(reference.diagnose)
def test_diagnose_any_training(before, train, validation, target, tolerance):
    return *accuracies(before, train, validation), target, tolerance


@pytest.mark.points("diagnose", 0.2)
@pytest.mark.says(
    es="Los valores que están justo en un límite se aceptan.",
    en="Values right at a limit are accepted.",
)
@given(case=at_the_limits())
@example(case=(0.5, 0.5, 0.75, 0.25))
@example(case=(1.0, 0.75, 0.75, 0.25))
@agrees_with(reference.diagnose)
def test_diagnose_at_the_limits(case):
    train, validation, target, tolerance = case
    return *accuracies([], train, validation), target, tolerance


@pytest.mark.points("diagnose", 0.2)
@pytest.mark.says(
    es="Si el entrenamiento no llega al objetivo es «underfitting», sea cual sea la distancia a la validación.",
    en="If the training misses the target it is “underfitting”, whatever the distance from the validation.",
)
@given(before=earlier, train=integers(2, 8), gap=integers(0, 8), tolerance=integers(0, 2))
@example(before=[], train=8, gap=4, tolerance=1)
@agrees_with(reference.diagnose)
def test_diagnose_what_has_not_been_learned(before, train, gap, tolerance):
    return *accuracies(before, train / 16, max(train - gap, 0) / 16), 0.875, tolerance / 16


@pytest.mark.points("diagnose", 0.2)
@pytest.mark.says(
    es="Cuentan los últimos valores de las curvas, no los mejores, los primeros ni la media.",
    en="The last values of the curves count, not the best, the first or the mean.",
)
@given(before=lists(tuples(shares, shares), min_size=1, max_size=3), train=shares, validation=shares)
@example(before=[(0.25, 0.25), (1.0, 1.0)], train=1.0, validation=0.5)
@example(before=[(0.25, 0.25)], train=1.0, validation=1.0)
@example(before=[(1.0, 1.0)], train=0.25, validation=0.25)
@agrees_with(reference.diagnose)
def test_diagnose_by_the_last_values(before, train, validation):
    return *accuracies(before, train, validation), 0.75, 0.125


@pytest.mark.points("diagnose", 0.1)
@pytest.mark.says(
    es="Las curvas que recibe quedan como estaban, y pueden ser float32 y de solo lectura.",
    en="The curves that it gets are left as they were, and may be float32 and read-only.",
)
def test_diagnose_leaves_its_inputs(student):
    train, validation = accuracies([(0.25, 0.5)], 1.0, 0.5)
    got = assert_inputs_unchanged(student, "diagnose", train.copy(), validation.copy(), 0.75, 0.125)
    assert_agrees(got, "overfitting")
    train, validation = accuracies([(0.25, 0.5)], 0.75, 0.625, np.float32)
    assert_agrees(student.diagnose(read_only(train), read_only(validation), 0.75, 0.125), "good fit")


# bias_variance


@composite
def models(draw, most_models=4, most_samples=4):
    """Draw what models predict for samples and the truth, as rows of numbers; the last row is the truth."""
    samples = draw(integers(1, most_samples))
    row = lists(values, min_size=samples, max_size=samples)
    return draw(lists(row, min_size=2, max_size=most_models + 1))


def predictions_and_truth(rows, dtype=np.float64):
    """Turn rows into the arrays (M, N) and (N,) of a call."""
    table = np.array(rows, dtype=dtype)
    return table[:-1].copy(), table[-1].copy()


@pytest.mark.points("bias_variance", 0.6)
@pytest.mark.says(
    es="Sesgo al cuadrado y varianza se miden en cada muestra, sobre los modelos, y se promedian sobre las muestras.",
    en="Squared bias and variance are measured for each sample, over the models, and averaged over the samples.",
)
@given(rows=models())
@example(rows=[[1.0, 0.0], [-1.0, 0.5], [2.0, 1.0], [0.5, -1.0]])
@example(rows=[[1.0, 2.0, 0.5], [0.0, -1.0, 0.25], [-1.0, 1.5, 2.0]])
@agrees_with(reference.bias_variance)
def test_bias_variance_of_any_models(rows):
    return predictions_and_truth(rows)


@pytest.mark.points("bias_variance", 0.2)
@pytest.mark.says(
    es="Con un solo modelo la varianza es 0.",
    en="With a single model the variance is 0.",
)
@given(rows=models(most_models=1))
@example(rows=[[1.0, 0.0], [0.0, 1.0]])
@agrees_with(reference.bias_variance)
def test_bias_variance_of_one_model(rows):
    return predictions_and_truth(rows)


@pytest.mark.points("bias_variance", 0.2)
@pytest.mark.says(
    es="Los errores de signo contrario en dos muestras no se anulan: el sesgo se eleva al cuadrado en cada una.",
    en="Errors of opposite sign in two samples do not cancel out: the bias is squared in each.",
)
@given(
    errors=lists(values, min_size=1, max_size=2),
    truth=values,
    spread=integers(0, 2),
)
@example(errors=[1.0], truth=0.0, spread=0)
@agrees_with(reference.bias_variance)
def test_bias_variance_of_opposite_errors(errors, truth, spread):
    both = np.array([*errors, *(-error for error in errors)])
    centre = np.full(len(both), truth)
    return np.array([centre + both - spread, centre + both + spread]), centre


@pytest.mark.points("bias_variance", 0.1)
@pytest.mark.says(
    es="Con una sola muestra también hay un resultado.",
    en="A single sample has a result too.",
)
@given(rows=models(most_samples=1))
@example(rows=[[1.0], [0.0], [0.0]])
@agrees_with(reference.bias_variance)
def test_bias_variance_of_one_sample(rows):
    return predictions_and_truth(rows)


@pytest.mark.points("bias_variance", 0.2)
@pytest.mark.says(es="Acepta arrays float32.", en="It takes float32 arrays.")
@given(rows=models())
@agrees_with(reference.bias_variance)
def test_bias_variance_of_float32(rows):
    return predictions_and_truth(rows, np.float32)


@pytest.mark.points("bias_variance", 0.2)
@pytest.mark.says(
    es="Los arrays que recibe quedan como estaban, y pueden ser de solo lectura.",
    en="The arrays that it gets are left as they were, and may be read-only.",
)
def test_bias_variance_leaves_its_inputs(student):
    predictions, truth = np.array([[1.0, 0.5, 2.0], [0.0, 0.25, -1.0]]), np.array([0.5, 1.0, 0.25])
    want = reference.bias_variance(predictions, truth)
    assert_agrees(assert_inputs_unchanged(student, "bias_variance", predictions.copy(), truth.copy()), want)
    assert_agrees(student.bias_variance(read_only(predictions), read_only(truth)), want)
