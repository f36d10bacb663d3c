"""Saved models on images that they have not seen, the official test set among them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.data.gtsrb import N_CLASSES, SIDE, Signs, find_test, load_test
from cnn_reference.data.places import data_folder
from cnn_reference.lab.experiment import LabError, Settings
from cnn_reference.lab.findings import Column, Findings, Row, Table
from cnn_reference.lab.measuring import spread
from cnn_reference.lab.texts import Text
from cnn_reference.lab.traffic_signs.preparing import prepared_for
from cnn_reference.network import NeuralNetwork

__all__ = ["COLUMNS", "HUMAN", "accuracies", "evaluate", "probabilities"]

HUMAN = 0.9884  # on the official test set: Stallkamp et al., Neural Networks 32, 2012, table 3
VIEWS = ((0, 0), (2, 0), (-2, 0), (0, 2), (0, -2))
PIECE = 1000

COLUMNS = (
    Column("accuracy", Text("rendimiento", "accuracy"), ".4f"),
    Column("views", Text("rendimiento, media de 5 vistas", "accuracy, mean of 5 views"), ".4f"),
)


def probabilities(network: NeuralNetwork, signs: Signs, views: int = 1) -> NDArray[Any]:
    """Compute the probability of each class, as the mean over views of each image that are shifted by two pixels.

    Parameters
    ----------
    network : NeuralNetwork
        Takes three or four channels; see `prepared_for`.
    signs : Signs
    views : int
        1 for the image as it is; up to 5.

    Returns
    -------
    ndarray of float, shape (N, K)
    """
    found = []
    for begin in range(0, len(signs), PIECE):
        images = signs.images[begin : begin + PIECE].astype(np.float32) / 255
        padded = np.pad(images, ((0, 0), (2, 2), (2, 2), (0, 0)), mode="edge")
        shifted = (padded[:, 2 + down : 2 + down + SIDE, 2 + right : 2 + right + SIDE] for down, right in VIEWS[:views])
        found.append(np.mean([network.predict_proba(prepared_for(network, view)) for view in shifted], axis=0))
    return np.concatenate(found)


def accuracies(network: NeuralNetwork, signs: Signs) -> dict[str, float]:
    """Measure a network with one view and with five.

    Parameters
    ----------
    network : NeuralNetwork
    signs : Signs

    Returns
    -------
    dict of str to float
        By the keys of `COLUMNS`.
    """
    return {
        key: float(np.mean(probabilities(network, signs, views).argmax(axis=1) == signs.labels))
        for key, views in (("accuracy", 1), ("views", len(VIEWS)))
    }


def evaluate(model: Path, settings: Settings) -> Findings:
    """Measure a saved model on the official test set: `gradiente lab gtsrb --evaluate MODEL --data DIR`.

    Parameters
    ----------
    model : Path
        That `NeuralNetwork.save` wrote.
    settings : Settings
        Says where data are.

    Returns
    -------
    Findings

    Raises
    ------
    LabError
        If the model is for other images or classes.
    """
    began = time.process_time()
    network = NeuralNetwork.load(model)
    if network.input_shape[:2] != (SIDE, SIDE) or network.output_shape != (N_CLASSES,):
        raise LabError(
            f"{model} takes {network.input_shape} and gives {network.output_shape}: expected images of {SIDE} x {SIDE} "
            f"pixels and {N_CLASSES} classes"
        )
    signs = load_test(*find_test(data_folder(settings.data)))
    is_real = "synthetic" not in signs.source
    measured = {key: spread([value]) for key, value in accuracies(network, signs).items()}
    rows = [Row("model", Text.same(model.name), measured, {})]
    if is_real:
        people = Text("personas (Stallkamp et al., 2012)", "people (Stallkamp et al., 2012)")
        rows.append(Row("people", people, {"accuracy": spread([HUMAN])}, {}))
    return Findings(
        tables=(
            Table(
                "official",
                Text("Conjunto de prueba oficial", "Official test set"),
                Text("modelo", "model"),
                COLUMNS,
                tuple(rows),
            ),
        ),
        plots=(),
        remarks=(),
        data=Text(
            f"{'conjunto de prueba oficial de GTSRB' if is_real else 'señales sintéticas'}: {len(signs)} imágenes",
            f"{signs.source}: {len(signs)} images",
        ),
        is_real=is_real,
        experiment="gtsrb-official",
        command=f"gradiente lab gtsrb --evaluate {model.name}",
        seeds=(network.seed,),
        processor_seconds=round(time.process_time() - began, 1),
        versions={"numpy": np.__version__},
    )
