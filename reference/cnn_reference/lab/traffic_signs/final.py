"""A small network of our own that reads the signs better than people do."""

from __future__ import annotations

import time
from importlib import metadata
from pathlib import Path

from cnn_reference.lab.experiment import Experiment, Settings
from cnn_reference.lab.findings import Column, Findings, Panel, Plot, Row, Spread, Table
from cnn_reference.lab.measuring import band, spread
from cnn_reference.lab.texts import LANGUAGES, Text, number
from cnn_reference.lab.traffic_signs import sheets
from cnn_reference.lab.traffic_signs.evaluating import COLUMNS, HUMAN, accuracies, evaluate, probabilities
from cnn_reference.lab.traffic_signs.material import Material, material
from cnn_reference.lab.traffic_signs.needs import SIGNS
from cnn_reference.lab.traffic_signs.networks import final_network
from cnn_reference.network import History, NeuralNetwork

__all__ = ["EXPERIMENT", "report", "train_final"]

QUICK_WIDTH = 4


def train_final(settings: Settings) -> Findings:
    """Train it on training and validation set, once everything was chosen, and measure it on the test set.

    Parameters
    ----------
    settings : Settings
        Where it names a folder, the networks are kept in it.

    Returns
    -------
    Findings
    """
    from cnn_reference.lab.traffic_signs.torch_training import Recipe, train_in_torch

    own = material(settings)
    learnt = own.train.joined(own.validation)
    recipe = Recipe(epochs=1) if settings.is_quick else Recipe()
    trained = []
    for seed in settings.each(settings.seeds):
        network = final_network(seed, width=QUICK_WIDTH) if settings.is_quick else final_network(seed)
        began = time.process_time()
        history = train_in_torch(network, learnt.images, learnt.labels, recipe)
        spent = time.process_time() - began
        if settings.keep is not None:
            network.save(settings.keep / f"gtsrb-final-{seed}.npz")
        trained.append((network, history, spent))
    if settings.keep is not None:
        _draw(trained[0][0], own, settings.keep)
    return report(trained, own)


def report(trained: list[tuple[NeuralNetwork, History, float]], own: Material) -> Findings:
    """Measure trained networks on the test set.

    Parameters
    ----------
    trained : list of (NeuralNetwork, History, float)
        One a seed; the number is the processor seconds that it cost.
    own : Material

    Returns
    -------
    Findings
    """
    measured = [accuracies(network, own.test) for network, _, _ in trained]
    columns = (
        *COLUMNS,
        Column("parameters", Text("parámetros", "parameters"), ",.0f"),
        Column("seconds", Text("segundos de procesador", "processor seconds"), ".0f"),
    )
    values = {
        **{column.key: spread(one[column.key] for one in measured) for column in COLUMNS},
        "parameters": Spread(tuple(network.count() for network, _, _ in trained)),
        "seconds": spread(spent for _, _, spent in trained),
    }
    epochs = len(trained[0][1])
    return Findings(
        tables=(
            Table(
                "final",
                Text(
                    f"La red final tras {epochs} épocas, en el conjunto de prueba",
                    f"The final network after {epochs} epochs, on the test set",
                ),
                Text("red", "network"),
                columns,
                (Row("final", Text("red final", "final network"), values, {}),),
            ),
        ),
        plots=(
            Plot(
                "losses", Text("Pérdidas al entrenar la red final", "Loss while training the final network"),
                Text("época", "epoch"), Text("pérdidas (con aumentación)", "loss (augmented)"),
                (Panel(Text.same(""), (band("loss", Text("pérdidas", "loss"), range(1, epochs + 1),
                                           [history.loss for _, history, _ in trained]),)),),
            ),
        ),
        remarks=REMARKS if own.is_real else (),
        data=own.name,
        is_real=own.is_real,
        versions={"torch": metadata.version("torch")},
    )  # fmt: skip


def _draw(network: NeuralNetwork, own: Material, folder: Path) -> None:
    found = probabilities(network, own.test)
    for language in LANGUAGES:
        sheets.draw_mistakes(own.test, found, folder / f"gtsrb-final-mistakes-{language}.png", language)
        sheets.draw_confusion(own.test.labels, found.argmax(axis=1), found.shape[1],
                              folder / f"gtsrb-final-confusion-{language}.png", language)  # fmt: skip


REMARKS = (
    Text(
        f"Las personas aciertan el {number(100 * HUMAN, 'es', '.2f')} % en el conjunto de prueba oficial (Stallkamp "
        "et al., 2012). Este es otro: secuencias enteras del de entrenamiento por las que no se eligió nada. Con el "
        "oficial se mide un modelo guardado mediante gradiente lab gtsrb --evaluate.",
        f"People get {number(100 * HUMAN, 'en', '.2f')}% right on the official test set (Stallkamp et al., 2012). "
        "This is another one: whole tracks of the training set that nothing was chosen by. gradiente lab gtsrb "
        "--evaluate measures a saved model on the official one.",
    ),
)

EXPERIMENT = Experiment(
    name="gtsrb-final",
    title=Text("Señales de tráfico: la red final", "Traffic signs: the final network"),
    section="Caso de estudio: Resultado final",
    function=train_final,
    needs=SIGNS,
    seeds=3,
    evaluate=evaluate,
)
