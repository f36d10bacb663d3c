"""The experiments by name. A new one is a module that has an `EXPERIMENT`, and a line here."""

from __future__ import annotations

import difflib
import importlib

from cnn_reference.lab.experiment import Experiment, LabError

__all__ = ["EXPERIMENTS", "experiment"]

# In the lecture's order.
EXPERIMENTS = {
    "gradient-descent": "cnn_reference.lab.gradient_descent",
    "batches": "cnn_reference.lab.batches",
    "regularization": "cnn_reference.lab.regularization",
    "initialization": "cnn_reference.lab.initialization",
    "lenet-initialization": "cnn_reference.lab.lenet_initialization",
    "activation-spread": "cnn_reference.lab.activation_spread",
    "batch-normalization": "cnn_reference.lab.batch_normalization",
    "augmentation": "cnn_reference.lab.augmentation",
    "dropout": "cnn_reference.lab.dropout",
    "hyperparameters": "cnn_reference.lab.hyperparameters",
    "parameters": "cnn_reference.lab.parameters",
    "gtsrb-data": "cnn_reference.lab.traffic_signs.first_look",
    "gtsrb-leak": "cnn_reference.lab.traffic_signs.leak",
    "gtsrb-preparation": "cnn_reference.lab.traffic_signs.preparation",
    "gtsrb": "cnn_reference.lab.traffic_signs.lenets",
    "gtsrb-next": "cnn_reference.lab.traffic_signs.afterwards",
    "gtsrb-transfer": "cnn_reference.lab.traffic_signs.transfer",
    "gtsrb-final": "cnn_reference.lab.traffic_signs.final",
}


def experiment(name: str) -> Experiment:
    """Find an experiment.

    Parameters
    ----------
    name : str
        A key of `EXPERIMENTS`.

    Returns
    -------
    Experiment

    Raises
    ------
    LabError
        If there is none of that name.
    """
    if name not in EXPERIMENTS:
        close = difflib.get_close_matches(name, EXPERIMENTS, n=1)
        guess = f"did you mean {close[0]}?" if close else f"choose one of {', '.join(EXPERIMENTS)}"
        raise LabError(f"there is no experiment {name!r}: {guess}")
    found: Experiment = importlib.import_module(EXPERIMENTS[name]).EXPERIMENT
    return found
