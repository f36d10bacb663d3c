# gradiente: losses · es
import numpy as np


def comprobar(a, b):
    if a.shape != b.shape:
        raise ValueError(f"no encajan {a.shape} y {b.shape}")
    if a.shape[0] == 0:
        raise ValueError("vacío")


def mean_squared_error(y_pred, y_true):
    comprobar(y_pred, y_true)
    e = y_pred - y_true
    return (e * e).sum() / len(e)


def mean_squared_error_gradient(y_pred, y_true):
    comprobar(y_pred, y_true)
    g = 2.0 * (y_pred - y_true) / len(y_pred)
    return g


def binary_cross_entropy(y_pred, y_true):
    comprobar(y_pred, y_true)
    p = np.minimum(np.maximum(y_pred.astype("float64"), 1e-12), 1 - 1e-12)
    l1 = np.where(y_true == 0, 0.0, y_true * np.log(p))
    l2 = np.where(y_true == 1, 0.0, (1 - y_true) * np.log(1 - p))
    return -(l1 + l2).mean()


def softmax(logits):
    if logits.size == 0:
        raise ValueError("vacío")
    m = logits.max(axis=-1, keepdims=True)
    e = np.exp(logits - m)
    return e / e.sum(axis=-1, keepdims=True)


def cross_entropy(y_pred, y_true):
    comprobar(y_pred, y_true)
    total = 0
    for i in range(len(y_pred)):
        fila = -(y_true[i] * np.log(np.maximum(y_pred[i], 1e-12))).sum()
        total = total + fila
    return total / len(y_pred)


def cross_entropy_from_logits(logits, labels):
    comprobar(logits[:, :1].sum(axis=1), labels)
    if (labels < 0).any() or (labels > logits.shape[1] - 1).any():
        raise ValueError("etiqueta rara")
    m = logits.max(axis=1)
    lse = m + np.log(np.exp(logits - m[:, None]).sum(axis=1))
    return np.mean([lse[i] - logits[i, labels[i]] for i in range(len(labels))])


# me faltan binary_cross_entropy_gradient y softmax_cross_entropy_gradient
