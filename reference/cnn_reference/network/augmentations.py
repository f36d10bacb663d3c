"""Augmentation while training: batches of images, changed at random each time they are learnt from.

`NeuralNetwork.fit` takes a function ``augment(images, rng)`` on a batch. `each_image` makes one of any textbook
transformation of one image; `rotate_and_shift` is the lecture's recipe for a whole batch at once, which draws the same
numbers and gives the same images, several times faster.

Lecture: "Data augmentation", the recipe for the flowers: rotation (-20, 20), jitter X (-5, 5), jitter Y (-5, 5).
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnn_reference.network.errors import ShapeError

__all__ = ["Augmentation", "chained", "each_image", "rotate_and_shift"]

Array = NDArray[Any]
Augmentation = Callable[[Array, np.random.Generator], Array]

PIECE = 16  # images that are turned together


def each_image(transform: Callable[[Array, np.random.Generator], Array]) -> Augmentation:
    """Apply a transformation of one image to every image of a batch, one after the other.

    Parameters
    ----------
    transform : callable
        ``transform(image, rng)`` gives an image, such as `cnn_reference.augmentation.augment`.

    Returns
    -------
    callable
        For `NeuralNetwork.fit`.

    Examples
    --------
    >>> darken = each_image(lambda image, rng: image * rng.uniform(0.5, 1.0))
    >>> darken(np.ones((2, 4, 4, 3)), np.random.default_rng(0)).shape
    (2, 4, 4, 3)
    """
    return lambda images, rng: np.stack([transform(image, rng) for image in images])


def chained(*augmentations: Augmentation) -> Augmentation:
    """Apply several augmentations, each to what the one before made.

    Parameters
    ----------
    *augmentations : callable
        In their order.

    Returns
    -------
    callable
        For `NeuralNetwork.fit`.

    Examples
    --------
    >>> twice = chained(lambda images, rng: images + 1, lambda images, rng: images * 2)
    >>> twice(np.array([3.0]), np.random.default_rng(0)).tolist()
    [8.0]
    """

    def augment(images: Array, rng: np.random.Generator) -> Array:
        for augmentation in augmentations:
            images = augmentation(images, rng)
        return images

    return augment


def rotate_and_shift(max_degrees: float = 20, max_shift: int = 5) -> Augmentation:
    """Rotate and shift each image of a batch at random: `cnn_reference.augmentation.augment`, all images at once.

    Parameters
    ----------
    max_degrees : float
        Largest angle to either side.
    max_shift : int
        Largest shift to either side, in pixels.

    Returns
    -------
    callable
        For `NeuralNetwork.fit`. It gives float32 for float32, and float64 for anything else.

    Examples
    --------
    >>> rotate_and_shift()(np.ones((2, 32, 32, 3)), np.random.default_rng(0)).shape
    (2, 32, 32, 3)
    """

    def augment(images: Array, rng: np.random.Generator) -> Array:
        if images.ndim != 4:
            raise ShapeError(f"expected images (N, H, W, C), got {images.shape}")
        degrees, shifts = np.empty(len(images)), np.empty((len(images), 2))
        for n in range(len(images)):  # in the textbook's order of draws
            degrees[n] = rng.uniform(-max_degrees, max_degrees)
            shifts[n] = rng.integers(-max_shift, max_shift, endpoint=True, size=2)
        return _turned(images, np.deg2rad(degrees), dx=shifts[:, 0], dy=shifts[:, 1])

    return augment


def _turned(images: Array, angles: Array, dx: Array, dy: Array) -> Array:
    """Rotate, then translate, with the textbook's formulas; what comes from outside is 0."""
    turned = np.empty(images.shape, images.dtype if images.dtype == np.float32 else np.float64)
    for begin in range(0, len(images), PIECE):
        piece = slice(begin, begin + PIECE)
        _turn_piece(images[piece], turned[piece], angles[piece], dx[piece], dy[piece])
    return turned


def _turn_piece(images: Array, turned: Array, angles: Array, dx: Array, dy: Array) -> None:
    """Turn a few images, whose numbers stay in the cache meanwhile."""
    n, height, width, channels = images.shape
    centre_row, centre_column = (height - 1) / 2, (width - 1) / 2
    # From where in the rotated image each pixel comes, (N, H, 1) and (N, 1, W); and from where that comes, (N, H, W).
    i = np.arange(height)[:, np.newaxis] - dy[:, np.newaxis, np.newaxis]
    j = np.arange(width) - dx[:, np.newaxis, np.newaxis]
    sine, cosine = np.sin(angles)[:, np.newaxis, np.newaxis], np.cos(angles)[:, np.newaxis, np.newaxis]
    rows = (j - centre_column) * sine + ((i - centre_row) * cosine + centre_row)
    columns = ((j - centre_column) * cosine + centre_column) - (i - centre_row) * sine
    # cos(pi / 2) is 6e-17: without rounding, points on the edge would lie a hair outside the image.
    np.round(rows, 9, out=rows)
    np.round(columns, 9, out=columns)
    inside = (rows >= 0) & (rows <= height - 1) & (columns >= 0) & (columns <= width - 1)
    inside &= (i >= 0) & (i <= height - 1) & (j >= 0) & (j <= width - 1)
    np.clip(rows, 0, height - 1, out=rows)
    np.clip(columns, 0, width - 1, out=columns)
    top, left = rows.astype(np.intp), columns.astype(np.intp)
    a, b = (rows - top).astype(turned.dtype), (columns - left).astype(turned.dtype)
    upper_left = top * width + left + (np.arange(n) * (height * width))[:, np.newaxis, np.newaxis]
    corners = (upper_left, upper_left + 1, upper_left + width, upper_left + width + 1)
    # Below the last row and right of the last column a or b is 0, so what stands there only has to be a number: the
    # next row, the next image, or the zeros behind the last one.
    plane = np.zeros(n * height * width + width + 1, turned.dtype)
    for channel in range(channels):
        plane[: n * height * width] = images[..., channel].reshape(-1)
        upper, upper_right, lower, lower_right = (plane.take(corner) for corner in corners)
        upper += b * (upper_right - upper)
        lower += b * (lower_right - lower)
        upper += a * (lower - upper)
        turned[..., channel] = upper * inside
