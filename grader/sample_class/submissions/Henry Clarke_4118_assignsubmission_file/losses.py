# gradiente: losses · en
import numpy as np

TINY = 1e-12


def floats(a, b):
    if a.shape != b.shape or not a.size:
        raise ValueError(f"bad shapes {a.shape}, {b.shape}")
    return a.astype(float), b.astype(float)


def log_softmax(z):
    if not z.size:
        raise ValueError("empty")
    z = z - z.max(1, keepdims=True).astype(float)
    return z - np.log(np.exp(z).sum(1, keepdims=True))


def pick(z, y):
    if y.shape != z.shape[:1] or not z.size or y.min() < 0 or y.max() >= z.shape[1]:
        raise ValueError(f"labels {y.shape} do not fit logits {z.shape}")
    return np.arange(len(y)), y


def mean_squared_error(y_pred, y_true):
    d = np.subtract(*floats(y_pred, y_true))
    return d @ d / d.size


def mean_squared_error_gradient(y_pred, y_true):
    return np.subtract(*floats(y_pred, y_true)) * (2 / y_pred.size)


def binary_cross_entropy(y_pred, y_true):
    p, t = floats(y_pred, y_true)
    p = p.clip(TINY, 1 - TINY)
    return -(t * np.log(p) + (1 - t) * np.log1p(-p)).mean()


def binary_cross_entropy_gradient(y_pred, y_true):
    p, t = floats(y_pred, y_true)
    p = p.clip(TINY, 1 - TINY)
    return (p - t) / (p - p * p) / p.size


def softmax(logits):
    return np.exp(log_softmax(logits))


def cross_entropy(y_pred, y_true):
    p, t = floats(y_pred, y_true)
    return np.mean(-t * np.log(np.maximum(p, TINY)))


def cross_entropy_from_logits(logits, labels):
    at = pick(logits, labels)
    return -log_softmax(logits)[at].mean()


def softmax_cross_entropy_gradient(logits, labels):
    at = pick(logits, labels)
    g = softmax(logits)
    g[at] -= 1
    return g / len(g)
