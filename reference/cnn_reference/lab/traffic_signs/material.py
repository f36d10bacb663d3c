"""The images of the case study, split by track into what is learnt from, what is chosen by, and what is kept out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from cnn_reference.data.errors import MissingDataError
from cnn_reference.data.gtsrb import Signs, find_training, load_training
from cnn_reference.data.places import data_folder
from cnn_reference.data.splits import split_in_three
from cnn_reference.data.synthetic import draw_tracks
from cnn_reference.lab.experiment import Settings
from cnn_reference.lab.texts import Text

__all__ = ["PICTURES_KEPT", "Material", "material", "thinned"]

# Shares of the tracks of every class. The split is one and the same for all seeds of all experiments, so that what was
# kept out of one choice is kept out of all.
VALIDATION, TEST = 0.1, 0.2
SPLIT_SEED = 0

# The pictures of a track are almost copies: every third of them teaches nearly as much in a third of the time.
PICTURES_KEPT = 3


@dataclass(frozen=True)
class Material:
    """Signs in three sets that share no track.

    Attributes
    ----------
    train : Signs
        To learn from.
    validation : Signs
        To choose by: the lecture's "dev".
    test : Signs
        Kept out of every choice.
    name : Text
        What they are, for a finding.
    is_real : bool
        Whether they are photographs.
    """

    train: Signs
    validation: Signs
    test: Signs
    name: Text
    is_real: bool


def material(settings: Settings) -> Material:
    """Take GTSRB's training images; in a quick trial, or where they are not there, drawn signs.

    Parameters
    ----------
    settings : Settings
        Says where data are.

    Returns
    -------
    Material
    """
    if settings.is_quick:
        return _split(_drawn(tracks=3, pictures=3))
    try:
        return _split(_read(find_training(data_folder(settings.data))))
    except MissingDataError:
        return _split(_drawn(tracks=4, pictures=12))


def thinned(signs: Signs) -> Signs:
    """Keep every third picture of each track.

    Parameters
    ----------
    signs : Signs
        In the order of the tracks' pictures.

    Returns
    -------
    Signs
    """
    return signs.take(np.arange(0, len(signs), PICTURES_KEPT))


@lru_cache(maxsize=1)
def _read(path: Path) -> Signs:
    """Read once what several experiments of one process use."""
    return load_training(path)


def _drawn(tracks: int, pictures: int) -> Signs:
    return draw_tracks(np.random.default_rng(0), tracks, pictures)


def _split(signs: Signs) -> Material:
    rng = np.random.default_rng(SPLIT_SEED)
    parts = [signs.take(part) for part in split_in_three(signs.labels, signs.tracks, VALIDATION, TEST, rng)]
    counts = [f"{len(part)} ({len(np.unique(part.unique_tracks))})" for part in parts]
    is_real = "synthetic" not in signs.source
    name = Text(
        "{}: {} imágenes de entrenamiento, {} de validación y {} de prueba, entre paréntesis sus secuencias".format(
            "imágenes de entrenamiento de GTSRB" if is_real else "señales sintéticas (dibujadas, no son de GTSRB)",
            *counts,
        ),
        "{}: {} training, {} validation and {} test images, in parentheses their tracks".format(
            "GTSRB's training images" if is_real else signs.source, *counts
        ),
    )
    return Material(parts[0], parts[1], parts[2], name, is_real)
