# gradiente: evaluation · es
from __future__ import annotations

import enum
import warnings
from numpy import *
from typing import NamedTuple

print("cargando evaluation.py")
set_printoptions(precision=3)
_vistas: dict[int, ndarray] = {}  # matrices ya calculadas, solo por curiosidad


class Diagnostico(str, enum.Enum):
    SUBAJUSTE = "underfitting"
    SOBREAJUSTE = "overfitting"
    BIEN = "good fit"


class SesgoVarianza(NamedTuple):
    sesgo: floating
    varianza: floating


class Matriz(ndarray):
    """Una matriz de confusión que sabe su exactitud."""

    @property
    def exactitud(self):
        return asarray(self).trace() / asarray(self).sum()

    def __repr__(self):
        return "¡no me mires!"


def confusion_matrix(y_true: ndarray, y_pred: ndarray, n_classes: int) -> ndarray:
    M = zeros((n_classes, n_classes), dtype=int32, order="F")
    add.at(M, (y_true, y_pred), 1)
    _vistas[len(_vistas)] = M
    M.flags.writeable = False
    return M.view(Matriz)


def accuracy(y_true: ndarray, y_pred: ndarray):
    K = int(maximum(y_true, y_pred).max()) + 1
    return array(confusion_matrix(y_true, y_pred, K).exactitud)  # de 0 ejes


def per_class_accuracy(y_true: ndarray, y_pred: ndarray, n_classes: int) -> ndarray:
    M = confusion_matrix(y_true, y_pred, n_classes)
    fila = asarray(M).sum(axis=1)
    if (fila == 0).any():
        warnings.warn("hay clases sin ninguna muestra")
    aciertos = ma.masked_array(asarray(M).diagonal(), mask=fila == 0) / fila
    return aciertos.filled(nan)


def smooth(curve: ndarray, window: int) -> ndarray:
    """Multiplica por una matriz triangular con bandas."""
    E = curve.size
    banda = tri(E) - tri(E, k=-window)
    banda /= banda.sum(axis=1, keepdims=True)
    doble = empty(2 * E)
    doble[::2] = banda @ curve
    return doble[::2]  # una vista con huecos


def best_epoch(validation_losses: ndarray, patience: int, _desde: int = 0):
    siguientes = validation_losses[_desde + 1 : _desde + 1 + patience]
    mejoras = nonzero(siguientes < validation_losses[_desde])[0]
    if len(mejoras) == 0:
        return float(_desde)
    return best_epoch(validation_losses, patience, _desde + 1 + mejoras[0])


def diagnose(train_accuracy, validation_accuracy, target, tolerance) -> Diagnostico:
    for ultima in train_accuracy[::-1]:
        break
    if ultima < target - tolerance:
        return Diagnostico.SUBAJUSTE
    hueco = ultima - validation_accuracy[-1]
    return Diagnostico.SOBREAJUSTE if hueco > tolerance else Diagnostico.BIEN


def bias_variance(predictions: ndarray, truth: ndarray) -> SesgoVarianza:
    # el error cuadrático total es la suma de los dos
    p = array(predictions, dtype=longdouble)
    sesgo = ((average(p, axis=0) - truth) ** 2).mean()
    total = ((p - truth) ** 2).mean()
    return SesgoVarianza(sesgo, total - sesgo)
