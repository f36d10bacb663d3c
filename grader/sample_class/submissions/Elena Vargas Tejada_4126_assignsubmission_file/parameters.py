# gradiente: parameters · es
"""Contar parámetros y seguir la forma de los datos a través de una red convolucional.

Los parámetros son los números que encuentra el entrenamiento; los hiperparámetros (cuántos filtros, de
qué tamaño, ...) se fijan antes. Las imágenes son (H, W, C): alto, ancho, canales.

Clase: introducción, «Parámetros versus hiperparámetros»; caso de estudio, «Definir arquitectura», la
tabla de la arquitectura basada en LeNet.
"""


def dense_parameters(n_inputs, n_outputs, bias=True):
    """Cuenta los pesos y los sesgos de una capa completamente conectada.

    Cada salida tiene un peso por entrada y un sesgo propio:
    n_inputs * n_outputs + n_outputs.

    Parameters
    ----------
    n_inputs : int
        Números que entran en la capa, 1 o más.
    n_outputs : int
        Números que salen de ella (sus unidades), 1 o más.
    bias : bool
        Si la capa tiene sesgos.

    Returns
    -------
    int
        Cuántos números tiene que encontrar el entrenamiento.

    Examples
    --------
    La capa densa de la clase, de 400 a 120: 400 * 120 pesos y 120 sesgos.

    >>> dense_parameters(400, 120)
    48120
    >>> dense_parameters(400, 120, bias=False)
    48000
    """
    raise NotImplementedError("escribe dense_parameters")


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    """Cuenta los pesos y los sesgos de una capa convolucional.

    Cada uno de los `out_channels` filtros es un bloque de kh x kw x in_channels pesos, que se usa en todas
    las posiciones de la imagen, y tiene un sesgo: kh * kw * in_channels * out_channels + out_channels. El
    tamaño de la imagen no entra en la cuenta.

    Parameters
    ----------
    in_channels : int
        Canales de la entrada, 1 o más.
    out_channels : int
        Filtros, que son los canales de la salida, 1 o más.
    kernel_size : int or (int, int)
        Alto y ancho (kh, kw) de un filtro; un entero k quiere decir (k, k).
    bias : bool
        Si la capa tiene sesgos.

    Returns
    -------
    int
        Cuántos números tiene que encontrar el entrenamiento.

    Examples
    --------
    La pregunta de la clase, 1 canal de entrada, 32 de salida, 3x3: 3 * 3 * 1 * 32 pesos y 32 sesgos.

    >>> conv2d_parameters(1, 32, 3)
    320
    >>> conv2d_parameters(2, 5, (3, 4), bias=False)
    120
    """
    raise NotImplementedError("escribe conv2d_parameters")


