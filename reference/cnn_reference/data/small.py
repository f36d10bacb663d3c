"""Data that scikit-learn brings along or makes: nothing has to be downloaded.

The lecture's problem of four classes (initialization) is `make_blobs` with these numbers; its digits stand in for MNIST
where that is not there.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.data.errors import MissingDataError
from cnn_reference.data.image_set import ImageSet

__all__ = ["load_digits", "make_blobs"]


def load_digits() -> ImageSet:
    """Take scikit-learn's 1,797 handwritten digits of 8 x 8 pixels.

    Returns
    -------
    ImageSet
        Images of shape (1797, 8, 8, 1). Their 17 shades of grey, 0 to 16, are spread over 0 to 255.

    Raises
    ------
    MissingDataError
        If scikit-learn is not installed.
    """
    digits = _sklearn_datasets().load_digits()
    images = np.round(digits.images * (255 / 16)).astype(np.uint8)[..., np.newaxis]
    return ImageSet(images, digits.target.astype(np.int64), tuple("0123456789"), "digits of scikit-learn")


def make_blobs(
    n_samples: int = 1000, centers: int = 4, n_features: int = 2, random_state: int = 0
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Make clouds of points about as many centres; by default those of the lecture's problem of four classes.

    Parameters
    ----------
    n_samples : int
        Points in all.
    centers : int
        Clouds: classes.
    n_features : int
        Coordinates of a point.
    random_state : int
        Seed.

    Returns
    -------
    points : ndarray of float, shape (n_samples, n_features)
    labels : ndarray of int64, shape (n_samples,)

    Raises
    ------
    MissingDataError
        If scikit-learn is not installed.
    """
    points, labels = _sklearn_datasets().make_blobs(
        n_samples=n_samples, centers=centers, n_features=n_features, random_state=random_state
    )
    return np.asarray(points), np.asarray(labels, dtype=np.int64)


def _sklearn_datasets() -> Any:
    try:
        from sklearn import datasets
    except ImportError as error:
        raise MissingDataError("digits and blobs need scikit-learn: pip install scikit-learn") from error
    return datasets
