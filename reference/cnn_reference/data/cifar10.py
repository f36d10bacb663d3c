"""CIFAR-10: small photographs of ten classes, from the binary form or from PNG sheets.

The binary form (`cifar-10-binary.tar.gz`, unpacked or not) is five files of 10,000 training images and one of test
images; a record is a byte for the class and 3,072 for the colours. The sheets are PNG files of 1,000 images, one a row
of 1,024 pixels, with the labels of all in `cifar10_labels.js`; any number of them can be there. The form for Python is
a pickle, which can run code, and is not read.

References
----------
.. [1] A. Krizhevsky, "Learning multiple layers of features from tiny images", 2009, section 3.1.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cnn_reference.data.containers import files_in
from cnn_reference.data.errors import DataError, MissingDataError
from cnn_reference.data.image_set import ImageSet
from cnn_reference.data.pictures import decode
from cnn_reference.data.places import existing

__all__ = ["CLASS_NAMES", "find_cifar10", "load_cifar10"]

CLASS_NAMES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
SIDE = 32
RECORD = 1 + 3 * SIDE * SIDE
BINARY_FOLDER, BINARY_ARCHIVE, SHEET_LABELS = "cifar-10-batches-bin", "cifar-10-binary.tar.gz", "cifar10_labels.js"

_BINARY = re.compile(r"(?:^|/)(?:data_batch_\d|test_batch)\.bin$")
_SHEET = re.compile(r"^cifar10_batch_(\d+)\.png$")
IMAGES_A_SHEET, FIRST_TEST_SHEET = 1000, 50


def find_cifar10(folder: Path) -> Path:
    """Find CIFAR-10 in a folder of data.

    Parameters
    ----------
    folder : Path
        The folder of all data sets, or that of CIFAR-10.

    Returns
    -------
    Path
        For `load_cifar10`.

    Raises
    ------
    MissingDataError
        If it is not there.
    """
    places = (BINARY_FOLDER, BINARY_ARCHIVE, "data_batch_1.bin", SHEET_LABELS)
    found = existing(folder, *(prefix + name for name in places for prefix in ("", "cifar10/")))
    if found is None:
        raise MissingDataError(
            f"{folder} does not hold CIFAR-10: put {BINARY_ARCHIVE} into {folder / 'cifar10'} "
            "(https://www.cs.toronto.edu/~kriz/cifar.html)"
        )
    return found if found.is_dir() or found.name == BINARY_ARCHIVE else found.parent


def load_cifar10(path: Path) -> tuple[ImageSet, ImageSet]:
    """Read CIFAR-10, or as much of it as there is.

    Parameters
    ----------
    path : Path
        A folder of `.bin` files, `cifar-10-binary.tar.gz`, or a folder of PNG sheets.

    Returns
    -------
    train, test : ImageSet
        Images of shape (N, 32, 32, 3): 50,000 and 10,000 from the binary form, 1,000 from every sheet.

    Raises
    ------
    DataError
        If a file is damaged, or there are no training or no test images.
    MissingDataError
        If there is nothing at `path`.
    """
    read = _read_sheets if path.is_dir() and (path / SHEET_LABELS).exists() else _read_binary
    parts: dict[bool, list[tuple[NDArray[np.uint8], NDArray[np.int64]]]] = {False: [], True: []}
    for is_test, images, labels in read(path):
        parts[is_test].append((images, labels))
    for is_test, found in parts.items():
        if not found:
            raise DataError(f"{path} holds no {'test' if is_test else 'training'} images of CIFAR-10")
    train, test = (
        ImageSet(np.concatenate([x for x, _ in found]), np.concatenate([y for _, y in found]), CLASS_NAMES, "CIFAR-10")
        for found in parts.values()
    )
    return train, test


def _read_binary(path: Path) -> list[tuple[bool, NDArray[np.uint8], NDArray[np.int64]]]:
    """Read the files in the order of their names; of each whether it is the test set, images and labels."""
    parts = []
    for name, data in sorted(files_in(path, lambda name: bool(_BINARY.search(name)))):
        records = np.frombuffer(data, np.uint8)
        if len(records) == 0 or len(records) % RECORD:
            raise DataError(f"{path}: {name} is damaged: {len(data):,} bytes are no number of records of {RECORD:,}")
        records = records.reshape(-1, RECORD)
        images = records[:, 1:].reshape(-1, 3, SIDE, SIDE).transpose(0, 2, 3, 1)
        parts.append((name.endswith("test_batch.bin"), images, _labels(records[:, 0], f"{path}: {name}")))
    return parts


def _read_sheets(path: Path) -> list[tuple[bool, NDArray[np.uint8], NDArray[np.int64]]]:
    """Read the sheets in the order of their numbers."""
    text = (path / SHEET_LABELS).read_text(encoding="utf-8", errors="replace")
    every = np.array([int(number) for number in re.findall(r"\d+", text.partition("[")[2])], dtype=np.int64)
    numbers = sorted(int(found[1]) for file in path.iterdir() if (found := _SHEET.match(file.name)))
    parts = []
    for number in numbers:
        name = f"cifar10_batch_{number}.png"
        sheet = decode((path / name).read_bytes(), str(path / name))
        if sheet.shape != (IMAGES_A_SHEET, SIDE * SIDE, 3):
            raise DataError(f"{path / name}: expected 1,000 rows of 1,024 pixels, got {sheet.shape[0]:,} of "
                            f"{sheet.shape[1]:,}")  # fmt: skip
        labels = every[number * IMAGES_A_SHEET : (number + 1) * IMAGES_A_SHEET]
        if len(labels) != IMAGES_A_SHEET:
            raise DataError(f"{path / SHEET_LABELS} has {len(every):,} labels, none for {name}")
        images = sheet.reshape(-1, SIDE, SIDE, 3)
        parts.append((number >= FIRST_TEST_SHEET, images, _labels(labels, str(path / SHEET_LABELS))))
    return parts


def _labels(values: NDArray[np.integer], name: str) -> NDArray[np.int64]:
    if values.max() >= len(CLASS_NAMES):
        raise DataError(f"{name} holds the label {values.max()}, expected 0 to 9")
    return values.astype(np.int64)
