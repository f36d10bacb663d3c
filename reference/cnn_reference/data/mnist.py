"""MNIST: 60,000 and 10,000 handwritten digits, from its four idx files.

References
----------
.. [1] Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document recognition", 1998.
"""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.data.errors import DataError, MissingDataError
from cnn_reference.data.image_set import ImageSet
from cnn_reference.data.places import existing

__all__ = ["FILES", "find_mnist", "load_mnist"]

# Of each set: images and labels; each may end in .gz.
FILES = {
    "train": ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
    "test": ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
}
UNSIGNED_BYTE = 8
LARGEST_FILE = 64 * 2**20  # uncompressed; the training images have 47 million bytes


def find_mnist(folder: Path) -> Path:
    """Find MNIST in a folder of data.

    Parameters
    ----------
    folder : Path
        The folder of all data sets, or that of MNIST.

    Returns
    -------
    Path
        For `load_mnist`.

    Raises
    ------
    MissingDataError
        If it is not there.
    """
    first = FILES["train"][0]
    found = existing(folder, *(prefix + first + ending for ending in ("", ".gz") for prefix in ("", "mnist/")))
    if found is None:
        raise MissingDataError(f"{folder} does not hold MNIST: put its four idx files into {folder / 'mnist'}")
    return found.parent


def load_mnist(folder: Path) -> tuple[ImageSet, ImageSet]:
    """Read MNIST.

    Parameters
    ----------
    folder : Path
        With the four files, as they are or with .gz.

    Returns
    -------
    train, test : ImageSet
        Images of shape (N, 28, 28, 1), dark ground, light digits.

    Raises
    ------
    DataError
        If a file is damaged.
    MissingDataError
        If one is not there.
    """
    train, test = (_load_set(folder, *FILES[name]) for name in ("train", "test"))
    return train, test


def _load_set(folder: Path, images_name: str, labels_name: str) -> ImageSet:
    images = read_idx(_path(folder, images_name), dimensions=3)
    labels = read_idx(_path(folder, labels_name), dimensions=1)
    if len(images) != len(labels):
        raise DataError(f"{folder}: {images_name} holds {len(images)} images, {labels_name} {len(labels)} labels")
    if labels.size and labels.max() > 9:
        raise DataError(f"{folder}: {labels_name} holds the label {labels.max()}, expected digits")
    return ImageSet(images[..., np.newaxis], labels.astype(np.int64), tuple("0123456789"), "MNIST")


def _path(folder: Path, name: str) -> Path:
    found = existing(folder, name, name + ".gz")
    if found is None:
        raise MissingDataError(f"{folder} does not hold {name} or {name}.gz")
    return found


def read_idx(path: Path, dimensions: int) -> NDArray[np.uint8]:
    """Read an array of bytes in the idx format: a magic number, the lengths, the values; big-endian.

    Parameters
    ----------
    path : Path
        Compressed if it ends in .gz.
    dimensions : int
        How many the array has to have.

    Returns
    -------
    ndarray of uint8

    Raises
    ------
    DataError
        If it is something else, or not complete.
    """
    opens: Any = gzip.open if path.suffix == ".gz" else open
    try:
        with opens(path, "rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{path} cannot be read to its end: it is damaged or not complete ({error})") from error
    header = 4 + 4 * dimensions
    if data[:4] != bytes([0, 0, UNSIGNED_BYTE, dimensions]) or len(data) < header:
        raise DataError(f"{path} is no idx file of bytes in {dimensions} dimensions")
    shape = tuple(int(length) for length in np.frombuffer(data, ">u4", dimensions, 4))
    expected = header + int(np.prod(shape, dtype=object))
    if len(data) != expected:
        raise DataError(f"{path} is not complete: it promises {expected:,} bytes and holds {len(data):,}")
    return np.frombuffer(data, np.uint8, offset=header).reshape(shape)
