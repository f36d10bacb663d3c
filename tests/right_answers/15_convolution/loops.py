# gradiente: convolution · es
import numpy as np


def conv2d_forward(x, w, b, stride=1, padding=0):
    N, H, W, C = x.shape
    kh, kw, _, F = w.shape
    H2 = (H + 2 * padding - kh) // stride + 1
    W2 = (W + 2 * padding - kw) // stride + 1
    y = np.zeros((N, H2, W2, F))
    xs, ws = x.tolist(), w.tolist()
    for n in range(N):
        for i in range(H2):
            for j in range(W2):
                for f in range(F):
                    suma = float(b[f])
                    for u in range(kh):
                        fila = stride * i + u - padding
                        if fila < 0 or fila >= H:
                            continue
                        for v in range(kw):
                            columna = stride * j + v - padding
                            if columna < 0 or columna >= W:
                                continue
                            for c in range(C):
                                suma += xs[n][fila][columna][c] * ws[u][v][c][f]
                    y[n, i, j, f] = suma
    return y


def conv2d_backward(dy, x, w, stride=1, padding=0):
    N, H, W, C = x.shape
    kh, kw, _, F = w.shape
    _, H2, W2, _ = dy.shape
    dx = np.zeros(x.shape)
    dw = np.zeros(w.shape)
    db = np.zeros(F)
    for n in range(N):
        for i in range(H2):
            for j in range(W2):
                for f in range(F):
                    d = float(dy[n, i, j, f])
                    db[f] += d
                    for u in range(kh):
                        for v in range(kw):
                            fila = stride * i + u - padding
                            columna = stride * j + v - padding
                            if 0 <= fila < H and 0 <= columna < W:
                                for c in range(C):
                                    dx[n, fila, columna, c] += d * w[u, v, c, f]
                                    dw[u, v, c, f] += d * x[n, fila, columna, c]
    return dx, dw, db


def max_pool_forward(x, size=2):
    N, H, W, C = x.shape
    y = np.zeros((N, H // size, W // size, C))
    for n in range(N):
        for i in range(H // size):
            for j in range(W // size):
                for c in range(C):
                    mayor = x[n, i * size, j * size, c]
                    for u in range(size):
                        for v in range(size):
                            if x[n, i * size + u, j * size + v, c] > mayor:
                                mayor = x[n, i * size + u, j * size + v, c]
                    y[n, i, j, c] = mayor
    return y


def max_pool_backward(dy, x, size=2):
    N, H, W, C = x.shape
    dx = np.zeros((N, H, W, C))
    for n in range(N):
        for i in range(H // size):
            for j in range(W // size):
                for c in range(C):
                    mejor_u, mejor_v = 0, 0
                    for u in range(size):
                        for v in range(size):
                            actual = x[n, i * size + mejor_u, j * size + mejor_v, c]
                            if x[n, i * size + u, j * size + v, c] > actual:
                                mejor_u, mejor_v = u, v
                    dx[n, i * size + mejor_u, j * size + mejor_v, c] = dy[n, i, j, c]
    return dx


def flatten(x):
    N, H, W, C = x.shape
    plano = np.zeros((N, H * W * C))
    for n in range(N):
        k = 0
        for i in range(H):
            for j in range(W):
                for c in range(C):
                    plano[n, k] = x[n, i, j, c]
                    k += 1
    return plano
