"""Funciones que uso en todas las prácticas."""

import numpy as np


def pareja(x):
    return (x, x) if np.ndim(x) == 0 else tuple(x)


def producto(numeros):
    resultado = 1
    for numero in numeros:
        resultado *= numero
    return resultado


def hueco(largo, ventana, paso, borde=0):
    if paso < 1 or borde < 0:
        raise ValueError(f"paso {paso} o borde {borde} imposible")
    sobra = largo + 2 * borde - ventana
    if sobra < 0:
        raise ValueError(f"una ventana de {ventana} no entra en {largo} con borde {borde}")
    return sobra // paso + 1


def exigir_misma_forma(a, b):
    if np.shape(a) != np.shape(b):
        raise ValueError(f"formas distintas: {np.shape(a)} y {np.shape(b)}")
    if np.size(a) == 0:
        raise ValueError("no hay ninguna muestra")


def exigir_etiquetas(logits, etiquetas):
    n, k = np.shape(logits)
    if n == 0 or np.shape(etiquetas) != (n,):
        raise ValueError(f"hacen falta {n} etiquetas (al menos una): {np.shape(etiquetas)}")
    if min(etiquetas) < 0 or max(etiquetas) >= k:
        raise ValueError(f"las etiquetas van de 0 a {k - 1}")
