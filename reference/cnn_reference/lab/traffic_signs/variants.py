"""Tables of variants of network1: each line changes one thing, and is trained like the others."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.lab.experiment import Settings
from cnn_reference.lab.findings import Column, Findings, Row, Table
from cnn_reference.lab.measuring import spread
from cnn_reference.lab.texts import Text
from cnn_reference.lab.traffic_signs.learning import RATE, shifted, train
from cnn_reference.lab.traffic_signs.material import Material, material, thinned
from cnn_reference.lab.traffic_signs.networks import network1
from cnn_reference.lab.traffic_signs.preparing import local_contrast
from cnn_reference.network import NeuralNetwork, Optimizer
from cnn_reference.preprocessing import balanced_indices

__all__ = ["COLUMNS", "EPOCHS", "Preparation", "Variant", "compare"]

Array = NDArray[Any]
EPOCHS, QUICK_EPOCHS = 6, 2

# Takes the training images as floats and those to be prepared: what is measured is measured on the former.
Preparation = Callable[[Array, Array], Array]


def contrast(_: Array, images: Array) -> Array:
    """Prepare images by their local contrast alone.

    Parameters
    ----------
    _ : ndarray
        Nothing is measured on the training set.
    images : ndarray of float, shape (N, H, W, C)

    Returns
    -------
    ndarray of float32, shape (N, H, W, C)
    """
    return local_contrast(images)


@dataclass(frozen=True)
class Variant:
    """One way to do it.

    Attributes
    ----------
    key : str
    name : Text
    prepare : callable
        See `Preparation`.
    network : callable
        ``network(seed)`` with the channels that `prepare` gives.
    optimizer : callable
        Makes a new one.
    rate : float
        The highest learning rate.
    longer : int
        By how much to multiply the epochs.
    is_balanced : bool
        Whether the rarer classes are repeated until all are equally common.
    is_shifted : bool
        Whether images are shifted at random.
    """

    key: str
    name: Text
    prepare: Preparation = contrast
    network: Callable[[int], NeuralNetwork] = network1
    optimizer: Callable[[], str | Optimizer] = lambda: "adam"
    rate: float = RATE
    longer: int = 1
    is_balanced: bool = False
    is_shifted: bool = False


COLUMNS = (
    Column("train", Text("entrenamiento", "training")),
    Column("validation", Text("validación", "validation")),
    Column("classes", Text("validación, media por clase", "validation, mean over classes")),
    Column("seconds", Text("segundos de procesador", "processor seconds"), ".0f"),
)


def compare(settings: Settings, variants: tuple[Variant, ...], title: Text, remarks: tuple[Text, ...]) -> Findings:
    """Train every variant with every seed on every third picture of the tracks.

    Parameters
    ----------
    settings : Settings
    variants : tuple of Variant
    title : Text
        Of the table.
    remarks : tuple of Text

    Returns
    -------
    Findings
    """
    own = material(settings)
    measured: dict[str, list[dict[str, float]]] = {variant.key: [] for variant in variants}
    prepared: tuple[Preparation | None, Array, Array] = (None, np.empty(0), np.empty(0))
    by_key = {variant.key: variant for variant in variants}
    for key, seed in settings.each([(variant.key, seed) for variant in variants for seed in settings.seeds]):
        variant = by_key[key]
        if prepared[0] is not variant.prepare:
            images, others = thinned(own.train).as_floats(), own.validation.as_floats()
            prepared = (variant.prepare, variant.prepare(images, images), variant.prepare(images, others))
        measured[key].append(_measure(variant, prepared[1], prepared[2], own, seed, settings))
    rows = tuple(
        Row(variant.key, variant.name, {
            column.key: spread(one[column.key] for one in measured[variant.key]) for column in COLUMNS
        }, {})
        for variant in variants
    )  # fmt: skip
    return Findings(
        tables=(Table("variants", title, Text("variante", "variant"), COLUMNS, rows),),
        plots=(),
        remarks=remarks,
        data=Text(
            f"{own.name.es}; de cada secuencia se aprende una imagen de cada tres",
            f"{own.name.en}; of each track every third picture is learnt from",
        ),
        is_real=own.is_real,
    )


def _measure(
    variant: Variant, x: Array, x_validation: Array, own: Material, seed: int, settings: Settings
) -> dict[str, float]:
    y, y_validation = thinned(own.train).labels, own.validation.labels
    epochs = variant.longer * (QUICK_EPOCHS if settings.is_quick else EPOCHS)
    if variant.is_balanced:
        # Repeated samples make an epoch longer: as many updates as the others have are what is compared.
        chosen = balanced_indices(y, np.random.default_rng([seed, 7]))
        epochs = max(1, round(epochs * len(y) / len(chosen)))
        x, y = x[chosen], y[chosen]
    network, began = variant.network(seed), time.process_time()
    train(
        network, x, y, epochs, (x_validation, y_validation),
        optimizer=variant.optimizer(), rate=variant.rate, augment=shifted() if variant.is_shifted else None,
    )  # fmt: skip
    spent = time.process_time() - began
    hits = network.predict(x_validation) == y_validation
    return {
        "train": network.evaluate(x, y).accuracy,
        "validation": float(hits.mean()),
        "classes": float(np.mean([hits[y_validation == label].mean() for label in np.unique(y_validation)])),
        "seconds": spent,
    }
