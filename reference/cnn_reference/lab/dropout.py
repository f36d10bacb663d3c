"""The slides' six variants of dropout, on MNIST and on CIFAR-10."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from cnn_reference.lab.experiment import Experiment, Settings
from cnn_reference.lab.findings import Column, Findings, Line, Panel, Plot, Row, Table
from cnn_reference.lab.measuring import band, spread
from cnn_reference.lab.networks import lenet
from cnn_reference.lab.sources import Images, cifar10, handwritten_digits
from cnn_reference.lab.texts import Text
from cnn_reference.network import History, NeuralNetwork

__all__ = ["EXPERIMENT", "compare"]

BATCH, RATE = 64, 1e-3
# Images to train on, images to test on, epochs.
SIZES = {"mnist": (3_000, 2_000, 8), "cifar10": (4_000, 1_000, 8)}
QUICK = (200, 100, 1)
Layers = Callable[[NeuralNetwork], NeuralNetwork]


@dataclass(frozen=True)
class Variant:
    """One line of the slides' tables."""

    key: str
    rate: str  # as the English slide would write it
    layers: Layers | None
    error: float  # on the slide, in %
    ensemble: float | None = None  # of five models, in %

    @property
    def name(self) -> Text:
        """The variant with its rate."""
        name = NAMES[self.key]
        if not self.rate:
            return name
        return Text(f"{name.es} ({self.rate.replace('.', ',')})", f"{name.en} ({self.rate.replace(';', ',')})")


NAMES = {
    "baseline": Text("sin dropout", "without dropout"),
    "dropout": Text.same("dropout"),
    "spatial": Text("espacial", "spatial"),
    "feature-max": Text("máximo por mapa", "feature-wise max-drop"),
    "channel-max": Text("máximo por canal", "channel-wise max-drop"),
    "stochastic-normal": Text("estocástico, normal", "stochastic, normal"),
    "stochastic-uniform": Text("estocástico, uniforme", "stochastic, uniform"),
}
# With the rates and the errors of the slide's tables, which took them from Park and Kwak (2016).
VARIANTS = {
    "mnist": (
        Variant("baseline", "", None, 0.604, 0.57),
        Variant("dropout", "p = 0.2", lambda n: n.dropout(0.2), 0.430, 0.38),
        Variant("spatial", "p = 0.1", lambda n: n.spatial_dropout(0.1), 0.504, 0.42),
        Variant("feature-max", "p = 0.2", lambda n: n.feature_max_drop(0.2), 0.488, 0.42),
        Variant("channel-max", "p = 0.5", lambda n: n.channel_max_drop(0.5), 0.502, 0.40),
        Variant("stochastic-normal", "N(0.2; 0.05)", lambda n: n.stochastic_dropout("normal", 0.2, 0.05), 0.410, 0.38),
        Variant("stochastic-uniform", "U(0.1; 0.3)", lambda n: n.stochastic_dropout("uniform", 0.1, 0.3), 0.448, 0.42),
    ),
    "cifar10": (
        Variant("baseline", "", None, 16.84),
        Variant("dropout", "p = 0.1", lambda n: n.dropout(0.1), 12.22),
        Variant("spatial", "p = 0.05", lambda n: n.spatial_dropout(0.05), 13.78),
        Variant("feature-max", "p = 0.2", lambda n: n.feature_max_drop(0.2), 12.55),
        Variant("channel-max", "p = 0.7", lambda n: n.channel_max_drop(0.7), 12.00),
        Variant("stochastic-normal", "N(0; 0.2)", lambda n: n.stochastic_dropout("normal", 0.0, 0.2), 11.79),
        Variant("stochastic-uniform", "U(0; 0.4)", lambda n: n.stochastic_dropout("uniform", 0.0, 0.4), 12.86),
    ),
}  # fmt: skip
TITLES = {"mnist": "MNIST", "cifar10": "CIFAR-10"}
REMARKS = (
    Text(
        "Aquí ninguna variante mejora de forma clara a la red sin dropout: casi todas las diferencias caben entre "
        "semillas, y el máximo por canal, con su p alta, empeora en CIFAR-10. El orden de la diapositiva no se "
        "repite, y no es de extrañar: allí se entrenan redes mucho mayores con todas las imágenes y durante muchas "
        "épocas, hasta que sobreajustan; LeNet con 8 épocas aún no lo hace, y el dropout, que frena el aprendizaje, "
        "no tiene qué corregir. Se ve en el error de entrenamiento de la última época, medido con el dropout puesto, "
        "que es mayor con él.",
        "No variant clearly improves on the network without dropout here: almost all differences are within those "
        "between seeds, and channel-wise max-drop, with its high p, does worse on CIFAR-10. The slide's order is not "
        "repeated, and no wonder: there, far larger networks learn all of the images for many epochs, until they "
        "overfit; LeNet after 8 epochs does not do so yet, and dropout, which slows learning down, has nothing to "
        "mend. It shows in the training error of the last epoch, measured with dropout at work, which is higher with "
        "it.",
    ),
    Text(
        "Los conjuntos de la diapositiva son de cinco redes, los nuestros de una por semilla. Que un conjunto "
        "acierte más que la media de sus redes sí se repite, en todas las filas.",
        "The slide's ensembles are of five networks, ours of one a seed. That an ensemble does better than its "
        "networks on average is repeated, in every row.",
    ),
)


