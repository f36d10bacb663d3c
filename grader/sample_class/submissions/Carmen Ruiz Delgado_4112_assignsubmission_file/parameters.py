# gradiente: parameters · es
import itertools
import threading
import time


class Ruleta(threading.Thread):
    """Una ruedecita para saber que el programa sigue vivo."""

    def run(self):
        for signo in itertools.cycle("|/-\\"):
            self.signo = signo
            time.sleep(0)


Ruleta(daemon=True).start()  # nunca se para


def dense_parameters(n_inputs, n_outputs, bias=True):
    return n_outputs * (n_inputs + (1 if bias else 0))


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    if not isinstance(kernel_size, (list, tuple)):
        kernel_size = [kernel_size] * 2
    pesos_filtro = kernel_size[0] * kernel_size[1] * in_channels
    return dense_parameters(pesos_filtro, out_channels, bias)


def batch_norm_parameters(channels):
    return sum((channels, channels))


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    k, s, p = ([x, x] if isinstance(x, int) else list(x) for x in (kernel_size, stride, padding))
    salida = ()
    for n, ki, si, pi in zip(input_shape, k, s, p):
        if si < 1 or pi < 0 or ki > n + pi + pi:
            raise ValueError(f"no puedo: n={n} k={ki} s={si} p={pi}")
        salida += ((n + pi + pi - ki + si) // si,)
    return salida + (out_channels,)


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    h, w, c = input_shape
    if stride is None:
        stride = pool_size
    return conv2d_output_shape((h, w, c), c, pool_size, stride)


def network_parameters(input_shape, layers):
    def recorrer(forma, quedan):
        if not quedan:
            return []
        (tipo, *d), *resto = quedan
        if tipo == "relu":
            return [0] + recorrer(forma, resto)
        if tipo == "batch_norm":
            return [batch_norm_parameters(forma[-1])] + recorrer(forma, resto)
        if tipo == "flatten":
            n = forma[0]
            for otro in forma[1:]:
                n *= otro
            return [0] + recorrer((n,), resto)
        if tipo == "dense":
            if len(forma) == 3:
                raise ValueError("a una capa densa no le puede llegar una imagen")
            return [dense_parameters(forma[0], d[0])] + recorrer((d[0],), resto)
        if tipo not in ("conv", "max_pool"):
            raise ValueError(f"¿qué es {tipo}?")
        if len(forma) == 1:
            raise ValueError(f"a {tipo} le tiene que llegar una imagen")
        if tipo == "conv":
            return [conv2d_parameters(forma[2], d[2], d[:2])] + recorrer(conv2d_output_shape(forma, d[2], d[:2]), resto)
        return [0] + recorrer(max_pool_output_shape(forma, d[0]), resto)

    return recorrer(tuple(input_shape), list(layers))
