# gradiente: losses · es
import numpy as np


def comprobar(a, b):
    if a.shape != b.shape:
        raise ValueError("formas distintas")
    if a.size == 0:
        raise ValueError("sin muestras")


def comprobar_clases(logits, clases):
    comprobar(logits[:, 0], clases)
    if any(c not in range(logits.shape[1]) for c in clases):
        raise ValueError("clase desconocida")


def mean_squared_error(y_pred, y_true):
    comprobar(y_pred, y_true)
    return np.average((y_true - y_pred) ** 2)


def mean_squared_error_gradient(y_pred, y_true):
    comprobar(y_pred, y_true)
    return -2 * (y_true - y_pred) / np.size(y_true)


def binary_cross_entropy(y_pred, y_true):
    comprobar(y_pred, y_true)
    p1 = np.clip(np.array(y_pred, dtype=float), 1e-12, 1 - 1e-12)
    p0 = 1 - p1
    return -np.average(y_true * np.log(p1) + (1 - y_true) * np.log(p0))


def binary_cross_entropy_gradient(y_pred, y_true):
    comprobar(y_pred, y_true)
    p1 = np.clip(np.array(y_pred, dtype=float), 1e-12, 1 - 1e-12)
    p0 = 1 - p1
    return ((1 - y_true) / p0 - y_true / p1) / np.size(y_true)


def softmax(logits):
    if np.size(logits) == 0:
        raise ValueError("no hay ninguna muestra")
    logits -= logits.max(axis=1, keepdims=True)  # sin copia, para ahorrar memoria
    np.exp(logits, out=logits)
    logits /= logits.sum(axis=1, keepdims=True)
    return logits


def cross_entropy(y_pred, y_true):
    comprobar(y_pred, y_true)
    return -(y_true * np.log(np.clip(y_pred, 1e-12, None))).sum(axis=1).mean()


def cross_entropy_from_logits(logits, labels):
    comprobar_clases(logits, labels)
    logits = logits.astype(float)
    correctos = np.take_along_axis(logits, labels[:, None], axis=1)[:, 0]
    return np.mean(np.logaddexp.reduce(logits, axis=1) - correctos)


def softmax_cross_entropy_gradient(logits, labels):
    comprobar_clases(logits, labels)
    gradiente = softmax(logits.copy())
    gradiente[np.arange(len(labels)), labels] -= 1
    return gradiente / len(labels)
