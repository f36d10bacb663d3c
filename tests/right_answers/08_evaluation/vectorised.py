# gradiente: evaluation · en
"""Everything with NumPy, no loop over the samples."""

import numpy as np


def accuracy(y_true, y_pred):
    return np.mean(y_true == y_pred)


def confusion_matrix(y_true, y_pred, n_classes):
    cells = y_true.astype(np.int64) * n_classes + y_pred
    return np.bincount(cells, minlength=n_classes**2).reshape(n_classes, n_classes)


def per_class_accuracy(y_true, y_pred, n_classes):
    matrix = confusion_matrix(y_true, y_pred, n_classes)
    with np.errstate(invalid="ignore"):
        return matrix.diagonal() / matrix.sum(axis=1)


def smooth(curve, window):
    sums = np.concatenate([[0.0], np.cumsum(curve, dtype=np.float64)])
    ends = np.arange(1, len(curve) + 1)
    starts = np.maximum(ends - window, 0)
    return (sums[ends] - sums[starts]) / (ends - starts)


def best_epoch(validation_losses, patience):
    best_so_far = np.minimum.accumulate(validation_losses)
    improved = np.ones(len(validation_losses), dtype=bool)
    improved[1:] = best_so_far[1:] < best_so_far[:-1]
    epochs = np.flatnonzero(improved)
    gaps = np.diff(np.append(epochs, np.inf))
    # the first improvement after which `patience` epochs bring nothing
    return epochs[np.argmax(gaps > patience)]


def diagnose(train_accuracy, validation_accuracy, target, tolerance):
    train, validation = train_accuracy[-1], validation_accuracy[-1]
    return np.select(
        [train < target - tolerance, train - validation > tolerance],
        ["underfitting", "overfitting"],
        "good fit",
    ).item()


def bias_variance(predictions, truth):
    bias_squared = np.mean((predictions.mean(axis=0) - truth) ** 2)
    variance = predictions.var(axis=0).mean()
    return bias_squared, variance
