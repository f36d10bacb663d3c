# gradiente: gradient_descent · en
from itertools import accumulate, repeat

import numpy as np


def numerical_gradient(f, p, h=1e-5):
    e = h * np.eye(p.size).reshape(p.size, *p.shape)
    return np.array([f(p + d) - f(p - d) for d in e]).reshape(p.shape) / (2 * h)


def gradient_descent(gradient, p0, learning_rate, steps):
    walk = accumulate(range(steps), lambda p, _: p - learning_rate * gradient(p), initial=np.asarray(p0) * 1.0)
    return np.array(list(walk))


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    p = np.asarray(p0) * 1.0
    for t in range(max_steps + 1):
        if not np.isfinite(p).all():
            return p, t, False
        g = np.asarray(gradient(p))
        if (g * g).sum() ** 0.5 <= tolerance:
            return p, t, True
        if t < max_steps:
            p = p - learning_rate * g
    return p, max_steps, False


def fit_proportional(x, y, p0, learning_rate, steps):
    a, b = x @ x * 2 / len(x), x @ y * 2 / len(x)  # dL/dp = a p - b
    return np.array([*accumulate(repeat(0, steps), lambda p, _: p - learning_rate * (a * p - b), initial=float(p0))])
