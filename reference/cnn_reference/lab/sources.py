"""The images of the experiments: real ones where they are found, else what scikit-learn brings or a program draws.

Which it was is said with every finding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.data.cifar10 import find_cifar10, load_cifar10
from cnn_reference.data.errors import MissingDataError
from cnn_reference.data.flowers import find_flowers, load_flowers
from cnn_reference.data.image_set import ImageSet
from cnn_reference.data.mnist import find_mnist, load_mnist
from cnn_reference.data.places import data_folder
from cnn_reference.data.small import load_digits
from cnn_reference.lab.experiment import Settings
from cnn_reference.lab.texts import Text
from cnn_reference.toy_signs import draw_signs

__all__ = ["Images", "cifar10", "digits", "flowers", "handwritten_digits"]

Array = NDArray[Any]


@dataclass(frozen=True)
class Images:
    """Images to learn from and images to be measured on.

    Attributes
    ----------
    x, x_test : ndarray of float32, shape (N, H, W, C)
        Every channel has mean 0 and standard deviation 1 over the training images.
    y, y_test : ndarray of int64, shape (N,)
    name : Text
        What they are, for a finding.
    is_real : bool
    """

    x: Array
    y: Array
    x_test: Array
    y_test: Array
    name: Text
    is_real: bool

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of one image."""
        return self.x.shape[1:]

    @property
    def n_classes(self) -> int:
        """How many classes there are."""
        return int(self.y.max()) + 1


def handwritten_digits(settings: Settings, train: int, test: int, side: int = 28) -> Images:
    """Take MNIST, or scikit-learn's digits enlarged to the same size where MNIST is not there.

    Parameters
    ----------
    settings : Settings
        Says where data are.
    train, test : int
        How many of the images, at most: the first of each set, which are in random order.
    side : int
        28, or more for a frame of background.

    Returns
    -------
    Images
    """
    if (place := _place(find_mnist, settings)) is not None:
        own, other = load_mnist(place)
        x, y, x_test, y_test = own.as_floats(), own.labels, other.as_floats(), other.labels
        name = ("MNIST: {} imágenes de entrenamiento y {} de prueba", "MNIST: {} training and {} test images")
    else:
        x, y, x_test, y_test = _halves(load_digits(), np.random.default_rng(0), 0.25)
        x, x_test = (_enlarged(images) for images in (x, x_test))
        name = (
            "en lugar de MNIST, los dígitos de scikit-learn ampliados: {} de entrenamiento y {} de prueba",
            "in place of MNIST, scikit-learn's digits enlarged: {} training and {} test images",
        )
    frame = (side - x.shape[1]) // 2
    x, x_test = (
        np.pad(images[:count], ((0, 0), (frame, frame), (frame, frame), (0, 0)))
        for images, count in ((x, train), (x_test, test))
    )
    return _normalized(x, y[:train], x_test, y_test[:test], name, is_real=True)


def digits(seed: int) -> Images:
    """Split scikit-learn's digits of 8 x 8 pixels: three quarters to learn from.

    Parameters
    ----------
    seed : int
        Of the split.

    Returns
    -------
    Images
    """
    halves = _halves(load_digits(), np.random.default_rng([seed, 17]), 0.25)
    name = (
        "dígitos de scikit-learn (8 x 8): {} de entrenamiento y {} de validación",
        "scikit-learn's digits (8 x 8): {} training and {} validation images",
    )
    return _normalized(*halves, name, is_real=True)


def cifar10(settings: Settings, train: int, test: int) -> Images:
    """Take CIFAR-10, or drawn signs where it is not there.

    Parameters
    ----------
    settings : Settings
        Says where data are.
    train, test : int
        How many of the images, at most.

    Returns
    -------
    Images
    """
    if (place := _place(find_cifar10, settings)) is None:
        return _signs(train, test)
    own, other = load_cifar10(place)
    name = ("CIFAR-10: {} imágenes de entrenamiento y {} de prueba", "CIFAR-10: {} training and {} test images")
    halves = own.as_floats()[:train], own.labels[:train], other.as_floats()[:test], other.labels[:test]
    return _normalized(*halves, name, is_real=True)


def flowers(settings: Settings, seed: int) -> Images:
    """Take the photographs of flowers, a quarter of each class as the test set; or drawn signs.

    Parameters
    ----------
    settings : Settings
        Says where data are.
    seed : int
        Of the split.

    Returns
    -------
    Images
    """
    if (place := _place(find_flowers, settings)) is None:
        return _signs(240, 80)
    found = load_flowers(place)
    halves = _halves(found, np.random.default_rng([seed, 17]), 0.25)
    name = (
        "flores de Oxford reducidas a 32 x 32: {} de entrenamiento y {} de prueba",
        "Oxford flowers scaled to 32 x 32: {} training and {} test images",
    )
    return _normalized(*halves, name, is_real=True)


def _place(find: Callable[[Path], Path], settings: Settings) -> Path | None:
    """Look for a data set; one that is there but cannot be read is an error, not a reason for a stand-in."""
    try:
        return find(data_folder(settings.data))
    except MissingDataError:
        return None


def _signs(train: int, test: int) -> Images:
    x, y = draw_signs(train + test, np.random.default_rng(0))
    x = np.moveaxis(x, 1, -1)
    name = (
        "señales dibujadas por un programa, en lugar de las fotos: {} de entrenamiento y {} de prueba",
        "signs drawn by a program, in place of the photographs: {} training and {} test images",
    )
    return _normalized(x[:train], y[:train], x[train:], y[train:], name, is_real=False)


def _halves(images: ImageSet, rng: np.random.Generator, share: float) -> tuple[Array, Array, Array, Array]:
    """Split at random, the same share of every class into the second part."""
    test = np.zeros(len(images), dtype=bool)
    for label in np.unique(images.labels):
        own = rng.permutation(np.flatnonzero(images.labels == label))
        test[own[: round(share * len(own))]] = True
    x, order = images.as_floats(), rng.permutation(np.flatnonzero(~test))
    return x[order], images.labels[order], x[test], images.labels[test]


def _enlarged(images: Array) -> Array:
    """Enlarge 8 x 8 to 24 x 24 by repeating pixels, with a frame: 28 x 28, the digit as large as MNIST's."""
    larger = images.repeat(3, axis=1).repeat(3, axis=2)
    return np.pad(larger, ((0, 0), (2, 2), (2, 2), (0, 0)))


def _normalized(x: Array, y: Array, x_test: Array, y_test: Array, name: tuple[str, str], *, is_real: bool) -> Images:
    mean, deviation = x.mean(axis=(0, 1, 2)), x.std(axis=(0, 1, 2))
    x, x_test = ((images - mean) / deviation for images in (x, x_test))
    counts = len(x), len(x_test)
    return Images(
        x.astype(np.float32), y, x_test.astype(np.float32), y_test,
        Text(name[0].format(*counts), name[1].format(*counts)), is_real,
    )  # fmt: skip
