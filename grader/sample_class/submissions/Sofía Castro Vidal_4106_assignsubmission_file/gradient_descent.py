# gradiente: gradient_descent · es
import numpy as np


class Caminante:
    """Está en un punto y sabe bajar."""

    def __init__(self, gradiente, salida, tasa):
        self.gradiente = gradiente
        self.punto = np.array(salida, dtype="float64")
        self.tasa = tasa
        self.pasos = 0

    def pendiente(self):
        return np.asarray(self.gradiente(self.punto))

    def bajar(self, pendiente=None):
        if pendiente is None:
            pendiente = self.pendiente()
        self.punto = self.punto - self.tasa * pendiente
        self.pasos += 1
        return self.punto

    @property
    def perdido(self):
        return not bool(np.all(np.isfinite(self.punto)))


def numerical_gradient(f, p, h=1e-5):
    g = np.zeros(p.size)
    for i in range(p.size):
        q = np.array(p, dtype=float).ravel()
        q[i] += h
        mas = f(q.reshape(p.shape))
        q[i] -= 2 * h
        g[i] = (mas - f(q.reshape(p.shape))) / (2 * h)
    return g.reshape(p.shape)


def gradient_descent(gradient, p0, learning_rate, steps):
    c = Caminante(gradient, p0, learning_rate)
    return np.stack([c.punto] + [c.bajar() for _ in range(steps)])


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    c = Caminante(gradient, p0, learning_rate)
    while not c.perdido:
        g = c.pendiente()
        if np.linalg.norm(g.ravel()) <= tolerance:
            return c.punto, c.pasos, True
        if c.pasos >= max_steps:
            return c.punto, c.pasos, False
        c.bajar(g)
    return c.punto, c.pasos, False


def fit_proportional(x, y, p0, learning_rate, steps):
    return gradient_descent(lambda p: np.mean(2 * (p * x - y) * x), p0, learning_rate, steps)
