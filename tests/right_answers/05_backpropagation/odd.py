# gradiente: backpropagation · es
from numpy import *
from collections import deque
import copy
import warnings

warnings.simplefilter("always")


class Capa:
    def __init__(self, pesos, sesgos):
        self.pesos = asfortranarray(copy.deepcopy(pesos))
        self.sesgos = copy.deepcopy(sesgos)

    def adelante(self, entrada):
        self.entrada = entrada
        self.salida = 0.5 * (1 + tanh(0.5 * (entrada @ self.pesos + self.sesgos)))
        return self.salida

    def atras(self, error_de_la_salida):
        self.delta = error_de_la_salida * self.salida * (1 - self.salida)
        self.d_pesos = asfortranarray(self.entrada.T @ self.delta)
        self.d_sesgos = self.delta.sum(0)
        return self.delta @ self.pesos.T


def adelante(x, capas):
    # recursivo
    if not capas:
        return (x,)
    primera, *demas = capas
    return (x,) + adelante(primera.adelante(x), demas)


def forward(x, weights, biases):
    return adelante(x, [Capa(w, b) for w, b in zip(weights, biases)])


def loss(output, target):
    print("pérdida de", output.shape[0], "muestras")
    return array([((o - t) @ (o - t)) for o, t in zip(output, target)]).mean(keepdims=True)[0]


def output_weight_gradient(hidden, output, target):
    warnings.warn("solo para una neurona")
    dL_dout = 2 * output - 2 * target
    dout_dnet = output - output * output
    return array(dL_dout * dout_dnet * hidden)


def backward(activations, weights, target):
    capas = []
    for entrada, salida, pesos in zip(activations, activations[1:], weights):
        capa = Capa(pesos, None)
        capa.entrada, capa.salida = entrada, salida
        capas.append(capa)
    error = 2 * (activations[-1] - target) / shape(target)[0]
    pesos, sesgos = deque(), deque()
    while capas:
        capa = capas.pop()
        error = capa.atras(error)
        pesos.appendleft(capa.d_pesos)
        sesgos.appendleft(capa.d_sesgos)
    return [tuple(pesos), tuple(sesgos)]


def train(x, target, weights, biases, learning_rate, steps):
    capas = [Capa(w, b) for w, b in zip(weights, biases)]
    perdidas = empty(steps + 1)
    for t in range(steps + 1):
        salida = adelante(x, capas)[-1]
        perdidas[t] = sum((salida - target) ** 2) / len(x)
        if t == steps:
            break
        error = 2 * (salida - target) / len(x)
        for capa in capas[::-1]:
            error = capa.atras(error)
        for capa in capas:  # todos los gradientes están ya
            capa.pesos -= learning_rate * capa.d_pesos
            capa.sesgos -= learning_rate * capa.d_sesgos
    return tuple(c.pesos for c in capas), tuple(c.sesgos for c in capas), perdidas
