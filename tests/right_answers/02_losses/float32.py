# gradiente: losses · en
"""Everything in single precision, as on a graphics card."""

import numpy as np

f32 = np.float32
SMALL = f32(1e-12)


def prepare(y_pred, y_true):
    y_pred, y_true = f32(y_pred), f32(y_true)
    if np.shape(y_pred) != np.shape(y_true):
        raise ValueError("shapes differ")
    if len(y_pred) < 1:
        raise ValueError("empty batch")
    return y_pred, y_true, f32(len(y_pred))


def prepare_labels(logits, labels):
    logits = logits.astype(f32)
    if labels.ndim != 1 or len(labels) != len(logits):
        raise ValueError("labels must be (N,)")
    if len(labels) == 0:
        raise ValueError("empty batch")
    classes = np.arange(logits.shape[1])
    if not np.isin(labels, classes).all():
        raise ValueError("a label is not a class")
    one_hot = (labels[:, None] == classes).astype(f32)
    return logits, one_hot, f32(len(labels))


def mean_squared_error(y_pred, y_true):
    y_pred, y_true, n = prepare(y_pred, y_true)
    return np.square(y_pred - y_true).sum() / n


def mean_squared_error_gradient(y_pred, y_true):
    y_pred, y_true, n = prepare(y_pred, y_true)
    return f32(2) / n * (y_pred - y_true)


def binary_cross_entropy(y_pred, y_true):
    # 1 - 1e-12 is 1 in single precision, so the complement is clipped too.
    y_pred, y_true, n = prepare(y_pred, y_true)
    log_p = np.log(np.maximum(y_pred, SMALL))
    log_q = np.log(np.maximum(f32(1) - y_pred, SMALL))
    return -(y_true * log_p + (f32(1) - y_true) * log_q).sum() / n


def binary_cross_entropy_gradient(y_pred, y_true):
    y_pred, y_true, n = prepare(y_pred, y_true)
    p = np.maximum(y_pred, SMALL)
    q = np.maximum(f32(1) - y_pred, SMALL)
    return ((f32(1) - y_true) / q - y_true / p) / n


def softmax(logits):
    logits = logits.astype(f32)
    if logits.shape[0] == 0:
        raise ValueError("empty batch")
    e = np.exp(logits - np.max(logits, axis=-1)[:, np.newaxis])
    return e / np.sum(e, axis=-1)[:, np.newaxis]


def cross_entropy(y_pred, y_true):
    y_pred, y_true, n = prepare(y_pred, y_true)
    return -np.sum(y_true * np.log(np.maximum(y_pred, SMALL))) / n


def cross_entropy_from_logits(logits, labels):
    logits, one_hot, n = prepare_labels(logits, labels)
    logits = logits - logits.max(axis=-1, keepdims=True)
    log_sum = np.log(np.exp(logits).sum(axis=-1))
    return (log_sum - (logits * one_hot).sum(axis=-1)).sum() / n


def softmax_cross_entropy_gradient(logits, labels):
    logits, one_hot, n = prepare_labels(logits, labels)
    return (softmax(logits) - one_hot) / n
