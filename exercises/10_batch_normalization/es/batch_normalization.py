# gradiente: batch_normalization · es
"""Batch normalization: re-escalado y estandarización de un volumen, y la capa con su gradiente.

Clase: conceptos avanzados, «Batch normalization», y caso de estudio, «Definir arquitectura» (la normalización de un
lote N x D). El canal es el último eje: un volumen es (H, W, C) y un lote, (N, C) o (N, H, W, C). La estadística es la de
cada canal sobre todos los demás ejes, y toda varianza es la poblacional, dividida entre el número de valores. Ninguna
función cambia los arrays que recibe.
"""

import numpy as np


def rescale(volume):
    """Re-escala cada canal de un volumen a [0, 1].

    (x - min) / (max - min), con el mínimo y el máximo del canal sobre H y W

    Parameters
    ----------
    volume : ndarray of float, forma (H, W, C)
        El canal es el último eje.

    Returns
    -------
    ndarray of float, forma (H, W, C)
        El valor más pequeño de un canal pasa a ser 0 y el más grande, 1. Un canal constante pasa a ser 0 entero.

    Notes
    -----
    Clase: «Batch normalization», re-escalado.

    Examples
    --------
    Dos canales de una sola fila: 2, 4, 6 y una constante:

    >>> rescale(np.array([[[2.0, 7.0], [4.0, 7.0], [6.0, 7.0]]]))[0].T.tolist()
    [[0.0, 0.5, 1.0], [0.0, 0.0, 0.0]]
    """
    raise NotImplementedError("escribe rescale")


def standardize(volume, eps=1e-5):
    """Da a cada canal de un volumen media 0 y varianza 1.

    (x - mu) / sqrt(sigma^2 + eps), con la media y la varianza poblacional del canal sobre H y W

    Parameters
    ----------
    volume : ndarray of float, forma (H, W, C)
        El canal es el último eje.
    eps : float
        Se suma a la varianza, dentro de la raíz.

    Returns
    -------
    ndarray of float, forma (H, W, C)
        Un canal constante pasa a ser 0 entero.

    Notes
    -----
    Clase: «Batch normalization», estandarización.

    Examples
    --------
    Los valores 1 y 3 tienen media 2 y varianza 1; con eps = 3 la raíz es 2:

    >>> standardize(np.array([[[1.0], [3.0]]]), eps=3.0).ravel().tolist()
    [-0.5, 0.5]
    """
    raise NotImplementedError("escribe standardize")


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    """Normaliza un lote con su propia estadística y después lo escala y lo desplaza: la pasada hacia delante al entrenar.

    x_hat = (x - mu) / sqrt(sigma^2 + eps), y = gamma * x_hat + beta, con la media y la varianza poblacional de cada canal
    sobre todos los ejes menos el último

    Parameters
    ----------
    x : ndarray of float, forma (N, C) o (N, H, W, C)
        El lote.
    gamma : ndarray of float, forma (C,)
        Escala de cada canal.
    beta : ndarray of float, forma (C,)
        Desplazamiento de cada canal.
    eps : float
        Se suma a la varianza, dentro de la raíz.

    Returns
    -------
    y : ndarray of float, con la forma de x
        El lote normalizado, escalado y desplazado.
    cache : object
        Lo que necesite tu `batch_norm_backward`: una tupla, un diccionario, un objeto tuyo. Nadie más lo mira.

    Notes
    -----
    Clase: «Batch normalization». Esa diapositiva imprime gamma_d x + beta_d con la x sin normalizar; la del caso de estudio
    lleva la x con tilde, que es lo correcto.

    Examples
    --------
    Los valores 1 y 3 tienen media 2 y varianza 1; con eps = 3 la raíz es 2, y x_hat vale -0.5 y 0.5:

    >>> y, cache = batch_norm_forward(np.array([[1.0], [3.0]]), np.array([4.0]), np.array([10.0]), eps=3.0)
    >>> y.ravel().tolist()
    [8.0, 12.0]
    """
    raise NotImplementedError("escribe batch_norm_forward")


