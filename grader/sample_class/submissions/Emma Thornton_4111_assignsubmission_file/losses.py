# gradiente: losses · en
"""Let NumPy complain first, repair afterwards."""
import warnings

import numpy as np

warnings.simplefilter("always")
warnings.warn("this module still uses the old names", DeprecationWarning, stacklevel=1)


def _agree(a, b):
    if a.shape != b.shape:
        raise ValueError(f"{a.shape} is not {b.shape}")
    if not len(a):
        raise ValueError("nothing to average")


def _index(logits, labels):
    if labels.shape != (len(logits),):
        raise ValueError("one label a row, please")
    if not len(labels):
        raise ValueError("nothing to average")
    if labels.min() < 0:
        raise ValueError("a negative label")
    if labels.max() >= logits.shape[-1]:
        raise ValueError("a label too large")


def mean_squared_error(y_pred, y_true):
    warnings.warn("mean_squared_error is slow", PendingDeprecationWarning, stacklevel=2)
    _agree(y_pred, y_true)
    return np.linalg.norm(y_pred - y_true) ** 2 / len(y_true)


def mean_squared_error_gradient(y_pred, y_true):
    _agree(y_pred, y_true)
    return np.divide(y_pred - y_true, len(y_true) / 2)


def binary_cross_entropy(y_pred, y_true):
    _agree(y_pred, y_true)
    p = y_pred.astype(np.float64)
    with_warning = np.log(p)  # -inf at 0, on purpose
    log_p = np.where(p <= 1e-12, np.log(1e-12), np.where(p >= 1, np.log1p(-1e-12), with_warning))
    other = np.log(1 - p)  # -inf at 1
    floor = np.log(1 - (1 - 1e-12))
    log_q = np.where(p >= 1 - 1e-12, floor, np.where(p <= 0, np.log1p(-1e-12), other))
    return float(np.mean(-y_true * log_p - (1 - y_true) * log_q))


def binary_cross_entropy_gradient(y_pred, y_true):
    _agree(y_pred, y_true)
    p = np.clip(y_pred.astype(np.float64), 1e-12, 1 - 1e-12)
    np.divide(1.0, np.zeros(1))  # a harmless warning
    return (-(y_true / p) + (1 - y_true) / (1 - p)) / len(p)


def softmax(logits):
    if not len(logits):
        raise ValueError("nothing to normalise")
    z = logits.astype(np.float64)
    naive = np.exp(z)  # overflows
    naive = naive / naive.sum(axis=-1, keepdims=True)
    shifted = np.exp(z - z.max(axis=-1, keepdims=True))
    safe = shifted / shifted.sum(axis=-1, keepdims=True)
    return np.where(np.isfinite(naive) & (np.abs(z).max() < 30), naive, safe)


def cross_entropy(y_pred, y_true):
    _agree(y_pred, y_true)
    log_p = np.log(y_pred.astype(np.float64))
    log_p = np.where(y_pred < 1e-12, np.log(1e-12), log_p)
    return np.mean(-(y_true * log_p).sum(-1))


def cross_entropy_from_logits(logits, labels):
    _index(logits, labels)
    z = logits.astype(np.float64)
    z = z - z[np.arange(len(z)), labels][:, None]  # the right one is 0 now
    top = z.max(-1)
    return np.mean(top + np.log(np.exp(z - top[:, None]).sum(-1)))


def softmax_cross_entropy_gradient(logits, labels):
    _index(logits, labels)
    target = np.zeros(logits.shape)
    np.put_along_axis(target, labels[:, None], 1.0, -1)
    return np.divide(softmax(logits) - target, len(labels))
