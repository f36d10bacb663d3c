"""Transfer learning in torch: freeze a part of a network, give it a new last layer, train what is left.

Lecture: case study, "Definir arquitectura", option 2: take an architecture that was trained for a similar problem and
train a small number of its parameters anew. The lecture names the idea; how frozen batch normalization has to be
treated follows from its two modes (see the notes of `freeze`).
"""

from collections import OrderedDict

import torch
from torch import Tensor, nn
from torch.nn import functional

from cnn_reference.lenet import shuffled_batches

BATCH_SIZE = 32


def backbone(n_classes: int) -> nn.Module:
    """Build a small convolutional network with the parts `features` and `classifier`.

    Parameters
    ----------
    n_classes : int

    Returns
    -------
    Module
        Maps images `(N, 3, 32, 32)` to logits `(N, n_classes)`.
    """
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


def freeze(module: nn.Module) -> None:
    """Have a module be trained no more.

    Parameters
    ----------
    module : Module
        A model or a part of one, changed in place.

    Notes
    -----
    No parameter of it requires a gradient any more. Its batch norms use their running statistics and keep them, also
    after a later ``model.train()``: in training mode a batch norm would normalize by the batch and move its statistics,
    although it has no parameter that is trained. So each goes into evaluation mode before every pass.
    """
    for parameter in module.parameters():
        parameter.requires_grad_(False)
    for one in module.modules():
        if isinstance(one, nn.modules.batchnorm._BatchNorm):
            one.eval()
            one.register_forward_pre_hook(_into_evaluation_mode)


def _into_evaluation_mode(module: nn.Module, _: object) -> None:
    module.eval()


def replace_classifier(model: nn.Module, n_classes: int) -> nn.Module:
    """Put a new layer with fresh weights in the place of the last dense layer of `model.classifier`.

    Parameters
    ----------
    model : Module
        Changed in place. Its part `classifier` is an `nn.Linear` or holds one, at any depth.
    n_classes : int
        Outputs of the new layer; it is new even if the old one had as many.

    Returns
    -------
    Module
        The same model. The new layer is trained, in a frozen model as well; everything else stays as it was.
    """
    dense = [
        name
        for name, module in model.named_modules()
        if isinstance(module, nn.Linear) and f"{name}.".startswith("classifier.")
    ]
    parent, _, name = dense[-1].rpartition(".")
    old = model.get_submodule(dense[-1])
    assert isinstance(old, nn.Linear)
    setattr(model.get_submodule(parent), name, nn.Linear(old.in_features, n_classes, bias=old.bias is not None))
    return model


def trainable_parameters(model: nn.Module) -> int:
    """Count the numbers in a model that training can change.

    Parameters
    ----------
    model : Module

    Returns
    -------
    int
        Elements of all parameters that require a gradient.
    """
    return sum(parameter.numel() for parameter in model.parameters() if parameter.requires_grad)


def fine_tune(
    model: nn.Module, images: Tensor, labels: Tensor, epochs: int, learning_rate: float, seed: int
) -> list[float]:
    """Train what is not frozen, by stochastic gradient descent with momentum 0.9 in batches of 32.

    Parameters
    ----------
    model : Module
        Gives logits; it is trained in place. Something in it is not frozen.
    images : Tensor of float32, shape (N, 3, 32, 32)
    labels : Tensor of int64, shape (N,)
    epochs : int
    learning_rate : float
    seed : int
        Of the order of the samples.

    Returns
    -------
    list of float
        The mean cross-entropy over the samples, gathered during each epoch.

    Notes
    -----
    The optimizer holds the trained parameters alone. One that held the frozen ones too would move them as soon as they
    have a gradient, from an earlier pass for instance, or by weight decay.
    """
    generator = torch.Generator().manual_seed(seed)
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.SGD(trained, lr=learning_rate, momentum=0.9)
    losses = []
    for _ in range(epochs):
        model.train()
        total = 0.0
        for batch in shuffled_batches(len(images), BATCH_SIZE, generator):
            optimizer.zero_grad()
            loss = functional.cross_entropy(model(images[batch]), labels[batch])
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(images))
    return losses
