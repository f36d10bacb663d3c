# gradiente: batches · es
from numpy import *


def comprueba(n_samples, batch_size, drop_last=False):
    if batch_size < 1:
        raise ValueError("el tamaño del lote tiene que ser 1 o más")
    if drop_last and batch_size > n_samples:
        raise ValueError("no quedaría ningún lote")


def iterations_per_epoch(n_samples, batch_size, drop_last=False):
    comprueba(n_samples, batch_size, drop_last)
    if n_samples < batch_size:
        return 0 if drop_last else float(n_samples > 0)
    return n_samples // batch_size + (0 if drop_last else float(n_samples % batch_size != 0))


def parameter_updates(n_samples, batch_size, epochs):
    return array(iterations_per_epoch(n_samples, batch_size)) * epochs


class Lotes:
    """Un iterador hecho a mano, que entrega siempre los mismos dos arrays de trabajo, llenados de nuevo."""

    def __init__(self, x, y, batch_size, rng, drop_last):
        self.x, self.y = x, y
        self.orden = arange(len(x))
        if rng is not None:
            # un generador hijo: sale del que me dan
            self.orden = rng.spawn(1)[0].choice(len(x), size=len(x), replace=False)
        self.tamano = int(minimum(batch_size, len(x)))
        self.fin = len(x) // batch_size * batch_size if drop_last else len(x)
        self.trabajo = empty_like(x[: self.tamano]), empty_like(y[: self.tamano])
        self.inicio = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.inicio >= self.fin:
            raise StopIteration
        indices = self.orden[self.inicio : self.inicio + self.tamano]
        self.inicio += len(indices)
        pareja = [trabajo[: len(indices)] for trabajo in self.trabajo]
        pareja[0][...] = self.x[indices]
        pareja[1][...] = self.y[indices]
        return pareja


def batches(x, y, batch_size, rng=None, drop_last=False):
    if len(x) != len(y):
        raise ValueError("x e y no tienen la misma longitud")
    comprueba(len(x), batch_size, drop_last)
    return Lotes(x, y, batch_size, rng, drop_last)


def minibatch_gradient_descent(gradient, x, y, p0, learning_rate, batch_size, epochs, rng=None):
    if len(x) != len(y):
        raise ValueError("x e y no tienen la misma longitud")
    comprueba(len(x), batch_size)
    ordenes = tile(arange(len(x)), (epochs, 1))
    if rng is not None:
        ordenes = rng.permuted(ordenes, axis=1)  # los de todas las épocas, de una vez
    p = array(p0, dtype=float)
    camino = [p.copy()]
    for orden in ordenes:
        while len(orden):
            lote, orden = orden[:batch_size], orden[batch_size:]
            p -= learning_rate * array(gradient(p, x[lote], y[lote]))
            camino.append(p.copy())
    return asfortranarray(camino)
