"""What the fast path is made of: operations on blocks, and those that need no page of their own.

An operation stands for one layer or several, and does for a block of samples what they do for a batch. Images are
[height, channel, width, sample] here, vectors [feature, sample].
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.network.layers import Layer, LeakyReLU, MaxPool

__all__ = [
    "Block",
    "DenseOperation",
    "FlattenOperation",
    "LeakyReLUOperation",
    "Operation",
    "PoolOperation",
    "ReLUOperation",
    "SigmoidOperation",
    "SoftmaxOperation",
    "TanhOperation",
    "first_largest",
    "to_winners",
]

Array = NDArray[Any]


class Block:
    """Some samples of a batch, and the memory in which they are worked on.

    Attributes
    ----------
    rows : slice
        Which samples of the batch.
    """

    def __init__(self) -> None:
        self.rows = slice(0, 0)
        self._buffers: dict[tuple[int, str], dict[tuple[int, ...], Array]] = {}
        self._kept: dict[tuple[int, str], Any] = {}

    @property
    def size(self) -> int:
        """How many samples."""
        return int(self.rows.stop - self.rows.start)

    def buffer(self, owner: "Operation", name: str, shape: tuple[int, ...], dtype: Any) -> Array:
        """Return an array with anything in it, the same memory whenever the same is asked for.

        Parameters
        ----------
        owner : Operation
            Whose array it is.
        name : str
            What for.
        shape : tuple of int
            Of the array.
        dtype : numpy dtype
            Always the same for an owner and a name.

        Returns
        -------
        ndarray, C-contiguous
        """
        # The threads take turns in Python, so what is done once need not be done again: arrays are kept by their shape.
        shapes = self._buffers.setdefault((owner.place, name), {})
        array = shapes.get(shape)
        if array is None:
            size = math.prod(shape)
            largest = max(shapes.values(), key=lambda one: one.size, default=None)
            if largest is None or largest.size < size:
                shapes.clear()
                largest = np.empty(size, dtype)
            array = shapes[shape] = largest.reshape(-1)[:size].reshape(shape)
        return array

    def keep(self, owner: "Operation", name: str, value: Any) -> None:
        """Remember something from the way forward to the way back.

        Parameters
        ----------
        owner : Operation
            Who remembers.
        name : str
            What.
        value : object
            The thing.
        """
        self._kept[owner.place, name] = value

    def kept(self, owner: "Operation", name: str) -> Any:
        """Return what was remembered.

        Parameters
        ----------
        owner : Operation
            Who remembers.
        name : str
            What.

        Returns
        -------
        object
        """
        return self._kept[owner.place, name]


class Operation:
    """One step of the fast path.

    Attributes
    ----------
    layers : sequence of Layer
        That it stands for.
    dtype : numpy.dtype
        It computes in.
    place : int
        Its number in the network.
    meets : bool
        Whether all blocks have to meet here in training, because the batch as a whole is looked at.
    """

    meets = False

    def __init__(self, layers: Sequence[Layer], dtype: "np.dtype[Any]", place: int) -> None:
        self.layers = layers
        self.dtype = dtype
        self.place = place

    def footprint(self) -> int:
        """Estimate the bytes that a sample takes in this operation's largest buffer.

        Returns
        -------
        int
        """
        return int(np.prod(self.layers[-1].output_shape)) * self.dtype.itemsize

    def prepare(self) -> None:
        """Do what is done once a pass, before the blocks: bring the parameters into shape."""

    def draw(self, samples: int, rng: np.random.Generator) -> None:
        """Draw what is random in a training pass, for the whole batch.

        Parameters
        ----------
        samples : int
            Of the batch.
        rng : numpy.random.Generator
            The only source of randomness.
        """

    def forward(self, x: Array, block: Block, training: bool) -> Array:
        """Do what the layers do, for a block.

        Parameters
        ----------
        x : ndarray
            The block's samples, not to be changed.
        block : Block
            Where to work.
        training : bool
            Whether a way back follows.

        Returns
        -------
        ndarray
        """
        raise NotImplementedError

    def backward(self, dy: Array, block: Block, gradients: dict[str, Array], onward: bool) -> Array | None:
        """Take a gradient back, for a block.

        Parameters
        ----------
        dy : ndarray
            With respect to the output. It may be changed.
        block : Block
            Where to work.
        gradients : dict of str to ndarray
            Takes the block's gradients of the parameters, in this operation's own form; arrays that are in it already
            may be written over.
        onward : bool
            Whether the gradient with respect to the input is needed.

        Returns
        -------
        ndarray or None
            The gradient with respect to the input, if it is needed.
        """
        raise NotImplementedError

    def collect(self, gradients: dict[str, Array]) -> None:
        """Put the gradients, added up over the blocks, into the layers.

        Parameters
        ----------
        gradients : dict of str to ndarray
            In this operation's own form.
        """
        if gradients:
            self.layers[0].gradients = gradients


def slot(gradients: dict[str, Array], name: str, shape: Sequence[int], dtype: Any) -> Array:
    """Return the array for a gradient, made when it is first asked for.

    Parameters
    ----------
    gradients : dict of str to ndarray
        Of a block.
    name : str
        Of the parameter.
    shape : sequence of int
        Of the gradient.
    dtype : numpy dtype
        Of the gradient.

    Returns
    -------
    ndarray
    """
    if name not in gradients:
        gradients[name] = np.empty(shape, dtype)
    return gradients[name]


class DenseOperation(Operation):
    """A dense layer: one product, and two on the way back."""

    def forward(self, x: Array, block: Block, training: bool) -> Array:
        w, b = self.layers[0].parameters["w"], self.layers[0].parameters["b"]
        block.keep(self, "x", x)
        z = block.buffer(self, "z", (w.shape[1], x.shape[1]), self.dtype)
        np.matmul(w.T, x, out=z)
        z += b[:, np.newaxis]
        return z

    def backward(self, dy: Array, block: Block, gradients: dict[str, Array], onward: bool) -> Array | None:
        w = self.layers[0].parameters["w"]
        x = block.kept(self, "x")
        np.matmul(x, dy.T, out=slot(gradients, "w", w.shape, self.dtype))
        np.add.reduce(dy, axis=1, out=slot(gradients, "b", w.shape[1:], self.dtype))
        if not onward:
            return None
        dx = block.buffer(self, "dx", x.shape, self.dtype)
        np.matmul(w, dy, out=dx)
        return dx


class FlattenOperation(Operation):
    """Images to vectors, in the textbook's order: row, column, channel."""

    def forward(self, x: Array, block: Block, training: bool) -> Array:
        height, width, channels = self.layers[0].input_shape
        y = block.buffer(self, "y", (height, width, channels, x.shape[-1]), self.dtype)
        np.copyto(y, x.transpose(0, 2, 1, 3))
        return y.reshape(-1, x.shape[-1])

    def backward(self, dy: Array, block: Block, gradients: dict[str, Array], onward: bool) -> Array | None:
        height, width, channels = self.layers[0].input_shape
        dx = block.buffer(self, "dx", (height, channels, width, dy.shape[-1]), self.dtype)
        np.copyto(dx, dy.reshape(height, width, channels, -1).transpose(0, 2, 1, 3))
        return dx


