r"""The layers of a network, written with the textbook functions of the course, in float64.

A layer knows its shapes, holds its parameters, and goes forward and back. Images are (N, H, W, C). `forward` keeps
what `backward` needs; `backward` takes the gradient of the loss with respect to the layer's output, leaves that of
the parameters in `gradients`, and gives the one with respect to the input. This is the page to read; the fast path
(`cnn_reference.network.fast`) computes the same.

Lecture: case study, "Definir arquitectura", the table of the architecture based on LeNet.
"""

import math
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from cnn_reference import activations
from cnn_reference.batch_normalization import (
    BatchNormCache,
    batch_norm_backward,
    batch_norm_forward,
    batch_norm_inference,
    update_running,
)
from cnn_reference.convolution import conv2d_backward, conv2d_forward, flatten, max_pool_backward, max_pool_forward
from cnn_reference.initialization import Initializer
from cnn_reference.losses import softmax
from cnn_reference.network.errors import ShapeError
from cnn_reference.network.initializers import initializer
from cnn_reference.parameters import conv2d_output_shape, max_pool_output_shape

__all__ = [
    "Activation",
    "BatchNorm",
    "Conv",
    "Dense",
    "Flatten",
    "Layer",
    "LeakyReLU",
    "MaxPool",
    "ReLU",
    "Sigmoid",
    "Softmax",
    "Tanh",
]

Array = NDArray[Any]
Shape = tuple[int, ...]


class Layer:
    """One layer of a network.

    Attributes
    ----------
    kind : str
        What the builder calls it.
    penalised : tuple of str
        The parameters that regularization makes expensive: the weights, not the biases.
    input_shape, output_shape : tuple of int
        Of one sample, without the batch.
    parameters : dict of str to ndarray
        What training finds.
    gradients : dict of str to ndarray
        Of the loss, with respect to each parameter; of the last backward pass.
    state : dict of str to ndarray
        What is measured rather than trained: running means and variances.
    trainable : bool
        Whether `fit` changes the parameters.
    """

    kind: ClassVar[str]
    penalised: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        self.input_shape: Shape = ()
        self.output_shape: Shape = ()
        self.parameters: dict[str, Array] = {}
        self.gradients: dict[str, Array] = {}
        self.state: dict[str, Array] = {}
        self.trainable = True

    def __repr__(self) -> str:
        return f"{self.kind}({', '.join(f'{name}={value!r}' for name, value in self.options().items())})"

    def options(self) -> dict[str, Any]:
        """Return the arguments that make the layer anew, as plain numbers, text and lists.

        Returns
        -------
        dict
        """
        return {}

    def build(self, input_shape: Shape, after: str, rng: np.random.Generator, dtype: np.dtype[Any]) -> None:
        """Fit the layer to what comes before it, and draw its parameters.

        Parameters
        ----------
        input_shape : tuple of int
            Of one sample.
        after : str
            The kind of the layer before, for the message.
        rng : numpy.random.Generator
            Of the first weights.
        dtype : numpy.dtype
            Of the parameters.

        Raises
        ------
        ShapeError
            If the layer does not fit.
        """
        self.check(input_shape, after)
        self.input_shape = input_shape
        self.output_shape = self.shape_after(input_shape)
        self.parameters = {name: value.astype(dtype) for name, value in self.first_parameters(rng).items()}
        self.state = {name: value.astype(dtype) for name, value in self.first_state().items()}

    def check(self, input_shape: Shape, after: str) -> None:
        """Raise ShapeError if the layer does not fit; a layer without a wish fits everywhere.

        Parameters
        ----------
        input_shape : tuple of int
            Of one sample.
        after : str
            The kind of the layer before.
        """

    def shape_after(self, input_shape: Shape) -> Shape:
        """Return the shape that leaves the layer; the one that enters unless a layer says otherwise.

        Parameters
        ----------
        input_shape : tuple of int
            Of one sample.

        Returns
        -------
        tuple of int
        """
        return input_shape

    def first_parameters(self, rng: np.random.Generator) -> dict[str, Array]:
        """Draw the parameters; `input_shape` is known by then.

        Parameters
        ----------
        rng : numpy.random.Generator
            The only source of randomness.

        Returns
        -------
        dict of str to ndarray
        """
        return {}

    def first_state(self) -> dict[str, Array]:
        """Return what the layer measures, before it has measured anything.

        Returns
        -------
        dict of str to ndarray
        """
        return {}

    def forward(self, x: Array, training: bool, rng: np.random.Generator) -> Array:
        """Compute the layer's output.

        Parameters
        ----------
        x : ndarray of float, shape (N, *input_shape)
            A batch.
        training : bool
            Whether the layer behaves as in training: batch statistics, dropout.
        rng : numpy.random.Generator
            Of dropout.

        Returns
        -------
        ndarray of float, shape (N, *output_shape)
        """
        raise NotImplementedError

    def backward(self, dy: Array) -> Array:
        """Take the gradient of the loss back through the last forward pass.

        Parameters
        ----------
        dy : ndarray of float, shape (N, *output_shape)
            With respect to the output.

        Returns
        -------
        ndarray of float, shape (N, *input_shape)
            With respect to the input.
        """
        raise NotImplementedError

    def count(self) -> int:
        """Count the parameters.

        Returns
        -------
        int
        """
        return sum(value.size for value in self.parameters.values())

    def describe(self) -> str:
        """Name the layer as the lecture's table does.

        Returns
        -------
        str
        """
        return self.kind


