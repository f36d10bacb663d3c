"""Batch normalization in the fast path: the one layer at which all blocks of a batch have to meet."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.network.fast.operations import Block, Operation
from cnn_reference.network.layers import BatchNorm, Layer

__all__ = ["BatchNormOperation", "Meeting"]

Array = NDArray[Any]


class Meeting(Operation):
    """An operation that looks at the whole batch, forward and back.

    In training the blocks come here, each leaves what it knows (`measure`), one adds it up (`agree`), and then each
    goes on (`forward`). The way back is the same.
    """

    meets = True

    def measure(self, x: Array, block: Block) -> tuple[Array, ...]:
        """Sum up a block on the way forward.

        Parameters
        ----------
        x : ndarray
            What comes in.
        block : Block
            Where to work.

        Returns
        -------
        tuple of ndarray
            For `agree`.
        """
        raise NotImplementedError

    def agree(self, measured: Sequence[tuple[Array, ...]]) -> None:
        """Add up what the blocks measured.

        Parameters
        ----------
        measured : sequence of tuple of ndarray
            One entry a block, in their order.
        """
        raise NotImplementedError

    def measure_back(self, dy: Array, block: Block) -> tuple[Array, ...]:
        """Sum up a block on the way back.

        Parameters
        ----------
        dy : ndarray
            Gradient with respect to what went out.
        block : Block
            Where to work.

        Returns
        -------
        tuple of ndarray
            For `agree_back`.
        """
        raise NotImplementedError

    def agree_back(self, measured: Sequence[tuple[Array, ...]]) -> None:
        """Add up what the blocks measured on the way back.

        Parameters
        ----------
        measured : sequence of tuple of ndarray
            One entry a block, in their order.
        """
        raise NotImplementedError


class BatchNormOperation(Meeting):
    """Batch normalization of [height, channel, width, sample] or [feature, sample].

    Means and variances of the blocks are put together in float64 by Chan, Golub and LeVeque's formula (1979): the
    squares about the mean of all are those about each block's own mean, plus the squared distance of the two means
    times the number of values.
    """

    def __init__(self, layers: Sequence[Layer], dtype: "np.dtype[Any]", place: int) -> None:
        super().__init__(layers, dtype, place)
        layer = layers[0]
        assert isinstance(layer, BatchNorm)
        self.layer = layer
        self.meets = layer.trainable  # a frozen layer uses its running statistics, in training too
        self.channels = layer.input_shape[-1]
        self.count = 0.0
        self.mean: Array
        self.std: Array
        self.mean_dy: Array
        self.mean_dy_x_hat: Array

    def _by_channel(self, x: Array) -> Array:
        """See a block as [rows, channel, values]."""
        return x.reshape(1 if x.ndim == 2 else len(x), self.channels, -1)

    def measure(self, x: Array, block: Block) -> tuple[Array, ...]:
        values = self._by_channel(x)
        count = values.shape[0] * values.shape[2]
        mean = np.add.reduce(values, axis=(0, 2)) / self.dtype.type(count)
        deviation = block.buffer(self, "x_hat", values.shape, self.dtype)
        np.subtract(values, mean[:, np.newaxis], out=deviation)
        deviation *= deviation
        squares = np.add.reduce(deviation, axis=(0, 2))
        return np.array(float(count)), mean.astype(np.float64), squares.astype(np.float64)

    def agree(self, measured: Sequence[tuple[Array, ...]]) -> None:
        count = sum(float(n) for n, _, _ in measured)
        mean = np.asarray(sum(n * block_mean for n, block_mean, _ in measured) / count)
        about_mean = [squares + n * (block_mean - mean) ** 2 for n, block_mean, squares in measured]
        var = np.asarray(sum(about_mean) / count)
        self.count, self.mean, self.std = count, mean, np.sqrt(var + self.layer.eps)
        keep, state = self.layer.momentum, self.layer.state
        for name, new in (("running_mean", mean), ("running_var", var)):
            state[name][...] = keep * state[name].astype(np.float64) + (1 - keep) * new

    def forward(self, x: Array, block: Block, training: bool) -> Array:
        if training and self.meets:
            mean, std = self.mean, self.std
        else:
            mean = self.layer.state["running_mean"]
            std = np.sqrt(self.layer.state["running_var"].astype(np.float64) + self.layer.eps)
        values = self._by_channel(x)
        x_hat = block.buffer(self, "x_hat", values.shape, self.dtype)
        np.subtract(values, mean[:, np.newaxis].astype(self.dtype), out=x_hat)
        x_hat *= (1 / std)[:, np.newaxis].astype(self.dtype)
        y = block.buffer(self, "y", values.shape, self.dtype)
        np.multiply(x_hat, self.layer.parameters["gamma"][:, np.newaxis], out=y)
        y += self.layer.parameters["beta"][:, np.newaxis]
        block.keep(self, "x_hat", x_hat)
        return y.reshape(x.shape)

    def measure_back(self, dy: Array, block: Block) -> tuple[Array, ...]:
        gradient = self._by_channel(dy)
        product = block.buffer(self, "y", gradient.shape, self.dtype)
        np.multiply(gradient, block.kept(self, "x_hat"), out=product)
        return (
            np.add.reduce(gradient, axis=(0, 2)).astype(np.float64),
            np.add.reduce(product, axis=(0, 2)).astype(np.float64),
        )

    def agree_back(self, measured: Sequence[tuple[Array, ...]]) -> None:
        dbeta = np.asarray(sum(beta for beta, _ in measured))
        dgamma = np.asarray(sum(gamma for _, gamma in measured))
        self.mean_dy, self.mean_dy_x_hat = dbeta / self.count, dgamma / self.count
        self.layer.gradients = {"gamma": dgamma.astype(self.dtype), "beta": dbeta.astype(self.dtype)}

    def backward(self, dy: Array, block: Block, gradients: dict[str, Array], onward: bool) -> Array | None:
        if not onward:
            return None
        gradient, x_hat = self._by_channel(dy), block.kept(self, "x_hat")
        x_hat *= self.mean_dy_x_hat[:, np.newaxis].astype(self.dtype)
        gradient -= self.mean_dy[:, np.newaxis].astype(self.dtype)
        gradient -= x_hat
        gradient *= (self.layer.parameters["gamma"] / self.std)[:, np.newaxis].astype(self.dtype)
        return gradient.reshape(dy.shape)

    def collect(self, gradients: dict[str, Array]) -> None:
        """Do nothing: the layer has had its gradients since `agree_back`."""
