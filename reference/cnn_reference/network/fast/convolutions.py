r"""Convolutions of the fast path, and the max pool that is folded into them.

**Convolution.** A block x is [H, C, W, n]. It is copied once for each kernel column v,

.. math:: V[h, v, c, j, n] = x[h, c, s j + v, n],

with s the stride. For output row i the kernel needs the rows s i to s i + kh - 1 of V; in memory they are one
stretch, which is, without being copied, a matrix of kh kw C rows (u, v, c) and W' n columns (j, n). So

.. math:: Y_i = K \cdot V_{s i : s i + kh}, \qquad K[f, (u, v, c)] = w[u, v, c, f],

one product of BLAS for each row, all of them in one call of matmul, and the result [H', F, W', n] is in the order of
a block again. Plain im2col would copy kh times as much.

**The way back to the input** at stride 1 mirrors this: row h of the gradient of V gathers rows h - kh + 1 to h of dZ,
which with kh - 1 rows of zeros around it are one stretch again, so

.. math:: dV_h = K' \cdot dZ_{h - kh + 1 : h + 1}, \qquad K'[(v, c), (u, f)] = w[kh - 1 - u, v, c, f],

and no product has to be added up over the kernel's rows afterwards, as it must be at other strides.

**Max pool.** Of the four results in a 2x2 window, the one at (a, b) is the kernel laid a rows down and b columns
right. All four are one product with a patch that is one larger, at stride 2, and four kernels shifted within it by
(a, b), with zeros around: (kh + 1)(kw + 1) / (kh kw) times the multiplications, but half as many columns to copy,
and the four numbers to compare stand in four arrays. Adding the bias and the ReLU do not change which is the largest,
so they come after.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.network.fast.operations import Block, Operation, first_largest, slot, to_winners
from cnn_reference.network.layers import Conv, Layer

__all__ = ["ConvOperation", "ConvPoolOperation"]

Array = NDArray[Any]

# The four places of a 2x2 window, in row-major order: of equals the first wins.
SHIFTS = ((0, 0), (0, 1), (1, 0), (1, 1))


def seen_as(array: Array, shape: tuple[int, ...], strides: tuple[int, ...]) -> Array:
    """See an array's memory in another shape, whose parts may overlap.

    `as_strided` does the same, for any array, and takes ten times as long, which every thread would wait for.

    Parameters
    ----------
    array : ndarray, C-contiguous
    shape : tuple of int
    strides : tuple of int
        In bytes; whoever calls answers for their staying inside the array.

    Returns
    -------
    ndarray
        Not to be written to.
    """
    return np.ndarray(shape, array.dtype, array, strides=strides)


class ConvOperation(Operation):
    """A convolution of any kernel, stride and padding."""

    def __init__(self, layers: Sequence[Layer], dtype: "np.dtype[Any]", place: int) -> None:
        super().__init__(layers, dtype, place)
        conv = layers[0]
        assert isinstance(conv, Conv)
        self.conv = conv
        self.stride, self.padding = conv.stride, conv.padding
        self.patch = conv.kernel
        height, width, self.channels = conv.input_shape
        self.height, self.width = height + 2 * self.padding, width + 2 * self.padding
        self.out_height, self.out_width, self.filters = conv.output_shape
        self.kernels: Array
        self.kernels_back: Array

    def footprint(self) -> int:
        return self.height * self.patch[1] * self.channels * self.out_width * self.dtype.itemsize

    def prepare(self) -> None:
        w = self.conv.parameters["w"]
        self.kernels = np.ascontiguousarray(w.reshape(-1, self.filters).T, dtype=self.dtype)
        # Rows (v, c), columns (u, f), the kernel's rows in reverse: what `_gather` multiplies with.
        self.kernels_back = np.ascontiguousarray(
            w[::-1].transpose(1, 2, 0, 3).reshape(-1, len(w) * self.filters), dtype=self.dtype
        )

    def forward(self, x: Array, block: Block, training: bool) -> Array:
        y = self._product(x, block)
        y += self.conv.parameters["b"][:, np.newaxis]
        return y.reshape(self.out_height, self.filters, self.out_width, -1)

    def backward(self, dy: Array, block: Block, gradients: dict[str, Array], onward: bool) -> Array | None:
        dz = dy.reshape(self.out_height, self.filters, -1)
        np.add.reduce(dz, axis=(0, 2), out=slot(gradients, "b", (self.filters,), self.dtype))
        return self._product_backward(dz, block, gradients, onward)

    def collect(self, gradients: dict[str, Array]) -> None:
        if gradients:
            # The product's (patch, filters) is the kernel's shape already, flattened.
            w = gradients["w"].reshape(self.conv.parameters["w"].shape)
            self.conv.gradients = {"w": w, "b": gradients["b"]}

    def _product(self, x: Array, block: Block) -> Array:
        """Multiply the kernels with every patch: [H', kernels, W' n]."""
        n = x.shape[-1]
        if self.padding:
            x = self._framed(x, block)
        _, kw = self.patch
        columns = block.buffer(self, "columns", (self.height, kw, self.channels, self.out_width, n), self.dtype)
        np.copyto(columns, self._windows(x))
        patches = self._patches(columns, n)
        block.keep(self, "patches", patches)
        y = block.buffer(self, "y", (self.out_height, len(self.kernels), self.out_width * n), self.dtype)
        return np.matmul(self.kernels, patches, out=y)

    def _patches(self, columns: Array, n: int) -> Array:
        """See the copied columns as one matrix a row of the output; the matrices overlap."""
        kh, kw = self.patch
        row, length = columns.strides[0], self.out_width * n
        shape = (self.out_height, kh * kw * self.channels, length)
        return seen_as(columns, shape, (self.stride * row, length * self.dtype.itemsize, self.dtype.itemsize))

    def _windows(self, x: Array) -> Array:
        """See x as the columns that are to be copied from it: [H, kw, C, W', n]."""
        row, channel, step, sample = x.strides
        shape = (self.height, self.patch[1], self.channels, self.out_width, x.shape[-1])
        return seen_as(x, shape, (row, step, channel, self.stride * step, sample))

    def _product_backward(self, dz: Array, block: Block, gradients: dict[str, Array], onward: bool) -> Array | None:
        """Take a gradient back through `_product`."""
        patches = block.kept(self, "patches")
        count = dz.shape[1]
        by_row = block.buffer(self, "dw", (self.out_height, patches.shape[1], count), self.dtype)
        np.matmul(patches, dz.transpose(0, 2, 1), out=by_row)
        np.add.reduce(by_row, axis=0, out=slot(gradients, "w", by_row.shape[1:], self.dtype))
        return self._to_input(dz, block) if onward else None

    def _to_input(self, dz: Array, block: Block) -> Array:
        by_column = self._gather(dz, block) if self.stride == 1 else self._spread(dz, block)
        n = dz.shape[2] // self.out_width
        columns = by_column.reshape(self.height, self.patch[1], self.channels, self.out_width, n)
        dx = block.buffer(self, "dx", (self.height, self.channels, self.width, n), self.dtype)
        dx.fill(0)
        for v in range(self.patch[1]):
            dx[:, :, v : v + self.stride * self.out_width : self.stride] += columns[:, v]
        frame = self.padding
        return dx[frame : self.height - frame, :, frame : self.width - frame] if frame else dx

    def _gather(self, dz: Array, block: Block) -> Array:
        """Take the gradient to the columns at stride 1: a row of them meets the kh rows of `dz` above it."""
        kh, kw = self.patch
        _, count, length = dz.shape
        framed = block.buffer(self, "dz", (self.out_height + 2 * (kh - 1), count, length), self.dtype)
        framed[: kh - 1] = 0
        framed[kh - 1 : kh - 1 + self.out_height] = dz
        framed[kh - 1 + self.out_height :] = 0
        row = count * length * self.dtype.itemsize
        shape = (self.height, kh * count, length)
        stacks = seen_as(framed, shape, (row, length * self.dtype.itemsize, self.dtype.itemsize))
        columns = block.buffer(self, "dcolumns", (self.height, kw * self.channels, length), self.dtype)
        return np.matmul(self.kernels_back, stacks, out=columns)

    def _spread(self, dz: Array, block: Block) -> Array:
        """Take the gradient to the columns at any stride: each row of `dz` to the kh rows of them below it."""
        kh, kw = self.patch
        by_row = (self.out_height, kh, kw * self.channels, dz.shape[2])
        spread = block.buffer(self, "spread", by_row, self.dtype)
        np.matmul(self.kernels.T, dz, out=spread.reshape(self.out_height, -1, dz.shape[2]))
        columns = block.buffer(self, "dcolumns", (self.height, kw * self.channels, dz.shape[2]), self.dtype)
        columns.fill(0)
        for u in range(kh):
            columns[u : u + self.stride * self.out_height : self.stride] += spread[:, u]
        return columns

    def _framed(self, x: Array, block: Block) -> Array:
        frame = self.padding
        framed = block.buffer(self, "framed", (self.height, self.channels, self.width, x.shape[-1]), self.dtype)
        framed.fill(0)
        framed[frame : self.height - frame, :, frame : self.width - frame] = x
        return framed


class ConvPoolOperation(ConvOperation):
    """A convolution of stride 1, a 2x2 max pool and perhaps a ReLU, in either order, as one product."""

    def __init__(self, layers: Sequence[Layer], dtype: "np.dtype[Any]", place: int) -> None:
        super().__init__(layers, dtype, place)
        kh, kw = self.conv.kernel
        self.patch = (kh + 1, kw + 1)
        self.stride = 2
        self.out_height, self.out_width = self.out_height // 2, self.out_width // 2
        self.has_relu = any(layer.kind == "relu" for layer in layers)

    def prepare(self) -> None:
        kh, kw = self.conv.kernel
        w = self.conv.parameters["w"].transpose(3, 0, 1, 2)
        shifted = np.zeros((4, self.filters, *self.patch, self.channels), self.dtype)
        for q, (a, b) in enumerate(SHIFTS):
            shifted[q, :, a : a + kh, b : b + kw] = w
        self.kernels = shifted.reshape(4 * self.filters, -1)

    def forward(self, x: Array, block: Block, training: bool) -> Array:
        candidates = self._product(x, block).reshape(self.out_height, 4, self.filters, -1)
        shape = (self.out_height, self.filters, candidates.shape[-1])
        y = block.buffer(self, "pooled", shape, self.dtype)
        later = None
        if training:
            later = list(block.buffer(self, "later", (3, *shape), np.bool_))
            block.keep(self, "later", later)
        first_largest([candidates[:, q] for q in range(4)], y, later)
        y += self.conv.parameters["b"][:, np.newaxis]
        if self.has_relu:
            np.maximum(y, 0, out=y)
            block.keep(self, "pooled", y)
        return y.reshape(self.out_height, self.filters, self.out_width, -1)

    def backward(self, dy: Array, block: Block, gradients: dict[str, Array], onward: bool) -> Array | None:
        dz = dy.reshape(self.out_height, self.filters, -1)
        if self.has_relu:
            positive = block.buffer(self, "positive", dz.shape, np.bool_)
            np.greater(block.kept(self, "pooled"), 0, out=positive)
            np.multiply(dz, positive, out=dz)
        np.add.reduce(dz, axis=(0, 2), out=slot(gradients, "b", (self.filters,), self.dtype))
        # The candidates are not needed any more: their memory takes their gradients.
        by_shift = block.buffer(self, "y", (self.out_height, 4, self.filters, dz.shape[2]), self.dtype)
        to_winners(dz, [by_shift[:, q] for q in range(4)], block.kept(self, "later"))
        return self._product_backward(by_shift.reshape(self.out_height, -1, dz.shape[2]), block, gradients, onward)

    def collect(self, gradients: dict[str, Array]) -> None:
        if not gradients:
            return
        kh, kw = self.conv.kernel
        shifted = gradients["w"].reshape(*self.patch, self.channels, 4, self.filters)
        w = np.zeros(self.conv.parameters["w"].shape, self.dtype)
        for q, (a, b) in enumerate(SHIFTS):
            w += shifted[a : a + kh, b : b + kw, :, q]
        self.conv.gradients = {"w": w, "b": gradients["b"]}
