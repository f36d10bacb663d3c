"""The same network in torch: a second opinion, and a way to a GPU.

The twin takes the batches that the network takes, channels last, and turns them around inside. Two of torch's habits
are not ours: its running variance is the sample's, and it flattens channel by channel. Both are done our way here, so
that weights can go to and fro.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from cnn_reference.dropout import LARGEST_RATE
from cnn_reference.network import dropouts, layers
from cnn_reference.network.errors import NetworkError, ShapeError
from cnn_reference.network.layers import Layer

try:
    import torch
    from torch import nn
    from torch.nn import functional
except ImportError as error:
    raise NetworkError("the twin needs torch: pip install torch") from error

if TYPE_CHECKING:
    from cnn_reference.network.neural_network import NeuralNetwork

__all__ = ["from_torch", "to_torch"]

Tensor = Any


class ChannelsFirst(nn.Module):
    """(N, H, W, C) to torch's (N, C, H, W)."""

    def forward(self, x: Tensor) -> Tensor:
        """Turn a batch.

        Parameters
        ----------
        x : Tensor, shape (N, H, W, C)

        Returns
        -------
        Tensor, shape (N, C, H, W)
        """
        return x.permute(0, 3, 1, 2)


class ChannelsLast(nn.Module):
    """(N, C, H, W) to (N, H, W, C), where images come out or are flattened."""

    def forward(self, x: Tensor) -> Tensor:
        """Turn a batch.

        Parameters
        ----------
        x : Tensor, shape (N, C, H, W)

        Returns
        -------
        Tensor, shape (N, H, W, C)
        """
        return x.permute(0, 2, 3, 1)


class BatchNorm(nn.Module):
    """Batch normalization whose running variance is the population's.

    Parameters
    ----------
    layer : cnn_reference.network.layers.BatchNorm
        Ours.
    """

    def __init__(self, layer: layers.BatchNorm) -> None:
        super().__init__()
        self.momentum, self.eps = layer.momentum, layer.eps
        self.running_mean: torch.Tensor
        self.running_var: torch.Tensor
        self.weight = nn.Parameter(_tensor(layer.parameters["gamma"]))
        self.bias = nn.Parameter(_tensor(layer.parameters["beta"]))
        self.register_buffer("running_mean", _tensor(layer.state["running_mean"]))
        self.register_buffer("running_var", _tensor(layer.state["running_var"]))

    def forward(self, x: Tensor) -> Tensor:
        """Normalize a batch.

        Parameters
        ----------
        x : Tensor, shape (N, C) or (N, C, H, W)

        Returns
        -------
        Tensor, shape of x
        """
        if not self.training:
            mean, var = self.running_mean, self.running_var
            return functional.batch_norm(x, mean, var, self.weight, self.bias, False, 0.0, self.eps)
        axes = [axis for axis in range(x.ndim) if axis != 1]
        with torch.no_grad():
            var, mean = torch.var_mean(x, dim=axes, unbiased=False)
            self.running_mean.lerp_(mean, 1 - self.momentum)
            self.running_var.lerp_(var, 1 - self.momentum)
        return functional.batch_norm(x, None, None, self.weight, self.bias, True, 0.0, self.eps)


class MaxDrop(nn.Module):
    """Drop of the largest activation: of each feature map, or over the channels of each position.

    Parameters
    ----------
    p : float
        The chance to drop.
    axes : tuple of int
        Of (N, C, H, W), over which the largest is looked for.
    """

    def __init__(self, p: float, axes: tuple[int, ...]) -> None:
        super().__init__()
        self.p, self.axes = p, axes

    def forward(self, x: Tensor) -> Tensor:
        """Drop, if it is training.

        Parameters
        ----------
        x : Tensor, shape (N, C, H, W)

        Returns
        -------
        Tensor, shape of x
        """
        if not self.training:
            return x
        largest = x.amax(dim=self.axes, keepdim=True)
        drop = torch.rand_like(largest) < self.p
        return x * ~((x == largest) & drop)


class StochasticDropout(nn.Module):
    """Dropout whose rate is drawn in every pass.

    Parameters
    ----------
    distribution : {"normal", "uniform"}
        Of the rate.
    a, b : float
        Mean and standard deviation, or the ends.
    """

    def __init__(self, distribution: str, a: float, b: float) -> None:
        super().__init__()
        self.distribution, self.a, self.b = distribution, a, b

    def forward(self, x: Tensor) -> Tensor:
        """Drop, if it is training.

        Parameters
        ----------
        x : Tensor
            Of any shape.

        Returns
        -------
        Tensor, shape of x
        """
        if not self.training:
            return x
        is_normal = self.distribution == "normal"
        drawn = self.a + self.b * torch.randn(()) if is_normal else self.a + (self.b - self.a) * torch.rand(())
        return functional.dropout(x, min(max(float(drawn), 0.0), LARGEST_RATE))