def batch_norm_parameters(channels):
    """Cuenta los parámetros que aprende «batch normalization».

    Cada canal d tiene una escala gamma_d y un desplazamiento beta_d. La media y la varianza de un canal se
    miden en los datos, no se aprenden: ni las del lote ni las acumuladas que se guardan para el test son
    parámetros.

    Parameters
    ----------
    channels : int
        Canales de la entrada (su último eje), 1 o más.

    Returns
    -------
    int
        Cuántos números tiene que encontrar el entrenamiento.

    Examples
    --------
    >>> batch_norm_parameters(6)
    12
    """
    raise NotImplementedError("escribe batch_norm_parameters")


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    """Da la forma de lo que sale de una capa convolucional.

    En cada eje la entrada con su relleno mide n + 2 p, el filtro k, y avanza de s en s:
    n' = floor((n + 2 p - k) / s) + 1. Sin relleno es la convolución «valid» de la clase.

    Parameters
    ----------
    input_shape : (int, int, int)
        (H, W, C) de la entrada.
    out_channels : int
        Filtros de la capa.
    kernel_size : int or (int, int)
        (kh, kw); un entero vale para los dos ejes, aquí y en los dos argumentos siguientes.
    stride : int or (int, int)
        (sh, sw), cuánto avanza el filtro, 1 o más.
    padding : int or (int, int)
        (ph, pw), filas que se añaden arriba y otras tantas abajo, y columnas a la izquierda y otras tantas a
        la derecha, 0 o más.

    Returns
    -------
    (int, int, int)
        (H', W', out_channels).

    Raises
    ------
    ValueError
        Si el filtro es mayor que la entrada con su relleno en alguno de los ejes, un paso es menor que 1 o
        un relleno es negativo.

    Examples
    --------
    La primera capa de la clase, 5x5x6 sobre 32x32x3: floor((32 + 2 * 0 - 5) / 1) + 1 = 28.

    >>> conv2d_output_shape((32, 32, 3), 6, 5)
    (28, 28, 6)

    Alto floor((9 + 2 * 1 - 3) / 2) + 1 = 5, ancho floor((12 + 2 * 0 - 5) / 3) + 1 = 3:

    >>> conv2d_output_shape((9, 12, 3), 8, (3, 5), stride=(2, 3), padding=(1, 0))
    (5, 3, 8)
    """
    raise NotImplementedError("escribe conv2d_output_shape")


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    """Da la forma de lo que sale de una capa de «max pooling».

    En cada eje n' = floor((n - k) / s) + 1: no hay relleno, y una ventana que se saldría de la imagen no
    cuenta (el «valid» de la clase). Los canales no cambian.

    Parameters
    ----------
    input_shape : (int, int, int)
        (H, W, C) de la entrada.
    pool_size : int or (int, int)
        Alto y ancho de la ventana; un entero vale para los dos ejes.
    stride : int or (int, int), optional
        Cuánto avanza la ventana, 1 o más; None quiere decir `pool_size`, de modo que las ventanas se tocan y
        no se solapan.

    Returns
    -------
    (int, int, int)
        (H', W', C).

    Raises
    ------
    ValueError
        Si la ventana es mayor que la entrada en alguno de los ejes.

    Examples
    --------
    En 7 filas caben tres ventanas de 2, y la última fila se queda fuera. Las ventanas de 3 que avanzan de 2
    en 2 empiezan en las filas 0, 2 y 4:

    >>> max_pool_output_shape((7, 28, 6))
    (3, 14, 6)
    >>> max_pool_output_shape((7, 28, 6), pool_size=3, stride=2)
    (3, 13, 6)
    """
    raise NotImplementedError("escribe max_pool_output_shape")


def network_parameters(input_shape, layers):
    """Cuenta los parámetros de cada capa de una red.

    La forma de los datos se sigue de una capa a la siguiente, porque los parámetros de una capa dependen de
    lo que entra en ella.

    Parameters
    ----------
    input_shape : (int, int, int)
        (H, W, C) de las imágenes.
    layers : list of tuple
        Las capas en orden, cada una de estas:

        - ``("conv", kh, kw, filters)``: convolución «valid» (sin relleno), paso 1, con sesgos;
        - ``("max_pool", size)``: ventanas de size x size que avanzan size, «valid»;
        - ``("relu",)``: la forma no cambia;
        - ``("batch_norm",)``: sobre el último eje (canales o, tras flatten, números); la forma no cambia;
        - ``("flatten",)``: (H, W, C) pasa a ser H * W * C números;
        - ``("dense", units)``: completamente conectada, con sesgos.

        La lista no se cambia.

    Returns
    -------
    list of int
        Una cuenta por capa, en orden; 0 para una capa que no tiene nada que aprender.

    Raises
    ------
    ValueError
        Si una capa no es ninguna de estas, hay una capa densa antes de flatten, o una convolución o un «max
        pooling» después, o un filtro o una ventana es mayor que lo que entra en su capa.

    Examples
    --------
    Sobre 6x6x1 la convolución tiene 3 * 3 * 1 * 4 + 4 parámetros y deja 4x4x4, el «max pooling» 2x2x4 y
    flatten 16; la capa densa tiene 16 * 10 + 10.

    >>> network_parameters(
    ...     (6, 6, 1), [("conv", 3, 3, 4), ("relu",), ("max_pool", 2), ("flatten",), ("dense", 10)]
    ... )
    [40, 0, 0, 0, 170]
    """
    raise NotImplementedError("escribe network_parameters")
