# gradiente: gradient_descent · en
import numpy as np


def numerical_gradient(f, p, h=1e-5):
    moves = h * np.eye(p.size).reshape(p.size, *p.shape)
    ahead = np.array([f(q) for q in p + moves])
    behind = np.array([f(q) for q in p - moves])
    return ((ahead - behind) / (2 * h)).reshape(p.shape)


def gradient_descent(gradient, p0, learning_rate, steps):
    p0 = np.asarray(p0)
    path = np.empty((steps + 1, *p0.shape))
    path[0] = p0
    for t in range(steps):
        path[t + 1] = path[t] - learning_rate * np.asarray(gradient(path[t]))
    return path


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    p = np.asarray(p0, dtype=np.float64)
    for steps in range(max_steps + 1):
        if not np.isfinite(p).all():
            return p, steps, False
        g = np.asarray(gradient(p))
        if np.linalg.norm(g.ravel()) <= tolerance:
            return p, steps, True
        if steps < max_steps:
            p = p - learning_rate * g
    return p, max_steps, False


def fit_proportional(x, y, p0, learning_rate, steps):
    return gradient_descent(lambda p: 2 * np.mean(x * (x * p - y)), p0, learning_rate, steps)
