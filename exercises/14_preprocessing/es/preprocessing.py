# gradiente: preprocessing · es
"""Preparación de los datos: espacios de color, normalización y clases que no son igual de frecuentes.

Clase: caso de estudio, «Analizar datos» y «Definir arquitectura». Las imágenes son arrays de floats, los lotes tienen
la forma (N, H, W, C), y los canales 0, 1 y 2 son rojo, verde y azul. Las etiquetas son enteros (N,). Un array de
índices contiene posiciones en las etiquetas: `labels[indices]` son las etiquetas de las muestras que elige. Ninguna
función cambia lo que recibe.
"""

import numpy as np


def to_grayscale(images):
    """Convierte los colores en gris: la media ponderada de rojo, verde y azul que prescribe Rec. 601.

    Y = 0.299 R + 0.587 G + 0.114 B

    Parameters
    ----------
    images : ndarray of float, forma (..., 3)
        Rojo, verde y azul en el último eje. Delante puede haber cualquier número de ejes: (N, H, W, 3), (H, W, 3) o
        ninguno, un solo color de forma (3,).

    Returns
    -------
    ndarray of float, forma (..., 1)
        Los mismos ejes, con un solo canal.

    Examples
    --------
    Rojo puro y un gris:

    >>> np.round(to_grayscale(np.array([[1.0, 0.0, 0.0], [0.5, 0.5, 0.5]])), 3).tolist()
    [[0.299], [0.5]]
    """
    raise NotImplementedError("escribe to_grayscale")


def rgb_to_yuv(images):
    """Convierte rojo, verde y azul en el brillo Y y las diferencias de color U y V de BT.601.

    Y = 0.299 R + 0.587 G + 0.114 B, U = 0.492 (B - Y), V = 0.877 (R - Y)

    U y V pueden ser negativos: no se suma, recorta ni escala nada.

    Parameters
    ----------
    images : ndarray of float, forma (..., 3)
        Rojo, verde y azul en el último eje, en [0, 1]; delante, cualquier número de ejes.

    Returns
    -------
    ndarray of float, forma (..., 3)
        Y, U y V en el último eje.

    Examples
    --------
    Azul puro: Y = 0.114, U = 0.492 * (1 - 0.114) y V = 0.877 * (0 - 0.114).

    >>> np.round(rgb_to_yuv(np.array([0.0, 0.0, 1.0])), 3).tolist()
    [0.114, 0.436, -0.1]
    """
    raise NotImplementedError("escribe rgb_to_yuv")


def fit_normalizer(train):
    """Mide la media y la desviación típica de cada canal del conjunto de entrenamiento.

    Una media y una desviación típica por canal, sobre todas las imágenes y todos los píxeles a la vez. La desviación es la
    poblacional: las desviaciones al cuadrado se dividen entre cuántas son, N * H * W, y no entre una menos.

    Parameters
    ----------
    train : ndarray of float, forma (N, H, W, C)
        Las imágenes de entrenamiento.

    Returns
    -------
    mean, std : ndarray of float, forma (C,)
        Una pareja de arrays.

    Examples
    --------
    Dos imágenes de un píxel y dos canales. El canal 0 vale 0 en una y 1 en la otra; el canal 1, siempre 1:

    >>> mean, std = fit_normalizer(np.array([[[[0.0, 1.0]]], [[[1.0, 1.0]]]]))
    >>> mean.tolist(), std.tolist()
    ([0.5, 1.0], [0.5, 0.0])
    """
    raise NotImplementedError("escribe fit_normalizer")


def normalize(images, mean, std, eps=1e-8):
    """Normaliza imágenes con estadísticas medidas antes, en el conjunto de entrenamiento.

    result = (images - mean) / (std + eps), canal por canal

    Parameters
    ----------
    images : ndarray of float, forma (N, H, W, C)
        Imágenes de cualquier conjunto: entrenamiento, validación o test.
    mean, std : ndarray of float, forma (C,)
        Lo que devolvió `fit_normalizer` con el conjunto de entrenamiento.
    eps : float, por defecto 1e-8
        Hace que el cociente sea finito donde std vale 0.

    Returns
    -------
    ndarray of float, forma (N, H, W, C)
        Las imágenes normalizadas.

    Examples
    --------
    (0.75 - 0.5) / 0.25 en un canal; en el otro, std vale 0, y la diferencia también:

    >>> images = np.array([[[[0.75, 1.0]]]])
    >>> np.round(normalize(images, np.array([0.5, 1.0]), np.array([0.25, 0.0])), 6).tolist()
    [[[[1.0, 0.0]]]]
    """
    raise NotImplementedError("escribe normalize")


