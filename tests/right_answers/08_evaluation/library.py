# gradiente: evaluation · en
"""As much as possible from libraries."""

import statistics
from collections import Counter, deque
from itertools import accumulate, takewhile

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def accuracy(y_true, y_pred):
    return statistics.fmean(map(int.__eq__, y_true.tolist(), y_pred.tolist()))


def confusion_matrix(y_true, y_pred, n_classes):
    edges = np.arange(n_classes + 1) - 0.5
    return np.histogram2d(y_true, y_pred, bins=[edges, edges])[0]


def per_class_accuracy(y_true, y_pred, n_classes):
    samples = Counter(y_true.tolist())
    hits = Counter(t for t, p in zip(y_true.tolist(), y_pred.tolist()) if t == p)
    return np.array([hits[k] / samples[k] if samples[k] else np.nan for k in range(n_classes)])


def smooth(curve, window):
    padded = np.pad(curve.astype(float), (window - 1, 0), constant_values=np.nan)
    return np.nanmean(sliding_window_view(padded, window), axis=1)


def best_epoch(validation_losses, patience):
    losses = validation_losses.tolist()

    def step(state, epoch):
        best, waited = state
        return (epoch, 0) if losses[epoch] < losses[best] else (best, waited + 1)

    states = accumulate(range(1, len(losses)), step, initial=(0, 0))
    # `best` of the last state before training stops is the best one at the stop as well
    lived = takewhile(lambda state: state[1] < patience, states)
    return deque(lived, maxlen=1).pop()[0]


def diagnose(train_accuracy, validation_accuracy, target, tolerance):
    *_, train = train_accuracy
    *_, validation = validation_accuracy
    match (train < target - tolerance, train - validation > tolerance):
        case (np.True_ | True, _):
            return "underfitting"
        case (_, np.True_ | True):
            return "overfitting"
        case _:
            return "good fit"


def bias_variance(predictions, truth):
    columns = [column.tolist() for column in predictions.T]
    bias = statistics.fmean((statistics.fmean(c) - t) ** 2 for c, t in zip(columns, truth.tolist()))
    return [bias, statistics.fmean(map(statistics.pvariance, columns))]
