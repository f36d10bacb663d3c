# gradiente: regularization · es
r"""Regularización: la penalización L2, su gradiente, la regresión ridge, y lo mismo escrito como decaimiento de los pesos.

Clase: conceptos básicos, «Regularización». Los parámetros con valores altos se encarecen, para prevenir el sobreajuste:

.. math:: L(\theta) = \frac{1}{N} \sum_{i=1}^{N} (\hat y_i - y_i)^2 + \frac{\lambda}{2} \sum_{\omega_j} |\omega_j|^2

La :math:`\lambda` de la clase se llama aquí `strength`; es 0 o más.
"""

import numpy as np


def l2_penalty(weights, strength):
    r"""Calcula el precio de los pesos grandes, el segundo término del coste de la clase.

    :math:`\frac{\lambda}{2} \sum_j \omega_j^2`, sobre todos los números de todos los arrays.

    Parameters
    ----------
    weights : list of ndarray of float
        Los pesos de cada capa, al menos un array, de cualquier forma, también vectores. No se cambian.
    strength : float
        La lambda de la clase, 0 o más.

    Returns
    -------
    float

    Examples
    --------
    0.5 / 2 * (3^2 + 4^2 + 1^2) = 0.25 * 26:

    >>> float(l2_penalty([np.array([[3.0, -4.0]]), np.array([1.0])], 0.5))
    6.5
    """
    raise NotImplementedError("escribe l2_penalty")


def l2_gradient(weights, strength):
    """Deriva la penalización L2 respecto a cada peso.

    Parameters
    ----------
    weights : list of ndarray of float
        Los pesos de cada capa, de cualquier forma. No se cambian.
    strength : float
        La lambda de la clase, 0 o más.

    Returns
    -------
    list of ndarray of float
        Un array por cada uno de `weights`, con su forma y en el mismo orden.

    Examples
    --------
    >>> [gradient.tolist() for gradient in l2_gradient([np.array([[3.0, -4.0]]), np.array([1.0])], 0.5)]
    [[[1.5, -2.0]], [0.5]]
    """
    raise NotImplementedError("escribe l2_gradient")


def ridge_loss(x, y, w, b, strength):
    r"""Calcula el coste regularizado de la clase para un modelo lineal.

    El modelo predice :math:`\hat y_i = x_i \cdot w + b`; el coste es el error cuadrático medio más la penalización L2 de w.
    El sesgo b no se penaliza.

    Parameters
    ----------
    x : ndarray of float, forma (N, D)
        N muestras de D características, N y D al menos 1.
    y : ndarray of float, forma (N,)
        Lo que el modelo debería predecir.
    w : ndarray of float, forma (D,)
        Los pesos.
    b : número
        El sesgo: un número de Python o de NumPy, o un array de 0 ejes.
    strength : float
        La lambda de la clase, 0 o más. Ninguno de los arrays se cambia.

    Returns
    -------
    float

    Examples
    --------
    Las predicciones son 1 + 1 = 2 y 2 + 1 = 3, y los errores, 2 y -1: (4 + 1) / 2, y 0.5 / 2 * 1^2.

    >>> float(ridge_loss(np.array([[1.0], [2.0]]), np.array([0.0, 4.0]), np.array([1.0]), 1.0, 0.5))
    2.75
    """
    raise NotImplementedError("escribe ridge_loss")


def ridge_gradient(x, y, w, b, strength):
    """Deriva el coste de la regresión ridge respecto a los pesos y al sesgo.

    Parameters
    ----------
    x : ndarray of float, forma (N, D)
    y : ndarray of float, forma (N,)
    w : ndarray of float, forma (D,)
    b : número
    strength : float
        Como en `ridge_loss`. No se cambia nada.

    Returns
    -------
    dw : ndarray of float, forma (D,)
        La derivada respecto a cada peso.
    db : float
        La derivada respecto al sesgo.

    Examples
    --------
    Con los errores 2 y -1 del ejemplo anterior, donde N = 2:

    >>> dw, db = ridge_gradient(np.array([[1.0], [2.0]]), np.array([0.0, 4.0]), np.array([1.0]), 1.0, 0.5)
    >>> dw.tolist(), float(db)
    ([0.5], 1.0)
    """
    raise NotImplementedError("escribe ridge_gradient")


def weight_decay_step(w, gradient, learning_rate, strength):
    """Da un paso de descenso por gradiente sobre coste + penalización, escrito como decaimiento.

    Los pesos se encogen con un factor que depende de la tasa de aprendizaje y de la intensidad, y de lo que queda se resta
    el paso del coste solo.

    Parameters
    ----------
    w : ndarray of float, cualquier forma
        Los pesos. No se cambian.
    gradient : ndarray of float, con la forma de w
        El gradiente del coste solo, sin la penalización, en w. No se cambia.
    learning_rate : float
        El factor que multiplica al gradiente de coste + penalización.
    strength : float
        La lambda de la clase, 0 o más.

    Returns
    -------
    ndarray of float, con la forma de w
        Los pesos después del paso.

    Examples
    --------
    Con tasa 0.5 e intensidad 0.5, 2 pasa a 1.5 - 0.5 * 1, y -4, a -3 - 0.5 * 0:

    >>> weight_decay_step(np.array([2.0, -4.0]), np.array([1.0, 0.0]), learning_rate=0.5, strength=0.5).tolist()
    [1.0, -3.0]
    """
    raise NotImplementedError("escribe weight_decay_step")
