# gradiente: convolution · es
"""Convolución, max pooling y aplanado: las capas de una red convolucional, hacia delante y hacia atrás.

Clase: caso de estudio, «Definir arquitectura», la tabla de la arquitectura basada en LeNet. Las imágenes son
(N, H, W, C), los filtros (kh, kw, C, F), y todo gradiente tiene la forma de aquello que se deriva. Los arrays son
float64 o float32, pueden ser de solo lectura, y ninguna función cambia lo que recibe.
"""

import numpy as np


def conv2d_forward(x, w, b, stride=1, padding=0):
    """Coloca cada filtro sobre cada ventana de las imágenes y suma los productos.

    Si x' son las imágenes con un marco de `padding` ceros y s es el paso,
    y[n, i, j, f] = b[f] + sum_uvc x'[n, s i + u, s j + v, c] w[u, v, c, f].

    Al filtro no se le da la vuelta: es una correlación cruzada, como en todos los frameworks. Una ventana que se saldría
    de x' no cuenta.

    Parameters
    ----------
    x : ndarray of float, forma (N, H, W, C)
        Las imágenes.
    w : ndarray of float, forma (kh, kw, C, F)
        Un filtro de kh x kw x C pesos por canal de salida. Nunca es mayor que la imagen con su relleno.
    b : ndarray of float, forma (F,)
        Un sesgo por canal de salida.
    stride : int
        Cuántos píxeles avanza la ventana, en los dos ejes; 1 o más.
    padding : int
        Cuántas filas de ceros se añaden arriba y otras tantas abajo, y cuántas columnas a la izquierda y otras tantas a
        la derecha; 0 o más.

    Returns
    -------
    ndarray of float, forma (N, H', W', F)
        H' = floor((H + 2 padding - kh) / stride) + 1, y W' igual.

    Examples
    --------
    La primera ventana es [[1, 2], [0, 1]]: 1 * 1 + 2 * 2 + 0 * 0 + 1 * (-1) = 4, y con el sesgo, 14.

    >>> x = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]]).reshape(1, 3, 3, 1)
    >>> w = np.array([[1.0, 2.0], [0.0, -1.0]]).reshape(2, 2, 1, 1)
    >>> conv2d_forward(x, w, np.array([10.0]))[0, :, :, 0].tolist()
    [[14.0, 9.0], [12.0, 16.0]]
    """
    raise NotImplementedError("escribe conv2d_forward")


def conv2d_backward(dy, x, w, stride=1, padding=0):
    """Lleva el gradiente de un coste hacia atrás a través de `conv2d_forward`.

    En la fórmula de y, dL/dy[n, i, j, f] es dy[n, i, j, f]. Los gradientes respecto a x', w y b salen de la regla de la
    cadena; lo que entra varias veces en la fórmula recibe la suma de lo que le llega. dx es el gradiente respecto a las
    imágenes, sin el marco de ceros.

    Parameters
    ----------
    dy : ndarray of float, forma (N, H', W', F)
        El gradiente del coste respecto a lo que dio `conv2d_forward`.
    x : ndarray of float, forma (N, H, W, C)
        Las imágenes de aquella llamada.
    w : ndarray of float, forma (kh, kw, C, F)
        Sus filtros.
    stride : int
        Su paso, 1 o más.
    padding : int
        Su relleno, 0 o más.

    Returns
    -------
    dx : ndarray of float, forma (N, H, W, C)
    dw : ndarray of float, forma (kh, kw, C, F)
    db : ndarray of float, forma (F,)
        Los gradientes respecto a las imágenes, los filtros y los sesgos: sumas sobre el lote, no medias.

    Examples
    --------
    La imagen y el filtro del ejemplo de `conv2d_forward`. De las cuatro salidas importan dos, la primera una vez y la
    última el doble: el filtro se coloca sobre esas dos ventanas, y dw suma las propias ventanas.

    >>> x = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]]).reshape(1, 3, 3, 1)
    >>> w = np.array([[1.0, 2.0], [0.0, -1.0]]).reshape(2, 2, 1, 1)
    >>> dy = np.array([[1.0, 0.0], [0.0, 2.0]]).reshape(1, 2, 2, 1)
    >>> dx, dw, db = conv2d_backward(dy, x, w)
    >>> dx[0, :, :, 0].tolist()
    [[1.0, 2.0, 0.0], [0.0, 1.0, 4.0], [0.0, 0.0, -2.0]]
    >>> dw[:, :, 0, 0].tolist(), db.tolist()
    ([[3.0, 8.0], [0.0, 3.0]], [3.0])
    """
    raise NotImplementedError("escribe conv2d_backward")


