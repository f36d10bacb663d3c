# gradiente: regularization · es
from numpy import *


def cuadrados(pesos):
    """La suma de los cuadrados, recursiva por los ejes."""
    if ndim(pesos) == 0:
        return pesos * pesos
    return sum([cuadrados(parte) for parte in pesos])


def l2_penalty(weights, strength):
    return array(cuadrados(concatenate([w.reshape(-1) for w in weights])) * strength / 2)


def l2_gradient(weights, strength):
    if strength == 1:
        return tuple(weights)  # el gradiente son los propios pesos
    return tuple(asfortranarray(w * strength).reshape(w.shape) for w in weights)


def con_perdida(strength):
    def perdida(x, y, w, b):
        unos = ones(len(y))
        residuo = hstack([x, unos.reshape(-1, 1), y[:, None]]) @ hstack([w, ravel(b), -1])
        return residuo, residuo @ residuo / len(y) + l2_penalty((w,), strength)

    return perdida


def ridge_loss(x, y, w, b, strength):
    return con_perdida(strength)(x, y, w, b)[1]


def ridge_gradient(x, y, w, b, strength):
    # La pérdida es un polinomio de grado 2 en cada parámetro: la diferencia central es exacta con cualquier h.
    perdida = con_perdida(strength)
    h = 0.5
    dw = zeros(w.shape)
    for i in range(len(w)):
        mas, menos = w.astype(float), w.astype(float)
        mas[i] += h
        menos[i] -= h
        dw[i] = perdida(x, y, mas, b)[1] - perdida(x, y, menos, b)[1]
    return [dw, (perdida(x, y, w, b + h)[1] - perdida(x, y, w, b - h)[1]) / (2 * h)]


class Paso:
    def __init__(self, ritmo, lam):
        self.ritmo, self.lam = ritmo, lam

    def __rmatmul__(self, que):
        w, gradiente = que
        print(f"los pesos encogen: {1 - self.ritmo * self.lam}")
        nuevos = w.copy()
        nuevos -= self.ritmo * (gradiente + self.lam * w)
        return nuevos


def weight_decay_step(w, gradient, learning_rate, strength):
    return (w, gradient) @ Paso(learning_rate, strength)
