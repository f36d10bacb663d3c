"""Training a network and asking it: forward, backward, the loop, and what it predicts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.losses import softmax
from cnn_reference.network import training
from cnn_reference.network.builder import Builder
from cnn_reference.network.engines import Engine, PlainEngine
from cnn_reference.network.errors import NetworkError, ShapeError
from cnn_reference.network.fast.engine import FastEngine
from cnn_reference.network.history import Evaluation, History
from cnn_reference.network.objectives import Objective, objective
from cnn_reference.network.optimizers import Optimizer
from cnn_reference.network.schedules import Schedule
from cnn_reference.regularization import l2_gradient, l2_penalty

__all__ = ["Trainable"]

Array = NDArray[Any]

# Predicting goes through the data in pieces of this size, so that memory does not grow with them.
PIECE = 512


class Trainable(Builder):
    """A network that runs and learns; see `NeuralNetwork`.

    Parameters
    ----------
    seed : int
        Of everything random.
    dtype : numpy dtype
        Of the parameters and of the fast path.
    fast : bool
        Whether the fast path runs the layers.
    threads : int or None
        Of the fast path; None for one a processor.
    """

    def __init__(self, seed: int = 0, dtype: Any = np.float32, fast: bool = True, threads: int | None = None) -> None:
        super().__init__(seed, dtype)
        if threads is not None and threads < 1:
            raise NetworkError(f"expected 1 thread or more, got {threads}")
        self.threads = threads
        self._fast = fast
        self._training = np.random.default_rng([seed, 1])
        self._engine: Engine | None = None

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what runs the layers, which has threads: a copy gets its own."""
        return {**self.__dict__, "_engine": None}

    def layers_changed(self) -> None:
        """Have the engine made anew."""
        self._engine = None

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
