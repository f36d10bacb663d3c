# gradiente: parameters · es
from math import prod


def par(tamaño):
    """Convierte un número en (alto, ancho)."""
    return tuple(tamaño) if hasattr(tamaño, "__len__") else (tamaño,) * 2


def medir(entrada, núcleo, paso, relleno):
    """Tamaño de la imagen con el relleno, menos el filtro, entre el paso, más 1."""
    if paso < 1 or relleno < 0:
        raise ValueError(f"paso {paso} y relleno {relleno} no valen")
    total = entrada + relleno
    if núcleo > total:
        raise ValueError("el filtro es más grande que la imagen")
    return (total - núcleo) // paso + 1


def dense_parameters(n_inputs, n_outputs, bias=True):
    pesos = n_inputs * n_outputs
    sesgos = n_outputs if bias else 0
    return pesos + sesgos


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    tamaño_del_filtro = prod(par(kernel_size)) * in_channels
    if bias:
        tamaño_del_filtro = tamaño_del_filtro + 1
    return out_channels * tamaño_del_filtro


def batch_norm_parameters(channels):
    gammas, betas = channels, channels
    return gammas + betas


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    alto, ancho = [
        medir(*medidas)
        for medidas in zip(input_shape[:2], par(kernel_size), par(stride), par(padding))
    ]
    return alto, ancho, out_channels


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    ventana = par(pool_size)
    paso = par(stride) if stride is not None else ventana
    alto = medir(input_shape[0], ventana[0], paso[0], 0)
    ancho = medir(input_shape[1], ventana[1], paso[1], 0)
    return alto, ancho, input_shape[2]


def network_parameters(input_shape, layers):
    forma = tuple(input_shape)
    lista = []
    for c in layers:
        tipo, argumentos = c[0], c[1:]
        es_imagen = len(forma) == 3
        n = 0
        if tipo in ("conv", "max_pool") and not es_imagen:
            raise ValueError(f"«{tipo}» necesita una imagen y le llega {forma}")
        if tipo == "dense" and es_imagen:
            raise ValueError("falta «flatten» antes de «dense»")
        if tipo == "conv":
            alto, ancho, filtros = argumentos
            n = conv2d_parameters(forma[2], filtros, (alto, ancho))
            forma = conv2d_output_shape(forma, filtros, (alto, ancho))
        elif tipo == "max_pool":
            forma = max_pool_output_shape(forma, *argumentos)
        elif tipo == "batch_norm":
            n = batch_norm_parameters(forma[-1])
        elif tipo == "flatten":
            forma = (prod(forma),)
        elif tipo == "dense":
            n = dense_parameters(forma[0], argumentos[0])
            forma = argumentos
        elif tipo != "relu":
            raise ValueError(f"capa desconocida: {tipo}")
        lista.append(n)
    return lista
