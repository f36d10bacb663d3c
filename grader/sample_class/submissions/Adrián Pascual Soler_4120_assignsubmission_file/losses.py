# gradiente: losses · es
"""Una clase pequeña lleva el lote; las funciones del módulo solo la llaman."""
from dataclasses import dataclass

import numpy as np


@dataclass
class Batch:
    yhat: np.ndarray
    y: np.ndarray

    def __post_init__(self):
        if np.shape(self.yhat) != np.shape(self.y):
            raise ValueError(f"{np.shape(self.yhat)} frente a {np.shape(self.y)}")
        if self.n == 0:
            raise ValueError("un lote sin muestras no tiene coste")

    @property
    def n(self):
        return len(self.yhat)

    @property
    def error(self):
        return self.yhat - self.y

    def probabilidad(self, techo=np.inf):
        return np.clip(np.float64(self.yhat), 1e-12, techo)

    def promedio(self, por_celda):
        return float(np.sum(por_celda) / self.n)


class Logits:
    def __init__(self, logits, clases=None):
        self.logits = np.asarray(logits, dtype=np.float64)
        if len(self.logits) == 0:
            raise ValueError("un lote sin muestras no tiene coste")
        if clases is not None:
            self._poner(clases)

    def _poner(self, clases):
        n, k = self.logits.shape
        if clases.shape != (n,):
            raise ValueError(f"esperaba {n} etiquetas y la forma es {clases.shape}")
        if not set(clases.tolist()) <= set(range(k)):
            raise ValueError(f"alguna etiqueta no está entre 0 y {k - 1}")
        self.uno_de_k = np.equal.outer(clases, np.arange(k)).astype(float)

    def log_softmax(self):
        z = self.logits - self.logits.max(axis=1, keepdims=True)
        return z - np.log(np.exp(z).sum(axis=1, keepdims=True))

    def softmax(self):
        return np.exp(self.log_softmax())

    def coste(self):
        return -(self.uno_de_k * self.log_softmax()).sum() / len(self.logits)


def mean_squared_error(y_pred, y_true):
    b = Batch(y_pred, y_true)
    return b.promedio(b.error**2)


def mean_squared_error_gradient(y_pred, y_true):
    # la derivada de (p - t)² es 2 (p - t)
    return 2 * Batch(y_pred, y_true).error


def binary_cross_entropy(y_pred, y_true):
    b = Batch(y_pred, y_true)
    p, t = b.probabilidad(1 - 1e-12), b.y
    return b.promedio(-t * np.log(p) - (1 - t) * np.log(1 - p))


def binary_cross_entropy_gradient(y_pred, y_true):
    b = Batch(y_pred, y_true)
    p, t = b.probabilidad(1 - 1e-12), b.y
    return (1 - t) / (1 - p) - t / p


def softmax(logits):
    return Logits(logits).softmax()


def cross_entropy(y_pred, y_true):
    b = Batch(y_pred, y_true)
    return b.promedio(-b.y * np.log(b.probabilidad()))


def cross_entropy_from_logits(logits, labels):
    return Logits(logits, labels).coste()


def softmax_cross_entropy_gradient(logits, labels):
    b = Logits(logits, labels)
    return b.softmax() - b.uno_de_k
