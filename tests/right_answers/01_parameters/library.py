# gradiente: parameters · en
"""NumPy is asked for the shapes: arrays without memory of their own, and windows slid over them."""

import math
from functools import reduce
from itertools import starmap

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def _array_of(shape):
    """An array of that shape that takes one number of memory."""
    return np.broadcast_to(np.int8(0), shape)


def _pair(value):
    return value if isinstance(value, (tuple, list)) else (value,) * 2


def dense_parameters(n_inputs, n_outputs, bias=True):
    arrays = [_array_of((n_inputs, n_outputs))]
    if bias:
        arrays.append(_array_of((n_outputs,)))
    return sum(array.size for array in arrays)


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    w = _array_of((*_pair(kernel_size), in_channels, out_channels))
    b = _array_of((out_channels,)) if bias else _array_of((0,))
    return w.size + b.size


def batch_norm_parameters(channels):
    gamma, beta = _array_of((2, channels))
    return gamma.size + beta.size


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    (sh, sw), (ph, pw) = _pair(stride), _pair(padding)
    if min(sh, sw) < 1:
        raise ValueError("stride below 1")
    if min(ph, pw) < 0:
        raise ValueError("negative padding")
    height, width, _ = input_shape
    padded = _array_of((height + 2 * ph, width + 2 * pw))
    # A kernel that is too large makes NumPy raise the ValueError.
    windows = sliding_window_view(padded, _pair(kernel_size))[::sh, ::sw]
    return (*windows.shape[:2], out_channels)


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    return conv2d_output_shape(input_shape, input_shape[-1], pool_size, pool_size if stride is None else stride)


def _conv(shape, kh, kw, filters):
    return conv2d_output_shape(shape, filters, (kh, kw)), conv2d_parameters(shape[2], filters, (kh, kw))


def _dense(shape, units):
    return (units,), dense_parameters(*shape, units)


RULES = {
    # name: (axes that must come in, or None for any; rule)
    "conv": (3, _conv),
    "max_pool": (3, lambda shape, size: (max_pool_output_shape(shape, size), 0)),
    "relu": (None, lambda shape: (shape, 0)),
    "batch_norm": (None, lambda shape: (shape, batch_norm_parameters(shape[-1]))),
    "flatten": (None, lambda shape: ((math.prod(shape),), 0)),
    "dense": (1, _dense),
}


def network_parameters(input_shape, layers):
    def apply(state, layer):
        shape, counts = state
        name, *arguments = layer
        if name not in RULES:
            raise ValueError(f"no layer is called {name!r}")
        axes, rule = RULES[name]
        if axes not in (None, len(shape)):
            raise ValueError(f"{name} wants {axes} axes, and gets {shape}")
        shape, count = rule(shape, *arguments)
        return shape, [*counts, count]

    _, counts = reduce(apply, layers, (tuple(input_shape), []))
    return list(starmap(int, zip(counts)))
