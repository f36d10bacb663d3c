# gradiente: hyperparameters · es
"""Ejercicio 13: hiperparámetros.

En todo este fichero un espacio es un diccionario que asocia al nombre de un hiperparámetro lo que puede valer, y un
punto es un diccionario que asocia un valor a cada nombre del espacio. En `random_search` y `coarse_to_fine` el
espacio contiene tuplas:

- `("uniform", low, high)`: todos los números entre low y high son igual de probables;
- `("log_uniform", low, high)`, con 0 < low: el logaritmo es uniforme entre los de low y high;
- `("choice", [...])`: uno de los objetos de la lista, todos igual de probables.

Toda función aleatoria sortea solo con el generador `rng` que recibe, y cada sorteo es independiente de los demás.
Ninguna función cambia lo que recibe.
"""

import numpy as np


def grid(space):
    """Enumera todas las combinaciones de unos valores.

    Parameters
    ----------
    space : dict de str a lista
        Los valores que se prueban, por el nombre del hiperparámetro.

    Returns
    -------
    lista de dict
        Cada combinación una vez; el último nombre del espacio es el que más deprisa varía.

    Examples
    --------
    >>> grid({"rate": [0.1, 0.01], "units": [16, 32]})
    [{'rate': 0.1, 'units': 16}, {'rate': 0.1, 'units': 32}, {'rate': 0.01, 'units': 16}, {'rate': 0.01, 'units': 32}]
    """
    raise NotImplementedError("escribe grid")


def random_search(space, n, rng):
    """Sortea n puntos de un espacio.

    Parameters
    ----------
    space : dict de str a tupla
        Lo que puede valer cada hiperparámetro: mira el principio de este fichero.
    n : int
        Puntos.
    rng : numpy.random.Generator
        La única fuente de azar.

    Returns
    -------
    lista de dict, de longitud n
        Cada uno con un valor para cada nombre. De una lista de opciones sale el objeto mismo que está en ella: `None`
        sigue siendo `None`, y una tupla, una tupla.

    Examples
    --------
    La mitad de las tasas entre 0.0001 y 0.01 queda por debajo de 0.001.

    >>> points = random_search({"rate": ("log_uniform", 1e-4, 1e-2)}, 1000, np.random.default_rng(0))
    >>> len(points), round(sum(point["rate"] < 1e-3 for point in points) / 1000, 1)
    (1000, 0.5)
    """
    raise NotImplementedError("escribe random_search")


def coarse_to_fine(objective, space, rounds, n, rng, shrink=0.5):
    """Busca el punto de menor objetivo con búsquedas aleatorias en rangos que se estrechan alrededor del mejor.

    Cada ronda sortea n puntos de los rangos actuales, como `random_search`, y pregunta al objetivo sus valores. Después
    cada rango se queda en `shrink` veces su anchura, centrado en el mejor punto de todas las rondas hasta el momento. No
    debe salirse del primer rango: corta lo que sobra o desplázalo hacia dentro, como prefieras. De un rango logarítmico,
    anchura y centro son los del logaritmo. Las opciones conservan su lista.

    Parameters
    ----------
    objective : función
        `objective(point)` da un número. Se llama exactamente `rounds * n` veces.
    space : dict de str a tupla
        Los primeros rangos: mira el principio de este fichero.
    rounds, n : int
        Rondas, y puntos de cada una; 1 o más.
    rng : numpy.random.Generator
        La única fuente de azar.
    shrink : float, por defecto 0.5
        Lo que queda de la anchura de una ronda a la siguiente.

    Returns
    -------
    best : dict
        El punto de menor valor entre los probados.
    value : float
        Ese valor.

    Examples
    --------
    Un rango 0..8 con el mejor punto en 3 pasa a 1..5, y después a 2..4 si el mejor sigue siendo el mismo.

    >>> rng = np.random.default_rng(0)
    >>> best, value = coarse_to_fine(lambda point: (point["x"] - 2) ** 2, {"x": ("uniform", 0.0, 8.0)}, 5, 20, rng)
    >>> round(best["x"], 1), value < 0.01
    (2.0, True)
    """
    raise NotImplementedError("escribe coarse_to_fine")


def step_decay(initial, epoch, drop=0.5, every=10):
    """Calcula la tasa de aprendizaje de una época, que se multiplica por `drop` una vez cada varias épocas.

    Parameters
    ----------
    initial : float
        Tasa de aprendizaje de las primeras épocas.
    epoch : int
        Contada desde 0.
    drop : float, por defecto 0.5
        Factor de cada escalón.
    every : int, por defecto 10
        Épocas de un escalón al siguiente.

    Returns
    -------
    float
        `initial * drop ** (epoch // every)`.

    Examples
    --------
    >>> [step_decay(0.8, epoch) for epoch in (0, 9, 10, 19, 20)]
    [0.8, 0.8, 0.4, 0.4, 0.2]
    """
    raise NotImplementedError("escribe step_decay")


def k_folds(n_samples, k, rng):
    """Reparte las muestras al azar en k particiones, cada una de las cuales es una vez la de validación.

    Parameters
    ----------
    n_samples : int
        Muestras, numeradas desde 0; k o más.
    k : int
        Particiones, 2 o más.
    rng : numpy.random.Generator
        La única fuente de azar: qué muestras caen en qué partición.

    Returns
    -------
    lista de (train, validation), de longitud k
        Dos arrays de índices enteros, en cualquier orden. Cada muestra está en una sola validación, y sus tamaños
        difieren en uno como mucho. `train` contiene todas las muestras que no están en `validation`.

    Examples
    --------
    >>> folds = k_folds(7, 3, np.random.default_rng(0))
    >>> sorted((len(train), len(validation)) for train, validation in folds)
    [(4, 3), (5, 2), (5, 2)]
    """
    raise NotImplementedError("escribe k_folds")
