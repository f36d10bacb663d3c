# gradiente: transfer_learning · es
"""train() sustituido capa a capa; el padre de la última capa, buscado hacia atrás; Adam y DataLoader."""

from collections import OrderedDict

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def backbone(n_classes):
    features = nn.Sequential(
        nn.Conv2d(3, 8, 5),
        nn.BatchNorm2d(8),
        nn.ReLU(),
        nn.MaxPool2d(4),
        nn.Conv2d(8, 16, 3),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.Flatten(),
    )
    classifier = nn.Sequential(nn.Linear(400, 32), nn.ReLU(), nn.Linear(32, n_classes))
    return nn.Sequential(OrderedDict(features=features, classifier=classifier))


def freeze(module):
    module.requires_grad_(False)
    for capa in module.modules():
        if isinstance(capa, nn.modules.batchnorm._BatchNorm):
            capa.eval()
            capa.train = lambda mode=True, capa=capa: capa


def cambiar_ultima(padre, n_classes):
    """Cambia la última densa que haya dentro; dice si la había."""
    for nombre, hijo in reversed(list(padre.named_children())):
        if isinstance(hijo, nn.Linear):
            nueva = nn.Linear(hijo.in_features, n_classes, bias=hijo.bias is not None)
            nueva.train(hijo.training)
            setattr(padre, nombre, nueva)
            return True
        if cambiar_ultima(hijo, n_classes):
            return True
    return False


def replace_classifier(model, n_classes):
    clasificador = model.classifier
    if isinstance(clasificador, nn.Linear):
        model.classifier = nn.Linear(clasificador.in_features, n_classes)
    else:
        cambiar_ultima(clasificador, n_classes)
    return model


def trainable_parameters(model):
    total = 0
    for p in model.parameters():
        if p.requires_grad:
            numeros = 1
            for lado in p.shape:
                numeros *= lado
            total += numeros
    return total


def fine_tune(model, images, labels, epochs, learning_rate, seed):
    torch.manual_seed(seed)
    lotes = DataLoader(TensorDataset(images, labels), batch_size=16, shuffle=True)
    adam = torch.optim.Adam([p for p in model.parameters() if p.requires_grad], lr=learning_rate)
    coste = nn.CrossEntropyLoss(reduction="none")
    perdidas = []
    for _ in range(epochs):
        model.train()
        de_la_epoca = []
        for x, y in lotes:
            c = coste(model(x), y)
            adam.zero_grad()
            c.mean().backward()
            adam.step()
            de_la_epoca += c.tolist()
        perdidas.append(sum(de_la_epoca) / len(de_la_epoca))
    model.eval()
    return perdidas
