# gradiente: gradient_descent · en
"""Positions are kept in single precision; only the difference quotient needs more."""

import numpy as np
from numpy import float32


def numerical_gradient(f, p, h=1e-5):
    q = p.astype(np.float64)
    result = np.zeros(p.shape, float32)
    flat = q.reshape(-1)
    for i, value in enumerate(flat.copy()):
        flat[i] = value + h
        up = f(q)
        flat[i] = value - h
        down = f(q)
        flat[i] = value
        result.reshape(-1)[i] = (up - down) / (2 * h)
    return result


def gradient_descent(gradient, p0, learning_rate, steps):
    p = np.array(p0, dtype=float32)
    rate = float32(learning_rate)
    path = np.zeros((steps + 1,) + p.shape, dtype=float32)
    path[0] = p
    for t in range(1, steps + 1):
        p = p - rate * np.array(gradient(p), dtype=float32)
        path[t] = p
    return path


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    p = np.array(p0, dtype=float32)
    steps = 0
    while np.all(np.isfinite(p)):
        g = np.array(gradient(p), dtype=float32)
        if np.sqrt(np.sum(g * g)) <= tolerance:
            return p, steps, True
        if steps >= max_steps:
            return p, steps, False
        p = p - float32(learning_rate) * g
        steps += 1
    return p, steps, False


def fit_proportional(x, y, p0, learning_rate, steps):
    x, y = x.astype(float32), y.astype(float32)
    n = float32(len(x))
    path = np.empty(steps + 1, dtype=float32)
    path[0] = p0
    for t in range(steps):
        path[t + 1] = path[t] - float32(learning_rate) * float32(2) * np.dot(x, x * path[t] - y) / n
    return path
