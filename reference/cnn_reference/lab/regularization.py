"""The lecture's lambda: decision regions with 0.001, 0.01 and 0.1."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.lab.experiment import Experiment, Settings
from cnn_reference.lab.findings import Column, Findings, Panel, Plot, Row, Table
from cnn_reference.lab.measuring import regions, spread
from cnn_reference.lab.texts import Text, number
from cnn_reference.network import Momentum, NeuralNetwork

__all__ = ["EXPERIMENT", "compare", "rings"]

STRENGTHS = (0.0, 0.0001, 0.001, 0.01, 0.1)
HIDDEN = 20
POINTS, VALIDATION = 100, 2000
RESOLUTION = 60
REMARKS = (
    Text(
        "La herramienta de la diapositiva (ConvNetJS) divide también el gradiente de la penalización por el tamaño "
        "del lote, que en su demostración es 10: sus λ = 0,001, 0,01 y 0,1 son 0,0001, 0,001 y 0,01 en la fórmula de "
        "la diapositiva, que es la que se usa aquí. Por eso nuestra λ = 0,1 lleva los pesos a 0 en cuatro de las "
        "cinco semillas, y deja una sola región, y la de la diapositiva no.",
        "The slide's tool (ConvNetJS) divides the gradient of the penalty by the batch size as well, which is 10 in "
        "its demonstration: its λ = 0.001, 0.01 and 0.1 are 0.0001, 0.001 and 0.01 in the slide's formula, which is "
        "the one used here. So our λ = 0.1 takes the weights to 0 with four of the five seeds, and leaves one "
        "region, and the slide's does not.",
    ),
    Text(
        "Lo que muestra la diapositiva se repite: cuanto mayor es λ, menores los pesos y más lisa la frontera. En "
        "validación gana λ = 0,01; la red sin regularizar acierta todos los puntos de entrenamiento y es la que peor "
        "generaliza de las que aprenden algo.",
        "What the slide shows is repeated: the larger λ, the smaller the weights and the smoother the boundary. In "
        "validation λ = 0.01 wins; the network without regularization gets every training point right and "
        "generalizes worst of those that learn anything.",
    ),
)


def rings(n: int, rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Draw a disc of one class inside a ring of the other, as the demonstration that the slide names does.

    Parameters
    ----------
    n : int
        Points, half of each class.
    rng : numpy.random.Generator
        The only source of randomness.

    Returns
    -------
    points : ndarray of float64, shape (n, 2)
        The disc has radii up to 2 and the ring from 3 to 5; then noise of standard deviation 0.9, so that they overlap.
    labels : ndarray of int64, shape (n,)
        1 in the disc.
    """
    labels = np.arange(n) % 2
    radius = np.where(labels == 1, rng.uniform(0, 2, n), rng.uniform(3, 5, n))
    angle = rng.uniform(0, 2 * np.pi, n)
    points = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1) + rng.normal(0, 0.9, (n, 2))
    return points, labels.astype(np.int64)


def compare(settings: Settings) -> Findings:
    """Train one network with every lambda, from the same first weights.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    Findings
    """
    epochs = 30 if settings.is_quick else 3000
    measured: dict[float, list[tuple[float, float, float]]] = {strength: [] for strength in STRENGTHS}
    panels = []
    for strength, seed in settings.each([(strength, seed) for strength in STRENGTHS for seed in settings.seeds]):
        rng = np.random.default_rng(seed)
        x, y = rings(POINTS, rng)
        x_validation, y_validation = rings(VALIDATION, rng)
        network = _trained(x, y, strength, seed, epochs)
        measured[strength].append(
            (
                network.evaluate(x, y).accuracy,
                network.evaluate(x_validation, y_validation).accuracy,
                float(sum(np.sum(w**2) for w in network.penalised())),
            )
        )
        if seed == settings.seeds[0]:
            panels.append(Panel(_name(strength), regions=regions(network, x, y, RESOLUTION)))
    rows = tuple(
        Row(
            f"{strength:g}",
            _name(strength),
            {
                key: spread(values)
                for key, values in zip(("train", "validation", "weights"), zip(*own, strict=True), strict=True)
            },
            {},
        )
        for strength, own in measured.items()
    )
    return Findings(
        tables=(
            Table(
                "strengths",
                Text("Una red de 20 unidades ocultas con cada λ", "A network of 20 hidden units with each λ"),
                Text("factor de regularización", "regularization strength"),
                (
                    Column("train", Text("rendimiento en entrenamiento", "training accuracy")),
                    Column("validation", Text("rendimiento en validación", "validation accuracy")),
                    Column("weights", Text.same("Σω²"), ".1f"),
                ),
                rows,
            ),
        ),
        plots=(
            Plot(
                "regions",
                Text("Regiones de decisión con cada λ", "Decision regions with each λ"),
                Text.same("x₁"),
                Text.same("x₂"),
                tuple(panels),
            ),
        ),
        remarks=REMARKS,
        data=Text(
            f"{POINTS} puntos de entrenamiento y {VALIDATION} de validación: un disco dentro de un anillo, con ruido",
            f"{POINTS} training and {VALIDATION} validation points: a disc inside a ring, with noise",
        ),
        is_real=False,
    )


def _trained(x: NDArray[Any], y: NDArray[Any], strength: float, seed: int, epochs: int) -> NeuralNetwork:
    network = NeuralNetwork(seed=seed, threads=1).input([2]).dense(HIDDEN).tanh().dense(HIDDEN).tanh().dense(2)
    network.fit(x, y, epochs, len(x), optimizer=Momentum(0.1, 0.9), l2=strength)
    return network


def _name(strength: float) -> Text:
    return Text(f"λ = {number(strength, 'es', 'g')}", f"λ = {number(strength, 'en', 'g')}")


EXPERIMENT = Experiment(
    name="regularization",
    title=Text("Regularización: λ = 0,001, 0,01 y 0,1", "Regularization: λ = 0.001, 0.01 and 0.1"),
    section="Conceptos básicos: Regularización",
    function=compare,
    needs=Text("ninguno: puntos sintéticos", "none: synthetic points"),
    seeds=5,
)
