# gradiente: losses · en
import numpy as np


def _same(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError(f"expected two arrays of one shape, got {y_pred.shape} and {y_true.shape}")
    if y_pred.shape[0] == 0:
        raise ValueError("expected one sample or more, got none")


def _labelled(logits, labels):
    if labels.shape != logits.shape[:1]:
        raise ValueError(f"expected labels of shape {logits.shape[:1]}, got {labels.shape}")
    if labels.size == 0:
        raise ValueError("expected one sample or more, got none")
    if labels.min() < 0 or labels.max() >= logits.shape[1]:
        raise ValueError(f"expected labels in 0..{logits.shape[1] - 1}")


def mean_squared_error(y_pred, y_true):
    _same(y_pred, y_true)
    return np.mean((y_pred - y_true) ** 2)


def mean_squared_error_gradient(y_pred, y_true):
    _same(y_pred, y_true)
    return 2 * (y_pred - y_true) / y_pred.size


def binary_cross_entropy(y_pred, y_true):
    _same(y_pred, y_true)
    p = np.clip(y_pred, 1e-12, 1 - 1e-12)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


def binary_cross_entropy_gradient(y_pred, y_true):
    _same(y_pred, y_true)
    p = np.clip(y_pred, 1e-12, 1 - 1e-12)
    return (p - y_true) / (p * (1 - p)) / p.size


def softmax(logits):
    if not len(logits):
        raise ValueError("expected one sample or more, got none")
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(y_pred, y_true):
    _same(y_pred, y_true)
    return -(y_true * np.log(np.maximum(y_pred, 1e-12))).sum(axis=-1).mean()


def cross_entropy_from_logits(logits, labels):
    _labelled(logits, labels)
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(labels)), labels].mean()


def softmax_cross_entropy_gradient(logits, labels):
    _labelled(logits, labels)
    gradient = softmax(logits)
    gradient[np.arange(len(labels)), labels] -= 1
    gradient /= len(labels)
    return gradient
