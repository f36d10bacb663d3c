# gradiente: parameters · en
"""A net is built out of arrays of ones, and whatever is in it is counted."""

import collections
import types

import numpy as np

Net = types.SimpleNamespace


@np.vectorize
def dense_parameters(n_inputs, n_outputs, bias=True):
    return (n_inputs + 1) * n_outputs if bias else n_inputs * n_outputs


def two(thing):
    return np.array([thing, thing]) if np.isscalar(thing) else np.array(thing)


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    kernel = np.ones(two(kernel_size))
    one_filter = collections.Counter(weights=int(kernel.sum()) * in_channels, biases=+bias)
    return sum(one_filter.values()) * out_channels


def batch_norm_parameters(channels):
    return sum(map(len, (range(channels), range(channels))))


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    problems = [
        message
        for message, found in {
            "a stride below 1": np.less(stride, 1),
            "a negative padding": np.less(padding, 0),
            "a kernel that does not fit": np.greater(two(kernel_size), two(input_shape[:2]) + 2 * two(padding)),
        }.items()
        if np.any(found)
    ]
    if problems:
        raise ValueError(" and ".join(problems))
    kernel, step = two(kernel_size), two(stride)
    ends = np.asarray(input_shape[:2]) + 2 * two(padding) - kernel + 1
    return [len(range(0, end, s)) for end, s in zip(ends.tolist(), step.tolist())] + [out_channels]


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    rows, columns, channels = input_shape
    image = np.empty((rows, columns))
    (ph, pw), (sh, sw) = two(pool_size), two(pool_size if stride is None else stride)
    if ph > rows or pw > columns:
        raise ValueError("the image is smaller than the window")
    # where a window can begin
    return image[: rows - ph + 1 : sh, : columns - pw + 1 : sw].shape + (channels,)


def network_parameters(input_shape, layers):
    net = Net(shape=tuple(input_shape), counts=[])

    def conv(kh, kw, filters):
        rows, columns, channels = net.shape
        net.shape = tuple(conv2d_output_shape((rows, columns, channels), filters, (kh, kw)))
        return conv2d_parameters(channels, filters, (kh, kw))

    def max_pool(size):
        rows, columns, channels = net.shape
        net.shape = max_pool_output_shape((rows, columns, channels), size)
        return 0

    def relu():
        return 0

    def batch_norm():
        return batch_norm_parameters(net.shape[-1])

    def flatten():
        net.shape = (int(np.prod(net.shape)),)
        return 0

    def dense(units):
        (inputs,) = net.shape  # a volume does not unpack: ValueError
        net.shape = (units,)
        return dense_parameters(inputs, units)

    known = {function.__name__: function for function in (conv, max_pool, relu, batch_norm, flatten, dense)}
    for name, *sizes in layers:
        if name not in known:
            raise ValueError(f"{name} is not one of {list(known)}")
        net.counts.append(known[name](*sizes))
    return net.counts
