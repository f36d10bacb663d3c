"""Batch, stochastic and mini-batch gradient descent on handwritten digits."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from cnn_reference.lab.experiment import Experiment, Settings
from cnn_reference.lab.findings import Column, Findings, Line, Panel, Plot, Row, Table
from cnn_reference.lab.measuring import band, spread
from cnn_reference.lab.sources import Images, digits
from cnn_reference.lab.texts import Text
from cnn_reference.network import SGD, History, NeuralNetwork

__all__ = ["EXPERIMENT", "compare"]

EPOCHS = 20
RATES = (0.01, 0.03, 0.1, 0.3, 1.0)
TUNING_SEED = 1000  # apart from those that are reported
TUNING_EPOCHS = 5
NOISE_DRAWS = 20
SIZES = {"batch": 0, "mini-batch": 32, "stochastic": 1}  # 0: all there are
NAMES = {
    "batch": Text("en lote (N máximo)", "batch (all N)"),
    "mini-batch": Text("mini-lotes (N = 32)", "mini-batch (N = 32)"),
    "stochastic": Text("estocástico (N = 1)", "stochastic (N = 1)"),
}
REMARKS = (
    Text(
        "La diapositiva solo da los nombres. Con las mismas épocas gana quien más actualiza: en lote hay una "
        "actualización por época, y tras 20 épocas aún no ha llegado. No es que cada una de sus actualizaciones sea "
        "peor: por actualización es la que más baja, con la tasa más alta. El estocástico llega ya en la primera "
        "época, y acaba como los mini-lotes, pero una época le cuesta unas veinte veces más, porque las operaciones "
        "con una sola muestra no aprovechan el procesador.",
        "The slide gives the names alone. With equal epochs, whoever updates most wins: batch has one update an "
        "epoch, and after 20 epochs has not arrived yet. Not that each of its updates is worse: by update it "
        "descends fastest, with the highest rate. Stochastic arrives within the first epoch, and ends where mini- "
        "batches do, but an epoch costs it some twenty times as much, because operations on a single sample leave "
        "the processor idle.",
    ),
    Text(
        "El ruido del gradiente de una muestra es unas 5,7 veces el de un mini-lote de 32, que es √32: por eso pide "
        "una tasa menor.",
        "The noise of one sample's gradient is some 5.7 times that of a mini-batch of 32, which is √32: this is why "
        "it asks for a lower rate.",
    ),
)


@dataclass(frozen=True)
class Outcome:
    """What one training left."""

    history: History
    seconds: float  # of processor time, an epoch
    noise: float
    updates: int  # an epoch


def compare(settings: Settings) -> Findings:
    """Train one small network with each size of batch, each with the learning rate that suits it.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    Findings
    """
    epochs = 1 if settings.is_quick else EPOCHS
    rates = (0.1,) if settings.is_quick else RATES
    outcomes: dict[str, list[Outcome]] = {way: [] for way in SIZES}
    chosen: dict[str, float] = {}
    for way, seed in settings.each([(way, seed) for way in SIZES for seed in settings.seeds]):
        if way not in chosen:
            losses = [_trained(TUNING_SEED, way, rate, min(epochs, TUNING_EPOCHS)).history.loss[-1] for rate in rates]
            chosen[way] = rates[int(np.nanargmin(losses))]
        outcomes[way].append(_trained(seed, way, chosen[way], epochs))
    rows = tuple(
        Row(
            way,
            NAMES[way],
            {
                "updates": spread([own[0].updates]),
                "rate": spread([chosen[way]]),
                "noise": spread(one.noise for one in own),
                "first": spread(one.history.validation_accuracy[0] for one in own),
                "last": spread(one.history.validation_accuracy[-1] for one in own),
                "seconds": spread(one.seconds for one in own),
            },
            {},
        )
        for way, own in outcomes.items()
    )
    by_epoch, by_update = [], []
    for way, own in outcomes.items():
        line = band(way, NAMES[way], range(1, epochs + 1), [one.history.loss for one in own])
        by_epoch.append(line)
        updates = tuple(epoch * own[0].updates for epoch in line.x)
        by_update.append(Line(way, NAMES[way], updates, line.y, line.low, line.high))
    return Findings(
        tables=(
            Table(
                "ways",
                Text(f"{epochs} épocas con cada tamaño de lote", f"{epochs} epochs with each size of batch"),
                Text("aproximación", "approach"),
                (
                    Column("updates", Text("actualizaciones por época", "updates an epoch"), ".0f"),
                    Column("rate", Text("tasa elegida", "rate chosen"), "g"),
                    Column("noise", Text("ruido relativo del gradiente", "relative noise of the gradient"), ".2f"),
                    Column("first", Text("validación tras 1 época", "validation after 1 epoch")),
                    Column("last", Text(f"validación tras {epochs}", f"validation after {epochs}")),
                    Column("seconds", Text("segundos de procesador por época", "processor seconds an epoch"), ".3f"),
                ),
                rows,
            ),
        ),
        plots=(
            Plot(
                "losses",
                Text("Pérdida de entrenamiento con cada tamaño de lote", "Training loss with each size of batch"),
                Text("época o actualización", "epoch or update"),
                Text("pérdida", "loss"),
                (
                    Panel(Text("por época", "by epoch"), tuple(by_epoch)),
                    Panel(Text("por actualización", "by update"), tuple(by_update)),
                ),
                logarithmic="xy",
            ),
        ),
        remarks=REMARKS,
        data=digits(0).name,
        is_real=True,
    )


def _trained(seed: int, way: str, rate: float, epochs: int) -> Outcome:
    images = digits(seed)
    x, x_validation = (part.reshape(len(part), -1) for part in (images.x, images.x_test))
    size = SIZES[way] or len(x)
    network = NeuralNetwork(seed=seed, threads=1).input([x.shape[1]]).dense(32).relu().dense(10)
    noise = _noise(network, images, size, np.random.default_rng(seed))
    began = time.process_time()
    history = network.fit(x, images.y, epochs, size, optimizer=SGD(rate), validation=(x_validation, images.y_test))
    return Outcome(history, (time.process_time() - began) / epochs, noise, -(-len(x) // size))


def _noise(network: NeuralNetwork, images: Images, size: int, rng: np.random.Generator) -> float:
    r"""Measure :math:`\sqrt{E \|g_B - g\|^2} / \|g\|` before the first update, g being the gradient over all."""

    def gradient(chosen: np.ndarray) -> np.ndarray:
        x = images.x[chosen].reshape(len(chosen), -1)
        _, gradients = network.loss_and_gradients(x, images.y[chosen])
        return np.concatenate([one.ravel() for one in gradients.values()]).astype(np.float64)

    whole = gradient(np.arange(len(images.x)))
    if size >= len(images.x):
        return 0.0
    draws = [gradient(rng.choice(len(images.x), size, replace=False)) for _ in range(NOISE_DRAWS)]
    return float(np.sqrt(np.mean([np.sum((one - whole) ** 2) for one in draws])) / np.linalg.norm(whole))


EXPERIMENT = Experiment(
    name="batches",
    title=Text("En lote, estocástico y por mini-lotes", "Batch, stochastic and mini-batch gradient descent"),
    section="Conceptos básicos: Lotes",
    function=compare,
    needs=Text("dígitos de scikit-learn, que vienen con él", "scikit-learn's digits, which come with it"),
    seeds=5,
)
