"""The training runs behind the figures: what they train, with which seed, and what is kept of them.

`gradiente quizzes figures` runs them and stores the numbers beside this file. Everything is computed by the course's
reference: a multilayer perceptron with sigmoids that tells two half moons apart, networks that tell four clouds of
points apart, and deep networks just made.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from cnn_reference.backpropagation import backward, forward, loss
from cnn_reference.evaluation import accuracy
from cnn_reference.initialization import (
    activation_spread,
    constant,
    he_normal,
    lecun_normal,
    small_normal,
    xavier_normal,
)
from cnn_reference.network import NeuralNetwork
from cnn_reference.regularization import weight_decay_step
from gradiente.quizzes.figure_kinds import Curves, Figure, Ground, Histograms, Layers, Regions, Series
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
    return Curves(
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
    return Curves(
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


CLOUDS = ((-1.2, 1.2), (1.2, 1.2), (-1.2, -1.2), (1.2, -1.2))
SIDE = 3.0
CELLS = 80


def four_clouds(n, rng, spread):
    """Points around four centres, one class each."""
    label = rng.integers(0, len(CLOUDS), n)
    return np.asarray(CLOUDS)[label] + rng.normal(0, spread, (n, 2)), label


def ground(key, name, network):
    """What a network says of every cell of the square."""
    middles = SIDE * (2 * np.arange(CELLS) + 1 - CELLS) / CELLS
    across, up = np.meshgrid(middles, middles[::-1])
    seen = network.predict(np.stack([across.ravel(), up.ravel()], axis=1)).reshape(CELLS, CELLS)
    return Ground(key, name, tuple("".join(map(str, row)) for row in seen))


def regions(title, x, y, panels, recipe):
    """A figure of the square around the four clouds."""
    points = tuple((round(float(a), 2), round(float(b), 2), int(label)) for (a, b), label in zip(x, y, strict=True))
    return Regions("", title, recipe, -SIDE, SIDE, points, panels)


def textbook_network(seed):
    """In float64 and layer by layer: the same numbers on every machine, as nearly as can be."""
    return NeuralNetwork(seed=seed, dtype=np.float64, fast=False).input([2])


TITLE_OF_REGIONS = Text("Regiones de decisión de una red", "Decision regions of a network")
# In an order that gives nothing away.
STRENGTHS = {"a": 0.1, "b": 0.0, "c": 1.0, "d": 0.01}


def regions_by_strength():
    """120 points, 40 + 40 ReLUs, four factors of regularisation: the boundary becomes smooth, and then too simple."""
    x, y = four_clouds(120, np.random.default_rng(1), spread=0.9)
    panels = []
    for key, strength in STRENGTHS.items():
        network = textbook_network(1).dense(40, "he_normal").relu().dense(40, "he_normal").relu().dense(4).softmax()
        network.fit(x, y, epochs=1500, batch_size=len(x), optimizer="adam", learning_rate=0.01, l2=strength)
        panels.append(ground(key, Text(key.upper(), key.upper()), network))
    recipe = f"four_clouds 120, spread 0.9; 2-40-40-4, ReLU, Adam 0.01, 1500 steps, l2 {STRENGTHS}, seed 1"
    return regions(TITLE_OF_REGIONS, x, y, tuple(panels), recipe)


def regions_by_initialization():
    """200 points, 16 sigmoids, one network with equal first weights and one with random ones, trained alike."""
    x, y = four_clouds(200, np.random.default_rng(1), spread=0.6)
    panels = []
    for key, initializer in (("a", lecun_normal), ("b", lambda shape, _: constant(shape, 0.5))):
        network = textbook_network(1).dense(16, initializer).sigmoid().dense(4, initializer).softmax()
        network.fit(x, y, epochs=2000, batch_size=len(x), optimizer="sgd", learning_rate=1.0)
        panels.append(ground(key, Text(key.upper(), key.upper()), network))
    recipe = "four_clouds 200, spread 0.6; 2-16-4, sigmoid, SGD 1.0, 2000 steps, lecun_normal and 0.5, seed 1"
    return regions(TITLE_OF_REGIONS, x, y, tuple(panels), recipe)


SHOWN_LAYERS = (1, 4, 10)
BINS = 41


def tanh_histograms():
    """Activations of ten layers of 256 tanhs, just made, for three initialisations."""
    initializers = {
        "a": lambda shape, rng: small_normal(shape, rng, scale=1.0),
        "b": small_normal,
        "c": lecun_normal,
    }
    edges = np.linspace(-1, 1, BINS + 1)
    panels = []
    for key, initializer in initializers.items():
        rng = np.random.default_rng(11)
        a = rng.standard_normal((500, 256))
        series = []
        for layer in range(1, max(SHOWN_LAYERS) + 1):
            a = np.tanh(a @ initializer((256, 256), rng))
            if layer in SHOWN_LAYERS:
                share = np.histogram(a, edges)[0] / a.size
                values = tuple(round(float(value), 4) for value in share)
                series.append(Series(str(layer), Text(f"capa {layer}", f"layer {layer}"), values))
        panels.append(Layers(key, Text(key.upper(), key.upper()), tuple(series)))
    return Histograms(
        "",
        Text("Activaciones de una red profunda con tanh", "Activations of a deep net with tanh"),
        "10 layers of 256 tanhs, 500 samples from N(0, 1), seed 11: rand(0,1), 0.01 rand(0,1), rand(0,1)/sqrt(n)",
        Text("activación", "activation"),
        Text("proporción", "share"),
        tuple(round(float(edge), 6) for edge in edges),
        tuple(panels),
    )


# Name of the figure: what measures it.
RECIPES: dict[str, Callable[[], Figure]] = {
    "loss-overfitting": loss_overfitting,
    "accuracy-overfitting": accuracy_overfitting,
    "loss-low-rate": loss_low_rate,
    "loss-good-fit": loss_good_fit,
    "accuracy-too-regularized": accuracy_too_regularized,
    "relu-spreads": activation_spreads,
    "regions-lambda": regions_by_strength,
    "regions-initialization": regions_by_initialization,
    "tanh-histograms": tanh_histograms,
}
