# gradiente: gradient_descent · en
import numpy as np


def numerical_gradient(f, p, h=1e-5):
    grad = np.zeros_like(p)
    for i in np.ndindex(*p.shape):
        e = np.zeros_like(p)
        e[i] = 1.0
        up = f(p + h * e)
        down = f(p - h * e)
        grad[i] = 0.5 * (up - down) / h
    return grad


def gradient_descent(gradient, p0, learning_rate, steps):
    """Fill a table with the points of the path."""
    p0 = np.asarray(p0)
    path = np.zeros((steps + 1, *p0.shape), dtype=p0.dtype)
    path[0] = p0
    for k in range(steps):
        path[k + 1] = path[k] - learning_rate * np.asarray(gradient(path[k]))
    return path


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    p, k, done = np.array(p0, float), 0, False
    while np.isfinite(p).all():
        slope = np.array(gradient(p.copy()), float)
        done = np.linalg.norm(slope.flatten()) <= tolerance
        if done or k == max_steps:
            break
        p = p - learning_rate * slope
        k += 1
    return p, k, bool(done) and bool(np.isfinite(p).all())


def fit_proportional(x, y, p0, learning_rate, steps):
    p = float(p0)
    history = [p]
    for _ in range(steps):
        error = p * x - y
        p -= learning_rate * 2 * (error @ x) / x.size
        history.append(p)
    return np.asarray(history)
