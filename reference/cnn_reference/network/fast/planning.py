"""Which operations stand for which layers."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from cnn_reference.network.fast.batch_normalization import BatchNormOperation
from cnn_reference.network.fast.convolutions import ConvOperation, ConvPoolOperation
from cnn_reference.network.fast.masking import MaskOperation, MaxDropOperation
from cnn_reference.network.fast.operations import (
    DenseOperation,
    FlattenOperation,
    LeakyReLUOperation,
    Operation,
    PoolOperation,
    ReLUOperation,
    SigmoidOperation,
    SoftmaxOperation,
    TanhOperation,
)
from cnn_reference.network.layers import Conv, Layer, MaxPool

__all__ = ["plan"]

Maker = Callable[[Sequence[Layer], "np.dtype[Any]", int], Operation]

OPERATIONS: dict[str, Maker] = {
    "conv": ConvOperation,
    "max_pool": PoolOperation,
    "flatten": FlattenOperation,
    "dense": DenseOperation,
    "relu": ReLUOperation,
    "leaky_relu": LeakyReLUOperation,
    "sigmoid": SigmoidOperation,
    "tanh": TanhOperation,
    "softmax": SoftmaxOperation,
    "batch_norm": BatchNormOperation,
    "dropout": MaskOperation,
    "spatial_dropout": MaskOperation,
    "stochastic_dropout": MaskOperation,
    "feature_max_drop": lambda layers, dtype, place: MaxDropOperation(layers, dtype, place, axes=(0, 2)),
    "channel_max_drop": lambda layers, dtype, place: MaxDropOperation(layers, dtype, place, axes=(1,)),
}

# What is folded into one product. ReLU may come before the pool: the largest of the positive parts is the positive
# part of the largest.
FOLDED = (("conv", "max_pool", "relu"), ("conv", "relu", "max_pool"), ("conv", "max_pool"))

# Folding spares passes over the outputs and costs multiplications, the more the more numbers a kernel has. Measured,
# forward and back: 1.2 times as fast at 5 x 5 x 3, the same at 3 x 3 x 16, 0.85 times at 5 x 5 x 6, 0.6 at 3 x 3 x 32.
LARGEST_FOLDED_KERNEL = 100


def plan(layers: Sequence[Layer], dtype: "np.dtype[Any]") -> list[Operation]:
    """Find the operations for a network.

    Parameters
    ----------
    layers : sequence of Layer
        Of the network.
    dtype : numpy.dtype
        To compute in.

    Returns
    -------
    list of Operation
        Together they stand for all layers, in their order.
    """
    operations: list[Operation] = []
    i = 0
    while i < len(layers):
        length = _folded(layers, i)
        if length:
            operations.append(ConvPoolOperation(layers[i : i + length], dtype, len(operations)))
        else:
            length = 1
            operations.append(OPERATIONS[layers[i].kind](layers[i : i + 1], dtype, len(operations)))
        i += length
    return operations


def _folded(layers: Sequence[Layer], i: int) -> int:
    """Count the layers from i on that fold into one product; 0 if they do not."""
    for kinds in FOLDED:
        group = layers[i : i + len(kinds)]
        if tuple(layer.kind for layer in group) != kinds:
            continue
        conv, pools = group[0], [layer for layer in group if isinstance(layer, MaxPool)]
        if not isinstance(conv, Conv) or conv.stride != 1 or any(pool.size != 2 for pool in pools):
            continue
        if math.prod(conv.kernel) * conv.input_shape[2] <= LARGEST_FOLDED_KERNEL:
            return len(kinds)
    return 0
