"""LeNet as the slides of the advanced concepts draw it, and what they change about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cnn_reference.network import NeuralNetwork

__all__ = ["lenet"]

Layers = Callable[[NeuralNetwork], NeuralNetwork]


def lenet(
    shape: Sequence[int],
    classes: int,
    seed: int,
    *,
    init: str = "he_normal",
    batch_norm: bool = False,
    after_conv: Layers | None = None,
) -> NeuralNetwork:
    """Build the lecture's LeNet: 5x5 convolutions of 6 and 16 filters, 120, 84, a ReLU after each.

    Parameters
    ----------
    shape : sequence of 3 int
        Of an image.
    classes : int
        Outputs.
    seed : int
        Of the first weights.
    init : str
        How the kernels of the convolutions are drawn; the dense layers keep Xavier.
    batch_norm : bool
        Whether to normalize before every ReLU.
    after_conv : callable or None
        Adds what stands after each pooling: dropout.

    Returns
    -------
    NeuralNetwork

    Examples
    --------
    >>> lenet((28, 28, 1), 10, seed=0).count()
    44426
    """
    network = NeuralNetwork(seed=seed, threads=1).input(shape)
    for filters in (6, 16):
        network.conv([5, 5, filters], init=init)
        if batch_norm:
            network.batch_norm()
        # Pooling before the ReLU gives the same numbers, and is where the fast path takes both in one.
        network.max_pool().relu()
        if after_conv is not None:
            after_conv(network)
    network.flatten()
    for units in (120, 84):
        network.dense(units)
        if batch_norm:
            network.batch_norm()
        network.relu()
    return network.dense(classes)
