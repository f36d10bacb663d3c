# gradiente: gradient_descent · en
"""f may be slow: it is asked from several threads at once."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np


def numerical_gradient(f, p, h=1e-5):
    ahead, behind = [], []
    for i in range(p.size):
        move = np.zeros(p.size)
        move[i] = h
        move = move.reshape(p.shape)
        ahead.append(p + move)
        behind.append(p - move)
    with ThreadPoolExecutor(max_workers=4) as pool:
        values = np.array(list(pool.map(f, ahead + behind)), dtype=float)
    return ((values[: p.size] - values[p.size :]) / (2 * h)).reshape(p.shape)


class Descent:
    """A walker that remembers where it has been."""

    def __init__(self, gradient, p0, learning_rate):
        self.gradient = gradient
        self.learning_rate = learning_rate
        self.path = [np.float64(p0) if np.ndim(p0) == 0 else np.array(p0, dtype=np.float64)]

    @property
    def here(self):
        return self.path[-1]

    def look(self):
        return np.asarray(self.gradient(self.here))

    def step(self, g=None):
        if g is None:
            g = self.look()
        self.path.append(self.here - self.learning_rate * g)
        return self


def gradient_descent(gradient, p0, learning_rate, steps):
    walker = Descent(gradient, p0, learning_rate)
    for _ in range(steps):
        walker.step()
    return np.array(walker.path)


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    walker = Descent(gradient, p0, learning_rate)
    converged = False
    for remaining in reversed(range(max_steps + 1)):
        if np.any(~np.isfinite(walker.here)):
            break
        g = walker.look()
        if float((g**2).sum()) <= tolerance**2:
            converged = True
            break
        if remaining > 0:
            walker.step(g)
    return walker.here, len(walker.path) - 1, converged


def fit_proportional(x, y, p0, learning_rate, steps):
    walker = Descent(lambda p: 2 / len(x) * (x @ (x * p) - x @ y), p0, learning_rate)
    while len(walker.path) < steps + 1:
        walker.step()
    return np.hstack(walker.path)
