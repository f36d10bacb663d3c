# gradiente: lenet · en
"""Annotated, in small classes; a subclass of Sequential; AdamW with a schedule and clipped gradients."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Iterator

import torch
from torch import Tensor, nn
from torch.utils.data import BatchSampler, RandomSampler


class LeNet(nn.Sequential):
    def __init__(self, n_classes: int = 43, batch_norm: bool = False) -> None:
        layers: OrderedDict[str, nn.Module] = OrderedDict()
        channels = 3
        for i, filters in enumerate((6, 16), start=1):
            layers[f"conv{i}"] = nn.Conv2d(channels, filters, (5, 5))
            if batch_norm:
                layers[f"norm{i}"] = nn.BatchNorm2d(filters)
            layers[f"relu{i}"] = nn.ReLU()
            layers[f"pool{i}"] = nn.MaxPool2d((2, 2))
            channels = filters
        layers["flatten"] = nn.Flatten()
        layers["hidden"] = nn.Linear(400, 120)
        if batch_norm:
            layers["norm3"] = nn.BatchNorm1d(120)
        layers["relu3"] = nn.ReLU()
        layers["logits"] = nn.Linear(120, n_classes)
        super().__init__(layers)
        self.apply(self.initialize)

    @staticmethod
    def initialize(layer: nn.Module) -> None:
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)


@dataclass
class Mean:
    """A mean over samples of what is known batch by batch."""

    total: float = 0.0
    samples: int = 0

    def add(self, value: Tensor, samples: int) -> None:
        self.total += value.item() * samples
        self.samples += samples

    @property
    def value(self) -> float:
        return self.total / self.samples


@dataclass
class History:
    train_loss: list[float] = field(default_factory=list)
    train_accuracy: list[float] = field(default_factory=list)
    validation_loss: list[float] = field(default_factory=list)
    validation_accuracy: list[float] = field(default_factory=list)


def build_lenet(n_classes: int = 43, batch_norm: bool = False) -> nn.Module:
    return LeNet(n_classes, batch_norm)


def accuracy_of(logits: Tensor, labels: Tensor) -> Tensor:
    return logits.argmax(dim=1).eq(labels).float().mean()


def train_step(model: nn.Module, images: Tensor, labels: Tensor, learning_rate: float) -> float:
    with torch.enable_grad():
        optimizer = torch.optim.SGD([{"params": model.parameters(), "lr": learning_rate}])
        optimizer.zero_grad(set_to_none=True)
        loss = nn.functional.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
    return loss.detach().item()


@contextmanager
def evaluation_mode(model: nn.Module) -> Iterator[None]:
    modes = {name: module.training for name, module in model.named_modules()}
    model.eval()
    try:
        with torch.no_grad():
            yield
    finally:
        for name, training in modes.items():
            model.get_submodule(name).training = training


def evaluate(model: nn.Module, images: Tensor, labels: Tensor, batch_size: int = 256) -> tuple[float, float]:
    loss, accuracy = Mean(), Mean()
    with evaluation_mode(model):
        for x, y in zip(torch.split(images, batch_size), torch.split(labels, batch_size)):
            logits = model(x)
            loss.add(nn.functional.cross_entropy(logits, y), len(y))
            accuracy.add(accuracy_of(logits, y), len(y))
    return loss.value, accuracy.value


def fit(
    model: nn.Module,
    train_images: Tensor,
    train_labels: Tensor,
    validation_images: Tensor,
    validation_labels: Tensor,
    epochs: int,
    batch_size: int,
    learning_rate: float,
    seed: int,
) -> dict[str, list[float]]:
    history = History()
    order = RandomSampler(train_labels, generator=torch.Generator().manual_seed(seed))
    batches = BatchSampler(order, batch_size, drop_last=False)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.1 * learning_rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=2 * epochs)
    for _ in range(epochs):
        model.train()
        loss_of_epoch, accuracy_of_epoch = Mean(), Mean()
        for indices in batches:
            logits = model(train_images[indices])
            loss = nn.functional.cross_entropy(logits, train_labels[indices])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            loss_of_epoch.add(loss, len(indices))
            accuracy_of_epoch.add(accuracy_of(logits, train_labels[indices]), len(indices))
        schedule.step()
        history.train_loss.append(loss_of_epoch.value)
        history.train_accuracy.append(accuracy_of_epoch.value)
        loss, accuracy = evaluate(model, validation_images, validation_labels, batch_size)
        history.validation_loss.append(loss)
        history.validation_accuracy.append(accuracy)
    return asdict(history)
