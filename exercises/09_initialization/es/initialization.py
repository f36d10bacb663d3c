# gradiente: initialization · es
"""Ejercicio 09: inicialización de parámetros.

En todo este fichero una forma es una tupla de enteros: `(D_in, D_out)` en una capa densa (sus pesos multiplican
por la derecha, `x @ w`) y `(kh, kw, C_in, C_out)` en una convolución. Toda función aleatoria sortea solo con el
generador `rng` que recibe: ni con `np.random.normal` y similares, ni con uno propio.
"""

import numpy as np


def fan_in_fan_out(shape):
    """Cuenta las entradas de una unidad de salida y las salidas a las que llega una entrada.

    En una convolución cada canal se ve a través de las kh * kw posiciones del filtro:
    fan_in = kh * kw * C_in y fan_out = kh * kw * C_out.

    Parameters
    ----------
    shape : tupla de int
        `(D_in, D_out)` de una capa densa o `(kh, kw, C_in, C_out)` de una convolución.

    Returns
    -------
    fan_in, fan_out : int
        Los dos en una tupla.

    Examples
    --------
    >>> fan_in_fan_out((64, 10))
    (64, 10)

    Una convolución 3x3 de 16 a 32 canales: 9 * 16 y 9 * 32.

    >>> fan_in_fan_out((3, 3, 16, 32))
    (144, 288)
    """
    raise NotImplementedError("escribe fan_in_fan_out")


def constant(shape, value=0.0):
    """Llena un array con un solo número: el w_i = 0 de la clase.

    Parameters
    ----------
    shape : tupla de int
        Cualquier forma, también `()`.
    value : float, por defecto 0.0
        El número.

    Returns
    -------
    ndarray de float, de forma `shape`

    Examples
    --------
    >>> constant((2, 3), 0.5)
    array([[0.5, 0.5, 0.5],
           [0.5, 0.5, 0.5]])
    """
    raise NotImplementedError("escribe constant")


def small_normal(shape, rng, scale=0.01):
    """Sortea con una normal de media 0 y desviación típica `scale`.

    El w_i = 0.01 * rand(0,1) de la clase, donde rand(0,1) es una normal de media 0 y desviación típica 1.

    Parameters
    ----------
    shape : tupla de int
        Cualquier forma, también `()`.
    rng : numpy.random.Generator
        La única fuente de azar.
    scale : float, por defecto 0.01
        La desviación típica.

    Returns
    -------
    ndarray de float, de forma `shape`

    Examples
    --------
    >>> w = small_normal((200, 300), np.random.default_rng(0))
    >>> w.shape, round(float(w.std()), 3)
    ((200, 300), 0.01)
    """
    raise NotImplementedError("escribe small_normal")


def uniform(shape, rng, low=0.0, high=1.0):
    """Sortea con la distribución uniforme entre `low` y `high`.

    Parameters
    ----------
    shape : tupla de int
        Cualquier forma, también `()`.
    rng : numpy.random.Generator
        La única fuente de azar.
    low, high : float, por defecto 0.0 y 1.0
        Los límites, `low < high`.

    Returns
    -------
    ndarray de float, de forma `shape`

    Examples
    --------
    >>> w = uniform((200, 300), np.random.default_rng(0), -1.0, 3.0)
    >>> round(float(w.mean()), 1), round(float(w.max()), 1)
    (1.0, 3.0)
    """
    raise NotImplementedError("escribe uniform")


def xavier_normal(shape, rng):
    """Sortea con una normal de media 0 cuya varianza es 2 / (fan_in + fan_out).

    Glorot y Bengio (2010). La normal no se recorta.

    Parameters
    ----------
    shape : tupla de int
        `(D_in, D_out)` de una capa densa o `(kh, kw, C_in, C_out)` de una convolución.
    rng : numpy.random.Generator
        La única fuente de azar.

    Returns
    -------
    ndarray de float, de forma `shape`

    Examples
    --------
    sqrt(2 / (144 + 288)) es 0.068.

    >>> w = xavier_normal((3, 3, 16, 32), np.random.default_rng(0))
    >>> round(float(w.std()), 2)
    0.07
    """
    raise NotImplementedError("escribe xavier_normal")


def xavier_uniform(shape, rng):
    """Sortea con una uniforme centrada en 0 cuya varianza es 2 / (fan_in + fan_out).

    Glorot y Bengio (2010). Los números uniformes de [-a, a] tienen varianza a**2 / 3.

    Parameters
    ----------
    shape : tupla de int
        `(D_in, D_out)` de una capa densa o `(kh, kw, C_in, C_out)` de una convolución.
    rng : numpy.random.Generator
        La única fuente de azar.

    Returns
    -------
    ndarray de float, de forma `shape`

    Examples
    --------
    El límite es sqrt(6 / (200 + 400)) = 0.1.

    >>> w = xavier_uniform((200, 400), np.random.default_rng(0))
    >>> round(float(w.min()), 2), round(float(w.max()), 2)
    (-0.1, 0.1)
    """
    raise NotImplementedError("escribe xavier_uniform")


