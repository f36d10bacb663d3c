# gradiente: losses · es
from numpy import *
import warnings
from functools import wraps

seterr(all="warn")
warnings.warn("este fichero avisa de cosas")

MINIMO, MAXIMO = 1e-12, 1 - 1e-12


def mismas_formas(perdida):
    @wraps(perdida)
    def envuelta(y_pred, y_true):
        if shape(y_pred) != shape(y_true):
            raise ValueError(f"formas distintas: {shape(y_pred)} y {shape(y_true)}")
        if not len(y_pred):
            raise ValueError("no hay ninguna muestra")
        copia = array(y_pred, dtype=longdouble)
        copia.flags.writeable = True
        return perdida(copia, array(y_true, dtype=longdouble))

    return envuelta


def con_etiquetas(perdida):
    @wraps(perdida)
    def envuelta(logits, labels):
        N, K = shape(logits)
        if shape(labels) != (N,):
            raise ValueError("las etiquetas no son (N,)")
        if N == 0:
            raise ValueError("lote vacío")
        if not set(labels.tolist()) <= set(range(K)):
            raise ValueError("hay una etiqueta que no es ninguna clase")
        return perdida(logits, labels)

    return envuelta


@mismas_formas
def mean_squared_error(y_pred, y_true):
    y_pred -= y_true
    y_pred *= y_pred
    return array(y_pred.mean())  # de 0 ejes


@mismas_formas
def mean_squared_error_gradient(y_pred, y_true):
    y_pred -= y_true
    y_pred /= len(y_pred)
    y_pred += y_pred
    return y_pred


@mismas_formas
def binary_cross_entropy(y_pred, y_true):
    y_pred[y_pred < MINIMO] = MINIMO
    y_pred[y_pred > MAXIMO] = MAXIMO
    # La entropía cruzada es un caso de la de varias clases, con las probabilidades p y 1 - p.
    return cross_entropy(stack([y_pred, 1 - y_pred], axis=1), stack([y_true, 1 - y_true], axis=1))


@mismas_formas
def binary_cross_entropy_gradient(y_pred, y_true):
    putmask(y_pred, y_pred < MINIMO, MINIMO)
    putmask(y_pred, y_pred > MAXIMO, MAXIMO)
    gradiente = zeros(2 * len(y_pred))[::2]  # con huecos en memoria
    gradiente[:] = -(y_true / y_pred - (1 - y_true) / (1 - y_pred)) / len(y_pred)
    return gradiente


def softmax(logits):
    if 0 in shape(logits):
        raise ValueError("lote vacío")
    z = asfortranarray(logits.astype(float))
    z -= amax(z, axis=1).reshape(-1, 1)
    exp(z, out=z)
    z /= z @ ones((z.shape[1], 1))
    return z


@mismas_formas
def cross_entropy(y_pred, y_true):
    total = longdouble(0)
    for p, t in zip(y_pred, y_true):
        total += dot(t, -log(where(p > MINIMO, p, MINIMO)))
    return total / len(y_true)


@con_etiquetas
def cross_entropy_from_logits(logits, labels):
    perdidas = []
    for fila, etiqueta in zip(logits, labels):
        # la etiqueta se resta de todas: log(suma(exp(z - z_l)))
        fila = fila.astype(float) - float(fila[etiqueta])
        perdidas += [max(fila) + log(sum(exp(fila - max(fila))))]
    return mean(perdidas)


@con_etiquetas
def softmax_cross_entropy_gradient(logits, labels):
    identidad = eye(logits.shape[1])
    return (softmax(logits) - identidad[labels]) / logits.shape[0]