def batch_norm_backward(dy, cache):
    """Lleva un gradiente hacia atrás a través de `batch_norm_forward`.

    dbeta = sum dy, dgamma = sum dy * x_hat,
    dx = gamma / sqrt(sigma^2 + eps) * (dy - mean(dy) - x_hat * mean(dy * x_hat)),
    con las sumas y las medias de cada canal sobre todos los ejes menos el último

    Parameters
    ----------
    dy : ndarray of float, forma (N, C) o (N, H, W, C)
        Gradiente del coste respecto a y.
    cache : object
        Lo que tu `batch_norm_forward` devolvió junto a y.

    Returns
    -------
    dx : ndarray of float, con la forma de x
        Gradiente respecto a x. La media y la varianza también dependen de x.
    dgamma : ndarray of float, forma (C,)
        Gradiente respecto a gamma.
    dbeta : ndarray of float, forma (C,)
        Gradiente respecto a beta.

    Notes
    -----
    Ioffe y Szegedy (2015), sección 3, con los términos de la regla de la cadena reunidos.

    Examples
    --------
    Con x = 1, 1, 3, 3, x_hat es -1, -1, 1, 1. El gradiente de la primera salida sola llega a las dos primeras entradas:

    >>> x, one = np.array([[1.0], [1.0], [3.0], [3.0]]), np.ones(1)
    >>> y, cache = batch_norm_forward(x, 2 * one, one, eps=0.0)
    >>> [d.ravel().tolist() for d in batch_norm_backward(np.array([[1.0], [0.0], [0.0], [0.0]]), cache)]
    [[1.0, -1.0, 0.0, 0.0], [-1.0], [1.0]]
    """
    raise NotImplementedError("escribe batch_norm_backward")


def update_running(running_mean, running_var, x, momentum=0.9):
    """Pone al día la estadística acumulada con un lote.

    nueva = momentum * anterior + (1 - momentum) * lote, para la media y para la varianza poblacional de cada canal

    Parameters
    ----------
    running_mean : ndarray of float, forma (C,)
        La media hasta ahora.
    running_var : ndarray of float, forma (C,)
        La varianza hasta ahora.
    x : ndarray of float, forma (N, C) o (N, H, W, C)
        El lote.
    momentum : float
        Cuánto se conserva de lo anterior, en [0, 1].

    Returns
    -------
    mean : ndarray of float, forma (C,)
        La media nueva.
    var : ndarray of float, forma (C,)
        La varianza nueva.

    Notes
    -----
    Ioffe y Szegedy (2015), sección 3.1. El argumento de torch que se llama igual es 1 - momentum, y torch pone al día su
    varianza acumulada con la varianza muestral.

    Examples
    --------
    Un lote de media 2 y varianza 1, del que se toma una décima parte:

    >>> mean, var = update_running(np.array([0.0]), np.array([11.0]), np.array([[1.0], [3.0]]))
    >>> mean.round(12).tolist(), var.round(12).tolist()
    ([0.2], [10.0])
    """
    raise NotImplementedError("escribe update_running")


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Normaliza con la estadística acumulada: lo que hace la capa cuando la red ya está entrenada.

    y = gamma * (x - running_mean) / sqrt(running_var + eps) + beta

    Parameters
    ----------
    x : ndarray of float, forma (N, C) o (N, H, W, C)
        El lote.
    gamma : ndarray of float, forma (C,)
        Escala de cada canal.
    beta : ndarray of float, forma (C,)
        Desplazamiento de cada canal.
    running_mean : ndarray of float, forma (C,)
        La media, que viene del entrenamiento.
    running_var : ndarray of float, forma (C,)
        La varianza, que viene del entrenamiento.
    eps : float
        Se suma a la varianza, dentro de la raíz.

    Returns
    -------
    ndarray of float, con la forma de x
        El resultado de cada muestra depende solo de esa muestra.

    Notes
    -----
    Ioffe y Szegedy (2015), algoritmo 2. Clase: caso de estudio, «Definir arquitectura»: aquello con lo que se normaliza se
    calcula solo con los datos de entrenamiento.

    Examples
    --------
    Con media 2 y varianza 1, eps = 3 hace que la raíz sea 2. Basta un lote de una sola muestra:

    >>> one = np.ones(1)
    >>> batch_norm_inference(np.array([[3.0]]), 4 * one, 10 * one, 2 * one, one, eps=3.0).tolist()
    [[12.0]]
    """
    raise NotImplementedError("escribe batch_norm_inference")
