# gradiente: regularization · en
import numpy as np

f = np.float32


def l2_penalty(weights, strength):
    total = f(0)
    for w in weights:
        total += np.square(f(w)).sum(dtype=f)
    return f(strength) / f(2) * total


def l2_gradient(weights, strength):
    return [f(strength) * np.asarray(w, dtype=f) for w in weights]


def residual(x, y, w, b):
    x, y, w = (np.asarray(array, dtype=f) for array in (x, y, w))
    return np.dot(x, w) + f(b) - y


def ridge_loss(x, y, w, b, strength):
    r = residual(x, y, w, b)
    return np.dot(r, r) / f(len(r)) + l2_penalty([w], strength)


def ridge_gradient(x, y, w, b, strength):
    r = residual(x, y, w, b) * f(2) / f(len(y))
    return np.dot(r, np.asarray(x, dtype=f)) + l2_gradient([w], strength)[0], np.sum(r)


def weight_decay_step(w, gradient, learning_rate, strength):
    w, gradient = w.astype(f), gradient.astype(f)
    decay = f(1) - f(learning_rate) * f(strength)
    w *= decay
    w -= f(learning_rate) * gradient
    return w
