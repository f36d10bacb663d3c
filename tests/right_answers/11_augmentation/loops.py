# gradiente: augmentation · es
import math

import numpy as np


def flip_horizontal(image):
    H, W, C = image.shape
    salida = np.zeros((H, W, C))
    for i in range(H):
        for j in range(W):
            salida[i, j] = image[i, W - 1 - j]
    return salida


def flip_vertical(image):
    H, W, C = image.shape
    salida = np.zeros((H, W, C))
    for i in range(H):
        for j in range(W):
            salida[i, j] = image[H - 1 - i, j]
    return salida


def translate(image, dx, dy, fill=0.0):
    H, W, C = image.shape
    salida = np.zeros((H, W, C))
    for i in range(H):
        for j in range(W):
            for c in range(C):
                if 0 <= i - dy < H and 0 <= j - dx < W:
                    salida[i, j, c] = image[i - dy, j - dx, c]
                else:
                    salida[i, j, c] = fill
    return salida


def pixel(filas, i, j, H, W):
    if i < 0 or i >= H or j < 0 or j >= W:
        return None
    return filas[i][j]


def bilineal(filas, fila, columna, H, W, C):
    """Interpola; los vecinos que no existen valen 0."""
    i, j = math.floor(fila), math.floor(columna)
    a, b = fila - i, columna - j
    total = [0.0] * C
    for di, pi in ((0, 1 - a), (1, a)):
        for dj, pj in ((0, 1 - b), (1, b)):
            p = pixel(filas, i + di, j + dj, H, W)
            if p is not None:
                for c in range(C):
                    total[c] += pi * pj * p[c]
    return total


def rotate(image, degrees):
    H, W, C = image.shape
    filas = image.tolist()
    angulo = math.radians(degrees)
    seno, coseno = math.sin(angulo), math.cos(angulo)
    cy, cx = (H - 1) / 2, (W - 1) / 2
    salida = np.zeros((H, W, C))
    for i in range(H):
        for j in range(W):
            fila = round(cy + (j - cx) * seno + (i - cy) * coseno, 9)
            columna = round(cx + (j - cx) * coseno - (i - cy) * seno, 9)
            salida[i, j] = bilineal(filas, fila, columna, H, W, C)
    return salida


def resize(image, height, width):
    H, W, C = image.shape
    filas = image.tolist()
    salida = np.zeros((height, width, C))
    for i in range(height):
        fila = min(max((i + 0.5) * H / height - 0.5, 0), H - 1)
        for j in range(width):
            columna = min(max((j + 0.5) * W / width - 0.5, 0), W - 1)
            salida[i, j] = bilineal(filas, fila, columna, H, W, C)
    return salida


def random_crop(image, height, width, rng):
    H, W, C = image.shape
    if height > H or width > W:
        raise ValueError("la ventana no cabe en la imagen")
    arriba = rng.integers(0, H - height + 1)
    izquierda = rng.integers(0, W - width + 1)
    salida = np.zeros((height, width, C))
    for i in range(height):
        for j in range(width):
            for c in range(C):
                salida[i, j, c] = image[arriba + i, izquierda + j, c]
    return salida


def brightness(image, delta):
    salida = np.zeros(image.shape)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            for c in range(image.shape[2]):
                valor = float(image[i, j, c]) + delta
                if valor < 0:
                    valor = 0
                if valor > 1:
                    valor = 1
                salida[i, j, c] = valor
    return salida


def augment(image, rng, max_degrees=20, max_shift=5):
    grados = rng.uniform(-max_degrees, max_degrees)
    dx = rng.integers(-max_shift, max_shift + 1)
    dy = rng.integers(-max_shift, max_shift + 1)
    return translate(rotate(image, grados), dx, dy)
