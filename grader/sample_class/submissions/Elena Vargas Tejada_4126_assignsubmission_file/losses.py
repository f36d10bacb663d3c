# gradiente: losses · es
"""Funciones de coste y sus gradientes.

Clase: conceptos básicos, «Optimización», las diapositivas de la función de coste L(x_j, y_j; theta). La
predicción de la clase, la y con circunflejo, se llama aquí `y_pred`, y la etiqueta, la y a secas, `y_true`. Todos
los logaritmos son naturales, y todo coste es la media sobre las N muestras del lote. Ninguna función cambia los
arrays que recibe.
"""

import numpy as np


def mean_squared_error(y_pred, y_true):
    """Calcula la media de las diferencias al cuadrado entre predicciones y etiquetas.

    L = 1/N * sum_j (y_pred_j - y_true_j)^2

    Parameters
    ----------
    y_pred : ndarray of float, forma (N,)
        Predicciones.
    y_true : ndarray of float, forma (N,)
        Etiquetas.

    Returns
    -------
    float
        La media sobre el lote.

    Raises
    ------
    ValueError
        Si las dos formas son distintas ((N, 1) y (N,) lo son) o el lote está vacío.

    Notes
    -----
    Clase: «Optimización», función de coste, error cuadrático medio.

    Examples
    --------
    Las diferencias son 0, 2, 0 y -4, así que el coste es (0 + 4 + 0 + 16) / 4:

    >>> mean_squared_error(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 0.0, 3.0, 8.0]))
    5.0
    """
    raise NotImplementedError("escribe mean_squared_error")


def mean_squared_error_gradient(y_pred, y_true):
    """Calcula el gradiente de `mean_squared_error` respecto a las predicciones.

    dL/dy_pred_j = 2/N * (y_pred_j - y_true_j)

    Parameters
    ----------
    y_pred : ndarray of float, forma (N,)
        Predicciones.
    y_true : ndarray of float, forma (N,)
        Etiquetas.

    Returns
    -------
    ndarray of float, forma (N,)
        Una derivada parcial por predicción.

    Raises
    ------
    ValueError
        Si las dos formas son distintas ((N, 1) y (N,) lo son) o el lote está vacío.

    Examples
    --------
    Las diferencias son 0, 2, 0 y -4; cada una se multiplica por 2/4:

    >>> mean_squared_error_gradient(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 0.0, 3.0, 8.0])).tolist()
    [0.0, 1.0, 0.0, -2.0]
    """
    raise NotImplementedError("escribe mean_squared_error_gradient")


def binary_cross_entropy(y_pred, y_true):
    """Calcula la entropía cruzada media de unas probabilidades de la clase positiva.

    L = -1/N * sum_j [ y_true_j log(y_pred_j) + (1 - y_true_j) log(1 - y_pred_j) ], logaritmo natural

    Antes, las probabilidades se recortan a [1e-12, 1 - 1e-12], para que el coste sea finito en 0 y en 1.

    Parameters
    ----------
    y_pred : ndarray of float, forma (N,)
        Probabilidades predichas, en [0, 1].
    y_true : ndarray of float, forma (N,)
        Etiquetas, en [0, 1]: 0 y 1, o cualquier valor intermedio.

    Returns
    -------
    float
        La media sobre el lote.

    Raises
    ------
    ValueError
        Si las dos formas son distintas ((N, 1) y (N,) lo son) o el lote está vacío.

    Notes
    -----
    Clase: «Optimización», función de coste, entropía cruzada. La diapositiva imprime los dos símbolos cambiados,
    con la etiqueta dentro del logaritmo. Ahí va la predicción: el logaritmo de una etiqueta que vale 0 o 1 es
    infinito o 0, diga lo que diga la red. El menos de la diapositiva afecta a toda la suma.

    Examples
    --------
    La primera muestra cuesta -log(0.5) y la segunda -log(1 - 0.25); (0.6931 + 0.2877) / 2 es

    >>> round(binary_cross_entropy(np.array([0.5, 0.25]), np.array([1.0, 0.0])), 4)
    0.4904

    Una predicción segura y equivocada cuesta -log(1e-12), no infinito:

    >>> round(binary_cross_entropy(np.array([0.0]), np.array([1.0])), 4)
    27.631
    """
    raise NotImplementedError("escribe binary_cross_entropy")


def binary_cross_entropy_gradient(y_pred, y_true):
    """Calcula el gradiente de `binary_cross_entropy` respecto a las probabilidades.

    dL/dp_j = -1/N * ( t_j / p_j - (1 - t_j) / (1 - p_j) ), donde p es y_pred y t es y_true

    Las probabilidades se recortan antes, igual que en el coste.

    Parameters
    ----------
    y_pred : ndarray of float, forma (N,)
        Probabilidades predichas, en [0, 1].
    y_true : ndarray of float, forma (N,)
        Etiquetas, en [0, 1].

    Returns
    -------
    ndarray of float, forma (N,)
        Una derivada parcial por probabilidad.

    Raises
    ------
    ValueError
        Si las dos formas son distintas ((N, 1) y (N,) lo son) o el lote está vacío.

    Examples
    --------
    -1/2 * 1/0.5 en la primera muestra y 1/2 * 1/0.75 en la segunda:

    >>> np.round(binary_cross_entropy_gradient(np.array([0.5, 0.25]), np.array([1.0, 0.0])), 4).tolist()
    [-1.0, 0.6667]
    """
    raise NotImplementedError("escribe binary_cross_entropy_gradient")


