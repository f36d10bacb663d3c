# gradiente: dropout · es
import numpy as np


def comprobar(p):
    if p < 0 or p >= 1:
        raise ValueError("p tiene que estar en [0, 1) y es " + str(p))


def dropout_forward(x, p, rng, training=True):
    comprobar(p)
    y = np.zeros(x.shape)
    mask = np.zeros(x.shape, dtype=bool)
    for i in np.ndindex(x.shape):
        if not training:
            mask[i] = True
            y[i] = x[i]
        elif rng.random() >= p:
            mask[i] = True
            y[i] = x[i] / (1 - p)
    return y, mask


def dropout_backward(dy, mask, p):
    comprobar(p)
    dx = np.zeros(dy.shape)
    for i in np.ndindex(dy.shape):
        if mask[i]:
            dx[i] = dy[i] / (1 - p)
    return dx


def spatial_dropout(x, p, rng):
    comprobar(p)
    N, H, W, C = x.shape
    y = np.zeros((N, H, W, C))
    mask = np.zeros((N, H, W, C), dtype=bool)
    for n in range(N):
        for c in range(C):
            if rng.random() < p:
                continue
            for i in range(H):
                for j in range(W):
                    y[n, i, j, c] = x[n, i, j, c] / (1 - p)
                    mask[n, i, j, c] = True
    return y, mask


def feature_max_drop(x, p, rng):
    comprobar(p)
    N, H, W, C = x.shape
    y = x.copy()
    mask = np.ones((N, H, W, C), dtype=bool)
    for n in range(N):
        for c in range(C):
            mayor = (0, 0)
            for i in range(H):
                for j in range(W):
                    if x[n, i, j, c] > x[n, mayor[0], mayor[1], c]:
                        mayor = (i, j)
            if rng.random() < p:
                y[n, mayor[0], mayor[1], c] = 0
                mask[n, mayor[0], mayor[1], c] = False
    return y, mask


def channel_max_drop(x, p, rng):
    comprobar(p)
    N, H, W, C = x.shape
    y = x.copy()
    mask = np.ones((N, H, W, C), dtype=bool)
    for n in range(N):
        for i in range(H):
            for j in range(W):
                mayor = 0
                for c in range(1, C):
                    if x[n, i, j, c] > x[n, i, j, mayor]:
                        mayor = c
                if rng.random() < p:
                    y[n, i, j, mayor] = 0
                    mask[n, i, j, mayor] = False
    return y, mask


def stochastic_dropout(x, rng, distribution, a, b):
    if distribution == "normal":
        p = rng.normal(a, b)
    elif distribution == "uniform":
        p = rng.uniform(a, b)
    else:
        raise ValueError("no conozco la distribución " + str(distribution))
    if p < 0:
        p = 0
    if p > 0.95:
        p = 0.95
    y, mask = dropout_forward(x, p, rng)
    return y, mask, p
