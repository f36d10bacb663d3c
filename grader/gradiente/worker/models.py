"""Torch models on the worker's side: made from a description, looked at, run; the judge never holds one.

Nothing here knows an exercise. Every operation takes and returns what can cross the wall.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import nn

_LAYERS: dict[str, Callable[..., nn.Module]] = {
    "conv2d": nn.Conv2d,
    "linear": nn.Linear,
    "batch_norm1d": nn.BatchNorm1d,
    "batch_norm2d": nn.BatchNorm2d,
    "max_pool2d": nn.MaxPool2d,
    "relu": nn.ReLU,
    "sigmoid": nn.Sigmoid,
    "flatten": nn.Flatten,
    "dropout": nn.Dropout,
    "softmax": lambda: nn.Softmax(dim=1),
}


class Model(nn.Module):
    """Named parts, run one after the other."""

    def __init__(self, parts: dict[str, nn.Module]) -> None:
        super().__init__()
        for name, part in parts.items():
            self.add_module(name, part)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Run the parts in order."""
        for part in self.children():
            images = part(images)
        return images


def make(parts: dict[str, Any], seed: int) -> nn.Module:
    """Make a model.

    Parameters
    ----------
    parts : dict of str to (list of tuple, or tuple)
        Layers such as ``("conv2d", 3, 6, 5)`` by the name of the part; one tuple alone is that layer itself.
    seed : int
        Of the initial weights; torch's own state is left as it was.

    Returns
    -------
    Module
    """
    state = torch.get_rng_state()
    torch.manual_seed(seed)
    try:
        return Model({name: _part(layers) for name, layers in parts.items()})
    finally:
        torch.set_rng_state(state)


def _part(layers: Any) -> nn.Module:
    if isinstance(layers, tuple):
        return _LAYERS[layers[0]](*layers[1:])
    return nn.Sequential(*(_part(layer) for layer in layers))


def look(model: nn.Module) -> dict[str, list[Any]]:
    """Everything that can be seen of a model.

    Parameters
    ----------
    model : Module

    Returns
    -------
    dict
        `parameters`: ``(name, values, trainable)``; `buffers`: ``(name, values)``; `modules`:
        ``(name, class name, in training mode)``, the model itself first under the name "".
    """
    return {
        "parameters": [(name, _values(one), bool(one.requires_grad)) for name, one in model.named_parameters()],
        "buffers": [(name, _values(one)) for name, one in model.named_buffers()],
        "modules": [(name, type(one).__name__, bool(one.training)) for name, one in model.named_modules()],
    }


def run(model: nn.Module, images: np.ndarray) -> np.ndarray:
    """Output of a model in the mode it is in, without gradients."""
    with torch.no_grad():
        return _values(model(torch.from_numpy(np.array(images))))


def set_training(model: nn.Module, training: bool) -> None:
    """Set the mode of a model and everything in it."""
    model.train(training)


def set_trainable(model: nn.Module, prefix: str, trainable: bool) -> None:
    """Set which parameters are trained, by the beginning of their names."""
    for name, one in model.named_parameters():
        if name.startswith(prefix):
            one.requires_grad_(trainable)


def set_parameters(model: nn.Module, values: list[np.ndarray]) -> None:
    """Give the parameters values, in the order of `look`."""
    with torch.no_grad():
        for one, value in zip(model.parameters(), values, strict=True):
            one.copy_(torch.from_numpy(np.array(value)))


def set_gradients(model: nn.Module, value: float) -> None:
    """Leave every parameter a gradient as from an earlier pass."""
    for one in model.parameters():
        one.grad = torch.full_like(one, value)


def random_state() -> str:
    """Fingerprint of torch's global random state."""
    import hashlib

    return hashlib.sha256(torch.get_rng_state().numpy().tobytes()).hexdigest()


def _values(tensor: torch.Tensor) -> np.ndarray:
    values: np.ndarray = tensor.detach().cpu().numpy().copy()
    return values


OPERATIONS: dict[str, Callable[..., Any]] = {
    one.__name__: one
    for one in (make, look, run, set_training, set_trainable, set_parameters, set_gradients, random_state)
}
