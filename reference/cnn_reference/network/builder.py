"""Building a network: layer by layer, each checked against what comes before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from cnn_reference.activations import DEFAULT_SLOPE
from cnn_reference.initialization import Initializer
from cnn_reference.network import dropouts, layers, summaries
from cnn_reference.network.errors import NetworkError, ShapeError
from cnn_reference.network.layers import Layer, Shape

__all__ = ["Builder"]

Array = NDArray[Any]


class Builder:
    """The layers of a network and how they are put together; see `NeuralNetwork`.

    Parameters
    ----------
    seed : int
        Of the first weights.
    dtype : numpy dtype
        Of the parameters.

    Attributes
    ----------
    layers : list of Layer
        In their order.
    input_shape : tuple of int
        Of one sample.
    """

    def __init__(self, seed: int = 0, dtype: Any = np.float32) -> None:
        self.dtype: np.dtype[Any] = np.dtype(dtype)
        if self.dtype not in (np.dtype(np.float32), np.dtype(np.float64)):
            raise NetworkError(f"expected the dtype float32 or float64, got {self.dtype}")
        self.seed = seed
        self.layers: list[Layer] = []
        self.input_shape: Shape = ()
        self._first_weights = np.random.default_rng([seed, 0])

    def __repr__(self) -> str:
        return f"NeuralNetwork({' -> '.join(['input', *(layer.kind for layer in self.layers)])})"

    def layers_changed(self) -> None:
        """Forget whatever was prepared for the layers as they were."""

    def input(self, shape: Sequence[int]) -> Self:
        """Say what goes in: the first line of every network.

        Parameters
        ----------
        shape : sequence of int
            [height, width, channels] of an image, or [features].

        Returns
        -------
        NeuralNetwork
            This network.

        Raises
        ------
        ShapeError
            If there is an input already, or the shape is neither of the two.
        """
        if self.input_shape:
            raise ShapeError(f"the network has an input already: {self.input_shape}")
        if len(shape) not in (1, 3) or any(number < 1 for number in shape):
            raise ShapeError(f"expected [height, width, channels] or [features], each 1 or more: got {list(shape)}")
        self.input_shape = tuple(int(number) for number in shape)
        return self

    def add(self, layer: Layer) -> Self:
        """Add a layer at the end.

        Parameters
        ----------
        layer : Layer
            A new one.

        Returns
        -------
        NeuralNetwork
            This network.

        Raises
        ------
        ShapeError
            If it does not fit.
        """
        if not self.input_shape:
            raise ShapeError(f"{layer.kind} before input: begin with .input([height, width, channels])")
        if self.layers and self.layers[-1].kind == "softmax":
            raise ShapeError(f"{layer.kind} after softmax: softmax is the last layer")
        layer.build(
            self.output_shape, self.layers[-1].kind if self.layers else "input", self._first_weights, self.dtype
        )
        self.layers.append(layer)
        self.layers_changed()
        return self

    def conv(
        self, shape: Sequence[int], stride: int = 1, padding: int = 0, init: str | Initializer = "he_normal"
    ) -> Self:
        """Add a convolution.

        Parameters
        ----------
        shape : sequence of 3 int
            [kernel height, kernel width, filters].
        stride : int
            By how many pixels the window moves.
        padding : int
            Rows and columns of zeros around the image.
        init : str or callable
            How the kernels are drawn: a key of `INITIALIZERS`, or ``f(shape, rng)``.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        kh, kw, filters = shape if len(shape) == 3 else (0, 0, 0)
        if not filters:
            raise ShapeError(f"conv takes [kernel height, kernel width, filters], each 1 or more: got {list(shape)}")
        return self.add(layers.Conv((kh, kw, filters), stride, padding, init))

    def max_pool(self, size: int = 2) -> Self:
        """Add max pooling.

        Parameters
        ----------
        size : int
            Side of a window, and how far it moves.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        return self.add(layers.MaxPool(size))

    def flatten(self) -> Self:
        """Write each image into one row.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        return self.add(layers.Flatten())

    def dense(self, units: int, init: str | Initializer = "xavier_normal") -> Self:
        """Add a fully connected layer.

        Parameters
        ----------
        units : int
            Outputs.
        init : str or callable
            How the weights are drawn: a key of `INITIALIZERS`, or ``f(shape, rng)``.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        return self.add(layers.Dense(units, init))

    def relu(self) -> Self:
        """Add a ReLU.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        return self.add(layers.ReLU())

    def leaky_relu(self, slope: float = DEFAULT_SLOPE) -> Self:
        """Add a leaky ReLU.

        Parameters
        ----------
        slope : float
            On the negative side.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        return self.add(layers.LeakyReLU(slope))

    def sigmoid(self) -> Self:
        """Add a sigmoid.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        return self.add(layers.Sigmoid())

    def tanh(self) -> Self:
        """Add a tanh.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        return self.add(layers.Tanh())

    def softmax(self) -> Self:
        """Turn logits into probabilities; the last layer. Trained with cross-entropy, a network may leave it out.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        return self.add(layers.Softmax())

    def batch_norm(self, momentum: float = 0.9, eps: float = 1e-5) -> Self:
        """Add batch normalization; the lecture's place for it is before the activation.

        Parameters
        ----------
        momentum : float
            How much of the old running statistics is kept.
        eps : float
            Added to the variance.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        return self.add(layers.BatchNorm(momentum, eps))

    def dropout(self, p: float) -> Self:
        """Add dropout.

        Parameters
        ----------
        p : float
            The chance to drop.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        return self.add(dropouts.Dropout(p))

    def spatial_dropout(self, p: float) -> Self:
        """Add dropout of whole feature maps.

        Parameters
        ----------
        p : float
            The chance to drop.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        return self.add(dropouts.SpatialDropout(p))

    def feature_max_drop(self, p: float) -> Self:
        """Add a drop of the largest activation of each feature map.

        Parameters
        ----------
        p : float
            The chance to drop.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        return self.add(dropouts.FeatureMaxDrop(p))

    def channel_max_drop(self, p: float) -> Self:
        """Add a drop of the largest activation over the channels of each position.

        Parameters
        ----------
        p : float
            The chance to drop.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        return self.add(dropouts.ChannelMaxDrop(p))

    def stochastic_dropout(self, distribution: str, a: float, b: float) -> Self:
        """Add dropout whose rate is drawn anew in every iteration.

        Parameters
        ----------
        distribution : {"normal", "uniform"}
            Of the rate.
        a, b : float
            Mean and standard deviation, or the ends.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        return self.add(dropouts.StochasticDropout(distribution, a, b))

    def freeze(self, count: int) -> Self:
        """Keep the first layers as they are in training, as in transfer learning.

        Parameters
        ----------
        count : int
            How many layers, the input not counted; 0 to train all of them again.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        for i, layer in enumerate(self.layers):
            layer.trainable = i >= count
        self.layers_changed()
        return self

    @property
    def output_shape(self) -> Shape:
        """Shape of what comes out for one sample."""
        return self.layers[-1].output_shape if self.layers else self.input_shape

    @property
    def parameters(self) -> dict[str, Array]:
        """The parameters themselves, not copies, by names such as "1.conv.w"; layers are counted from 1."""
        return {
            f"{i}.{layer.kind}.{name}": p
            for i, layer in enumerate(self.layers, 1)
            for name, p in layer.parameters.items()
        }

    def count(self) -> int:
        """Count the parameters that training finds.

        Returns
        -------
        int
        """
        return sum(layer.count() for layer in self.layers)

    def summary(self) -> str:
        """Write the lecture's table of layers, shapes and parameters.

        Returns
        -------
        str
            Several lines.
        """
        return summaries.table(self.input_shape, self.layers)

    def arrays(self) -> dict[str, Array]:
        """Return everything that makes the network what it is: parameters and running statistics.

        Returns
        -------
        dict of str to ndarray
            The arrays themselves, not copies, by names such as "1.conv.w".
        """
        return {
            f"{i}.{layer.kind}.{name}": value
            for i, layer in enumerate(self.layers, 1)
            for name, value in (*layer.parameters.items(), *layer.state.items())
        }

    def set_parameters(self, parameters: Mapping[str, Array]) -> Self:
        """Copy values into the parameters and the running statistics.

        Parameters
        ----------
        parameters : mapping of str to ndarray
            By the names of `arrays`; what is missing stays as it is.

        Returns
        -------
        NeuralNetwork
            This network.

        Raises
        ------
        ShapeError
            If a name is unknown or a shape differs.
        """
        arrays = self.arrays()
        for name, value in parameters.items():
            if name not in arrays:
                raise ShapeError(f"the network has no {name}: it has {', '.join(arrays)}")
            if arrays[name].shape != np.shape(value):
                raise ShapeError(f"expected {name} of shape {arrays[name].shape}, got {np.shape(value)}")
            arrays[name][...] = value
        return self
