"""Dropout and its relatives in the fast path.

Masks are drawn by the textbook functions for the whole batch before the blocks go forward, layer after layer, so that
the fast path drops exactly what the plain layers would with the same generator. The functions are given ones: where a
mask does not depend on the values, it is the mask; where it falls on the largest values, all ones are the largest,
and it is the decision for the whole map or position.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.network.dropouts import Masking
from cnn_reference.network.fast.operations import Block, Operation
from cnn_reference.network.layers import Layer

__all__ = ["MaskOperation", "MaxDropOperation"]

Array = NDArray[Any]


class MaskOperation(Operation):
    """Multiply by a mask that does not depend on the values, and scale."""

    def __init__(self, layers: Sequence[Layer], dtype: "np.dtype[Any]", place: int) -> None:
        super().__init__(layers, dtype, place)
        layer = layers[0]
        assert isinstance(layer, Masking)
        self.layer = layer
        self.mask: Array
        self.rate = 0.0

    def draw(self, samples: int, rng: np.random.Generator) -> None:
        ones = np.broadcast_to(1.0, (samples, *self.layer.input_shape))
        _, self.mask, self.rate = self.layer.drop(ones, rng)

    def forward(self, x: Array, block: Block, training: bool) -> Array:
        if not training:
            return x
        factor = block.buffer(self, "factor", x.shape, self.dtype)
        np.copyto(factor, self._of_block(block))
        if self.rate:
            factor *= 1 / (1 - self.rate)
        y = block.buffer(self, "y", x.shape, self.dtype)
        return np.multiply(x, factor, out=y)

    def backward(self, dy: Array, block: Block, gradients: dict[str, Array], onward: bool) -> Array | None:
        return np.multiply(dy, block.buffer(self, "factor", dy.shape, self.dtype), out=dy)

    def _of_block(self, block: Block) -> Array:
        """Return the mask of a block, in the order of its values."""
        mask = self.mask[block.rows]
        return mask.T if mask.ndim == 2 else mask.transpose(1, 3, 2, 0)


class MaxDropOperation(MaskOperation):
    """Take the largest activation away, where that was decided.

    Parameters
    ----------
    layers : sequence of Layer
        One layer.
    dtype : numpy.dtype
        To compute in.
    place : int
        In the network.
    axes : tuple of int
        Of [height, channel, width, sample], over which the largest is looked for.
    """

    def __init__(self, layers: Sequence[Layer], dtype: "np.dtype[Any]", place: int, axes: tuple[int, ...]) -> None:
        super().__init__(layers, dtype, place)
        self.axes = axes

    def forward(self, x: Array, block: Block, training: bool) -> Array:
        if not training:
            return x
        is_kept = block.buffer(self, "is_kept", x.shape, np.bool_)
        np.not_equal(x, x.max(axis=self.axes, keepdims=True), out=is_kept)
        is_kept |= self._of_block(block)
        factor = block.buffer(self, "factor", x.shape, self.dtype)
        np.copyto(factor, is_kept)
        y = block.buffer(self, "y", x.shape, self.dtype)
        return np.multiply(x, factor, out=y)
