# gradiente: parameters · en


def dense_parameters(n_inputs, n_outputs, bias=True):
    return n_outputs * (n_inputs + (1 if bias else 0))


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    if not isinstance(kernel_size, (list, tuple)):
        kernel_size = [kernel_size] * 2
    weights = kernel_size[0] * kernel_size[1] * in_channels
    return dense_parameters(weights, out_channels, bias)


def batch_norm_parameters(channels):
    # gamma, beta, moving mean, moving variance: what model.summary() lists
    return 4 * channels


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    k, s, p = ([x, x] if isinstance(x, int) else list(x) for x in (kernel_size, stride, padding))
    out = ()
    for n, ki, si, pi in zip(input_shape, k, s, p):
        if si < 1 or pi < 0 or ki > n + pi + pi:
            raise ValueError(f"impossible: n={n} k={ki} s={si} p={pi}")
        out += ((n + pi + pi - ki + si) // si,)
    return out + (out_channels,)


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    h, w, c = input_shape
    if stride is None:
        stride = pool_size
    return conv2d_output_shape((h, w, c), c, pool_size, stride)


def network_parameters(input_shape, layers):
    def walk(shape, rest):
        if not rest:
            return []
        (kind, *d), *others = rest
        if kind == "relu":
            return [0] + walk(shape, others)
        if kind == "batch_norm":
            return [batch_norm_parameters(shape[-1])] + walk(shape, others)
        if kind == "flatten":
            n = shape[0]
            for side in shape[1:]:
                n *= side
            return [0] + walk((n,), others)
        if kind == "dense":
            if len(shape) == 3:
                raise ValueError("dense needs a flat input")
            return [dense_parameters(shape[0], d[0])] + walk((d[0],), others)
        if kind not in ("conv", "max_pool"):
            raise ValueError(f"what is {kind}?")
        if len(shape) == 1:
            raise ValueError(f"{kind} needs an image")
        if kind == "conv":
            return [conv2d_parameters(shape[2], d[2], d[:2])] + walk(conv2d_output_shape(shape, d[2], d[:2]), others)
        return [0] + walk(max_pool_output_shape(shape, d[0]), others)

    return walk(tuple(input_shape), list(layers))
