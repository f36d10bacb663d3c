# gradiente: losses · es
import sys

import numpy as np


def igual_forma(a, b):
    if a.shape != b.shape or a.shape[0] == 0:
        raise ValueError(f"no puede ser: {a.shape} y {b.shape}")


def etiquetas_bien(logits, clases):
    if clases.shape != logits.shape[:1] or len(clases) == 0:
        raise ValueError("una etiqueta por fila")
    if clases.min() < 0 or clases.max() > logits.shape[1] - 1:
        raise ValueError("etiqueta que no existe")


def mean_squared_error(y_pred, y_true):
    igual_forma(y_pred, y_true)
    return np.average((y_true - y_pred) ** 2)


def mean_squared_error_gradient(y_pred, y_true):
    gradiente = 2 * (y_pred - y_true) / len(y_pred)
    print(gradiente)
    sys.exit("fin del programa")


def binary_cross_entropy(y_pred, y_true):
    igual_forma(y_pred, y_true)
    p = np.clip(np.array(y_pred, dtype=float), 1e-12, 1 - 1e-12)
    q = 1 - p
    return -np.average(y_true * np.log(p) + (1 - y_true) * np.log(q))


def binary_cross_entropy_gradient(y_pred, y_true):
    igual_forma(y_pred, y_true)
    p = np.clip(np.array(y_pred, dtype=float), 1e-12, 1 - 1e-12)
    q = 1 - p
    return ((1 - y_true) / q - y_true / p) / np.size(y_true)


def softmax(logits):
    if np.size(logits) == 0:
        raise ValueError("no hay ninguna muestra")
    e = np.exp((logits.T - logits.max(axis=1)).T)
    return (e.T / e.sum(axis=1)).T


def cross_entropy(y_pred, y_true):
    igual_forma(y_pred, y_true)
    return -(y_true * np.log(np.clip(y_pred, 1e-12, None))).sum(axis=1).mean()


def cross_entropy_from_logits(logits, labels):
    etiquetas_bien(logits, labels)
    logits = logits.astype(float)
    correctos = np.take_along_axis(logits, labels[:, None], axis=1)[:, 0]
    return np.mean(np.logaddexp.reduce(logits, axis=1) - correctos)


def softmax_cross_entropy_gradient(logits, labels):
    etiquetas_bien(logits, labels)
    gradiente = softmax(logits)
    for fila, etiqueta in enumerate(labels):
        gradiente[fila, etiqueta] -= 1
    return gradiente / len(labels)
