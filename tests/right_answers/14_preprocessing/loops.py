# gradiente: preprocessing · es
import math

import numpy as np


def to_grayscale(images):
    salida = np.zeros(images.shape[:-1] + (1,))
    for lugar in np.ndindex(images.shape[:-1]):
        r, g, b = images[lugar]
        salida[lugar][0] = 0.299 * r + 0.587 * g + 0.114 * b
    return salida


def rgb_to_yuv(images):
    salida = np.zeros(images.shape)
    for lugar in np.ndindex(images.shape[:-1]):
        r, g, b = images[lugar]
        y = 0.299 * r + 0.587 * g + 0.114 * b
        salida[lugar] = [y, 0.492 * (b - y), 0.877 * (r - y)]
    return salida


def fit_normalizer(train):
    N, H, W, C = train.shape
    medias = []
    desviaciones = []
    for c in range(C):
        suma = 0.0
        for n in range(N):
            for i in range(H):
                for j in range(W):
                    suma += train[n, i, j, c]
        media = suma / (N * H * W)
        suma = 0.0
        for n in range(N):
            for i in range(H):
                for j in range(W):
                    suma += (train[n, i, j, c] - media) ** 2
        medias.append(media)
        desviaciones.append(math.sqrt(suma / (N * H * W)))
    return np.array(medias), np.array(desviaciones)


def normalize(images, mean, std, eps=1e-8):
    salida = np.zeros(images.shape)
    N, H, W, C = images.shape
    for n in range(N):
        for i in range(H):
            for j in range(W):
                for c in range(C):
                    salida[n, i, j, c] = (images[n, i, j, c] - mean[c]) / (std[c] + eps)
    return salida


def reflejar(i, n):
    """El índice que hay detrás del espejo."""
    if i < 0:
        return -i
    if i >= n:
        return 2 * (n - 1) - i
    return i


def local_contrast(image, radius=2, eps=1e-2):
    H, W, _ = image.shape
    salida = np.zeros((H, W, 1))
    for i in range(H):
        for j in range(W):
            ventana = []
            for u in range(i - radius, i + radius + 1):
                for v in range(j - radius, j + radius + 1):
                    ventana.append(float(image[reflejar(u, H), reflejar(v, W), 0]))
            media = sum(ventana) / len(ventana)
            varianza = sum((x - media) ** 2 for x in ventana) / len(ventana)
            salida[i, j, 0] = (image[i, j, 0] - media) / (math.sqrt(varianza) + eps)
    return salida


def class_counts(labels, n_classes):
    cuentas = np.zeros(n_classes, dtype=int)
    for etiqueta in labels:
        cuentas[etiqueta] += 1
    return cuentas


def por_clase(labels):
    indices = {}
    for i in range(len(labels)):
        clase = int(labels[i])
        if clase not in indices:
            indices[clase] = []
        indices[clase].append(i)
    return indices


def balanced_indices(labels, rng):
    indices = por_clase(labels)
    mayor = max(len(lista) for lista in indices.values())
    resultado = []
    for lista in indices.values():
        resultado.extend(lista)
        for _ in range(mayor - len(lista)):
            resultado.append(lista[rng.integers(len(lista))])
    return np.array(resultado)


def stratified_split(labels, test_fraction, rng):
    train, test = [], []
    for lista in por_clase(labels).values():
        barajada = []
        while lista:
            barajada.append(lista.pop(int(rng.integers(len(lista)))))
        cuantas = round(test_fraction * len(barajada))
        if len(barajada) >= 2:
            cuantas = min(max(cuantas, 1), len(barajada) - 1)
        for posicion, indice in enumerate(barajada):
            if posicion < cuantas:
                test.append(indice)
            else:
                train.append(indice)
    return np.array(train, dtype=int), np.array(test, dtype=int)
