# gradiente: regularization · en
import numpy as np


def l2_penalty(weights, strength):
    return 0.5 * strength * sum(np.sum(w**2) for w in weights)


def l2_gradient(weights, strength):
    return [strength * w for w in weights]


def ridge_loss(x, y, w, b, strength):
    return np.mean((x @ w + b - y) ** 2) + l2_penalty([w], strength)


def ridge_gradient(x, y, w, b, strength):
    error = x @ w + b - y
    dw = 2 * x.T @ error / len(y) + strength * w
    db = 2 * error.mean()
    return dw, db


def weight_decay_step(w, gradient, learning_rate, strength):
    return (1 - learning_rate * strength) * w - learning_rate * gradient