def to_torch(network: NeuralNetwork) -> nn.Module:
    """Build the twin; see `NeuralNetwork.to_torch`.

    Parameters
    ----------
    network : NeuralNetwork
        Ours.

    Returns
    -------
    torch.nn.Sequential
    """
    modules: list[nn.Module] = [ChannelsFirst()] if len(network.input_shape) == 3 else []
    for layer in network.layers:
        if layer.kind == "flatten":
            modules.append(ChannelsLast())
        modules.append(_module(layer))
    if len(network.output_shape) == 3:
        modules.append(ChannelsLast())
    twin = nn.Sequential(*modules)
    # What is frozen here is frozen there.
    for layer, module in zip(network.layers, _counterparts(twin), strict=True):
        for parameter in module.parameters():
            parameter.requires_grad_(layer.trainable)
    return twin


def from_torch(network: NeuralNetwork, twin: nn.Module) -> NeuralNetwork:
    """Take a twin's weights; see `NeuralNetwork.from_torch`.

    Parameters
    ----------
    network : NeuralNetwork
        It is changed.
    twin : torch.nn.Module
        Of a network with the same layers.

    Returns
    -------
    NeuralNetwork
        The same.

    Raises
    ------
    ShapeError
        If the layers differ.
    """
    counterparts = _counterparts(twin)
    if len(counterparts) != len(network.layers):
        raise ShapeError(f"expected a twin of {len(network.layers)} layers, got one of {len(counterparts)}")
    arrays = {}
    for i, (layer, module) in enumerate(zip(network.layers, counterparts, strict=True), 1):
        for name, value in _arrays(layer, module).items():
            arrays[f"{i}.{layer.kind}.{name}"] = value
    return network.set_parameters(arrays)


def _module(layer: Layer) -> nn.Module:
    """Make the module for a layer, with its weights."""
    match layer:
        case layers.Conv():
            kh, kw, channels, filters = layer.parameters["w"].shape
            conv = nn.Conv2d(channels, filters, (kh, kw), layer.stride, layer.padding)
            return _with(conv, layer.parameters["w"].transpose(3, 2, 0, 1), layer.parameters["b"])
        case layers.Dense():
            w = layer.parameters["w"]
            return _with(nn.Linear(*w.shape), w.T, layer.parameters["b"])
        case layers.BatchNorm():
            return BatchNorm(layer)
        case layers.MaxPool():
            return nn.MaxPool2d(layer.size)
        case layers.Flatten():
            return nn.Flatten()
        case layers.ReLU():
            return nn.ReLU()
        case layers.LeakyReLU():
            return nn.LeakyReLU(layer.slope)
        case layers.Sigmoid():
            return nn.Sigmoid()
        case layers.Tanh():
            return nn.Tanh()
        case layers.Softmax():
            return nn.Softmax(dim=1)
        case dropouts.Dropout():
            return nn.Dropout(layer.p)
        case dropouts.SpatialDropout():
            return nn.Dropout2d(layer.p)
        case dropouts.FeatureMaxDrop():
            return MaxDrop(layer.p, axes=(2, 3))
        case dropouts.ChannelMaxDrop():
            return MaxDrop(layer.p, axes=(1,))
        case dropouts.StochasticDropout():
            return StochasticDropout(layer.distribution, layer.a, layer.b)
    raise NetworkError(f"no twin of {layer.kind}")


def _arrays(layer: Layer, module: nn.Module) -> dict[str, Any]:
    """Read a module's weights in our order."""
    values = {name: value.detach().cpu().numpy() for name, value in module.state_dict().items()}
    match layer:
        case layers.Conv():
            return {"w": values["weight"].transpose(2, 3, 1, 0), "b": values["bias"]}
        case layers.Dense():
            return {"w": values["weight"].T, "b": values["bias"]}
        case layers.BatchNorm():
            names = {"gamma": "weight", "beta": "bias", "running_mean": "running_mean", "running_var": "running_var"}
            return {ours: values[theirs] for ours, theirs in names.items()}
    return {}


def _counterparts(twin: nn.Module) -> list[nn.Module]:
    """Return the modules that stand for layers, in their order."""
    return [module for module in twin.children() if not isinstance(module, ChannelsFirst | ChannelsLast)]


def _with(module: nn.Module, weight: Any, bias: Any) -> nn.Module:
    module.weight = nn.Parameter(_tensor(weight))
    module.bias = nn.Parameter(_tensor(bias))
    return module


def _tensor(array: Any) -> Tensor:
    """Copy an array, so that the twin does not share our memory."""
    return torch.from_numpy(np.array(array, order="C"))
