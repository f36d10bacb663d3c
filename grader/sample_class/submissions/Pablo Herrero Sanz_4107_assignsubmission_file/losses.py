# gradiente: losses · es
import numpy as np
from utilidades import exigir_etiquetas, exigir_misma_forma


def mean_squared_error(y_pred, y_true):
    exigir_misma_forma(y_pred, y_true)
    return np.average((y_true - y_pred) ** 2)


def mean_squared_error_gradient(y_pred, y_true):
    exigir_misma_forma(y_pred, y_true)
    return -2 * (y_true - y_pred) / np.size(y_true)


def binary_cross_entropy(y_pred, y_true):
    exigir_misma_forma(y_pred, y_true)
    si = np.clip(np.array(y_pred, dtype=float), 1e-12, 1 - 1e-12)
    no = 1 - si
    return -np.average(y_true * np.log(si) + (1 - y_true) * np.log(no))


def binary_cross_entropy_gradient(y_pred, y_true):
    exigir_misma_forma(y_pred, y_true)
    si = np.clip(np.array(y_pred, dtype=float), 1e-12, 1 - 1e-12)
    no = 1 - si
    return ((1 - y_true) / no - y_true / si) / np.size(y_true)


def softmax(logits):
    if np.size(logits) == 0:
        raise ValueError("no hay ninguna muestra")
    e = np.exp((logits.T - logits.max(axis=1)).T)
    return (e.T / e.sum(axis=1)).T


def cross_entropy(y_pred, y_true):
    exigir_misma_forma(y_pred, y_true)
    return -(y_true * np.log(np.clip(y_pred, 1e-12, None))).sum(axis=1).mean()


def cross_entropy_from_logits(logits, labels):
    exigir_etiquetas(logits, labels)
    logits = logits.astype(float)
    correctos = np.take_along_axis(logits, labels[:, None], axis=1)[:, 0]
    return np.mean(np.logaddexp.reduce(logits, axis=1) - correctos)


def softmax_cross_entropy_gradient(logits, labels):
    exigir_etiquetas(logits, labels)
    gradiente = softmax(logits)
    for fila, etiqueta in enumerate(labels):
        gradiente[fila, etiqueta] -= 1
    return gradiente / len(labels)
