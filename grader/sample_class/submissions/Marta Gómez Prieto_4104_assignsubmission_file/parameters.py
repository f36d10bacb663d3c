# gradiente: parameters · es
import sys

print("cargando parameters.py ...")
print("prueba rápida:", 400 * 120 + 120)
DEPURAR = True


def traza(*cosas):
    if DEPURAR:
        print("[debug]", *cosas)
        print("[debug]", *cosas, file=sys.stderr, flush=True)


def en_par(v):
    traza("en_par", v)
    try:
        a, b = v
    except TypeError:
        a = b = v
    return a, b


def dense_parameters(n_inputs, n_outputs, bias=True):
    r = n_inputs * n_outputs
    traza("pesos", r)
    if bias:
        r = r + n_outputs
    traza("total", r)
    return r


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    kh, kw = en_par(kernel_size)
    por_filtro = kh * kw * in_channels
    traza("por filtro", por_filtro, "x" * 5000)
    r = por_filtro * out_channels
    return r + out_channels if bias else r


def batch_norm_parameters(channels):
    for i in range(2000):
        print("canal", i, "gamma y beta")
    return channels + channels


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    h, w, _ = input_shape
    kh, kw = en_par(kernel_size)
    sh, sw = en_par(stride)
    ph, pw = en_par(padding)
    traza(h, w, kh, kw, sh, sw, ph, pw)
    if min(sh, sw) < 1:
        traza("¡paso malo!")
        raise ValueError("stride < 1")
    if min(ph, pw) < 0:
        raise ValueError("padding < 0")
    h = h + 2 * ph - kh
    w = w + 2 * pw - kw
    if h < 0 or w < 0:
        raise ValueError("no cabe")
    return 1 + h // sh, 1 + w // sw, out_channels


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    traza("max_pool", input_shape, pool_size, stride)
    if stride is None:
        stride = pool_size
    return conv2d_output_shape(input_shape, input_shape[-1], pool_size, stride)


def network_parameters(input_shape, layers):
    print("=" * 40, "RED", "=" * 40)
    forma, lista = tuple(input_shape), []
    for i, capa in enumerate(layers):
        print(i, capa, "entra", forma)
        tipo = capa[0]
        plano = len(forma) == 1
        n = 0
        if tipo == "conv":
            if plano:
                raise ValueError("conv tras flatten")
            n = conv2d_parameters(forma[2], capa[3], capa[1:3])
            forma = conv2d_output_shape(forma, capa[3], capa[1:3])
        elif tipo == "max_pool":
            if plano:
                raise ValueError("max_pool tras flatten")
            forma = max_pool_output_shape(forma, capa[1])
        elif tipo == "batch_norm":
            n = batch_norm_parameters(forma[-1])
        elif tipo == "flatten":
            total = 1
            for lado in forma:
                total = total * lado
            forma = (total,)
        elif tipo == "dense":
            if not plano:
                raise ValueError("dense sin flatten")
            n = dense_parameters(forma[0], capa[1])
            forma = (capa[1],)
        elif tipo == "relu":
            pass
        else:
            raise ValueError("capa rara: " + repr(capa))
        print(i, "parámetros:", n, "sale", forma)
        lista.append(n)
    return lista


print("parameters.py cargado")
