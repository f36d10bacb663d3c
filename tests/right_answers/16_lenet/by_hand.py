# gradiente: lenet · es
"""Sin capas de torch.nn: los parámetros, las convoluciones y el optimizador, a mano."""

import math

import numpy as np
import torch
from torch import nn


def pesos(*forma):
    entradas = math.prod(forma[1:])
    return nn.Parameter(torch.randn(*forma) * math.sqrt(2 / entradas))


class Normalizacion(nn.Module):
    def __init__(self, *forma):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(1, *forma))
        self.beta = nn.Parameter(torch.zeros(1, *forma))
        self.register_buffer("media", torch.zeros(1, *forma))
        self.register_buffer("varianza", torch.ones(1, *forma))

    def forward(self, x):
        if self.training:
            ejes = [eje for eje in range(x.ndim) if eje != 1]
            media = x.mean(ejes, keepdim=True)
            varianza = ((x - media) ** 2).mean(ejes, keepdim=True)
            with torch.no_grad():
                self.media += 0.1 * (media - self.media)
                self.varianza += 0.1 * (varianza - self.varianza)
        else:
            media, varianza = self.media, self.varianza
        return self.gamma * (x - media) / torch.sqrt(varianza + 1e-5) + self.beta


def convolucion(x, w, b):
    n, _, alto, ancho = x.shape
    filtros, canales, lado, _ = w.shape
    columnas = torch.nn.functional.unfold(x, lado)  # (N, canales * lado * lado, posiciones)
    y = w.reshape(filtros, -1) @ columnas + b[:, None]
    return y.reshape(n, filtros, alto - lado + 1, ancho - lado + 1)


def pooling(x):
    n, c, alto, ancho = x.shape
    return x.reshape(n, c, alto // 2, 2, ancho // 2, 2).amax(dim=(3, 5))


def relu(x):
    return torch.where(x > 0, x, torch.zeros_like(x))


class Red(nn.Module):
    def __init__(self, clases, normalizar):
        super().__init__()
        self.w1, self.b1 = pesos(6, 3, 5, 5), nn.Parameter(torch.zeros(6))
        self.w2, self.b2 = pesos(16, 6, 5, 5), nn.Parameter(torch.zeros(16))
        self.w3, self.b3 = nn.Parameter(pesos(120, 400).data.T.clone()), nn.Parameter(torch.zeros(120))
        self.w4, self.b4 = pesos(clases, 120), nn.Parameter(torch.zeros(clases))
        if normalizar:
            self.n1, self.n2, self.n3 = Normalizacion(6, 1, 1), Normalizacion(16, 1, 1), Normalizacion(120)
        else:
            self.n1 = self.n2 = self.n3 = lambda x: x

    def forward(self, x):
        x = relu(pooling(self.n1(convolucion(x, self.w1, self.b1))))
        x = relu(pooling(self.n2(convolucion(x, self.w2, self.b2))))
        x = x.reshape(len(x), 400)
        x = relu(self.n3(x @ self.w3 + self.b3))
        return x @ self.w4.T + self.b4


def build_lenet(n_classes=43, batch_norm=False):
    return Red(n_classes, batch_norm)


def entropia_cruzada(logits, etiquetas):
    correctos = logits[torch.arange(len(etiquetas)), etiquetas]
    return torch.logsumexp(logits, 1) - correctos


def gradientes(model, images, labels):
    for p in model.parameters():
        p.grad = None
    perdida = entropia_cruzada(model(images), labels).mean()
    perdida.backward()
    return perdida.item()


def train_step(model, images, labels, learning_rate):
    perdida = gradientes(model, images, labels)
    for p in model.parameters():
        p.data.sub_(p.grad, alpha=learning_rate)
    return perdida


def evaluate(model, images, labels, batch_size=256):
    modos = [m.training for m in model.modules()]
    model.train(False)
    perdidas, aciertos = [], []
    with torch.set_grad_enabled(False):
        for inicio in range(0, len(labels), batch_size):
            lote = slice(inicio, inicio + batch_size)
            logits = model(images[lote])
            perdidas.extend(entropia_cruzada(logits, labels[lote]).tolist())
            aciertos.extend((logits.numpy().argmax(1) == labels[lote].numpy()).tolist())
    for m, modo in zip(model.modules(), modos):
        m.training = modo
    return np.mean(perdidas), np.mean(aciertos)


def fit(model, train_images, train_labels, validation_images, validation_labels, epochs, batch_size, learning_rate, seed):
    rng = np.random.default_rng(seed)
    n = len(train_labels)
    velocidades = [torch.zeros_like(p) for p in model.parameters()]
    train_loss, train_accuracy, validation_loss, validation_accuracy = np.zeros((4, epochs))
    for epoca in range(epochs):
        model.train()
        orden = torch.from_numpy(rng.permutation(n))
        for inicio in range(0, n, batch_size):
            lote = orden[inicio : inicio + batch_size]
            perdida = gradientes(model, train_images[lote], train_labels[lote])
            train_loss[epoca] += perdida * len(lote) / n
            with torch.no_grad():
                for p, v in zip(model.parameters(), velocidades):
                    v.mul_(0.9).add_(p.grad)
                    p.sub_(learning_rate * v)
        train_accuracy[epoca] = evaluate(model, train_images, train_labels)[1]
        validation_loss[epoca], validation_accuracy[epoca] = evaluate(model, validation_images, validation_labels)
    return dict(
        train_loss=train_loss.tolist(),
        train_accuracy=train_accuracy.tolist(),
        validation_loss=validation_loss.tolist(),
        validation_accuracy=validation_accuracy.tolist(),
    )
