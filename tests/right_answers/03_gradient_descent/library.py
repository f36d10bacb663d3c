# gradiente: gradient_descent · en
import itertools

import numpy as np


def numerical_gradient(f, p, h=1e-5):
    def derivative(*index):
        q = np.copy(p)
        values = []
        for q[index] in (p[index] + h, p[index] - h):
            values.append(f(q))
        return np.subtract(*values) / (h + h)

    indices = itertools.product(*map(range, p.shape))
    return np.fromiter(itertools.starmap(derivative, indices), float, p.size).reshape(p.shape)


def walk(gradient, p0, learning_rate):
    """Every point of the descent, as long as somebody asks."""
    return itertools.accumulate(
        itertools.repeat(learning_rate),
        lambda p, rate: np.subtract(p, np.multiply(rate, gradient(p))),
        initial=np.array(p0, dtype=np.float64),
    )


def gradient_descent(gradient, p0, learning_rate, steps):
    return np.stack(list(itertools.islice(walk(gradient, p0, learning_rate), steps + 1)))


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    seen = {}

    def remembered(p):
        if "g" not in seen:
            seen["g"] = np.asarray(gradient(p), dtype=float)
        return seen.pop("g")

    for steps, p in enumerate(walk(remembered, p0, learning_rate)):
        if not np.isfinite(np.sum(np.abs(p))):
            return p, steps, False
        g = np.asarray(gradient(p), dtype=float)
        seen["g"] = g
        if np.linalg.norm(np.atleast_1d(g).reshape(-1), 2) <= tolerance:
            return p, steps, True
        if steps == max_steps:
            return p, steps, False


def fit_proportional(x, y, p0, learning_rate, steps):
    # L is a parabola in p: its coefficients do not change on the way.
    loss = np.poly1d([np.dot(x, x), -2 * np.dot(x, y), np.dot(y, y)]) / len(x)
    slope = np.polyder(loss)
    return gradient_descent(slope, float(p0), learning_rate, steps)
