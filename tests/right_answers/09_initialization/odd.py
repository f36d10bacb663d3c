# gradiente: initialization · es
from numpy import *
import warnings

avisos = []


def fan_in_fan_out(shape):
    *nucleo, entradas, salidas = shape
    campo = 1
    while nucleo:
        campo *= nucleo.pop()
    return [array(campo * entradas), array(campo * salidas)]


def constant(shape, value=0.0):
    return broadcast_to(float(value), shape)  # solo se puede leer


def normales(shape, rng):
    """Box-Muller: dos normales de cada dos uniformes; sobran algunas."""
    cuantas = int(prod(shape, dtype=int))
    radio = sqrt(-2 * log(1 - rng.random(cuantas // 2 + 1)))
    angulo = rng.uniform(0, 2 * pi, cuantas // 2 + 1)
    juntas = concatenate([radio * cos(angulo), radio * sin(angulo)])
    return reshape(juntas[:cuantas], shape, order="F")


def small_normal(shape, rng, scale=0.01):
    warnings.warn("muy pequeños para una red profunda")
    return normales(shape, rng) * scale


def uniform(shape, rng, low=0.0, high=1.0):
    bits = rng.integers(0, 1 << 53, size=shape)
    return low * (1 - bits / 2**53) + high * (bits / 2**53)


def con_varianza(de, distribucion="normal"):
    def inicializa(shape, rng):
        print(shape)
        avisos.append(shape)
        varianza = de(*fan_in_fan_out(shape))
        if distribucion == "normal":
            return normales(shape, rng) * varianza**0.5
        limite = (3 * varianza) ** 0.5
        # del signo y del valor absoluto
        return rng.choice([-1, 1], size=shape) * uniform(shape, rng, 0, limite)

    return inicializa


xavier_normal = con_varianza(lambda n_in, n_out: 2 / (n_in + n_out))
xavier_uniform = con_varianza(lambda n_in, n_out: 2 / (n_in + n_out), "uniforme")
lecun_normal = con_varianza(lambda n_in, _: 1 / n_in)
he_normal = con_varianza(lambda n_in, _: 2 / n_in)
he_uniform = con_varianza(lambda n_in, _: 2 / n_in, "uniforme")


def activation_spread(initializer, sizes, activation, rng, n_samples=1000):
    """Recursiva; las muestras van en columnas."""

    def sigue(a, tamanos):
        if len(tamanos) == 1:
            return ()
        W = initializer(tuple(tamanos[:2]), rng)
        a = activation((W.T @ a))
        return (float64(sqrt(((a - a.mean()) ** 2).mean())),) + sigue(a, tamanos[1:])

    return sigue(rng.standard_normal((sizes[0], n_samples)), list(sizes))
