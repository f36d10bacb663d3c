# gradiente: gradient_descent · es
import math

import numpy as np


def _lista(p0):
    """Los números de p0 en una lista, y su forma."""
    a = np.array(p0, dtype=float)
    return a.flatten().tolist(), a.shape


def _pendiente(gradient, valores, dims):
    return np.asarray(gradient(np.array(valores).reshape(dims)), dtype=float).flatten().tolist()


def numerical_gradient(f, p, h=1e-5):
    # la definición de derivada: (f(x + h) - f(x)) / h
    base = f(p)
    derivadas = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        movido = p.copy()
        movido[i] += h
        derivadas[i] = (f(movido) - base) / h
    return derivadas


def gradient_descent(gradient, p0, learning_rate, steps):
    p, dims = _lista(p0)
    recorrido = [list(p)]
    for _ in range(steps):
        g = _pendiente(gradient, p, dims)
        p = [p[i] - learning_rate * g[i] for i in range(len(p))]
        recorrido.append(p)
    return np.array(recorrido).reshape((steps + 1,) + dims)


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    p, dims = _lista(p0)
    dados = 0
    while True:
        for numero in p:
            if math.isnan(numero) or math.isinf(numero):
                return np.array(p).reshape(dims), dados, False
        g = _pendiente(gradient, p, dims)
        if math.sqrt(sum(gi * gi for gi in g)) <= tolerance:
            return np.array(p).reshape(dims), dados, True
        if dados == max_steps:
            return np.array(p).reshape(dims), dados, False
        for i in range(len(p)):
            p[i] = p[i] - learning_rate * g[i]
        dados += 1


def fit_proportional(x, y, p0, learning_rate, steps):
    p = float(p0)
    recorrido = [p]
    for _ in range(steps):
        derivada = 0.0
        for xi, yi in zip(x.tolist(), y.tolist()):
            derivada += 2 * xi * (xi * p - yi)
        p = p - learning_rate * derivada / len(x)
        recorrido.append(p)
    return np.array(recorrido)
