# gradiente: parameters · es
from utilidades import hueco, pareja, producto


def dense_parameters(n_inputs, n_outputs, bias=True):
    return producto([n_inputs, n_outputs]) + (n_outputs if bias else 0)


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    pesos = producto([*pareja(kernel_size), in_channels, out_channels])
    return pesos + out_channels if bias else pesos


def batch_norm_parameters(channels):
    return producto([2, channels])


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = pareja(kernel_size), pareja(stride), pareja(padding)
    return hueco(input_shape[0], kh, sh, ph), hueco(input_shape[1], kw, sw, pw), out_channels


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    (kh, kw), (sh, sw) = pareja(pool_size), pareja(stride or pool_size)
    return hueco(input_shape[0], kh, sh), hueco(input_shape[1], kw, sw), input_shape[2]


def _conv(forma, kh, kw, filtros):
    return conv2d_parameters(forma[2], filtros, (kh, kw)), conv2d_output_shape(forma, filtros, (kh, kw))


def _max_pool(forma, lado):
    return 0, max_pool_output_shape(forma, lado)


def _dense(forma, unidades):
    return dense_parameters(forma[0], unidades), (unidades,)


CAPAS = {
    "conv": (_conv, (3,)),
    "max_pool": (_max_pool, (3,)),
    "relu": (lambda forma: (0, forma), (1, 3)),
    "batch_norm": (lambda forma: (batch_norm_parameters(forma[-1]), forma), (1, 3)),
    "flatten": (lambda forma: (0, (producto(forma),)), (1, 3)),
    "dense": (_dense, (1,)),
}


def network_parameters(input_shape, layers):
    forma, cuentas = tuple(input_shape), []
    for nombre, *datos in layers:
        if nombre not in CAPAS:
            raise ValueError(f"no existe la capa {nombre!r}; hay {', '.join(CAPAS)}")
        funcion, dimensiones = CAPAS[nombre]
        if len(forma) not in dimensiones:
            raise ValueError(f"{nombre} no admite una entrada de forma {forma}")
        cuenta, forma = funcion(forma, *datos)
        cuentas.append(cuenta)
    return cuentas
