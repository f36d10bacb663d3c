# gradiente: parameters · es
"""Ejercicio 1 (Nerea): parámetros."""
import operator
from functools import reduce


def dense_parameters(n_inputs, n_outputs, bias=True):
    if not bias:
        return n_inputs * n_outputs
    return (n_inputs + 1) * n_outputs  # el sesgo es un peso más, con entrada 1


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    kh, kw = (kernel_size, kernel_size) if type(kernel_size) is int else kernel_size
    # un filtro es una capa densa de kh*kw*C entradas y una salida
    return out_channels * dense_parameters(kh * kw * in_channels, 1, bias)


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
    ejes = []
    for i in range(2):
        ajustes = [v if type(v) is int else v[i] for v in (kernel_size, stride, padding)]
        ejes.append(_eje(input_shape[i], *ajustes))
    return ejes[0], ejes[1], out_channels


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    return conv2d_output_shape(input_shape, input_shape[2], pool_size, stride if stride is not None else pool_size)


def network_parameters(input_shape, layers):
    f = list(input_shape)
    out = []
    for capa in layers:
        match capa:
            case ("conv", kh, kw, filtros) if len(f) == 3:
                out.append(conv2d_parameters(f[2], filtros, (kh, kw)))
                f = [*conv2d_output_shape(f, filtros, (kh, kw))]
            case ("max_pool", lado) if len(f) == 3:
                out.append(0)
                f = [*max_pool_output_shape(f, lado)]
            case ("dense", unidades) if len(f) == 1:
                out.append(dense_parameters(f[0], unidades))
                f = [unidades]
            case ("batch_norm",):
                out.append(batch_norm_parameters(f[-1]))
            case ("flatten",):
                out.append(0)
                f = [reduce(operator.mul, f)]
            case ("relu",):
                out.append(0)
            case _:
                raise ValueError(f"la capa {capa} no vale aquí (llega {f})")
    return out
