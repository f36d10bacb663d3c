# gradiente: losses · es
"""Una clase pequeña lleva el lote; las funciones del módulo solo la llaman."""
from dataclasses import dataclass

import numpy as np


@dataclass
class Lote:
    salida: np.ndarray
    objetivo: np.ndarray

    def __post_init__(self):
        if np.shape(self.salida) != np.shape(self.objetivo):
            raise ValueError(f"{np.shape(self.salida)} frente a {np.shape(self.objetivo)}")
        if self.n == 0:
            raise ValueError("un lote sin muestras no tiene coste")

    @property
    def n(self):
        return len(self.salida)

    @property
    def error(self):
        return self.salida - self.objetivo

    def probabilidad(self, techo=np.inf):
        return np.clip(np.float64(self.salida), 1e-12, techo)

    def media(self, por_celda):
        return float(np.sum(por_celda) / self.n)


class LoteConLogits:
    def __init__(self, logits, etiquetas=None):
        self.logits = np.asarray(logits, dtype=np.float64)
        if len(self.logits) == 0:
            raise ValueError("un lote sin muestras no tiene coste")
        if etiquetas is not None:
            self._poner(etiquetas)

    def _poner(self, etiquetas):
        n, k = self.logits.shape
        if etiquetas.shape != (n,):
            raise ValueError(f"esperaba {n} etiquetas y la forma es {etiquetas.shape}")
        if not set(etiquetas.tolist()) <= set(range(k)):
            raise ValueError(f"alguna etiqueta no está entre 0 y {k - 1}")
        self.uno_de_k = np.equal.outer(etiquetas, np.arange(k)).astype(float)

    def log_softmax(self):
        z = self.logits - self.logits.max(axis=1, keepdims=True)
        return z - np.log(np.exp(z).sum(axis=1, keepdims=True))

    def softmax(self):
        return np.exp(self.log_softmax())

    def coste(self):
        return -(self.uno_de_k * self.log_softmax()).sum() / len(self.logits)

    def gradiente(self):
        return (self.softmax() - self.uno_de_k) / len(self.logits)


def mean_squared_error(y_pred, y_true):
    lote = Lote(y_pred, y_true)
    return lote.media(lote.error**2)


def mean_squared_error_gradient(y_pred, y_true):
    lote = Lote(y_pred, y_true)
    return 2 * lote.error / lote.n


def binary_cross_entropy(y_pred, y_true):
    lote = Lote(y_pred, y_true)
    p, t = lote.probabilidad(1 - 1e-12), lote.objetivo
    return lote.media(-t * np.log(p) - (1 - t) * np.log(1 - p))


def binary_cross_entropy_gradient(y_pred, y_true):
    lote = Lote(y_pred, y_true)
    p, t = lote.probabilidad(1 - 1e-12), lote.objetivo
    return (p - t) / (p * (1 - p)) / lote.n


def softmax(logits):
    return LoteConLogits(logits).softmax()


def cross_entropy(y_pred, y_true):
    lote = Lote(y_pred, y_true)
    return lote.media(-lote.objetivo * np.log(lote.probabilidad()))


def cross_entropy_from_logits(logits, labels):
    return LoteConLogits(logits, labels).coste()


def softmax_cross_entropy_gradient(logits, labels):
    return LoteConLogits(logits, labels).gradiente()
