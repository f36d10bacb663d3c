"""Torch models on the worker's side: made from a description, looked at, run; the judge never holds one.

Nothing here knows an exercise. Every operation takes and returns what can cross the wall.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
_BATCH_NORMS = (nn.BatchNorm1d, nn.BatchNorm2d)


@dataclass
class Pass:
    """One forward pass of a model of ours, and whether a backward pass followed it.

    Attributes
    ----------
    first_values : ndarray
        The first number of every sample, by which a check knows its samples again.
    training : bool
        The model's mode.
    has_graph : bool
        Whether its output hung on a graph.
    went_back : bool
        Whether a gradient came back to its output.
    found_gradients : bool
        Whether at that time a parameter still held a gradient other than 0.
    """

    first_values: np.ndarray
    training: bool
    has_graph: bool = False
    went_back: bool = False
    found_gradients: bool = False


class _Passes(list[Pass]):
    """Passes in order; a copy of a model goes on writing into the same list."""

    def __deepcopy__(self, memo: dict[int, Any]) -> _Passes:
        return self


class Model(nn.Module):
    """Named parts, run one after the other."""

    def __init__(self, parts: dict[str, nn.Module]) -> None:
        super().__init__()
        self.passes = _Passes()
        for name, part in parts.items():
            self.add_module(name, part)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Run the parts in order."""
        seen = Pass(_values(images.flatten(1)[:, 0]), self.training)
        self.passes.append(seen)
        for part in self.children():
            images = part(images)
        seen.has_graph = images.requires_grad
        if seen.has_graph:
            images.register_hook(lambda _: self._note_backward_pass(seen))  # type: ignore[no-untyped-call]
        return images

    def _note_backward_pass(self, seen: Pass) -> None:
        seen.went_back = True
        seen.found_gradients = any(one.grad is not None and bool(one.grad.any()) for one in self.parameters())


def make(parts: dict[str, Any], seed: int) -> nn.Module:
    """Make a model.

    Parameters
    ----------
    parts : dict of str to (list of tuple or list, or tuple)
        Layers such as ``("conv2d", 3, 6, 5)`` by the name of the part; one tuple alone is that layer itself, a
        list within a list a part within a part.
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


def is_model(value: Any) -> bool:
    """Whether an object is a module."""
    return isinstance(value, nn.Module)


def look(model: nn.Module) -> dict[str, list[Any]]:
    """Everything that can be seen of a model.

    Parameters
    ----------
    model : Module

    Returns
    -------
    dict
        `parameters`: ``(name, values, trainable)``; `gradients`: ``(name, values or None)``; `buffers`:
        ``(name, values)``; `modules`: ``(name, class name, in training mode)``, the model itself first under the
        name "".
    """
    parameters = list(model.named_parameters())
    return {
        "parameters": [(name, _values(one), bool(one.requires_grad)) for name, one in parameters],
        "gradients": [(name, None if one.grad is None else _values(one.grad)) for name, one in parameters],
        "buffers": [(name, _values(one)) for name, one in model.named_buffers()],
        "modules": [(name, type(one).__name__, bool(one.training)) for name, one in model.named_modules()],
    }


def run(model: nn.Module, images: np.ndarray) -> np.ndarray:
    """Output of a model in the mode it is in, without gradients; it is no pass that a check would count."""
    with torch.no_grad():
        output = _values(model(torch.from_numpy(np.array(images))))
    if isinstance(model, Model):
        model.passes.pop()
    return output


def take_passes(model: Model) -> list[tuple[np.ndarray, bool, bool, bool, bool]]:
    """Forward passes of a model that `make` made, since the last time; see `Pass`."""
    taken = [
        (one.first_values, one.training, one.has_graph, one.went_back, one.found_gradients) for one in model.passes
    ]
    model.passes.clear()
    return taken


def set_training(model: nn.Module, training: bool, prefix: str = "") -> None:
    """Set the mode of every module whose name begins so, by its own `train`; "" is `train` of the model."""
    if not prefix:
        model.train(training)
        return
    for name, one in model.named_modules():
        if name.startswith(prefix):
            one.train(training)


def part(model: nn.Module, name: str) -> nn.Module:
    """Give a part of a model, by its name."""
    return model.get_submodule(name)


def set_trainable(model: nn.Module, trainable: bool, prefix: str = "") -> None:
    """Set which parameters are trained, by the beginning of their names."""
    for name, one in model.named_parameters():
        if name.startswith(prefix):
            one.requires_grad_(trainable)


def freeze(model: nn.Module, prefix: str) -> None:
    """Freeze what has a name that begins so: no parameter is trained and no batch norm leaves its statistics."""
    set_trainable(model, False, prefix)
    for name, one in model.named_modules():
        if name.startswith(prefix) and isinstance(one, _BATCH_NORMS):
            _pin(one)


def _pin(module: nn.Module) -> None:
    """Have a module stay in evaluation mode whatever its model is told later."""

    def stay(mode: bool = True) -> nn.Module:  # noqa: ARG001
        return module

    module.eval()
    module.train = stay  # type: ignore[method-assign]


def set_parameters(model: nn.Module, values: list[np.ndarray]) -> None:
    """Give the parameters values, in the order of `look`."""
    _set(model.parameters(), values)


def set_buffers(model: nn.Module, values: list[np.ndarray]) -> None:
    """Give the buffers (running statistics) values, in the order of `look`."""
    _set(model.buffers(), values)


def _set(tensors: Any, values: list[np.ndarray]) -> None:
    with torch.no_grad():
        for one, value in zip(tensors, values, strict=True):
            one.copy_(torch.from_numpy(np.array(value)))


def set_gradients(model: nn.Module, value: float) -> None:
    """Leave every parameter a gradient as from an earlier pass."""
    for one in model.parameters():
        one.grad = torch.full_like(one, value)


def _values(tensor: torch.Tensor) -> np.ndarray:
    values: np.ndarray = tensor.detach().cpu().numpy().copy()
    return values


OPERATIONS: dict[str, Callable[..., Any]] = {
    one.__name__: one
    for one in (
        make,
        is_model,
        look,
        run,
        take_passes,
        part,
        set_training,
        set_trainable,
        freeze,
        set_parameters,
        set_buffers,
        set_gradients,
    )
}