def max_pool_forward(x, size=2):
    """Se queda con el mayor número de cada ventana, en cada canal por separado.

    Las ventanas son cuadrados de lado `size`, uno junto a otro: y[n, i, j, c] es el máximo de
    x[n, size i + u, size j + v, c] para u y v de 0 a size - 1. Una ventana que se saldría no cuenta.

    Parameters
    ----------
    x : ndarray of float, forma (N, H, W, C)
        Las imágenes.
    size : int
        Lado de la ventana, y cuánto avanza; 1 o más, y nunca mayor que la imagen.

    Returns
    -------
    ndarray of float, forma (N, H', W', C)
        H' = floor(H / size), y W' igual.

    Examples
    --------
    De tres filas y cinco columnas, la última fila y la última columna no están en ninguna ventana:

    >>> x = np.array([[1.0, 3.0, 2.0, 0.0, 9.0], [3.0, 0.0, 5.0, 4.0, 9.0], [9.0, 9.0, 9.0, 9.0, 9.0]])
    >>> max_pool_forward(x.reshape(1, 3, 5, 1))[0, :, :, 0].tolist()
    [[3.0, 5.0]]
    """
    raise NotImplementedError("escribe max_pool_forward")


def max_pool_backward(dy, x, size=2):
    """Lleva el gradiente de un coste hacia atrás a través de `max_pool_forward`.

    Una salida depende de un solo número de su ventana, el mayor, y ese se lleva todo el gradiente. Si hay varios iguales,
    se lo lleva el primero en orden por filas (fila a fila, y cada una desde la izquierda).

    Parameters
    ----------
    dy : ndarray of float, forma (N, H', W', C)
        El gradiente del coste respecto a lo que dio `max_pool_forward`.
    x : ndarray of float, forma (N, H, W, C)
        Las imágenes de aquella llamada.
    size : int
        Su tamaño, 1 o más.

    Returns
    -------
    ndarray of float, forma (N, H, W, C)
        El gradiente respecto a las imágenes; 0 en todo número que no es el elegido de su ventana o que no está en
        ninguna.

    Examples
    --------
    Los dos 3 de la primera ventana son iguales, y el de arriba va antes:

    >>> x = np.array([[1.0, 3.0, 2.0, 0.0, 9.0], [3.0, 0.0, 5.0, 4.0, 9.0]]).reshape(1, 2, 5, 1)
    >>> max_pool_backward(np.array([[7.0, 8.0]]).reshape(1, 1, 2, 1), x)[0, :, :, 0].tolist()
    [[0.0, 7.0, 0.0, 0.0, 0.0], [0.0, 0.0, 8.0, 0.0, 0.0]]
    """
    raise NotImplementedError("escribe max_pool_backward")


def flatten(x):
    """Escribe los números de cada imagen en una sola fila, para las capas densas.

    En orden por filas: los canales de un píxel seguidos, luego el siguiente píxel de la fila, luego la siguiente fila.

    Parameters
    ----------
    x : ndarray of float, forma (N, H, W, C)
        Las imágenes.

    Returns
    -------
    ndarray of float, forma (N, H * W * C)
        Una fila por imagen. Puede ser una vista de `x`.

    Examples
    --------
    Dos imágenes de 1 x 2 píxeles y dos canales:

    >>> flatten(np.array([[[[1.0, 2.0], [3.0, 4.0]]], [[[5.0, 6.0], [7.0, 8.0]]]])).tolist()
    [[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]
    """
    raise NotImplementedError("escribe flatten")
