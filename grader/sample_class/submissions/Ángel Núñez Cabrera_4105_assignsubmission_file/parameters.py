# gradiente: parameters · es
# Práctica 1. Número de parámetros y tamaño de la salida de cada capa.
from math import floor, prod


def a_pareja(tamaño):
    """Convierte un número en (alto, ancho)."""
    return tuple(tamaño) if hasattr(tamaño, "__len__") else (tamaño,) * 2


def longitud_de_salida(entrada, núcleo, paso, relleno):
    """Fórmula de clase: (n + 2p - k) / s + 1, redondeando hacia abajo."""
    if paso < 1:
        raise ValueError(f"paso no válido: {paso}")
    if relleno < 0:
        raise ValueError(f"relleno no válido: {relleno}")
    con_relleno = entrada + 2 * relleno
    if núcleo > con_relleno:
        raise ValueError(f"el núcleo ({núcleo}) no cabe en {con_relleno}")
    return floor((con_relleno - núcleo) / paso + 1)


def dense_parameters(n_inputs, n_outputs, bias=True):
    pesos = n_inputs * n_outputs
    sesgos = n_outputs if bias else 0
    return pesos + sesgos


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    tamaño_del_filtro = prod(a_pareja(kernel_size)) * in_channels
    if bias:
        tamaño_del_filtro = tamaño_del_filtro + 1
    return out_channels * tamaño_del_filtro


def batch_norm_parameters(channels):
    gammas, betas = channels, channels
    return gammas + betas


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    alto, ancho = [
        longitud_de_salida(*medidas)
        for medidas in zip(input_shape[:2], a_pareja(kernel_size), a_pareja(stride), a_pareja(padding))
    ]
    return alto, ancho, out_channels


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    ventana = a_pareja(pool_size)
    paso = a_pareja(stride) if stride is not None else ventana
    alto = longitud_de_salida(input_shape[0], ventana[0], paso[0], 0)
    ancho = longitud_de_salida(input_shape[1], ventana[1], paso[1], 0)
    return alto, ancho, input_shape[2]


def network_parameters(input_shape, layers):
    forma = tuple(input_shape)
    resultado = []
    for capa in layers:
        tipo, argumentos = capa[0], capa[1:]
        es_imagen = len(forma) == 3
        número = 0
        if tipo in ("conv", "max_pool") and not es_imagen:
            raise ValueError(f"«{tipo}» necesita una imagen y le llega {forma}")
        if tipo == "dense" and es_imagen:
            raise ValueError("falta «flatten» antes de «dense»")
        if tipo == "conv":
            alto, ancho, filtros = argumentos
            número = conv2d_parameters(forma[2], filtros, (alto, ancho))
            forma = conv2d_output_shape(forma, filtros, (alto, ancho))
        elif tipo == "max_pool":
            forma = max_pool_output_shape(forma, *argumentos)
        elif tipo == "batch_norm":
            número = batch_norm_parameters(forma[-1])
        elif tipo == "flatten":
            forma = (prod(forma),)
        elif tipo == "dense":
            número = dense_parameters(forma[0], argumentos[0])
            forma = argumentos
        elif tipo != "relu":
            raise ValueError(f"capa desconocida: {tipo}")
        resultado.append(número)
    return resultado
