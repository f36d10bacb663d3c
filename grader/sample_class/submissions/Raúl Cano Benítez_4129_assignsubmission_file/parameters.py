# gradiente: parameters · es
"""Cuento los parámetros uno por uno, como en la pizarra."""


def _par(tam):
    if isinstance(tam, int):
        return [tam, tam]
    return [tam[0], tam[1]]


def _huecos(largo, ventana, paso):
    # coloco la ventana y la voy moviendo mientras quepa
    if ventana > largo:
        raise ValueError("la ventana (%d) es mayor que lo que hay (%d)" % (ventana, largo))
    cuantos = 0
    inicio = 0
    while inicio + ventana <= largo:
        cuantos += 1
        inicio += paso
    return cuantos


def dense_parameters(n_inputs, n_outputs, bias=True):
    total = 0
    for _ in range(n_outputs):
        total += n_inputs
        if bias:
            total += 1
    return total


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    alto, ancho = _par(kernel_size)
    total = 0
    for _filtro in range(out_channels):
        for _canal in range(in_channels):
            total += alto * ancho
        if bias:
            total += 1
    return total


def batch_norm_parameters(channels):
    total = 0
    for _ in range(channels):
        total += 1  # gamma
        total += 1  # beta
    return total


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    k = _par(kernel_size)
    s = _par(stride)
    p = _par(padding)
    sal = []
    for i in (0, 1):
        if s[i] < 1:
            raise ValueError("el paso tiene que ser 1 o más")
        if p[i] < 0:
            raise ValueError("el relleno no puede ser negativo")
        largo = p[i] + input_shape[i] + p[i]
        sal.append(_huecos(largo, k[i], s[i]))
    sal.append(out_channels)
    return tuple(sal)


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    ventana = _par(pool_size)
    if stride is None:
        paso = ventana
    else:
        paso = _par(stride)
    sal = []
    for i in (0, 1):
        sal.append(_huecos(input_shape[i], ventana[i], paso[i]))
    sal.append(input_shape[2])
    return tuple(sal)


def network_parameters(input_shape, layers):
    dims = [numero for numero in input_shape]
    res = []
    for c in layers:
        nombre = c[0]
        if nombre == "conv":
            if len(dims) != 3:
                raise ValueError("conv después de flatten")
            res.append(conv2d_parameters(dims[2], c[3], (c[1], c[2])))
            dims = list(conv2d_output_shape(dims, c[3], (c[1], c[2])))
        elif nombre == "max_pool":
            if len(dims) != 3:
                raise ValueError("max_pool después de flatten")
            res.append(0)
            dims = list(max_pool_output_shape(dims, c[1]))
        elif nombre == "relu":
            res.append(0)
        elif nombre == "batch_norm":
            res.append(batch_norm_parameters(dims[-1]))
        elif nombre == "flatten":
            producto = 1
            for numero in dims:
                producto *= numero
            dims = [producto]
            res.append(0)
        elif nombre == "dense":
            if len(dims) != 1:
                raise ValueError("dense antes de flatten")
            res.append(dense_parameters(dims[0], c[1]))
            dims = [c[1]]
        else:
            raise ValueError("no conozco la capa " + str(nombre))
    return res