def first_largest(parts: Sequence[Array], largest: Array, later: Sequence[Array] | None) -> None:
    """Take the largest of several arrays at each place, and note which it was.

    Parameters
    ----------
    parts : sequence of ndarray
        In the order in which the first of equals wins.
    largest : ndarray
        Takes the maxima. It may be `parts[0]` itself.
    later : sequence of ndarray of bool, or None
        `later[q - 1]` takes where part q is larger than all before it. None: nobody wants to know.
    """
    for q in range(1, len(parts)):
        before = parts[0] if q == 1 else largest
        if later is not None:
            np.greater(parts[q], before, out=later[q - 1])
        np.maximum(before, parts[q], out=largest)


def to_winners(dy: Array, parts: Sequence[Array], later: Sequence[Array]) -> None:
    """Give each gradient to the one number that was the largest.

    Parameters
    ----------
    dy : ndarray
        Gradient with respect to the maxima. It is changed.
    parts : sequence of ndarray
        Take what each part gets: `dy` at the places where it won, 0 elsewhere. `parts[0]` may be `dy` itself.
    later : sequence of ndarray of bool
        As `first_largest` left them.
    """
    # Looked at from the last: a part that beat all before it takes what those after it have left.
    for q in range(len(parts) - 1, 0, -1):
        np.multiply(dy, later[q - 1], out=parts[q])
        np.subtract(dy, parts[q], out=dy)
    if parts[0] is not dy:
        np.copyto(parts[0], dy)


