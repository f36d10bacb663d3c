# gradiente: augmentation · es
"""Aumento de datos: inversiones, desplazamientos, giros, recortes y cambios de brillo.

Clase: conceptos avanzados, «Data augmentation». Una imagen es un array de forma (H, W, C), con la fila 0 arriba y la
columna 0 a la izquierda. Sus valores son floats en [0, 1] o, salvo en `brightness`, uint8 de 0 a 255, que se quedan en
ese intervalo: no se divide nada entre 255. Los valores de un resultado son los de un cálculo con floats: con una
imagen uint8 no pueden desbordarse ni perder los decimales. Ninguna función cambia la imagen que recibe; cuando el
resultado es solo un trozo de la imagen, o la imagen en otro orden, vale una vista de ella.
"""

import numpy as np


def flip_horizontal(image):
    """Invierte una imagen de izquierda a derecha: la primera columna pasa a ser la última.

    Parameters
    ----------
    image : ndarray of float o uint8, forma (H, W, C)
        Cualquier imagen.

    Returns
    -------
    ndarray, forma (H, W, C)
        La imagen invertida.

    Examples
    --------
    Una fila de tres píxeles y un canal:

    >>> flip_horizontal(np.array([[[0.0], [0.5], [1.0]]]))[..., 0].tolist()
    [[1.0, 0.5, 0.0]]
    """
    raise NotImplementedError("escribe flip_horizontal")


def flip_vertical(image):
    """Invierte una imagen de arriba abajo: la primera fila pasa a ser la última.

    Parameters
    ----------
    image : ndarray of float o uint8, forma (H, W, C)
        Cualquier imagen.

    Returns
    -------
    ndarray, forma (H, W, C)
        La imagen invertida.

    Examples
    --------
    Dos filas de dos píxeles:

    >>> flip_vertical(np.array([[[0.0], [0.25]], [[0.5], [1.0]]]))[..., 0].tolist()
    [[0.5, 1.0], [0.0, 0.25]]
    """
    raise NotImplementedError("escribe flip_vertical")


def translate(image, dx, dy, fill=0.0):
    """Desplaza el contenido de una imagen un número entero de píxeles; lo que entra de fuera vale `fill`.

    result[i, j] = image[i - dy, j - dx] si ese píxel existe, y si no, fill

    Parameters
    ----------
    image : ndarray of float o uint8, forma (H, W, C)
        Cualquier imagen.
    dx : int
        Píxeles a la derecha; un número negativo desplaza a la izquierda.
    dy : int
        Píxeles hacia abajo; un número negativo desplaza hacia arriba.
    fill : float, por defecto 0.0
        El valor de los píxeles que entran, con sus decimales, también en una imagen uint8.

    Returns
    -------
    ndarray, forma (H, W, C)
        La imagen desplazada. Si el desplazamiento es tan grande como la imagen, o mayor, solo queda `fill`.

    Examples
    --------
    Una columna a la derecha y una fila hacia arriba:

    >>> image = np.array([[[0.25], [0.5]], [[0.75], [1.0]]])
    >>> translate(image, 1, -1)[..., 0].tolist()
    [[0.0, 0.75], [0.0, 0.0]]

    Una imagen uint8 conserva los decimales de `fill`:

    >>> translate(np.array([[[10], [20]]], dtype=np.uint8), -1, 0, 0.5)[..., 0].tolist()
    [[20.0, 0.5]]
    """
    raise NotImplementedError("escribe translate")


def rotate(image, degrees):
    """Gira una imagen alrededor de su centro en sentido contrario a las agujas del reloj, tal como se ve.

    Con el centro (cy, cx) = ((H - 1) / 2, (W - 1) / 2), el píxel (i, j) del resultado tiene el valor de la imagen en el
    punto

    fila = cy + (j - cx) sen(degrees) + (i - cy) cos(degrees),
    columna = cx + (j - cx) cos(degrees) - (i - cy) sen(degrees),

    con interpolación bilineal entre los cuatro píxeles que lo rodean. Fuera de la imagen el valor es 0.

    Parameters
    ----------
    image : ndarray of float o uint8, forma (H, W, C)
        Cualquier imagen.
    degrees : float
        El ángulo, en grados; uno negativo gira en el sentido de las agujas del reloj.

    Returns
    -------
    ndarray of float, forma (H, W, C)
        La imagen girada, del mismo tamaño: las esquinas pueden perderse. Si la imagen es cuadrada y el ángulo un múltiplo
        de 90 grados, de cualquier signo, es igual a np.rot90, sin perder nada en los bordes: en coma flotante,
        cos(90 grados) es 6e-17, y un punto en la fila -1e-16 sigue estando en la fila 0.

    Examples
    --------
    Un cuarto de vuelta: la columna derecha pasa a ser la fila de arriba.

    >>> image = np.array([[[0.25], [0.5]], [[0.75], [1.0]]])
    >>> np.round(rotate(image, 90), 6)[..., 0].tolist()
    [[0.5, 1.0], [0.25, 0.75]]
    """
    raise NotImplementedError("escribe rotate")


