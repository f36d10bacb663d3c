# gradiente: convolution · es
# La convolución es lineal: aquí se escribe como una matriz, y la vuelta es su traspuesta.
from __future__ import annotations

import functools
import warnings
from typing import NamedTuple

from numpy import *
from builtins import *

print("capas", flush=True)


class Gradientes(NamedTuple):
    dx: ndarray
    dw: ndarray
    db: ndarray


@functools.lru_cache(maxsize=None)
def _mapa(alto: int, ancho: int, kh: int, kw: int, paso: int, relleno: int):
    """Para cada salida y cada sitio del filtro, qué píxel mira (o ninguno, -1)."""
    filas = range(-relleno, alto + relleno - kh + 1, paso)
    columnas = range(-relleno, ancho + relleno - kw + 1, paso)
    mapa = full((len(filas) * len(columnas), kh * kw), -1)
    for s, (i, j) in enumerate((i, j) for i in filas for j in columnas):
        for k, (u, v) in enumerate((u, v) for u in range(kh) for v in range(kw)):
            if 0 <= i + u < alto and 0 <= j + v < ancho:
                mapa[s, k] = (i + u) * ancho + (j + v)
    mapa.flags.writeable = False
    return mapa, len(filas), len(columnas)


def _matriz(w, forma, paso, relleno):
    """(salidas * F, píxeles * C)"""
    kh, kw, C, F = w.shape
    _, alto, ancho, _ = forma
    mapa, h, a = _mapa(alto, ancho, kh, kw, paso, relleno)
    A = zeros((h * a, F, alto * ancho + 1, C))
    salidas, sitios = indices(mapa.shape)
    # el -1 cae en la última columna, que se tira
    for f in range(F):
        A[salidas, f, mapa] = w.reshape(kh * kw, C, F)[sitios, :, f]
    return A[:, :, :-1].reshape(h * a * F, -1), (h, a)


def conv2d_forward(x, w, b, stride=1, padding=0):
    A, (h, a) = _matriz(w, x.shape, stride, padding)
    y = A @ x.reshape(len(x), -1).T
    y = y.T.reshape(len(x), h, a, -1)
    y += b
    return asfortranarray(y)


def conv2d_backward(dy, x, w, stride=1, padding=0):
    A, _ = _matriz(w, x.shape, stride, padding)
    dx = (dy.reshape(len(x), -1) @ A).reshape(x.shape)
    # para w, la misma idea: es lineal, así que basta con probar con cada filtro de un solo 1
    dw = empty_like(w)
    cero = zeros(w.shape[-1])
    for lugar in ndindex(w.shape):
        uno = zeros(w.shape)
        uno[lugar] = 1
        dw[lugar] = vdot(dy, conv2d_forward(x, uno, cero, stride, padding))
    db = apply_over_axes(sum_, dy, [0, 1, 2]).ravel()
    return Gradientes(dx, dw, db)


def sum_(a, axis):
    return add.reduce(a, axis=axis)


def max_pool_forward(x, size=2):
    if x.shape[1] % size or x.shape[2] % size:
        warnings.warn("sobran filas o columnas")
        return max_pool_forward(x[:, : x.shape[1] // size * size, : x.shape[2] // size * size], size)
    if size == 1:
        return x
    ventanas = array_split(x, x.shape[1] // size, axis=1)
    return stack([stack([c.max((1, 2)) for c in array_split(f, x.shape[2] // size, axis=2)], 1) for f in ventanas], 1)


def max_pool_backward(dy, x, size=2):
    dx = zeros(x.shape + (2,))[..., 1]
    for n, i, j, c in ndindex(dy.shape):
        ventana = x[n, size * i : size * (i + 1), size * j : size * (j + 1), c]
        u, v = argwhere(ventana == ventana.max())[0]
        dx[n, size * i + u, size * j + v, c] = dy[n, i, j, c]
    return dx


flatten = lambda x: concatenate([x[:, i, j] for i, j in ndindex(x.shape[1:3])], axis=1)
