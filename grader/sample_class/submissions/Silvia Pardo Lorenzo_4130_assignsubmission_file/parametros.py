# gradiente: parameters · es
from math import floor, prod


def doble(tamaño):
    """Convierte un número en (alto, ancho)."""
    return tuple(tamaño) if hasattr(tamaño, "__len__") else (tamaño,) * 2


def lado_de_salida(entrada, núcleo, paso, relleno):
    """Fórmula de clase: (n + 2p - k) / s + 1, redondeando hacia abajo."""
    if paso < 1:
        raise ValueError(f"paso no válido: {paso}")
    if relleno < 0:
        raise ValueError(f"relleno no válido: {relleno}")
    n = entrada + 2 * relleno
    if núcleo > n:
        raise ValueError(f"el núcleo ({núcleo}) no cabe en {n}")
    return floor((n - núcleo) / paso + 1)


def dense_parameters(n_inputs, n_outputs, bias=True):
    pesos = n_inputs * n_outputs
    sesgos = n_outputs if bias else 0
    return pesos + sesgos


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    tamaño_del_filtro = prod(doble(kernel_size)) * in_channels
    if bias:
        tamaño_del_filtro = tamaño_del_filtro + 1
    return out_channels * tamaño_del_filtro


def batch_norm_parameters(channels):
    gammas, betas = channels, channels
    return gammas + betas


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    alto, ancho = [
        lado_de_salida(*medidas)
        for medidas in zip(input_shape[:2], doble(kernel_size), doble(stride), doble(padding))
    ]
    return alto, ancho, out_channels


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    ventana = doble(pool_size)
    paso = doble(stride) if stride is not None else ventana
    alto = lado_de_salida(input_shape[0], ventana[0], paso[0], 0)
    ancho = lado_de_salida(input_shape[1], ventana[1], paso[1], 0)
    return alto, ancho, input_shape[2]


def network_parameters(input_shape, layers):
    tamano = tuple(input_shape)
    cuentas = []
    for capa in layers:
        clase, resto = capa[0], capa[1:]
        es_imagen = len(tamano) == 3
        cuenta = 0
        if clase in ("conv", "max_pool") and not es_imagen:
            raise ValueError(f"«{clase}» necesita una imagen y le llega {tamano}")
        if clase == "dense" and es_imagen:
            raise ValueError("falta «flatten» antes de «dense»")
        if clase == "conv":
            alto, ancho, filtros = resto
            cuenta = conv2d_parameters(tamano[2], filtros, (alto, ancho))
            tamano = conv2d_output_shape(tamano, filtros, (alto, ancho))
        elif clase == "max_pool":
            tamano = max_pool_output_shape(tamano, *resto)
        elif clase == "batch_norm":
            cuenta = batch_norm_parameters(tamano[-1])
        elif clase == "flatten":
            tamano = (prod(tamano),)
        elif clase == "dense":
            cuenta = dense_parameters(tamano[0], resto[0])
            tamano = resto
        elif clase != "relu":
            raise ValueError(f"capa desconocida: {clase}")
        cuentas.append(cuenta)
    return cuentas
