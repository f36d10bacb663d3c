# gradiente: losses · es
# Práctica 2: funciones de coste. El señor de la diapositiva cambió y^ e y; aquí está bien.
import numpy as np

PROBABILIDAD_MÍNIMA = 1e-12


def validar_formas(predicción, etiqueta):
    if predicción.shape != etiqueta.shape:
        raise ValueError("la predicción y la etiqueta tienen que medir lo mismo")
    if predicción.shape[0] < 1:
        raise ValueError("hace falta una muestra por lo menos")


def validar_clases(logits, clases):
    número_de_muestras, número_de_clases = logits.shape
    if número_de_muestras < 1:
        raise ValueError("hace falta una muestra por lo menos")
    if clases.shape != (número_de_muestras,):
        raise ValueError("hace falta una clase por muestra")
    if np.any(clases < 0) or np.any(clases >= número_de_clases):
        raise ValueError("hay una clase que no existe")


def una_de_k(clases, número_de_clases):
    matriz = np.zeros((len(clases), número_de_clases))
    matriz[np.arange(len(clases)), clases] = 1
    return matriz


def mean_squared_error(y_pred, y_true):
    validar_formas(y_pred, y_true)
    diferencia = y_pred - y_true
    return np.mean(np.square(diferencia))


def mean_squared_error_gradient(y_pred, y_true):
    validar_formas(y_pred, y_true)
    número_de_muestras = len(y_true)
    return 2 / número_de_muestras * (y_pred - y_true)


def binary_cross_entropy(y_pred, y_true):
    validar_formas(y_pred, y_true)
    probabilidad = np.clip(y_pred.astype(np.float64), PROBABILIDAD_MÍNIMA, 1 - PROBABILIDAD_MÍNIMA)
    positiva = y_true * np.log(probabilidad)
    negativa = (1 - y_true) * np.log(1 - probabilidad)
    return -np.mean(positiva + negativa)


def binary_cross_entropy_gradient(y_pred, y_true):
    validar_formas(y_pred, y_true)
    probabilidad = np.clip(y_pred.astype(np.float64), PROBABILIDAD_MÍNIMA, 1 - PROBABILIDAD_MÍNIMA)
    derivada = -y_true / probabilidad + (1 - y_true) / (1 - probabilidad)
    return derivada / len(y_true)


def softmax(logits):
    if logits.shape[0] < 1:
        raise ValueError("hace falta una muestra por lo menos")
    desplazados = logits - np.max(logits, axis=-1)[:, np.newaxis]
    exponenciales = np.exp(desplazados)
    return exponenciales / np.sum(exponenciales, axis=-1)[:, np.newaxis]


def cross_entropy(y_pred, y_true):
    validar_formas(y_pred, y_true)
    logaritmos = np.log(np.maximum(y_pred, PROBABILIDAD_MÍNIMA))
    coste_por_muestra = -np.sum(y_true * logaritmos, axis=1)
    return coste_por_muestra.mean()


def cross_entropy_from_logits(logits, labels):
    validar_clases(logits, labels)
    máximo = np.max(logits, axis=1)
    logaritmo_de_la_suma = np.log(np.sum(np.exp(logits - máximo[:, None]), axis=1))
    logit_correcto = np.sum(logits * una_de_k(labels, logits.shape[1]), axis=1)
    return np.mean(logaritmo_de_la_suma + (máximo - logit_correcto))


def softmax_cross_entropy_gradient(logits, labels):
    validar_clases(logits, labels)
    return (softmax(logits) - una_de_k(labels, logits.shape[1])) / logits.shape[0]
