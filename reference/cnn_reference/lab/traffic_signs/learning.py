"""How the LeNets of the case study are trained: one recipe, of which each experiment changes one thing."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.network import History, NeuralNetwork, Optimizer
from cnn_reference.network.augmentations import Augmentation
from cnn_reference.network.schedules import cosine

__all__ = ["BATCH", "RATE", "SHIFT", "shifted", "train"]

Array = NDArray[Any]

BATCH, RATE, SHIFT = 128, 0.003, 2
WARM_UP = 0.25  # share of the time in which the rate rises


def shifted(max_shift: int = SHIFT) -> Augmentation:
    """Shift each image by whole pixels at random; what comes in repeats the edge.

    Unlike zeros, a repeated edge is no line that local contrast would have to be measured across.

    Parameters
    ----------
    max_shift : int
        To every side.

    Returns
    -------
    callable
        For `NeuralNetwork.fit`.

    Examples
    --------
    >>> image = np.arange(3.0).reshape(1, 1, 3, 1)
    >>> shifted(1)(image, np.random.default_rng(2))[0, 0, :, 0].tolist()
    [0.0, 0.0, 1.0]
    """

    def augment(images: Array, rng: np.random.Generator) -> Array:
        height, width = images.shape[1:3]
        edges = ((0, 0), (max_shift, max_shift), (max_shift, max_shift), (0, 0))
        padded, moved = np.pad(images, edges, mode="edge"), np.empty_like(images)
        for n, (down, right) in enumerate(rng.integers(0, 2 * max_shift, (len(images), 2), endpoint=True)):
            moved[n] = padded[n, down : down + height, right : right + width]
        return moved

    return augment


def train(
    network: NeuralNetwork,
    x: Array,
    y: Array,
    epochs: int,
    validation: tuple[Array, Array],
    *,
    optimizer: str | Optimizer = "adam",
    rate: float = RATE,
    augment: Augmentation | None = None,
    batch_size: int = BATCH,
) -> History:
    """Train with a learning rate that rises and falls once.

    Parameters
    ----------
    network : NeuralNetwork
        It is changed.
    x, y : ndarray
        Prepared images and their labels.
    epochs : int
    validation : (ndarray, ndarray)
        Looked at after every epoch, chosen by nowhere in here.
    optimizer : str or Optimizer
    rate : float
        The highest learning rate.
    augment : callable or None
    batch_size : int

    Returns
    -------
    History
    """
    return network.fit(
        x,
        y,
        epochs,
        batch_size,
        optimizer=optimizer,
        schedule=cosine(rate, epochs, warm_up=WARM_UP * epochs),
        augment=augment,
        validation=validation,
    )
