# gradiente: gradient_descent · es
r"""Descenso por gradiente: medir un gradiente, seguirlo, saber cuándo parar, y el ajuste de la clase.

Clase: conceptos básicos, «Optimización: descenso por gradiente»,
:math:`p_{t+1} = p_t - \gamma \nabla f(p_t)`. La :math:`\gamma` de la clase se llama aquí `learning_rate`.
"""

import numpy as np


def numerical_gradient(f, p, h=1e-5):
    r"""Mide el gradiente de `f` en `p` con diferencias centradas.

    Para cada coordenada por separado,
    :math:`\partial f / \partial p_i \approx (f(p + h e_i) - f(p - h e_i)) / (2h)`, donde :math:`e_i` vale 1
    en la coordenada i y 0 en las demás.

    Parameters
    ----------
    f : callable
        Recibe un array con la forma de `p` y da un número.
    p : ndarray of float64, cualquier forma
        Dónde se mide. No se cambia, y puede ser de solo lectura.
    h : float
        Cuánto hay que moverse hacia cada lado, mayor que 0.

    Returns
    -------
    ndarray of float, con la forma de p
        La derivada parcial respecto a cada coordenada, en su sitio.

    Examples
    --------
    En p = (1, 2) con h = 0.5, la primera coordenada de p_1^3 + 5 p_2 da (1.5^3 - 0.5^3) / 1 = 3.25:

    >>> numerical_gradient(lambda p: p[0] ** 3 + 5 * p[1], np.array([1.0, 2.0]), h=0.5).tolist()
    [3.25, 5.0]
    """
    raise NotImplementedError("escribe numerical_gradient")


def gradient_descent(gradient, p0, learning_rate, steps):
    r"""Sigue el gradiente negativo durante un número fijo de pasos y devuelve todo el camino.

    Cada paso es el de la clase, :math:`p_{t+1} = p_t - \gamma \nabla f(p_t)`, con `learning_rate` en lugar de
    :math:`\gamma`.

    Parameters
    ----------
    gradient : callable
        Recibe p y da el gradiente en ese punto, con la forma de p. Se llama exactamente `steps` veces.
    p0 : número o ndarray, cualquier forma
        El inicio. Puede contener enteros (el camino tiene decimales de todos modos), puede ser un número de
        Python, y no se cambia.
    learning_rate : float
        El factor que multiplica al gradiente.
    steps : int
        Cuántos pasos hay que dar, 0 o más.

    Returns
    -------
    ndarray of float, forma (steps + 1, *forma de p0)
        La fila t es p después de t pasos; la fila 0 es `p0`. Si `p0` es un solo número, la forma es
        (steps + 1,).

    Examples
    --------
    (p - 3)^2 tiene el gradiente 2 (p - 3): desde 0, el primer paso lleva a 0 - 0.25 * (-6) = 1.5.

    >>> gradient_descent(lambda p: 2 * (p - 3), 0.0, learning_rate=0.25, steps=3).tolist()
    [0.0, 1.5, 2.25, 2.625]
    """
    raise NotImplementedError("escribe gradient_descent")


def gradient_descent_until(gradient, p0, learning_rate, tolerance, max_steps):
    r"""Sigue el gradiente negativo hasta que es casi cero, y dice si ha llegado a serlo.

    Se para antes de dar un paso, en el primer p cuyo gradiente tiene una norma euclídea
    :math:`\sqrt{\sum_i (\partial f / \partial p_i)^2} \le` `tolerance`. También se mira el inicio, y también
    el p al que ha llevado el último paso. Un p que no es finito termina el descenso sin que se mire su
    gradiente.

    Parameters
    ----------
    gradient : callable
        Recibe p y da el gradiente en ese punto, con la forma de p.
    p0 : número o ndarray, cualquier forma
        El inicio. Puede contener enteros (p tiene decimales de todos modos), puede ser un número de Python, y
        no se cambia.
    learning_rate : float
        El factor que multiplica al gradiente.
    tolerance : float
        La norma del gradiente con la que hay que parar, 0 o más. Una norma igual a ella ya es bastante pequeña.
    max_steps : int
        Cuántos pasos se pueden dar, 0 o más.

    Returns
    -------
    p : número o ndarray of float, con la forma de p0
        Dónde ha terminado el descenso.
    steps : int
        Cuántos pasos se han dado. Si p no es finito, el paso que llevó a él cuenta.
    converged : bool
        Si la norma del gradiente en p es como mucho `tolerance`; False si algún número de p es NaN o infinito.

    Examples
    --------
    En el camino 0, 1.5, 2.25, 2.625 hacia el mínimo de (p - 3)^2 el gradiente vale -6, -3, -1.5, -0.75:

    >>> def gradient(p):
    ...     return 2 * (p - 3)
    >>> p, steps, converged = gradient_descent_until(gradient, 0.0, 0.25, tolerance=1.0, max_steps=3)
    >>> float(p), steps, converged
    (2.625, 3, True)
    >>> p, steps, converged = gradient_descent_until(gradient, 0.0, 0.25, tolerance=1.0, max_steps=2)
    >>> float(p), steps, converged
    (2.25, 2, False)
    """
    raise NotImplementedError("escribe gradient_descent_until")


def fit_proportional(x, y, p0, learning_rate, steps):
    r"""Ajusta a unos datos el modelo de la clase, f(x, p) = x p, y devuelve el camino de p.

    Minimiza por descenso por gradiente el error cuadrático medio
    :math:`L(p) = \frac{1}{N} \sum_j (x_j p - y_j)^2`: cada paso sigue su derivada respecto a p.

    Parameters
    ----------
    x : ndarray of float, forma (N,)
        Las entradas, N al menos 1. No se cambian.
    y : ndarray of float, forma (N,)
        Las salidas medidas. No se cambian.
    p0 : número
        El inicio: un solo número (un array de 0 ejes cuenta como uno). Puede ser un entero; el camino tiene
        decimales de todos modos.
    learning_rate : float
        El factor que multiplica a la derivada.
    steps : int
        Cuántos pasos hay que dar, cada uno con todos los datos, 0 o más.

    Returns
    -------
    ndarray of float, forma (steps + 1,)
        El elemento t es p después de t pasos; el elemento 0 es `p0`.

    Examples
    --------
    Con x = (1, 2), y = (2, 4) y p = 0 la derivada es -10; el primer paso lleva a 0 - 0.1 * (-10) = 1:

    >>> fit_proportional(np.array([1.0, 2.0]), np.array([2.0, 4.0]), 0.0, learning_rate=0.1, steps=3).tolist()
    [0.0, 1.0, 1.5, 1.75]
    """
    raise NotImplementedError("escribe fit_proportional")
