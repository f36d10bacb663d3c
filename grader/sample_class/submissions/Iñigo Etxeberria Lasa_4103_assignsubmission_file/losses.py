# gradiente: losses · es
# En float32, como en la GPU.
import numpy as np

F = np.float32


def a32(*arrays):
    if len({x.shape for x in arrays}) > 1:
        raise ValueError("formas: " + " ".join(str(x.shape) for x in arrays))
    if arrays[0].shape[0] == 0:
        raise ValueError("N = 0")
    return [x.astype(F) for x in arrays]


def comprueba(logits, labels):
    n, k = logits.shape
    if labels.shape != (n,):
        raise ValueError(f"esperaba ({n},), no {labels.shape}")
    if n and not (0 <= labels.min() and labels.max() < k):
        raise ValueError(f"clases de 0 a {k - 1}")


def mean_squared_error(y_pred, y_true):
    p, t = a32(y_pred, y_true)
    return np.mean(np.square(p - t), dtype=F)


def mean_squared_error_gradient(y_pred, y_true):
    p, t = a32(y_pred, y_true)
    return F(2) * (p - t) / F(len(p))


def binary_cross_entropy(y_pred, y_true):
    _, t = a32(y_pred, y_true)
    # 1 - 1e-12 no existe en float32: recorto antes de pasar a 32 bits, y guardo los logaritmos
    p = np.clip(y_pred.astype(np.float64), 1e-12, 1 - 1e-12)
    si, no = np.log(p).astype(F), np.log1p(-p).astype(F)
    return -np.mean(t * si + (F(1) - t) * no, dtype=F)


def binary_cross_entropy_gradient(y_pred, y_true):
    p, t = a32(y_pred, y_true)
    return (p - t) / (p * (F(1) - p)) / F(len(p))


def softmax(logits):
    (z,) = a32(logits)
    z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(y_pred, y_true):
    p, t = a32(y_pred, y_true)
    return -np.mean((t * np.log(np.maximum(p, F(1e-12)))).sum(axis=1), dtype=F)


def cross_entropy_from_logits(logits, labels):
    (z,) = a32(logits)
    comprueba(logits, labels)
    z = z - z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), labels], dtype=F)


def softmax_cross_entropy_gradient(logits, labels):
    comprueba(logits, labels)
    g = softmax(logits)
    g[np.arange(len(g)), labels] -= F(1)
    return g / F(len(g))
