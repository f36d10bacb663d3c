# gradiente: parameters · es


def en_par(v):
    if isinstance(v, int):
        return v, v
    return v


def dense_parameters(n_inputs, n_outputs, bias=True):
    r = n_inputs * n_outputs
    if bias:
        r = r + n_outputs
    return r


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    kh, kw = en_par(kernel_size)
    por_filtro = kh * kw * in_channels
    r = por_filtro * out_channels
    return r + out_channels if bias else r


def batch_norm_parameters(channels):
    return channels + channels


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    h, w, _ = input_shape
    kh, kw = en_par(kernel_size)
    sh, sw = en_par(stride)
    ph, pw = en_par(padding)
    if min(sh, sw) < 1:
        raise ValueError("stride < 1")
    if min(ph, pw) < 0:
        raise ValueError("padding < 0")
    h = h + 2 * ph - kh
    w = w + 2 * pw - kw
    if h < 0 or w < 0:
        raise ValueError("no cabe")
    return 1 + h // sh, 1 + w // sw, out_channels


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    raise NotImplementedError("escribe max_pool_output_shape")


def network_parameters(input_shape, layers):
    forma = input_shape
    cuentas = []
    # TODO: recorrer las capas
    for capa in layers:
        pass
