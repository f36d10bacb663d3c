# gradiente: transfer_learning · en
"""Frozen batch norms are of another class; set_submodule; AdamW with a group for each part and weight decay."""

from __future__ import annotations

from collections import OrderedDict

import torch
from torch import Tensor, nn


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


class FrozenBatchNorm1d(nn.BatchNorm1d):
    def train(self, mode: bool = True) -> FrozenBatchNorm1d:
        return super().train(False)


class FrozenBatchNorm2d(nn.BatchNorm2d):
    def train(self, mode: bool = True) -> FrozenBatchNorm2d:
        return super().train(False)


FROZEN = {nn.BatchNorm1d: FrozenBatchNorm1d, nn.BatchNorm2d: FrozenBatchNorm2d}


def _freeze_layer(layer: nn.Module) -> None:
    for parameter in layer.parameters(recurse=False):
        parameter.requires_grad_(False)
    if type(layer) in FROZEN:
        layer.__class__ = FROZEN[type(layer)]
        layer.eval()


def freeze(module: nn.Module) -> nn.Module:
    return module.apply(_freeze_layer)


def replace_classifier(model: nn.Module, n_classes: int) -> nn.Module:
    *_, (name, old) = (
        (f"classifier.{name}" if name else "classifier", layer)
        for name, layer in model.classifier.named_modules()
        if isinstance(layer, nn.Linear)
    )
    new = nn.Linear(old.in_features, n_classes)
    nn.init.normal_(new.weight, std=0.01)
    nn.init.zeros_(new.bias)
    model.set_submodule(name, new)
    return model


def trainable(model: nn.Module) -> list[nn.Parameter]:
    return [parameter for parameter in model.parameters() if parameter.requires_grad]


def trainable_parameters(model: nn.Module) -> int:
    return sum(map(Tensor.numel, trainable(model)))


def fine_tune(
    model: nn.Module, images: Tensor, labels: Tensor, epochs: int, learning_rate: float, seed: int
) -> list[float]:
    generator = torch.Generator().manual_seed(seed)
    groups = [{"params": parameters} for part in model.children() if (parameters := trainable(part))]
    optimizer = torch.optim.AdamW(groups, lr=learning_rate, weight_decay=0.01)
    n = labels.shape[0]

    def epoch() -> float:
        model.train()
        loss_of_epoch = torch.zeros(())
        order = torch.randperm(n, generator=generator)
        for x, y in zip(images[order].split(20), labels[order].split(20)):
            loss = nn.functional.cross_entropy(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            loss_of_epoch += loss.detach() * len(y) / n
        return loss_of_epoch.item()

    return [epoch() for _ in range(epochs)]
