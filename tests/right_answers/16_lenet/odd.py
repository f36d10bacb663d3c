# gradiente: lenet · es
from torch import Generator, autograd, cat, float64, no_grad, ones_like, optim, rand, zeros_like
from torch.nn import *
from torch.nn.functional import cross_entropy, elu, leaky_relu
from collections import defaultdict
from functools import reduce
import warnings
import numpy as np

warnings.warn("esto tarda un poco")


class Función(Module):
    """Una función cualquiera como capa."""

    def __init__(self, f):
        super().__init__()
        self.f = f

    def forward(self, x):
        return self.f(x)


class Encadenadas(Module):
    # una lista enlazada de capas: cada una y el resto
    def __init__(self, primera, *demás):
        super().__init__()
        self.primera = primera
        self.demás = Encadenadas(*demás) if demás else None

    def forward(self, x):
        x = self.primera(x)
        return x if self.demás is None else self.demás(x)


positiva = lambda x: (x + x.abs()) / 2


def build_lenet(n_classes=43, batch_norm=False):
    def con_norma(capa, norma):
        return Sequential(capa, norma) if batch_norm else capa

    red = Encadenadas(
        con_norma(Conv2d(3, 6, 5), BatchNorm2d(6)),
        Función(positiva),
        MaxPool2d(2),
        con_norma(Conv2d(6, 16, 5), BatchNorm2d(16)),
        Función(lambda x: leaky_relu(x, 0.0)),
        MaxPool2d(2, ceil_mode=True),
        Unflatten(1, (4, 4)),
        Flatten(),
        con_norma(Linear(400, 120), BatchNorm1d(120)),
        Función(lambda x: x.clamp(min=0)),
        Linear(120, n_classes),
    )
    print("parámetros:", reduce(lambda suma, p: suma + p.numel(), red.parameters(), 0))
    for p in red.parameters():
        p.grad = ones_like(p)  # no debe importar
    return red.eval()


def train_step(model, images, labels, learning_rate):
    clases = model(images)
    uno_de_k = zeros_like(clases).scatter(1, labels[:, None], 1.0)
    pérdida = cross_entropy(clases, uno_de_k)
    parámetros = tuple(model.parameters())
    for p, g in zip(parámetros, autograd.grad(pérdida, parámetros)):
        with no_grad():
            p.copy_(p - g * learning_rate)
    return np.float32(pérdida.detach().numpy())


def evaluate(model, images, labels, batch_size=256):
    modos = [(m, m.training) for m in model.modules()]
    try:
        model.eval()
        with no_grad():
            # de atrás adelante
            trozos = [
                (model(images[max(0, fin - batch_size) : fin]), labels[max(0, fin - batch_size) : fin])
                for fin in range(len(images), 0, -batch_size)
            ]
            pérdidas = [cross_entropy(logits, y, reduction="none").double() for logits, y in trozos]
            aciertos = [(logits.softmax(1).argmax(1) == y).double() for logits, y in trozos]
        return [cat(pérdidas).mean(), cat(aciertos).mean()]
    finally:
        for m, modo in modos:
            m.training = modo


def fit(model, train_images, train_labels, validation_images, validation_labels, epochs, batch_size, learning_rate, seed):
    historia = defaultdict(list)
    azar = Generator().manual_seed(seed)
    optimizadores = [optim.SGD([p], lr=learning_rate, momentum=0.9) for p in model.parameters()]
    for época in range(epochs):
        print("época", época)
        model.train()
        prioridad = rand(len(train_images), generator=azar, dtype=float64)
        for lote in prioridad.argsort().split(batch_size):
            [o.zero_grad() for o in optimizadores]
            pérdida = cross_entropy(model(train_images[lote].clone()), train_labels[lote])
            pérdida.backward()
            [o.step() for o in optimizadores]
        for nombre, datos in {
            "validation": (validation_images, validation_labels),
            "train": (train_images, train_labels),
        }.items():
            pérdida, exactitud = evaluate(model, *datos, 7)
            historia[nombre + "_loss"].append(pérdida)
            historia[nombre + "_accuracy"].append(exactitud)
    return {nombre: np.array(curva) for nombre, curva in historia.items()}
