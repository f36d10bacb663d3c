# gradiente: initialization · es
import numpy as np

F = np.float32


def fan_in_fan_out(shape):
    if len(shape) == 4:
        campo = shape[0] * shape[1]
    else:
        campo = 1
    return campo * shape[-2], campo * shape[-1]


def constant(shape, value=0.0):
    return np.full(shape, value, dtype=F)


def normal32(shape, rng, desviacion):
    return rng.standard_normal(shape, dtype=F) * F(desviacion)


def uniforme32(shape, rng, limite):
    return (rng.random(shape, dtype=F) * F(2) - F(1)) * F(limite)


def small_normal(shape, rng, scale=0.01):
    return normal32(shape, rng, scale)


def uniform(shape, rng, low=0.0, high=1.0):
    return F(low) + rng.random(shape, dtype=F) * F(high - low)


def xavier_normal(shape, rng):
    return normal32(shape, rng, np.sqrt(2 / sum(fan_in_fan_out(shape))))


def xavier_uniform(shape, rng):
    return uniforme32(shape, rng, np.sqrt(6 / sum(fan_in_fan_out(shape))))


def lecun_normal(shape, rng):
    return normal32(shape, rng, 1 / np.sqrt(fan_in_fan_out(shape)[0]))


def he_normal(shape, rng):
    return normal32(shape, rng, np.sqrt(2 / fan_in_fan_out(shape)[0]))


def he_uniform(shape, rng):
    return uniforme32(shape, rng, np.sqrt(6 / fan_in_fan_out(shape)[0]))


def activation_spread(initializer, sizes, activation, rng, n_samples=1000):
    a = rng.standard_normal((n_samples, sizes[0]), dtype=F)
    lista = []
    for entran, salen in zip(sizes[:-1], sizes[1:]):
        a = activation(a @ np.asarray(initializer((entran, salen), rng), dtype=F))
        lista.append(np.std(a, dtype=F))
    return np.array(lista)
