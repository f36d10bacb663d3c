"""The training runs behind the figures: what they train, with which seed, and what is kept of them.

`gradiente quizzes figures` runs them and stores the numbers beside this file. Everything is computed by the course's
reference: a multilayer perceptron with sigmoids that tells two half moons apart.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from cnn_reference.backpropagation import backward, forward, loss
from cnn_reference.evaluation import accuracy
from cnn_reference.initialization import activation_spread, he_normal, lecun_normal, small_normal, xavier_normal
from cnn_reference.regularization import weight_decay_step
from gradiente.quizzes.figures import Figure, Series
from gradiente.results import Text

EPOCH = Text("época", "epoch")
LOSS = Text("pérdida", "loss")
ACCURACY = Text("rendimiento (accuracy)", "accuracy")
TRAINING = Text("entrenamiento", "training")
VALIDATION = Text("validación", "validation")
STEPS_PER_EPOCH = 100


def half_moons(n, rng, noise):
    """Two half moons that reach into each other, with noise on every point."""
    angle, moon = rng.uniform(0, np.pi, n), rng.integers(0, 2, n)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    lower = np.stack([1 - np.cos(angle), 0.5 - np.sin(angle)], axis=1)
    points = np.where(moon[:, None] == 0, upper, lower)
    return points + rng.normal(0, noise, points.shape), moon[:, None].astype(float)


@dataclass(frozen=True)
class Run:
    """What one training run measured, once before the first epoch and once after each."""

    training_loss: list[float]
    validation_loss: list[float]
    training_accuracy: list[float]
    validation_accuracy: list[float]


def train_on_moons(n, hidden, learning_rate, epochs, noise, seed, strength=0.0):
    """Train a 2-hidden-hidden-1 net on n points by full-batch gradient descent; 500 others validate it."""
    rng = np.random.default_rng(seed)
    x, y = half_moons(n, rng, noise)
    x_validation, y_validation = half_moons(500, rng, noise)
    sizes = [2, hidden, hidden, 1]
    weights = [xavier_normal((sizes[0], sizes[1]), rng) * 3]  # the two inputs are small: wider weights use the sigmoid
    weights += [xavier_normal(shape, rng) for shape in pairwise(sizes[1:])]
    biases = [np.zeros(size) for size in sizes[1:]]
    run = Run([], [], [], [])
    for _ in range(epochs + 1):
        for points, labels, losses, accuracies in (
            (x, y, run.training_loss, run.training_accuracy),
            (x_validation, y_validation, run.validation_loss, run.validation_accuracy),
        ):
            output = forward(points, weights, biases)[-1]
            losses.append(round(loss(output, labels), 4))
            accuracies.append(round(accuracy(labels[:, 0].astype(int), (output[:, 0] > 0.5).astype(int)), 4))
        for _ in range(STEPS_PER_EPOCH):
            gradients, bias_gradients = backward(forward(x, weights, biases), weights, y)
            steps = zip(weights, gradients, strict=True)
            weights = [weight_decay_step(w, gradient, learning_rate, strength) for w, gradient in steps]
            biases = [b - learning_rate * gradient for b, gradient in zip(biases, bias_gradients, strict=True)]
    return run


def curves(title, y, training, validation, recipe):
    """A figure of two curves, one value an epoch."""
    return Figure(
        name="",
        title=title,
        x=EPOCH,
        y=y,
        positions=tuple(range(len(training))),
        series=(
            Series("training", TRAINING, tuple(training)),
            Series("validation", VALIDATION, tuple(validation)),
        ),
        recipe=recipe,
    )


OVERFITTING = {"n": 40, "hidden": 30, "learning_rate": 3.0, "epochs": 60, "noise": 0.35, "seed": 3}
LOW_RATE = {**OVERFITTING, "n": 400, "noise": 0.2, "learning_rate": 0.003, "epochs": 40}
GOOD_FIT = {**LOW_RATE, "learning_rate": 3.0}
TOO_REGULARIZED = {**GOOD_FIT, "strength": 0.004}
TITLE_OF_LOSSES = Text("Curvas de pérdida de un entrenamiento", "Loss curves of a training run")
TITLE_OF_ACCURACIES = Text("Curvas de rendimiento de un entrenamiento", "Accuracy curves of a training run")


def loss_overfitting():
    """40 noisy points, 30 + 30 hidden units: the training loss vanishes, the validation loss turns and rises."""
    run = train_on_moons(**OVERFITTING)
    return curves(TITLE_OF_LOSSES, LOSS, run.training_loss, run.validation_loss, f"train_on_moons {OVERFITTING}")


def accuracy_overfitting():
    """The same run, in accuracy."""
    run = train_on_moons(**OVERFITTING)
    return curves(
        TITLE_OF_ACCURACIES, ACCURACY, run.training_accuracy, run.validation_accuracy, f"train_on_moons {OVERFITTING}"
    )


def loss_low_rate():
    """A learning rate a thousand times too low: both losses hardly move."""
    run = train_on_moons(**LOW_RATE)
    return curves(TITLE_OF_LOSSES, LOSS, run.training_loss, run.validation_loss, f"train_on_moons {LOW_RATE}")


def loss_good_fit():
    """Enough data and a fitting rate: both losses fall together."""
    run = train_on_moons(**GOOD_FIT)
    return curves(TITLE_OF_LOSSES, LOSS, run.training_loss, run.validation_loss, f"train_on_moons {GOOD_FIT}")


def accuracy_too_regularized():
    """Weight decay so strong that the net cannot bend enough: both accuracies stay where they are, and close."""
    run = train_on_moons(**TOO_REGULARIZED)
    return curves(
        TITLE_OF_ACCURACIES,
        ACCURACY,
        run.training_accuracy,
        run.validation_accuracy,
        f"train_on_moons {TOO_REGULARIZED}",
    )


def activation_spreads():
    """Standard deviation of the ReLU activations, layer by layer, for three initialisations."""
    sizes = [256] * 11
    initializers = {
        "small": (small_normal, Text("0,01 · rand(0,1)", "0.01 · rand(0,1)")),
        "lecun": (lecun_normal, Text("rand(0,1) / √n", "rand(0,1) / √n")),
        "he": (he_normal, Text("He", "He")),
    }
    series = []
    for key, (initializer, name) in initializers.items():
        rng = np.random.default_rng(11)
        spread = activation_spread(initializer, sizes, lambda z: np.maximum(z, 0), rng, n_samples=500)
        series.append(Series(key, name, tuple(float(f"{value:.4g}") for value in spread)))
    return Figure(
        name="",
        title=Text(
            "Dispersión de las activaciones de una red profunda con ReLU",
            "Spread of the activations of a deep net with ReLU",
        ),
        x=Text("capa", "layer"),
        y=Text("desviación típica de las activaciones", "standard deviation of the activations"),
        positions=tuple(range(1, len(sizes))),
        series=tuple(series),
        recipe="activation_spread, 10 layers of 256 units, 500 samples, seed 11",
    )


# Name of the figure: what measures it.
RECIPES: dict[str, Callable[[], Figure]] = {
    "loss-overfitting": loss_overfitting,
    "accuracy-overfitting": accuracy_overfitting,
    "loss-low-rate": loss_low_rate,
    "loss-good-fit": loss_good_fit,
    "accuracy-too-regularized": accuracy_too_regularized,
    "relu-spreads": activation_spreads,
}
