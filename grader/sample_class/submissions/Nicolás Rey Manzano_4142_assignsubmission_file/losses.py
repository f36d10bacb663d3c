# gradiente: losses · es
import math

import numpy as np

# Todo con listas y bucles; al final lo convierto en array.


def _comprobar(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError("las formas no coinciden: %s y %s" % (y_pred.shape, y_true.shape))
    if len(y_pred) == 0:
        raise ValueError("lote vacío")


def _comprobar_etiquetas(logits, labels):
    if labels.ndim != 1 or len(labels) != len(logits):
        raise ValueError("hace falta una etiqueta por fila")
    if len(logits) == 0:
        raise ValueError("lote vacío")
    for etiqueta in labels:
        if etiqueta < 0 or etiqueta >= logits.shape[1]:
            raise ValueError("etiqueta fuera de rango: %d" % etiqueta)


def _recortar(p):
    if p < 1e-12:
        return 1e-12
    if p > 1 - 1e-12:
        return 1 - 1e-12
    return p


def mean_squared_error(y_pred, y_true):
    _comprobar(y_pred, y_true)
    suma = 0.0
    for p, t in zip(y_pred.tolist(), y_true.tolist()):
        suma += (p - t) ** 2
    return suma / len(y_pred)


def mean_squared_error_gradient(y_pred, y_true):
    _comprobar(y_pred, y_true)
    gradiente = []
    for p, t in zip(y_pred.tolist(), y_true.tolist()):
        gradiente.append(2 * (p - t) / len(y_pred))
    return np.array(gradiente)


def binary_cross_entropy(y_pred, y_true):
    _comprobar(y_pred, y_true)
    suma = 0.0
    for p, t in zip(y_pred.tolist(), y_true.tolist()):
        p = _recortar(p)
        suma -= t * math.log(p) + (1 - t) * math.log(1 - p)
    return suma / len(y_pred)


def binary_cross_entropy_gradient(y_pred, y_true):
    _comprobar(y_pred, y_true)
    gradiente = []
    for p, t in zip(y_pred.tolist(), y_true.tolist()):
        p = _recortar(p)
        gradiente.append(((1 - t) / (1 - p) - t / p) / len(y_pred))
    return np.array(gradiente)


def _softmax_de_una_fila(fila):
    mayor = max(fila)
    exponenciales = [math.exp(z - mayor) for z in fila]
    total = sum(exponenciales)
    return [e / total for e in exponenciales]


def softmax(logits):
    if len(logits) == 0:
        raise ValueError("lote vacío")
    filas = []
    for fila in logits.tolist():
        filas.append(_softmax_de_una_fila(fila))
    return np.array(filas)


def cross_entropy(y_pred, y_true):
    _comprobar(y_pred, y_true)
    suma = 0.0
    for fila_p, fila_t in zip(y_pred.tolist(), y_true.tolist()):
        for p, t in zip(fila_p, fila_t):
            suma -= t * math.log(max(p, 1e-12))
    return suma / len(y_pred)


def cross_entropy_from_logits(logits, labels):
    _comprobar_etiquetas(logits, labels)
    suma = 0.0
    for fila, etiqueta in zip(logits.tolist(), labels.tolist()):
        mayor = max(fila)
        total = 0.0
        for z in fila:
            total += math.exp(z - mayor)
        suma += math.log(total) + mayor - fila[etiqueta]
    return suma / len(logits)


def softmax_cross_entropy_gradient(logits, labels):
    _comprobar_etiquetas(logits, labels)
    filas = []
    for fila, etiqueta in zip(logits.tolist(), labels.tolist()):
        probabilidades = _softmax_de_una_fila(fila)
        probabilidades[etiqueta] -= 1
        filas.append([p / len(logits) for p in probabilidades])
    return np.array(filas)


# Datos de entrenamiento, para no tener que leer el fichero cada vez:
DATOS = []
