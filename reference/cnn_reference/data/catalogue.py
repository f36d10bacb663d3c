"""Which data sets there are, which of them are on this machine, and how to get the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cnn_reference.data import cifar10, flowers, gtsrb, mnist
from cnn_reference.data.errors import MissingDataError

__all__ = ["Holding", "holdings"]


@dataclass(frozen=True)
class Holding:
    """A data set, and whether it is there.

    Attributes
    ----------
    name : str
        Such as "gtsrb-training".
    what : str
        What it is, in words.
    path : Path or None
        Where it is; None if it is not there.
    how_to_get : str
        What to do for it.
    """

    name: str
    what: str
    path: Path | None
    how_to_get: str


def holdings(folder: Path) -> list[Holding]:
    """Look for every data set.

    Parameters
    ----------
    folder : Path
        The folder of all data sets.

    Returns
    -------
    list of Holding
        Those that need no files, which are always there, last.
    """
    into = f"put it into {folder}"
    sought: list[tuple[str, str, Callable[[Path], Path], str]] = [
        (
            "gtsrb-training",
            "German traffic signs, 39,209 training images of 43 classes",
            gtsrb.find_training,
            "gradiente data gtsrb",
        ),
        (
            "gtsrb-test",
            "German traffic signs, 12,630 official test images",
            lambda where: gtsrb.find_test(where)[0],
            "gradiente data gtsrb",
        ),
        (
            "mnist",
            "Handwritten digits, 60,000 and 10,000",
            mnist.find_mnist,
            f"the four idx files (.gz) of https://ossci-datasets.s3.amazonaws.com/mnist/: {into}/mnist",
        ),
        (
            "cifar10",
            "Photographs of ten classes, 50,000 and 10,000",
            cifar10.find_cifar10,
            f"https://www.cs.toronto.edu/~kriz/{cifar10.BINARY_ARCHIVE}: {into}/cifar10",
        ),
        (
            "flowers",
            "Photographs of flowers, a folder a class",
            flowers.find_flowers,
            f"https://www.robots.ox.ac.uk/~vgg/data/flowers/17/: a folder a class, {into}/flowers",
        ),
    ]
    found = [Holding(name, what, _path(find, folder), how) for name, what, find, how in sought]
    return [
        *found,
        Holding("synthetic", "43 drawn signs in GTSRB's layout", None, "nothing to get: they are drawn when asked for"),
        Holding("digits, blobs", "scikit-learn's small data", None, "nothing to get: they come with scikit-learn"),
    ]


def _path(find: Callable[[Path], Path], folder: Path) -> Path | None:
    try:
        return find(folder)
    except MissingDataError:
        return None
