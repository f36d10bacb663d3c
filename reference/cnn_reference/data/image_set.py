"""Images with their classes: what every data set of images here comes as."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

__all__ = ["ImageSet"]


@dataclass(frozen=True)
class ImageSet:
    """Images of one size, and the class of each.

    Attributes
    ----------
    images : ndarray of uint8, shape (N, H, W, C)
        Values from 0 to 255; C is 3 (red, green, blue) or 1.
    labels : ndarray of int64, shape (N,)
        In 0, ..., K - 1.
    class_names : tuple of str
        K names, in English.
    source : str
        Where the images come from, in words for a title.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    class_names: tuple[str, ...]
    source: str

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def n_classes(self) -> int:
        """How many classes there are, those without images included."""
        return len(self.class_names)

    def as_floats(self) -> NDArray[np.float32]:
        """Scale the values to [0, 1].

        Returns
        -------
        ndarray of float32, shape (N, H, W, C)
            A copy.
        """
        return np.multiply(self.images, np.float32(1 / 255), dtype=np.float32)

    def take(self, indices: NDArray[Any]) -> Self:
        """Choose some of the images.

        Parameters
        ----------
        indices : ndarray of int or bool
            As for indexing an array of N.

        Returns
        -------
        ImageSet
            With copies of the chosen ones, in the order of `indices`.
        """
        per_image: dict[str, Any] = {
            one.name: value[indices] for one in fields(self) if isinstance(value := getattr(self, one.name), np.ndarray)
        }
        return replace(self, **per_image)

    def joined(self, other: Self) -> Self:
        """Put the images of another set behind these.

        Parameters
        ----------
        other : ImageSet
            With the same classes.

        Returns
        -------
        ImageSet
        """
        both: dict[str, Any] = {
            one.name: np.concatenate([value, getattr(other, one.name)])
            for one in fields(self)
            if isinstance(value := getattr(self, one.name), np.ndarray)
        }
        return replace(self, **both)
