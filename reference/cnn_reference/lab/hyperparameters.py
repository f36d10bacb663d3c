"""Coarse-to-fine search, beside a grid and a random search of as many trainings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from cnn_reference.hyperparameters import Point, Space, coarse_to_fine, grid, random_search
from cnn_reference.lab.experiment import Experiment, Settings
from cnn_reference.lab.findings import Column, Findings, Panel, Plot, Row, Table
from cnn_reference.lab.measuring import band, spread
from cnn_reference.lab.sources import Images, digits
from cnn_reference.lab.texts import Text
from cnn_reference.network import Momentum, NeuralNetwork

__all__ = ["EXPERIMENT", "compare"]

EPOCHS, BATCH = 5, 32
ROUNDS, POINTS = 3, 9  # 27 trainings
SPACE: Space = {
    "learning_rate": ("log_uniform", 1e-4, 10.0),
    "l2": ("log_uniform", 1e-6, 1.0),
    "dropout": ("uniform", 0.0, 0.8),
}
# The grid's points lie in the middle of three equal parts of each range, on the range's own scale.
GRID = {
    "learning_rate": [10**-3.1667, 10**-1.5, 10**0.1667],
    "l2": [1e-5, 1e-3, 1e-1],
    "dropout": [0.1333, 0.4, 0.6667],
}
NAMES = {
    "grid": Text("rejilla 3 x 3 x 3", "grid of 3 x 3 x 3"),
    "random": Text("aleatoria", "random"),
    "coarse-to-fine": Text("de gruesa a fina", "coarse to fine"),
}
REMARKS = (
    Text(
        "La diapositiva recomienda la estrategia sin dar números. Con los mismos 27 entrenamientos, la de gruesa a "
        "fina acaba con la menor pérdida de validación; su primera ronda son los nueve primeros puntos de la "
        "aleatoria, y lo que gana lo gana después. La rejilla empieza mejor porque uno de sus tres valores de la "
        "tasa, 10 elevado a −1,5, resulta ser bueno: con otros tres sería otra cosa, y no puede afinar.",
        "The slide recommends the strategy without numbers. With the same 27 trainings, coarse to fine ends with the "
        "lowest validation loss; its first round is the first nine points of the random search, and what it wins it "
        "wins afterwards. The grid starts better because one of its three learning rates, 10 to the −1.5, happens to "
        "be good: with other three it would be another story, and it cannot refine.",
    ),
    Text(
        "En rendimiento de prueba, sobre datos que ninguna ha visto, las tres eligen igual de bien: las diferencias "
        "caben entre semillas. Elegir por la menor de 27 pérdidas de validación es también ajustarse a esos datos.",
        "In test accuracy, on data that none of them has seen, the three choose equally well: the differences are "
        "within those between seeds. To choose by the lowest of 27 validation losses is to fit those data, too.",
    ),
)


WORST = 10.0  # the loss of a training that diverged: worse than knowing nothing, log 10 = 2.3


@dataclass
class Asked:
    """The objective of a search, which remembers what it was asked and what it answered."""

    images: Images
    epochs: int
    seed: int
    points: list[Point] = field(default_factory=list)
    losses: list[float] = field(default_factory=list)

    def __call__(self, point: Point) -> float:
        self.points.append(dict(point))
        self.losses.append(_trained(self.images, point, self.epochs, self.seed)[0])
        return self.losses[-1]


def compare(settings: Settings) -> Findings:
    """Let three strategies look for the learning rate, lambda and dropout rate of a network, with equal budgets.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    Findings
    """
    epochs = 1 if settings.is_quick else EPOCHS
    tried: dict[str, list[list[float]]] = {way: [] for way in NAMES}
    tests: dict[str, list[float]] = {way: [] for way in NAMES}
    rates: dict[str, list[float]] = {way: [] for way in NAMES}
    for seed, way in settings.each([(seed, way) for seed in settings.seeds for way in NAMES]):
        asked = Asked(digits(seed), epochs, seed)
        _search(way, asked, np.random.default_rng([seed, 5]), quick=settings.is_quick)
        best = asked.points[int(np.argmin(asked.losses))]
        tried[way].append(np.minimum.accumulate(asked.losses).tolist())
        tests[way].append(_trained(asked.images, best, epochs, seed)[1])
        rates[way].append(best["learning_rate"])
    rows = tuple(
        Row(
            way,
            NAMES[way],
            {
                "third": spread(one[len(one) // 3 - 1] for one in tried[way]),
                "loss": spread(one[-1] for one in tried[way]),
                "test": spread(tests[way]),
                "rate": spread(np.log10(rates[way])),
            },
            {},
        )
        for way in NAMES
    )
    budget = len(tried["random"][0])
    return Findings(
        tables=(
            Table(
                "strategies",
                Text(
                    f"Tres búsquedas de {budget} entrenamientos cada una", f"Three searches of {budget} trainings each"
                ),
                Text("búsqueda", "search"),
                (
                    Column(
                        "third",
                        Text("mejor pérdida de validación tras un tercio", "best validation loss after a third"),
                    ),
                    Column("loss", Text("al final", "at the end")),
                    Column("test", Text("rendimiento de prueba del elegido", "test accuracy of the chosen")),
                    Column("rate", Text("log₁₀ de la tasa elegida", "log₁₀ of the rate chosen"), ".2f"),
                ),
                rows,
            ),
        ),
        plots=(
            Plot(
                "best",
                Text("Mejor pérdida de validación hasta el momento", "Best validation loss so far"),
                Text("entrenamientos", "trainings"),
                Text("pérdida de validación", "validation loss"),
                (
                    Panel(
                        Text.same(""),
                        tuple(band(way, NAMES[way], range(1, budget + 1), curves) for way, curves in tried.items()),
                    ),
                ),
                logarithmic="y",
            ),
        ),
        remarks=REMARKS,
        data=digits(0).name,
        is_real=True,
    )


def _search(way: str, objective: Callable[[Point], float], rng: np.random.Generator, *, quick: bool) -> None:
    rounds, count = (1, 3) if quick else (ROUNDS, POINTS)
    if way == "grid":
        # In random order: the order of a grid is nobody's strategy.
        points: list[Any] = grid(GRID)
        for index in rng.permutation(len(points))[: rounds * count]:
            objective(points[index])
    elif way == "random":
        for point in random_search(SPACE, rounds * count, rng):
            objective(point)
    else:
        coarse_to_fine(objective, SPACE, rounds, count, rng)


def _trained(images: Images, point: Point, epochs: int, seed: int) -> tuple[float, float]:
    """Train with a point; gives the loss on a validation part, and the accuracy on the test part, of the other half."""
    x, x_held = (part.reshape(len(part), -1) for part in (images.x, images.x_test))
    half = len(x_held) // 2
    order = np.random.default_rng([seed, 3]).permutation(len(x_held))
    validation, test = order[:half], order[half:]
    network = NeuralNetwork(seed=seed, threads=1).input([x.shape[1]]).dense(64).relu()
    network.dropout(point["dropout"]).dense(10)
    network.fit(x, images.y, epochs, BATCH, optimizer=Momentum(point["learning_rate"], 0.9), l2=point["l2"])
    with np.errstate(over="ignore", invalid="ignore"):
        loss = network.evaluate(x_held[validation], images.y_test[validation]).loss
        accuracy = network.evaluate(x_held[test], images.y_test[test]).accuracy
    return (min(loss, WORST) if np.isfinite(loss) else WORST), accuracy


EXPERIMENT = Experiment(
    name="hyperparameters",
    title=Text("Búsqueda de hiperparámetros de gruesa a fina", "Coarse-to-fine search for hyperparameters"),
    section="Conceptos avanzados: Búsqueda de Hiperparámetros",
    function=compare,
    needs=Text("dígitos de scikit-learn, que vienen con él", "scikit-learn's digits, which come with it"),
    seeds=5,
)