def needs_image(layer: Layer, shape: Shape, after: str) -> None:
    """Refuse a shape that is not (height, width, channels).

    Parameters
    ----------
    layer : Layer
        That needs an image.
    shape : tuple of int
        What it gets.
    after : str
        The kind of the layer before.

    Raises
    ------
    ShapeError
        Unless the shape has three numbers.
    """
    if len(shape) != 3:
        raise ShapeError(f"{layer.kind} after {after} needs (height, width, channels): got {shape}")


class Conv(Layer):
    r"""A convolution; every filter is a block of kh x kw x C weights with a bias.

    Parameters
    ----------
    shape : sequence of 3 int
        [kernel height, kernel width, filters], as the lecture writes it.
    stride, padding : int
        As in `conv2d_forward`.
    init : str or callable
        How the kernels are drawn; biases begin at 0.
    """

    kind = "conv"
    penalised = ("w",)

    def __init__(
        self, shape: tuple[int, int, int], stride: int = 1, padding: int = 0, init: str | Initializer = "he_normal"
    ) -> None:
        super().__init__()
        if len(shape) != 3 or any(number < 1 for number in shape):
            raise ShapeError(f"conv takes [kernel height, kernel width, filters], each 1 or more: got {list(shape)}")
        self.kernel = (int(shape[0]), int(shape[1]))
        self.filters = int(shape[2])
        self.stride, self.padding = stride, padding
        self.init = initializer(init)
        self._x: Array

    def options(self) -> dict[str, Any]:
        return {"shape": [*self.kernel, self.filters], "stride": self.stride, "padding": self.padding}

    def check(self, input_shape: Shape, after: str) -> None:
        needs_image(self, input_shape, after)

    def shape_after(self, input_shape: Shape) -> Shape:
        height, width, channels = input_shape
        try:
            return conv2d_output_shape((height, width, channels), self.filters, self.kernel, self.stride, self.padding)
        except ValueError as error:
            raise ShapeError(f"conv {self.options()['shape']} does not fit {input_shape}: {error}") from error

    def first_parameters(self, rng: np.random.Generator) -> dict[str, Array]:
        shape = (*self.kernel, self.input_shape[2], self.filters)
        return {"w": self.init(shape, rng), "b": np.zeros(self.filters)}

    def forward(self, x: Array, training: bool, rng: np.random.Generator) -> Array:
        self._x = x
        return conv2d_forward(x, self.parameters["w"], self.parameters["b"], self.stride, self.padding)

    def backward(self, dy: Array) -> Array:
        dx, dw, db = conv2d_backward(dy, self._x, self.parameters["w"], self.stride, self.padding)
        self.gradients = {"w": dw, "b": db}
        return dx

    def describe(self) -> str:
        kh, kw = self.kernel
        frame = "valid" if self.padding == 0 else f"padding {self.padding}"
        stride = "" if self.stride == 1 else f", stride {self.stride}"
        return f"Convolution ({frame}, {kh}x{kw}x{self.filters}{stride})"


