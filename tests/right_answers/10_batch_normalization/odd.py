# gradiente: batch_normalization · es
# La caché es la propia función de vuelta: una clausura.
import functools
import warnings
from numpy import *


def por_canales(f):
    @functools.wraps(f)
    def g(x, *resto, **opciones):
        plano = array(x, dtype=longdouble).reshape(-1, shape(x)[-1]).T  # (C, m)
        return asfortranarray(f(plano, *resto, **opciones).T.reshape(shape(x)))

    return g


@por_canales
def rescale(volume):
    with errstate(all="ignore"):
        volume -= volume.min(axis=1)[:, newaxis]
        return nan_to_num(volume / volume.max(axis=1)[:, newaxis], nan=0.0)


@por_canales
def standardize(volume, eps=1e-5):
    volume -= volume.mean(axis=1, keepdims=True)
    volume /= hypot(volume.std(axis=1, keepdims=True), sqrt(eps))
    return volume


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    warnings.warn("normalizando")
    x_sombrero = standardize(x, eps=eps)
    tamaño = x.size // x.shape[-1]
    raiz = sqrt(x.reshape(-1, x.shape[-1]).var(axis=0) + eps)
    ganancia = gamma.copy()

    def volver(dy):
        ejes = tuple(range(dy.ndim)[:-1])
        dbeta = dy.sum(axis=ejes)
        dgamma = (dy * x_sombrero).sum(axis=ejes)
        return [ganancia / raiz * (dy - (dbeta + x_sombrero * dgamma) / tamaño), dgamma, dbeta]

    return [x_sombrero * gamma + beta, volver]


def batch_norm_backward(dy, cache):
    return cache(dy)


def update_running(running_mean, running_var, x, momentum=0.9):
    viejos = vstack([running_mean, running_var])
    x = x.reshape(-1, x.shape[-1])
    nuevos = vstack([x.mean(axis=0), x.var(axis=0)])
    mezcla = viejos * momentum
    mezcla += nuevos * (1 - momentum)
    return tuple(mezcla)


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    y = empty(x.shape + (2,))[..., 0]  # con huecos
    for c in range(x.shape[-1]):
        y[..., c] = x[..., c]
        y[..., c] -= running_mean[c]
        y[..., c] /= (running_var[c] + eps) ** 0.5
        y[..., c] *= gamma[c]
        y[..., c] += beta[c]
    y.flags.writeable = False
    return y
