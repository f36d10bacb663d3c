# gradiente: batches · es
"""Entrenar por lotes: cuántos hay, cómo se hacen, y descenso por gradiente con uno tras otro.

Clase: conceptos básicos, «Lotes»: todos los datos a la vez, una sola muestra (SGD) o mini-lotes entre ambos; y
«Evaluación», que dice qué son una época, el tamaño del lote y una iteración.
"""

import numpy as np


def iterations_per_epoch(n_samples, batch_size, drop_last=False):
    """Cuenta los lotes con los que una época ve todos los datos.

    Parameters
    ----------
    n_samples : int
        Cuántas muestras hay, 1 o más.
    batch_size : int
        Cuántas contiene un lote. El último contiene las que quedan, si queda alguna.
    drop_last : bool, por defecto False
        Si se descarta un último lote con menos de `batch_size` muestras.

    Returns
    -------
    int
        El número de lotes.

    Raises
    ------
    ValueError
        Si `batch_size` es menor que 1 o, con `drop_last`, mayor que `n_samples`: no quedaría ningún lote.

    Examples
    --------
    Diez muestras en lotes de cuatro son lotes de 4, 4 y 2:

    >>> iterations_per_epoch(10, 4)
    3
    >>> iterations_per_epoch(10, 4, drop_last=True)
    2
    """
    raise NotImplementedError("escribe iterations_per_epoch")


def parameter_updates(n_samples, batch_size, epochs):
    """Cuenta cuántas veces actualiza los parámetros un entrenamiento: una por lote, en cada época.

    Cada época empieza con un lote propio: lo que falta en el último lote de una época no se toma de la siguiente.

    Parameters
    ----------
    n_samples : int
        Cuántas muestras hay, 1 o más.
    batch_size : int
        Cuántas contiene un lote; un último lote incompleto también cuenta.
    epochs : int
        Cuántas veces se ven todas las muestras, 0 o más.

    Returns
    -------
    int
        El número de actualizaciones.

    Raises
    ------
    ValueError
        Si `batch_size` es menor que 1.

    Examples
    --------
    Diez muestras en lotes de cuatro son tres lotes, en cada una de dos épocas:

    >>> parameter_updates(10, 4, 2)
    6
    """
    raise NotImplementedError("escribe parameter_updates")


def batches(x, y, batch_size, rng=None, drop_last=False):
    """Da los datos de una época, lote a lote.

    Cada muestra sale exactamente una vez, y su x y su y salen juntas. Escribe un generador (`yield`); otro iterador o
    una lista de los mismos pares valen igual.

    Parameters
    ----------
    x : ndarray, forma (N, ...)
        Una muestra por fila: `x[i]`, de cualquier forma, corresponde a `y[i]`. N es 1 o más.
    y : ndarray, forma (N, ...)
        Lo que corresponde a cada muestra. Ninguno de los dos arrays se cambia, y ambos pueden ser de solo lectura.
    batch_size : int
        Cuántas muestras contiene un lote. El último contiene las que quedan, entre 1 y `batch_size`.
    rng : numpy.random.Generator o None, por defecto None
        De dónde sale el orden, y ninguna otra cosa es aleatoria; todos los órdenes de las N muestras son igual de
        probables. Con None las muestras salen en el orden en que están.
    drop_last : bool, por defecto False
        Si se descarta un último lote con menos de `batch_size` muestras. El orden se saca antes: todas las muestras
        tienen la misma probabilidad de quedar fuera.

    Yields
    ------
    x_batch : ndarray, forma (B, ...)
    y_batch : ndarray, forma (B, ...)
        Las muestras de un lote como par `(x_batch, y_batch)`, fila a fila.

    Raises
    ------
    ValueError
        A más tardar con el primer lote: si x e y no tienen la misma longitud, si `batch_size` es menor que 1 o, con
        `drop_last`, mayor que N.

    Examples
    --------
    >>> x, y = np.array([10, 20, 30, 40, 50]), np.array([1, 2, 3, 4, 5])
    >>> for x_batch, y_batch in batches(x, y, 2):
    ...     print(x_batch, y_batch)
    [10 20] [1 2]
    [30 40] [3 4]
    [50] [5]
    """
    raise NotImplementedError("escribe batches")


def minibatch_gradient_descent(gradient, x, y, p0, learning_rate, batch_size, epochs, rng=None):
    r"""Sigue el gradiente negativo de un lote tras otro y devuelve todo el camino.

    Cada actualización es la de la clase, :math:`p_{t+1} = p_t - \gamma \nabla f(p_t)`, con `learning_rate` en lugar
    de :math:`\gamma`, donde f es el coste de las muestras de un solo lote.

    Parameters
    ----------
    gradient : callable
        `gradient(p, x_batch, y_batch)` da el gradiente del coste de un lote en p, con la forma de p. Se llama
        exactamente una vez por actualización.
    x : ndarray, forma (N, ...)
    y : ndarray, forma (N, ...)
        Los datos, como en `batches`. No se cambian, y pueden ser de solo lectura.
    p0 : número o ndarray, cualquier forma
        El inicio. Puede contener enteros (el camino tiene decimales de todos modos), puede ser un número de Python, y
        no se cambia.
    learning_rate : float
        El factor que multiplica al gradiente.
    batch_size : int
        Cuántas muestras contiene un lote; un último lote incompleto también da una actualización.
    epochs : int
        Cuántas veces se ven todas las muestras, 0 o más.
    rng : numpy.random.Generator o None, por defecto None
        De dónde sale el orden: uno nuevo en cada época. Con None, todas las épocas toman las muestras en el orden en
        que están.

    Returns
    -------
    ndarray of float, forma (actualizaciones + 1, *forma de p0)
        La fila t es p después de t actualizaciones; la fila 0 es `p0`. Si `p0` es un solo número, la forma es
        (actualizaciones + 1,).

    Raises
    ------
    ValueError
        Si x e y no tienen la misma longitud, o si `batch_size` es menor que 1.

    Examples
    --------
    La media de (p - x)^2 en un lote tiene el gradiente 2 (p - media de x). Con x = (4, 8, 2), lotes de dos y tasa
    0.25, la primera actualización va de 0 a medio camino de 6, y la segunda, de 3 a medio camino de 2:

    >>> x, y = np.array([4.0, 8.0, 2.0]), np.zeros(3)
    >>> minibatch_gradient_descent(lambda p, x, y: 2 * (p - np.mean(x)), x, y, 0.0, 0.25, 2, epochs=1).tolist()
    [0.0, 3.0, 2.5]
    """
    raise NotImplementedError("escribe minibatch_gradient_descent")
