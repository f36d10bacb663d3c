"""How much a random split flatters: the same network, validated on pictures of known tracks and of unknown ones."""

from __future__ import annotations

import numpy as np

from cnn_reference.data.gtsrb import Signs
from cnn_reference.data.splits import split_by_track
from cnn_reference.lab.experiment import Experiment, Settings
from cnn_reference.lab.findings import Column, Findings, Row, Table
from cnn_reference.lab.measuring import spread
from cnn_reference.lab.texts import Text
from cnn_reference.lab.traffic_signs.learning import train
from cnn_reference.lab.traffic_signs.material import material
from cnn_reference.lab.traffic_signs.needs import SIGNS
from cnn_reference.lab.traffic_signs.networks import network1
from cnn_reference.preprocessing import fit_normalizer, normalize, stratified_split

__all__ = ["EXPERIMENT", "compare"]

FRACTION = 0.125
EPOCHS = 4
SPLITS = {
    "random": Text("al azar, imagen por imagen", "at random, image by image"),
    "track": Text("por secuencias", "by track"),
}


def compare(settings: Settings) -> Findings:
    """Split what is not the test set in both ways, train on each, and hold the estimates against the test set.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    Findings
    """
    own = material(settings)
    pool = own.train if settings.is_quick else own.train.joined(own.validation)
    epochs = 2 if settings.is_quick else EPOCHS
    measured: dict[str, list[tuple[float, float, float]]] = {split: [] for split in SPLITS}
    for split, seed in settings.each([(split, seed) for split in SPLITS for seed in settings.seeds]):
        rng = np.random.default_rng([seed, 5])
        if split == "random":
            learnt, validated = stratified_split(pool.labels, FRACTION, rng)
        else:
            learnt, validated = split_by_track(pool.labels, pool.tracks, FRACTION, rng)
        measured[split].append(_measure(pool.take(learnt), pool.take(validated), own.test, epochs, seed))
    columns = (
        Column("known", Text("validación con secuencias conocidas", "validation images of known tracks"), ".2f"),
        Column("validation", Text("validación", "validation")),
        Column("test", Text("prueba, por secuencias", "test, by track")),
        Column("gap", Text("validación − prueba", "validation − test")),
    )
    rows = []
    for split, found in measured.items():
        known, validation, test = zip(*found, strict=True)
        gap = [v - t for v, t in zip(validation, test, strict=True)]
        values = {"known": known, "validation": validation, "test": test, "gap": gap}
        rows.append(Row(split, SPLITS[split], {key: spread(own) for key, own in values.items()}, {}))
    return Findings(
        tables=(
            Table(
                "splits",
                Text("Lo que la validación promete y lo que resulta", "What validation promises, and what comes of it"),
                Text("división", "split"),
                columns,
                tuple(rows),
            ),
        ),
        plots=(),
        remarks=(
            Text(
                "Una división al azar pone imágenes casi iguales de la misma señal en ambos lados, y promete más de "
                "lo que la red sabe. La diapositiva no dice cómo se dividió; si fue al azar, su 0,925 también "
                "promete de más.",
                "A random split puts near-copies of one sign on both sides, and promises more than the network knows. "
                "The slide does not say how it split; if at random, its 0.925 promises too much as well.",
            ),
        ),
        data=own.name,
        is_real=own.is_real,
    )


def _measure(learnt: Signs, validated: Signs, test: Signs, epochs: int, seed: int) -> tuple[float, float, float]:
    """Share of validation images whose track was learnt from, and the accuracies on validation and test set."""
    mean, std = fit_normalizer(learnt.as_floats())
    x, x_validation, x_test = (
        normalize(part.as_floats(), mean, std).astype(np.float32) for part in (learnt, validated, test)
    )
    network = network1(seed)
    train(network, x, learnt.labels, epochs, (x_validation[:1], validated.labels[:1]))
    estimate = network.evaluate(x_validation, validated.labels).accuracy
    known = np.isin(validated.unique_tracks, learnt.unique_tracks)
    return float(known.mean()), estimate, network.evaluate(x_test, test.labels).accuracy


EXPERIMENT = Experiment(
    name="gtsrb-leak",
    title=Text(
        "Señales de tráfico: dividir por secuencias o al azar", "Traffic signs: splitting by track or at random"
    ),
    section="Caso de estudio: Analizar datos (train/val/test)",
    function=compare,
    needs=SIGNS,
    seeds=3,
)
