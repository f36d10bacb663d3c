# gradiente: parameters · en


def two(x):
    return tuple(x) if isinstance(x, (tuple, list)) else (x, x)


def product(numbers):
    result = 1
    for number in numbers:
        result = result * number
    return result


def room(length, window, stride, padding=0):
    if stride < 1 or padding < 0:
        raise ValueError("stride below 1 or padding below 0")
    if window > length + 2 * padding:
        raise ValueError(f"{window} does not fit into {length}")
    return (length + 2 * padding - window) // stride + 1


def dense_parameters(n_inputs, n_outputs, bias=True):
    return product([n_inputs, n_outputs]) + (n_outputs if bias else 0)


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    weights = product([*two(kernel_size), in_channels, out_channels])
    return weights + out_channels if bias else weights


def batch_norm_parameters(channels):
    return product([2, channels])


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = two(kernel_size), two(stride), two(padding)
    return room(input_shape[0], kh, sh, ph), room(input_shape[1], kw, sw, pw), out_channels


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    (kh, kw), (sh, sw) = two(pool_size), two(stride or pool_size)
    return room(input_shape[0], kh, sh), room(input_shape[1], kw, sw), input_shape[2]


def _conv(shape, kh, kw, filters):
    return conv2d_parameters(shape[2], filters, (kh, kw)), conv2d_output_shape(shape, filters, (kh, kw))


def _max_pool(shape, side):
    return 0, max_pool_output_shape(shape, side)


def _dense(shape, units):
    return dense_parameters(shape[0], units), (units,)


LAYERS = {
    "conv": (_conv, (3,)),
    "max_pool": (_max_pool, (3,)),
    "relu": (lambda shape: (0, shape), (1, 3)),
    "batch_norm": (lambda shape: (batch_norm_parameters(shape[-1]), shape), (1, 3)),
    "flatten": (lambda shape: (0, (product(shape),)), (1, 3)),
    "dense": (_dense, (1,)),
}


def network_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for name, *more in layers:
        if name not in LAYERS:
            raise ValueError(f"there is no layer {name!r}, only {', '.join(LAYERS)}")
        step, axes = LAYERS[name]
        if len(shape) not in axes:
            raise ValueError(f"{name} does not take the shape {shape}")
        count, shape = step(shape, *more)
        counts.append(count)
    return counts
