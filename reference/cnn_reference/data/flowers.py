"""Photographs of flowers, a folder a class: the lecture's small data set for augmentation.

The lecture takes 320 images of 4 classes. Any folder or tar of JPEG or PNG files is read whose innermost folders are
the classes, such as four of the seventeen of Nilsback and Zisserman.

References
----------
.. [1] M.-E. Nilsback, A. Zisserman, "A visual vocabulary for flower classification", CVPR 2006.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import numpy as np

from cnn_reference.data.containers import files_in
from cnn_reference.data.errors import DataError, MissingDataError
from cnn_reference.data.image_set import ImageSet
from cnn_reference.data.pictures import decode
from cnn_reference.data.places import existing

__all__ = ["find_flowers", "load_flowers"]

ENDINGS = (".jpg", ".jpeg", ".png")


def find_flowers(folder: Path) -> Path:
    """Find photographs of flowers in a folder of data.

    Parameters
    ----------
    folder : Path
        The folder of all data sets, or that of the flowers.

    Returns
    -------
    Path
        For `load_flowers`.

    Raises
    ------
    MissingDataError
        If there are none.
    """
    found = existing(folder, "flowers4.tar", "flowers/flowers4.tar", "flowers")
    if found is None:
        raise MissingDataError(
            f"{folder} does not hold flowers: make a folder a class in {folder / 'flowers'} "
            "(https://www.robots.ox.ac.uk/~vgg/data/flowers/17/)"
        )
    return found


def load_flowers(path: Path, side: int = 32) -> ImageSet:
    """Read photographs, scaled to squares.

    Parameters
    ----------
    path : Path
        A folder or a tar with a folder a class.
    side : int
        Height and width of the images. Every pixel of the photograph counts in them.

    Returns
    -------
    ImageSet
        Images of shape (N, side, side, 3), ordered by class, the classes by their names, and by the names of the files.

    Raises
    ------
    DataError
        If a picture is damaged, or there are fewer than two classes.
    MissingDataError
        If there is nothing at `path`.
    """
    found = {}
    for name, data in files_in(path, lambda name: name.lower().endswith(ENDINGS)):
        place = PurePosixPath(name)
        found[place.parent.name, place.name] = decode(data, name, side)
    class_names = tuple(sorted({one for one, _ in found}))
    if len(class_names) < 2:
        raise DataError(f"{path} holds pictures of {len(class_names)} classes: expected a folder a class, 2 or more")
    ordered = sorted(found)
    labels = np.array([class_names.index(one) for one, _ in ordered], dtype=np.int64)
    return ImageSet(np.stack([found[key] for key in ordered]), labels, class_names, "flowers")
