# gradiente: transfer_learning · es
from torch.nn import *
from torch.nn.utils import parameters_to_vector
from collections import OrderedDict
import random
import torch


# la clase de una capa que no sale nunca del modo de evaluación, diga lo que diga quien sea
def congelada(clase):
    return type(
        "Congelada" + clase.__name__,
        (clase,),
        {"training": property(lambda self: False, lambda self, modo: None)},
    )


CONGELADAS = {clase: congelada(clase) for clase in (BatchNorm1d, BatchNorm2d)}


def freeze(module):
    # recursivo
    for p in module.parameters():
        p.requires_grad = False
    for hija in module.children():
        freeze(hija)
    if module.__class__ in CONGELADAS:
        module.__class__ = CONGELADAS[module.__class__]
    return module


class Última:
    def __init__(self, padre, nombre):
        self.padre, self.nombre = padre, nombre

    @property
    def capa(self):
        return getattr(self.padre, self.nombre)

    def buscar(self):
        if isinstance(self.capa, Linear):
            return self
        encontradas = [Última(self.capa, nombre).buscar() for nombre, _ in self.capa.named_children()]
        encontradas = [una for una in encontradas if una]
        return encontradas[-1] if encontradas else None


def replace_classifier(model, n_classes):
    última = Última(model, "classifier").buscar()
    print("cambio", última.capa)
    nueva = LazyLinear(n_classes)
    nueva(torch.zeros(1, última.capa.in_features))  # así se entera de cuántas entradas tiene
    setattr(última.padre, última.nombre, nueva)
    return model


def trainable_parameters(model):
    libres = [p for p in model.parameters() if p.requires_grad]
    return torch.tensor(len(parameters_to_vector(libres)) if libres else 0)


def fine_tune(model, images, labels, epochs, learning_rate, seed):
    azar = random.Random(seed)
    # el optimizador los conoce todos, pero los que no tienen gradiente no los toca
    rmsprop = torch.optim.RMSprop(model.parameters(), lr=learning_rate / 3)
    orden = list(range(len(images)))
    pérdidas = ()
    for época in range(epochs):
        model.train()
        azar.shuffle(orden)
        suma = 0
        mitad = (len(orden) + 1) // 2
        for lote in (orden[:mitad], orden[mitad:]):
            model.zero_grad(set_to_none=True)
            pérdida = CrossEntropyLoss(reduction="sum")(model(images[lote]), labels[lote])
            (pérdida / len(lote)).backward()
            rmsprop.step()
            suma = suma + pérdida.detach()
        pérdidas += (suma / len(orden),)
    return pérdidas
