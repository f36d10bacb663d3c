# gradiente: initialization · en
import numpy as np

F = np.float32


def fan_in_fan_out(shape):
    if len(shape) == 2:
        return np.int32(shape[0]), np.int32(shape[1])
    kh, kw, c_in, c_out = shape
    return np.int32(kh * kw * c_in), np.int32(kh * kw * c_out)


def constant(shape, value=0.0):
    return np.ones(shape, dtype=F) * F(value)


def small_normal(shape, rng, scale=0.01):
    return F(scale) * rng.standard_normal(shape, dtype=F)


def uniform(shape, rng, low=0.0, high=1.0):
    return F(low) + (F(high) - F(low)) * rng.random(shape, dtype=F)


def xavier_normal(shape, rng):
    fan_in, fan_out = fan_in_fan_out(shape)
    return small_normal(shape, rng, np.sqrt(F(2) / F(fan_in + fan_out)))


def xavier_uniform(shape, rng):
    fan_in, fan_out = fan_in_fan_out(shape)
    limit = np.sqrt(F(6) / F(fan_in + fan_out))
    return uniform(shape, rng, -limit, limit)


def lecun_normal(shape, rng):
    return small_normal(shape, rng, F(1) / np.sqrt(F(fan_in_fan_out(shape)[0])))


def he_normal(shape, rng):
    return small_normal(shape, rng, np.sqrt(F(2) / F(fan_in_fan_out(shape)[0])))


def he_uniform(shape, rng):
    limit = np.sqrt(F(6) / F(fan_in_fan_out(shape)[0]))
    return uniform(shape, rng, -limit, limit)


def activation_spread(initializer, sizes, activation, rng, n_samples=1000):
    a = rng.standard_normal((n_samples, sizes[0]), dtype=F)
    spread = np.zeros(len(sizes) - 1, dtype=F)
    for l in range(len(spread)):
        w = np.asarray(initializer((sizes[l], sizes[l + 1]), rng), dtype=F)
        a = np.asarray(activation(a @ w), dtype=F)
        spread[l] = np.std(a)
    return spread