def local_contrast(image, radius=2, eps=1e-2):
    """Normaliza cada píxel con la ventana cuadrada que lo rodea.

    result[i, j] = (image[i, j] - mean) / (std + eps)

    donde mean y std son las de los (2 radius + 1) x (2 radius + 1) píxeles centrados en (i, j), este incluido. std es la
    desviación típica poblacional. En los bordes la imagen continúa por reflexión, como hace np.pad con mode="reflect": más
    allá de la fila 0 viene la fila 1, luego la 2, y así.

    Parameters
    ----------
    image : ndarray of float, forma (H, W, 1)
        Una imagen de un canal; H y W son mayores que `radius`.
    radius : int, por defecto 2
        Hasta dónde llega la ventana a cada lado; con 0 solo contiene el píxel.
    eps : float, por defecto 1e-2
        Se suma a la desviación típica.

    Returns
    -------
    ndarray of float, forma (H, W, 1)
        La imagen normalizada.

    Examples
    --------
    Con la reflexión, la ventana de 3x3 de la esquina contiene cuatro unos y cinco ceros: media 4/9 y std
    sqrt(20)/9 = 0.4969, así que la esquina pasa a valer (0 - 0.4444) / (0.4969 + 0.01).

    >>> image = np.array([[0.0, 1.0], [1.0, 0.0]])[..., None]
    >>> np.round(local_contrast(image, radius=1)[..., 0], 4).tolist()
    [[-0.8768, 0.8768], [0.8768, -0.8768]]
    """
    raise NotImplementedError("escribe local_contrast")


def class_counts(labels, n_classes):
    """Cuenta cuántas muestras tiene cada clase.

    Parameters
    ----------
    labels : ndarray of int, forma (N,)
        Clases en 0..n_classes-1.
    n_classes : int
        Cuántas clases hay, contando las que no tienen muestras.

    Returns
    -------
    ndarray of int, forma (n_classes,)
        El recuento de la clase k en la posición k, 0 donde no hay muestras.

    Examples
    --------
    >>> class_counts(np.array([0, 2, 2]), 4).tolist()
    [1, 0, 2, 0]
    """
    raise NotImplementedError("escribe class_counts")


def balanced_indices(labels, rng):
    """Elige muestras, algunas repetidas, para que todas las clases sean tan frecuentes como la más grande.

    Parameters
    ----------
    labels : ndarray of int, forma (N,)
        La clase de cada muestra, con N al menos 1. Los números de las clases pueden tener huecos.
    rng : numpy.random.Generator
        La única fuente de azar, si es que necesitas alguna.

    Returns
    -------
    ndarray of int, forma (M,)
        Índices de `labels`, en cualquier orden. Cada índice de 0 a N-1 está al menos una vez, y cada clase que aparece en
        `labels` está exactamente tantas veces como la más grande. Qué índices se repiten es cosa tuya.

    Examples
    --------
    La clase 0 tiene tres muestras y la clase 1 solo una, la número 3, que tiene que aparecer tres veces:

    >>> sorted(balanced_indices(np.array([0, 0, 0, 1]), np.random.default_rng(0)).tolist())
    [0, 1, 2, 3, 3, 3]
    """
    raise NotImplementedError("escribe balanced_indices")


def stratified_split(labels, test_fraction, rng):
    """Parte las muestras al azar en entrenamiento y test, cada clase en la misma proporción.

    Parameters
    ----------
    labels : ndarray of int, forma (N,)
        La clase de cada muestra, con N al menos 1. Los números de las clases pueden tener huecos.
    test_fraction : float
        La parte de cada clase que va al test, estrictamente entre 0 y 1.
    rng : numpy.random.Generator
        La única fuente de azar.

    Returns
    -------
    train, test : ndarray of int, de un solo eje
        Una pareja de arrays de índices, cada uno en cualquier orden. Cada índice de 0 a N-1 está en uno de los dos, una
        sola vez. De una clase de n muestras hay en `test` test_fraction * n, una arriba o abajo como mucho; si n es 2 o
        más, hay al menos una en `train` y al menos una en `test`. Qué muestras de una clase van a `test` es azar, todas
        igual de probables.

    Examples
    --------
    La cuarta parte de 8 muestras son 2; la de 2 es 0.5, pero el test necesita una:

    >>> labels = np.array([0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
    >>> train, test = stratified_split(labels, 0.25, np.random.default_rng(0))
    >>> int(np.sum(labels[test] == 1)), int(np.sum(labels[train] == 1))
    (1, 1)
    """
    raise NotImplementedError("escribe stratified_split")