class MaxPool(Layer):
    """Max pooling with windows that lie side by side.

    Parameters
    ----------
    size : int
        Side of a window.
    """

    kind = "max_pool"

    def __init__(self, size: int = 2) -> None:
        super().__init__()
        self.size = size
        self._x: Array

    def options(self) -> dict[str, Any]:
        return {"size": self.size}

    def check(self, input_shape: Shape, after: str) -> None:
        needs_image(self, input_shape, after)

    def shape_after(self, input_shape: Shape) -> Shape:
        height, width, channels = input_shape
        try:
            return max_pool_output_shape((height, width, channels), self.size)
        except ValueError as error:
            raise ShapeError(f"max_pool of size {self.size} does not fit {input_shape}: {error}") from error

    def forward(self, x: Array, training: bool, rng: np.random.Generator) -> Array:
        self._x = x
        return max_pool_forward(x, self.size)

    def backward(self, dy: Array) -> Array:
        return max_pool_backward(dy, self._x, self.size)

    def describe(self) -> str:
        return f"Max pooling (valid, {self.size}x{self.size})"


class Flatten(Layer):
    """Every image in one row."""

    kind = "flatten"

    def __init__(self) -> None:
        super().__init__()

    def check(self, input_shape: Shape, after: str) -> None:
        needs_image(self, input_shape, after)

    def shape_after(self, input_shape: Shape) -> Shape:
        return (math.prod(input_shape),)

    def forward(self, x: Array, training: bool, rng: np.random.Generator) -> Array:
        return flatten(x)

    def backward(self, dy: Array) -> Array:
        return dy.reshape(len(dy), *self.input_shape)

    def describe(self) -> str:
        return "Flatten"


class Dense(Layer):
    r"""A fully connected layer, :math:`z = x W + b`.

    Back, :math:`dx = dz\,W^T`, :math:`dW = x^T dz` and :math:`db = \sum_n dz_n` (Goodfellow, Bengio and Courville,
    2016, section 6.5.6).

    Parameters
    ----------
    units : int
        Outputs.
    init : str or callable
        How the weights are drawn; biases begin at 0.
    """

    kind = "dense"
    penalised = ("w",)

    def __init__(self, units: int, init: str | Initializer = "xavier_normal") -> None:
        super().__init__()
        if units < 1:
            raise ShapeError(f"dense needs 1 unit or more: got {units}")
        self.units = units
        self.init = initializer(init)
        self._x: Array

    def options(self) -> dict[str, Any]:
        return {"units": self.units}

    def check(self, input_shape: Shape, after: str) -> None:
        if len(input_shape) != 1:
            raise ShapeError(f"dense after {after} without flatten: got {input_shape}")

    def shape_after(self, input_shape: Shape) -> Shape:
        return (self.units,)

    def first_parameters(self, rng: np.random.Generator) -> dict[str, Array]:
        return {"w": self.init((self.input_shape[0], self.units), rng), "b": np.zeros(self.units)}

    def forward(self, x: Array, training: bool, rng: np.random.Generator) -> Array:
        self._x = x.astype(np.float64)
        return np.asarray(self._x @ self.parameters["w"] + self.parameters["b"])

    def backward(self, dy: Array) -> Array:
        self.gradients = {"w": self._x.T @ dy, "b": dy.sum(axis=0)}
        return np.asarray(dy @ self.parameters["w"].T)

    def describe(self) -> str:
        return "Dense"


class Activation(Layer):
    """A function applied to every number on its own."""

    def __init__(self) -> None:
        super().__init__()
        self._z: Array

    def function(self, z: Array) -> Array:
        """Apply the activation.

        Parameters
        ----------
        z : ndarray of float
            Values before it.

        Returns
        -------
        ndarray of float64, shape of z
        """
        raise NotImplementedError

    def derivative(self, z: Array) -> Array:
        """Differentiate the activation.

        Parameters
        ----------
        z : ndarray of float
            Values before it.

        Returns
        -------
        ndarray of float64, shape of z
        """
        raise NotImplementedError

    def forward(self, x: Array, training: bool, rng: np.random.Generator) -> Array:
        self._z = x
        return self.function(x)

    def backward(self, dy: Array) -> Array:
        return np.asarray(dy * self.derivative(self._z))

    def describe(self) -> str:
        return f"Activation ({type(self).__name__})"


