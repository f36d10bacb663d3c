# gradiente: losses · es
import numpy as np

EPS = 1e-12


def formas_iguales(a, b):
    if a.shape != b.shape:
        raise ValueError("la predicción y la etiqueta tienen que medir lo mismo")
    if a.shape[0] < 1:
        raise ValueError("hace falta una muestra por lo menos")


def clases_buenas(logits, clases):
    n, k = logits.shape
    if n < 1:
        raise ValueError("hace falta una muestra por lo menos")
    if clases.shape != (n,):
        raise ValueError("hace falta una clase por muestra")
    if np.any(clases < 0) or np.any(clases >= k):
        raise ValueError("hay una clase que no existe")


def one_hot(clases, k):
    matriz = np.zeros((len(clases), k))
    matriz[np.arange(len(clases)), clases] = 1
    return matriz


def mean_squared_error(y_pred, y_true):
    formas_iguales(y_pred, y_true)
    diferencia = y_pred - y_true
    return np.mean(np.square(diferencia))


def mean_squared_error_gradient(y_pred, y_true):
    formas_iguales(y_pred, y_true)
    n = len(y_true)
    return 2 / n * (y_pred - y_true)


def binary_cross_entropy(y_pred, y_true):
    # tal cual está en la diapositiva de «cross-entropy error»
    formas_iguales(y_pred, y_true)
    t = np.clip(y_true.astype(np.float64), EPS, 1 - EPS)
    return -np.mean(y_pred * np.log(t) + (1 - y_pred) * np.log(1 - t))


def binary_cross_entropy_gradient(y_pred, y_true):
    formas_iguales(y_pred, y_true)
    probabilidad = np.clip(y_pred.astype(np.float64), EPS, 1 - EPS)
    derivada = -y_true / probabilidad + (1 - y_true) / (1 - probabilidad)
    return derivada / len(y_true)


def softmax(logits):
    if logits.shape[0] < 1:
        raise ValueError("hace falta una muestra por lo menos")
    z = logits - np.max(logits, axis=-1)[:, np.newaxis]
    e = np.exp(z)
    return e / np.sum(e, axis=-1)[:, np.newaxis]


def cross_entropy(y_pred, y_true):
    formas_iguales(y_pred, y_true)
    logaritmos = np.log(np.maximum(y_pred, EPS))
    coste_por_muestra = -np.sum(y_true * logaritmos, axis=1)
    return coste_por_muestra.mean()


def cross_entropy_from_logits(logits, labels):
    clases_buenas(logits, labels)
    máximo = np.max(logits, axis=1)
    logaritmo_de_la_suma = np.log(np.sum(np.exp(logits - máximo[:, None]), axis=1))
    logit_correcto = np.sum(logits * one_hot(labels, logits.shape[1]), axis=1)
    return np.mean(logaritmo_de_la_suma + (máximo - logit_correcto))


def softmax_cross_entropy_gradient(logits, labels):
    clases_buenas(logits, labels)
    return (softmax(logits) - one_hot(labels, logits.shape[1])) / logits.shape[0]
