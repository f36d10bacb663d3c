r"""LeNet for traffic signs in torch: build it, take one step, evaluate it, train it.

Lecture: case study, "Definir arquitectura" (the table of layers), "Entrenamiento" and "Test"; LeCun, Bottou, Bengio and
Haffner (1998), "Gradient-based learning applied to document recognition". Images are `(N, 3, 32, 32)`, torch's order.

The lecture shows two networks under one name: in the experiments with digits and flowers, dense layers of 120, 84
and 10; in the case study, which is the one built here, dense layers of 120 and 43. The table of the case study ends
with a softmax; here it belongs to the loss, which wants logits.
"""

from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn import functional


def build_lenet(n_classes: int = 43, batch_norm: bool = False) -> nn.Module:
    """Build the network of the lecture's table, with fresh weights.

    ==============================  ===========
    layer                           output
    ==============================  ===========
    input                           3 x 32 x 32
    convolution 5x5, 6, valid       6 x 28 x 28
    max-pooling 2x2                 6 x 14 x 14
    ReLU                            6 x 14 x 14
    convolution 5x5, 16, valid      16 x 10 x 10
    max-pooling 2x2                 16 x 5 x 5
    ReLU                            16 x 5 x 5
    flatten                         400
    dense                           120
    ReLU                            120
    dense                           n_classes
    ==============================  ===========

    Parameters
    ----------
    n_classes : int
        Outputs of the last dense layer.
    batch_norm : bool
        Whether a batch normalization follows each convolution and the hidden dense layer, before the ReLU.

    Returns
    -------
    Module
        Maps images `(N, 3, 32, 32)` to logits `(N, n_classes)`. For 43 classes it has 456 + 2,416 + 48,120 + 5,203 =
        56,195 parameters, with batch normalization 2 (6 + 16 + 120) = 284 more.

    Notes
    -----
    A maximum and a ReLU may be taken in either order: max(0, max(a, b)) = max(max(0, a), max(0, b)).
    """

    def normalization_2d(channels: int) -> list[nn.Module]:
        return [nn.BatchNorm2d(channels)] if batch_norm else []

    return nn.Sequential(
        nn.Conv2d(3, 6, 5),
        *normalization_2d(6),
        nn.MaxPool2d(2),
        nn.ReLU(),
        nn.Conv2d(6, 16, 5),
        *normalization_2d(16),
        nn.MaxPool2d(2),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(16 * 5 * 5, 120),
        *([nn.BatchNorm1d(120)] if batch_norm else []),
        nn.ReLU(),
        nn.Linear(120, n_classes),
    )


def train_step(model: nn.Module, images: Tensor, labels: Tensor, learning_rate: float) -> float:
    r"""Take one plain step of gradient descent on the mean cross-entropy of a batch.

    :math:`\theta \leftarrow \theta - \eta \, \partial L / \partial \theta`, with :math:`\eta` the learning rate.

    Parameters
    ----------
    model : Module
        Gives logits. It is trained in place, in the mode it is in.
    images : Tensor of float32, shape (N, 3, 32, 32)
    labels : Tensor of int64, shape (N,)
    learning_rate : float

    Returns
    -------
    float
        The loss before the step.
    """
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    optimizer.zero_grad()
    loss = functional.cross_entropy(model(images), labels)
    loss.backward()  # type: ignore[no-untyped-call]
    optimizer.step()
    return loss.item()


def evaluate(model: nn.Module, images: Tensor, labels: Tensor, batch_size: int = 256) -> tuple[float, float]:
    """Measure loss and accuracy in evaluation mode, without gradients.

    Parameters
    ----------
    model : Module
        Gives logits. Every module in it has its own mode again afterwards.
    images : Tensor of float32, shape (N, 3, 32, 32)
    labels : Tensor of int64, shape (N,)
    batch_size : int
        How many images go through the model at a time; the last batch may be smaller.

    Returns
    -------
    loss : float
        Mean cross-entropy over all N samples.
    accuracy : float
        Share of the samples whose largest logit is that of their class.
    """
    modes = [(module, module.training) for module in model.modules()]
    loss, hits = 0.0, 0
    model.eval()
    with torch.no_grad():
        for start in range(0, len(images), batch_size):
            batch = slice(start, start + batch_size)
            logits = model(images[batch])
            loss += functional.cross_entropy(logits, labels[batch], reduction="sum").item()
            hits += int((logits.argmax(1) == labels[batch]).sum())
    for module, training in modes:
        module.training = training
    return loss / len(images), hits / len(images)


def shuffled_batches(n_samples: int, batch_size: int, generator: torch.Generator) -> Iterator[Tensor]:
    """Give the indices of every batch of one epoch, each sample once, in a new random order.

    Parameters
    ----------
    n_samples : int
    batch_size : int
        The last batch may be smaller.
    generator : torch.Generator

    Yields
    ------
    Tensor of int64
    """
    order = torch.randperm(n_samples, generator=generator)
    for start in range(0, n_samples, batch_size):
        yield order[start : start + batch_size]


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
    """Train a model by stochastic gradient descent with momentum 0.9, and keep its curves.

    Parameters
    ----------
    model : Module
        Gives logits; it is trained in place.
    train_images, validation_images : Tensor of float32, shape (N, 3, 32, 32)
    train_labels, validation_labels : Tensor of int64, shape (N,)
    epochs : int
    batch_size : int
        The last batch of an epoch may be smaller.
    learning_rate : float
    seed : int
        Of the order of the samples, which is another one in every epoch.

    Returns
    -------
    dict
        `train_loss`, `train_accuracy`, `validation_loss`, `validation_accuracy`: lists of one float an epoch, all
        measured with `evaluate` after the epoch.
    """
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9)
    curves = {"train": (train_images, train_labels), "validation": (validation_images, validation_labels)}
    history: dict[str, list[float]] = {f"{name}_{what}": [] for name in curves for what in ("loss", "accuracy")}
    for _ in range(epochs):
        model.train()
        for batch in shuffled_batches(len(train_images), batch_size, generator):
            optimizer.zero_grad()
            loss = functional.cross_entropy(model(train_images[batch]), train_labels[batch])
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        for name, data in curves.items():
            loss_now, accuracy_now = evaluate(model, *data)
            history[f"{name}_loss"].append(loss_now)
            history[f"{name}_accuracy"].append(accuracy_now)
    return history