def softmax(logits):
    """Convierte cada fila de logits en probabilidades.

    p_jk = exp(logits_jk) / sum_c exp(logits_jc), con la suma sobre las clases de la fila j

    También es correcta con logits de tamaño 1e4, donde exp() por sí sola se desbordaría.

    Parameters
    ----------
    logits : ndarray of float, forma (N, K)
        Una fila por muestra y una columna por clase.

    Returns
    -------
    ndarray of float, forma (N, K)
        Probabilidades; cada fila suma 1.

    Raises
    ------
    ValueError
        Si el lote está vacío.

    Notes
    -----
    Clase: «Optimización», función de coste: las salidas múltiples, la y con circunflejo de cada clase k, son
    probabilidades; la softmax es la manera en que una red las produce.

    Examples
    --------
    Logits iguales se reparten la probabilidad; uno que supera en 1 al otro es e veces más probable, a cualquier
    altura:

    >>> np.round(softmax(np.array([[0.0, 0.0], [10000.0, 9999.0]])), 4).tolist()
    [[0.5, 0.5], [0.7311, 0.2689]]
    """
    raise NotImplementedError("escribe softmax")


def cross_entropy(y_pred, y_true):
    """Calcula la entropía cruzada media de unas probabilidades predichas para cada clase.

    L = -1/N * sum_j sum_k y_true_jk log(y_pred_jk), logaritmo natural

    Antes, las probabilidades se recortan por abajo en 1e-12, para que el coste sea finito en 0.

    Parameters
    ----------
    y_pred : ndarray of float, forma (N, K)
        Probabilidades predichas, una fila por muestra.
    y_true : ndarray of float, forma (N, K)
        Etiquetas: filas one-hot, o filas de probabilidades (etiquetas suaves).

    Returns
    -------
    float
        La suma sobre las K clases, promediada sobre las N muestras.

    Raises
    ------
    ValueError
        Si las dos formas son distintas o el lote está vacío.

    Notes
    -----
    Clase: «Optimización», función de coste, algoritmos con salida múltiple. La suma interior de la diapositiva
    recorre las clases k, aunque esté impresa con otra letra, y no se divide entre el número de clases.

    Examples
    --------
    Las clases verdaderas tienen probabilidades 0.5 y 0.25; (log 2 + log 4) / 2 es

    >>> y_pred = np.array([[0.5, 0.25, 0.25], [0.25, 0.5, 0.25]])
    >>> round(cross_entropy(y_pred, np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])), 4)
    1.0397
    """
    raise NotImplementedError("escribe cross_entropy")


def cross_entropy_from_logits(logits, labels):
    """Calcula la entropía cruzada media de la softmax de unos logits, con etiquetas enteras.

    L = 1/N * sum_j ( log sum_c exp(logits_jc) - logits_j,labels_j ), logaritmo natural

    También es finita y exacta con logits de tamaño 1e4: no se recorta nada, porque no se toma el logaritmo de ninguna
    probabilidad.

    Parameters
    ----------
    logits : ndarray of float, forma (N, K)
        Una fila por muestra y una columna por clase.
    labels : ndarray of int, forma (N,)
        La clase de cada muestra, en 0..K-1.

    Returns
    -------
    float
        La media sobre el lote.

    Raises
    ------
    ValueError
        Si `labels` no es (N,) para unos logits (N, K), el lote está vacío o alguna etiqueta queda fuera de 0..K-1.

    Examples
    --------
    La primera muestra cuesta log 2; la segunda da por segura la otra clase, con 10000 de ventaja. La media es

    >>> round(cross_entropy_from_logits(np.array([[0.0, 0.0], [10000.0, 0.0]]), np.array([1, 1])), 4)
    5000.3466
    """
    raise NotImplementedError("escribe cross_entropy_from_logits")


def softmax_cross_entropy_gradient(logits, labels):
    """Calcula el gradiente de `cross_entropy_from_logits` respecto a los logits.

    dL/dlogits_jk = 1/N * ( softmax(logits)_jk - [k = labels_j] ), donde [...] vale 1 si es cierto y 0 si no

    También es correcto con logits de tamaño 1e4.

    Parameters
    ----------
    logits : ndarray of float, forma (N, K)
        Una fila por muestra y una columna por clase.
    labels : ndarray of int, forma (N,)
        La clase de cada muestra, en 0..K-1.

    Returns
    -------
    ndarray of float, forma (N, K)
        Una derivada parcial por logit; cada fila suma 0.

    Raises
    ------
    ValueError
        Si `labels` no es (N,) para unos logits (N, K), el lote está vacío o alguna etiqueta queda fuera de 0..K-1.

    Examples
    --------
    Con logits iguales cada una de las cuatro clases tiene probabilidad 0.25; a la verdadera se le resta 1, y N es 2:

    >>> softmax_cross_entropy_gradient(np.zeros((2, 4)), np.array([0, 3])).tolist()
    [[-0.375, 0.125, 0.125, 0.125], [0.125, 0.125, 0.125, -0.375]]
    """
    raise NotImplementedError("escribe softmax_cross_entropy_gradient")
