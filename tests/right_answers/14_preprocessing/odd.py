# gradiente: preprocessing · es
from __future__ import annotations

import warnings
from numpy import *
from builtins import *

seterr(divide="warn")
_cuántas_llamadas = {"local_contrast": 0}


class Imagen(ndarray):
    def __array_finalize__(self, otra):
        self.título = getattr(otra, "título", "sin título")


def to_grayscale(images: ndarray) -> ndarray:
    gris = zeros(images.shape[:-1] + (1,), order="F")
    for peso, canal in zip((0.299, 0.587, 0.114), range(3)):
        gris += peso * images[..., canal : canal + 1]
    return gris.view(Imagen)


def rgb_to_yuv(images: ndarray) -> ndarray:
    R, G, B = split(images.astype(float64), 3, axis=-1)
    Y = to_grayscale(images)
    juntos = concatenate((Y, 0.492 * (B - Y), 0.877 * (R - Y)), axis=-1)
    juntos.flags.writeable = False
    return juntos


def fit_normalizer(train):
    # imagen a imagen, sin tenerlas todas a la vez, como con un conjunto enorme
    C = train.shape[-1]
    cuenta, media, suma2 = 0, zeros(C), zeros(C)
    for imagen in train:
        píxeles = imagen.reshape(-1, C).astype(longdouble)
        n = len(píxeles)
        m = píxeles.mean(axis=0)
        delta = m - media
        suma2 = suma2 + ((píxeles - m) ** 2).sum(axis=0) + delta**2 * cuenta * n / (cuenta + n)
        media = media + delta * n / (cuenta + n)
        cuenta += n
    return [media, sqrt(suma2 / cuenta)]


def normalize(images, mean, std, eps=1e-8):
    if any(std == 0):
        warnings.warn("hay un canal constante")
    copia = images.astype(float)
    copia -= mean
    copia /= std + eps
    return copia


def local_contrast(image, radius=2, eps=1e-2):
    _cuántas_llamadas["local_contrast"] += 1

    def espejo(plano, veces):
        """Un reborde más en cada vuelta: la fila que toca está cada vez dos más adentro."""
        for capa in range(1, veces + 1):
            plano = vstack([plano[2 * capa - 1], plano, plano[-2 * capa]])
        return plano

    con_marco = espejo(espejo(image[..., 0], radius).T, radius).T
    salida = empty(image.shape)
    for (i, j), _ in ndenumerate(image[..., 0]):
        ventana = con_marco[i : i + 2 * radius + 1, j : j + 2 * radius + 1]
        salida[i, j] = (image[i, j] - mean(ventana)) / (std(ventana) + eps)
    return salida


def class_counts(labels, n_classes):
    cuentas = zeros((n_classes, 2), dtype=uint64)[:, 1]
    add.at(cuentas, labels, 1)
    return cuentas


def balanced_indices(labels, rng):
    clases, cuáles, cuentas = unique(labels, return_inverse=True, return_counts=True)
    faltan = cuentas.max() - cuentas
    índices = arange(len(labels))
    while sum(faltan):
        # cualquiera que falte, al azar
        candidatos = flatnonzero(faltan[cuáles] > 0)
        elegido = random.default_rng(rng).permutation(candidatos)[0]
        índices = append(índices, elegido)
        faltan[cuáles[elegido]] -= 1
    return índices[::-1]


def stratified_split(labels, test_fraction, rng):
    """Tantas de prueba como permite «una arriba o abajo»."""
    lados: tuple[list, list] = ([], [])
    for clase in sorted(set(labels.tolist())):
        suyas = [i for i, e in enumerate(labels) if e == clase]
        n = len(suyas)
        prueba = min(int(test_fraction * n) + 1, max(n - 1, 1))
        elegidas = set(rng.choice(suyas, size=prueba, replace=False).tolist())
        for i in suyas:
            lados[i in elegidas].append(i)
    train, test = (array(lado, dtype=int) for lado in lados)
    return train[::-1], test
