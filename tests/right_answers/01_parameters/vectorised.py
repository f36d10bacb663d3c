# gradiente: parameters · en
import numpy as np


def _both_axes(size):
    return np.broadcast_to(np.asarray(size), (2,))


def dense_parameters(n_inputs, n_outputs, bias=True):
    return np.prod([n_inputs + bool(bias), n_outputs])


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    per_filter = np.prod(_both_axes(kernel_size)) * in_channels + np.int64(bias)
    return per_filter * out_channels


def batch_norm_parameters(channels):
    return np.array([channels, channels]).sum()


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    kernel, stride, padding = map(_both_axes, (kernel_size, stride, padding))
    if (stride < 1).any():
        raise ValueError(f"stride must be at least 1 along both axes, got {stride}")
    if (padding < 0).any():
        raise ValueError(f"padding must not be negative, got {padding}")
    room = np.array(input_shape[:2]) + 2 * padding - kernel
    if (room < 0).any():
        raise ValueError(f"kernel {kernel} is larger than the padded input")
    return np.append(room // stride + 1, out_channels)


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    pool, stride = _both_axes(pool_size), _both_axes(stride)
    room = np.array(input_shape[:2]) - pool
    if np.min(room) < 0:
        raise ValueError(f"a window of {pool} does not fit into {input_shape}")
    return np.concatenate([room // stride + 1, input_shape[2:]])


def network_parameters(input_shape, layers):
    shape = np.array(input_shape)
    counts = np.zeros(len(layers), dtype=int)
    for i, (kind, *numbers) in enumerate(layers):
        if kind == "conv" and shape.size == 3:
            kh, kw, filters = numbers
            counts[i] = conv2d_parameters(shape[2], filters, (kh, kw))
            shape = conv2d_output_shape(shape, filters, (kh, kw))
        elif kind == "max_pool" and shape.size == 3:
            shape = max_pool_output_shape(shape, numbers[0])
        elif kind == "flatten":
            shape = shape.prod(keepdims=True)
        elif kind == "dense" and shape.size == 1:
            counts[i] = dense_parameters(shape[0], numbers[0])
            shape = np.array(numbers)
        elif kind == "batch_norm":
            counts[i] = batch_norm_parameters(shape[-1])
        elif kind != "relu":
            raise ValueError(f"layer {i}, {kind!r}, is unknown or cannot stand here: the shape is {shape}")
    return counts
