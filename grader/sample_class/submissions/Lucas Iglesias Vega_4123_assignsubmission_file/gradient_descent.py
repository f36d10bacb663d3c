# gradiente: gradient_descent · es
import numpy as np


class Excursionista:
    """Está en un punto y sabe bajar."""

    def __init__(self, gradiente, salida, gamma):
        self.gradiente = gradiente
        self.sitio = np.array(salida, dtype="float64")
        self.gamma = gamma
        self.pasos = 0

    def pendiente(self):
        return np.asarray(self.gradiente(self.sitio))

    def avanzar(self, pendiente=None):
        if pendiente is None:
            pendiente = self.pendiente()
        self.sitio = self.sitio - self.gamma * pendiente
        self.pasos += 1
        return self.sitio

    @property
    def lejos(self):
        return not bool(np.all(np.isfinite(self.sitio)))


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
    yo = Excursionista(gradient, p0, learning_rate)
    return np.stack([yo.sitio] + [yo.avanzar() for _ in range(steps)])


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    yo = Excursionista(gradient, p0, learning_rate)
    while not yo.lejos:
        g = yo.pendiente()
        if np.linalg.norm(g.ravel()) <= tolerance:
            return yo.sitio, yo.pasos, True
        if yo.pasos >= max_steps:
            return yo.sitio, yo.pasos, False
        yo.avanzar(g)
    return yo.sitio, yo.pasos, False


def fit_proportional(x, y, p0, learning_rate, steps):
    p = float(p0)
    ps = [p]
    for _ in range(steps):
        derivada = np.mean((p * x - y) * x)
        p = p - learning_rate * derivada
        ps.append(p)
    return np.array(ps)
