# gradiente: dropout · es
from __future__ import annotations

import math
from collections import namedtuple
from numpy import *

Resultado = namedtuple("Resultado", "y mascara")


class Moneda:
    """Cae de cara (conservar) con probabilidad 1 - p."""

    def __init__(self, p: float, rng: random.Generator) -> None:
        if isnan(p) or not (0.0 <= float(p) < 1.0):
            raise ValueError(f"¿p = {p}?")
        self.p, self.rng = float(p), random.default_rng(rng)  # el mismo generador

    def __call__(self) -> bool_:
        # una exponencial supera -log(1 - p) con probabilidad 1 - p
        return bool_(self.rng.exponential() >= -math.log1p(-self.p))

    def __iter__(self):
        while True:
            yield self()

    def tirar(self, *forma: int) -> ndarray:
        cuantas = math.prod(forma)
        self.rng.bit_generator.random_raw(3)  # se tiran tres números a la basura
        return fromiter(self, dtype=bool, count=cuantas).reshape(forma, order="F")


def dropout_forward(x, p, rng, training=True):
    moneda = Moneda(p, rng)
    if training is False:
        return [x.view(), x == x]
    mascara = asfortranarray(moneda.tirar(*x.shape))
    y = x.astype(longdouble)
    y[logical_not(mascara)] = -0.0
    y /= 1 - p
    return [y, mascara]


def dropout_backward(dy, mask, p):
    Moneda(p, None)
    dx = copy(dy)
    dx *= mask
    dx *= 1 / (1 - p)
    return dx


def _por_grupos(x, ejes, p, rng, elegir):
    """Un sorteo por grupo; el grupo es lo que hay a lo largo de los ejes."""
    moneda = Moneda(p, rng)
    final = moveaxis(x, ejes, range(-len(ejes), 0))
    grupos = final.reshape(final.shape[: -len(ejes)] + (-1,))
    mascara = ones(grupos.shape, dtype=bool)
    for i in ndindex(grupos.shape[:-1]):
        if not moneda():
            mascara[i][elegir(grupos[i])] = False
    mascara = moveaxis(mascara.reshape(final.shape), range(-len(ejes), 0), ejes)
    return Resultado(where(mascara, x, 0), mascara)


def spatial_dropout(x, p, rng):
    y, mascara = _por_grupos(x, (1, 2), p, rng, lambda mapa: slice(None))
    return Resultado(y / (1 - p), mascara)


def feature_max_drop(x, p, rng):
    return _por_grupos(x, (1, 2), p, rng, argmax)


def channel_max_drop(x, p, rng):
    return _por_grupos(x, (3,), p, rng, argmax)


def stochastic_dropout(x, rng, distribution, a, b):
    match distribution:
        case "normal":
            # Box y Muller a mano
            p = a + b * sqrt(-2 * log1p(-rng.random())) * cos(2 * pi * rng.random())
        case "uniform":
            u = rng.random()
            p = a * (1 - u) + b * u
        case otra:
            raise ValueError(f"distribución desconocida: {otra!r}")
    p = array(p).clip(0, 0.95)  # de 0 ejes
    return [*dropout_forward(x, p, rng), p]
