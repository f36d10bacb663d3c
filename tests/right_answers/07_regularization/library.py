# gradiente: regularization · en
"""Ridge regression as ordinary least squares with more rows, and norms from np.linalg."""

from itertools import repeat

import numpy as np


def l2_penalty(weights, strength):
    norms = np.array([np.linalg.norm(w.ravel()) for w in weights])
    return np.linalg.norm(norms) ** 2 * strength / 2


def l2_gradient(weights, strength):
    return list(map(np.multiply, weights, repeat(strength)))


def _augmented(x, y, w, b, strength):
    """A, t and p such that the loss is |A p - t|^2: a column of ones for the bias, D rows for the penalty."""
    n, d = x.shape
    a = np.block([[x, np.ones((n, 1))], [np.eye(d), np.zeros((d, 1))]])
    scale = np.sqrt(np.repeat([1 / n, strength / 2], [n, d]))
    return a * scale[:, None], np.r_[y, np.zeros(d)] * scale, np.r_[w, b]


def ridge_loss(x, y, w, b, strength):
    a, t, p = _augmented(x, y, w, b, strength)
    return np.square(a.dot(p) - t).sum()


def ridge_gradient(x, y, w, b, strength):
    a, t, p = _augmented(x, y, w, b, strength)
    gradient = 2 * a.T.dot(a.dot(p) - t)
    dw, db = np.split(gradient, [len(w)])
    return dw, db.item()


def weight_decay_step(w, gradient, learning_rate, strength):
    (decay,) = l2_gradient([w], strength)
    return np.einsum("i,i...->...", [1.0, -learning_rate, -learning_rate], np.stack([w, gradient, decay]))
