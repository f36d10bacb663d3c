"""`NeuralNetwork`, the fluent builder of the lecture's last slides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from cnn_reference.activations import DEFAULT_SLOPE
from cnn_reference.initialization import Initializer
from cnn_reference.losses import softmax
from cnn_reference.network import dropouts, layers, storage, summaries, training
from cnn_reference.network.engines import Engine, PlainEngine
from cnn_reference.network.errors import NetworkError, ShapeError
from cnn_reference.network.fast.engine import FastEngine
from cnn_reference.network.history import Evaluation, History
from cnn_reference.network.layers import Layer, Shape
from cnn_reference.network.objectives import Objective, objective
from cnn_reference.network.optimizers import Optimizer
from cnn_reference.network.schedules import Schedule
from cnn_reference.regularization import l2_gradient, l2_penalty

if TYPE_CHECKING:
    import torch

__all__ = ["NeuralNetwork"]

Array = NDArray[Any]

# Predicting goes through the data in pieces of this size, so that memory does not grow with them.
PIECE = 512


class NeuralNetwork:
    r"""A feed-forward network, written layer by layer.

    Lecture: case study, "Pruebas con distintas arquitecturas". Every method that adds a layer returns the network,
    checks at once that the layer fits, and draws its first weights.

    Parameters
    ----------
    seed : int
        Of everything random: the first weights, the order of the samples, dropout, augmentation. Two networks that
        are made and trained alike, with one seed, are equal to the last bit.
    dtype : numpy dtype
        Of the parameters and of the fast path: float32 for training, float64 for checking gradients.
    fast : bool
        Whether the fast path runs the layers; False for the textbook layers, which compute in float64.
    threads : int or None
        Of the fast path; None for one a processor. The results do not depend on it.

    Attributes
    ----------
    layers : list of Layer
        In their order.
    input_shape : tuple of int
        Of one sample.

    Examples
    --------
    The lecture's first network, on images of 32 x 32 pixels with three channels and 43 classes:

    >>> network1 = (NeuralNetwork()
    ...     .input([32, 32, 3])
    ...     .conv([5, 5, 6])
    ...     .max_pool()
    ...     .relu()
    ...     .conv([5, 5, 16])
    ...     .max_pool()
    ...     .relu()
    ...     .flatten()
    ...     .dense(120)
    ...     .relu()
    ...     .dense(43))
    >>> network1.count()
    56195
    >>> network1.forward(np.zeros((2, 32, 32, 3))).shape
    (2, 43)
    """

    def __init__(self, seed: int = 0, dtype: Any = np.float32, fast: bool = True, threads: int | None = None) -> None:
        self.dtype: np.dtype[Any] = np.dtype(dtype)
        if self.dtype not in (np.dtype(np.float32), np.dtype(np.float64)):
            raise NetworkError(f"expected the dtype float32 or float64, got {self.dtype}")
        if threads is not None and threads < 1:
            raise NetworkError(f"expected 1 thread or more, got {threads}")
        self.seed, self.threads = seed, threads
        self.layers: list[Layer] = []
        self.input_shape: Shape = ()
        self._fast = fast
        self._first_weights = np.random.default_rng([seed, 0])
        self._training = np.random.default_rng([seed, 1])
        self._engine: Engine | None = None

    def __repr__(self) -> str:
        return f"NeuralNetwork({' -> '.join(['input', *(layer.kind for layer in self.layers)])})"

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what runs the layers, which has threads: a copy gets its own."""
        return {**self.__dict__, "_engine": None}

    # The builder

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
        self._engine = None
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
        self._engine = None
        return self

    # What it is

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

    # Running it

    @property
    def engine(self) -> Engine:
        """Who runs the layers."""
        if self._engine is None:
            self._engine = FastEngine(self.layers, self.dtype, self.threads) if self._fast else PlainEngine(self.layers)
        return self._engine

    def forward(self, x: Array, training: bool = False) -> Array:
        """Compute the outputs of a batch.

        Parameters
        ----------
        x : ndarray, shape (N, *input_shape)
            The batch.
        training : bool
            Whether layers behave as in training: batch statistics, dropout.

        Returns
        -------
        ndarray of float, shape (N, *output_shape)

        Raises
        ------
        ShapeError
            If x does not fit the input.
        """
        x = self._fitting(x)
        if training and len(x):
            return self.engine.forward(x, True, self._training)
        return self._in_pieces(x)

    def loss_and_gradients(
        self,
        x: Array,
        y: Array,
        loss: str | Objective = "cross_entropy",
        l2: float = 0.0,
        rng: np.random.Generator | None = None,
    ) -> tuple[float, dict[str, Array]]:
        r"""Compute the loss of a batch as in training, and its gradient with respect to every parameter.

        Parameters
        ----------
        x : ndarray, shape (N, *input_shape)
            The batch.
        y : ndarray
            Its labels or targets.
        loss : str or Objective
            A key of `OBJECTIVES`.
        l2 : float
            The lecture's lambda: :math:`\frac{\lambda}{2} \sum_j \omega_j^2` is added to the loss.
        rng : numpy.random.Generator or None
            Of dropout; None for the network's own.

        Returns
        -------
        loss : float
            With the penalty.
        gradients : dict of str to ndarray
            By the names of `parameters`; those of frozen layers are missing.
        """
        goal = objective(loss)
        self.check_objective(goal)
        x = self._fitting(x)
        targets = goal.targets(np.asarray(y), self.output_shape[0])
        if len(x) != len(targets) or len(x) == 0:
            raise ShapeError(f"expected as many targets as samples, at least 1: got {len(x)} and {len(targets)}")
        value, _ = self.engine.train(x, targets, goal, self._training if rng is None else rng)
        gradients = self.gradients(l2)
        return value + self.penalty(l2), gradients

    def gradients(self, l2: float = 0.0) -> dict[str, Array]:
        """Return the gradients of the last backward pass, with that of the penalty.

        Parameters
        ----------
        l2 : float
            The lecture's lambda.

        Returns
        -------
        dict of str to ndarray
            By the names of `parameters`; those of frozen layers are missing.
        """
        gradients = {}
        for i, layer in enumerate(self.layers, 1):
            if not layer.trainable:
                continue
            for name, parameter in layer.parameters.items():
                gradient = layer.gradients[name]
                if l2 and name in layer.penalised:
                    gradient = gradient + l2_gradient([parameter], l2)[0]
                gradients[f"{i}.{layer.kind}.{name}"] = gradient
        return gradients

    def penalty(self, l2: float) -> float:
        """Compute the price of large weights; biases, gammas and betas cost nothing.

        Parameters
        ----------
        l2 : float
            The lecture's lambda.

        Returns
        -------
        float
        """
        return l2_penalty(self.penalised(), l2) if l2 else 0.0

    def penalised(self) -> list[Array]:
        """Return the weights that regularization goes over.

        Returns
        -------
        list of ndarray
            The trained kernels and matrices themselves, not copies.
        """
        return [layer.parameters[name] for layer in self.layers if layer.trainable for name in layer.penalised]

    def check_objective(self, goal: Objective) -> None:
        """Refuse a loss that does not go with the end of the network.

        Parameters
        ----------
        goal : Objective
            The loss.

        Raises
        ------
        NetworkError
            If they do not go together.
        """
        last = self.layers[-1].kind if self.layers else "input"
        if len(self.output_shape) != 1:
            raise ShapeError(f"{goal.name} needs (N, K) outputs: end with flatten and dense, got {self.output_shape}")
        if goal.needs_replaced and last != goal.replaces:
            raise NetworkError(f"{goal.name} needs probabilities: end with .{goal.replaces}(), not {last}")

    def fit(
        self,
        x: Array,
        y: Array,
        epochs: int = 5,
        batch_size: int = 128,
        *,
        loss: str | Objective = "cross_entropy",
        optimizer: str | Optimizer = "adam",
        learning_rate: float | None = None,
        schedule: Schedule | None = None,
        l2: float = 0.0,
        weight_decay: float = 0.0,
        validation: tuple[Array, Array] | None = None,
        patience: int | None = None,
        augment: Callable[[Array, np.random.Generator], Array] | None = None,
        progress: bool = False,
        on_epoch: Callable[[int, History], None] | None = None,
    ) -> History:
        r"""Train the network.

        Parameters
        ----------
        x : ndarray, shape (N, *input_shape)
            The training data.
        y : ndarray
            Labels (N,), or targets.
        epochs : int
            How often all samples are looked at, at most.
        batch_size : int
            Samples of an update; an incomplete last batch counts.
        loss : str or Objective
            A key of `OBJECTIVES`.
        optimizer : str or Optimizer
            A key of `OPTIMIZERS`, or one with settings of its own.
        learning_rate : float or None
            None for the optimizer's.
        schedule : callable or None
            The learning rate by the time in epochs, in place of one rate; see `schedules`.
        l2 : float
            The lecture's lambda: :math:`\frac{\lambda}{2} \sum_j \omega_j^2` is added to the loss.
        weight_decay : float
            Lambda of a decay apart from the loss: before each step the weights shrink by the factor
            :math:`1 - \gamma\lambda`. With SGD this is `l2`; with Adam it is AdamW (Loshchilov and Hutter, 2019).
        validation : (ndarray, ndarray) or None
            Data that training does not see, looked at after every epoch.
        patience : int or None
            Early stopping: epochs without a better validation loss that are waited for. The network ends with the
            parameters of its best epoch. Needs `validation`.
        augment : callable or None
            ``augment(images, rng)`` changes a batch of images before it is learnt from; see `augmentations`.
        progress : bool
            Whether to show a bar, and a line an epoch, on the standard error stream.
        on_epoch : callable or None
            Called after every epoch with its number, from 0, and the history so far.

        Returns
        -------
        History
            The curves. If the loss stops being a finite number, the training ends, and `diverged` is set.
        """
        return training.fit(
            self,
            self._fitting(x),
            np.asarray(y),
            training.Settings(
                epochs=epochs,
                batch_size=batch_size,
                loss=loss,
                optimizer=optimizer,
                learning_rate=learning_rate,
                schedule=schedule,
                l2=l2,
                weight_decay=weight_decay,
                validation=validation,
                patience=patience,
                augment=augment,
                progress=progress,
                on_epoch=on_epoch,
            ),
            self._training,
        )

    def evaluate(self, x: Array, y: Array, loss: str | Objective = "cross_entropy") -> Evaluation:
        """Measure loss and accuracy, as at inference.

        Parameters
        ----------
        x : ndarray, shape (N, *input_shape)
            The data, N at least 1.
        y : ndarray
            Labels or targets.
        loss : str or Objective
            A key of `OBJECTIVES`.

        Returns
        -------
        Evaluation
        """
        return training.evaluate(self, self._fitting(x), np.asarray(y), objective(loss))

    def logits(self, x: Array, goal: Objective) -> Array:
        """Compute the outputs without the layer that a loss is taken together with.

        Parameters
        ----------
        x : ndarray, shape (N, *input_shape)
            The data.
        goal : Objective
            The loss.

        Returns
        -------
        ndarray of float, shape (N, K)
        """
        return self._in_pieces(self._fitting(x), goal)

    def predict_proba(self, x: Array) -> Array:
        """Compute the probability of each class.

        Parameters
        ----------
        x : ndarray, shape (N, *input_shape)
            The data.

        Returns
        -------
        ndarray of float, shape (N, K)
            The outputs of a network that ends in softmax or sigmoid; the softmax of the outputs of any other.
        """
        outputs = self.forward(x)
        if self.layers and self.layers[-1].kind in ("softmax", "sigmoid"):
            return outputs
        return softmax(outputs) if len(outputs) else outputs

    def predict(self, x: Array) -> NDArray[np.int64]:
        """Choose a class for each sample.

        Parameters
        ----------
        x : ndarray, shape (N, *input_shape)
            The data.

        Returns
        -------
        ndarray of int, shape (N,)
            The class of the largest output; of equal ones the first. With one sigmoid as the output, 1 above 0.5.

        Raises
        ------
        NetworkError
            If the network has one output that is no probability.
        """
        outputs = self.forward(x)
        if outputs.ndim != 2:
            raise ShapeError(f"classes need (N, K) outputs: end with flatten and dense, got {outputs.shape[1:]}")
        if outputs.shape[1] > 1:
            return np.asarray(np.argmax(outputs, axis=1))
        if self.layers[-1].kind != "sigmoid":
            raise NetworkError("one output is no class: use forward() for its value, or end with .sigmoid()")
        return (outputs[:, 0] > 0.5).astype(np.int64)

    # Keeping it

    def save(self, path: str | Path) -> Path:
        """Write layers, parameters and running statistics into an npz file.

        Parameters
        ----------
        path : str or Path
            Of the file; `.npz` is added if it is missing.

        Returns
        -------
        Path
            Where it is.
        """
        return storage.save(self, Path(path))

    @classmethod
    def load(cls, path: str | Path, fast: bool = True, threads: int | None = None) -> Self:
        """Read a network that `save` wrote.

        Parameters
        ----------
        path : str or Path
            Of the file.
        fast : bool
            As for a new network.
        threads : int or None
            As for a new network.

        Returns
        -------
        NeuralNetwork

        Raises
        ------
        ModelFileError
            If the file is no saved network, is damaged, or has a format that this version does not know.
        """
        return storage.load(cls, Path(path), fast, threads)

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

    def to_torch(self) -> torch.nn.Module:
        """Build the same network in torch, with the same weights.

        Returns
        -------
        torch.nn.Module
            Takes batches (N, *input_shape) and gives the same outputs, at inference (after `.eval()`) and in
            training; only dropout draws from torch's own generator.

        Raises
        ------
        NetworkError
            If torch is not installed.
        """
        from cnn_reference.network import twin

        return twin.to_torch(self)

    def from_torch(self, module: torch.nn.Module) -> Self:
        """Take the weights of a twin that was trained in torch.

        Parameters
        ----------
        module : torch.nn.Module
            What `to_torch` of this network, or of one with the same layers, gave.

        Returns
        -------
        NeuralNetwork
            This network.
        """
        from cnn_reference.network import twin

        twin.from_torch(self, module)
        return self

    def _in_pieces(self, x: Array, goal: Objective | None = None) -> Array:
        """Go forward as at inference."""
        if len(x) == 0:
            return np.zeros((0, *self.output_shape), dtype=self.dtype)
        starts = range(0, len(x), PIECE)
        pieces = [self.engine.forward(x[i : i + PIECE], False, self._training, goal) for i in starts]
        return np.concatenate(pieces)

    def _fitting(self, x: Array) -> Array:
        x = np.asarray(x)
        if not self.layers:
            raise ShapeError("the network has no layers yet")
        if x.shape[1:] != self.input_shape or x.ndim != len(self.input_shape) + 1:
            expected = ", ".join(["N", *map(str, self.input_shape)])
            raise ShapeError(f"expected x ({expected}), got {x.shape}")
        return x
