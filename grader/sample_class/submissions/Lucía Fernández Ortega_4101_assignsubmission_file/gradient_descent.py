# gradiente: gradient_descent · es
import math

import numpy as np


def _a_lista(p0):
    """Los números de p0 en una lista, y su forma."""
    a = np.array(p0, dtype=float)
    return a.flatten().tolist(), a.shape


def _pendiente(gradient, numeros, forma):
    return np.asarray(gradient(np.array(numeros).reshape(forma)), dtype=float).flatten().tolist()


def numerical_gradient(f, p, h=1e-5):
    numeros = p.flatten().tolist()
    derivadas = []
    for i in range(len(numeros)):
        mas = list(numeros)
        mas[i] = mas[i] + h
        menos = list(numeros)
        menos[i] = menos[i] - h
        arriba = f(np.array(mas).reshape(p.shape))
        abajo = f(np.array(menos).reshape(p.shape))
        derivadas.append((arriba - abajo) / (2 * h))
    return np.array(derivadas).reshape(p.shape)


def gradient_descent(gradient, p0, learning_rate, steps):
    p, forma = _a_lista(p0)
    camino = [list(p)]
    for _ in range(steps):
        g = _pendiente(gradient, p, forma)
        p = [p[i] - learning_rate * g[i] for i in range(len(p))]
        camino.append(p)
    return np.array(camino).reshape((steps + 1,) + forma)


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    p, forma = _a_lista(p0)
    pasos = 0
    while True:
        for numero in p:
            if math.isnan(numero) or math.isinf(numero):
                return np.array(p).reshape(forma), pasos, False
        g = _pendiente(gradient, p, forma)
        if math.sqrt(sum(gi * gi for gi in g)) <= tolerance:
            return np.array(p).reshape(forma), pasos, True
        if pasos == max_steps:
            return np.array(p).reshape(forma), pasos, False
        for i in range(len(p)):
            p[i] = p[i] - learning_rate * g[i]
        pasos += 1


def fit_proportional(x, y, p0, learning_rate, steps):
    p = float(p0)
    camino = [p]
    for _ in range(steps):
        derivada = 0.0
        for xi, yi in zip(x.tolist(), y.tolist()):
            derivada += 2 * xi * (xi * p - yi)
        p = p - learning_rate * derivada / len(x)
        camino.append(p)
    return np.array(camino)