class PoolOperation(Operation):
    """Max pooling of any size."""

    def _parts(self, x: Array) -> list[Array]:
        layer = self.layers[0]
        assert isinstance(layer, MaxPool)
        size = layer.size
        height, width, _ = layer.output_shape
        # Rows and columns that fill no window are left out.
        return [x[u : height * size : size, :, v : width * size : size] for u in range(size) for v in range(size)]

    def forward(self, x: Array, block: Block, training: bool) -> Array:
        parts = self._parts(x)
        y = block.buffer(self, "y", parts[0].shape, self.dtype)
        later = None
        if training:
            later = list(block.buffer(self, "later", (len(parts) - 1, *y.shape), np.bool_))
            block.keep(self, "later", later)
        if len(parts) == 1:
            np.copyto(y, parts[0])
        first_largest(parts, y, later)
        return y

    def backward(self, dy: Array, block: Block, gradients: dict[str, Array], onward: bool) -> Array | None:
        height, width, channels = self.layers[0].input_shape
        dx = block.buffer(self, "dx", (height, channels, width, dy.shape[-1]), self.dtype)
        dx.fill(0)
        to_winners(dy, self._parts(dx), block.kept(self, "later"))
        return dx


class ReLUOperation(Operation):
    """ReLU, whose derivative is read off its output."""

    def forward(self, x: Array, block: Block, training: bool) -> Array:
        y = block.buffer(self, "y", x.shape, self.dtype)
        block.keep(self, "y", y)
        return np.maximum(x, 0, out=y)

    def backward(self, dy: Array, block: Block, gradients: dict[str, Array], onward: bool) -> Array | None:
        positive = block.buffer(self, "positive", dy.shape, np.bool_)
        np.greater(block.kept(self, "y"), 0, out=positive)
        return np.multiply(dy, positive, out=dy)


class LeakyReLUOperation(Operation):
    """Leaky ReLU: the derivative is 1 or the slope."""

    def forward(self, x: Array, block: Block, training: bool) -> Array:
        layer = self.layers[0]
        assert isinstance(layer, LeakyReLU)
        y = block.buffer(self, "y", x.shape, self.dtype)
        block.keep(self, "x", x)
        np.multiply(x, layer.slope, out=y)
        return np.maximum(x, y, out=y)  # the slope is below 1: x is the larger one where it is positive

    def backward(self, dy: Array, block: Block, gradients: dict[str, Array], onward: bool) -> Array | None:
        layer = self.layers[0]
        assert isinstance(layer, LeakyReLU)
        factor = block.buffer(self, "factor", dy.shape, self.dtype)
        np.copyto(factor, np.greater(block.kept(self, "x"), 0))
        factor *= 1 - layer.slope
        factor += layer.slope
        return np.multiply(dy, factor, out=dy)


class TanhOperation(Operation):
    """The hyperbolic tangent: 1 - y^2 on the way back."""

    def forward(self, x: Array, block: Block, training: bool) -> Array:
        y = block.buffer(self, "y", x.shape, self.dtype)
        block.keep(self, "y", y)
        return np.tanh(x, out=y)

    def backward(self, dy: Array, block: Block, gradients: dict[str, Array], onward: bool) -> Array | None:
        slope = block.buffer(self, "slope", dy.shape, self.dtype)
        y = block.kept(self, "y")
        np.multiply(y, y, out=slope)
        np.subtract(1, slope, out=slope)
        return np.multiply(dy, slope, out=dy)


class SigmoidOperation(Operation):
    """The sigmoid, as (1 + tanh(z / 2)) / 2, which cannot overflow: y (1 - y) on the way back."""

    def forward(self, x: Array, block: Block, training: bool) -> Array:
        y = block.buffer(self, "y", x.shape, self.dtype)
        block.keep(self, "y", y)
        np.multiply(x, 0.5, out=y)
        np.tanh(y, out=y)
        y *= 0.5
        y += 0.5
        return y

    def backward(self, dy: Array, block: Block, gradients: dict[str, Array], onward: bool) -> Array | None:
        slope = block.buffer(self, "slope", dy.shape, self.dtype)
        y = block.kept(self, "y")
        np.subtract(1, y, out=slope)
        slope *= y
        return np.multiply(dy, slope, out=dy)


class SoftmaxOperation(Operation):
    """Probabilities of the classes."""

    def forward(self, x: Array, block: Block, training: bool) -> Array:
        p = block.buffer(self, "p", x.shape, self.dtype)
        block.keep(self, "p", p)
        np.subtract(x, x.max(axis=0), out=p)  # softmax(z) = softmax(z - max z): exp() <= 1
        np.exp(p, out=p)
        p /= p.sum(axis=0)
        return p

    def backward(self, dy: Array, block: Block, gradients: dict[str, Array], onward: bool) -> Array | None:
        p: Array = block.kept(self, "p")
        dy -= (dy * p).sum(axis=0)
        return np.multiply(dy, p, out=dy)
