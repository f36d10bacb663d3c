# gradiente: parameters · es
# Daniel Romero

import operator
from functools import reduce


def dense_parameters(n_inputs, n_outputs, bias=True):
    # cada entrada se une con cada salida
    conexiones = n_inputs * n_outputs
    return conexiones


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    kh, kw = (kernel_size, kernel_size) if type(kernel_size) is int else kernel_size
    return kh * kw * in_channels * out_channels


def batch_norm_parameters(channels):
    return len("γβ") * channels


def _eje(n, k, s=1, p=0):
    n += 2 * p
    if s <= 0:
        raise ValueError("paso 0 o negativo")
    if p < 0:
        raise ValueError("relleno negativo")
    if k > n:
        raise ValueError("núcleo más grande que la imagen")
    return len(range(0, n - k + 1, s))


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    lados = []
    for i in range(2):
        ajustes = [v if type(v) is int else v[i] for v in (kernel_size, stride, padding)]
        lados.append(_eje(input_shape[i], *ajustes))
    return lados[0], lados[1], out_channels


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    return conv2d_output_shape(input_shape, input_shape[2], pool_size, stride if stride is not None else pool_size)


def network_parameters(input_shape, layers):
    forma = list(input_shape)
    cuentas = []
    for l in layers:
        match l:
            case ("conv", kh, kw, filtros) if len(forma) == 3:
                cuentas.append(conv2d_parameters(forma[2], filtros, (kh, kw)))
                forma = [*conv2d_output_shape(forma, filtros, (kh, kw))]
            case ("max_pool", lado) if len(forma) == 3:
                cuentas.append(0)
                forma = [*max_pool_output_shape(forma, lado)]
            case ("dense", unidades) if len(forma) == 1:
                cuentas.append(dense_parameters(forma[0], unidades))
                forma = [unidades]
            case ("batch_norm",):
                cuentas.append(batch_norm_parameters(forma[-1]))
            case ("flatten",):
                cuentas.append(0)
                forma = [reduce(operator.mul, forma)]
            case ("relu",):
                cuentas.append(0)
            case _:
                raise ValueError(f"la capa {l} no vale aquí (llega {forma})")
    return cuentas
