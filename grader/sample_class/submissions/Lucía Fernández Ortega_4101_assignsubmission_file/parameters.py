# gradiente: parameters · es
"""Cuento los parámetros uno por uno, como en la pizarra."""


def _dos(tam):
    if isinstance(tam, int):
        return [tam, tam]
    return [tam[0], tam[1]]


def _sitios(largo, ventana, paso):
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
    alto, ancho = _dos(kernel_size)
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
    nucleo = _dos(kernel_size)
    pasos = _dos(stride)
    bordes = _dos(padding)
    salida = []
    for eje in (0, 1):
        if pasos[eje] < 1:
            raise ValueError("el paso tiene que ser 1 o más")
        if bordes[eje] < 0:
            raise ValueError("el relleno no puede ser negativo")
        largo = bordes[eje] + input_shape[eje] + bordes[eje]
        salida.append(_sitios(largo, nucleo[eje], pasos[eje]))
    salida.append(out_channels)
    return tuple(salida)


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    ventana = _dos(pool_size)
    if stride is None:
        paso = ventana
    else:
        paso = _dos(stride)
    salida = []
    for eje in (0, 1):
        salida.append(_sitios(input_shape[eje], ventana[eje], paso[eje]))
    salida.append(input_shape[2])
    return tuple(salida)


def network_parameters(input_shape, layers):
    forma = [numero for numero in input_shape]
    cuentas = []
    for capa in layers:
        nombre = capa[0]
        if nombre == "conv":
            if len(forma) != 3:
                raise ValueError("conv después de flatten")
            cuentas.append(conv2d_parameters(forma[2], capa[3], (capa[1], capa[2])))
            forma = list(conv2d_output_shape(forma, capa[3], (capa[1], capa[2])))
        elif nombre == "max_pool":
            if len(forma) != 3:
                raise ValueError("max_pool después de flatten")
            cuentas.append(0)
            forma = list(max_pool_output_shape(forma, capa[1]))
        elif nombre == "relu":
            cuentas.append(0)
        elif nombre == "batch_norm":
            cuentas.append(batch_norm_parameters(forma[-1]))
        elif nombre == "flatten":
            producto = 1
            for numero in forma:
                producto *= numero
            forma = [producto]
            cuentas.append(0)
        elif nombre == "dense":
            if len(forma) != 1:
                raise ValueError("dense antes de flatten")
            cuentas.append(dense_parameters(forma[0], capa[1]))
            forma = [capa[1]]
        else:
            raise ValueError("no conozco la capa " + str(nombre))
    return cuentas
