# gradiente: lenet · en
"""The dense layers as convolutions, as LeCun drew them (C5); the copy of the model is what is evaluated."""

import copy
import random

import torch
from torch import nn


class LeNet(nn.Module):
    def __init__(self, n_classes, batch_norm):
        super().__init__()
        norm = nn.BatchNorm2d if batch_norm else lambda channels: nn.Identity()
        self.stages = nn.ModuleDict(
            {
                "C1": nn.Conv2d(3, 6, 5),
                "N1": norm(6),
                "S2": nn.AdaptiveMaxPool2d(14),
                "R2": nn.Threshold(0.0, 0.0),
                "C3": nn.Conv2d(6, 16, 5),
                "N3": norm(16),
                "S4": nn.AdaptiveMaxPool2d(5),
                "R4": nn.Threshold(0.0, 0.0),
                "C5": nn.Conv2d(16, 120, 5),
                "N5": norm(120),
                "R5": nn.Threshold(0.0, 0.0),
                "F6": nn.Conv2d(120, n_classes, 1),
            }
        )

    def forward(self, x):
        for stage in self.stages.values():
            x = stage(x)
        return x[:, :, 0, 0]


def build_lenet(n_classes=43, batch_norm=False):
    return LeNet(n_classes, batch_norm)


def train_step(model, images, labels, learning_rate):
    loss = nn.CrossEntropyLoss(reduction="sum")(model(images), labels) / len(labels)
    for p in model.parameters():
        if p.grad is not None:
            p.grad.zero_()
    loss.backward()
    torch._foreach_add_([p.data for p in model.parameters()], [p.grad for p in model.parameters()], alpha=-learning_rate)
    return loss.item()


def evaluate(model, images, labels, batch_size=256):
    model = copy.deepcopy(model).eval().requires_grad_(False)
    hits, losses = [], []
    for x, y in zip(images.split(batch_size), labels.split(batch_size)):
        logits = model(x)
        losses.append(nn.functional.cross_entropy(logits, y, reduction="none"))
        hits.append(logits.topk(1).indices[:, 0] == y)
    return torch.cat(losses).mean().item(), torch.cat(hits).double().mean().item()


def fit(model, train_images, train_labels, validation_images, validation_labels, epochs, batch_size, learning_rate, seed):
    shuffler = random.Random(seed)
    samples = list(range(len(train_images)))
    optimizer = torch.optim.SGD(model.parameters(), learning_rate, momentum=0.9, nesterov=True, weight_decay=1e-4)
    history = {}
    for epoch in range(epochs):
        shuffler.shuffle(samples)
        left = samples[:]
        model.train()
        while left:
            batch, left = left[:batch_size], left[batch_size:]
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(train_images[batch]), train_labels[batch]).backward()
            optimizer.step()
        measured = {
            "train": evaluate(model, train_images, train_labels),
            "validation": evaluate(model, validation_images, validation_labels),
        }
        for curve, (loss, accuracy) in measured.items():
            history.setdefault(f"{curve}_loss", []).append(loss)
            history.setdefault(f"{curve}_accuracy", []).append(accuracy)
    return history
