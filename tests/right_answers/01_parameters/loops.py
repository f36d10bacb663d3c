# gradiente: parameters · en
"""Counts by counting: nothing is multiplied that can be added up."""


def dense_parameters(n_inputs, n_outputs, bias=True):
    total = 0
    for _ in range(n_outputs):
        total += n_inputs
        if bias:
            total += 1
    return total


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    if isinstance(kernel_size, int):
        kh = kw = kernel_size
    else:
        kh, kw = kernel_size
    total = 0
    for _ in range(out_channels):
        for _ in range(kh):
            for _ in range(kw):
                total += in_channels
        if bias:
            total += 1
    return total


def batch_norm_parameters(channels):
    total = 0
    for _ in range(channels):
        total += 1  # gamma
        total += 1  # beta
    return total


def count_windows(n, k, s):
    """Push a window along the axis for as long as it fits."""
    count = 0
    start = 0
    while start + k <= n:
        count += 1
        start += s
    return count


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    pairs = []
    for value in (kernel_size, stride, padding):
        if isinstance(value, int):
            pairs.append((value, value))
        else:
            pairs.append(value)
    kernel, steps, pad = pairs
    shape = []
    for axis in range(2):
        if steps[axis] < 1:
            raise ValueError("the stride must be 1 or more")
        if pad[axis] < 0:
            raise ValueError("the padding must not be negative")
        n = input_shape[axis]
        for _ in range(2):
            n += pad[axis]
        if kernel[axis] > n:
            raise ValueError("the kernel does not fit into the padded input")
        shape.append(count_windows(n, kernel[axis], steps[axis]))
    return shape[0], shape[1], out_channels


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    if isinstance(pool_size, int):
        pool_size = (pool_size, pool_size)
    if isinstance(stride, int):
        stride = (stride, stride)
    shape = []
    for axis in range(2):
        if pool_size[axis] > input_shape[axis]:
            raise ValueError("the window does not fit into the input")
        shape.append(count_windows(input_shape[axis], pool_size[axis], stride[axis]))
    return shape[0], shape[1], input_shape[2]


def network_parameters(input_shape, layers):
    shape = input_shape
    flat = False
    counts = []
    for layer in layers:
        name = layer[0]
        count = 0
        if name == "conv":
            if flat:
                raise ValueError("convolution after flatten")
            kh, kw, filters = layer[1], layer[2], layer[3]
            count = conv2d_parameters(shape[2], filters, (kh, kw))
            shape = conv2d_output_shape(shape, filters, (kh, kw))
        elif name == "max_pool":
            if flat:
                raise ValueError("max pooling after flatten")
            shape = max_pool_output_shape(shape, layer[1])
        elif name == "relu":
            pass
        elif name == "batch_norm":
            count = batch_norm_parameters(shape[-1])
        elif name == "flatten":
            numbers = 0
            for _ in range(shape[0]):
                for _ in range(shape[1]):
                    numbers += shape[2]
            shape = (numbers,)
            flat = True
        elif name == "dense":
            if not flat:
                raise ValueError("dense before flatten")
            count = dense_parameters(shape[0], layer[1])
            shape = (layer[1],)
        else:
            raise ValueError("I do not know the layer " + str(name))
        counts.append(count)
    return counts
