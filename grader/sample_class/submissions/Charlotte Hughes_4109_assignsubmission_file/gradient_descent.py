# gradiente: gradient_descent · en
# Edited on Windows.
import numpy as np


def numerical_gradient(f, p, h=1e-5):
    grad = np.zeros_like(p)
    for i in np.ndindex(*p.shape):
        unit = np.zeros_like(p)
        unit[i] = 1.0
        forward = f(p + h * unit)
        backward = f(p - h * unit)
        grad[i] = 0.5 * (forward - backward) / h
    return grad


def gradient_descent(gradient, p0, learning_rate, steps):
    """Return every point that was visited."""
    here = np.array(p0, float)
    visited = [here.copy()]
    while len(visited) <= steps:
        here = here - learning_rate * np.asarray(gradient(here.copy()))
        visited.append(here)
    return np.array(visited)


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    here, taken, done = np.array(p0, float), 0, False
    while np.isfinite(here).all():
        slope = np.array(gradient(here.copy()), float)
        done = np.linalg.norm(slope.flatten()) <= tolerance
        if done or taken == max_steps:
            break
        here = here - learning_rate * slope
        taken += 1
    return here, taken, bool(done) and bool(np.isfinite(here).all())


def fit_proportional(x, y, p0, learning_rate, steps):
    p = float(p0)
    history = [p]
    for _ in range(steps):
        error = p * x - y
        p -= learning_rate * 2 * (error @ x) / x.size
        history.append(p)
    return np.asarray(history)
