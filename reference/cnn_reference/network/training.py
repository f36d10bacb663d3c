"""The loop: batch after batch, epoch after epoch, until it is enough.

Lecture: basic concepts, "Lotes" and "Evaluación": epochs, batches, iterations and the curves over them; early
stopping keeps the epoch that `cnn_reference.evaluation.best_epoch` names.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.batches import batches, iterations_per_epoch
from cnn_reference.evaluation import best_epoch
from cnn_reference.network.errors import NetworkError, ShapeError
from cnn_reference.network.history import Evaluation, History
from cnn_reference.network.objectives import Objective, objective
from cnn_reference.network.optimizers import Optimizer, optimizer
from cnn_reference.network.progress import Progress
from cnn_reference.network.schedules import Schedule, constant

if TYPE_CHECKING:
    from cnn_reference.network.trainable import Trainable

__all__ = ["Settings", "evaluate", "fit"]

Array = NDArray[Any]
Augmentation = Callable[[Array, np.random.Generator], Array]


@dataclass(frozen=True)
class Settings:
    """How to train; the fields are the arguments of `NeuralNetwork.fit`."""

    epochs: int
    batch_size: int
    loss: str | Objective
    optimizer: str | Optimizer
    learning_rate: float | None
    schedule: Schedule | None
    l2: float
    weight_decay: float
    validation: tuple[Array, Array] | None
    patience: int | None
    augment: Augmentation | None
    progress: bool
    on_epoch: Callable[[int, History], None] | None


def fit(network: Trainable, x: Array, y: Array, settings: Settings, rng: np.random.Generator) -> History:
    """Train a network; see `NeuralNetwork.fit`.

    Parameters
    ----------
    network : Trainable
        Its parameters are changed.
    x, y : ndarray
        The training data.
    settings : Settings
        How.
    rng : numpy.random.Generator
        Of the order, augmentation and dropout.

    Returns
    -------
    History
    """
    goal = objective(settings.loss)
    network.check_objective(goal)
    if len(x) != len(y) or len(x) == 0:
        raise ShapeError(f"expected as many targets as samples, at least 1: got {len(x)} and {len(y)}")
    if settings.patience is not None and (settings.validation is None or settings.patience < 1):
        raise NetworkError("early stopping needs validation data and a patience of 1 or more")
    if settings.l2 < 0 or settings.weight_decay < 0:
        raise NetworkError(f"expected l2 and weight_decay of 0 or more, got {settings.l2} and {settings.weight_decay}")
    goal.targets(y, network.output_shape[0])  # refused before the first update rather than in the middle
    steps = optimizer(settings.optimizer, settings.learning_rate)
    schedule = settings.schedule or constant(steps.learning_rate)
    iterations = iterations_per_epoch(len(x), settings.batch_size)
    history = History()
    best: dict[str, Array] = {}
    with Progress(settings.epochs * iterations, settings.progress) as progress:
        for epoch in range(settings.epochs):
            began = time.perf_counter()
            history.learning_rate.append(schedule(float(epoch)))
            with np.errstate(over="ignore", invalid="ignore"):  # the history says whether it diverged, once
                _train_epoch(network, x, y, goal, steps, schedule, settings, rng, epoch, history, progress)
                if settings.validation is not None:
                    measured = network.evaluate(*settings.validation, loss=goal)
                    history.validation_loss.append(measured.loss)
                    history.validation_accuracy.append(measured.accuracy)
            history.seconds.append(time.perf_counter() - began)
            history.kept_epoch = epoch
            progress.line(history.line(epoch))
            if settings.on_epoch is not None:
                settings.on_epoch(epoch, history)
            if not math.isfinite(history.loss[-1]):
                history.diverged = True
                progress.line("The loss is no finite number any more: try a lower learning rate.")
                break
            if settings.patience is not None:
                history.kept_epoch = best_epoch(np.array(history.validation_loss), settings.patience)
                if history.kept_epoch == epoch:
                    best = {name: array.copy() for name, array in network.arrays().items()}
                if epoch - history.kept_epoch == settings.patience:
                    history.stopped_early = True
                    break
    if best:
        network.set_parameters(best)
    return history


def _train_epoch(
    network: Trainable,
    x: Array,
    y: Array,
    goal: Objective,
    steps: Optimizer,
    schedule: Schedule,
    settings: Settings,
    rng: np.random.Generator,
    epoch: int,
    history: History,
    progress: Progress,
) -> None:
    """Look at all samples once, and write the epoch's figures into the history."""
    iterations = iterations_per_epoch(len(x), settings.batch_size)
    parameters = network.parameters
    total, hits, seen = 0.0, 0.0, 0
    for i, (x_batch, y_batch) in enumerate(batches(x, y, settings.batch_size, rng)):
        if settings.augment is not None:
            x_batch = settings.augment(x_batch, rng)
        targets = goal.targets(y_batch, network.output_shape[0])
        value, outputs = network.engine.train(x_batch, targets, goal, rng)
        gradients = network.gradients(settings.l2)
        rate = schedule(epoch + i / iterations)
        if settings.weight_decay:
            for weights in network.penalised():
                weights *= 1 - rate * settings.weight_decay
        steps.step({name: parameters[name] for name in gradients}, gradients, rate)
        seen += len(x_batch)
        total += value * len(x_batch)
        hits += count_hits(outputs, y_batch, goal)
        progress.update(epoch, total / seen)
    history.loss.append(total / seen)
    history.accuracy.append(hits / seen)
    history.penalty.append(network.penalty(settings.l2))


def evaluate(network: Trainable, x: Array, y: Array, goal: Objective) -> Evaluation:
    """Measure a network; see `NeuralNetwork.evaluate`.

    Parameters
    ----------
    network : Trainable
        Not changed.
    x, y : ndarray
        The data.
    goal : Objective
        The loss.

    Returns
    -------
    Evaluation
    """
    network.check_objective(goal)
    targets = goal.targets(y, network.output_shape[0])
    if len(x) != len(targets) or len(x) == 0:
        raise ShapeError(f"expected as many targets as samples, at least 1: got {len(x)} and {len(targets)}")
    outputs = network.logits(x, goal)
    return Evaluation(goal.value(outputs, targets), count_hits(outputs, y, goal) / len(x), len(x))


def count_hits(outputs: Array, y: Array, goal: Objective) -> float:
    """Count the samples whose class was predicted.

    Parameters
    ----------
    outputs : ndarray of float, shape (N, K)
        Of the network without the layer that the objective replaces.
    y : ndarray
        Class numbers (N,), or rows of probabilities (N, K) under the cross-entropy.
    goal : Objective
        The loss.

    Returns
    -------
    float
        NaN where the targets are no classes.
    """
    if y.ndim == 2 and outputs.shape[1] > 1 and goal.name == "cross_entropy":
        y = np.argmax(y, axis=1)
    if y.ndim != 1 or y.dtype.kind not in "iu":
        return math.nan
    if outputs.shape[1] > 1:
        return float(np.sum(np.argmax(outputs, axis=1) == y))
    # The sigmoid is 1/2 where its logit is 0.
    return float(np.sum((outputs[:, 0] > (0.0 if goal.needs_replaced else 0.5)) == (y == 1)))
