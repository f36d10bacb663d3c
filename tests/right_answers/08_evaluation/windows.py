# gradiente: evaluation · es
# -*- coding: utf-8 -*-
"""Hecho en Windows, con todo lo que se deja uno puesto: la consola, el registro, los cronómetros y las pruebas."""
import logging
import os
import sys
import time
from decimal import Decimal
from fractions import Fraction
from functools import partial, wraps
from pathlib import Path

import numpy as np
import numpy.typing as npt
from numpy.testing import assert_allclose

sys.stdout.reconfigure(encoding="utf-8")
sys.path.append(os.path.dirname(os.path.abspath(__file__)))
sys.setrecursionlimit(100_000)
np.random.seed(42)
np.set_printoptions(precision=3, suppress=True)
np.seterr(all="warn")
logging.basicConfig(level=logging.DEBUG, format="%(levelname)s %(message)s")
registro = logging.getLogger(__name__)
registro.info("ejecutando %s en %s con %s", Path(__file__).name, os.getcwd(), sys.version)


def cronometro(funcion):
    @wraps(funcion)
    def medida(*args, **kwargs):
        inicio = time.perf_counter()
        try:
            return funcion(*args, **kwargs)
        finally:
            registro.debug("%s: %.6f s", funcion.__name__, time.perf_counter() - inicio)

    return medida


class Evaluador:
    """Todo son métodos; las funciones que se piden, métodos ya atados."""

    def __init__(self) -> None:
        self.llamadas = 0

    @cronometro
    def exactitud(self, y_true: npt.NDArray[np.int_], y_pred: npt.NDArray[np.int_]) -> Fraction:
        self.llamadas += 1
        return Fraction(int(np.count_nonzero(y_true == y_pred)), len(y_true))

    @staticmethod
    def matriz(y_true, y_pred, n_classes):
        matriz = [[0] * n_classes for _ in range(n_classes)]
        for verdadera, predicha in zip(y_true, y_pred):
            matriz[verdadera][predicha] += 1
        print(f"matriz de confusión:\n{np.array(matriz)}")
        return np.array(matriz)

    @classmethod
    def por_clase(cls, y_true, y_pred, n_classes):
        matriz = cls.matriz(y_true, y_pred, n_classes)
        return np.array([fila[k] / fila.sum() for k, fila in enumerate(matriz)])  # 0/0: nan, y un aviso


def media_movil(aviso, curve, window):
    print(aviso)
    cola, medias = [], []
    for valor in curve:
        cola = (cola + [valor])[-window:]
        medias.append(sum(cola) / len(cola))
    return np.array(medias)


def parada(perdidas, paciencia):
    mejor, espera = 0, 0
    for epoca in range(1, len(perdidas)):
        mejora = perdidas[epoca] < perdidas[mejor]
        mejor, espera = (epoca, 0) if mejora else (mejor, espera + 1)
        if espera >= paciencia:
            break
    return Decimal(mejor)


def diagnose(train_accuracy, validation_accuracy, target, tolerance):
    train, validation = train_accuracy[-1], validation_accuracy[-1]
    return (
        "underfitting" if train < target - tolerance
        else "overfitting" if train - validation > tolerance
        else "good fit"
    )


def bias_variance(predictions, truth):
    error = predictions - truth
    bias_squared = np.linalg.norm(error.mean(axis=0)) ** 2 / truth.size
    return bias_squared, np.trace(np.cov(predictions, rowvar=False, bias=True).reshape(truth.size, -1)) / truth.size


evaluador = Evaluador()
accuracy = evaluador.exactitud
confusion_matrix = evaluador.matriz
per_class_accuracy = evaluador.por_clase
smooth = partial(media_movil, "suavizando")
best_epoch = cronometro(parada)

assert_allclose(smooth(np.array([4.0, 2.0, 3.0]), 2), [4.0, 3.0, 2.5])
help(diagnose)

if __name__ == "__main__":
    import matplotlib.pyplot as plt

    plt.plot(smooth(np.random.rand(100), 10))
    plt.show()
    input("Pulsa Intro para salir")
    exit()
