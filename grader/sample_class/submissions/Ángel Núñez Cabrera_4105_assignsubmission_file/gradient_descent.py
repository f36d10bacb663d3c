# gradiente: gradient_descent · es
# Práctica 3: descenso por gradiente, según la fórmula p(t+1) = p(t) - gamma grad f(p(t)).
import numpy as np


def como_decimales(valor):
    return np.array(valor, dtype=np.float64)


def paso(posición, pendiente, tasa):
    return posición - tasa * pendiente


def numerical_gradient(f, p, h=1e-5):
    resultado = np.empty_like(p)
    iterador = np.nditer(p, flags=["multi_index"])
    for _ in iterador:
        índice = iterador.multi_index
        a_la_derecha, a_la_izquierda = p.copy(), p.copy()
        a_la_derecha[índice] += h
        a_la_izquierda[índice] -= h
        resultado[índice] = (f(a_la_derecha) - f(a_la_izquierda)) / (2 * h)
    return resultado


def gradient_descent(gradient, p0, learning_rate, steps):
    posición = como_decimales(p0)
    trayectoria = np.zeros((steps + 1, *posición.shape))
    trayectoria[0] = posición
    for número in range(steps):
        trayectoria[número + 1] = paso(trayectoria[número], gradient(trayectoria[número].copy()), learning_rate)
    return trayectoria


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    posición, dados = como_decimales(p0), 0
    while dados <= max_steps:
        if not np.isfinite(posición).all():
            return posición, dados, False
        pendiente = como_decimales(gradient(posición))
        ha_llegado = bool(np.sqrt(np.sum(pendiente**2)) <= tolerance)
        if ha_llegado or dados == max_steps:
            return posición, dados, ha_llegado
        posición = paso(posición, pendiente, learning_rate)
        dados = dados + 1


def fit_proportional(x, y, p0, learning_rate, steps):
    def derivada_del_error(p):
        residuo = x * p - y
        return (2 * residuo * x).mean()

    return gradient_descent(derivada_del_error, float(p0), learning_rate, steps)