def resize(image, height, width):
    """Cambia el tamaño de una imagen con interpolación bilineal.

    La fila i del resultado viene de la fila (i + 0.5) * H / height - 0.5 de la imagen, llevada a [0, H - 1]: el número más
    cercano de ese intervalo. Con las columnas, igual. La imagen no se suaviza antes de reducirla (sin anti-aliasing).

    Parameters
    ----------
    image : ndarray of float o uint8, forma (H, W, C)
        Cualquier imagen.
    height, width : int
        Alto y ancho del resultado, al menos 1.

    Returns
    -------
    ndarray of float, forma (height, width, C)
        La imagen con el nuevo tamaño.

    Examples
    --------
    De dos columnas, cuatro: vienen de las columnas -0.25 (llevada a 0), 0.25, 0.75 y 1.25 (llevada a 1):

    >>> resize(np.array([[[0.0], [1.0]]]), 1, 4)[..., 0].tolist()
    [[0.0, 0.25, 0.75, 1.0]]
    """
    raise NotImplementedError("escribe resize")


def random_crop(image, height, width, rng):
    """Recorta una ventana del tamaño dado en una posición al azar; todas las posiciones son igual de probables.

    Parameters
    ----------
    image : ndarray of float o uint8, forma (H, W, C)
        Cualquier imagen.
    height, width : int
        Alto y ancho de la ventana, al menos 1.
    rng : numpy.random.Generator
        La única fuente de azar.

    Returns
    -------
    ndarray, forma (height, width, C)
        La ventana; vale una vista de la imagen.

    Raises
    ------
    ValueError
        Si la ventana es más alta o más ancha que la imagen.

    Examples
    --------
    Una ventana de 2x2 píxeles tiene 2 * 3 = 6 posiciones en una imagen de 3x4, contando la última fila y la última
    columna. Una ventana tan grande como la imagen solo tiene una:

    >>> random_crop(np.array([[[0.25], [0.75]]]), 1, 2, np.random.default_rng(0))[..., 0].tolist()
    [[0.25, 0.75]]
    """
    raise NotImplementedError("escribe random_crop")


def brightness(image, delta):
    """Suma un número a todos los valores de una imagen y recorta el resultado a [0, 1].

    Parameters
    ----------
    image : ndarray of float, forma (H, W, C)
        Valores en [0, 1].
    delta : float
        Lo que se suma; un número negativo oscurece.

    Returns
    -------
    ndarray of float, forma (H, W, C)
        Valores en [0, 1].

    Examples
    --------
    1.0 + 0.25 no cabe en una imagen:

    >>> brightness(np.array([[[0.25], [0.5], [1.0]]]), 0.25)[..., 0].tolist()
    [[0.5, 0.75, 1.0]]
    """
    raise NotImplementedError("escribe brightness")


def augment(image, rng, max_degrees=20, max_shift=5):
    """Gira y desplaza una imagen al azar: la receta del experimento de la clase con flores.

    El ángulo se sortea de manera uniforme en el intervalo [-max_degrees, max_degrees]. dx y dy se sortean de manera
    uniforme entre los enteros -max_shift, ..., max_shift, ambos extremos incluidos, cada uno con independencia de los
    demás. Lo que entra de fuera vale 0.

    Parameters
    ----------
    image : ndarray of float o uint8, forma (H, W, C)
        Cualquier imagen.
    rng : numpy.random.Generator
        La única fuente de azar.
    max_degrees : float, por defecto 20
        El mayor ángulo a cada lado; 0 significa que no se gira.
    max_shift : int, por defecto 5
        El mayor desplazamiento a cada lado, en píxeles; 0 significa que no se desplaza.

    Returns
    -------
    ndarray of float, forma (H, W, C)
        La imagen girada y desplazada, en el orden que prefieras.

    Examples
    --------
    >>> augment(np.ones((32, 32, 3)), np.random.default_rng(0)).shape
    (32, 32, 3)
    """
    raise NotImplementedError("escribe augment")
