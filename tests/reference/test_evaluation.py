"""The reference of topic 08 against numbers worked by hand, properties, slower definitions and torch."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.strategies import floats, integers, lists, tuples
from numpy.testing import assert_allclose, assert_array_equal

from cnn_reference.evaluation import (
    accuracy,
    best_epoch,
    bias_variance,
    confusion_matrix,
    diagnose,
    per_class_accuracy,
    smooth,
)

EXACT = {"rtol": 1e-12, "atol": 1e-12}  # a few roundings of float64
Y_TRUE = np.array([0, 0, 0, 1, 1, 2])
Y_PRED = np.array([0, 0, 1, 1, 2, 2])

unhurried = settings(deadline=None, max_examples=60)
labelled = integers(1, 5).flatmap(
    lambda k: tuples(lists(tuples(integers(0, k - 1), integers(0, k - 1)), min_size=1, max_size=12), integers(k, k + 1))
)
curves = lists(floats(-10, 10), min_size=1, max_size=12).map(np.array)
# Few values, so that ties are common.
losses = lists(integers(0, 5), min_size=1, max_size=12).map(lambda numbers: np.array(numbers) / 4)


@pytest.fixture(autouse=True)
def _numpy_raises():
    """An absent class is NaN without any 0 / 0."""
    with np.errstate(all="raise", under="ignore"):
        yield


def labels_of(case):
    pairs, classes = case
    y_true, y_pred = (np.array(column) for column in zip(*pairs, strict=True))
    return y_true, y_pred, classes


# Numbers worked by hand


def test_accuracy_of_six_samples():
    # hits at 0, 1, 3 and 5
    assert accuracy(Y_TRUE, Y_PRED) == pytest.approx(4 / 6, abs=1e-15)


@pytest.mark.parametrize(("predicted", "share"), [(1, 1.0), (0, 0.0)])
def test_accuracy_of_a_single_sample(predicted, share):
    assert accuracy(np.array([1]), np.array([predicted])) == share


def test_confusion_matrix_has_the_true_class_in_its_rows():
    # class 0: two recognised, one taken for 1; class 1: one of each; class 2: recognised
    assert_array_equal(confusion_matrix(Y_TRUE, Y_PRED, 3), [[2, 1, 0], [0, 1, 1], [0, 0, 1]])


def test_confusion_matrix_counts_a_repeated_pair_every_time():
    assert_array_equal(confusion_matrix(np.array([1, 1, 1]), np.array([0, 0, 0]), 2), [[0, 0], [3, 0]])


def test_confusion_matrix_has_rows_and_columns_of_absent_classes():
    assert_array_equal(confusion_matrix(np.array([2]), np.array([0]), 3), [[0, 0, 0], [0, 0, 0], [1, 0, 0]])


def test_per_class_accuracy_of_six_samples():
    # 2 of 3, 1 of 2, 1 of 1, none of none
    assert_allclose(per_class_accuracy(Y_TRUE, Y_PRED, 4), [2 / 3, 1 / 2, 1, np.nan], **EXACT)


def test_a_class_that_is_never_recognised_has_zero_and_not_nan():
    assert_array_equal(per_class_accuracy(np.array([1]), np.array([0]), 2), [np.nan, 0])


@pytest.mark.parametrize(
    ("window", "want"),
    [
        (1, [4, 2, 3, 7]),
        (2, [4, 3, 2.5, 5]),  # 4; (4 + 2) / 2; (2 + 3) / 2; (3 + 7) / 2
        (3, [4, 3, 3, 4]),  # 4; 6 / 2; 9 / 3; 12 / 3
        (4, [4, 3, 3, 4]),  # the last 16 / 4
        (100, [4, 3, 3, 4]),
    ],
)
def test_smooth_four_values(window, want):
    assert_allclose(smooth(np.array([4.0, 2.0, 3.0, 7.0]), window), want, **EXACT)


@pytest.mark.parametrize(
    ("numbers", "patience", "epoch"),
    [
        ([3], 1, 0),
        ([3, 2, 1], 1, 2),  # never stops
        ([2, 3, 1], 1, 0),  # stops at epoch 1
        ([2, 3, 1], 2, 2),  # one epoch without improvement is not two
        ([2, 3, 3, 1], 2, 0),
        ([2, 2, 2, 1], 2, 0),  # ties do not count
        ([2, 2, 2, 1], 3, 3),
        ([4, 5, 3, 4, 2], 2, 4),  # never two in a row
        ([1, 3, 2, 0], 2, 0),  # 2 is lower than 3, but not than 1
        ([2, 1, 3, 3], 2, 1),  # stops at epoch 3
        ([1, 2, 3], 5, 0),  # the curve ends first
    ],
)
def test_best_epoch_of_worked_curves(numbers, patience, epoch):
    assert best_epoch(np.array(numbers, dtype=float), patience) == epoch


@pytest.mark.parametrize(
    ("train", "validation", "verdict"),
    [
        (0.5, 0.5, "underfitting"),
        (0.5, 0.0, "underfitting"),  # the gap is large as well, but the fit comes first
        (0.75, 0.75, "good fit"),  # right at target - tolerance
        (0.734375, 0.75, "underfitting"),  # 1/64 below it
        (1.0, 0.5, "overfitting"),
        (1.0, 0.875, "good fit"),  # a gap of exactly the tolerance
        (1.0, 0.859375, "overfitting"),  # 1/64 more
        (0.75, 1.0, "good fit"),  # the validation is better
        (0.875, 0.625, "overfitting"),
    ],
)
def test_diagnose_with_target_seven_eighths_and_tolerance_one_eighth(train, validation, verdict):
    earlier = [1.0, 0.0]
    curves = np.array([*earlier, train]), np.array([*earlier, validation])
    assert diagnose(*curves, 0.875, 0.125) == verdict


def test_bias_and_variance_of_three_models():
    # mean predictions 2 and 4; squared biases 1 and 0; variances (1 + 1 + 0) / 3 and (1 + 1 + 4) / 3
    predictions = np.array([[1.0, 5.0], [3.0, 5.0], [2.0, 2.0]])

    bias_squared, variance = bias_variance(predictions, np.array([1.0, 4.0]))

    assert bias_squared == pytest.approx(0.5, abs=1e-12)
    assert variance == pytest.approx((2 / 3 + 2) / 2, abs=1e-12)


def test_one_model_has_no_variance():
    assert bias_variance(np.array([[1.0, -2.0]]), np.zeros(2)) == (2.5, 0.0)


# Dtypes and inputs


@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.int32, np.int64])
def test_labels_may_be_integers_of_any_type(dtype):
    y_true, y_pred = Y_TRUE.astype(dtype), Y_PRED.astype(dtype)

    assert accuracy(y_true, y_pred) == accuracy(Y_TRUE, Y_PRED)
    assert_array_equal(confusion_matrix(y_true, y_pred, 3), confusion_matrix(Y_TRUE, Y_PRED, 3))
    assert_array_equal(per_class_accuracy(y_true, y_pred, 3), per_class_accuracy(Y_TRUE, Y_PRED, 3))


def test_results_are_float64_even_of_float32():
    curve = np.array([[1.0, 0.5], [0.25, 2.0]], dtype=np.float32)

    assert type(accuracy(Y_TRUE, Y_PRED)) is float
    assert confusion_matrix(Y_TRUE, Y_PRED, 3).dtype == np.int64
    assert smooth(curve[0], 2).dtype == np.float64
    assert type(best_epoch(curve[0], 1)) is int
    assert [type(one) for one in bias_variance(curve, curve[0])] == [float, float]


def test_inputs_may_be_read_only_and_are_left_alone():
    curve, table = np.array([1.0, 0.5, 0.75]), np.array([[1.0, 0.5, 0.75], [0.0, 0.25, 1.0]])
    arrays = (Y_TRUE.copy(), Y_PRED.copy(), curve, table)
    for array in arrays:
        array.flags.writeable = False

    accuracy(arrays[0], arrays[1])
    per_class_accuracy(arrays[0], arrays[1], 3)
    assert not np.shares_memory(smooth(curve, 1), curve)
    best_epoch(curve, 1)
    diagnose(curve, curve, 1.0, 0.0)
    bias_variance(table, curve)


# Properties


@unhurried
@given(labelled)
def test_every_sample_is_in_one_cell_of_the_matrix(case):
    y_true, y_pred, classes = labels_of(case)

    matrix = confusion_matrix(y_true, y_pred, classes)

    assert matrix.shape == (classes, classes)
    assert_array_equal(matrix.sum(axis=1), np.bincount(y_true, minlength=classes))
    assert_array_equal(matrix.sum(axis=0), np.bincount(y_pred, minlength=classes))


@unhurried
@given(labelled)
def test_the_matrix_is_that_of_a_loop_over_the_samples(case):
    y_true, y_pred, classes = labels_of(case)
    matrix = np.zeros((classes, classes), dtype=int)
    for pair in zip(y_true, y_pred, strict=True):
        matrix[pair] += 1

    assert_array_equal(confusion_matrix(y_true, y_pred, classes), matrix)


@unhurried
@given(labelled)
def test_accuracy_is_the_mean_over_the_classes_weighted_by_their_samples(case):
    y_true, y_pred, classes = labels_of(case)
    weights = np.bincount(y_true, minlength=classes) / len(y_true)

    mean = np.nansum(weights * per_class_accuracy(y_true, y_pred, classes))

    assert mean == pytest.approx(accuracy(y_true, y_pred), abs=1e-12)


@unhurried
@given(labelled)
def test_nan_marks_the_classes_without_samples_and_no_others(case):
    y_true, y_pred, classes = labels_of(case)
    absent = ~np.isin(np.arange(classes), y_true)
    assert_array_equal(np.isnan(per_class_accuracy(y_true, y_pred, classes)), absent)


@unhurried
@given(curves, integers(1, 15))
def test_smooth_is_a_difference_of_cumulative_sums(curve, window):
    sums = np.concatenate(([0.0], np.cumsum(curve)))
    ends = np.arange(1, len(curve) + 1)
    starts = np.maximum(ends - window, 0)

    assert_allclose(smooth(curve, window), (sums[ends] - sums[starts]) / (ends - starts), atol=1e-10)


@unhurried
@given(curves, integers(1, 15))
def test_the_future_does_not_change_the_smoothed_past(curve, window):
    assert_array_equal(smooth(curve, window)[:1], smooth(curve[:1], window))
    assert_array_equal(smooth(curve, window)[:-1], smooth(curve[:-1], window))


@unhurried
@given(losses, integers(1, 5))
def test_best_epoch_agrees_with_looking_for_the_stop_first(curve, patience):
    """The first epoch that is `patience` behind the earliest minimum up to it ends the training."""
    behind = [epoch - int(np.argmin(curve[: epoch + 1])) for epoch in range(len(curve))]
    stop = next((epoch for epoch, waited in enumerate(behind) if waited == patience), len(curve) - 1)
    assert best_epoch(curve, patience) == np.argmin(curve[: stop + 1])


@unhurried
@given(losses)
def test_endless_patience_finds_the_minimum(curve):
    assert best_epoch(curve, len(curve)) == np.argmin(curve)


@unhurried
@given(integers(1, 4).flatmap(lambda n: lists(lists(floats(-10, 10), min_size=n, max_size=n), min_size=2, max_size=6)))
def test_bias_and_variance_add_up_to_the_mean_squared_error(rows):
    *predictions, truth = np.array(rows)
    error = np.mean((np.array(predictions) - truth) ** 2)
    assert sum(bias_variance(np.array(predictions), truth)) == pytest.approx(error, rel=1e-9, abs=1e-9)


# A second opinion


def test_torch_agrees_on_the_trailing_mean():
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(1)
    curve, window = rng.normal(size=20), 4

    padded = torch.nn.functional.pad(torch.tensor(curve)[None, None], (window - 1, 0))
    sums = torch.nn.functional.avg_pool1d(padded, window, stride=1)[0, 0].numpy() * window
    counts = np.minimum(np.arange(1, 21), window)

    assert_allclose(smooth(curve, window), sums / counts, **EXACT)


def test_torch_agrees_on_bias_and_variance():
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(2)
    predictions, truth = rng.normal(size=(6, 5)), rng.normal(size=5)
    theirs = torch.tensor(predictions)

    bias_squared = torch.nn.functional.mse_loss(theirs.mean(0), torch.tensor(truth)).item()
    variance = theirs.var(0, correction=0).mean().item()

    assert_allclose(bias_variance(predictions, truth), (bias_squared, variance), **EXACT)


def test_torch_agrees_on_the_confusion_matrix():
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(3)
    y_true, y_pred = rng.integers(0, 7, 100), rng.integers(0, 7, 100)

    cells = torch.bincount(torch.tensor(7 * y_true + y_pred), minlength=49).reshape(7, 7).numpy()

    assert_array_equal(confusion_matrix(y_true, y_pred, 7), cells)
    assert_allclose(per_class_accuracy(y_true, y_pred, 7), np.diag(cells) / cells.sum(axis=1), **EXACT)
