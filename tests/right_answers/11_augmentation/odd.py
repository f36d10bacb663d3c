# gradiente: augmentation · es
from __future__ import annotations

import math
import warnings
from functools import partial, reduce
from numpy import *
from builtins import *  # que min, abs y any sigan siendo los de Python

flip_vertical = flipud  # ya está en NumPy
print("¡hola desde augmentation.py!")


def con_copia(transforma):
    def envuelta(image, *args, **kwargs):
        return transforma(array(image, dtype=float64, order="F"), *args, **kwargs)

    return envuelta


@con_copia
def flip_horizontal(image: ndarray) -> ndarray:
    izquierda, derecha = 0, image.shape[1] - 1
    while izquierda < derecha:
        image[:, [izquierda, derecha]] = image[:, [derecha, izquierda]]
        izquierda, derecha = izquierda + 1, derecha - 1
    return image


@con_copia
def translate(image, dx, dy, fill=0.0):
    # un píxel cada vez, hasta haber salido
    alto, ancho = image.shape[:2]
    for _ in range(min(abs(dy), alto)):
        franja = full((1,) + image.shape[1:], fill, dtype=float)
        image = concatenate([franja, image[:-1]] if dy > 0 else [image[1:], franja])
    if dx:
        return transpose(translate(transpose(image, (1, 0, 2)), 0, dx, fill), (1, 0, 2))
    return image


@con_copia
def rotate(image, degrees):
    degrees = math.fmod(degrees, 360)
    if degrees < 0:
        degrees += 360
    if degrees >= 90 and image.shape[0] == image.shape[1]:
        # un cuarto de vuelta exacto, y el resto
        return rotate(rot90(image), degrees - 90)
    if degrees == 0:
        return image
    alto, ancho = image.shape[:2]
    giro = exp(-1j * deg2rad(degrees))
    # y hacia arriba: el número complejo de cada píxel
    ys, xs = ogrid[:alto, :ancho]
    z = (xs - (ancho - 1) / 2) - 1j * (ys - (alto - 1) / 2)
    z = z * giro
    columna, fila = z.real + (ancho - 1) / 2, (alto - 1) / 2 - z.imag
    salida = zeros(image.shape)
    for (i, j), f in ndenumerate(fila):
        c = columna[i, j]
        if -1 < f < alto and -1 < c < ancho:
            f0, c0 = math.floor(f), math.floor(c)
            for u in (f0, f0 + 1):
                for v in (c0, c0 + 1):
                    if 0 <= u < alto and 0 <= v < ancho:
                        salida[i, j] += (1 - abs(f - u)) * (1 - abs(c - v)) * image[u, v]
    return salida


def resize(image, height, width):
    def una_dimension(datos, nuevo):
        viejo = len(datos)
        lugar = (arange(nuevo) + 0.5) * viejo / nuevo - 0.5
        plano = datos.reshape(viejo, -1)
        # interp ya sujeta a los extremos
        return stack([interp(lugar, arange(viejo), columna) for columna in plano.T], axis=1).reshape(
            (nuevo,) + datos.shape[1:]
        )

    return una_dimension(una_dimension(image, height).swapaxes(0, 1), width).swapaxes(0, 1)


def random_crop(image, height, width, rng):
    holgura = [n - m for n, m in zip(image.shape, (height, width))]
    if any(h < 0 for h in holgura):
        warnings.warn("no cabe")
        raise ValueError("no cabe")
    lugar = rng.permutation((holgura[0] + 1) * (holgura[1] + 1))[0]
    i, j = divmod(lugar, holgura[1] + 1)
    recorte = image[i : i + height, j : j + width]
    recorte = recorte.view()
    recorte.flags.writeable = False
    return recorte


def brightness(image, delta):
    return reduce(lambda x, f: f(x), [partial(add, delta), partial(maximum, 0), partial(minimum, 1)], image)


def augment(image, rng, max_degrees=20, max_shift=5):
    # sorteos de más, y en otro orden
    rng.standard_normal(7)
    barajados = rng.permuted(tile(arange(-max_shift, max_shift + 1), (2, 1)), axis=1)
    dx, dy = (int(d) for d in barajados[:, 0])
    grados = 2 * max_degrees * rng.random() - max_degrees
    transformaciones = [partial(translate, dx=dx, dy=dy), partial(rotate, degrees=grados)]
    if rng.random() < 0.5:
        transformaciones.reverse()
    for t in transformaciones:
        image = t(image)
    return image
