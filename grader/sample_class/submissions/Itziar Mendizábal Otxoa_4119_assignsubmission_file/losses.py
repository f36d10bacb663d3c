# gradiente: losses · es
from numpy import array, clip, exp, eye, log, mean, shape, size


def mirar(x, y):
    iguales = shape(x) == shape(y)
    if not iguales or size(x) == 0:
        raise ValueError("entradas incorrectas")


def mean_squared_error(y_pred, y_true):
    mirar(y_pred, y_true)
    return mean([(a - b) ** 2 for a, b in zip(y_pred, y_true)])


def mean_squared_error_gradient(y_pred, y_true):
    mirar(y_pred, y_true)
    n = len(y_pred)
    return array([2 * (a - b) / n for a, b in zip(y_pred, y_true)])


def binary_cross_entropy(y_pred, y_true):
    mirar(y_pred, y_true)
    y = clip(y_pred.astype(float), 1e-12, 1 - 1e-12)
    return mean(-(y_true * log(y)) - (1 - y_true) * log(1 - y))


def binary_cross_entropy_gradient(y_pred, y_true):
    mirar(y_pred, y_true)
    y = clip(y_pred.astype(float), 1e-12, 1 - 1e-12)
    return (1 / len(y)) * ((1 - y_true) / (1 - y) - y_true / y)


def softmax(logits):
    mirar(logits, logits)
    z = exp(logits - logits.max(axis=0))
    return z / sum(z)  # que todo sume 1


def cross_entropy(y_pred, y_true):
    mirar(y_pred, y_true)
    return mean([-sum(t * log(clip(p, 1e-12, None))) for p, t in zip(y_pred, y_true)])


def mirar_clases(logits, labels):
    mirar(logits[:, 0], labels)
    k = logits.shape[1]
    for c in labels:
        if not 0 <= c < k:
            raise ValueError("clase incorrecta")


def cross_entropy_from_logits(logits, labels):
    mirar_clases(logits, labels)
    m = logits.max(axis=1)
    s = log(exp(logits - m.reshape(-1, 1)).sum(axis=1))
    return mean([s[i] + m[i] - logits[i][c] for i, c in enumerate(labels)])


def softmax_cross_entropy_gradient(logits, labels):
    mirar_clases(logits, labels)
    return (softmax(logits) - eye(logits.shape[1])[labels]) / logits.shape[0]
