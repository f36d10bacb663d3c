# gradiente: gradient_descent · es
import numpy as np


class Bajada:
    """Está en un punto y sabe bajar."""

    def __init__(self, gradiente, salida, tasa):
        self.gradiente = gradiente
        self.aqui = np.array(salida, dtype="float64")
        self.tasa = tasa
        self.pasos = 0

    def pendiente(self):
        return np.asarray(self.gradiente(self.aqui))

    def dar_paso(self, pendiente=None):
        if pendiente is None:
            pendiente = self.pendiente()
        self.aqui = self.aqui - self.tasa * pendiente
        self.pasos += 1
        return self.aqui

    @property
    def perdido(self):
        return not bool(np.all(np.isfinite(self.aqui)))


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
    p = np.asarray(p0, dtype=float)
    camino = [p]
    for _ in range(steps):
        p -= learning_rate * gradient(p)
        camino.append(p)
    return np.array(camino)


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    b = Bajada(gradient, p0, learning_rate)
    while not b.perdido:
        g = b.pendiente()
        if np.linalg.norm(g.ravel()) <= tolerance:
            return b.aqui, b.pasos, True
        if b.pasos >= max_steps:
            return b.aqui, b.pasos, False
        b.dar_paso(g)
    return b.aqui, b.pasos, False


def fit_proportional(x, y, p0, learning_rate, steps):
    ps = [float(p0)]
    while len(ps) < steps + 1:
        p = ps[-1]
        ps.append(p - learning_rate * 2 * np.mean(x * (x * p - y)))
    return np.array(ps)
