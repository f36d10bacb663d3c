"""The slides' tables of initialization on the problem of four classes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.data.small import make_blobs
from cnn_reference.lab.experiment import Experiment, Settings
from cnn_reference.lab.findings import Column, Findings, Panel, Plot, Row, Table
from cnn_reference.lab.measuring import regions, spread
from cnn_reference.lab.texts import Text
from cnn_reference.network import SGD, NeuralNetwork

__all__ = ["EXPERIMENT", "compare"]

TEST = 250
EPOCHS = 500
RESOLUTION = 60
INITIALIZATIONS = {
    "zeros": Text("ceros", "zeros"),
    "small_normal": Text("0,01·rand(0,1)", "0.01·rand(0,1)"),
    "normal": Text.same("rand(0,1)"),
    "lecun_normal": Text.same("Xavier (rand/√n)"),
    "he_normal": Text.same("He"),
}
ACTIVATIONS = {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU"}
# Units of the hidden layers, and the learning rate.
NETS: dict[str, tuple[tuple[int, ...], float]] = {"shallow": ((2,), 1.0), "deep": ((2, 2, 2), 0.3)}
# Train and test accuracy on the slides, by net, activation and initialization. What sets the second table of each
# activation apart is in pictures alone; it is what a deeper net gives.
LECTURE = {
    ("shallow", "sigmoid", "zeros"): (0.61, 0.56),
    ("shallow", "sigmoid", "small_normal"): (0.74, 0.61),
    ("shallow", "tanh", "zeros"): (0.28, 0.19),
    ("shallow", "tanh", "normal"): (0.64, 0.61),
    ("shallow", "tanh", "small_normal"): (0.89, 0.89),
    ("shallow", "relu", "zeros"): (0.26, 0.21),
    ("shallow", "relu", "small_normal"): (0.66, 0.65),
    ("shallow", "relu", "normal"): (0.80, 0.78),
    ("shallow", "relu", "lecun_normal"): (0.74, 0.75),
    ("shallow", "relu", "he_normal"): (0.74, 0.69),
    ("deep", "tanh", "small_normal"): (0.22, 0.22),
    ("deep", "tanh", "normal"): (0.75, 0.75),
    ("deep", "tanh", "lecun_normal"): (0.93, 0.89),
    ("deep", "relu", "zeros"): (0.25, 0.23),
    ("deep", "relu", "small_normal"): (0.26, 0.23),
    ("deep", "relu", "normal"): (0.26, 0.23),
    ("deep", "relu", "lecun_normal"): (0.78, 0.75),
    ("deep", "relu", "he_normal"): (0.70, 0.69),
}
REMARKS = (
    Text(
        "He y rand(0,1) son aquí la misma inicialización: todas las capas tienen dos entradas, y √(2/2) = 1; con la "
        "misma semilla las dos filas coinciden hasta la última cifra. Que la diapositiva dé 0,80 y 0,74 con ReLU, o "
        "0,26 y 0,70 en su segunda tabla, solo puede venir de otro sorteo.",
        "He and rand(0,1) are the same initialization here: every layer has two inputs, and √(2/2) = 1; with the "
        "same seed the two rows agree to the last digit. That the slide has 0.80 and 0.74 with ReLU, or 0.26 and "
        "0.70 in its second table, can only come from another draw.",
    ),
    Text(
        "Cada número de la diapositiva parece ser de un solo entrenamiento. Con dos unidades por capa y ReLU el "
        "sorteo decide (una unidad que nace muerta no vuelve): entre la peor y la mejor de nuestras diez semillas "
        "hay hasta 0,7, y ahí caben casi todas las diferencias de la diapositiva entre inicializaciones. Lo que sí "
        "se repite es lo grueso: con ceros no se aprende, y 0,01·rand se apaga en cuanto la red es más profunda.",
        "Each number of the slide seems to come from a single training. With two units a layer and ReLU the draw "
        "decides (a unit that is born dead does not come back): between the worst and the best of our ten seeds "
        "there is up to 0.7, and almost all of the slide's differences between initializations fit in there. What is "
        "repeated is the rough picture: nothing is learnt from zeros, and 0.01·rand fades as soon as the net is "
        "deeper.",
    ),
    Text(
        "La sigmoide con ceros sí aprende algo, también en la diapositiva: sigmoide(0) = 0,5, así que la segunda "
        "capa recibe gradiente, y las dos unidades ocultas, copias una de otra, valen por una. Con tanh y ReLU las "
        "ocultas dan 0 y solo aprenden los sesgos de la salida: se elige siempre una clase. Con sigmoide la "
        "diapositiva queda por debajo; no dice cuántas épocas entrenó.",
        "The sigmoid does learn something from zeros, on the slide too: sigmoid(0) = 0.5, so the second layer gets a "
        "gradient, and the two hidden units, copies of each other, are worth one. With tanh and ReLU the hidden "
        "units give 0, and only the biases of the output learn: one class is chosen for all. With the sigmoid the "
        "slide stays below ours; it does not say for how many epochs it trained.",
    ),
)


def compare(settings: Settings) -> Findings:
    """Train nets of two units a layer from every initialization.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    Findings
    """
    epochs = 5 if settings.is_quick else EPOCHS
    points, labels = make_blobs()
    order = np.random.default_rng(0).permutation(len(points))
    test, train = order[:TEST], order[TEST:]
    kinds = dict.fromkeys((net, activation) for net, activation, _ in LECTURE)
    ways = [(*kind, init) for kind in kinds for init in INITIALIZATIONS]
    rows: dict[tuple[str, str], list[Row]] = {}
    panels: dict[str, list[Panel]] = {"zeros": [], "normal": []}
    for net, activation, init in settings.each(ways):
        accuracies = []
        for seed in settings.seeds:
            network = _trained(points[train], labels[train], net, activation, init, seed, epochs)
            accuracies.append(
                (
                    network.evaluate(points[train], labels[train]).accuracy,
                    network.evaluate(points[test], labels[test]).accuracy,
                )
            )
            if net == "shallow" and init in panels and seed == settings.seeds[0]:
                title = f"{ACTIVATIONS[activation]}, "
                name = Text(title + INITIALIZATIONS[init].es, title + INITIALIZATIONS[init].en)
                shown = train[::5]
                panels[init].append(Panel(name, regions=regions(network, points[shown], labels[shown], RESOLUTION)))
        said = LECTURE.get((net, activation, init))
        own = dict(zip(("train", "test"), map(spread, zip(*accuracies, strict=True)), strict=True))
        own["worst"] = spread([min(one[1] for one in accuracies)])
        own["best"] = spread([max(one[1] for one in accuracies)])
        lecture = dict(zip(("train", "test"), said, strict=True)) if said else {}
        rows.setdefault((net, activation), []).append(Row(init, INITIALIZATIONS[init], own, lecture))
    return Findings(
        tables=tuple(_table(net, activation, own) for (net, activation), own in rows.items()),
        plots=(
            Plot(
                "regions",
                Text("Regiones de decisión según la inicialización", "Decision regions by initialization"),
                Text.same("x₁"),
                Text.same("x₂"),
                (*panels["zeros"], *panels["normal"]),
            ),
        ),
        remarks=REMARKS,
        data=Text(
            f"make_blobs, 1000 puntos de 4 clases: {1000 - TEST} de entrenamiento y {TEST} de prueba",
            f"make_blobs, 1000 points of 4 classes: {1000 - TEST} to train on and {TEST} to test on",
        ),
        is_real=False,
    )


def _trained(
    x: NDArray[Any], y: NDArray[Any], net: str, activation: str, init: str, seed: int, epochs: int
) -> NeuralNetwork:
    hidden, rate = NETS[net]
    network = NeuralNetwork(seed=seed, threads=1).input([2])
    for units in hidden:
        network.dense(units, init=init)
        {"sigmoid": network.sigmoid, "tanh": network.tanh, "relu": network.relu}[activation]()
    network.dense(4, init=init)
    network.fit(x, y, epochs, len(x), optimizer=SGD(rate))
    return network


def _table(net: str, activation: str, rows: list[Row]) -> Table:
    sizes = ", ".join(map(str, (2, *NETS[net][0], 4)))
    return Table(
        f"{net}-{activation}",
        Text(f"{ACTIVATIONS[activation]}, red [{sizes}]", f"{ACTIVATIONS[activation]}, net [{sizes}]"),
        Text("inicialización", "initialization"),
        (
            Column("train", Text("entrenamiento", "train"), ".2f"),
            Column("test", Text("prueba", "test"), ".2f"),
            Column("worst", Text("peor semilla, prueba", "worst seed, test"), ".2f"),
            Column("best", Text("mejor semilla, prueba", "best seed, test"), ".2f"),
        ),
        tuple(rows),
    )


EXPERIMENT = Experiment(
    name="initialization",
    title=Text("Inicialización en el problema de 4 clases", "Initialization on the problem of 4 classes"),
    section="Conceptos avanzados: Inicialización de parámetros",
    function=compare,
    needs=Text("ninguno: make_blobs de scikit-learn", "none: scikit-learn's make_blobs"),
    seeds=10,
)