def lecun_normal(shape, rng):
    """Sortea con una normal de media 0 cuya desviación típica es 1 / sqrt(fan_in).

    El «Xavier» de la diapositiva, w_i = rand(0,1) / sqrt(n), con n las entradas de la unidad. En los libros
    lleva el nombre de LeCun et al. (1998). La normal no se recorta.

    Parameters
    ----------
    shape : tupla de int
        `(D_in, D_out)` de una capa densa o `(kh, kw, C_in, C_out)` de una convolución.
    rng : numpy.random.Generator
        La única fuente de azar.

    Returns
    -------
    ndarray de float, de forma `shape`

    Examples
    --------
    1 / sqrt(144) es 0.083.

    >>> w = lecun_normal((3, 3, 16, 32), np.random.default_rng(0))
    >>> round(float(w.std()), 2)
    0.08
    """
    raise NotImplementedError("escribe lecun_normal")


def he_normal(shape, rng):
    """Sortea con una normal de media 0 cuya varianza es 2 / fan_in.

    He et al. (2015). La normal no se recorta.

    Parameters
    ----------
    shape : tupla de int
        `(D_in, D_out)` de una capa densa o `(kh, kw, C_in, C_out)` de una convolución.
    rng : numpy.random.Generator
        La única fuente de azar.

    Returns
    -------
    ndarray de float, de forma `shape`

    Examples
    --------
    sqrt(2 / 144) es 0.118.

    >>> w = he_normal((3, 3, 16, 32), np.random.default_rng(0))
    >>> round(float(w.std()), 2)
    0.12
    """
    raise NotImplementedError("escribe he_normal")


def he_uniform(shape, rng):
    """Sortea con una uniforme centrada en 0 cuya varianza es 2 / fan_in.

    La misma varianza que `he_normal`: el límite es sqrt(6 / fan_in).

    Parameters
    ----------
    shape : tupla de int
        `(D_in, D_out)` de una capa densa o `(kh, kw, C_in, C_out)` de una convolución.
    rng : numpy.random.Generator
        La única fuente de azar.

    Returns
    -------
    ndarray de float, de forma `shape`

    Examples
    --------
    El límite es sqrt(6 / 150) = 0.2.

    >>> w = he_uniform((150, 400), np.random.default_rng(0))
    >>> round(float(w.min()), 2), round(float(w.max()), 2)
    (-0.2, 0.2)
    """
    raise NotImplementedError("escribe he_uniform")


def activation_spread(initializer, sizes, activation, rng, n_samples=1000):
    """Mide cuánto se dispersan las activaciones de una red profunda recién inicializada, capa a capa.

    La red no tiene sesgos. Su entrada a_0, de forma `(n_samples, sizes[0])`, se sortea con N(0, 1), una normal
    de media 0 y desviación típica 1; después, a_l = activation(a_(l-1) @ W_l).

    Parameters
    ----------
    initializer : función
        `initializer(shape, rng)` da los pesos de una capa, un array de esa forma. Llámalo una vez por capa, en
        orden, con `(sizes[l], sizes[l + 1])` y el mismo `rng`.
    sizes : lista de int
        Las unidades de cada capa, empezando por la entrada: `[64, 32, 10]` es una red con dos matrices de
        pesos. La lista no se cambia.
    activation : función
        Recibe un array y devuelve otro de la misma forma, elemento a elemento. Se aplica en todas las capas,
        también en la última.
    rng : numpy.random.Generator
        La única fuente de azar: el de la entrada, y el que se pasa a `initializer`.
    n_samples : int, por defecto 1000
        Filas de la entrada.

    Returns
    -------
    lista de float, de longitud `len(sizes) - 1`
        La desviación típica poblacional (la de `np.std`: se divide entre el número de valores) después de cada
        activación, de todas las muestras y unidades juntas: un número por capa.

    Examples
    --------
    Pesos de desviación típica 0.01 y 100 entradas: cada capa multiplica la dispersión por 0.01 * 10 = 0.1.

    >>> rng = np.random.default_rng(0)
    >>> spread = activation_spread(small_normal, [100, 100, 100], np.tanh, rng)
    >>> [round(s, 2) for s in spread]
    [0.1, 0.01]
    """
    raise NotImplementedError("escribe activation_spread")