def compare(settings: Settings) -> Findings:
    """Train LeNet with each variant after its poolings, on few images.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    Findings
    """
    sizes = dict.fromkeys(SIZES, QUICK) if settings.is_quick else SIZES
    sets = {
        "mnist": handwritten_digits(settings, *sizes["mnist"][:2]),
        "cifar10": cifar10(settings, *sizes["cifar10"][:2]),
    }
    rows: dict[str, list[Row]] = {name: [] for name in sets}
    lines: dict[str, list[Line]] = {name: [] for name in sets}
    for name, key in settings.each([(each, variant.key) for each in sets for variant in VARIANTS[each]]):
        variant = next(one for one in VARIANTS[name] if one.key == key)
        epochs = sizes[name][2]
        histories, errors, together = _trainings(sets[name], variant, settings.seeds, epochs)
        measured = {
            "error": spread(errors),
            "ensemble": spread([together]),
            "train": spread(100 * (1 - one.accuracy[-1]) for one in histories),
        }
        lecture = {"error": variant.error, **({} if variant.ensemble is None else {"ensemble": variant.ensemble})}
        rows[name].append(Row(key, variant.name, measured, lecture))
        line = band(key, NAMES[key], range(1, epochs + 1), [one.validation_loss for one in histories])
        lines[name].append(replace(line, low=(), high=()))  # seven bands over each other would hide the lines
    return Findings(
        tables=tuple(_table(name, sizes[name][2], tuple(own)) for name, own in rows.items()),
        plots=(
            Plot(
                "losses",
                Text("Pérdida de prueba con cada variante de dropout", "Test loss with each variant of dropout"),
                Text("época", "epoch"),
                Text("pérdida", "loss"),
                tuple(Panel(Text.same(TITLES[name]), tuple(own)) for name, own in lines.items()),
            ),
        ),
        remarks=REMARKS,
        data=Text("; ".join(one.name.es for one in sets.values()), "; ".join(one.name.en for one in sets.values())),
        is_real=all(one.is_real for one in sets.values()),
    )


def _trainings(
    images: Images, variant: Variant, seeds: tuple[int, ...], epochs: int
) -> tuple[list[History], list[float], float]:
    """Train once a seed; gives the curves, the test errors in %, and the error of all networks' mean probability."""
    histories, errors, total = [], [], np.zeros((len(images.y_test), images.n_classes))
    for seed in seeds:
        network = lenet(images.shape, images.n_classes, seed, after_conv=variant.layers)
        histories.append(
            network.fit(
                images.x, images.y, epochs, BATCH, optimizer="adam", learning_rate=RATE,
                validation=(images.x_test, images.y_test),
            )
        )  # fmt: skip
        errors.append(100 * (1 - histories[-1].validation_accuracy[-1]))
        total += network.predict_proba(images.x_test)
    return histories, errors, float(100 * np.mean(np.argmax(total, axis=1) != images.y_test))


def _table(name: str, epochs: int, rows: tuple[Row, ...]) -> Table:
    title = TITLES[name]
    return Table(
        name,
        Text(
            f"{title}: error de clasificación en %, LeNet tras {epochs} épocas",
            f"{title}: classification error in %, LeNet after {epochs} epochs",
        ),
        Text("método", "method"),
        (
            Column("error", Text("error de prueba", "test error"), ".2f"),
            Column("ensemble", Text("conjunto", "ensemble"), ".2f"),
            Column("train", Text("error de entrenamiento, última época", "training error, last epoch"), ".2f"),
        ),
        rows,
    )


EXPERIMENT = Experiment(
    name="dropout",
    title=Text("Seis variantes de dropout en MNIST y CIFAR-10", "Six variants of dropout on MNIST and CIFAR-10"),
    section="Conceptos avanzados: Dropout",
    function=compare,
    needs=Text(
        "MNIST y CIFAR-10, o dígitos de scikit-learn y señales dibujadas en su lugar",
        "MNIST and CIFAR-10, or scikit-learn's digits and drawn signs in their place",
    ),
    seeds=3,
)
