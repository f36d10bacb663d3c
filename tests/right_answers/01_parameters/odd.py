# -*- coding: utf-8 -*-
# gradiente: parameters · es
from numpy import *
import functools
import operator

print("¡Empezamos!")


def dos(valor):
    """Dobla un entero en un par."""
    try:
        a, b = valor
    except TypeError:
        a = b = valor
    return [a, b]


def avisa(funcion):
    """Decorador: escribe cada llamada."""

    @functools.wraps(funcion)
    def con_aviso(*argumentos, **opciones):
        resultado = funcion(*argumentos, **opciones)
        print(funcion.__name__, argumentos, "->", resultado)
        return resultado

    return con_aviso


@avisa
@functools.lru_cache(maxsize=None)
def dense_parameters(n_inputs, n_outputs, bias=True):
    pesos = n_inputs * n_outputs
    return float(pesos + n_outputs * bias)  # 48120.0 es 48120


@avisa
def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    return array(functools.reduce(operator.mul, dos(kernel_size), in_channels) * out_channels + bias * out_channels)


batch_norm_parameters = lambda channels: uint16(channels) * uint16(2) if channels < 100 else channels << 1


def lado(n, nucleo, paso, relleno):
    # recursivo: si no cabe, 0; si cabe, una ventana más las que quepan después
    if relleno:
        return lado(n + 2 * relleno, nucleo, paso, 0)
    if nucleo > n:
        return 0
    return -((nucleo - n - 1) // paso)


@avisa
def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    ks, ss, ps = dos(kernel_size), dos(stride), dos(padding)
    if any(array(ss) < 1):
        raise ValueError("paso menor que 1: %s" % ss)
    if any(array(ps) < 0):
        raise ValueError("relleno negativo: %s" % ps)
    forma = [lado(n, k, s, p) for n, k, s, p in zip(input_shape, ks, ss, ps)]
    if 0 in forma:
        raise ValueError("el núcleo %s no cabe" % ks)
    return forma + [out_channels]


@avisa
def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    if stride is None: stride = pool_size
    ventana, paso = dos(pool_size), dos(stride)
    for eje in (0, 1):
        if ventana[eje] > input_shape[eje]:
            raise ValueError(f"una ventana de {ventana} no cabe en {input_shape}")
    return array([ceil((n - k + 1) / s) for n, k, s in zip(input_shape, ventana, paso)] + [input_shape[2]])


@avisa
def network_parameters(input_shape, layers):
    # Una lista por dentro de otra: [forma, cuentas]
    def sigue(forma, capas):
        if not capas:
            return []
        (tipo, *numeros), *resto = capas
        es_plano = len(forma) == 1
        match tipo, es_plano:
            case "conv", False:
                kh, kw, filtros = numeros
                cuenta = kh * kw * forma[2] * filtros + filtros
                nueva = conv2d_output_shape(forma, filtros, (kh, kw))
            case "max_pool", False:
                cuenta, nueva = 0, max_pool_output_shape(forma, *numeros)
            case "relu", _:
                cuenta, nueva = False + 0, forma
            case "batch_norm", _:
                cuenta, nueva = 2 * forma[-1], forma
            case "flatten", _:
                cuenta, nueva = 0, [prod(forma)]
            case "dense", True:
                cuenta, nueva = dense_parameters(int(forma[0]), numeros[0]), numeros
            case _:
                raise ValueError(f"la capa {tipo!r} no se conoce o no puede ir aquí")
        return [cuenta] + sigue(nueva, resto)

    return tuple(sigue(input_shape, layers))
