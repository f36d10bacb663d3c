# gradiente: lenet · es
"""Una clase con las capas en __init__ y lo demás con funciones; DataLoader y Adam."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset


class LeNet(nn.Module):
    def __init__(self, n_classes, batch_norm):
        super().__init__()
        # las densas primero, que son las que tienen casi todos los parámetros
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, n_classes)
        self.conv1 = nn.Conv2d(3, 6, kernel_size=5, stride=1, padding="valid")
        self.conv2 = nn.Conv2d(6, 16, kernel_size=5, stride=1, padding="valid")
        self.batch_norm = batch_norm
        if batch_norm:
            self.bn1 = nn.BatchNorm2d(6)
            self.bn2 = nn.BatchNorm2d(16)
            self.bn3 = nn.BatchNorm1d(120)

    def forward(self, x):
        x = self.conv1(x)
        if self.batch_norm:
            x = self.bn1(x)
        x = F.max_pool2d(F.relu(x), 2)
        x = self.conv2(x)
        if self.batch_norm:
            x = self.bn2(x)
        x = F.max_pool2d(F.relu(x), 2)
        x = x.view(-1, 400)
        x = self.fc1(x)
        if self.batch_norm:
            x = self.bn3(x)
        return self.fc2(F.relu(x))


def build_lenet(n_classes=43, batch_norm=False):
    return LeNet(n_classes, batch_norm)


def train_step(model, images, labels, learning_rate):
    model.zero_grad()
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            if p.grad is not None:
                p -= learning_rate * p.grad
    return float(loss)


@torch.no_grad()
def evaluate(model, images, labels, batch_size=256):
    modos = {modulo: modulo.training for modulo in model.modules()}
    try:
        model.eval()
        perdida = aciertos = 0
        for x, y in DataLoader(TensorDataset(images, labels), batch_size=batch_size, shuffle=False):
            logits = model(x)
            perdida += float(F.cross_entropy(logits, y)) * x.shape[0]
            _, predicha = torch.max(logits, 1)
            aciertos += int((predicha == y).sum())
    finally:
        for modulo, modo in modos.items():
            modulo.training = modo
    return perdida / images.size(0), aciertos / images.size(0)


def fit(model, train_images, train_labels, validation_images, validation_labels, epochs, batch_size, learning_rate, seed):
    azar = torch.Generator()
    azar.manual_seed(seed)
    datos = DataLoader(TensorDataset(train_images, train_labels), batch_size, shuffle=True, generator=azar)
    adam = torch.optim.Adam(model.parameters(), lr=0.1 * learning_rate)
    historia = {c + "_" + m: [] for c in ("train", "validation") for m in ("loss", "accuracy")}
    for _ in range(epochs):
        model.train()
        for x, y in datos:
            adam.zero_grad()
            F.cross_entropy(model(x), y).backward()
            adam.step()
        for curva, x, y in (
            ("train", train_images, train_labels),
            ("validation", validation_images, validation_labels),
        ):
            loss, accuracy = evaluate(model, x, y)
            historia[curva + "_loss"].append(loss)
            historia[curva + "_accuracy"].append(accuracy)
    return historia
