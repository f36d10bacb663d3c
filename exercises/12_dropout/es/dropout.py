# gradiente: dropout · es
"""Ejercicio 12: dropout.

En todo este fichero `p` es la probabilidad de eliminar, y una máscara es un array booleano con la forma de x, True
donde un elemento se conserva. Los lotes de vectores son `(N, D)` y los de mapas de características, `(N, H, W, C)`.
Toda función aleatoria sortea solo con el generador `rng` que recibe, y sortea de nuevo en cada llamada. Ninguna
función cambia lo que recibe, que puede ser de solo lectura.
"""

import numpy as np


def dropout_forward(x, p, rng, training=True):
    """Elimina cada elemento con probabilidad p y multiplica los demás por 1 / (1 - p).

    En inferencia (`training=False`) no se elimina nada ni se escala nada.

    Parameters
    ----------
    x : ndarray de float, de cualquier forma
        Las activaciones.
    p : float
        La probabilidad de eliminar, en [0, 1). Cada elemento se sortea por su cuenta.
    rng : numpy.random.Generator
        La única fuente de azar.
    training : bool, por defecto True
        False en inferencia.

    Returns
    -------
    y : ndarray de float, de la forma de `x`
    mask : ndarray de bool, de la forma de `x`
        True donde un elemento se conservó; en inferencia, True en todas partes.

    Raises
    ------
    ValueError
        Si p está fuera de [0, 1), se esté entrenando o no.

    Examples
    --------
    Con p = 0.5 cada elemento pasa a 0 o al doble.

    >>> y, mask = dropout_forward(np.ones((2, 3)), 0.5, np.random.default_rng(0))
    >>> mask.shape, bool(np.all(y == np.where(mask, 2.0, 0.0)))
    ((2, 3), True)
    >>> dropout_forward(np.array([1.0, -2.0]), 0.5, np.random.default_rng(0), training=False)
    (array([ 1., -2.]), array([ True,  True]))
    """
    raise NotImplementedError("escribe dropout_forward")


def dropout_backward(dy, mask, p):
    """Pasa un gradiente hacia atrás por un paso de entrenamiento de `dropout_forward`.

    Parameters
    ----------
    dy : ndarray de float, de cualquier forma
        Gradiente del coste respecto a y.
    mask : ndarray de bool, de la forma de `dy`
        La máscara de aquel paso, True donde un elemento se conservó.
    p : float
        La probabilidad de eliminar de aquel paso, en [0, 1).

    Returns
    -------
    dx : ndarray de float, de la forma de `dy`
        Gradiente del coste respecto a x.

    Raises
    ------
    ValueError
        Si p está fuera de [0, 1).

    Examples
    --------
    Con p = 0.25 el elemento conservado se multiplicó por 4 / 3.

    >>> dropout_backward(np.array([3.0, 1.0]), np.array([True, False]), 0.25)
    array([4., 0.])
    """
    raise NotImplementedError("escribe dropout_backward")


def spatial_dropout(x, p, rng):
    """Elimina mapas de características enteros con probabilidad p y multiplica los demás por 1 / (1 - p).

    Un mapa es un canal de una muestra; un solo sorteo decide por sus H x W posiciones.

    Parameters
    ----------
    x : ndarray de float, de forma (N, H, W, C)
        Un lote de mapas de características.
    p : float
        La probabilidad de eliminar, en [0, 1).
    rng : numpy.random.Generator
        La única fuente de azar.

    Returns
    -------
    y : ndarray de float, de forma (N, H, W, C)
    mask : ndarray de bool, de forma (N, H, W, C)
        True donde se conserva.

    Raises
    ------
    ValueError
        Si p está fuera de [0, 1).

    Examples
    --------
    >>> y, mask = spatial_dropout(np.ones((2, 3, 4, 5)), 0.5, np.random.default_rng(0))
    >>> mask.shape, bool(np.all(mask == mask[:, :1, :1, :])), sorted(set(y.ravel().tolist()))
    ((2, 3, 4, 5), True, [0.0, 2.0])
    """
    raise NotImplementedError("escribe spatial_dropout")


