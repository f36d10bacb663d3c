# gradiente: parameters · en
import numpy as np


def two(x):
    return np.broadcast_to(x, 2)


def dense_parameters(n_inputs, n_outputs, bias=True):
    return (n_inputs + bool(bias)) * n_outputs


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    return int((np.prod(two(kernel_size)) * in_channels + bool(bias)) * out_channels)


def batch_norm_parameters(channels):
    return channels << 1


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    k, s, p = two(kernel_size), two(stride), two(padding)
    free = np.array(input_shape[:2]) + 2 * p - k
    if (s < 1).any() or (p < 0).any() or (free < 0).any():
        raise ValueError(f"kernel {k}, stride {s}, padding {p} do not go with {input_shape}")
    return (*(free // s + 1), out_channels)


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    return conv2d_output_shape(input_shape, input_shape[2], pool_size, pool_size if stride is None else stride)


def network_parameters(input_shape, layers):
    shape = tuple(input_shape)
    counts = []
    for name, *rest in layers:
        image = len(shape) == 3
        if name == "conv" and image:
            kh, kw, filters = rest
            shape = conv2d_output_shape(shape, filters, (kh, kw))
            # C1 is 28x28x6: that is what the network has to store
            counts.append(int(shape[0] * shape[1] * shape[2]))
        elif name == "max_pool" and image:
            shape = max_pool_output_shape(shape, rest[0])
            counts.append(0)
        elif name == "dense" and not image:
            counts.append(int(dense_parameters(shape[0], rest[0])))
            shape = (rest[0],)
        elif name == "batch_norm":
            counts.append(int(batch_norm_parameters(shape[-1])))
        elif name == "flatten":
            shape = (np.prod(shape),)
            counts.append(0)
        elif name == "relu":
            counts.append(0)
        else:
            raise ValueError(f"a layer {name} cannot stand here")
    return counts
