# gradiente: gradient_descent · es
"""Un solo array de trabajo, que se entrega a f y a gradient y se cambia sobre la marcha."""
from numpy import *
import numpy as np
from dataclasses import dataclass


def numerical_gradient(f, p, h=1e-5):
    trabajo = np.array(p, order="F")
    resultado = np.zeros_like(trabajo)
    with np.nditer(trabajo, flags=["multi_index"], op_flags=["readwrite"]) as recorrido:
        for valor in recorrido:
            antes = float(valor)
            diferencia = 0
            for signo in (-1, 1):
                valor[...] = antes + signo * h
                diferencia += signo * f(trabajo)
            valor[...] = antes
            resultado[recorrido.multi_index] = diferencia / h / 2
    return resultado


def gradient_descent(gradient, p0, learning_rate, steps):
    if isinstance(p0, (int, float)):
        p0 = np.array([p0], dtype=float)

        def de_uno(p):
            return np.array([gradient(float(p[0]))])

        return gradient_descent(de_uno, p0, learning_rate, steps)[:, 0]
    p = np.array(p0) * 1.0
    camino = np.zeros(np.shape(p0) + (steps + 1,))
    camino[..., 0] = p
    for t in range(steps):
        p -= learning_rate * np.asarray(gradient(p))  # el mismo array en cada llamada
        camino[..., t + 1] = p
    return np.moveaxis(camino, -1, 0)


@dataclass
class Descenso:
    gradiente: object
    p: np.ndarray
    ritmo: float
    pasos: int = 0

    def sigue(self, tolerancia, maximo):
        """Recursivo: un paso por llamada."""
        if np.isnan(self.p).any() or np.isinf(self.p).any():
            return np.False_
        g = np.asarray(self.gradiente(self.p))
        if np.linalg.norm(g) <= tolerancia:
            return np.True_
        if not maximo:
            return np.False_
        self.p = self.p - self.ritmo * g
        self.pasos += 1
        return self.sigue(tolerancia, maximo - 1)


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    import sys

    sys.setrecursionlimit(100_000)
    descenso = Descenso(gradient, np.array(p0) + 0.0, learning_rate)
    ha_convergido = descenso.sigue(tolerance, max_steps)
    return [descenso.p, np.int32(descenso.pasos), ha_convergido]


def fit_proportional(x, y, p0, learning_rate, steps):
    # p - p_optimo se multiplica en cada paso por el mismo factor
    media_xx, media_xy = mean(x * x), mean(x * y)
    factor = 1 - 2 * learning_rate * media_xx
    camino = [float(p0)]
    while len(camino) <= steps:
        camino.append(factor * camino[-1] + 2 * learning_rate * media_xy)
    return array(camino)
