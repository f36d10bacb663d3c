# gradiente: hyperparameters · es
import math

import numpy as np


def grid(space):
    puntos = [{}]
    for nombre in space:
        nuevos = []
        for punto in puntos:
            for valor in space[nombre]:
                nuevo = dict(punto)
                nuevo[nombre] = valor
                nuevos.append(nuevo)
        puntos = nuevos
    return puntos


def sortear(rango, rng):
    if rango[0] == "choice":
        return rango[1][rng.integers(len(rango[1]))]
    if rango[0] == "uniform":
        return rng.uniform(rango[1], rango[2])
    if rango[0] == "log_uniform":
        return math.exp(rng.uniform(math.log(rango[1]), math.log(rango[2])))


def random_search(space, n, rng):
    puntos = []
    for _ in range(n):
        punto = {}
        for nombre, rango in space.items():
            punto[nombre] = sortear(rango, rng)
        puntos.append(punto)
    return puntos


def coarse_to_fine(objective, space, rounds, n, rng, shrink=0.5):
    """Cada rango nuevo se calcula a partir del anterior, ya recortado."""
    rangos = dict(space)
    mejor = None
    valor_mejor = float("inf")
    for _ in range(rounds):
        for _ in range(n):
            punto = {}
            for nombre in rangos:
                punto[nombre] = sortear(rangos[nombre], rng)
            valor = objective(punto)
            if valor < valor_mejor:
                valor_mejor = valor
                mejor = punto
        for nombre in rangos:
            rango = rangos[nombre]
            if rango[0] == "uniform":
                ancho = (rango[2] - rango[1]) * shrink
                bajo = max(mejor[nombre] - ancho / 2, space[nombre][1])
                alto = min(mejor[nombre] + ancho / 2, space[nombre][2])
                rangos[nombre] = ("uniform", bajo, alto)
            elif rango[0] == "log_uniform":
                ancho = (math.log(rango[2]) - math.log(rango[1])) * shrink
                bajo = max(math.log(mejor[nombre]) - ancho / 2, math.log(space[nombre][1]))
                alto = min(math.log(mejor[nombre]) + ancho / 2, math.log(space[nombre][2]))
                rangos[nombre] = ("log_uniform", math.exp(bajo), math.exp(alto))
    return mejor, valor_mejor


def step_decay(initial, epoch, drop=0.5, every=10):
    tasa = initial
    for e in range(1, epoch + 1):
        if e % every == 0:
            tasa = tasa * drop
    return tasa


def k_folds(n_samples, k, rng):
    indices = list(range(n_samples))
    # Fisher-Yates
    for i in range(n_samples - 1, 0, -1):
        j = int(rng.integers(0, i + 1))
        indices[i], indices[j] = indices[j], indices[i]
    partes = [[] for _ in range(k)]
    for posicion, indice in enumerate(indices):
        partes[posicion % k].append(indice)
    folds = []
    for v in range(k):
        train = []
        for otra in range(k):
            if otra != v:
                train.extend(partes[otra])
        folds.append((np.array(train), np.array(partes[v])))
    return folds
