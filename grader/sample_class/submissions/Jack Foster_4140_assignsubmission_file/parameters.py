# gradiente: parameters · en
import matplotlib.pyplot as plt
import numpy as np


def to_pair(x):
    return np.broadcast_to(x, 2)


def dense_parameters(n_inputs, n_outputs, bias=True):
    return (n_inputs + bool(bias)) * n_outputs


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    return int((np.prod(to_pair(kernel_size)) * in_channels + bool(bias)) * out_channels)


def batch_norm_parameters(channels):
    return channels << 1


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    k, s, p = to_pair(kernel_size), to_pair(stride), to_pair(padding)
    left_over = np.array(input_shape[:2]) + 2 * p - k
    if (s < 1).any() or (p < 0).any() or (left_over < 0).any():
        raise ValueError(f"kernel {k}, stride {s}, padding {p} do not go with {input_shape}")
    return (*(left_over // s + 1), out_channels)


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    return conv2d_output_shape(input_shape, input_shape[2], pool_size, pool_size if stride is None else stride)


def network_parameters(input_shape, layers):
    shape, result = tuple(input_shape), []
    for name, *a in layers:
        if name not in ("conv", "max_pool", "relu", "batch_norm", "flatten", "dense"):
            raise ValueError(f"{name}?")
        if name == "dense" and len(shape) > 1 or name in ("conv", "max_pool") and len(shape) == 1:
            raise ValueError(f"{name} does not take an input of shape {shape}")
        result.append({
            "conv": lambda: conv2d_parameters(shape[-1], a[2], a[:2]),
            "dense": lambda: dense_parameters(shape[0], a[0]),
            "batch_norm": lambda: batch_norm_parameters(shape[-1]),
        }.get(name, int)())
        shape = {
            "conv": lambda: conv2d_output_shape(shape, a[2], a[:2]),
            "max_pool": lambda: max_pool_output_shape(shape, a[0]),
            "flatten": lambda: (int(np.prod(shape)),),
            "dense": lambda: (a[0],),
        }.get(name, lambda: shape)()
    return [int(c) for c in result]


def plot_network(input_shape, layers):
    plt.bar(range(len(layers)), network_parameters(input_shape, layers))
    plt.show()
