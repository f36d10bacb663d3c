# gradiente: activations · es
"""Funciones de activación y sus derivadas.

Clase: conceptos básicos, «Optimización», retropropagación, donde la sigmoide convierte net_o1 en out_o1; conceptos
avanzados, «Inicialización de parámetros», cuyos ejemplos comparan sigmoide, tanh y ReLU; caso de estudio,
«¿Después?», que propone la leaky ReLU. El net de la clase, el valor antes de la activación, se llama aquí `z`. Todo
funciona elemento a elemento: un resultado tiene la forma de `z`, que puede ser cualquiera, también (). Ninguna
función cambia el array que recibe.
"""

import numpy as np


def sigmoid(z):
    """Comprime cualquier número en el intervalo (0, 1).

    sigmoid(z) = 1 / (1 + exp(-z))

    También es exacta con z = 1000 y z = -1000, y ahí no da ningún aviso con la configuración de errores que NumPy trae
    por defecto.

    Parameters
    ----------
    z : ndarray of float, cualquier forma
        Valores antes de la activación.

    Returns
    -------
    ndarray of float, la forma de z
        Las activaciones.

    Notes
    -----
    Clase: «Optimización», retropropagación: out_o1 = 1 / (1 + e^(-net_o1)).

    Examples
    --------
    1/2 en cero; donde exp(-z) = 1/3, es decir en z = log 3, 1 / (1 + 1/3):

    >>> np.round(sigmoid(np.array([0.0, np.log(3.0), -1000.0])), 12).tolist()
    [0.5, 0.75, 0.0]
    """
    raise NotImplementedError("escribe sigmoid")


def sigmoid_derivative(z):
    """Deriva la sigmoide.

    d sigmoid / dz = sigmoid(z) (1 - sigmoid(z))

    También es correcta con z = 1000 y z = -1000.

    Parameters
    ----------
    z : ndarray of float, cualquier forma
        Valores antes de la activación, no las activaciones.

    Returns
    -------
    ndarray of float, la forma de z
        La pendiente de la sigmoide en cada z; como mucho, 1/4.

    Notes
    -----
    Clase: «Optimización», retropropagación: el factor d out_o1 / d net_o1 de la regla de la cadena.

    Examples
    --------
    La sigmoide vale 1/2 y 3/4; 1/2 * 1/2 y 3/4 * 1/4:

    >>> np.round(sigmoid_derivative(np.array([0.0, np.log(3.0)])), 12).tolist()
    [0.25, 0.1875]
    """
    raise NotImplementedError("escribe sigmoid_derivative")


def tanh(z):
    """Comprime cualquier número en el intervalo (-1, 1).

    tanh(z) = (exp(z) - exp(-z)) / (exp(z) + exp(-z))

    También es correcta con z = 1000 y z = -1000.

    Parameters
    ----------
    z : ndarray of float, cualquier forma
        Valores antes de la activación.

    Returns
    -------
    ndarray of float, la forma de z
        Las activaciones.

    Notes
    -----
    Clase: «Inicialización de parámetros», los ejemplos con tanh. Es una sigmoide estirada hacia los dos signos:
    tanh(z) = 2 sigmoid(2z) - 1.

    Examples
    --------
    En z = log 2 las exponenciales son 2 y 1/2: (3/2) / (5/2).

    >>> np.round(tanh(np.array([0.0, np.log(2.0), -1000.0])), 12).tolist()
    [0.0, 0.6, -1.0]
    """
    raise NotImplementedError("escribe tanh")


def tanh_derivative(z):
    """Deriva la tangente hiperbólica.

    d tanh / dz = 1 - tanh(z)^2

    También es correcta con z = 1000 y z = -1000.

    Parameters
    ----------
    z : ndarray of float, cualquier forma
        Valores antes de la activación, no las activaciones.

    Returns
    -------
    ndarray of float, la forma de z
        La pendiente de tanh en cada z; como mucho, 1.

    Examples
    --------
    1 en cero; 1 - 0.6^2 donde tanh vale 0.6:

    >>> np.round(tanh_derivative(np.array([0.0, np.log(2.0)])), 12).tolist()
    [1.0, 0.64]
    """
    raise NotImplementedError("escribe tanh_derivative")


def relu(z):
    """Deja pasar lo positivo y pone a 0 el resto: la unidad lineal rectificada.

    relu(z) = max(0, z), elemento a elemento

    Parameters
    ----------
    z : ndarray of float, cualquier forma
        Valores antes de la activación.

    Returns
    -------
    ndarray of float, la forma de z
        Las activaciones.

    Notes
    -----
    Clase: «Inicialización de parámetros», los ejemplos con ReLU; las capas de LeNet en el caso de estudio.

    Examples
    --------
    >>> relu(np.array([-2.0, 0.0, 3.0])).tolist()
    [0.0, 0.0, 3.0]
    """
    raise NotImplementedError("escribe relu")


def relu_derivative(z):
    """Deriva la ReLU: 1 donde z es positivo y 0 en lo demás.

    En z = 0, donde la ReLU hace esquina y no tiene derivada, se toma 0.

    Parameters
    ----------
    z : ndarray of float, cualquier forma
        Valores antes de la activación.

    Returns
    -------
    ndarray de números (no de booleanos), la forma de z
        La pendiente de la ReLU en cada z.

    Examples
    --------
    >>> relu_derivative(np.array([-2.0, 0.0, 3.0])).tolist()
    [0.0, 0.0, 1.0]
    """
    raise NotImplementedError("escribe relu_derivative")


def leaky_relu(z, slope=0.01):
    """Deja pasar lo positivo y encoge el resto.

    leaky_relu(z) = z donde z > 0, slope * z en lo demás

    Parameters
    ----------
    z : ndarray of float, cualquier forma
        Valores antes de la activación.
    slope : float
        La pendiente del lado negativo, 0 <= slope < 1; con 0 es la ReLU.

    Returns
    -------
    ndarray of float, la forma de z
        Las activaciones.

    Notes
    -----
    Clase: caso de estudio, «¿Después?».

    Examples
    --------
    >>> leaky_relu(np.array([-2.0, 0.0, 3.0]), slope=0.25).tolist()
    [-0.5, 0.0, 3.0]
    """
    raise NotImplementedError("escribe leaky_relu")


def leaky_relu_derivative(z, slope=0.01):
    """Deriva la leaky ReLU: 1 donde z es positivo y `slope` en lo demás.

    En z = 0, donde se juntan las dos rectas, se toma `slope`.

    Parameters
    ----------
    z : ndarray of float, cualquier forma
        Valores antes de la activación.
    slope : float
        La pendiente del lado negativo, 0 <= slope < 1.

    Returns
    -------
    ndarray of float, la forma de z
        La pendiente de la leaky ReLU en cada z.

    Examples
    --------
    >>> leaky_relu_derivative(np.array([-2.0, 0.0, 3.0]), slope=0.25).tolist()
    [0.25, 0.25, 1.0]
    """
    raise NotImplementedError("escribe leaky_relu_derivative")
