"""A pre-trained start: learn half of the classes, then adapt to the others with few images of each.

Lecture: case study, "Definir arquitectura", option 2: use a pre-trained model. `cnn_reference.transfer_learning` shows
the steps in torch; here they are `NeuralNetwork.freeze` and `set_parameters`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.data.gtsrb import N_CLASSES, Signs
from cnn_reference.lab.experiment import Experiment, Settings
from cnn_reference.lab.findings import Column, Findings, Panel, Plot, Row, Spread, Table
from cnn_reference.lab.measuring import band, spread
from cnn_reference.lab.texts import Text
from cnn_reference.lab.traffic_signs.learning import shifted, train
from cnn_reference.lab.traffic_signs.material import Material, material
from cnn_reference.lab.traffic_signs.needs import SIGNS
from cnn_reference.lab.traffic_signs.networks import network1
from cnn_reference.lab.traffic_signs.preparing import local_contrast
from cnn_reference.network import NeuralNetwork

__all__ = ["EXPERIMENT", "adapted", "compare"]

Array = NDArray[Any]

BEFORE, AFTER = 5, 30  # epochs, of pre-training and of adapting
FEW_TRACKS, FEW_PICTURES = 2, 5  # of each new class
FEW_BATCH = 32  # so few images would make only two updates an epoch otherwise
FROZEN = 6  # both convolutions with their pooling and ReLU
STARTS = {
    "scratch": Text("desde cero", "from scratch"),
    "frozen": Text("preentrenada, convoluciones congeladas", "pre-trained, convolutions frozen"),
    "tuned": Text("preentrenada, todo se ajusta", "pre-trained, everything adapts"),
}


def adapted(network: NeuralNetwork, n_classes: int, seed: int) -> NeuralNetwork:
    """Take a network's weights into a new one for other classes, whose last layer is new.

    Parameters
    ----------
    network : NeuralNetwork
        A trained `network1`; it stays as it is.
    n_classes : int
        Of the new one.
    seed : int
        Of the new one.

    Returns
    -------
    NeuralNetwork
    """
    new = network1(seed, n_classes=n_classes)
    last = f"{len(new.layers)}."
    return new.set_parameters({name: value for name, value in network.arrays().items() if not name.startswith(last)})


def compare(settings: Settings) -> Findings:
    """Adapt to the classes of odd numbers with each start.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    Findings
    """
    own = material(settings)
    before, after = (1, 2) if settings.is_quick else (BEFORE, AFTER)
    few, others = _few(own), _of_parity(own.validation, 1)
    x, x_validation = (local_contrast(part.as_floats()) for part in (few, others))
    y, y_validation = few.labels // 2, others.labels // 2
    n_old, n_new = (N_CLASSES + 1) // 2, N_CLASSES // 2
    base: dict[int, NeuralNetwork] = {}
    accuracies: dict[str, list[float]] = {start: [] for start in STARTS}
    first: dict[str, list[float]] = {start: [] for start in STARTS}
    counts: dict[str, list[float]] = {start: [] for start in STARTS}
    curves: dict[str, list[list[float]]] = {start: [] for start in STARTS}
    for start, seed in settings.each([(start, seed) for start in STARTS for seed in settings.seeds]):
        if start == "scratch":
            network = network1(seed, n_classes=n_new)
        else:
            base[seed] = base[seed] if seed in base else _pretrained(own, n_old, before, seed)
            network = adapted(base[seed], n_new, seed)
        if start == "frozen":
            network.freeze(FROZEN)
        history = train(network, x, y, after, (x_validation, y_validation), augment=shifted(), batch_size=FEW_BATCH)
        accuracies[start].append(history.validation_accuracy[-1])
        first[start].append(history.validation_accuracy[min(4, after - 1)])
        counts[start].append(sum(layer.count() for layer in network.layers if layer.trainable))
        curves[start].append(history.validation_accuracy)
    columns = (
        Column("first", Text("validación tras 5 épocas", "validation after 5 epochs")),
        Column("validation", Text("validación", "validation")),
        Column("trained", Text("parámetros que se ajustan", "parameters that adapt"), ",.0f"),
    )
    rows = tuple(
        Row(start, name, {"first": spread(first[start]), "validation": spread(accuracies[start]),
                          "trained": Spread(tuple(counts[start]))}, {})
        for start, name in STARTS.items()
    )  # fmt: skip
    return Findings(
        tables=(
            Table(
                "starts",
                Text(
                    f"{n_new} clases nuevas, {len(few)} imágenes, {after} épocas",
                    f"{n_new} new classes, {len(few)} images, {after} epochs",
                ),
                Text("comienzo", "start"),
                columns,
                rows,
            ),
        ),
        plots=(
            Plot(
                "curves", Text("Rendimiento en las clases nuevas", "Accuracy on the new classes"),
                Text("época", "epoch"), Text("rendimiento de validación", "validation accuracy"),
                (Panel(Text.same(""), tuple(
                    band(start, name, range(1, after + 1), curves[start]) for start, name in STARTS.items()
                )),),
            ),
        ),
        remarks=(
            Text(
                f"La red se preentrena con las {n_old} clases de número par y se adapta a las {n_new} impares con "
                f"{FEW_PICTURES} imágenes de {FEW_TRACKS} señales de cada una.",
                f"The network is pre-trained on the {n_old} classes of even numbers and adapts to the {n_new} odd ones "
                f"with {FEW_PICTURES} pictures of {FEW_TRACKS} signs of each.",
            ),
        ),
        data=own.name,
        is_real=own.is_real,
    )  # fmt: skip


def _pretrained(own: Material, n_classes: int, epochs: int, seed: int) -> NeuralNetwork:
    learnt, validated = _of_parity(own.train, 0), _of_parity(own.validation, 0)
    network = network1(seed, n_classes=n_classes)
    x, x_validation = (local_contrast(part.as_floats()) for part in (learnt, validated))
    train(network, x, learnt.labels // 2, epochs, (x_validation, validated.labels // 2), augment=shifted())
    return network


def _of_parity(signs: Signs, parity: int) -> Signs:
    return signs.take(np.flatnonzero(signs.labels % 2 == parity))


def _few(own: Material) -> Signs:
    """A few pictures, evenly spread, of the first tracks of every odd class."""
    signs, chosen = _of_parity(own.train, 1), []
    for label in np.unique(signs.labels):
        for track in np.unique(signs.tracks[signs.labels == label])[:FEW_TRACKS]:
            members = np.flatnonzero((signs.labels == label) & (signs.tracks == track))
            chosen += members[np.linspace(0, len(members) - 1, FEW_PICTURES).round().astype(int)].tolist()
    return signs.take(np.unique(chosen))


EXPERIMENT = Experiment(
    name="gtsrb-transfer",
    title=Text("Señales de tráfico: empezar con una red preentrenada", "Traffic signs: a pre-trained start"),
    section="Caso de estudio: Definir arquitectura (modelo preentrenado)",
    function=compare,
    needs=SIGNS,
    seeds=3,
)
