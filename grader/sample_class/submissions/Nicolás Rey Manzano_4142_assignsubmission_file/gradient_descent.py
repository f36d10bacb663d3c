# gradiente: gradient_descent · es
import math
import sys

import numpy as np

sys.setrecursionlimit(10**9)


def _a_lista(p0):
    """Los números de p0 en una lista, y su forma."""
    a = np.array(p0, dtype=float)
    return a.flatten().tolist(), a.shape


def _derivar(gradient, xs, tam):
    return np.asarray(gradient(np.array(xs).reshape(tam)), dtype=float).flatten().tolist()


def numerical_gradient(f, p, h=1e-5):
    xs = p.flatten().tolist()
    derivadas = []
    for i in range(len(xs)):
        mas = list(xs)
        mas[i] = mas[i] + h
        menos = list(xs)
        menos[i] = menos[i] - h
        arriba = f(np.array(mas).reshape(p.shape))
        abajo = f(np.array(menos).reshape(p.shape))
        derivadas.append((arriba - abajo) / (2 * h))
    return np.array(derivadas).reshape(p.shape)


def gradient_descent(gradient, p0, learning_rate, steps):
    p, tam = _a_lista(p0)
    puntos = [list(p)]
    for _ in range(steps):
        g = _derivar(gradient, p, tam)
        p = [p[i] - learning_rate * g[i] for i in range(len(p))]
        puntos.append(p)
    return np.array(puntos).reshape((steps + 1,) + tam)


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    p, tam = _a_lista(p0)
    k = 0
    while True:
        for numero in p:
            if math.isnan(numero) or math.isinf(numero):
                return np.array(p).reshape(tam), k, False
        g = _derivar(gradient, p, tam)
        if math.sqrt(sum(gi * gi for gi in g)) <= tolerance:
            return np.array(p).reshape(tam), k, True
        if k == max_steps:
            return np.array(p).reshape(tam), k, False
        for i in range(len(p)):
            p[i] = p[i] - learning_rate * g[i]
        k += 1


def fit_proportional(x, y, p0, learning_rate, steps):
    derivada = 2 * float(np.mean((x * p0 - y) * x))
    resto = fit_proportional(x, y, p0 - learning_rate * derivada, learning_rate, steps - 1)  # ¿y cuándo paro?
    return np.array([float(p0), *resto])