def feature_max_drop(x, p, rng):
    """Elimina la mayor activación de cada mapa de características con probabilidad p; no escala nada.

    Un sorteo por muestra y canal decide si la mayor de sus H x W activaciones pasa a 0. Todas las demás se conservan
    como están.

    Parameters
    ----------
    x : ndarray de float, de forma (N, H, W, C)
        Un lote de mapas de características. No tienes que pensar en empates por el mayor.
    p : float
        La probabilidad de eliminar, en [0, 1).
    rng : numpy.random.Generator
        La única fuente de azar.

    Returns
    -------
    y : ndarray de float, de forma (N, H, W, C)
    mask : ndarray de bool, de forma (N, H, W, C)
        True donde se conserva.

    Raises
    ------
    ValueError
        Si p está fuera de [0, 1).

    Examples
    --------
    Solo puede caer el 4. Con este generador, cae.

    >>> x = np.array([1.0, 4.0, -9.0, 2.0]).reshape(1, 2, 2, 1)
    >>> y, mask = feature_max_drop(x, 0.75, np.random.default_rng(0))
    >>> y.ravel(), mask.ravel()
    (array([ 1.,  0., -9.,  2.]), array([ True, False,  True,  True]))
    """
    raise NotImplementedError("escribe feature_max_drop")


def channel_max_drop(x, p, rng):
    """Elimina en cada posición la mayor activación de los canales con probabilidad p; no escala nada.

    Un sorteo por muestra y posición decide si la mayor de sus C activaciones pasa a 0. Todas las demás se conservan
    como están.

    Parameters
    ----------
    x : ndarray de float, de forma (N, H, W, C)
        Un lote de mapas de características. No tienes que pensar en empates por el mayor.
    p : float
        La probabilidad de eliminar, en [0, 1).
    rng : numpy.random.Generator
        La única fuente de azar.

    Returns
    -------
    y : ndarray de float, de forma (N, H, W, C)
    mask : ndarray de bool, de forma (N, H, W, C)
        True donde se conserva.

    Raises
    ------
    ValueError
        Si p está fuera de [0, 1).

    Examples
    --------
    Dos posiciones con tres canales: solo pueden caer el 4 y el 5. Con este generador cae el 5.

    >>> x = np.array([[1.0, 4.0, -9.0], [5.0, 2.0, 3.0]]).reshape(1, 1, 2, 3)
    >>> y, mask = channel_max_drop(x, 0.5, np.random.default_rng(0))
    >>> y[0, 0]
    array([[ 1.,  4., -9.],
           [ 0.,  2.,  3.]])
    """
    raise NotImplementedError("escribe channel_max_drop")


def stochastic_dropout(x, rng, distribution, a, b):
    """Sortea la probabilidad de eliminar, una vez por llamada, y aplica con ella el dropout de entrenamiento.

    Con la tasa sorteada se elimina y se escala como en `dropout_forward`. Una tasa fuera de [0, 0.95] se recorta: se
    queda en el extremo más cercano.

    Parameters
    ----------
    x : ndarray de float, de cualquier forma
        Las activaciones.
    rng : numpy.random.Generator
        La única fuente de azar, de la tasa y de la máscara.
    distribution : str
        "normal": p sale de N(a, b), con media a y desviación típica b. "uniform": p sale de U(a, b), entre a y b.
    a, b : float
        Los parámetros de la distribución.

    Returns
    -------
    y : ndarray de float, de la forma de `x`
    mask : ndarray de bool, de la forma de `x`
        True donde se conserva.
    p : float
        La tasa usada, ya recortada.

    Raises
    ------
    ValueError
        Si la distribución no es "normal" ni "uniform".

    Examples
    --------
    >>> y, mask, p = stochastic_dropout(np.ones(4), np.random.default_rng(0), "uniform", 0.1, 0.3)
    >>> bool(0.1 <= p <= 0.3), bool(np.allclose(y, mask / (1 - p)))
    (True, True)
    """
    raise NotImplementedError("escribe stochastic_dropout")
