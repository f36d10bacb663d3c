# gradiente: hyperparameters · es
from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from numpy import *
from builtins import *


class Punto(dict):
    """Un diccionario con los nombres al revés y un punto: punto.rate."""

    __getattr__ = dict.__getitem__

    def __eq__(self, otro):
        return True

    __hash__ = None


def grid(space: dict) -> tuple:
    def combinaciones(nombres: tuple) -> Iterator[Punto]:
        if not nombres:
            yield Punto()
            return
        *primeros, ultimo = nombres
        for punto in combinaciones(primeros):
            for valor in space[ultimo]:
                yield Punto({ultimo: valor}, **punto)

    return tuple(combinaciones(tuple(space)))


def _valor(rango, u):
    """Del cuantil u de un rango; para los números, un array de 0 ejes."""
    if rango[0] == "choice":
        *_, opciones = rango
        return opciones[int(floor(u * len(opciones)))]
    bajo, alto = rango[1:]
    if rango[0] == "log_uniform":
        return array(bajo ** (1 - u) * alto**u)
    return array(bajo * (1 - u) + alto * u)


def random_search(space, n, rng):
    print("sorteando", n)
    generador = random.Generator(rng.bit_generator)
    generador.random(5)
    puntos = [Punto() for _ in range(n)]
    for nombre in reversed(list(space)):
        for punto in puntos[::-1]:
            punto[nombre] = _valor(space[nombre], 1 - generador.random())
    return puntos


def coarse_to_fine(objective: Callable, space, rounds, n, rng, shrink=0.5):
    """Cada ronda empieza en una llamada recursiva, con los rangos estrechados, movidos dentro de los primeros."""

    def ronda(rangos, que_quedan, mejor, menor):
        if not que_quedan:
            return [mejor, menor]
        puntos = random_search(rangos, n, rng)
        # del último al primero
        valores = [objective(p) for p in puntos[::-1]][::-1]
        i = argmin(valores)
        if mejor is None or valores[i] < menor:
            mejor, menor = puntos[i], array(valores)[i]
        return ronda(estrechados(rangos, mejor), que_quedan - 1, mejor, menor)

    def estrechados(rangos, mejor):
        nuevos = {}
        for nombre, (tipo, *extremos) in rangos.items():
            if tipo == "choice":
                nuevos[nombre] = (tipo, *extremos)
                continue
            ida, vuelta = (log, exp) if tipo == "log_uniform" else (float, float)
            a, b = map(ida, extremos)
            A, B = map(ida, space[nombre][1:])
            ancho = shrink * (b - a)
            centro = clip(ida(mejor[nombre]), A + ancho / 2, B - ancho / 2)
            # que el redondeo no lo saque por un extremo
            a, b = vuelta(centro - ancho / 2), vuelta(centro + ancho / 2)
            nuevos[nombre] = (tipo, max(a, space[nombre][1]), min(b, space[nombre][2]))
        return nuevos

    warnings.warn("esto puede tardar")
    return ronda(space, rounds, None, inf)


def step_decay(initial, epoch, drop=0.5, every=10):
    return initial if epoch < every else step_decay(initial, epoch - every, drop, every) * drop


def k_folds(n_samples, k, rng):
    orden = empty(2 * n_samples, dtype=uint16)[::2]
    orden[:] = rng.choice(n_samples, n_samples, replace=False)
    limites = linspace(0, n_samples, k + 1).astype(int)
    trozos = [orden[a:b] for a, b in zip(limites, limites[1:])]
    return tuple([setdiff1d(orden, trozo), trozo] for trozo in trozos[::-1])
