"""Who runs the layers: the plain engine here, layer by layer in float64, or the fast path.

Both do the same, and the network asks whichever it has for nothing but these two things.
"""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from cnn_reference.network.layers import Layer
from cnn_reference.network.objectives import Objective

__all__ = ["Engine", "PlainEngine", "first_trainable", "without_replaced"]

Array = NDArray[Any]


class Engine(Protocol):
    """What a network needs of whoever runs its layers."""

    def forward(self, x: Array, training: bool, rng: np.random.Generator, goal: Objective | None = None) -> Array:
        """Compute the network's output.

        Parameters
        ----------
        x : ndarray, shape (N, *input shape)
            A batch, N at least 1.
        training : bool
            Whether layers behave as in training.
        rng : numpy.random.Generator
            Of dropout.
        goal : Objective or None
            The layer that it is taken together with is left out.

        Returns
        -------
        ndarray of float, shape (N, *output shape)
        """

    def train(self, x: Array, targets: Array, objective: Objective, rng: np.random.Generator) -> tuple[float, Array]:
        """Go forward and back, and leave the gradients of the loss in the layers.

        Parameters
        ----------
        x : ndarray, shape (N, *input shape)
            A batch, N at least 1.
        targets : ndarray
            What the objective made of the labels.
        objective : Objective
            The loss.
        rng : numpy.random.Generator
            Of dropout.

        Returns
        -------
        loss : float
            Without any penalty.
        outputs : ndarray of float, shape (N, K)
            Of the network without the layer that the objective replaces.
        """


def without_replaced(layers: Sequence[Layer], objective: Objective | None) -> Sequence[Layer]:
    """Leave out the last layer if the objective is taken together with it.

    Parameters
    ----------
    layers : sequence of Layer
        Of a network.
    objective : Objective or None
        The loss; None leaves out nothing.

    Returns
    -------
    sequence of Layer
    """
    is_replaced = objective is not None and bool(layers) and layers[-1].kind == objective.replaces
    return layers[:-1] if is_replaced else layers


def first_trainable(layers: Sequence[Layer]) -> int:
    """Find where a backward pass may end.

    Parameters
    ----------
    layers : sequence of Layer
        Of a network.

    Returns
    -------
    int
        Index of the first layer whose parameters are trained; the number of layers if there is none.
    """
    return next((i for i, layer in enumerate(layers) if layer.trainable and layer.parameters), len(layers))


class PlainEngine:
    """The textbook: one layer after the other, and back.

    Parameters
    ----------
    layers : sequence of Layer
        Of a network.
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = layers

    def forward(self, x: Array, training: bool, rng: np.random.Generator, goal: Objective | None = None) -> Array:
        return _through(without_replaced(self._layers, goal), x, training, rng)

    def train(self, x: Array, targets: Array, objective: Objective, rng: np.random.Generator) -> tuple[float, Array]:
        layers = without_replaced(self._layers, objective)
        outputs = _through(layers, x, True, rng)
        dy = objective.gradient(outputs, targets)
        for layer in reversed(layers[first_trainable(layers) :]):
            dy = layer.backward(dy)
        return objective.value(outputs, targets), outputs


def _through(layers: Sequence[Layer], x: Array, training: bool, rng: np.random.Generator) -> Array:
    y = x.astype(np.float64)
    for layer in layers:
        y = layer.forward(y, training, rng)
    return y