class Sigmoid(Activation):
    """`cnn_reference.activations.sigmoid` as a layer."""

    kind = "sigmoid"
    function = staticmethod(activations.sigmoid)
    derivative = staticmethod(activations.sigmoid_derivative)


class Tanh(Activation):
    """`cnn_reference.activations.tanh` as a layer."""

    kind = "tanh"
    function = staticmethod(activations.tanh)
    derivative = staticmethod(activations.tanh_derivative)


class ReLU(Activation):
    """`cnn_reference.activations.relu` as a layer."""

    kind = "relu"
    function = staticmethod(activations.relu)
    derivative = staticmethod(activations.relu_derivative)


class LeakyReLU(Activation):
    """`cnn_reference.activations.leaky_relu` as a layer.

    Parameters
    ----------
    slope : float
        On the negative side, 0 <= slope < 1.
    """

    kind = "leaky_relu"

    def __init__(self, slope: float = activations.DEFAULT_SLOPE) -> None:
        super().__init__()
        self.slope = slope

    def options(self) -> dict[str, Any]:
        return {"slope": self.slope}

    def function(self, z: Array) -> Array:
        return activations.leaky_relu(z, self.slope)

    def derivative(self, z: Array) -> Array:
        return activations.leaky_relu_derivative(z, self.slope)


class Softmax(Layer):
    r"""Probabilities of the classes, the last layer of a classifier.

    Back, with p the probabilities of a sample, :math:`dz_k = p_k (dp_k - \sum_c dp_c\,p_c)`, because
    :math:`\partial p_c / \partial z_k = p_c ([c = k] - p_k)`. Under the cross-entropy this is not used: there the
    gradient with respect to the logits is taken at once, which is exact at any size of the logits.
    """

    kind = "softmax"

    def __init__(self) -> None:
        super().__init__()
        self._p: Array

    def check(self, input_shape: Shape, after: str) -> None:
        if len(input_shape) != 1:
            raise ShapeError(f"softmax after {after} needs one number a class: got {input_shape}")

    def forward(self, x: Array, training: bool, rng: np.random.Generator) -> Array:
        self._p = softmax(x)
        return self._p

    def backward(self, dy: Array) -> Array:
        return np.asarray(self._p * (dy - (dy * self._p).sum(axis=-1, keepdims=True)))

    def describe(self) -> str:
        return "Activation (Softmax)"


class BatchNorm(Layer):
    """Batch normalization of each channel, before the activation.

    In training each channel is normalized with the batch's own statistics, which also go into the running ones; at
    inference with the running ones.

    Parameters
    ----------
    momentum : float
        How much of the old running statistics is kept.
    eps : float
        Added to the variance, inside the root.
    """

    kind = "batch_norm"

    def __init__(self, momentum: float = 0.9, eps: float = 1e-5) -> None:
        super().__init__()
        self.momentum, self.eps = momentum, eps
        self._cache: BatchNormCache

    def options(self) -> dict[str, Any]:
        return {"momentum": self.momentum, "eps": self.eps}

    def first_parameters(self, rng: np.random.Generator) -> dict[str, Array]:
        channels = self.input_shape[-1]
        return {"gamma": np.ones(channels), "beta": np.zeros(channels)}

    def first_state(self) -> dict[str, Array]:
        channels = self.input_shape[-1]
        return {"running_mean": np.zeros(channels), "running_var": np.ones(channels)}

    def forward(self, x: Array, training: bool, rng: np.random.Generator) -> Array:
        gamma, beta = self.parameters["gamma"], self.parameters["beta"]
        mean, var = self.state["running_mean"], self.state["running_var"]
        if not (training and self.trainable):  # a frozen layer keeps its statistics, and uses them
            return batch_norm_inference(x, gamma, beta, mean, var, self.eps)
        new_mean, new_var = update_running(mean, var, x, self.momentum)
        self.state = {"running_mean": new_mean.astype(mean.dtype), "running_var": new_var.astype(var.dtype)}
        y, self._cache = batch_norm_forward(x, gamma, beta, self.eps)
        return y

    def backward(self, dy: Array) -> Array:
        dx, dgamma, dbeta = batch_norm_backward(dy, self._cache)
        self.gradients = {"gamma": dgamma, "beta": dbeta}
        return dx

    def describe(self) -> str:
        return "Batch normalization"
