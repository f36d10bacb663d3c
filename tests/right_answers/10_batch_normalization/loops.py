# gradiente: batch_normalization · es
import math

import numpy as np


def media_y_varianza(valores):
    media = 0.0
    for v in valores:
        media += v
    media /= len(valores)
    varianza = 0.0
    for v in valores:
        varianza += (v - media) ** 2
    return media, varianza / len(valores)


def canales(x):
    """Los valores de cada canal, como listas de números de Python."""
    C = x.shape[-1]
    listas = [[] for _ in range(C)]
    for i, v in enumerate(x.flatten().tolist()):
        listas[i % C].append(v)
    return listas


def juntar(listas, forma):
    plano = []
    for posicion in range(len(listas[0])):
        for canal in listas:
            plano.append(canal[posicion])
    return np.array(plano).reshape(forma)


def rescale(volume):
    resultado = []
    for canal in canales(volume):
        menor, mayor = min(canal), max(canal)
        if menor == mayor:
            resultado.append([0.0] * len(canal))
        else:
            resultado.append([(v - menor) / (mayor - menor) for v in canal])
    return juntar(resultado, volume.shape)


def standardize(volume, eps=1e-5):
    resultado = []
    for canal in canales(volume):
        mu, var = media_y_varianza(canal)
        # con eps = 0 un canal constante no tiene varianza
        raiz = math.sqrt(var + eps) or 1.0
        resultado.append([(v - mu) / raiz for v in canal])
    return juntar(resultado, volume.shape)


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    salida, cache = [], []
    for c, canal in enumerate(canales(x)):
        mu, var = media_y_varianza(canal)
        raiz = math.sqrt(var + eps)
        x_hat = [(v - mu) / raiz for v in canal]
        salida.append([float(gamma[c]) * v + float(beta[c]) for v in x_hat])
        cache.append({"x_hat": x_hat, "raiz": raiz, "gamma": float(gamma[c])})
    return juntar(salida, x.shape), cache


def batch_norm_backward(dy, cache):
    dx, dgamma, dbeta = [], [], []
    for canal, recuerdo in zip(canales(dy), cache):
        x_hat = recuerdo["x_hat"]
        m = len(canal)
        suma = suma_x = 0.0
        for d, v in zip(canal, x_hat):
            suma += d
            suma_x += d * v
        factor = recuerdo["gamma"] / recuerdo["raiz"]
        dx.append([factor * (d - suma / m - v * suma_x / m) for d, v in zip(canal, x_hat)])
        dgamma.append(suma_x)
        dbeta.append(suma)
    return juntar(dx, dy.shape), np.array(dgamma), np.array(dbeta)


def update_running(running_mean, running_var, x, momentum=0.9):
    media, var = [], []
    for c, canal in enumerate(canales(x)):
        mu, sigma2 = media_y_varianza(canal)
        media.append(momentum * running_mean[c] + (1 - momentum) * mu)
        var.append(momentum * running_var[c] + (1 - momentum) * sigma2)
    return np.array(media), np.array(var)


def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    y = np.zeros(x.shape)
    for indice in np.ndindex(*x.shape):
        c = indice[-1]
        y[indice] = gamma[c] * (x[indice] - running_mean[c]) / math.sqrt(running_var[c] + eps) + beta[c]
    return y
